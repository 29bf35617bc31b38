//! Several events told by one word: the days of a series, and what was struck on which day.

use super::draft::Draft;
use super::parts::{Part, Sources};
use crate::dates::DateAt;
use crate::places::PlaceAt;
use crate::record::RoleName;

/// One event for each day of a series, parts of the whole.
pub(super) fn add_parts(drafts: &mut Vec<Draft>) {
    let mut at = 0;
    while at < drafts.len() {
        let days = drafts[at].dates.clone();
        if days.len() > 1 && drafts[at].part_of.is_none() {
            for (after, day) in days.iter().enumerate() {
                let whole = &drafts[at];
                let part = Draft {
                    part_of: Some(at),
                    ..on_day(whole, whole.parts.clone(), day, whole.place)
                };
                drafts.insert(at + 1 + after, part);
            }
            // Positions of earlier wholes stand before this one and do not move.
            at += days.len();
        }
        at += 1;
    }
}

/// "struck Kharkiv on 2 January, Odesa on 4 January and Lviv on 6 January": an event for each place with a day of its own.
pub(super) fn add_listed_targets<'r>(sources: &Sources<'r>, drafts: &mut Vec<Draft<'r>>) {
    let mut at = 0;
    while at < drafts.len() {
        let listed = listed_after(sources, &drafts[at]);
        let more = listed.len();
        for (after, (place, day)) in listed.into_iter().enumerate() {
            let first = &drafts[at];
            let mut parts: Vec<Part> = first
                .parts
                .iter()
                .filter(|part| part.role != RoleName::Target)
                .cloned()
                .collect();
            parts.push(Part {
                role: RoleName::Target,
                head: place.tokens.end - 1,
                tokens: place.tokens.clone(),
                actor: None,
                class: None,
                rule: "event.listed".to_owned(),
            });
            let other = on_day(first, parts, day, Some(place));
            drafts.insert(at + 1 + after, other);
        }
        at += 1 + more;
    }
}

/// The places with their days that follow the day of an event in one list with its target.
fn listed_after<'r>(sources: &Sources<'r>, draft: &Draft<'r>) -> Vec<(&'r PlaceAt, &'r DateAt)> {
    let mut listed = Vec::new();
    let [day] = draft.dates[..] else { return listed };
    let struck = draft.parts.iter().any(|part| part.role == RoleName::Target);
    if !struck || !draft.verb || day.tokens.block != draft.block || day.tokens.start < draft.head {
        return listed;
    }
    let a = sources.annotated(draft.block);
    let end = a.sentence_of(draft.head).end;
    let mut cursor = day.tokens.end;
    loop {
        let mut next = cursor;
        while next < end && matches!(a.lower(next), "," | "and") {
            next += 1;
        }
        let place = sources
            .places
            .iter()
            .find(|place| place.tokens.block == draft.block && place.tokens.start == next && next > cursor);
        let Some(place) = place.filter(|place| place.tokens.end < end) else {
            return listed;
        };
        let after = place.tokens.end + usize::from(matches!(a.lower(place.tokens.end), "on" | "in"));
        let day = sources
            .dates
            .iter()
            .find(|date| date.tokens.block == draft.block && date.tokens.start == after);
        let Some(day) = day else { return listed };
        listed.push((place, day));
        cursor = day.tokens.end;
    }
}

/// The same as `whole` on one day.
fn on_day<'r>(whole: &Draft<'r>, parts: Vec<Part>, day: &'r DateAt, place: Option<&'r PlaceAt>) -> Draft<'r> {
    Draft {
        event_type: whole.event_type,
        block: whole.block,
        head: whole.head,
        trigger: whole.trigger.clone(),
        verb: whole.verb,
        parts,
        dates: vec![day],
        date_rule: "date.series",
        place,
        modality: whole.modality,
        count: None,
        mentions: Vec::new(),
        definite: false,
        complete: whole.complete,
        anchors: whole.anchors.clone(),
        rule: "event.series".to_owned(),
        part_of: None,
    }
}
