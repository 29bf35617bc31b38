//! Names of states and organisations found in tokens (`catalogue/names.toml` says how they are read).

use crate::error::CatalogueError;
use crate::organisations::Organisation;
use crate::states::State;
use crate::trie::{Capitals, Trie};
use crate::wording::Folding;
use hashbrown::HashSet;
use serde::Deserialize;

/// What bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameTarget {
    /// Position in [`crate::Catalogue::states`].
    State(usize),
    /// Position in [`crate::Catalogue::organisations`].
    Organisation(usize),
    /// A longer name that only contains one ("Latin America"): to be stepped over.
    Elsewhere,
}

/// By which of its names a bearer was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameKind {
    /// The usual name.
    Name,
    /// Another or the official name.
    Alias,
    /// An adjective or a word for its people.
    Demonym,
    /// A capital.
    Capital,
    /// A seat of government ("Kremlin").
    Seat,
    /// An acronym.
    Acronym,
}

/// A name found in tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameMatch {
    /// How many tokens it takes, the last of them perhaps in part.
    pub length: usize,
    /// Code points of the last token that belong to the name, where not all do ("U.S.-led" in one token: 4).
    pub characters: Option<usize>,
    /// Who bears it: of several bearers, the one that newswire means most often.
    pub target: NameTarget,
    /// By which name.
    pub how: NameKind,
    /// It has other bearers or is a common word, a given name or a place elsewhere as well.
    pub ambiguous: bool,
    /// The other bearers that the catalogue knows.
    pub alternatives: Vec<NameTarget>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Bearer {
    target: NameTarget,
    how: NameKind,
    ambiguous: bool,
}

/// All names of states and organisations.
#[derive(Debug)]
pub struct Names {
    trie: Trie<Bearer>,
    /// Acronyms that are English words, as written.
    words_in_capitals: HashSet<String>,
}

impl Names {
    /// The longest name that begins at token `start`, if one does. Tokens as the text has them, with their capitals; a possessive
    /// mark or a hyphen may be a token of its own or part of one.
    pub fn longest_at<S: AsRef<str>>(&self, tokens: &[S], start: usize) -> Option<NameMatch> {
        let found = self.trie.longest_at(tokens, start)?;
        let first = *found.targets.first()?;
        if first.how == NameKind::Acronym && self.is_word_in_capitals(tokens, start, found.length) {
            return None;
        }
        let alternatives = found.targets[1..]
            .iter()
            .map(|bearer| bearer.target)
            .filter(|target| *target != first.target);
        Some(NameMatch {
            length: found.length,
            characters: found.characters,
            target: first.target,
            how: first.how,
            ambiguous: first.ambiguous,
            alternatives: alternatives.collect(),
        })
    }

    /// The name in a text of its own ("U.S.", "north Korea’s" is none): the whole of it, else nothing.
    pub fn whole(&self, name: &str) -> Option<NameMatch> {
        let tokens: Vec<&str> = name.split_whitespace().collect();
        self.longest_at(&tokens, 0)
            .filter(|found| found.length == tokens.len() && found.characters.is_none())
    }

    /// "US" in "GIVE US PEACE": an acronym that is a word, between words all in capitals.
    fn is_word_in_capitals<S: AsRef<str>>(&self, tokens: &[S], start: usize, length: usize) -> bool {
        if length != 1 || !self.words_in_capitals.contains(tokens[start].as_ref()) {
            return false;
        }
        let shouted = |token: &str| {
            token.chars().filter(|character| character.is_alphabetic()).count() > 1
                && !token.chars().any(char::is_lowercase)
        };
        let before = start
            .checked_sub(1)
            .and_then(|index| tokens.get(index))
            .is_none_or(|token| shouted(token.as_ref()));
        let after = tokens.get(start + 1).is_none_or(|token| shouted(token.as_ref()));
        before && after && tokens.len() > 1
    }
}

