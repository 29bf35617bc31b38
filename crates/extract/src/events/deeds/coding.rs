//! PLOVER's terms for an event: type, mode and context, as the catalogue says how.

use std::collections::HashSet;

use onrecord_catalogue::Catalogue;
use onrecord_language::Annotated;

use super::super::grammar::normal;
use crate::record::Manner;

/// How a deed is held to be, as far as its coding depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::events) enum Held {
    Done,
    Future,
    Possible,
    Denied,
}

/// The lemmas and words of a stretch of text, with two- and three-word phrases.
pub(in crate::events) fn spoken(a: &Annotated, range: std::ops::Range<usize>) -> HashSet<String> {
    let mut found = HashSet::new();
    let at: Vec<(String, String)> = range
        .map(|token| (normal(a, token), a.lower(token).to_owned()))
        .collect();
    for start in 0..at.len() {
        let mut lemmas = String::new();
        let mut words = String::new();
        for (lemma, word) in at.iter().skip(start).take(3) {
            if !lemmas.is_empty() {
                lemmas.push(' ');
                words.push(' ');
            }
            lemmas.push_str(lemma);
            words.push_str(word);
            found.insert(lemmas.clone());
            found.insert(words.clone());
        }
    }
    found
}

/// The type, in view of how the deed is held and of the words around it.
pub(in crate::events) fn type_of(plain: &str, held: Held, words: &HashSet<String>) -> (String, Option<String>) {
    let coding = &Catalogue::shipped().deeds.coding;
    for rule in coding.held.iter().filter(|rule| rule.types.contains(plain)) {
        let becomes = match held {
            Held::Done => None,
            Held::Future => rule.future.as_ref(),
            Held::Possible => rule.possible.as_ref(),
            Held::Denied => rule.denied.as_ref(),
        };
        if let Some(becomes) = becomes {
            return (becomes.clone(), None);
        }
    }
    if plain == "FIGHT" || plain == "ASSAULT" {
        let mode = coding
            .unconventional
            .iter()
            .find(|(word, _)| words.contains(*word))
            .map(|(_, mode)| mode.clone());
        if mode.is_some() {
            return ("ASSAULT".to_owned(), mode);
        }
        if plain == "FIGHT" && !coding.military.iter().any(|word| words.contains(word)) {
            return ("ASSAULT".to_owned(), None);
        }
    }
    (plain.to_owned(), None)
}

/// The contexts that the words of the sentence tell, two at most.
pub(in crate::events) fn contexts(event_type: &str, words: &HashSet<String>) -> Vec<String> {
    let coding = &Catalogue::shipped().deeds.coding;
    let mut found: Vec<String> = coding
        .context
        .iter()
        .filter(|context| context.words.iter().any(|word| words.contains(word)))
        .map(|context| context.name.clone())
        .take(2)
        .collect();
    if found.is_empty()
        && let Some(context) = coding.default_context.get(event_type)
    {
        found.push(context.clone());
    }
    found
}

/// The manners that the words tell, in the order of the catalogue.
pub(in crate::events) fn manners(words: &HashSet<String>) -> Vec<Manner> {
    let mut found: Vec<Manner> = Vec::new();
    for manner in &Catalogue::shipped().deeds.manners {
        if manner.words.iter().any(|word| words.contains(word))
            && let Some(named) = super::super::draft::named::<Manner>(&manner.name)
            && !found.contains(&named)
        {
            found.push(named);
        }
    }
    found
}
