//! Where the words of a source, an audience and a venue begin and end.

use std::ops::Range;

use onrecord_catalogue::Catalogue;
use onrecord_language::{Annotated, Pos};

use super::syntax::{object_of_preposition, trim};
use crate::actors::core_phrase;

/// "In Pyongyang, a spokesperson said": where the parse takes the place for the subject, the noun beside it speaks.
pub(super) fn beside_place(annotated: &Annotated, head: usize) -> usize {
    let place = annotated.entity_label(head) == Some("GPE") && head > 0 && annotated.pos(head - 1) == Pos::Adp;
    annotated
        .children(head)
        .find(|&noun| place && annotated.dep(noun) == "appos" && noun > head)
        .unwrap_or(head)
}

/// The noun phrase of a source, without the clause that holds its own cue.
pub(super) fn extent(annotated: &Annotated, head: usize, verb: Option<usize>) -> Range<usize> {
    let mut start = annotated.left_edge(head);
    while start < head && annotated.head(start) == head && matches!(annotated.dep(start), "cc" | "punct" | "mark") {
        start += 1;
    }
    let mut end = annotated.right_edge(head) + 1;
    if let Some(verb) = verb {
        if head < verb && verb < end {
            // The clause with the cue hangs on the source: it ends before that clause.
            let clause = annotated
                .children(head)
                .filter(|&child| {
                    child > head && annotated.left_edge(child) <= verb && verb <= annotated.right_edge(child)
                })
                .map(|child| annotated.left_edge(child))
                .min();
            end = clause.unwrap_or(core_phrase(annotated, head).end).min(verb);
        } else if start <= verb && verb < head {
            start = core_phrase(annotated, head).start.max(verb + 1).min(head);
        }
    }
    // What somebody says does not belong to who says it, nor does the day or the place in front.
    if let Some(mark) =
        (head + 1..end).find(|&token| matches!(annotated.token(token), "“" | "\"" | "``" | "«" | "„" | "‘"))
    {
        end = mark;
    }
    if let Some(comma) = (start..head).rev().find(|&token| annotated.token(token) == ",")
        && is_adjunct(annotated, start, comma)
    {
        start = comma + 1;
    }
    if let Some(adjunct) = closing_adjunct(annotated, head, end) {
        end = adjunct;
    }
    let range = trim(annotated, start..end.max(head + 1));
    if range.is_empty() { head..head + 1 } else { range }
}

/// "In Pyongyang,", "On Monday," in front of a source: it opens with a preposition, or is a place or day that lost one.
fn is_adjunct(annotated: &Annotated, start: usize, comma: usize) -> bool {
    annotated.pos(start) == Pos::Adp
        || (start > 0 && annotated.pos(start - 1) == Pos::Adp && comma - start <= 3)
        || (start..comma).all(|token| matches!(annotated.entity_label(token), Some("DATE" | "TIME")))
}

/// Where "on Saturday", "Monday" or "in a statement" begins that the parse hung on the source.
fn closing_adjunct(annotated: &Annotated, head: usize, end: usize) -> Option<usize> {
    let is_time = |token: usize| matches!(annotated.entity_label(token), Some("DATE" | "TIME"));
    annotated
        .children(head)
        .filter(|&child| child > head && annotated.right_edge(child) + 1 == end)
        .find(|&child| match annotated.dep(child) {
            "prep" => annotated.children(child).any(|object| {
                annotated.dep(object) == "pobj"
                    && ((is_time(object) && annotated.lower(child) != "of")
                        || (matches!(annotated.lower(child), "in" | "at" | "on")
                            && Catalogue::shipped()
                                .phrases
                                .texts
                                .nouns
                                .contains(&annotated.lemma(object).to_lowercase())))
            }),
            "npadvmod" | "nmod" | "appos" => is_time(child),
            _ => false,
        })
        .map(|child| annotated.left_edge(child))
}

/// The objects of "along with", "together with", "alongside" under the noun or the verb.
pub(super) fn joined(annotated: &Annotated, head: usize, verb: Option<usize>) -> Vec<usize> {
    let phrases = &Catalogue::shipped().phrases.joining.phrases;
    let mut found = Vec::new();
    for governor in [Some(head), verb].into_iter().flatten() {
        for preposition in annotated
            .children(governor)
            .filter(|&word| matches!(annotated.dep(word), "prep" | "advmod" | "cc"))
        {
            let inner = annotated
                .children(preposition)
                .find(|&word| annotated.dep(word) == "prep");
            let last = inner.unwrap_or(preposition);
            let words = if last == preposition {
                annotated.lower(preposition).to_owned()
            } else {
                format!("{} {}", annotated.lower(preposition), annotated.lower(last))
            };
            if phrases.contains(&words)
                && let Some(object) = annotated.children(last).find(|&object| annotated.dep(object) == "pobj")
            {
                found.push(object);
            }
        }
    }
    found
}

/// The object that a verb of telling addresses.
pub fn audience(annotated: &Annotated, verb: usize, content: &[Range<usize>]) -> Option<Range<usize>> {
    let addressee = annotated
        .children(verb)
        .find(|&object| {
            matches!(annotated.dep(object), "dobj" | "dative")
                && matches!(
                    annotated.lemma(verb),
                    "tell" | "inform" | "assure" | "remind" | "warn" | "brief" | "notify"
                )
        })
        .or_else(|| {
            matches!(
                annotated.lemma(verb),
                "say" | "speak" | "write" | "complain" | "announce"
            )
            .then(|| object_of_preposition(annotated, verb, "to").map(|(_, object)| object))
            .flatten()
        })?;
    let range = core_phrase(annotated, addressee);
    let inside = content.iter().any(|piece| piece.contains(&addressee));
    (!inside).then_some(range)
}

/// "in a statement", "during a Security Council meeting", "on Telegram".
pub fn venue(annotated: &Annotated, verb: usize, content: &[Range<usize>]) -> Option<Range<usize>> {
    let mut governor = verb;
    loop {
        let found = annotated.children(governor).find_map(|preposition| {
            let fits = annotated.dep(preposition) == "prep"
                && matches!(
                    annotated.lower(preposition),
                    "in" | "on" | "at" | "during" | "after" | "to" | "via" | "before"
                );
            let object = annotated
                .children(preposition)
                .find(|&object| annotated.dep(object) == "pobj")?;
            let named = Catalogue::shipped()
                .phrases
                .venues
                .nouns
                .contains(&annotated.lemma(object).to_lowercase());
            let inside = content.iter().any(|piece| piece.contains(&object));
            (fits && named && !inside).then(|| core_phrase(annotated, object))
        });
        if found.is_some() || annotated.dep(governor) != "conj" {
            return found;
        }
        governor = annotated.head(governor);
    }
}
