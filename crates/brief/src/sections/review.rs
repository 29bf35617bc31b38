//! What a person should look at first, the heaviest reasons first: for who goes on with the case, so it is folded.

use onrecord_weigh::Concern;

use crate::brief::{Block, Section, Sentence};
use crate::footnotes::Footnotes;
use crate::order::{Listed, number};
use crate::set::Set;
use crate::voice::{capital, ended, spelled_out};

use super::points;

/// As many are printed; `onrecord review` tells all of them.
const MOST: usize = 12;

pub(crate) fn section(set: &Set, claims: &[Listed], concerns: &[Concern], notes: &mut Footnotes) -> Option<Section> {
    let lines = concerns.iter().take(MOST).map(|concern| -> Vec<Sentence> {
        let subject = number(claims, &concern.subject).map_or_else(
            || capital(&concern.text),
            |number| format!("Claim {number}, {}", concern.text),
        );
        let reasons: Vec<&str> = concern
            .reasons
            .iter()
            .map(|reason| reason.words.trim_end_matches('.'))
            .collect();
        let places = if concern.anchors.is_empty() {
            let document = concern.subject.split('/').next().unwrap_or_default();
            set.head(document).into_iter().collect()
        } else {
            concern.anchors.clone()
        };
        let text = format!("{subject}: {}", reasons.join("; "));
        notes.sentence(ended(&text), &places).into_iter().collect()
    });
    let lines: Vec<Vec<Sentence>> = lines.collect();
    let listed = points("", lines)?;
    Some(Section {
        anchor: "review".to_owned(),
        heading: "For review".to_owned(),
        blocks: vec![Block::Folded {
            label: capital(&spelled_out(
                concerns.len(),
                "point asks for a second look, with why",
                "points ask for a second look, the heaviest first, with why",
            )),
            blocks: vec![listed],
        }],
    })
}
