//! Evidence offered for a claim, by kind and by how far it has come. What disputes it stands with the sides.

use std::collections::BTreeSet;

use onrecord_extract::EvidenceStatus;
use onrecord_weigh::{Anchor, EvidenceEntry, Proposition};

use crate::brief::Sentence;
use crate::footnotes::Footnotes;
use crate::voice::{capital, ended, evidence_in_words, listed, quoted, rung_in_words};

/// A sentence for each piece of evidence.
pub(crate) fn points(claim: &Proposition, notes: &mut Footnotes) -> Vec<Vec<Sentence>> {
    let told = |(entry, by): (&EvidenceEntry, Vec<String>)| {
        let by = if by.is_empty() {
            String::new()
        } else {
            format!(", by {}", listed(&by))
        };
        let place = std::slice::from_ref(&entry.anchor);
        let text = format!("{}{by}: {}", kind(entry), quoted(place));
        notes.sentence(ended(&text), place).into_iter().collect()
    };
    offered(claim).into_iter().map(told).collect()
}

/// In a line with the words of the claim: without what stands under a claim before it, and without words that are printed already.
pub(crate) fn brief(claim: &Proposition, printed: &BTreeSet<Anchor>, notes: &mut Footnotes) -> Vec<Sentence> {
    let is_new = |entry: &EvidenceEntry| !printed.contains(&entry.anchor);
    let is_within = |entry: &EvidenceEntry| {
        let span = &entry.anchor.span;
        let holds = |place: &Anchor| {
            place.document == entry.anchor.document && place.span.start <= span.start && span.end <= place.span.end
        };
        printed.iter().any(holds)
    };
    let told = |entry: &EvidenceEntry| {
        let place = std::slice::from_ref(&entry.anchor);
        let words = if is_within(entry) {
            String::new()
        } else {
            format!(": {}", quoted(place))
        };
        notes.sentence(ended(&format!("{}{words}", kind(entry))), place)
    };
    offered(claim)
        .into_iter()
        .map(|(entry, _)| entry)
        .filter(|entry| is_new(entry))
        .filter_map(told)
        .collect()
}

fn kind(entry: &EvidenceEntry) -> String {
    format!(
        "{}, {}",
        capital(evidence_in_words(entry.kind)),
        rung_in_words(entry.status)
    )
}

/// Each piece once, with all who offer it.
fn offered(claim: &Proposition) -> Vec<(&EvidenceEntry, Vec<String>)> {
    let mut offered: Vec<(&EvidenceEntry, Vec<String>)> = Vec::new();
    for entry in claim
        .evidence
        .iter()
        .filter(|entry| entry.status != EvidenceStatus::Disputed)
    {
        let is_same = |other: &EvidenceEntry| {
            (other.kind, other.status, &other.anchor) == (entry.kind, entry.status, &entry.anchor)
        };
        let names = entry.by.iter().map(|name| without_office(name));
        match offered.iter_mut().find(|(other, _)| is_same(other)) {
            Some((_, by)) => {
                for name in names {
                    if !by.contains(&name) {
                        by.push(name);
                    }
                }
            }
            None => offered.push((entry, names.collect())),
        }
    }
    offered
}

/// The office stands where the speaker is quoted.
fn without_office(name: &str) -> String {
    name.split(" (").next().unwrap_or(name).to_owned()
}
