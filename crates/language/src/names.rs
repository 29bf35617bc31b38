//! The tags, labels, features and fixed lemmas of a pipeline, each text kept once.

use hashbrown::HashMap;

/// The number of a text in [`Names`].
pub type Name = u16;

/// Interned texts; number 0 is the empty one.
#[derive(Debug)]
pub struct Names {
    texts: Vec<Box<str>>,
    numbers: HashMap<Box<str>, Name>,
}

impl Names {
    /// The number of the empty text.
    pub const EMPTY: Name = 0;

    pub fn new() -> Names {
        let mut names = Names {
            texts: Vec::new(),
            numbers: HashMap::new(),
        };
        names.intern("");
        names
    }

    /// The number of a text, kept from now on. The labels of a pipeline are few; beyond 65,535 all share the last.
    pub fn intern(&mut self, text: &str) -> Name {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let Ok(number) = Name::try_from(self.texts.len()) else {
            return Name::MAX;
        };
        self.texts.push(text.into());
        self.numbers.insert(text.into(), number);
        number
    }

    pub fn text(&self, name: Name) -> &str {
        &self.texts[usize::from(name)]
    }

    /// All texts with their numbers.
    pub fn all(&self) -> impl Iterator<Item = (Name, &str)> {
        (0..).zip(self.texts.iter().map(|text| &**text))
    }

    pub fn len(&self) -> usize {
        self.texts.len()
    }
}
