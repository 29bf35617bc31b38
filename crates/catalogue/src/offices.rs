//! Offices, ranks and titles (`catalogue/offices.toml`).

use crate::trie::{Capitals, Trie};
use crate::wording::Folding;
use hashbrown::HashSet;
use serde::Deserialize;

/// An office or calling and what its holder stands for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Its code.
    pub code: String,
    /// Lemmas that name it, lower case.
    pub words: Vec<String>,
    /// `envoy`, `spokesperson`, `minister`, `head`, `international`, `military`, `official`, `legislator`, `local`, `law`, `expert`,
    /// `journalist`, `health`, `civil`, `witness`, `religious` or `business`.
    pub class: String,
    /// Whether its holder speaks for the state or body that the phrase names ("Japan’s envoy"), rather than from it.
    pub speaks_for_state: bool,
    /// Whether the bare noun means one known holder ("the envoy"); else it is an unnamed source ("an official").
    pub named_default: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Title {
    words: Vec<String>,
    class: String,
}

/// All offices and titles.
#[derive(Debug)]
pub struct Offices {
    offices: Vec<Office>,
    trie: Trie<usize>,
    titles: Trie<usize>,
    title_classes: Vec<String>,
    title_words: HashSet<String>,
}

impl Offices {
    pub(crate) fn new(file: OfficeFile, spellings: &[Vec<String>]) -> Self {
        let mut trie = Trie::new(Folding::new(spellings));
        for (index, office) in file.office.iter().enumerate() {
            for word in &office.words {
                trie.insert(word, index, Capitals::Any);
            }
        }
        let mut titles = Trie::new(Folding::new(spellings));
        let mut title_words = HashSet::new();
        for (index, title) in file.title.iter().enumerate() {
            for word in &title.words {
                titles.insert(word, index, Capitals::of(word, false));
                title_words.extend(word.split(' ').map(str::to_owned));
            }
        }
        let title_classes = file.title.into_iter().map(|title| title.class).collect();
        Offices {
            offices: file.office,
            trie,
            titles,
            title_classes,
            title_words,
        }
    }

    /// The longest office that begins at token `start`, with the number of its tokens. Tokens as written or as lemmas.
    pub fn longest_at<S: AsRef<str>>(&self, tokens: &[S], start: usize) -> Option<(usize, &Office)> {
        self.found(self.trie.longest_at(tokens, start)?)
    }

    /// The same, where each token may be read as written or as its lemma ("deputy foreign ministers").
    pub fn longest_of<S: AsRef<str>>(&self, tokens: &[S], lemmas: &[S], start: usize) -> Option<(usize, &Office)> {
        self.found(self.trie.longest_of(tokens, Some(lemmas), start)?)
    }

    fn found(&self, found: crate::trie::Found<usize>) -> Option<(usize, &Office)> {
        let office = self.offices.get(*found.targets.first()?)?;
        found.characters.is_none().then_some((found.length, office))
    }

    /// The longest title before a name that begins at token `start` ("Lt. Gen."), with the number of its tokens and its class.
    pub fn title_at<S: AsRef<str>>(&self, tokens: &[S], start: usize) -> Option<(usize, &str)> {
        let found = self.titles.longest_at(tokens, start)?;
        let class = self.title_classes.get(*found.targets.first()?)?;
        found.characters.is_none().then_some((found.length, class))
    }

    /// Whether a word, with its capital, is a title or part of one.
    pub fn is_title(&self, word: &str) -> bool {
        self.title_words.contains(word)
    }

    /// Every office, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Office> {
        self.offices.iter()
    }

    /// The office of a code.
    pub fn office(&self, code: &str) -> Option<&Office> {
        self.offices.iter().find(|office| office.code == code)
    }
}

/// `offices.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfficeFile {
    office: Vec<Office>,
    title: Vec<Title>,
}
