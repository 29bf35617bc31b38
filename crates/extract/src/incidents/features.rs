//! What the model of incidents sees: of a phrase, its words and what they hang on at every place; of a document, the words that tell.

use onrecord_catalogue::Catalogue;
use onrecord_language::{Annotated, Pos};

use super::candidates::{Cut, Phrase, Place};
use super::shape::IncidentKind;
use crate::identity::fnv;
use crate::reading::Reading;

/// The number of a feature, of 24 bits.
fn number(parts: &[&str]) -> u32 {
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

/// What a phrase hangs on: the word, and by what.
struct Hold {
    on: usize,
    by: String,
}

fn hold(a: &Annotated, mut token: usize) -> Option<Hold> {
    // What is joined or set beside plays the first one's part.
    let mut beside = "";
    for _ in 0..6 {
        match a.dep(token) {
            "conj" => token = a.head(token),
            "appos" => {
                beside = "appos-";
                token = a.head(token);
            }
            "compound" | "amod" | "nmod" => {
                beside = "in-";
                token = a.head(token);
            }
            _ => break,
        }
    }
    let head = a.head(token);
    if head == token {
        return None;
    }
    let (on, by) = match a.dep(token) {
        "pobj" => {
            let above = a.head(head);
            (above, if a.dep(head) == "agent" { "agent" } else { a.lower(head) })
        }
        dep => (head, dep),
    };
    Some(Hold {
        on,
        by: format!("{beside}{by}"),
    })
}

fn of_place(reading: &Reading, place: &Place, kinds: &[&str], out: &mut Vec<u32>) {
    let a = reading.annotated(place.block);
    let head = place.head;
    let cut = match place.cut {
        Cut::Core => "core",
        Cut::Uncounted => "uncounted",
        Cut::Compound => "compound",
        Cut::Head => "head",
        Cut::Of => "of",
        Cut::Before => "before",
        Cut::Name => "name",
    };
    out.push(number(&["cut", cut]));
    let label = a.entity_label(head).unwrap_or("none");
    out.push(number(&["label", label]));
    out.push(number(&["tag", a.tag(head)]));
    out.push(number(&["label-cut", label, cut]));
    for kind in kinds {
        out.push(number(&["kind-label", kind, label, cut]));
    }
    let before = (0..place.tokens.start).rev().find(|&token| !a.is_space(token));
    let after = (place.tokens.end..a.len()).find(|&token| !a.is_space(token));
    let before_word = before.map_or("^", |token| a.lower(token));
    let after_word = after.map_or("$", |token| a.lower(token));
    out.push(number(&["before", before_word]));
    out.push(number(&["after", after_word]));
    // Whether something of the same noun is left out.
    if before
        .is_some_and(|token| a.head(token) == head && matches!(a.dep(token), "amod" | "compound" | "nummod" | "nmod"))
    {
        out.push(number(&["cuts", a.dep(before.unwrap_or(head))]));
    }
    if after_word == "of" {
        out.push(number(&["of-left"]));
    }
    if let Some(hold) = hold(a, head) {
        let lemma = a.lemma(hold.on);
        out.push(number(&["on", &hold.by, lemma]));
        out.push(number(&["by", &hold.by]));
        out.push(number(&["on-label", &hold.by, lemma, label]));
        for kind in kinds {
            out.push(number(&["kind-by", kind, &hold.by, lemma]));
        }
        for class in classes(a, hold.on) {
            out.push(number(&["class", &hold.by, class]));
            out.push(number(&["class-label", &hold.by, class, label]));
            if label != "PERSON" {
                out.push(number(&["class-head", &hold.by, class, a.lemma(head)]));
            }
        }
        if let Some(above) = (a.head(hold.on) != hold.on).then(|| a.head(hold.on)) {
            out.push(number(&["above", &hold.by, a.dep(hold.on), a.lemma(above)]));
            for class in classes(a, above) {
                out.push(number(&["above-class", &hold.by, a.dep(hold.on), class]));
            }
        }
        // The object beside a subject, and the other way about.
        for other in a.children(hold.on) {
            if other != head && matches!(a.dep(other), "dobj" | "nsubj" | "nsubjpass" | "agent" | "attr") {
                out.push(number(&["beside", &hold.by, a.dep(other), a.lemma(other)]));
            }
        }
    }
    for child in a.children(head) {
        if matches!(a.dep(child), "acl" | "relcl") {
            out.push(number(&["clause", a.dep(child), a.lemma(child)]));
            for class in classes(a, child) {
                out.push(number(&["clause-class", a.dep(child), a.tag(child), class]));
            }
        }
        if a.dep(child) == "prep" && child > head {
            out.push(number(&["with", a.lower(child)]));
        }
    }
    let sentence = a.sentence_of(head);
    let mut seen: Vec<&str> = Vec::new();
    for token in sentence {
        if place.tokens.contains(&token) {
            continue;
        }
        for class in classes(a, token) {
            if !seen.contains(&class.as_str()) {
                seen.push(class);
                out.push(number(&["sentence", class]));
                out.push(number(&["sentence-label", class, label]));
            }
        }
    }
    let told = a
        .ancestors(head)
        .take(5)
        .find(|&token| a.pos(token) == Pos::Verb && !classes(a, token).is_empty());
    if let Some(verb) = told {
        out.push(number(&["under", a.lemma(verb)]));
    }
}

/// The features of a phrase of a document that tells these kinds of incident, each once. Of people's names the words themselves are no
/// feature: who they are is told by what they hang on.
pub fn of_phrase(reading: &Reading, phrase: &Phrase, kinds: &[IncidentKind]) -> Vec<u32> {
    let mut out = vec![number(&["always"])];
    let kinds: Vec<&str> = kinds.iter().map(|kind| code(*kind)).collect();
    let person = phrase.places.iter().any(|place| {
        let a = reading.annotated(place.block);
        a.entity_label(place.head) == Some("PERSON") && a.pos(place.head) == Pos::Propn
    });
    let words: Vec<&str> = phrase.key.split(' ').collect();
    out.push(number(&["length", &words.len().min(6).to_string()]));
    if !person {
        out.push(number(&["key", &phrase.key]));
        for word in &words {
            out.push(number(&["word", word]));
        }
        out.push(number(&["first", words[0]]));
        out.push(number(&["last", words[words.len() - 1]]));
    }
    for kind in &kinds {
        out.push(number(&["kind", kind]));
    }
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
        let place = match first.block {
            0 => "0",
            1 => "1",
            2 => "2",
            3..=5 => "3",
            _ => "6",
        };
        out.push(number(&["block", place]));
    }
    let times = phrase.places.len().min(5).to_string();
    out.push(number(&["times", &times]));
    for place in phrase.places.iter().take(8) {
        of_place(reading, place, &kinds, &mut out);
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// The features of a document, each once; nothing where no word of it tells an incident.
pub fn of_document(reading: &Reading) -> Vec<u32> {
    let mut out = Vec::new();
    let mut told = false;
    let mut sentences = 0_usize;
    for block in 0..reading.blocks.len() {
        let a = reading.annotated(block);
        for sentence in a.sentences() {
            sentences += 1;
            let early = match sentences {
                1 => "1",
                2..=3 => "2",
                4..=8 => "4",
                _ => "9",
            };
            for token in sentence.clone() {
                if !matches!(a.pos(token), Pos::Verb | Pos::Noun | Pos::Adj | Pos::Propn) {
                    continue;
                }
                let lemma = a.lemma(token);
                let lemma = if a.pos(token) == Pos::Propn {
                    a.lower(token)
                } else {
                    lemma
                };
                out.push(number(&["d", lemma]));
                let of_token = classes(a, token);
                if of_token.is_empty() {
                    continue;
                }
                told = true;
                out.push(number(&["d-tag", lemma, a.tag(token), a.dep(token)]));
                out.push(number(&["d-early", lemma, early]));
                for class in of_token {
                    out.push(number(&["d-class", class, early]));
                    out.push(number(&["d-class-tag", class, a.tag(token)]));
                }
                for child in a.children(token) {
                    if matches!(
                        a.dep(child),
                        "dobj" | "nsubj" | "nsubjpass" | "agent" | "aux" | "auxpass" | "neg" | "prep" | "compound"
                    ) {
                        out.push(number(&["d-child", lemma, a.dep(child), a.lemma(child)]));
                        out.push(number(&[
                            "d-child-label",
                            lemma,
                            a.dep(child),
                            a.entity_label(child).unwrap_or("none"),
                        ]));
                    }
                }
                out.push(number(&["d-head", lemma, a.dep(token), a.lemma(a.head(token))]));
            }
        }
    }
    if !told {
        return Vec::new();
    }
    out.push(number(&["always"]));
    out.push(number(&["d-length", &(sentences.min(40) / 5).to_string()]));
    out.sort_unstable();
    out.dedup();
    out
}
