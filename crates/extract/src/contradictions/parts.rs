//! Labelled sentences made contradictions: which words are the claim that is challenged, which are set against it, whose claim it was.

use std::ops::Range;

use onrecord_catalogue::Catalogue;
use onrecord_document::Span;
use onrecord_language::Annotated;

use super::answered::turns_after_a_break;
use super::{Chain, Does, Sentence};
use crate::actors::ActorIndex;
use crate::identity::entry_id;
use crate::reading::{Reading, Tokens};
use crate::record::{Contradiction, Statement};
use crate::statements::syntax::trim;

/// A contradiction in the making.
#[derive(Default)]
pub(super) struct Draft {
    /// The claim, sentence by sentence.
    pub(super) challenged: Vec<Tokens>,
    /// What is set against it, sentence by sentence.
    pub(super) correction: Vec<Tokens>,
    cue: Option<Tokens>,
    last: usize,
}

/// The contradictions of one chain, by what each of its sentences does.
pub(super) fn drafts(reading: &Reading, chain: &Chain, does: &[Does]) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for (at, (sentence, &does)) in chain.sentences.iter().zip(does).enumerate() {
        let annotated = reading.annotated(sentence.block);
        let (challenged, correction) = match does {
            Does::Nothing => continue,
            Does::Challenges => split(annotated, sentence),
            Does::Corrects => (Vec::new(), vec![sentence.tokens.clone()]),
        };
        // A row of claims that are answered together is one contradiction.
        let goes_on = drafts
            .last()
            .is_some_and(|draft| draft.last + 1 == at && (does == Does::Corrects || draft.correction.is_empty()));
        if !goes_on {
            drafts.push(Draft::default());
        }
        let Some(draft) = drafts.last_mut() else { continue };
        draft.last = at;
        let place = |range: Range<usize>| Tokens::new(sentence.block, trim(annotated, range));
        if draft.cue.is_none()
            && let Some(cue) = correction.first().and_then(|piece| turn(annotated, piece))
        {
            draft.cue = Some(Tokens::new(sentence.block, cue));
        }
        draft.challenged.extend(challenged.into_iter().map(place));
        draft.correction.extend(correction.into_iter().map(place));
    }
    drafts
}

/// The words of a sentence that restate a claim, and those that are set against it in the same sentence.
fn split(annotated: &Annotated, sentence: &Sentence) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let whole = sentence.tokens.clone();
    let Some(claim) = sentence
        .restated
        .iter()
        .find(|claim| claim.whose.is_other())
        .map(|claim| claim.head)
    else {
        return (vec![whole], Vec::new());
    };
    // "…, but Russian troops have helped …": what turns after the claim.
    let turn = (claim + 1..whole.end).find(|&token| turns_after_a_break(annotated, token, whole.start));
    if let Some(turn) = turn {
        let (claimed, answer) = (whole.start..turn, turn..whole.end);
        return (vec![claimed], vec![answer]);
    }
    // "Contrary to Russian claims, …", "although portrayed as …": the claim stands in a part of the sentence only.
    let mut top = claim;
    for at in annotated.ancestors(claim) {
        if matches!(annotated.dep(top), "advcl" | "prep" | "mark") {
            break;
        }
        top = at;
    }
    if matches!(annotated.dep(top), "advcl" | "prep") {
        let part = annotated.left_edge(top)..annotated.right_edge(top) + 1;
        let edge = part.start <= whole.start + 1 || part.end + 2 >= whole.end;
        if edge && part.len() * 2 < whole.len() && part.start >= whole.start && part.end <= whole.end {
            let rest = if part.start <= whole.start + 1 {
                part.end..whole.end
            } else {
                whole.start..part.start
            };
            // "Contrary to …": its first word may hang elsewhere in the tree.
            let part = if part.start == whole.start + 1 {
                whole.start..part.end
            } else {
                part
            };
            return (vec![part], vec![rest]);
        }
    }
    (vec![whole], Vec::new())
}

