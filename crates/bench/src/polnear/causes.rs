//! Why something went wrong, by the construction it stands in: where the next developer has to dig.

use onrecord_catalogue::Catalogue;
use onrecord_document::BlockKind;
use onrecord_extract::Reading;
use onrecord_language::{Annotated, Pos};

use super::corpus::Attribution;
use super::score::characters;

/// Why an attribution of the corpus has no statement.
pub(crate) fn of_missed(reading: &Reading, missed: &Attribution, ours: &[&Attribution]) -> String {
    let same_cue = ours.iter().any(|own| overlap(&own.cue, &missed.cue));
    if same_cue {
        return "missed: cue read, with other words as said".to_owned();
    }
    let said_within = ours.iter().any(|own| covers(&own.content, &missed.content));
    let within = if said_within { ", within what another says" } else { "" };
    format!("missed: {}{within}", construction(reading, missed))
}

/// Why a statement has no attribution in the corpus.
pub(crate) fn of_spurious(reading: &Reading, spurious: &Attribution, gold: &[Attribution], rule: &str) -> String {
    if gold.iter().any(|theirs| overlap(&spurious.cue, &theirs.cue)) {
        return "spurious: cue of another's words".to_owned();
    }
    let by = if rule.starts_with("statement.learned") {
        "learned"
    } else {
        "ruled"
    };
    format!("spurious, {by}: {}", construction(reading, spurious))
}

/// What is not exact in a statement that matches.
pub(crate) fn of_inexact(expected: &Attribution, proposed: &Attribution) -> Vec<String> {
    [
        ("cue", &expected.cue, &proposed.cue),
        ("source", &expected.source, &proposed.source),
        ("content", &expected.content, &proposed.content),
    ]
    .into_iter()
    .filter_map(|(part, expected, proposed)| Some(format!("{part}: {}", difference(expected, proposed)?)))
    .collect()
}

fn difference(expected: &[(u32, u32)], proposed: &[(u32, u32)]) -> Option<&'static str> {
    if expected == proposed {
        return None;
    }
    let (Some(first), Some(last)) = (expected.first(), expected.last()) else {
        return Some("none expected");
    };
    let (Some(own_first), Some(own_last)) = (proposed.first(), proposed.last()) else {
        return Some("none proposed");
    };
    if !overlap(expected, proposed) {
        return Some("other words");
    }
    if expected.len() != proposed.len() {
        return Some(if expected.len() > proposed.len() {
            "a piece is missing"
        } else {
            "a piece too many"
        });
    }
    Some(match (own_first.0.cmp(&first.0), own_last.1.cmp(&last.1)) {
        (std::cmp::Ordering::Less, std::cmp::Ordering::Equal) => "begins too early",
        (std::cmp::Ordering::Greater, std::cmp::Ordering::Equal) => "begins too late",
        (std::cmp::Ordering::Equal, std::cmp::Ordering::Less) => "ends too early",
        (std::cmp::Ordering::Equal, std::cmp::Ordering::Greater) => "ends too late",
        (std::cmp::Ordering::Equal, std::cmp::Ordering::Equal) => "breaks elsewhere inside",
        _ => "begins and ends elsewhere",
    })
}

fn overlap(some: &[(u32, u32)], others: &[(u32, u32)]) -> bool {
    some.iter().any(|a| others.iter().any(|b| a.0 < b.1 && b.0 < a.1))
}

/// Whether most of `inner` stands in `outer`.
fn covers(outer: &[(u32, u32)], inner: &[(u32, u32)]) -> bool {
    let (outer, inner) = (characters(outer), characters(inner));
    inner.intersection(&outer).count() * 10 > inner.len() * 9
}

/// What kind of word the cue is.
fn construction(reading: &Reading, attribution: &Attribution) -> String {
    let Some(&(start, end)) = attribution.cue.first() else {
        return "no cue".to_owned();
    };
    let Some((block, first)) = reading.token_at(start) else {
        return "cue in a block that is not read".to_owned();
    };
    if reading.blocks[block].block.kind == BlockKind::Heading {
        return "in a heading".to_owned();
    }
    let annotated = reading.annotated(block);
    let begin = reading.blocks[block].block.start;
    let last = (first..annotated.len())
        .take_while(|&token| annotated.start(token) + begin < end)
        .last()
        .unwrap_or(first);
    let head = (first..=last)
        .min_by_key(|&token| (annotated.ancestors(token).count(), token))
        .unwrap_or(first);
    word(annotated, head, first == last)
}

fn word(annotated: &Annotated, head: usize, alone: bool) -> String {
    let cues = &Catalogue::shipped().cues;
    let lemma = annotated.lemma(head).to_lowercase();
    let (kind, known) = match annotated.pos(head) {
        Pos::Verb | Pos::Aux => ("verb", cues.verb(&lemma).next().is_some()),
        Pos::Noun | Pos::Propn => ("noun", cues.noun(&lemma).next().is_some()),
        Pos::Adj => ("adjective", false),
        Pos::Adp | Pos::Sconj => ("preposition", false),
        Pos::Punct => ("mark", false),
        _ => ("other word", false),
    };
    let known = if known { " of the catalogue" } else { "" };
    let several = if alone || kind == "mark" { "" } else { " with others" };
    format!("{kind}{known}{several}")
}
