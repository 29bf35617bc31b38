//! Words that held a claim back and are gone, and words by which a part became the whole.

use onrecord_document::Span;

use super::sentences::{Pairs, Sentence};
use super::{Departure, DepartureKind};
use crate::knowledge;

pub(super) fn compare(pairs: &Pairs) -> Vec<Departure> {
    let words = knowledge::reporting();
    let mut departures = Vec::new();
    for (position, original) in pairs.primary.iter().enumerate() {
        let telling: Vec<&Sentence> = pairs.telling(position).collect();
        let Some(first) = telling.first() else { continue };
        let mut lost = |phrases: &[String], kind, what: &str| {
            let held: Vec<Span> = phrases
                .iter()
                .filter_map(|phrase| original.find(phrase, &pairs.letters_there))
                .collect();
            let kept = telling.iter().any(|sentence| {
                phrases
                    .iter()
                    .any(|phrase| sentence.folded().contains(&format!(" {phrase} ")))
            });
            if !held.is_empty() && !kept {
                let named: Vec<String> = held.iter().map(|span| format!("“{}”", span.exact)).collect();
                departures.push(Departure {
                    kind,
                    reason: format!("{what} {}", named.join(" and ")),
                    report: vec![first.span.clone()],
                    primary: held,
                });
            }
        };
        lost(
            &words.hedges,
            DepartureKind::HedgeDropped,
            "drops what held the claim back:",
        );
        lost(
            &words.narrow,
            DepartureKind::ScopeWidened,
            "says of all what the document says of a part:",
        );
    }
    for (here, there) in pairs.both() {
        let told = there.folded();
        for phrase in words
            .wide
            .iter()
            .filter(|phrase| !told.contains(&format!(" {phrase} ")))
        {
            if let Some(place) = here.find(phrase, &pairs.letters_here) {
                departures.push(Departure {
                    kind: DepartureKind::ScopeWidened,
                    reason: format!("has “{}”, which the document has not there", place.exact),
                    report: vec![place],
                    primary: vec![there.span.clone()],
                });
            }
        }
    }
    departures
}
