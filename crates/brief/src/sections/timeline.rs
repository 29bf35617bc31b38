//! What is said to have happened, by date, no more exact than it is known.

use std::collections::BTreeMap;

use onrecord_extract::Date;
use onrecord_weigh::Proposition;

use crate::brief::{Block, Cell, Section};
use crate::footnotes::Footnotes;
use crate::order::{Listed, number};
use crate::set::{Set, is_narrated, is_unclaimed};
use crate::voice::{as_claim, interval_in_words, status_in_words};

/// The first day, the last, and what is said of them.
type When<'a> = (Option<&'a str>, Option<&'a str>, String);

pub(crate) fn section(set: &Set, claims: &[Listed], notes: &mut Footnotes) -> Option<Section> {
    let mut dated: BTreeMap<When, Vec<(&Proposition, &Date)>> = BTreeMap::new();
    for claim in set.standing.propositions.iter().filter(|claim| !is_unclaimed(claim)) {
        let Some(date) = &claim.date else { continue };
        let first = date.earliest.as_deref().or(date.latest.as_deref());
        let key = (first, date.latest.as_deref(), claim.text.to_lowercase());
        dated.entry(key).or_default().push((claim, date));
    }
    let rows: Vec<Vec<Cell>> = dated
        .values()
        .filter_map(|told| {
            let (claim, date) = told.first()?;
            let when = interval_in_words(date);
            if when.is_empty() {
                return None;
            }
            let standing = if is_narrated(claim) {
                "reports only"
            } else {
                status_in_words(claim.status)
            };
            let of = number(claims, &claim.id)
                .map(|number| format!("{number}, "))
                .unwrap_or_default();
            Some(vec![
                Cell::plain(when.clone()),
                notes.cell(undated(&as_claim(&claim.text), &when), &set.told(claim, 1)),
                Cell::plain(format!("{of}{standing}")),
            ])
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let table = Block::Table {
        label: String::new(),
        columns: ["When", "It is said", "Claim"].map(str::to_owned).to_vec(),
        rows,
    };
    // The claims of a single document tell their dates themselves, and are few.
    let block = match set.standing.documents.len() {
        0 | 1 => Block::Folded {
            label: "By date".to_owned(),
            blocks: vec![table],
        },
        _ => table,
    };
    Some(Section {
        anchor: "timeline".to_owned(),
        heading: "Timeline of what is claimed".to_owned(),
        blocks: vec![block],
    })
}

/// A claim without the date at its end, which has a column of its own.
fn undated(claim: &str, when: &str) -> String {
    let between = when.replacen(" to ", " and ", 1);
    for ending in [
        format!(" on {when}"),
        format!(" in {when}"),
        format!(" between {between}"),
    ] {
        if let Some(bare) = claim.strip_suffix(&ending) {
            return bare.to_owned();
        }
    }
    claim.to_owned()
}
