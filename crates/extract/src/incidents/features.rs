//! What the model of incidents sees of a phrase: its words, and where it stands.

use onrecord_catalogue::Catalogue;
use onrecord_language::{Annotated, Pos};

use super::candidates::{Cut, Phrase, Place};
use super::names::Seen;
use super::shape::IncidentKind;
use super::surroundings::{Standing, around, hold};
use crate::identity::fnv;

/// The number of a feature, of 24 bits.
pub(super) fn number(parts: &[&str]) -> u32 {
    fnv(parts.iter().flat_map(|part| part.bytes().chain([0]))) >> 8
}

fn code(kind: IncidentKind) -> &'static str {
    match kind {
        IncidentKind::Attack => "attack",
        IncidentKind::Bombing => "bombing",
        IncidentKind::Kidnapping => "kidnapping",
        IncidentKind::Arson => "arson",
        IncidentKind::Robbery => "robbery",
        IncidentKind::WorkStoppage => "stoppage",
    }
}

/// The classes of a token's lemma among the words that tell incidents.
pub(super) fn classes(a: &Annotated, token: usize) -> &'static [String] {
    if !matches!(a.pos(token), Pos::Verb | Pos::Noun | Pos::Adj | Pos::Propn) {
        return &[];
    }
    let words = &Catalogue::shipped().incident_words;
    let of_lemma = words.classes(a.lemma(token));
    if of_lemma.is_empty() {
        words.classes(a.lower(token))
    } else {
        of_lemma
    }
}

/// The features of a phrase, each once. Of people's names the words themselves are no feature: who they are is told by what they hang on.
pub fn of_phrase(seen: &Seen, phrase: &Phrase) -> Vec<u32> {
    let reading = seen.reading;
    let mut out = vec![number(&["always"])];
    let kinds: Vec<&str> = seen.kinds.iter().map(|kind| code(*kind)).collect();
    let person = phrase.places.iter().any(|place| {
        let a = reading.annotated(place.block);
        a.entity_label(place.head) == Some("PERSON") && a.pos(place.head) == Pos::Propn
    });
    let words: Vec<&str> = phrase.key.split(' ').collect();
    let last = words[words.len() - 1];
    out.push(number(&["length", &words.len().min(6).to_string()]));
    if !person {
        out.push(number(&["key", &phrase.key]));
        for word in &words {
            out.push(number(&["word", word]));
        }
        for pair in words.windows(2) {
            out.push(number(&["words", pair[0], pair[1]]));
        }
        out.push(number(&["first", words[0]]));
        out.push(number(&["last", last]));
    }
    for kind in &kinds {
        out.push(number(&["kind", kind]));
    }
    for sureness in &seen.sureness {
        out.push(number(&["sure", sureness]));
    }
    out.push(number(&["times", &phrase.places.len().min(5).to_string()]));
    if let Some(first) = phrase.places.first() {
        let a = reading.annotated(first.block);
        if !person {
            out.push(number(&["head", a.lemma(first.head)]));
            for kind in &kinds {
                out.push(number(&["kind-head", kind, a.lemma(first.head)]));
            }
        }
        for class in classes(a, first.head) {
            out.push(number(&["head-class", class]));
        }
        let block = match first.block {
            0..=2 => first.block,
            3..=5 => 3,
            _ => 6,
        };
        out.push(number(&["block", &block.to_string()]));
        if a.pos(first.head) == Pos::Propn {
            said_again(seen, phrase, last, &mut out);
        }
    }
    for place in phrase.places.iter().take(8) {
        of_place(seen, place, &kinds, &mut out);
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// A name at the other places where its last word or its abbreviation stands: "Luis Doe", and what befalls "Doe".
fn said_again(seen: &Seen, phrase: &Phrase, last: &str, out: &mut Vec<u32>) {
    const PLACES: usize = 6;
    let others: Vec<(usize, usize)> = seen
        .said(last)
        .iter()
        .chain(seen.abbreviated(&phrase.key))
        .copied()
        .filter(|at| phrase.places.iter().all(|place| (place.block, place.head) != *at))
        .collect();
    for (block, token) in others.iter().take(PLACES) {
        let a = seen.reading.annotated(*block);
        around(
            &Standing {
                a,
                tokens: *token..*token + 1,
                head: *token,
                again: "again",
            },
            out,
        );
    }
    out.push(number(&["again", &others.len().min(3).to_string()]));
    if seen.longer(&phrase.key) {
        out.push(number(&["longer"]));
    }
    if seen.shorter(&phrase.key) {
        out.push(number(&["shorter"]));
    }
}

fn of_place(seen: &Seen, place: &Place, kinds: &[&str], out: &mut Vec<u32>) {
    let a = seen.reading.annotated(place.block);
    let head = place.head;
    let cut = match place.cut {
        Cut::Core => "core",
        Cut::Uncounted => "uncounted",
        Cut::Compound => "compound",
        Cut::Head => "head",
        Cut::Of => "of",
        Cut::Before => "before",
        Cut::Name => "name",
        Cut::Ending => "ending",
    };
    let label = a.entity_label(head).unwrap_or("none");
    out.push(number(&["cut", cut]));
    out.push(number(&["tag", a.tag(head)]));
    out.push(number(&["label-cut", label, cut]));
    for kind in kinds {
        out.push(number(&["kind-label", kind, label, cut]));
    }
    if let Some(hold) = hold(a, head) {
        for kind in kinds {
            out.push(number(&["kind-by", kind, &hold.by, a.lemma(hold.on)]));
        }
    }
    let word = |at: Option<usize>| at.map_or("-", |token| if token < a.len() { a.lower(token) } else { "-" });
    let before = (0..place.tokens.start).rev().find(|&token| !a.is_space(token));
    let after = (place.tokens.end..a.len()).find(|&token| !a.is_space(token));
    let further = before.and_then(|token| token.checked_sub(1));
    out.push(number(&["before-two", word(further), word(before)]));
    out.push(number(&["after-two", word(after), word(after.map(|token| token + 1))]));
    // Whether something of the same noun is left out.
    if let Some(left_out) =
        before.filter(|&token| a.head(token) == head && matches!(a.dep(token), "amod" | "compound" | "nummod" | "nmod"))
    {
        out.push(number(&["cuts", a.dep(left_out)]));
    }
    if word(after) == "of" {
        out.push(number(&["of-left"]));
    }
    let sentence = a.sentence_of(head);
    if let Some(root) = sentence.clone().find(|&token| a.head(token) == token) {
        out.push(number(&["root", a.lemma(root)]));
    }
    let earlier = a
        .sentences()
        .iter()
        .filter(|other| other.start < sentence.start)
        .count();
    out.push(number(&[
        "sentence",
        &(place.block.min(6) + earlier).min(6).to_string(),
    ]));
    around(
        &Standing {
            a,
            tokens: place.tokens.clone(),
            head,
            again: "",
        },
        out,
    );
}
