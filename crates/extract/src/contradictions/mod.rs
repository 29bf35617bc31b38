//! Who contradicts whom: where a speaker takes up what another claims and sets against it how it really is.
//!
//! [`restated`] finds the words by which a sentence takes up a claim, [`answered`] weighs them and what is set against them
//! in the same sentence and in the next ones, [`parts`] cuts the words and finds whose claim it was. A speaker is whoever
//! says the sentence in their own words: a turn of a transcript, the issuer of a statement, else the document's own voice.

mod answered;
mod parts;
mod restated;

use std::ops::Range;

use onrecord_catalogue::Catalogue;
use onrecord_document::BlockKind;

use crate::actors::ActorIndex;
use crate::reading::Reading;
use crate::record::{Contradiction, Statement};
use crate::statements::{narrator, quotes, turns};
use answered::Points;
use restated::Restated;

/// What a sentence does to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Does {
    /// Nothing.
    Nothing,
    /// It takes the claim up, and may answer it at once.
    Challenges,
    /// It answers the claim of a sentence before it.
    Corrects,
}

/// One sentence of a chain.
struct Sentence {
    block: usize,
    tokens: Range<usize>,
    /// Whether it stands in quotation marks, and so is another's.
    quoted: bool,
    restated: Vec<Restated>,
    points: Points,
}

/// Sentences that one voice says one after the other.
pub struct Chain {
    /// The speakers, as positions in the index; none where the document does not say whose words they are.
    speakers: Vec<usize>,
    sentences: Vec<Sentence>,
}

/// The chains of a document, before its statements are read: one for every turn, one for a text in one voice.
pub fn chains(reading: &Reading, index: &mut ActorIndex) -> Vec<Chain> {
    let voices = turns::voices(index, reading);
    let quotes = quotes::find(reading);
    let mut chains: Vec<Chain> = Vec::new();
    let mut apart = true;
    for (block, voice) in voices.iter().enumerate() {
        if reading.blocks[block].block.kind == BlockKind::Heading {
            apart = true;
            continue;
        }
        let speakers = voice.as_ref().map_or(Vec::new(), |voice| voice.source.speakers.clone());
        if apart || chains.last().is_none_or(|chain| chain.speakers != speakers) {
            chains.push(Chain {
                speakers: speakers.clone(),
                sentences: Vec::new(),
            });
            apart = false;
        }
        let annotated = reading.annotated(block);
        let Some(chain) = chains.last_mut() else { continue };
        for sentence in annotated.sentences() {
            let mut said = sentence
                .clone()
                .filter(|&token| !annotated.is_space(token) && !annotated.is_punct(token))
                .peekable();
            if said.peek().is_none() {
                continue;
            }
            let quoted = said.all(|token| quotes::hold(&quotes, block, token));
            let restated = if quoted {
                Vec::new()
            } else {
                restated::find(index, annotated, block, &speakers, sentence.clone())
                    .into_iter()
                    .filter(|claim| !quotes::hold(&quotes, block, claim.head))
                    .collect()
            };
            let points = if quoted {
                Points::default()
            } else {
                answered::points(annotated, sentence.clone(), &restated)
            };
            chain.sentences.push(Sentence {
                block,
                tokens: sentence.clone(),
                quoted,
                restated,
                points,
            });
        }
    }
    chains.retain(|chain| !chain.sentences.is_empty());
    chains
}

/// The contradictions in `chains`, in the order of the text.
pub fn find(
    reading: &Reading,
    index: &mut ActorIndex,
    chains: &[Chain],
    statements: &[Statement],
) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for chain in chains {
        let does = does(reading, chain);
        if does.iter().all(|&does| does == Does::Nothing) {
            continue;
        }
        let speakers = if chain.speakers.is_empty() {
            vec![narrator::actor(reading, index)]
        } else {
            chain.speakers.clone()
        };
        let ids: Vec<String> = speakers
            .iter()
            .map(|&speaker| index.actors[speaker].id.clone())
            .collect();
        found.extend(parts::build(reading, index, chain, &does, &ids, statements));
    }
    found
}

/// What each sentence of a chain does.
fn does(reading: &Reading, chain: &Chain) -> Vec<Does> {
    let speaks = !chain.speakers.is_empty() || speaks_to_somebody(reading, chain);
    let enough = if speaks {
        answered::ENOUGH
    } else {
        answered::ENOUGH_IN_A_REPORT
    };
    let point = |at: usize| {
        chain
            .sentences
            .get(at)
            .map_or(Points::default(), |sentence| sentence.points)
    };
    // In a report, what another is said to say is no answer of the report's own.
    let answer = |at: usize| match chain.sentences.get(at) {
        Some(sentence) if !speaks && sentence.restated.iter().any(|claim| claim.whose.is_other()) => 0,
        _ => point(at).answer,
    };
    let mut does: Vec<Does> = Vec::with_capacity(chain.sentences.len());
    for (at, sentence) in chain.sentences.iter().enumerate() {
        let own = sentence.points;
        // "They deny it. They claim that … That is false": the answer to a row of claims stands after the last.
        let next = answer(at + 1).max(if point(at + 1).claim > 0 { answer(at + 2) } else { 0 });
        let before = at.checked_sub(1).map_or(Does::Nothing, |before| does[before]);
        does.push(if sentence.quoted {
            Does::Nothing
        } else if own.claim > 0 && own.claim + own.inner.max(next) >= enough {
            Does::Challenges
        } else {
            match before {
                Does::Challenges if speaks || (own.answer > 1 && answer(at) > 1) => Does::Corrects,
                Does::Corrects if own.answer > 0 || own.goes_on => Does::Corrects,
                _ => Does::Nothing,
            }
        });
    }
    does
}

/// Whether a text without a named speaker is somebody's speech all the same: it says "we" or "I" outside quotation marks, or
/// speaks of those in the same room.
fn speaks_to_somebody(reading: &Reading, chain: &Chain) -> bool {
    let quotes = quotes::find(reading);
    let fellows = &Catalogue::shipped().contradiction.fellows.lemmas;
    chain
        .sentences
        .iter()
        .filter(|sentence| !sentence.quoted)
        .any(|sentence| {
            let annotated = reading.annotated(sentence.block);
            sentence.tokens.clone().any(|token| {
                let own = matches!(annotated.lower(token), "we" | "i" | "our" | "us" | "my");
                let room = fellows.contains(&annotated.lemma(token).to_lowercase())
                    && annotated
                        .children(token)
                        .any(|word| matches!(annotated.lower(word), "our" | "my"));
                (own || room) && !quotes::hold(&quotes, sentence.block, token)
            })
        })
}
