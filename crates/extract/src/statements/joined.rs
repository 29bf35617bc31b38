//! Utterances that share words: cues joined by "and", a cue inside another's source, and words in which speakers only
//! point to their own speech ("he said", "as I said").

use onrecord_language::Pos;

use super::syntax::trim;
use super::utterance::Utterance;
use crate::actors::ActorIndex;
use crate::reading::Reading;
use crate::record::{Act, ActorKind, Form};

/// "said the bridge was safe and added that …": the content of the first cue ends before the second.
pub fn part(reading: &Reading, utterances: &mut [Utterance]) {
    for at in 0..utterances.len() {
        let (Some(head), block) = (utterances[at].head, utterances[at].block) else {
            continue;
        };
        let annotated = reading.annotated(block);
        if annotated.dep(head) != "conj" || utterances[at].source.tokens.is_empty() {
            continue;
        }
        let source = utterances[at].source.tokens.clone();
        let first = annotated.head(head);
        // The word that joins them, or the second cue itself.
        let start = annotated
            .children(first)
            .filter(|&word| annotated.dep(word) == "cc" && word < head)
            .max()
            .unwrap_or(head)
            .min(annotated.left_edge(head));
        for other in (0..utterances.len()).filter(|&other| other != at) {
            let outer = &mut utterances[other];
            if outer.block != block || outer.source.tokens != source || outer.head.is_none_or(|cue| cue >= head) {
                continue;
            }
            for piece in outer.content.iter_mut().filter(|piece| piece.holds(block, head)) {
                let kept = trim(annotated, piece.start..start.max(piece.start));
                if !kept.is_empty() && outer.content_head.is_none_or(|word| kept.contains(&word)) {
                    piece.end = kept.end;
                }
            }
        }
    }
}

/// "Ten governments accused Eritrea … In a joint statement, Australia, Canada, … said": the ten are those named.
pub fn name_the_counted(index: &ActorIndex, utterances: &mut [Utterance]) {
    for at in 0..utterances.len() {
        let &[group] = utterances[at].source.speakers.as_slice() else {
            continue;
        };
        let Some(count) = utterances[at].source.signatories.filter(|&count| count > 2) else {
            continue;
        };
        if index.actors[group].kind != ActorKind::Group || index.actors[group].code.is_some() {
            continue;
        }
        let named = utterances
            .iter()
            .find(|other| other.source.speakers.len() == count as usize)
            .map(|other| other.source.speakers.clone());
        if let Some(named) = named {
            utterances[at].source.speakers = named;
        }
    }
}

/// Drops what says nothing new: the speaker's own "he said" set into what the speaker is already said to say, "as we say"
/// in the speaker's own quotation, a cue inside another's source with the same words.
pub fn drop_restatements(reading: &Reading, utterances: &mut Vec<Utterance>) {
    // In quoted words "I" and "we" are whoever is quoted.
    for at in 0..utterances.len() {
        let Some(parent) = utterances[at].nested_in else {
            continue;
        };
        let annotated = reading.annotated(utterances[at].block);
        let first_person = utterances[at].has_in_source(|token| {
            matches!(annotated.lower(token), "we" | "i" | "our" | "my") && annotated.pos(token) == Pos::Pron
        });
        if first_person && utterances[at].source.speakers.is_empty() && utterances[parent].form != Form::Indirect {
            utterances[at].source.speakers = utterances[parent].source.speakers.clone();
        }
    }
    let repeats: Vec<bool> = (0..utterances.len())
        .map(|at| {
            let inner = &utterances[at];
            let Some(parent) = inner.nested_in else {
                return (0..utterances.len())
                    .any(|other| other != at && sits_in_source(reading, inner, &utterances[other]));
            };
            let outer = &utterances[parent];
            let same = !inner.source.speakers.is_empty() && inner.source.speakers == outer.source.speakers;
            let neutral = matches!(inner.act, Act::Assert | Act::DeclineComment)
                && inner.evidence.is_none()
                && inner.rule != "statement.verb-predicate";
            (same && neutral && (inner.act == Act::Assert || outer.form != Form::Indirect))
                || (inner.source.speakers.is_empty() && neutral && says_i(reading, inner))
        })
        .collect();
    let mut position: Vec<Option<usize>> = Vec::with_capacity(utterances.len());
    let mut kept = 0;
    for &repeat in &repeats {
        position.push((!repeat).then_some(kept));
        kept += usize::from(!repeat);
    }
    // What hung on a dropped one hangs on whoever it hung on.
    let parents: Vec<Option<usize>> = utterances
        .iter()
        .map(|utterance| {
            let mut at = utterance.nested_in;
            // Two utterances can hold each other's cues; nothing is nested deeper than there are utterances.
            for _ in 0..utterances.len() {
                match at {
                    Some(parent) if repeats[parent] => at = utterances[parent].nested_in,
                    _ => break,
                }
            }
            at.and_then(|parent| position[parent])
        })
        .collect();
    let mut parents = parents.into_iter();
    for utterance in utterances.iter_mut() {
        utterance.nested_in = parents.next().flatten();
    }
    let mut repeats = repeats.into_iter();
    utterances.retain(|_| !repeats.next().unwrap_or(false));
}

fn says_i(reading: &Reading, utterance: &Utterance) -> bool {
    let annotated = reading.annotated(utterance.block);
    utterance.has_in_source(|token| matches!(annotated.lower(token), "we" | "i"))
}

/// "said the official, who asked not to be named": a cue in the source or the venue of another takes none of its words.
fn sits_in_source(reading: &Reading, inner: &Utterance, outer: &Utterance) -> bool {
    let Some(head) = inner.head else { return false };
    let annotated = reading.annotated(inner.block);
    let subordinate = matches!(annotated.dep(head), "relcl" | "acl");
    let in_source = outer.source.tokens.iter().any(|tokens| tokens.holds(inner.block, head));
    let in_venue = outer.block == inner.block
        && outer.head.is_some_and(|cue| annotated.sentence_of(cue).contains(&head))
        && subordinate;
    let same_words = inner.content.iter().all(|piece| outer.content.contains(piece));
    (in_source || in_venue) && same_words && inner.head != outer.head
}
