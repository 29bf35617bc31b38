//! Who changed position on a claim over time.

use onrecord_weigh::Anchor;

use crate::brief::{Section, Sentence};
use crate::footnotes::Footnotes;
use crate::order::{Listed, number};
use crate::quotation::{Sought, of_stance};
use crate::set::Set;
use crate::voice::{capital, day_in_words, stance_in_words};

use super::points;

pub(crate) fn section(set: &Set, claims: &[Listed], notes: &mut Footnotes) -> Option<Section> {
    let changed = set.standing.positions.iter().filter(|position| position.changed);
    let sentences: Vec<Vec<Sentence>> = changed
        .filter_map(|position| {
            let number = number(claims, &position.proposition)?;
            let claim = set
                .standing
                .propositions
                .iter()
                .find(|claim| claim.id == position.proposition)?;
            let sought = Sought::of(set, claim);
            let places: Vec<Anchor> = position
                .stances
                .iter()
                .filter_map(|stance| {
                    let entry = claim.stances.iter().find(|entry| entry.statement == stance.statement)?;
                    of_stance(set, entry, &sought).anchors.into_iter().next()
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
            let text = format!("{who}, on claim {number}: {}.", steps.join(", then "));
            Some(notes.sentence(text, &places).into_iter().collect())
        })
        .collect();
    let points = points("", sentences)?;
    Some(Section {
        anchor: "changes".to_owned(),
        heading: "Changes of position".to_owned(),
        blocks: vec![points],
    })
}
