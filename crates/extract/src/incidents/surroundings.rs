//! What stands around a phrase at one of its places: the word that it hangs on, the way to a word that tells of violence, what is near.

use std::ops::Range;

use onrecord_language::Annotated;

use super::features::{classes, number};

/// One place of a phrase.
pub(super) struct Standing<'a> {
    /// The block's annotation.
    pub(super) a: &'a Annotated,
    /// The phrase's tokens.
    pub(super) tokens: Range<usize>,
    /// The token that heads it.
    pub(super) head: usize,
    /// Set where this is another saying of the phrase's name.
    pub(super) again: &'static str,
}

/// What a phrase hangs on: the word, and by what.
pub(super) struct Hold {
    pub(super) on: usize,
    pub(super) by: String,
}

pub(super) fn hold(a: &Annotated, mut token: usize) -> Option<Hold> {
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

/// Arcs up to a word that tells, at most.
const ARCS: usize = 5;

/// Adds the features of what stands around.
pub(super) fn around(standing: &Standing, out: &mut Vec<u32>) {
    let Standing { a, tokens, head, again } = standing;
    let (a, head) = (*a, *head);
    let mut add = |parts: &[&str]| {
        let mut named = vec![*again];
        named.extend(parts);
        out.push(number(&named));
    };
    let label = a.entity_label(head).unwrap_or("none");
    add(&["label", label]);
    let before = (0..tokens.start).rev().find(|&token| !a.is_space(token));
    let after = (tokens.end..a.len()).find(|&token| !a.is_space(token));
    add(&["before", before.map_or("^", |token| a.lower(token))]);
    add(&["after", after.map_or("$", |token| a.lower(token))]);
    if let Some(hold) = hold(a, head) {
        let lemma = a.lemma(hold.on);
        add(&["on", &hold.by, lemma]);
        add(&["by", &hold.by]);
        add(&["on-label", &hold.by, lemma, label]);
        for class in classes(a, hold.on) {
            add(&["class", &hold.by, class]);
            add(&["class-label", &hold.by, class, label]);
            if label != "PERSON" {
                add(&["class-head", &hold.by, class, a.lemma(head)]);
            }
        }
        let above = a.head(hold.on);
        if above != hold.on {
            add(&["above", &hold.by, a.dep(hold.on), a.lemma(above)]);
            for class in classes(a, above) {
                add(&["above-class", &hold.by, a.dep(hold.on), class]);
            }
        }
        // The object beside a subject, and the other way about.
        for other in a.children(hold.on) {
            if other != head && matches!(a.dep(other), "dobj" | "nsubj" | "nsubjpass" | "agent" | "attr") {
                add(&["beside", &hold.by, a.dep(other), a.lemma(other)]);
                for class in classes(a, other) {
                    add(&["beside-class", &hold.by, a.dep(other), class]);
                }
            }
        }
    }
    for child in a.children(head) {
        if matches!(a.dep(child), "acl" | "relcl") {
            add(&["clause", a.dep(child), a.lemma(child)]);
            for class in classes(a, child) {
                add(&["clause-class", a.dep(child), a.tag(child), class]);
            }
        }
        if a.dep(child) == "prep" && child > head {
            add(&["with", a.lower(child)]);
        }
    }
    let mut way = String::new();
    let mut token = head;
    for _ in 0..ARCS {
        if a.head(token) == token {
            break;
        }
        way.push('>');
        way.push_str(if a.dep(token) == "prep" {
            a.lower(token)
        } else {
            a.dep(token)
        });
        token = a.head(token);
        let found = classes(a, token);
        if !found.is_empty() {
            for class in found {
                add(&["way", &way, class]);
            }
            add(&["under", a.lemma(token)]);
            break;
        }
    }
    let mut nearest: Vec<(&str, usize)> = Vec::new();
    for token in a.sentence_of(head).filter(|token| !tokens.contains(token)) {
        for class in classes(a, token) {
            match nearest.iter_mut().find(|(known, _)| known == class) {
                Some((_, at)) if token.abs_diff(head) < at.abs_diff(head) => *at = token,
                Some(_) => {}
                None => nearest.push((class, token)),
            }
        }
    }
    if nearest.is_empty() {
        add(&["nothing near"]);
    }
    for (class, token) in nearest {
        let far = match token.abs_diff(head) {
            0..=2 => "2",
            3..=5 => "5",
            6..=10 => "10",
            _ => "far",
        };
        let side = if token < head { "before" } else { "after" };
        add(&["in", class]);
        add(&["in-label", class, label]);
        add(&["near", class, side, far]);
        add(&["near-label", class, side, far, label]);
    }
}
