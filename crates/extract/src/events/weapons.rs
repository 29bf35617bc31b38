//! Weapons in a block of text: the catalogue's class for the noun that ends the phrase.

use std::ops::Range;

use onrecord_catalogue::{Catalogue, Weapons};
use onrecord_language::Annotated;

use super::grammar::normal;

/// A weapon's words and class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WeaponAt {
    pub tokens: Range<usize>,
    pub class: String,
}

const LONGEST: usize = 6;

fn taxonomy() -> &'static Weapons {
    Catalogue::shipped().weapons()
}

/// The longest weapon phrase whose last token is `last`.
pub(super) fn ending_at(a: &Annotated, last: usize) -> Option<WeaponAt> {
    let from = (last + 1).saturating_sub(LONGEST);
    let words: Vec<String> = (from..=last).map(|token| a.token(token).to_owned()).collect();
    let lemmas: Vec<String> = (from..=last).map(|token| normal(a, token)).collect();
    (0..words.len()).find_map(|start| {
        let (length, class) = taxonomy().longest_of(&words, &lemmas, start)?;
        (start + length == words.len()).then(|| WeaponAt {
            tokens: from + start..last + 1,
            class: class.class.clone(),
        })
    })
}

/// Whether one class is the other or falls under it.
pub(super) fn related(left: &str, right: &str) -> bool {
    left == right || taxonomy().is_a(left, right) || taxonomy().is_a(right, left)
}
