//! What is said to have happened, by date, no more exact than it is known.

use onrecord_weigh::Proposition;

use crate::brief::{Block, Cell, Section};
use crate::footnotes::Footnotes;
use crate::set::{Set, is_narrated};
use crate::voice::{interval_in_words, status_in_words};

pub(crate) fn section(set: &Set, numbered: &[(usize, &Proposition)], notes: &mut Footnotes) -> Option<Section> {
    let mut dated: Vec<(&Proposition, &onrecord_extract::Date)> = set
        .standing
        .propositions
        .iter()
        .filter_map(|claim| Some((claim, claim.date.as_ref()?)))
        .collect();
    dated.sort_by_key(|(claim, date)| {
        (
            date.earliest.clone().or_else(|| date.latest.clone()),
            date.latest.clone(),
            claim.id.clone(),
        )
    });
    let rows: Vec<Vec<Cell>> = dated
        .iter()
        .map(|(claim, date)| {
            let number = numbered
                .iter()
                .find(|(_, other)| other.id == claim.id)
                .map(|(number, _)| number);
            vec![
                Cell::plain(interval_in_words(date)),
                notes.cell(claim.text.clone(), &set.told(claim, 3)),
                Cell::plain(number.map(|number| format!("claim {number}")).unwrap_or_default()),
                Cell::plain(if is_narrated(claim) {
                    "reports only"
                } else {
                    status_in_words(claim.status)
                }),
            ]
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let columns = ["When", "What is said to have happened", "See", "Standing"]
        .map(str::to_owned)
        .to_vec();
    Some(Section {
        anchor: "timeline".to_owned(),
        heading: "Timeline of what is claimed".to_owned(),
        blocks: vec![Block::Table { columns, rows }],
    })
}
