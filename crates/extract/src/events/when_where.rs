//! The dates and the place of an event: those that hang on its own words, not any that the sentence holds.

use onrecord_document::{Basis, BlockKind, Precision};
use onrecord_language::Annotated;

use super::draft::Draft;
use super::parts::Sources;
use super::reach::{head_of, steps_to};
use crate::dates::DateAt;
use crate::places::PlaceAt;
use crate::record::{Date, EventType, PlacePrecision, RoleName};

/// Prepositions that tell where something happened.
const WHERE: &[&str] = &[
    "in",
    "at",
    "on",
    "near",
    "over",
    "across",
    "into",
    "outside",
    "around",
    "inside",
    "off",
    "along",
    "within",
    "of",
    "throughout",
    "against",
    "onto",
    "upon",
    "through",
    "between",
    "beside",
    "under",
    "towards",
    "toward",
];

/// Sets the dates and the place of `draft`.
pub(super) fn place_and_date<'r>(sources: &Sources<'r>, draft: &mut Draft<'r>, is_trigger: &dyn Fn(usize) -> bool) {
    let a = sources.annotated(draft.block);
    let anchors = draft.anchors.clone();
    let stops = |token: usize| is_trigger(token) && !anchors.contains(&token);
    dates_of(sources, a, draft, &stops);
    draft.place = place_of(sources, a, draft, &stops);
}

fn dates_of<'r>(sources: &Sources<'r>, a: &Annotated, draft: &mut Draft<'r>, stops: &dyn Fn(usize) -> bool) {
    let here: Vec<&'r DateAt> = sources
        .dates
        .iter()
        .filter(|date| date.tokens.block == draft.block)
        .collect();
    let mut attached: Vec<(usize, usize, &'r DateAt)> = here
        .iter()
        .filter_map(|date| {
            let head = head_of(a, date.tokens.start, date.tokens.end);
            let steps = steps_to(a, head, &draft.anchors, stops)?;
            Some((steps, head.abs_diff(draft.head), *date))
        })
        .collect();
    attached.sort_by_key(|(steps, distance, _)| (*steps, *distance));
    let mut rule = "date.clause";
    if attached.is_empty() {
        attached.extend(fronted(a, draft, &here));
    }
    if attached.is_empty() {
        attached.extend(adjacent(a, draft, &here));
    }
    if attached.is_empty() && sources.reading.blocks[draft.block].block.kind == BlockKind::Caption && here.len() == 1 {
        attached.push((0, 0, here[0]));
        rule = "date.caption";
    }
    let Some(&(_, _, nearest)) = attached.first() else {
        return;
    };
    draft.dates = list_around(a, &here, nearest);
    draft.date_rule = rule;
}

/// A date that opens the sentence hangs on the first of several joined verbs and holds for all that have none of their own.
fn fronted<'r>(a: &Annotated, draft: &Draft<'r>, here: &[&'r DateAt]) -> Option<(usize, usize, &'r DateAt)> {
    let mut verb = *draft.anchors.last()?;
    for _ in 0..4 {
        if a.dep(verb) != "conj"
            || !super::grammar::is_verb(a, a.head(verb))
            || super::grammar::reduced_relative(a, verb).is_some()
        {
            return None;
        }
        verb = a.head(verb);
        for date in here {
            let head = head_of(a, date.tokens.start, date.tokens.end);
            if head < a.left_edge(verb).max(verb)
                && steps_to(a, head, &[verb], &|_| false).is_some_and(|steps| steps <= 2)
            {
                return Some((2, 0, date));
            }
        }
    }
    None
}

/// "the attack on the market on 4 November", "the attack of 4 November": right after the noun and what it was made on.
fn adjacent<'r>(a: &Annotated, draft: &Draft<'r>, here: &[&'r DateAt]) -> Option<(usize, usize, &'r DateAt)> {
    if draft.verb {
        return None;
    }
    let ends = draft
        .parts
        .iter()
        .filter(|part| part.tokens.block == draft.block && part.head > draft.head)
        .map(|part| part.tokens.end);
    let end = ends.max().unwrap_or(draft.head + 1);
    let start = if end < a.len() && matches!(a.lower(end), "on" | "of") {
        end + 1
    } else {
        end
    };
    here.iter()
        .find(|date| date.tokens.start == start)
        .map(|date| (3, 0, *date))
}

