//! What a document says of where it plays: the states that its words speak of, and the places that are settled already.

use std::collections::BTreeMap;

use onrecord_catalogue::{Catalogue, NameTarget};
use onrecord_gazetteer::kilometres;

use crate::reading::Reading;

/// The states that the words speak of, by name, people or capital: code → (block, token), in the order of the text.
#[derive(Default)]
pub(super) struct Heard {
    states: BTreeMap<String, Vec<(usize, usize)>>,
    /// States of the dateline.
    opening: Vec<String>,
    total: usize,
    /// Positions of the places that are settled, with the name's folded form.
    settled: Vec<(String, (f64, f64))>,
}

/// How strongly the document speaks for a state, in powers of ten of inhabitants that it outweighs.
pub(super) struct Support {
    /// The weight.
    pub weight: f64,
    /// Why, as a rule's code.
    pub rule: &'static str,
    /// Where it says so.
    pub place: Option<(usize, usize)>,
}

impl Heard {
    /// Adds the states of a block, as token and code.
    pub(super) fn add(&mut self, block: usize, states: Vec<(usize, String)>) {
        for (token, code) in states {
            self.states.entry(code).or_default().push((block, token));
            self.total += 1;
        }
    }

    /// Adds the state that a settled place lies in, and where it is.
    pub(super) fn settle(&mut self, name: &str, country: Option<&str>, at: (usize, usize), centre: Option<(f64, f64)>) {
        if let Some(code) = country {
            self.states.entry(code.to_owned()).or_default().push(at);
            self.total += 1;
        }
        if let Some(centre) = centre {
            self.settled.push((name.to_owned(), centre));
        }
    }

    /// Where the document speaks of a state, as block and token.
    pub(super) fn said_of(&self, code: &str) -> &[(usize, usize)] {
        self.states.get(code).map_or(&[], Vec::as_slice)
    }

    /// Reads the dateline, which stands outside all blocks.
    pub(super) fn read_dateline(&mut self, reading: &Reading) {
        let Some((start, end)) = reading.dateline else { return };
        let span = reading.span_of_code_points(start, end);
        let words: Vec<&str> = span
            .exact
            .split(|character: char| !(character.is_alphanumeric() || matches!(character, '.' | '\'' | '-')))
            .filter(|word| !word.is_empty())
            .collect();
        let catalogue = Catalogue::shipped();
        for at in 0..words.len() {
            if let Some(found) = catalogue.names().longest_at(&words, at)
                && let NameTarget::State(state) = found.target
            {
                self.opening.push(catalogue.states[state].code.clone());
            }
        }
    }

    /// How much the document speaks for `country` where a name stands at `places` (block and token). A name's own words are no
    /// support for it: `own` says which tokens they are.
    pub(super) fn support(
        &self,
        reading: &Reading,
        country: Option<&str>,
        places: &[(usize, usize)],
        own: &dyn Fn(usize, usize) -> bool,
    ) -> Option<Support> {
        let code = country?;
        let opening = self.opening.iter().any(|other| other == code);
        let heard: Vec<(usize, usize)> = self
            .states
            .get(code)
            .map(|heard| {
                heard
                    .iter()
                    .copied()
                    .filter(|(block, token)| !own(*block, *token))
                    .collect()
            })
            .unwrap_or_default();
        if heard.is_empty() {
            return opening.then_some(Support {
                weight: 1.0,
                rule: "gazetteer.dateline",
                place: None,
            });
        }
        #[allow(clippy::cast_precision_loss)] // mentions of one document
        let share = heard.len() as f64 / self.total.max(1) as f64;
        let in_text = 0.5 + share + if opening { 0.5 } else { 0.0 };
        let in_sentence = places.iter().find_map(|(block, token)| {
            let sentence = reading.annotated(*block).sentence_of(*token);
            heard.iter().find(|(other, at)| other == block && sentence.contains(at))
        });
        if let Some(place) = in_sentence {
            return Some(Support {
                weight: in_text + 1.5,
                rule: "gazetteer.state-in-sentence",
                place: Some(*place),
            });
        }
        let in_block = heard
            .iter()
            .find(|(block, _)| places.iter().any(|(other, _)| other == block));
        Some(Support {
            weight: in_text + if in_block.is_some() { 0.5 } else { 0.0 },
            rule: "gazetteer.state-in-text",
            place: in_block.or(heard.first()).copied(),
        })
    }

    /// How much nearness to other settled places speaks for a position, at most 1.
    pub(super) fn nearness(&self, name: &str, centre: Option<(f64, f64)>) -> f64 {
        let Some(centre) = centre else { return 0.0 };
        self.settled
            .iter()
            .filter(|(other, _)| other != name)
            .map(|(_, other)| kilometres(centre, *other))
            .map(|apart| {
                if apart < 100.0 {
                    1.0
                } else if apart < 300.0 {
                    0.5
                } else {
                    0.0
                }
            })
            .fold(0.0, f64::max)
    }
}
