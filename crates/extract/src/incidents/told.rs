//! What the sentences around an incident tell of it by rule: when, where, how many, and by which events.

use onrecord_catalogue::Catalogue;
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

/// When an incident was: the first day that hangs on a word of violence in the sentences that tell it; else the first there that is not the day
/// of the report, which is mostly when something was said; else that day, where it hangs on what was done. Where those sentences tell no day, the
/// nearest one elsewhere that hangs on a word of violence; at last a month or a longer time that does.
pub(super) fn date(around: &Around, telling: &[Tokens]) -> Option<Date> {
    let published = around
        .reading
        .document
        .published
        .as_ref()
        .and_then(|day| day.value.get(..10));
    let told = |date: &&DateAt| date.date.earliest.is_some() && date.date.latest.is_some();
    let is_day = |date: &&DateAt| told(date) && matches!(date.date.precision, Precision::Day | Precision::Time);
    let here = || {
        telling
            .iter()
            .flat_map(|sentence| around.dates.iter().filter(|date| inside(sentence, &date.tokens)))
    };
    let other_day = |date: &&DateAt| date.date.earliest.as_deref().and_then(|day| day.get(..10)) != published;
    let hangs = |date: &&DateAt, wanted: Hangs| hangs_on(around.reading, date) >= wanted;
    let days = || here().filter(is_day);
    days()
        .find(|date| hangs(date, Hangs::OnViolence))
        .or_else(|| days().find(other_day))
        .or_else(|| days().find(|date| hangs(date, Hangs::OnAct)))
        .or_else(|| {
            let violent = around
                .dates
                .iter()
                .filter(is_day)
                .filter(|date| hangs(date, Hangs::OnViolence));
            violent.min_by_key(|date| far(around.reading, &date.tokens, telling))
        })
        .or_else(|| here().filter(told).find(|date| hangs(date, Hangs::OnViolence)))
        .map(|date| date.date.clone())
}

/// What a date hangs on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Hangs {
    /// On nothing that is done, or on what was said.
    Elsewhere,
    /// On what was done.
    OnAct,
    /// On a word of violence, or on a verb that has one for its subject or object ("attacks began", "staged an attack", "the blast, which
    /// occurred").
    OnViolence,
}

fn hangs_on(reading: &Reading, date: &DateAt) -> Hangs {
    let a = reading.annotated(date.tokens.block);
    let violent = |token: usize| !classes(a, token).is_empty();
    let on = a
        .ancestors(date.tokens.start)
        .find(|&token| !date.tokens.range().contains(&token) && (a.pos(token) == Pos::Verb || violent(token)));
    let Some(on) = on else { return Hangs::Elsewhere };
    let told_of = |child: usize| matches!(a.dep(child), "nsubj" | "nsubjpass" | "dobj") && violent(child);
    let of_noun = matches!(a.dep(on), "relcl" | "acl") && violent(a.head(on));
    if violent(on) || of_noun {
        Hangs::OnViolence
    } else if Catalogue::shipped().cues.verb(a.lemma(on)).next().is_some() {
        Hangs::Elsewhere
    } else if a.children(on).any(told_of) {
        Hangs::OnViolence
    } else {
        Hangs::OnAct
    }
}

/// How many blocks and tokens lie between words and the nearest of some sentences.
fn far(reading: &Reading, words: &Tokens, sentences: &[Tokens]) -> (usize, usize) {
    let between = |sentence: &Tokens| {
        let blocks = sentence.block.abs_diff(words.block);
        let tokens = if blocks == 0 {
            sentence.start.abs_diff(words.start)
        } else if words.block < sentence.block {
            reading.annotated(words.block).len() - words.start
        } else {
            words.start
        };
        (blocks, tokens)
    };
    sentences.iter().map(between).min().unwrap_or((usize::MAX, usize::MAX))
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

/// How many people the words stand for: a number beside them, else the one number that the document gives of people called so ("six Jesuit
/// priests … the priests").
pub(super) fn number(around: &Around, places: &[Standing], named: bool) -> Option<u64> {
    if named {
        return Some(1);
    }
    let count = |block: usize, token: usize| {
        figure_at(around.figures, block, token).and_then(|found| found.figure.low.or(found.figure.high))
    };
    let counted = places.iter().find_map(|place| count(place.block, place.head));
    let place = places.first()?;
    let a = around.reading.annotated(place.block);
    let one = matches!(a.tag(place.head), "NN" | "NNP") && a.lower(place.head) != "people";
    counted
        .or(one.then_some(1))
        .or_else(|| called_so(around, a.lemma(place.head)))
}

/// Words that name no group of people, so that a number of such is that of others as likely.
const ANYBODY: [&str; 4] = ["people", "person", "man", "individual"];

/// The number of people called by a word, where a document gives one and no other.
fn called_so(around: &Around, lemma: &str) -> Option<u64> {
    if ANYBODY.contains(&lemma) {
        return None;
    }
    let mut numbers = around.figures.iter().filter_map(|found| {
        let a = around.reading.annotated(found.block);
        (found.counted < a.len() && a.lemma(found.counted) == lemma && a.tag(found.counted).ends_with('S'))
            .then_some(found.figure.low.or(found.figure.high)?)
    });
    let first = numbers.next()?;
    numbers.all(|other| other == first).then_some(first)
}
