//! What the learned reading may change in what the rules read: it drops what is no report, adds what no entry of the
//! catalogue knows, and sets where cue, source and content begin and end.

use std::ops::Range;

use onrecord_catalogue::Catalogue;
use onrecord_language::{Annotated, Pos};

use super::speakers::source_of;
use super::syntax::{is_negated, modal};
use super::utterance::Utterance;
use super::{acts, silence};
use crate::actors::{ActorIndex, head_of};
use crate::attribution::words::Words;
use crate::attribution::{Attribution, Given, HOPELESS_BELOW, Model, heads, logistic};
use crate::reading::{Reading, Tokens};
use crate::record::Act;

/// Surer than this, a candidate that no entry of the catalogue reads is a statement.
const TAKEN_ABOVE: f32 = 0.40;
/// The same for a verb that the catalogue knows and whose entries do not fit.
const KNOWN_TAKEN_ABOVE: f32 = 0.60;
/// Less sure than this, what an entry reads is none.
const DROPPED_BELOW: f32 = 0.35;
/// The same for accusations, confirmations, demands and threats.
const WEIGHTY_DROPPED_BELOW: f32 = 0.05;
/// The same for what somebody by name or by office is said to say.
const NAMED_DROPPED_BELOW: f32 = 0.02;

/// What a reader makes of a possible cue.
pub struct Judged {
    /// How likely it is to be one, from 0 to 1.
    pub probability: f32,
    /// Its words, where it is likely enough to matter.
    pub attribution: Option<Attribution>,
}

