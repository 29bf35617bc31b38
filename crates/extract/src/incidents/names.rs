//! Where a document says a name again, shorter or longer, and what its model foretold of it: what a phrase alone does not show.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_language::Pos;

use super::candidates::Phrase;
use super::shape::IncidentKind;
use crate::reading::Reading;

/// Odds from which a document is said to tell a kind of incident when its phrases are asked.
const TOLD: f32 = -0.9;

/// A document as the features of its phrases see it.
pub struct Seen<'r> {
    /// The document.
    pub reading: &'r Reading<'r>,
    /// The kinds that it is said to tell.
    pub(super) kinds: Vec<IncidentKind>,
    /// How sure that is, in whole steps.
    pub(super) sureness: Vec<String>,
    names: BTreeMap<String, Vec<(usize, usize)>>,
    keys: BTreeSet<String>,
    endings: BTreeSet<String>,
    abbreviations: BTreeMap<String, String>,
}

impl<'r> Seen<'r> {
    /// Gathers the names; `odds` are the answers of the documents' model.
    pub fn new(reading: &'r Reading<'r>, phrases: &[Phrase], odds: &[f32]) -> Self {
        let mut names: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
        for block in 0..reading.blocks.len() {
            let a = reading.annotated(block);
            for token in (0..a.len()).filter(|&token| a.pos(token) == Pos::Propn && a.dep(token) != "compound") {
                names.entry(a.lower(token).to_owned()).or_default().push((block, token));
            }
        }
        let keys: BTreeSet<String> = phrases.iter().map(|phrase| phrase.key.clone()).collect();
        let endings = keys.iter().flat_map(|key| endings(key)).map(str::to_owned).collect();
        Seen {
            reading,
            kinds: IncidentKind::ALL
                .into_iter()
                .zip(odds)
                .filter(|(_, odds)| **odds > TOLD)
                .map(|(kind, _)| kind)
                .collect(),
            sureness: odds
                .iter()
                .enumerate()
                .map(|(question, odds)| format!("{question} {}", odds.floor().clamp(-4.0, 3.0) as i8))
                .collect(),
            names,
            keys,
            endings,
            abbreviations: abbreviations(reading, phrases),
        }
    }

    /// The tokens that say the abbreviation of a phrase.
    pub(super) fn abbreviated(&self, key: &str) -> &[(usize, usize)] {
        self.abbreviations
            .get(key)
            .map(|short| self.said(short))
            .unwrap_or_default()
    }

    /// The tokens that say the last word of a name.
    pub(super) fn said(&self, last: &str) -> &[(usize, usize)] {
        self.names.get(last).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a longer phrase ends with this one.
    pub(super) fn longer(&self, key: &str) -> bool {
        self.endings.contains(key)
    }

    /// Whether this phrase ends with a shorter one.
    pub(super) fn shorter(&self, key: &str) -> bool {
        endings(key).any(|ending| self.keys.contains(ending))
    }
}

/// What is left of a phrase when its first words are taken away.
fn endings(key: &str) -> impl Iterator<Item = &str> {
    key.match_indices(' ').filter_map(|(at, _)| key.get(at + 1..))
}

/// "National Liberation Front (NLF)": what stands in brackets after a phrase, where it is one word.
fn abbreviations(reading: &Reading, phrases: &[Phrase]) -> BTreeMap<String, String> {
    let places = phrases
        .iter()
        .flat_map(|phrase| phrase.places.iter().map(move |place| (phrase, place)));
    places
        .filter_map(|(phrase, place)| {
            let a = reading.annotated(place.block);
            let mut after = (place.tokens.end..a.len()).filter(|&token| !a.is_space(token));
            let (opens, short, closes) = (after.next()?, after.next()?, after.next()?);
            let bracketed = matches!(a.token(opens), "(" | "[") && matches!(a.token(closes), ")" | "]");
            (bracketed && a.pos(short) == Pos::Propn).then(|| (phrase.key.clone(), a.lower(short).to_owned()))
        })
        .collect()
}
