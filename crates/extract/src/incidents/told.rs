//! What the sentences around an incident tell of it by rule: when, where, how many, and by which events.

use onrecord_document::Precision;
use onrecord_language::Pos;

use super::candidates::Place as Standing;
use super::features::classes;
use super::shape::IncidentKind;
use crate::dates::DateAt;
use crate::events::FoundEvent;
use crate::places::PlaceAt;
use crate::quantities::{FigureAt, figure_at};
use crate::reading::{Reading, Tokens};
use crate::record::{Date, Place, PlacePrecision};

/// A document and what else was read from it.
pub struct Around<'r> {
    /// The document.
    pub reading: &'r Reading<'r>,
    /// Its numbers.
    pub figures: &'r [FigureAt],
    /// Its dates.
    pub dates: &'r [DateAt],
    /// Its places.
    pub places: &'r [PlaceAt],
    /// Its events.
    pub events: &'r [FoundEvent],
}

/// The classes of words that tell a kind of incident, the closest first.
fn words_of(kind: IncidentKind) -> &'static [&'static str] {
    match kind {
        IncidentKind::Attack => &["kill", "attack", "wound"],
        IncidentKind::Bombing => &["bomb"],
        IncidentKind::Kidnapping => &["kidnap"],
        IncidentKind::Arson => &["burn"],
        IncidentKind::Robbery => &["rob"],
        IncidentKind::WorkStoppage => &["stoppage"],
    }
}

/// The sentences that tell an incident, in the order of the text: those with a word of its kind, where something that has a part in it stands
/// first; else those with its parts.
pub(super) fn telling(reading: &Reading, kind: IncidentKind, sites: &[&Standing]) -> Vec<Tokens> {
    let mut with_parts: Vec<Tokens> = sites
        .iter()
        .map(|site| Tokens::new(site.block, reading.annotated(site.block).sentence_of(site.head)))
        .collect();
    with_parts.sort();
    with_parts.dedup();
    let tells = |sentence: &Tokens| {
        let a = reading.annotated(sentence.block);
        sentence.range().any(|token| {
            classes(a, token)
                .iter()
                .any(|class| words_of(kind).contains(&class.as_str()))
        })
    };
    let both: Vec<Tokens> = with_parts.iter().filter(|sentence| tells(sentence)).cloned().collect();
    if !both.is_empty() {
        return both;
    }
    let all = (0..reading.blocks.len()).flat_map(|block| {
        let sentences = reading.annotated(block).sentences();
        sentences
            .iter()
            .map(move |sentence| Tokens::new(block, sentence.clone()))
    });
    let worded: Vec<Tokens> = all.filter(tells).collect();
    if worded.is_empty() { with_parts } else { worded }
}

fn inside(sentence: &Tokens, tokens: &Tokens) -> bool {
    sentence.holds(tokens.block, tokens.start)
}

/// The first day or span of days told in the sentences.
pub(super) fn date(around: &Around, telling: &[Tokens]) -> Option<Date> {
    telling.iter().find_map(|sentence| {
        around
            .dates
            .iter()
            .filter(|date| inside(sentence, &date.tokens))
            .find(|date| {
                date.date.earliest.is_some()
                    && date.date.latest.is_some()
                    && matches!(date.date.precision, Precision::Day | Precision::Time)
            })
            .map(|date| date.date.clone())
    })
}

/// The first place told in the sentences, a closer one before a state.
pub(super) fn place(around: &Around, telling: &[Tokens]) -> Option<Place> {
    let told = |wanted: &dyn Fn(&Place) -> bool| {
        telling.iter().find_map(|sentence| {
            around
                .places
                .iter()
                .find(|place| inside(sentence, &place.tokens) && wanted(&place.place))
                .map(|place| place.place.clone())
        })
    };
    told(&|place| !matches!(place.precision, PlacePrecision::Country | PlacePrecision::Unknown))
        .or_else(|| told(&|place| place.precision == PlacePrecision::Country))
        .or_else(|| told(&|_| true))
}

/// The events told in the sentences.
pub(super) fn events(around: &Around, telling: &[Tokens]) -> Vec<String> {
    around
        .events
        .iter()
        .filter(|found| {
            let a = around.reading.annotated(found.trigger.block);
            telling.iter().any(|sentence| inside(sentence, &found.trigger))
                && found.trigger.range().any(|token| !classes(a, token).is_empty())
        })
        .map(|found| found.event.id.clone())
        .collect()
}

/// Whether the words are somebody's name.
pub(super) fn is_named(reading: &Reading, place: &Standing) -> bool {
    let a = reading.annotated(place.block);
    a.pos(place.head) == Pos::Propn && !matches!(a.tag(place.head), "NNPS")
}

/// How many people the words stand for.
pub(super) fn number(around: &Around, places: &[Standing], named: bool) -> Option<u64> {
    if named {
        return Some(1);
    }
    let counted = places.iter().find_map(|place| {
        figure_at(around.figures, place.block, place.head).and_then(|found| found.figure.low.or(found.figure.high))
    });
    let place = places.first()?;
    let a = around.reading.annotated(place.block);
    let one = matches!(a.tag(place.head), "NN" | "NNP") && a.lower(place.head) != "people";
    counted.or(one.then_some(1))
}
