//! Common nouns that stand for whoever speaks or acts (`catalogue/phrases.toml`).

use std::collections::HashSet;

use serde::Deserialize;

/// Organs of a state.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organs {
    /// "ministry": speaks for its state.
    pub nouns: HashSet<String>,
    /// "government": is its state.
    pub state: HashSet<String>,
}

/// A list of nouns, by lemma.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nouns {
    /// The lemmas.
    pub nouns: HashSet<String>,
}

/// Nouns for one human being.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    /// The lemmas.
    pub singular: HashSet<String>,
}

/// Words that say that a source is left unnamed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unnamed {
    /// Modifiers of the noun.
    pub modifiers: HashSet<String>,
    /// Phrases near it, lower case.
    pub phrases: Vec<String>,
}

/// Words that tell a person's gender.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gender {
    /// "he", lower case.
    pub masculine: HashSet<String>,
    /// "she", lower case.
    pub feminine: HashSet<String>,
}

/// Words that join further speakers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Joining {
    /// Lower case, words apart by one blank.
    pub phrases: Vec<String>,
}

/// Notes of a verbatim record that nobody says.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// How they begin, lower case.
    pub beginnings: Vec<String>,
}

/// All of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrases {
    /// Organs of a state.
    pub organs: Organs,
    /// Other bodies and groups.
    pub organisations: Nouns,
    /// Human beings.
    pub people: People,
    /// Unnamed sources.
    pub unnamed: Unnamed,
    /// Written things that "say".
    pub texts: Nouns,
    /// Joining words.
    pub joining: Joining,
    /// Where something is said.
    pub venues: Nouns,
    /// Verbs after which "from" and "to" name places.
    pub motion: Nouns,
    /// Titles that belong to a name of one word.
    pub regnal: Nouns,
    /// Things and places that have names.
    pub things: Nouns,
    /// Words that tell "he" from "she".
    pub gender: Gender,
    /// Notes between turns.
    pub procedure: Procedure,
}

impl Phrases {
    /// Reads the file's text.
    ///
    /// # Errors
    /// What the TOML reader says of a malformed file or an unknown field.
    pub fn parse(text: &str) -> Result<Phrases, toml::de::Error> {
        toml::from_str(text)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_shipped_phrases_parse() {
        let phrases = super::Phrases::parse(include_str!("../../../catalogue/phrases.toml")).unwrap();
        assert!(phrases.organs.nouns.contains("ministry"));
    }
}
