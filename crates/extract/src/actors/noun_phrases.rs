//! The extent and number of a noun phrase, read off the dependency tree.

use std::ops::Range;

use onrecord_language::{Annotated, Pos};

/// The token of a range whose head lies outside it: the range's syntactic head (the last one on a tie).
pub fn head_of(annotated: &Annotated, range: Range<usize>) -> usize {
    range
        .clone()
        .rev()
        .find(|&token| {
            let head = annotated.head(token);
            (head == token || !range.contains(&head)) && annotated.dep(token) != "case" && !annotated.is_punct(token)
        })
        .unwrap_or(range.start)
}

/// The noun phrase of `head` without what only hangs on to it: relative clauses, appositions, coordination.
/// "the spokesperson for the U.S. National Security Council" of "the spokesperson for …, who spoke on Monday,".
pub fn core_phrase(annotated: &Annotated, head: usize) -> Range<usize> {
    let mut start = annotated.left_edge(head);
    while start < head
        && (matches!(annotated.dep(start), "preconj" | "cc" | "punct" | "advmod" | "mark") || annotated.is_space(start))
        && annotated.head(start) == head
    {
        start += 1;
    }
    let mut end = head + 1;
    for child in annotated.children(head).filter(|&child| child > head) {
        let attaches = match annotated.dep(child) {
            "case" => false,
            "prep" => {
                let of_time = annotated
                    .children(child)
                    .any(|object| matches!(annotated.entity_label(object), Some("DATE" | "TIME")));
                matches!(
                    annotated.lower(child),
                    "of" | "for" | "to" | "from" | "at" | "in" | "on" | "with"
                ) && !of_time
            }
            "compound" | "nmod" | "nummod" => true,
            _ => false,
        };
        if !attaches || annotated.left_edge(child) != end {
            break;
        }
        end = annotated.right_edge(child) + 1;
        // "the prefect of Obock, Houssein Doualeh,": what follows the comma stands beside the phrase.
        if let Some(comma) = (annotated.left_edge(child)..end).find(|&token| annotated.token(token) == ",") {
            let lists = annotated
                .children(child)
                .any(|object| annotated.children(object).any(|other| annotated.dep(other) == "conj"));
            if !lists {
                end = comma;
                break;
            }
        }
    }
    start..end
}

/// Whether the phrase of `head` stands for several: a plural noun, or coordinated.
pub fn is_plural(annotated: &Annotated, head: usize) -> bool {
    matches!(annotated.tag(head), "NNS" | "NNPS")
        || annotated.children(head).any(|child| annotated.dep(child) == "conj")
        || matches!(
            annotated.lower(head),
            "they" | "we" | "both" | "many" | "several" | "some" | "others" | "people"
        )
}

/// The words of a phrase as a name: one blank between them, no article before them.
pub fn bare_name(words: &str) -> String {
    let name = words.split_whitespace().collect::<Vec<_>>().join(" ");
    name.strip_prefix("the ")
        .or_else(|| name.strip_prefix("The "))
        .map_or_else(|| name.clone(), str::to_owned)
}

/// The first of the words that `token` is joined to by "and" and the like; itself where it is joined to none.
pub fn first_joined(annotated: &Annotated, token: usize) -> usize {
    let mut first = token;
    while annotated.dep(first) == "conj" && annotated.head(first) != first {
        first = annotated.head(first);
    }
    first
}

/// The conjuncts of a noun phrase, its first head before the others.
pub fn conjuncts(annotated: &Annotated, head: usize) -> Vec<usize> {
    let mut found = vec![head];
    let mut next = head;
    while let Some(conjunct) = annotated.children(next).find(|&child| {
        annotated.dep(child) == "conj" && matches!(annotated.pos(child), Pos::Noun | Pos::Propn | Pos::Pron | Pos::Num)
    }) {
        if found.contains(&conjunct) {
            break;
        }
        found.push(conjunct);
        next = conjunct;
    }
    // A list can also hang on its first member.
    for child in annotated.children(head) {
        if annotated.dep(child) == "conj" && !found.contains(&child) && annotated.pos(child) != Pos::Verb {
            found.push(child);
        }
    }
    found
}