/// `nearest` and the days written in one list with it: "on December 30, January 2 and January 6".
fn list_around<'r>(a: &Annotated, here: &[&'r DateAt], nearest: &'r DateAt) -> Vec<&'r DateAt> {
    let Some(at) = here.iter().position(|date| std::ptr::eq(*date, nearest)) else {
        return vec![nearest];
    };
    if nearest.date.precision != Precision::Day {
        return vec![nearest];
    }
    let joined = |left: &DateAt, right: &DateAt| {
        let between = left.tokens.end..right.tokens.start;
        let only_joints = between
            .clone()
            .all(|token| matches!(a.lower(token), "," | "and" | "&" | "on" | "then"));
        right.date.precision == Precision::Day
            && left.date.precision == Precision::Day
            && !between.is_empty()
            && only_joints
            && right.date.earliest != left.date.earliest
    };
    let mut first = at;
    while first > 0 && joined(here[first - 1], here[first]) {
        first -= 1;
    }
    let mut last = at;
    while last + 1 < here.len() && joined(here[last], here[last + 1]) {
        last += 1;
    }
    // "Tuesday, January 2" is one day said twice, and two days without "and" are no list.
    let has_and = (here[first].tokens.end..here[last].tokens.start).any(|token| matches!(a.lower(token), "and" | "&"));
    if has_and {
        here[first..=last].to_vec()
    } else {
        vec![nearest]
    }
}

fn place_of<'r>(
    sources: &Sources<'r>,
    a: &Annotated,
    draft: &Draft<'r>,
    stops: &dyn Fn(usize) -> bool,
) -> Option<&'r PlaceAt> {
    let takes_no_place = |token: usize| {
        draft.parts.iter().any(|part| {
            part.head == token
                && part.tokens.block == draft.block
                && !matches!(
                    part.role,
                    RoleName::Target | RoleName::Item | RoleName::Weapon | RoleName::Victim
                )
        })
    };
    sources
        .places
        .iter()
        .filter(|place| place.tokens.block == draft.block)
        .filter_map(|place| {
            let head = head_of(a, place.tokens.start, place.tokens.end);
            if takes_no_place(head) {
                return None;
            }
            let in_target = draft.parts.iter().any(|part| {
                part.role == RoleName::Target
                    && part.tokens.block == draft.block
                    && part.tokens.start <= place.tokens.start
                    && place.tokens.end <= part.tokens.end
            });
            let target = draft
                .parts
                .iter()
                .any(|part| part.role == RoleName::Target && part.head == head);
            let steps = match steps_to(a, head, &draft.anchors, stops) {
                Some(steps) => steps,
                None if target || in_target => 2,
                None => return None,
            };
            if !(target || in_target || draft.anchors.contains(&head) || stands_where(a, head, draft)) {
                return None;
            }
            Some((
                precision_rank(place.place.precision),
                steps,
                head.abs_diff(draft.head),
                place,
            ))
        })
        .min_by_key(|(precision, steps, distance, _)| (*precision, *steps, *distance))
        .map(|(_, _, _, place)| place)
}

/// Whether the first preposition above a place's head is one of place, or the place stands as an adverb or before the noun.
fn stands_where(a: &Annotated, head: usize, draft: &Draft) -> bool {
    let anchors = &draft.anchors;
    // What is launched is launched from where it stands.
    let starts_there = matches!(draft.event_type, EventType::Launch | EventType::Test);
    let mut at = head;
    for _ in 0..8 {
        if anchors.contains(&at) {
            return false;
        }
        match a.dep(at) {
            "pobj" => {
                let preposition = a.lower(a.head(at));
                let from = starts_there && preposition == "from" && anchors.contains(&a.head(a.head(at)));
                if !WHERE.contains(&preposition) && !from {
                    return false;
                }
                if preposition != "of" {
                    return true;
                }
                at = a.head(a.head(at));
                if anchors.contains(&at) {
                    return false;
                }
            }
            "npadvmod" | "advmod" => return true,
            "compound" | "appos" | "conj" | "nmod" | "poss" => at = a.head(at),
            _ => return false,
        }
        if a.head(at) == at {
            return false;
        }
    }
    false
}

/// Finer places first.
pub(super) fn precision_rank(precision: PlacePrecision) -> u8 {
    match precision {
        PlacePrecision::Point => 0,
        PlacePrecision::City => 1,
        PlacePrecision::District => 2,
        PlacePrecision::Region => 3,
        PlacePrecision::Unknown => 4,
        PlacePrecision::Country => 5,
    }
}

/// From the first day of a series to its last.
pub(super) fn whole_series(dates: &[&DateAt]) -> Option<Date> {
    let first = dates.first()?;
    if dates.len() == 1 {
        return Some(first.date.clone());
    }
    let earliest = dates.iter().filter_map(|date| date.date.earliest.clone()).min();
    let latest = dates.iter().filter_map(|date| date.date.latest.clone()).max();
    let spans = dates.iter().flat_map(|date| date.date.basis.spans.clone()).collect();
    Some(Date {
        earliest,
        latest,
        precision: Precision::Days,
        value: None,
        basis: Basis {
            rule: "date.series".to_owned(),
            spans,
        },
    })
}
