//! Who contradicts whom: where a speaker takes up what another claims and sets against it how it really is.
//!
//! [`restated`] finds the words by which a sentence takes up a claim, [`answered`] weighs them and what is set against them
//! in the same sentence and in the next ones, [`parts`] cuts the words and finds whose claim it was, [`rejected`] lets a speaker
//! who calls the claim false reject it. A speaker is whoever says the sentence in their own words: a turn of a transcript, the
//! issuer of a statement, else the document's own voice.

mod answered;
mod parts;
mod rejected;
mod restated;

use std::ops::Range;

use onrecord_catalogue::Catalogue;
use onrecord_document::BlockKind;

use crate::actors::{ActorIndex, head_of};
use crate::events::FoundEvent;
use crate::reading::Reading;
use crate::record::{Contradiction, Statement};
use crate::statements::{Heard, Utterance, narrator, quotes};
use answered::Points;
use parts::Draft;
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
pub fn chains(reading: &Reading, index: &ActorIndex, heard: &Heard) -> Vec<Chain> {
    let Heard { quotes, voices } = heard;
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
            let quoted = said.all(|token| quotes::hold(quotes, block, token));
            let restated = if quoted {
                Vec::new()
            } else {
                restated::find(index, annotated, block, &speakers, sentence.clone())
                    .into_iter()
                    .filter(|claim| !quotes::hold(quotes, block, claim.head))
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

/// A chain that contradicts somebody, and what it does so with.
pub struct Contradicting {
    chain: usize,
    speakers: Vec<usize>,
    drafts: Vec<Draft>,
}

/// Reads which of the `chains` contradict somebody. What an utterance gives to another is no chain's own answer.
pub fn read(
    reading: &Reading,
    index: &mut ActorIndex,
    heard: &Heard,
    chains: &[Chain],
    utterances: &[Utterance],
) -> Vec<Contradicting> {
    let mut found = Vec::new();
    for (at, chain) in chains.iter().enumerate() {
        let does = does(reading, heard, chain, utterances);
        if does.iter().all(|&does| does == Does::Nothing) {
            continue;
        }
        let speakers = if chain.speakers.is_empty() {
            vec![narrator::actor(reading, index)]
        } else {
            chain.speakers.clone()
        };
        found.push(Contradicting {
            chain: at,
            speakers,
            drafts: parts::drafts(reading, chain, &does),
        });
    }
    found
}

/// Lets every speaker who says that another's claim is false reject it, and who says that it is not shown dispute its evidence.
pub fn reject(
    reading: &Reading,
    chains: &[Chain],
    contradicting: &[Contradicting],
    events: &[FoundEvent],
    utterances: &mut Vec<Utterance>,
) {
    for found in contradicting {
        for draft in &found.drafts {
            rejected::tell(
                reading,
                &chains[found.chain],
                draft,
                &found.speakers,
                events,
                utterances,
            );
        }
    }
}

/// The contradictions, in the order of the text.
pub fn find(
    reading: &Reading,
    index: &ActorIndex,
    chains: &[Chain],
    contradicting: Vec<Contradicting>,
    statements: &[Statement],
) -> Vec<Contradiction> {
    let mut built = Vec::new();
    for found in contradicting {
        let chain = &chains[found.chain];
        let ids: Vec<String> = found
            .speakers
            .iter()
            .map(|&speaker| index.actors[speaker].id.clone())
            .collect();
        built.extend(
            found
                .drafts
                .into_iter()
                .map(|draft| parts::finish(reading, index, chain, draft, &ids, statements)),
        );
    }
    built
}

/// What each sentence of a chain does.
fn does(reading: &Reading, heard: &Heard, chain: &Chain, utterances: &[Utterance]) -> Vec<Does> {
    let speaks = !chain.speakers.is_empty() || speaks_to_somebody(reading, heard, chain, utterances);
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
        Some(sentence) if !speaks && is_anothers(reading, chain, sentence, utterances) => 0,
        _ => point(at).answer,
    };
    let mut does: Vec<Does> = Vec::with_capacity(chain.sentences.len());
    for (at, sentence) in chain.sentences.iter().enumerate() {
        let mut own = sentence.points;
        // "…, an official said": what another tells of a claim is no word of the report's own on it.
        if let Some(head) = own.head.filter(|_| !speaks) {
            if told_by_another(chain, sentence, head, utterances) {
                own.claim = 0;
            } else if answered_by_another(chain, sentence, head, utterances) {
                own.inner = 0;
            }
        }
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

/// Utterances of others than those whose words the chain is.
fn of_others<'all>(chain: &'all Chain, utterances: &'all [Utterance]) -> impl Iterator<Item = &'all Utterance> {
    utterances.iter().filter(|utterance| {
        !utterance.narrator
            && !utterance
                .source
                .speakers
                .iter()
                .any(|speaker| chain.speakers.contains(speaker))
    })
}

/// Whether a sentence gives its words to others: it takes up what they say, or somebody's cue leads it.
fn is_anothers(reading: &Reading, chain: &Chain, sentence: &Sentence, utterances: &[Utterance]) -> bool {
    let root = head_of(reading.annotated(sentence.block), sentence.tokens.clone());
    sentence.restated.iter().any(|claim| claim.whose.is_other())
        || of_others(chain, utterances).any(|utterance| {
            utterance.says(sentence.block, root) || (utterance.block == sentence.block && utterance.head == Some(root))
        })
}

/// Whether what follows a claim in its sentence is said by another ("…, but the guards had seen it, an official said").
fn answered_by_another(chain: &Chain, sentence: &Sentence, claim: usize, utterances: &[Utterance]) -> bool {
    let says_claim = |head: usize| {
        utterances
            .iter()
            .any(|utterance| utterance.head == Some(claim) && utterance.says(sentence.block, head))
    };
    of_others(chain, utterances)
        .filter(|utterance| utterance.block == sentence.block)
        .filter_map(|utterance| utterance.head)
        .any(|head| head > claim && sentence.tokens.contains(&head) && !says_claim(head))
}

/// Whether the word that takes up a claim stands in what another is said to say.
fn told_by_another(chain: &Chain, sentence: &Sentence, head: usize, utterances: &[Utterance]) -> bool {
    of_others(chain, utterances).any(|utterance| {
        utterance
            .head
            .is_some_and(|cue| cue != head || utterance.block != sentence.block)
            && utterance.says(sentence.block, head)
    })
}

/// Whether a text without a named speaker is somebody's speech all the same: it speaks of those in the same room, or says "we" or "I"
/// outside quotation marks at least as often as it tells what others said. A report says it once or twice ("told me") and is none.
fn speaks_to_somebody(reading: &Reading, heard: &Heard, chain: &Chain, utterances: &[Utterance]) -> bool {
    let fellows = &Catalogue::shipped().contradiction.fellows.lemmas;
    let mut in_person = 0;
    for sentence in chain.sentences.iter().filter(|sentence| !sentence.quoted) {
        let annotated = reading.annotated(sentence.block);
        let free: Vec<usize> = sentence
            .tokens
            .clone()
            .filter(|&token| !quotes::hold(&heard.quotes, sentence.block, token))
            .collect();
        let room = free.iter().any(|&token| {
            fellows.contains(&annotated.lemma(token).to_lowercase())
                && annotated
                    .children(token)
                    .any(|word| matches!(annotated.lower(word), "our" | "my"))
        });
        if room {
            return true;
        }
        let own = |token: &usize| matches!(annotated.lower(*token), "we" | "i" | "our" | "us" | "my");
        in_person += usize::from(free.iter().any(own));
    }
    let reported = of_others(chain, utterances)
        .filter(|utterance| {
            let past = |head| reading.annotated(utterance.block).tag(head) == "VBD";
            !utterance.source.speakers.is_empty() && utterance.head.is_some_and(past)
        })
        .count();
    in_person > 0 && in_person >= reported
}