/// The word by which a piece turns against what stands before it: its first word, or "in fact" and the like.
fn turn(annotated: &Annotated, piece: &Range<usize>) -> Option<Range<usize>> {
    let words = &Catalogue::shipped().contradiction;
    piece
        .clone()
        .filter(|&token| !annotated.is_space(token))
        .take(12)
        .find(|&token| {
            [&words.turning, &words.reality, &words.falsity, &words.reminding]
                .iter()
                .any(|kind| {
                    kind.lemmas.contains(annotated.lower(token)) || kind.lemmas.contains(annotated.lemma(token))
                })
        })
        .map(|token| token..token + 1)
}

/// A draft with its spans, its id and whose claim it was. `speakers` are ids.
pub(super) fn finish(
    reading: &Reading,
    index: &ActorIndex,
    chain: &Chain,
    draft: Draft,
    speakers: &[String],
    statements: &[Statement],
) -> Contradiction {
    let spans = |pieces: &[Tokens]| -> Vec<Span> { joined(reading, pieces) };
    let challenged = spans(&draft.challenged);
    let correction = spans(&draft.correction);
    let own = |statement: &Statement| {
        statement.narrator || statement.speakers.iter().any(|speaker| speakers.contains(speaker))
    };
    let claims: Vec<&Statement> = statements
        .iter()
        .filter(|statement| !own(statement))
        .filter(|statement| {
            statement.cue.iter().any(|cue| {
                challenged
                    .iter()
                    .any(|span| span.start <= cue.start && cue.end <= span.end)
            })
        })
        .collect();
    let mut whose: Vec<String> = claims.iter().flat_map(|claim| claim.speakers.iter().cloned()).collect();
    if whose.is_empty() {
        whose = chain
            .sentences
            .iter()
            .flat_map(|sentence| sentence.restated.iter().map(move |claim| (sentence.block, claim)))
            .filter(|(block, claim)| draft.challenged.iter().any(|piece| piece.holds(*block, claim.head)))
            .filter_map(|(block, claim)| claimant(index, reading.annotated(block), block, claim.head))
            .filter(|&actor| !chain.speakers.contains(&actor))
            .map(|actor| index.actors[actor].id.clone())
            .take(1)
            .collect();
    }
    let mut seen = Vec::new();
    whose.retain(|id| {
        let new = !seen.contains(id);
        seen.push(id.clone());
        new
    });
    let mut parts = vec![reading.document.id.clone()];
    for span in challenged.iter().chain(&correction) {
        parts.push(format!("{} {}", span.start, span.end));
    }
    let (challenged_here, corrected_here) = (!challenged.is_empty(), !correction.is_empty());
    Contradiction {
        id: entry_id("x", &parts.iter().map(String::as_str).collect::<Vec<_>>()),
        speakers: speakers.to_vec(),
        whose,
        challenged,
        correction,
        cue: draft.cue.as_ref().map(|tokens| reading.span(tokens)),
        claims: claims.iter().map(|claim| claim.id.clone()).collect(),
        rule: match (challenged_here, corrected_here) {
            (true, true) => "contradiction.claim-answered",
            (true, false) => "contradiction.claim-held-up",
            _ => "contradiction.answer",
        }
        .to_owned(),
    }
}

/// Whoever is named by the phrase of a noun of claiming or is the subject of a verb of it.
fn claimant(index: &ActorIndex, annotated: &Annotated, block: usize, head: usize) -> Option<usize> {
    annotated
        .children(head)
        .filter(|&word| {
            matches!(
                annotated.dep(word),
                "poss" | "amod" | "compound" | "nsubj" | "agent" | "prep"
            )
        })
        .flat_map(|word| annotated.left_edge(word)..annotated.right_edge(word) + 1)
        .find_map(|word| index.mention_headed(block, word))
        .map(|mention| mention.actor)
}

/// Pieces as spans; neighbouring sentences of one block are one span.
fn joined(reading: &Reading, pieces: &[Tokens]) -> Vec<Span> {
    let mut merged: Vec<Tokens> = Vec::new();
    for piece in pieces {
        match merged.last_mut() {
            Some(last)
                if last.block == piece.block
                    && (last.end..piece.start).all(|token| {
                        let annotated = reading.annotated(piece.block);
                        annotated.is_space(token) || annotated.is_punct(token)
                    }) =>
            {
                last.end = piece.end;
            }
            _ => merged.push(piece.clone()),
        }
    }
    merged.iter().map(|tokens| reading.span(tokens)).collect()
}
