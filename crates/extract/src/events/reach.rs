//! How far a word reaches in the tree: the prepositions below it, the clause above it, and the phrase around it.

use onrecord_language::Annotated;

use super::grammar::{DEPTH, Filler, children_as, conjuncts, is_verb, resolved};

/// The objects of the preposition `words` on `token`, near ones first; looks also below the phrases that hang on it, as deep as `reach`
/// noun phrases, since "arms from A to B" hangs now on the one noun, now on the other.
pub(super) fn prepositional(a: &Annotated, token: usize, word: &str, reach: usize) -> Vec<Filler> {
    let mut level = vec![token];
    for _ in 0..=reach {
        let mut found = Vec::new();
        let mut below = Vec::new();
        for &at in &level {
            for child in a.children(at) {
                let preposition = matches!(a.dep(child), "prep" | "agent" | "dative");
                if preposition && a.lower(child) == word {
                    for object in children_as(a, child, &["pobj"]) {
                        let object = resolved(a, nearest_verb(a, at), object);
                        found.extend(conjuncts(a, object).into_iter().map(|head| Filler {
                            head,
                            rule: "preposition",
                        }));
                    }
                }
                if preposition {
                    below.extend(children_as(a, child, &["pobj", "prep"]));
                    // "from A to B" parsed as one chain of prepositions
                    if a.lower(child) != word {
                        for inner in children_as(a, child, &["prep"]) {
                            if a.lower(inner) == word {
                                for object in children_as(a, inner, &["pobj"]) {
                                    found.extend(conjuncts(a, object).into_iter().map(|head| Filler {
                                        head,
                                        rule: "preposition",
                                    }));
                                }
                            }
                        }
                    }
                }
                // "firing rockets made in Iran at a market": what tells where to is at times hung on the participle between.
                let between = a.dep(child) == "acl" && a.tag(child) == "VBN" && at != token;
                if between && matches!(word, "at" | "on" | "against") {
                    for inner in children_as(a, child, &["prep"]) {
                        if a.lower(inner) == word {
                            found.extend(children_as(a, inner, &["pobj"]).into_iter().map(|head| Filler {
                                head,
                                rule: "preposition",
                            }));
                        }
                    }
                }
                if matches!(a.dep(child), "dobj" | "nsubjpass" | "prt") {
                    below.push(child);
                }
            }
        }
        if !found.is_empty() {
            return found;
        }
        level = below;
    }
    Vec::new()
}

fn nearest_verb(a: &Annotated, token: usize) -> usize {
    let mut at = token;
    for _ in 0..DEPTH {
        if is_verb(a, at) || a.head(at) == at {
            return at;
        }
        at = a.head(at);
    }
    at
}

/// How many steps lead from `from` up to one of `anchors` without leaving the clause or passing a word that `stops`.
pub(super) fn steps_to(a: &Annotated, from: usize, anchors: &[usize], stops: &dyn Fn(usize) -> bool) -> Option<usize> {
    let mut at = from;
    for steps in 0..a.len().min(16) {
        if anchors.contains(&at) {
            return Some(steps);
        }
        if at != from && stops(at) {
            return None;
        }
        if matches!(
            a.dep(at),
            "relcl"
                | "acl"
                | "ccomp"
                | "advcl"
                | "pcomp"
                | "xcomp"
                | "ROOT"
                | "nsubj"
                | "nsubjpass"
                | "csubj"
                | "parataxis"
        ) {
            return None;
        }
        if a.dep(at) == "conj" && is_verb(a, at) {
            return None;
        }
        at = a.head(at);
    }
    None
}

/// The head of a range of tokens: the one whose own head lies outside.
pub(super) fn head_of(a: &Annotated, start: usize, end: usize) -> usize {
    (start..end)
        .find(|&token| a.head(token) == token || a.head(token) < start || a.head(token) >= end)
        .unwrap_or(start)
}

/// The noun phrase of `head`: its modifiers before it and an of-phrase after it, nothing else.
pub(super) fn phrase(a: &Annotated, head: usize) -> std::ops::Range<usize> {
    let mut start = head;
    for child in a.children(head) {
        if child < head
            && !matches!(
                a.dep(child),
                "cc" | "preconj" | "punct" | "conj" | "appos" | "prep" | "relcl" | "acl" | "advmod"
            )
        {
            start = start.min(a.left_edge(child));
        }
        if child < head && a.dep(child) == "advmod" && child + 1 >= start {
            start = start.min(a.left_edge(child));
        }
    }
    let mut end = head + 1;
    for child in a.children(head) {
        if child < head {
            continue;
        }
        let follows = child == end;
        if follows && a.dep(child) == "nummod" {
            end = child + 1;
        } else if follows && a.dep(child) == "case" {
            break;
        } else if follows && a.dep(child) == "prep" && a.lower(child) == "of" {
            if let Some(&object) = children_as(a, child, &["pobj"]).first() {
                let inner = phrase(a, object);
                if inner.start == child + 1 {
                    end = inner.end;
                }
            }
            break;
        }
    }
    start..end
}