/// `names.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameFile {
    equivalents: Vec<Vec<String>>,
    pub(crate) spellings: Vec<Vec<String>>,
    words_in_capitals: Vec<String>,
    ambiguous: Vec<Ambiguity>,
    elsewhere: Elsewhere,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ambiguity {
    name: String,
    prefers: String,
    #[serde(default)]
    others: Vec<String>,
    /// For people who read the file.
    #[serde(default, rename = "note")]
    _note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Elsewhere {
    region: Vec<String>,
    place: Vec<String>,
    work: Vec<String>,
}

/// Builds the trie and checks that no name has two bearers without the file saying so.
pub(crate) fn build(file: NameFile, states: &[State], organisations: &[Organisation]) -> Result<Names, CatalogueError> {
    let mut builder = Builder {
        trie: Trie::new(Folding::new(&file.spellings)),
        equivalents: &file.equivalents,
        names: HashSet::new(),
    };
    for (index, state) in states.iter().enumerate() {
        let target = NameTarget::State(index);
        builder.add([&state.name], target, NameKind::Name);
        builder.add(&state.acronyms, target, NameKind::Acronym);
        builder.add(state.aliases.iter().chain([&state.official]), target, NameKind::Alias);
        builder.add(&state.demonyms, target, NameKind::Demonym);
        builder.add(&state.capitals, target, NameKind::Capital);
        builder.add(&state.seats, target, NameKind::Seat);
    }
    for (index, organisation) in organisations.iter().enumerate() {
        let target = NameTarget::Organisation(index);
        builder.add([&organisation.name], target, NameKind::Name);
        builder.add(&organisation.acronyms, target, NameKind::Acronym);
        builder.add(&organisation.aliases, target, NameKind::Alias);
    }
    let elsewhere = &file.elsewhere;
    for name in elsewhere.region.iter().chain(&elsewhere.place).chain(&elsewhere.work) {
        builder.add([name], NameTarget::Elsewhere, NameKind::Name);
    }
    let code = |target: NameTarget| match target {
        NameTarget::State(index) => states[index].code.as_str(),
        NameTarget::Organisation(index) => organisations[index].code.as_str(),
        NameTarget::Elsewhere => "elsewhere",
    };
    let Builder { mut trie, names, .. } = builder;
    let mut explained = HashSet::new();
    for ambiguity in &file.ambiguous {
        let bearers = trie.bearers_mut(&ambiguity.name).filter(|bearers| !bearers.is_empty());
        let unknown = |target: &str| CatalogueError::Unknown {
            file: "names.toml",
            code: ambiguity.name.clone(),
            target: target.to_owned(),
        };
        let bearers = bearers.ok_or_else(|| unknown("a name"))?;
        for wanted in ambiguity.others.iter().chain([&ambiguity.prefers]) {
            if !bearers.iter().any(|bearer| code(bearer.target.target) == wanted) {
                return Err(unknown(wanted));
            }
        }
        bearers.sort_by_key(|bearer| code(bearer.target.target) != ambiguity.prefers);
        for bearer in bearers.iter_mut() {
            bearer.target.ambiguous = true;
        }
        let listed = bearers.iter().all(|bearer| {
            let code = code(bearer.target.target);
            code == ambiguity.prefers || ambiguity.others.iter().any(|other| other == code)
        });
        if listed {
            explained.insert(ambiguity.name.as_str());
        }
    }
    for name in &names {
        let Some(bearers) = trie.bearers_mut(name) else {
            continue;
        };
        let Some((first, others)) = bearers.split_first() else {
            continue;
        };
        // An acronym and a name that differ in capitals ("SANA", "Sanaa") do not meet.
        let meets = |other: &crate::trie::Bearer<Bearer>| {
            other.target.target != first.target.target
                && (other.capitals == first.capitals || first.capitals == Capitals::Any)
        };
        if others.iter().any(meets) && !explained.iter().any(|explained| same(explained, name)) {
            let bearers: Vec<&str> = bearers.iter().map(|bearer| code(bearer.target.target)).collect();
            return Err(CatalogueError::Ambiguous {
                name: name.clone(),
                bearers: bearers.join(", "),
            });
        }
    }
    Ok(Names {
        trie,
        words_in_capitals: file.words_in_capitals.into_iter().collect(),
    })
}

fn same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

struct Builder<'a> {
    trie: Trie<Bearer>,
    equivalents: &'a [Vec<String>],
    names: HashSet<String>,
}

impl Builder<'_> {
    fn add<'n>(&mut self, names: impl IntoIterator<Item = &'n String>, target: NameTarget, how: NameKind) {
        for name in names {
            for form in self.forms(name) {
                let capitals = Capitals::of(&form, how == NameKind::Acronym || is_written_large(&form));
                let bearer = Bearer {
                    target,
                    how,
                    ambiguous: false,
                };
                if !self.trie.bearers_mut(&form).is_some_and(|bearers| {
                    bearers
                        .iter()
                        .any(|bearer| bearer.target.target == target && bearer.capitals == capitals)
                }) {
                    self.trie.insert(&form, bearer, capitals);
                }
                self.names.insert(form);
            }
        }
    }

    /// The name itself and, where it contains a form that others stand for, the name with each of these.
    fn forms(&self, name: &str) -> Vec<String> {
        let words: Vec<&str> = name.split(' ').collect();
        for group in self.equivalents {
            for form in group {
                let parts: Vec<&str> = form.split(' ').collect();
                let Some(at) = words.windows(parts.len()).position(|window| plain(window) == parts) else {
                    continue;
                };
                if words.len() == parts.len() {
                    continue;
                }
                let (before, after) = (&words[..at], &words[at + parts.len()..]);
                let ending = words[at + parts.len() - 1].strip_suffix("'s").map_or("", |_| "'s");
                return group
                    .iter()
                    .map(|other| {
                        let other = format!("{other}{ending}");
                        [before, &[other.as_str()], after].concat().join(" ")
                    })
                    .collect();
            }
        }
        vec![name.to_owned()]
    }
}

/// A name of one word all in capitals ("CBS", "BRICS") is read as an acronym is.
fn is_written_large(name: &str) -> bool {
    name.chars().all(char::is_uppercase)
}

/// Words without a possessive ending.
fn plain<'a>(words: &[&'a str]) -> Vec<&'a str> {
    words
        .iter()
        .map(|word| word.strip_suffix("'s").unwrap_or(word))
        .collect()
}
