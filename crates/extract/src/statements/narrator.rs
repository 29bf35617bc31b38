//! The document's own voice: sentences that tell an event, a figure or a rule that nobody in the text is said to say.

use std::ops::Range;

use onrecord_document::BlockKind;
use onrecord_language::Annotated;

use super::syntax::trim;
use super::utterance::{Source, Utterance};
use crate::actors::ActorIndex;
use crate::reading::{Reading, Tokens};
use crate::record::{Act, ActorKind};

/// Adds one narrator's utterance for every sentence that holds one of `told` (triggers of events, tolls, citations)
/// outside everybody's content.
pub fn narrate(reading: &Reading, index: &mut ActorIndex, utterances: &mut Vec<Utterance>, told: &[Tokens]) {
    let mut found = Vec::new();
    for block in 0..reading.blocks.len() {
        if reading.blocks[block].block.kind == BlockKind::Heading {
            continue;
        }
        let annotated = reading.annotated(block);
        for sentence in annotated.sentences() {
            let own: Vec<usize> = told
                .iter()
                .filter(|tokens| tokens.block == block && sentence.contains(&tokens.start))
                .map(|tokens| tokens.start)
                .filter(|&trigger| !utterances.iter().any(|utterance| utterance.says(block, trigger)))
                .collect();
            if own.is_empty() {
                continue;
            }
            let cues: Vec<usize> = utterances
                .iter()
                .filter(|utterance| utterance.block == block)
                .filter_map(|utterance| utterance.head)
                .filter(|head| sentence.contains(head))
                .collect();
            let pieces = if cues.is_empty() {
                vec![sentence.clone()]
            } else {
                // The sentence mostly reports what others say: the narrator's own is the phrase around the trigger.
                own.iter()
                    .map(|&trigger| own_phrase(annotated, trigger, &cues))
                    .collect()
            };
            let mut content: Vec<Tokens> = pieces
                .into_iter()
                .map(|piece| trim(annotated, piece))
                .filter(|piece| {
                    piece
                        .clone()
                        .any(|token| !annotated.is_punct(token) && !annotated.is_space(token))
                })
                .map(|piece| Tokens::new(block, piece))
                .collect();
            content.sort();
            content.dedup();
            if content.is_empty() {
                continue;
            }
            let rule = if reading.blocks[block].block.kind == BlockKind::Caption {
                "narrator.caption"
            } else {
                "narrator.sentence"
            };
            let mut utterance = Utterance::new(block, content, Act::Assert, rule);
            utterance.narrator = true;
            utterance.content_head = Some(crate::actors::head_of(annotated, sentence.clone()));
            found.push(utterance);
        }
    }
    if found.is_empty() {
        return;
    }
    let narrator = actor(reading, index);
    for mut utterance in found {
        utterance.source = Source {
            speakers: vec![narrator],
            ..Source::default()
        };
        utterances.push(utterance);
    }
}

/// The document's own voice: its publisher, else the report by its title.
pub(crate) fn actor(reading: &Reading, index: &mut ActorIndex) -> usize {
    let name = reading
        .document
        .publisher
        .as_ref()
        .map(|publisher| publisher.value.clone())
        .or_else(|| {
            reading
                .document
                .title
                .as_ref()
                .map(|title| format!("the report “{}”", title.value))
        })
        .unwrap_or_else(|| "the report".to_owned());
    index.actor(reading, "narrator", ActorKind::Narrator, &name)
}

/// The widest phrase around a trigger that holds no cue of anybody.
fn own_phrase(annotated: &Annotated, trigger: usize, cues: &[usize]) -> Range<usize> {
    let reach = |token: usize| annotated.left_edge(token)..annotated.right_edge(token) + 1;
    let free = |range: &Range<usize>| !cues.iter().any(|cue| range.contains(cue));
    let mut at = trigger;
    while annotated.head(at) != at && free(&reach(annotated.head(at))) {
        at = annotated.head(at);
    }
    let range = reach(at);
    if free(&range) { range } else { trigger..trigger + 1 }
}
