//! The document's own voice: sentences that tell an event, a figure or a rule that nobody in the text is said to say.

use onrecord_document::BlockKind;

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
            let own = told.iter().any(|tokens| {
                tokens.block == block
                    && sentence.contains(&tokens.start)
                    && !utterances.iter().any(|utterance| utterance.says(block, tokens.start))
            });
            if !own {
                continue;
            }
            let mut pieces = vec![sentence.clone()];
            for said in utterances.iter().flat_map(|utterance| &utterance.content).filter(|piece| piece.block == block) {
                pieces = pieces
                    .into_iter()
                    .flat_map(|piece| {
                        let before = piece.start..said.start.clamp(piece.start, piece.end);
                        let after = said.end.clamp(piece.start, piece.end)..piece.end;
                        if said.start >= piece.end || said.end <= piece.start { vec![piece] } else { vec![before, after] }
                    })
                    .collect();
            }
            let content: Vec<Tokens> = pieces
                .into_iter()
                .map(|piece| trim(annotated, piece))
                .filter(|piece| piece.clone().any(|token| !annotated.is_punct(token) && !annotated.is_space(token)))
                .map(|piece| Tokens::new(block, piece))
                .collect();
            if content.is_empty() {
                continue;
            }
            let rule = if reading.blocks[block].block.kind == BlockKind::Caption { "narrator.caption" } else { "narrator.sentence" };
            let mut utterance = Utterance::new(block, content, Act::Assert, rule);
            utterance.narrator = true;
            utterance.content_head = Some(crate::actors::head_of(annotated, sentence.clone()));
            found.push(utterance);
        }
    }
    if found.is_empty() {
        return;
    }
    let name = reading
        .document
        .publisher
        .as_ref()
        .map(|publisher| publisher.value.clone())
        .or_else(|| reading.document.title.as_ref().map(|title| format!("the report “{}”", title.value)))
        .unwrap_or_else(|| "the report".to_owned());
    let narrator = index.actor(reading, "narrator", ActorKind::Narrator, &name);
    for mut utterance in found {
        utterance.source = Source { speakers: vec![narrator], ..Source::default() };
        utterances.push(utterance);
    }
}
