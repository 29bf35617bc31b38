//! Several events told by one word: the days of a series.

use super::draft::Draft;
use crate::dates::DateAt;

/// One event for each day of a series, parts of the whole.
pub(super) fn add_parts(drafts: &mut Vec<Draft>) {
    let mut at = 0;
    while at < drafts.len() {
        let days = drafts[at].dates.clone();
        if days.len() > 1 && drafts[at].part_of.is_none() {
            for (after, day) in days.iter().enumerate() {
                let part = on_day(&drafts[at], day, at);
                drafts.insert(at + 1 + after, part);
            }
            // Positions of earlier wholes stand before this one and do not move.
            at += days.len();
        }
        at += 1;
    }
}

/// The same as `whole` on one day, as its part `of` that position.
fn on_day<'r>(whole: &Draft<'r>, day: &'r DateAt, of: usize) -> Draft<'r> {
    Draft {
        event_type: whole.event_type,
        block: whole.block,
        head: whole.head,
        trigger: whole.trigger.clone(),
        verb: whole.verb,
        parts: whole.parts.clone(),
        dates: vec![day],
        date_rule: "date.series",
        place: whole.place,
        modality: whole.modality,
        count: None,
        mentions: Vec::new(),
        definite: false,
        complete: whole.complete,
        anchors: whole.anchors.clone(),
        rule: "event.series".to_owned(),
        part_of: Some(of),
    }
}
