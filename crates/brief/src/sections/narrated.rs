//! Claims that reports make in their own voice and no speaker makes: kept apart, since a reporter is a speaker too.

use std::collections::BTreeSet;

use crate::brief::{Block, Section};
use crate::footnotes::Footnotes;
use crate::set::{Set, is_narrated};
use crate::voice::{capital, ended, listed};

use super::points;

pub(crate) fn section(set: &Set, notes: &mut Footnotes) -> Option<Section> {
    let claims = set.standing.propositions.iter().filter(|claim| is_narrated(claim));
    let sentences: Vec<_> = claims
        .map(|claim| {
            let documents: BTreeSet<&str> = claim
                .stances
                .iter()
                .map(|entry| entry.statement.document.as_str())
                .collect();
            let mut outlets: Vec<String> = documents.iter().map(|document| set.called(document)).collect();
            outlets.dedup();
            let text = format!(
                "{}: told by {}, in the report’s own voice",
                capital(&claim.text),
                listed(&outlets)
            );
            notes.sentence(ended(&text), &set.told(claim, 12))
        })
        .collect();
    let points = points("Told by reports, said by no speaker in them", sentences)?;
    let note = "A report that tells something without naming a source is itself the speaker. Nobody in these documents denies what follows.";
    Some(Section {
        anchor: "narrated".to_owned(),
        heading: "In the reports’ own voice".to_owned(),
        blocks: vec![Block::Note { text: note.to_owned() }, points],
    })
}
