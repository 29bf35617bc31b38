//! What the learned reading may change in what the rules read: it drops what is no report, adds what no entry of the
//! catalogue knows, and sets where cue, source and content begin and end.

use onrecord_catalogue::Catalogue;
use onrecord_language::{Annotated, Pos};

use super::speakers::source_of;
use super::utterance::Utterance;
use crate::actors::{ActorIndex, head_of};
use crate::attribution::words::Words;
use crate::attribution::{Attribution, Given, HOPELESS_BELOW, Model, heads, logistic};
use crate::reading::{Reading, Tokens};
use crate::record::Act;

/// Surer than this, a candidate that no entry of the catalogue reads is a statement.
const TAKEN_ABOVE: f32 = 0.50;
/// Less sure than this, what an entry reads is none.
const DROPPED_BELOW: f32 = 0.35;
/// The same for what somebody by name is said to say, think or find.
const NAMED_DROPPED_BELOW: f32 = 0.10;
/// The same for the acts that a record is kept for.
const WEIGHTY_DROPPED_BELOW: f32 = 0.05;

/// What a reader makes of a possible cue.
pub struct Judged {
    /// How likely it is to be one, from 0 to 1.
    pub probability: f32,
    /// Its words, where it is likely enough to matter.
    pub attribution: Option<Attribution>,
}

/// Judges by the model that the crate carries.
pub fn judge(words: &Words, token: usize, given: Option<&Given>) -> Judged {
    if !heads::may_head(words, token) {
        return Judged {
            probability: 0.0,
            attribution: None,
        };
    }
    let model = Model::shipped();
    let sum = model.heads_cue(words, token, given);
    let wanted = sum >= HOPELESS_BELOW || given.is_some_and(|given| given.entry);
    match wanted.then(|| model.read(words, token, given, sum)).flatten() {
        Some((probability, attribution)) => Judged {
            // Of what the first look holds for hopeless the second has learned nothing.
            probability: if sum < HOPELESS_BELOW {
                logistic(sum)
            } else {
                probability
            },
            attribution: Some(attribution),
        },
        None => Judged {
            probability: logistic(sum.min(HOPELESS_BELOW)),
            attribution: None,
        },
    }
}

/// What the rules read as a proposal to the model.
pub fn given_of(utterance: &Utterance) -> Given {
    let here = |tokens: &Tokens| tokens.block == utterance.block;
    let mut given = Given::new(
        utterance.rule,
        &format!("{:?}", utterance.act),
        utterance.cue.clone().unwrap_or_default(),
        utterance
            .source
            .tokens
            .iter()
            .filter(|tokens| here(tokens))
            .map(Tokens::range)
            .collect(),
        utterance
            .content
            .iter()
            .filter(|tokens| here(tokens))
            .map(Tokens::range)
            .collect(),
    );
    given.entry = true;
    given
}

/// Whether what an entry reads stays: the more a record needs it, the surer the model must be against it.
pub fn keeps(reading: &Reading, utterance: &Utterance, judged: &Judged) -> bool {
    let least = if weighs_in(utterance.act) {
        WEIGHTY_DROPPED_BELOW
    } else if names_its_source(reading, utterance) {
        NAMED_DROPPED_BELOW
    } else {
        DROPPED_BELOW
    };
    judged.probability >= least
}

/// Acts that a record is kept for: what an entry reads as one of them is never dropped by a guess.
fn weighs_in(act: Act) -> bool {
    !matches!(
        act,
        Act::Assert | Act::Promise | Act::Announce | Act::Praise | Act::Question | Act::Warn | Act::Appeal
    )
}

/// Whether somebody by name is said to say, think or find that something is so: an attitude of theirs goes on record.
fn names_its_source(reading: &Reading, utterance: &Utterance) -> bool {
    let annotated = reading.annotated(utterance.block);
    let source = utterance
        .source
        .tokens
        .first()
        .filter(|tokens| tokens.block == utterance.block)
        .map(|tokens| head_of(annotated, tokens.range()));
    utterance.rule == "statement.verb-clause"
        && source.is_some_and(|source| {
            let lemma = annotated.lemma(source).to_lowercase();
            let phrases = &Catalogue::shipped().phrases;
            matches!(annotated.entity_label(source), Some("ORG" | "GPE" | "NORP" | "PERSON"))
                || phrases.organs.nouns.contains(&lemma)
                || phrases.organs.state.contains(&lemma)
        })
}

/// Sets the words of an utterance as the model reads them; where it sees another source, that one speaks.
pub fn adopt(
    index: &mut ActorIndex,
    reading: &Reading,
    utterance: &mut Utterance,
    attribution: &Attribution,
    earlier: &[Utterance],
) {
    let block = utterance.block;
    let annotated = reading.annotated(block);
    if utterance.content.iter().any(|piece| piece.block != block) {
        return;
    }
    utterance.settled = true;
    utterance.content = attribution
        .content
        .iter()
        .map(|piece| Tokens::new(block, piece.clone()))
        .collect();
    if utterance.content_head.is_none_or(|head| !utterance.says(block, head)) {
        utterance.content_head = attribution
            .content
            .first()
            .map(|piece| head_of(annotated, piece.clone()));
    }
    utterance.cue = Some(attribution.cue.clone());
    let Some(source) = &attribution.source else { return };
    let head = head_of(annotated, source.clone());
    let same = match utterance.source.tokens.as_slice() {
        [own] => own.block == block && head_of(annotated, own.range()) == head,
        // Speakers who are named apart ("along with …") stay together.
        [_, ..] => return,
        [] => false,
    };
    if !same {
        utterance.source = source_of(index, reading, block, head, Some(attribution.head), earlier);
    }
    utterance.source.tokens = vec![Tokens::new(block, source.clone())];
}

/// An utterance that only the model reads. A word that tells an event is none: "Russia fired missiles" is no report of
/// Russia's about missiles.
pub fn read(
    index: &mut ActorIndex,
    reading: &Reading,
    block: usize,
    judged: &Judged,
    earlier: &[Utterance],
) -> Option<Utterance> {
    let attribution = judged
        .attribution
        .as_ref()
        .filter(|_| judged.probability >= TAKEN_ABOVE)?;
    let annotated = reading.annotated(block);
    let head = attribution.head;
    if tells_event(annotated, head) {
        return None;
    }
    let content = attribution
        .content
        .iter()
        .map(|piece| Tokens::new(block, piece.clone()))
        .collect();
    let rule = match annotated.pos(head) {
        Pos::Verb | Pos::Aux => "statement.learned-verb",
        Pos::Noun | Pos::Propn => "statement.learned-noun",
        _ => "statement.learned-word",
    };
    let mut utterance = Utterance::new(block, content, Act::Assert, rule);
    utterance.head = Some(head);
    utterance.settled = true;
    utterance.cue = Some(attribution.cue.clone());
    utterance.content_head = attribution
        .content
        .first()
        .map(|piece| head_of(annotated, piece.clone()));
    if let Some(source) = &attribution.source {
        utterance.source = source_of(
            index,
            reading,
            block,
            head_of(annotated, source.clone()),
            Some(head),
            earlier,
        );
        utterance.source.tokens = vec![Tokens::new(block, source.clone())];
    }
    Some(utterance)
}

/// Whether the catalogue knows the word as one that tells an event.
fn tells_event(annotated: &Annotated, head: usize) -> bool {
    let words = &Catalogue::shipped().event_words;
    let lemma = annotated.lemma(head).to_lowercase();
    if annotated.pos(head) == Pos::Noun {
        !words.noun(&lemma).is_empty()
    } else {
        !words.verb(&lemma).is_empty()
    }
}
