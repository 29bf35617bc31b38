//! Weapons and materiel as a taxonomy (`catalogue/weapons.toml`).

use crate::error::CatalogueError;
use crate::trie::{Capitals, Trie};
use crate::wording::Folding;
use hashbrown::{HashMap, HashSet};
use serde::Deserialize;

const FILE: &str = "weapons.toml";

/// A class of weapons or materiel.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeaponClass {
    /// Its code, e.g. `missile.ballistic.short`.
    pub class: String,
    /// What to call it in print, in the plural.
    pub name: String,
    /// The next broader class.
    #[serde(default)]
    pub parent: Option<String>,
    /// Category of the UN Register of Conventional Arms, `I` to `VII`, or `SALW`. Where absent, the parent's does not hold either.
    #[serde(default)]
    pub unroca: Option<String>,
    /// Nouns and phrases, singular lemmas.
    pub words: Vec<String>,
    /// Types and models, with their capitals.
    #[serde(default)]
    pub designations: Vec<String>,
    /// What sort of thing it is. Where absent, the parent's holds.
    #[serde(default)]
    pub kind: Option<WeaponKind>,
    /// What stands before the name of a single one: "HMS", "USS".
    #[serde(default)]
    pub prefixes: Vec<String>,
}

/// What sort of thing a class of materiel is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WeaponKind {
    /// What is fired, dropped, thrown or laid, and what fires it.
    Weapon,
    /// Shells, cartridges, explosives.
    Ammunition,
    /// What carries weapons or troops.
    Platform,
    /// Parts and protective or electronic equipment.
    Component,
    /// Knowledge, and what is made by it alone.
    Technology,
    /// Goods of another use.
    Goods,
}

/// What a calibre tells of a class that its words leave open.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calibre {
    /// The class as its words tell it.
    pub class: String,
    /// Least calibre, in millimetres.
    pub least: u32,
    /// The class that it is from there on.
    pub becomes: String,
}

/// All classes.
#[derive(Debug)]
pub struct Weapons {
    classes: Vec<WeaponClass>,
    calibres: Vec<Calibre>,
    by_code: HashMap<String, usize>,
    by_prefix: HashMap<String, usize>,
    /// Places in `classes`; their number for words that are none.
    trie: Trie<usize>,
}

impl Weapons {
    pub(crate) fn new(file: WeaponFile, spellings: &[Vec<String>]) -> Result<Self, CatalogueError> {
        let mut by_code = HashMap::new();
        let mut by_prefix = HashMap::new();
        let mut trie = Trie::new(Folding::new(spellings));
        for (index, class) in file.weapon.iter().enumerate() {
            if by_code.insert(class.class.clone(), index).is_some() {
                return Err(CatalogueError::Repeated {
                    file: FILE,
                    code: class.class.clone(),
                });
            }
            for prefix in &class.prefixes {
                by_prefix.entry(prefix.clone()).or_insert(index);
            }
            for word in &class.words {
                trie.insert(word, index, Capitals::of(word, false));
            }
            for designation in &class.designations {
                trie.insert(designation, index, Capitals::of(designation, is_acronym(designation)));
            }
        }
        for words in &file.other.words {
            trie.insert(words, file.weapon.len(), Capitals::of(words, false));
        }
        let weapons = Weapons {
            classes: file.weapon,
            calibres: file.calibre,
            by_code,
            by_prefix,
            trie,
        };
        for class in &weapons.classes {
            if let Some(parent) = class
                .parent
                .as_ref()
                .filter(|parent| !weapons.by_code.contains_key(*parent))
            {
                return Err(CatalogueError::Unknown {
                    file: FILE,
                    code: class.class.clone(),
                    target: parent.clone(),
                });
            }
            let mut seen = HashSet::new();
            let mut next = Some(class);
            while let Some(class) = next {
                if !seen.insert(class.class.as_str()) {
                    return Err(CatalogueError::Circular {
                        file: FILE,
                        code: class.class.clone(),
                    });
                }
                next = class.parent.as_deref().and_then(|parent| weapons.class(parent));
            }
        }
        let unknown = weapons
            .calibres
            .iter()
            .flat_map(|calibre| [(calibre, &calibre.class), (calibre, &calibre.becomes)])
            .find(|(_, code)| !weapons.by_code.contains_key(*code));
        if let Some((calibre, code)) = unknown {
            return Err(CatalogueError::Unknown {
                file: FILE,
                code: calibre.class.clone(),
                target: code.clone(),
            });
        }
        Ok(weapons)
    }

