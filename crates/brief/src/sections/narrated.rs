//! Claims that reports make in their own voice, and what is only supposed: kept apart, since a reporter is a speaker too.

use std::collections::BTreeMap;

use onrecord_weigh::{Anchor, Proposition};

use crate::brief::{Block, Section, Sentence};
use crate::footnotes::Footnotes;
use crate::set::{Set, is_narrated, is_unclaimed};
use crate::voice::{as_claim, capital, ended, listed, spelled_out};

use super::paragraph;

pub(crate) fn section(set: &Set, notes: &mut Footnotes) -> Option<Section> {
    let told = alike(set, is_narrated);
    let supposed = alike(set, is_unclaimed);
    let mut blocks = Vec::new();
    if !told.is_empty() {
        blocks.push(Block::Note {
            text: "Told without a source, which makes the report itself the speaker; nobody here denies it.".to_owned(),
        });
        blocks.extend(paragraph(
            told.values().map(|claims| sentence(set, claims, true, notes)),
        ));
    }
    if !supposed.is_empty() {
        let sentences: Vec<Option<Sentence>> = supposed
            .values()
            .map(|claims| sentence(set, claims, false, notes))
            .collect();
        let count = supposed.len();
        blocks.extend(paragraph(sentences).map(|block| Block::Folded {
            label: capital(&spelled_out(
                count,
                "act is only supposed, foreseen or spoken of: nobody here claims it",
                "acts are only supposed, foreseen or spoken of: nobody here claims them",
            )),
            blocks: vec![block],
        }));
    }
    (!blocks.is_empty()).then(|| Section {
        anchor: "narrated".to_owned(),
        heading: "In the reports’ own voice".to_owned(),
        blocks,
    })
}

/// Claims in the same words together, in the order of the words.
fn alike<'a>(set: &Set<'a>, chosen: fn(&Proposition) -> bool) -> BTreeMap<String, Vec<&'a Proposition>> {
    let mut alike: BTreeMap<String, Vec<&Proposition>> = BTreeMap::new();
    for claim in set.standing.propositions.iter().filter(|claim| chosen(claim)) {
        alike.entry(claim.text.to_lowercase()).or_default().push(claim);
    }
    alike
}

fn sentence(set: &Set, claims: &[&Proposition], names: bool, notes: &mut Footnotes) -> Option<Sentence> {
    let mut outlets: Vec<String> = Vec::new();
    let mut places: Vec<Anchor> = Vec::new();
    for claim in claims {
        places.extend(set.told(claim, 12));
        for entry in &claim.stances {
            let outlet = set.called(&entry.statement.document);
            if !outlets.contains(&outlet) {
                outlets.push(outlet);
            }
        }
    }
    let by = if names {
        format!(" ({})", listed(&outlets))
    } else {
        String::new()
    };
    let text = as_claim(&claims.first()?.text);
    notes.sentence(capital(&ended(&format!("{text}{by}"))), &places)
}
