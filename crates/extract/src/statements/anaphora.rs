//! Who is meant by "the statement", "they", "the ten", "it": whoever spoke, signed or issued a text before.

use onrecord_language::Pos;

use super::speakers::{phrase_actor, speakers};
use super::syntax::issuer_of_text;
use super::utterance::Utterance;
use crate::actors::{ActorIndex, conjuncts, first_joined};
use crate::reading::Reading;
use crate::record::ActorKind;

/// Who issued "the statement": told beside it, else whoever was last said to have issued such a text.
pub(super) fn issuers(
    index: &mut ActorIndex,
    reading: &Reading,
    block: usize,
    head: usize,
    lemma: &str,
    earlier: &[Utterance],
) -> Option<Vec<usize>> {
    let annotated = reading.annotated(block);
    if let Some(issuer) = issuer_of_text(annotated, head) {
        let mut found = Vec::new();
        for conjunct in conjuncts(annotated, issuer) {
            found.extend(speakers(index, reading, block, conjunct, earlier));
        }
        return (!found.is_empty()).then_some(found);
    }
    let definite = annotated
        .children(head)
        .any(|word| annotated.dep(word) == "det" && matches!(annotated.lower(word), "the" | "this" | "that"));
    if !definite {
        return None;
    }
    let spoken = earlier
        .iter()
        .rev()
        .find(|utterance| {
            !utterance.source.speakers.is_empty()
                && utterance.cue.is_some()
                && (utterance.block, utterance.head.unwrap_or(0)) < (block, head)
                && sentence_names(reading, utterance, lemma)
        })
        .map(|utterance| utterance.source.speakers.clone());
    spoken.or_else(|| {
        // "The African Union issued a statement on Monday. The statement said …".
        let (block, issuer) = (block.saturating_sub(2)..=block).rev().find_map(|other| {
            let annotated = reading.annotated(other);
            let end = if other == block { head } else { annotated.len() };
            (0..end)
                .rev()
                .filter(|&noun| annotated.lemma(noun).to_lowercase() == *lemma && annotated.pos(noun) == Pos::Noun)
                .find_map(|noun| issuer_of_text(annotated, noun))
                .map(|issuer| (other, issuer))
        })?;
        let found = speakers(index, reading, block, issuer, earlier);
        (!found.is_empty()).then_some(found)
    })
}

/// "they" with nobody speaking before: the plural subject of the sentence before.
pub(super) fn last_group(index: &mut ActorIndex, reading: &Reading, block: usize, head: usize) -> Vec<usize> {
    let found = (block.saturating_sub(1)..=block).rev().find_map(|other| {
        let annotated = reading.annotated(other);
        let end = if other == block {
            annotated.sentence_of(head).start
        } else {
            annotated.len()
        };
        (0..end)
            .rev()
            .find(|&noun| {
                matches!(annotated.dep(noun), "nsubj" | "nsubjpass")
                    && annotated.tag(noun) == "NNS"
                    && !matches!(annotated.entity_label(noun), Some("DATE" | "TIME"))
            })
            .map(|noun| (other, noun))
    });
    match found {
        Some((block, noun)) => {
            let lemma = reading.annotated(block).lemma(noun).to_lowercase();
            vec![phrase_actor(index, reading, block, noun, &lemma)]
        }
        None => Vec::new(),
    }
}

/// Whether the sentence of an utterance's cue names a text of this kind.
fn sentence_names(reading: &Reading, utterance: &Utterance, lemma: &str) -> bool {
    let annotated = reading.annotated(utterance.block);
    utterance.head.is_some_and(|head| {
        annotated
            .sentence_of(head)
            .any(|token| annotated.lemma(token).to_lowercase() == lemma)
    })
}

/// Who reports the clause that a pronoun is the subject of: a person for "he" and "she", else a body or a state for "it".
pub(super) fn reporting_speaker(
    index: &ActorIndex,
    reading: &Reading,
    block: usize,
    pronoun: usize,
    earlier: &[Utterance],
) -> Option<usize> {
    let annotated = reading.annotated(block);
    let clause = first_joined(annotated, annotated.head(pronoun));
    if annotated.dep(clause) != "ccomp" {
        return None;
    }
    let reporting = annotated.head(clause);
    let utterance = earlier
        .iter()
        .find(|utterance| utterance.block == block && utterance.head == Some(reporting))?;
    let &[speaker] = utterance.source.speakers.as_slice() else {
        return None;
    };
    let person = matches!(index.actors[speaker].kind, ActorKind::Person | ActorKind::Unnamed);
    (person == (annotated.lower(pronoun) != "it")).then_some(speaker)
}

/// The last several speakers in one voice, or the last group that was counted.
pub(super) fn last_joint_or_group(index: &ActorIndex, earlier: &[Utterance], block: usize, head: usize) -> Vec<usize> {
    earlier
        .iter()
        .rev()
        .filter(|utterance| (utterance.block, utterance.head.unwrap_or(0)) < (block, head))
        .find(|utterance| {
            utterance.source.speakers.len() > 1
                || utterance
                    .source
                    .speakers
                    .iter()
                    .any(|&speaker| index.actors[speaker].kind == ActorKind::Group)
        })
        .map(|utterance| utterance.source.speakers.clone())
        .unwrap_or_default()
}

/// "they": the last several speakers in one voice, else the last group.
pub(super) fn last_joint_speakers(earlier: &[Utterance], block: usize, head: usize) -> Vec<usize> {
    let before = |utterance: &&Utterance| {
        (utterance.block, utterance.head.unwrap_or(0)) < (block, head) && block - utterance.block <= 1
    };
    let joint = earlier
        .iter()
        .rev()
        .filter(before)
        .find(|utterance| utterance.source.speakers.len() > 1);
    joint
        .or_else(|| earlier.iter().rev().find(before))
        .map(|utterance| utterance.source.speakers.clone())
        .unwrap_or_default()
}

/// "he", "she", "it" with no antecedent found: whoever spoke last nearby.
pub(super) fn last_speakers(earlier: &[Utterance], block: usize, head: usize) -> Vec<usize> {
    earlier
        .iter()
        .rev()
        .find(|utterance| {
            (utterance.block, utterance.head.unwrap_or(0)) < (block, head)
                && block - utterance.block <= 1
                && utterance.source.speakers.len() == 1
        })
        .map(|utterance| utterance.source.speakers.clone())
        .unwrap_or_default()
}