/// Judges by the model that the crate carries.
pub fn judge(words: &Words, token: usize, given: Option<&Given>) -> Judged {
    let silent = Judged {
        probability: 0.0,
        attribution: None,
    };
    if !heads::may_head(words, token) {
        return silent;
    }
    let model = Model::shipped();
    let sum = model.heads_cue(words, token, given);
    let hopeless = sum < HOPELESS_BELOW;
    if hopeless && !given.is_some_and(|given| given.entry) {
        return silent;
    }
    match model.read(words, token, given, sum) {
        Some((probability, attribution)) => Judged {
            // Of what the first look holds for hopeless the second has learned nothing.
            probability: if hopeless { logistic(sum) } else { probability },
            attribution: Some(attribution),
        },
        None => Judged {
            probability: logistic(sum.min(HOPELESS_BELOW)),
            ..silent
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

/// Whether what an entry reads stays. Denials and their like always do; other acts that a record is kept for, nouns of
/// saying, passives that leave out who speaks, and what somebody by name or office says do unless the model sees other
/// words as said; of the rest the model decides.
pub fn keeps(reading: &Reading, utterance: &Utterance, judged: &Judged, earlier: &[Utterance]) -> bool {
    let disputed = judged.attribution.as_ref().is_some_and(|read| !agree(utterance, read));
    let against = matches!(
        utterance.act,
        Act::Deny | Act::Reject | Act::DisputeEvidence | Act::Retract | Act::DeclineComment | Act::Condemn
    );
    let named = names_its_source(reading, utterance);
    // "what he called “a betrayal”": the word in quotation marks is his.
    let quoted = utterance.rule == "statement.verb-predicate"
        && utterance.content.iter().any(|piece| {
            let annotated = reading.annotated(piece.block);
            piece
                .range()
                .any(|token| matches!(annotated.token(token), "“" | "\"" | "‘" | "«" | "''" | "``"))
        });
    let kept_for = (weighs_in(utterance.act) && judged.probability >= WEIGHTY_DROPPED_BELOW)
        || quoted
        || utterance.rule == "statement.noun"
        || utterance.source.tokens.is_empty()
        || (named && is_reported(reading, utterance, earlier));
    let least = if utterance.rule == "statement.verb-clause" && named && !disputed {
        NAMED_DROPPED_BELOW
    } else {
        DROPPED_BELOW
    };
    against || (kept_for && !disputed) || judged.probability >= least
}

/// Whether model and entry see some word alike as said.
fn agree(utterance: &Utterance, attribution: &Attribution) -> bool {
    let mut said = attribution.content.iter().cloned().flatten();
    said.any(|token| utterance.says(utterance.block, token))
}

/// Whether a cue heads the clause that another cue reports: "said that Oman had warned …".
fn is_reported(reading: &Reading, utterance: &Utterance, earlier: &[Utterance]) -> bool {
    let annotated = reading.annotated(utterance.block);
    utterance.head.is_some_and(|head| {
        annotated.dep(head) == "ccomp"
            && (annotated.head(head) > head
                || earlier
                    .iter()
                    .any(|outer| outer.block == utterance.block && outer.head == Some(annotated.head(head))))
    })
}

/// Acts that a record is kept for.
fn weighs_in(act: Act) -> bool {
    !matches!(
        act,
        Act::Assert | Act::Promise | Act::Announce | Act::Praise | Act::Question | Act::Warn | Act::Appeal
    )
}

/// Whether somebody by name or by office is said to say, tell or find that something is so: it goes on record.
fn names_its_source(reading: &Reading, utterance: &Utterance) -> bool {
    let annotated = reading.annotated(utterance.block);
    let source = utterance
        .source
        .tokens
        .first()
        .filter(|tokens| tokens.block == utterance.block)
        .map(|tokens| head_of(annotated, tokens.range()));
    matches!(utterance.rule, "statement.verb-clause" | "statement.verb-infinitive")
        && source.is_some_and(|source| matches!(annotated.pos(source), Pos::Noun | Pos::Propn))
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
    let elsewhere = utterance.content.iter().any(|piece| piece.block != block);
    // A source that takes in what the rules hold for said has run too far.
    let swallowed = attribution.source.as_ref().is_some_and(|source| {
        utterance
            .content
            .iter()
            .any(|piece| source.start <= piece.start && piece.end <= source.end)
    });
    // What a noun takes is few things, whom somebody cites is told by its own rule: the entry knows them.
    let particular = matches!(utterance.rule, "statement.noun" | "statement.verb-cites");
    if elsewhere || swallowed || particular || !agree(utterance, attribution) {
        return;
    }
    utterance.settled = true;
    utterance.content = content_of(block, attribution);
    if utterance.content_head.is_none_or(|head| !utterance.says(block, head)) {
        utterance.content_head = content_head(annotated, attribution);
    }
    // "was quoted as saying": a cue of several verbs is read by a rule of its own.
    let verbs = |range: &Range<usize>| range.clone().filter(|&token| annotated.pos(token) == Pos::Verb).count();
    if utterance
        .cue
        .as_ref()
        .is_none_or(|cue| verbs(cue) <= verbs(&attribution.cue))
    {
        utterance.cue = Some(attribution.cue.clone());
    }
    let Some(source) = &attribution.source else { return };
    let same = match utterance.source.tokens.as_slice() {
        [own] => own.block == block && source.contains(&head_of(annotated, own.range())),
        // Speakers who are named apart ("along with …") stay together.
        [_, ..] => return,
        [] => false,
    };
    // "an official who stated …": the rules know whom the pronoun stands for.
    let relative = source.clone().all(|token| matches!(annotated.tag(token), "WP" | "WDT"));
    if !same && (!relative || utterance.source.speakers.is_empty()) {
        let head = nominal_head(annotated, source);
        // "France and 14 other states signed a declaration condemning …": who signed it speaks, not the paper.
        let text = Catalogue::shipped()
            .phrases
            .texts
            .nouns
            .contains(&annotated.lemma(head).to_lowercase());
        if text && !utterance.source.speakers.is_empty() {
            return;
        }
        utterance.source = source_of(index, reading, block, head, Some(attribution.head), earlier);
    }
    utterance.source.tokens = vec![Tokens::new(block, source.clone())];
}

fn content_of(block: usize, attribution: &Attribution) -> Vec<Tokens> {
    attribution
        .content
        .iter()
        .map(|piece| Tokens::new(block, piece.clone()))
        .collect()
}

fn content_head(annotated: &Annotated, attribution: &Attribution) -> Option<usize> {
    let first = attribution.content.first()?;
    Some(head_of(annotated, first.clone()))
}

/// The noun or pronoun that a source is about: the highest in the tree, the first where several stand as high.
fn nominal_head(annotated: &Annotated, source: &Range<usize>) -> usize {
    source
        .clone()
        .filter(|&token| matches!(annotated.pos(token), Pos::Noun | Pos::Propn | Pos::Pron))
        .min_by_key(|&token| (annotated.ancestors(token).count(), token))
        .unwrap_or_else(|| head_of(annotated, source.clone()))
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
    if tells_event(annotated, head)
        || asks_for_anonymity(annotated, attribution)
        || is_settled(annotated, attribution, judged.probability)
    {
        return None;
    }
    let dated =
        |token: usize| matches!(annotated.entity_label(token), Some("DATE" | "TIME")) || annotated.is_punct(token);
    if attribution.content.iter().cloned().flatten().all(dated) {
        return None;
    }
    let rule = match annotated.pos(head) {
        Pos::Verb | Pos::Aux => "statement.learned-verb",
        Pos::Noun | Pos::Propn => "statement.learned-noun",
        _ => "statement.learned-word",
    };
    let mut utterance = Utterance::new(
        block,
        content_of(block, attribution),
        act_of(annotated, attribution),
        rule,
    );
    utterance.head = Some(head);
    utterance.settled = true;
    utterance.unsaid = known_verb(annotated, head) && is_held_back(annotated, head);
    utterance.cue = Some(attribution.cue.clone());
    utterance.content_head = content_head(annotated, attribution);
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

/// "who asked not to be named": what is said of an unnamed source, not by one.
fn asks_for_anonymity(annotated: &Annotated, attribution: &Attribution) -> bool {
    let end = attribution
        .content
        .last()
        .map_or(attribution.cue.end, |piece| piece.end);
    let words: Vec<&str> = (attribution.cue.start..end)
        .map(|token| annotated.lower(token))
        .collect();
    let words = words.join(" ");
    let phrases = &Catalogue::shipped().phrases.unnamed.phrases;
    phrases.iter().any(|phrase| words.starts_with(phrase.as_str()))
}

/// Whether the catalogue has decided about a word that no rule read: a known noun has its own entry; verbs of refusing leave
/// it to what they govern; of a known verb that is negated, under a modal or without a speaker the model must be surer.
fn is_settled(annotated: &Annotated, attribution: &Attribution, probability: f32) -> bool {
    let cues = &Catalogue::shipped().cues;
    let head = attribution.head;
    let lemma = annotated.lemma(head).to_lowercase();
    if annotated.pos(head) == Pos::Noun {
        return cues.noun(&lemma).next().is_some();
    }
    if cues.refusing.contains(&lemma) || cues.carrying.contains(&lemma) && attribution.cue.len() == 1 {
        return true;
    }
    if !known_verb(annotated, head) {
        return false;
    }
    if silence::paired_with(annotated, head).is_some() {
        return true;
    }
    // "recalled its ambassador": the entry says which objects are words, and this is none.
    let particular = cues.verb(&lemma).all(|cue| cue.names.is_some() || !cue.takes("object"))
        && attribution.content.iter().cloned().flatten().all(|token| {
            annotated.head(token) != head || matches!(annotated.dep(token), "dobj" | "nsubjpass" | "punct")
        });
    if particular && probability < KNOWN_TAKEN_ABOVE {
        return true;
    }
    // "Asked whether …, the minister said": who asks is of no matter.
    let without_speaker = attribution.source.is_none();
    if without_speaker && cues.verb(&lemma).any(|cue| cue.act == "question") {
        return true;
    }
    (without_speaker || is_held_back(annotated, head)) && probability < KNOWN_TAKEN_ABOVE
}

fn known_verb(annotated: &Annotated, head: usize) -> bool {
    let lemma = annotated.lemma(head).to_lowercase();
    Catalogue::shipped().cues.verb(&lemma).next().is_some()
}

/// Whether a verb is negated, under a modal or a condition: what it reports was not said, or not yet.
fn is_held_back(annotated: &Annotated, head: usize) -> bool {
    let governor = annotated.head(head);
    let conditional = annotated.children(head).any(|word| {
        (annotated.dep(word) == "mark" && matches!(annotated.lower(word), "if" | "unless" | "whether"))
            || (annotated.dep(word) == "nsubj" && matches!(annotated.lower(word), "nobody" | "none"))
    });
    conditional
        || is_negated(annotated, head)
        || modal(annotated, head).is_some()
        || (annotated.dep(head) == "xcomp" && is_negated(annotated, governor))
}

/// Drops what only the model reads where the rules read a cue within its cue: "was quoted as saying" is one report.
pub fn drop_doubled(utterances: &mut Vec<Utterance>) {
    let ruled: Vec<(usize, usize)> = utterances
        .iter()
        .filter(|utterance| !utterance.rule.starts_with("statement.learned"))
        .filter_map(|utterance| Some((utterance.block, utterance.head?)))
        .collect();
    utterances.retain(|utterance| {
        let within = |&(block, head): &(usize, usize)| {
            block == utterance.block && utterance.cue.as_ref().is_some_and(|cue| cue.contains(&head))
        };
        !utterance.rule.starts_with("statement.learned") || !ruled.iter().any(within)
    });
}

/// What the words of a cue do by the catalogue: "issued a statement condemning" condemns.
fn act_of(annotated: &Annotated, attribution: &Attribution) -> Act {
    let cues = &Catalogue::shipped().cues;
    attribution
        .cue
        .clone()
        .filter(|&token| token != attribution.head && !is_negated(annotated, token))
        .filter_map(|token| {
            let lemma = annotated.lemma(token).to_lowercase();
            let entry = match annotated.pos(token) {
                Pos::Verb => cues.verb(&lemma).next(),
                Pos::Noun => cues.noun(&lemma).next(),
                _ => None,
            };
            entry.and_then(|entry| acts::act_named(&entry.act))
        })
        .find(|&act| act != Act::Assert)
        .unwrap_or(Act::Assert)
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