    /// The class that something of a class is by its calibre, where that tells more than its words do.
    pub fn by_calibre(&self, class: &str, millimetres: u32) -> Option<&WeaponClass> {
        self.calibres
            .iter()
            .filter(|calibre| calibre.class == class && calibre.least <= millimetres)
            .max_by_key(|calibre| calibre.least)
            .and_then(|calibre| self.class(&calibre.becomes))
    }

    /// The class of a code.
    pub fn class(&self, code: &str) -> Option<&WeaponClass> {
        self.by_code.get(code).map(|index| &self.classes[*index])
    }

    /// Whether `class` is `ancestor` or falls under it. False where either is unknown.
    pub fn is_a(&self, class: &str, ancestor: &str) -> bool {
        self.ancestors(class).any(|class| class.class == ancestor)
    }

    /// A class and all broader ones, the narrowest first.
    pub fn ancestors(&self, class: &str) -> impl Iterator<Item = &WeaponClass> {
        std::iter::successors(self.class(class), |class| {
            class.parent.as_deref().and_then(|parent| self.class(parent))
        })
    }

    /// The longest weapon phrase that begins at token `start`, with the number of its tokens and its class.
    /// Tokens as written or as lemmas; designations ask for a capital.
    pub fn longest_at<S: AsRef<str>>(&self, tokens: &[S], start: usize) -> Option<(usize, &WeaponClass)> {
        self.found(self.trie.longest_at(tokens, start)?)
    }

    /// The same, where each token may be read as written or as its lemma ("ballistic missiles").
    pub fn longest_of<S: AsRef<str>>(&self, tokens: &[S], lemmas: &[S], start: usize) -> Option<(usize, &WeaponClass)> {
        self.found(self.trie.longest_of(tokens, Some(lemmas), start)?)
    }

    /// The longest phrase that the taxonomy knows at token `start`: the number of its tokens and its class, which is none for
    /// what only looks like arms ("think tank").
    pub fn read<S: AsRef<str>>(
        &self,
        tokens: &[S],
        lemmas: &[S],
        start: usize,
    ) -> Option<(usize, Option<&WeaponClass>)> {
        let found = self.trie.longest_of(tokens, Some(lemmas), start)?;
        Some((found.length, self.classes.get(*found.targets.first()?)))
    }

    /// What sort of thing a class is, by itself or by the next broader class that says so.
    pub fn kind(&self, class: &str) -> Option<WeaponKind> {
        self.ancestors(class).find_map(|class| class.kind)
    }

    /// The class of single things whose names stand after `word`.
    pub fn prefixed(&self, word: &str) -> Option<&WeaponClass> {
        self.by_prefix.get(word).map(|index| &self.classes[*index])
    }

    fn found(&self, found: crate::trie::Found<usize>) -> Option<(usize, &WeaponClass)> {
        let class = self.classes.get(*found.targets.first()?)?;
        Some((found.length, class))
    }

    /// Every class, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &WeaponClass> {
        self.classes.iter()
    }
}

/// "TEL" is read as written only ("Tel Aviv"); "KN-23" and "Iskander" are not.
fn is_acronym(designation: &str) -> bool {
    designation.chars().all(char::is_alphabetic)
        && designation.chars().filter(|letter| letter.is_uppercase()).count() > 1
}

/// `weapons.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WeaponFile {
    weapon: Vec<WeaponClass>,
    #[serde(default)]
    calibre: Vec<Calibre>,
    #[serde(default)]
    other: Other,
}

/// Phrases that hold a weapon's word and mean none.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Other {
    words: Vec<String>,
}
