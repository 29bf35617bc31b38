//! Who changed position on a claim over time.

use onrecord_weigh::{Anchor, Proposition};

use crate::brief::Section;
use crate::footnotes::Footnotes;
use crate::set::Set;
use crate::voice::{capital, day_in_words, stance_in_words};

use super::points;

pub(crate) fn section(set: &Set, numbered: &[(usize, &Proposition)], notes: &mut Footnotes) -> Option<Section> {
    let changed = set.standing.positions.iter().filter(|position| position.changed);
    let sentences: Vec<_> = changed
        .filter_map(|position| {
            let (number, claim) = numbered.iter().find(|(_, claim)| claim.id == position.proposition)?;
            let places: Vec<Anchor> = position
                .stances
                .iter()
                .filter_map(|stance| {
                    let entry = claim.stances.iter().find(|entry| entry.statement == stance.statement)?;
                    entry.anchors.first().cloned()
                })
                .collect();
            let mut steps: Vec<String> = Vec::new();
            for stance in &position.stances {
                let date = stance
                    .date
                    .as_deref()
                    .map(|date| format!(" ({})", day_in_words(date)))
                    .unwrap_or_default();
                let words = stance_in_words(stance.stance);
                if steps.last().is_none_or(|last| !last.starts_with(words)) {
                    steps.push(format!("{words}{date}"));
                }
            }
            let who = capital(set.name(&position.actor));
            Some(notes.sentence(format!("{who}, on claim {number}: {}.", steps.join(", then ")), &places))
        })
        .collect();
    let points = points("By actor", sentences)?;
    Some(Section {
        anchor: "changes".to_owned(),
        heading: "Changes of position".to_owned(),
        blocks: vec![points],
    })
}
