//! Cues that no entry of the catalogue reads: any verb or noun with a subject and a complement, where the learned model is
//! sure that it reports something.

use std::sync::OnceLock;

use onrecord_catalogue::Catalogue;
use onrecord_catalogue::cues::Cue;
use onrecord_language::{Annotated, Pos};

use super::complement;
use super::learned::{Candidate, tells_event};
use super::speakers::source_of;
use super::syntax::{Doer, doer, is_negated, issuer_of_text, modal, verb_group};
use super::utterance::Utterance;
use crate::actors::ActorIndex;
use crate::reading::{Reading, Tokens};
use crate::record::Act;

/// An entry that takes whatever a verb or a noun can take.
fn any() -> &'static Cue {
    static ANY: OnceLock<Cue> = OnceLock::new();
    ANY.get_or_init(|| Cue {
        lemmas: Vec::new(),
        act: "assert".to_owned(),
        takes: [
            "clause",
            "question",
            "infinitive",
            "gerund",
            "object",
            "of",
            "about",
            "on",
            "for",
            "to",
            "against",
            "with",
            "over",
            "in",
        ]
        .map(str::to_owned)
        .to_vec(),
        names: None,
        negated: None,
        accused: None,
        cites: false,
        evaluates: false,
        passive: false,
        attitude: true,
    })
}

/// Reads the verb or noun at `token`, if `accept` takes it. A word that tells an event is none: "Russia fired missiles" is
/// no report of Russia's about missiles.
pub fn read(
    index: &mut ActorIndex,
    reading: &Reading,
    block: usize,
    token: usize,
    earlier: &[Utterance],
    accept: &mut dyn FnMut(&Candidate, usize) -> bool,
) -> Option<Utterance> {
    let annotated = reading.annotated(block);
    let noun = annotated.pos(token) == Pos::Noun;
    if tells_event(annotated, token) || matches!(annotated.dep(token), "amod" | "compound" | "aux" | "auxpass") {
        return None;
    }
    if is_settled(annotated, token, noun) {
        return None;
    }
    let (found, source) = if noun {
        let found = complement::of_noun(annotated, token, any())?;
        (found, issuer_of_text(annotated, token)?)
    } else {
        let found = complement::of_verb(annotated, token, any())?;
        match doer(annotated, token) {
            Doer::Noun(source) | Doer::Text(source) => (found, source),
            Doer::None => return None,
        }
    };
    // "recalled its ambassador", "ordered a coffee": an entry that knows the verb wants more than an object.
    let known = Catalogue::shipped()
        .cues
        .verb(&annotated.lemma(token).to_lowercase())
        .next()
        .is_some();
    let piece = found.pieces.first()?.clone();
    if found
        .pieces
        .iter()
        .any(|piece| piece.contains(&source) || piece.contains(&token))
    {
        return None;
    }
    let rule = match (noun, found.kind) {
        (true, _) => "statement.learned-noun",
        (_, "clause") => "statement.learned-clause",
        (_, "question") => "statement.learned-question",
        (_, "infinitive") => "statement.learned-infinitive",
        (_, "gerund") => "statement.learned-gerund",
        (_, "object") => "statement.learned-object",
        _ => "statement.learned-prepositional",
    };
    let candidate = Candidate {
        annotated,
        head: token,
        kind: rule.trim_start_matches("statement.learned-"),
        content_head: found.head,
        content: piece,
        source: Some(source),
        known: known && !noun && matches!(found.kind, "object" | "prepositional"),
        entry: None,
    };
    if !accept(&candidate, block) {
        return None;
    }
    let content = found
        .pieces
        .iter()
        .map(|piece| Tokens::new(block, piece.clone()))
        .collect();
    let mut utterance = Utterance::new(block, content, Act::Assert, rule);
    let mut cue = if noun {
        token..token + 1
    } else {
        verb_group(annotated, token)
    };
    if let Some(end) = found.cue_to {
        cue.end = cue.end.max(end);
    }
    utterance.head = Some(token);
    utterance.cue = Some(cue);
    utterance.source = source_of(index, reading, block, source, Some(token), earlier);
    utterance.content_head = Some(found.head);
    (!utterance.source.tokens.is_empty()).then_some(utterance)
}

/// Whether the catalogue has decided about a word: a known verb that is negated or under a modal says nothing, verbs of
/// refusing and carrying leave it to what they govern, and a known noun has its own entry.
fn is_settled(annotated: &Annotated, token: usize, noun: bool) -> bool {
    let cues = &Catalogue::shipped().cues;
    let lemma = annotated.lemma(token).to_lowercase();
    if noun {
        return cues.noun(&lemma).next().is_some();
    }
    let known = cues.verb(&lemma).next().is_some();
    let governor = annotated.head(token);
    let held_back = is_negated(annotated, token)
        || modal(annotated, token).is_some()
        || (annotated.dep(token) == "xcomp" && is_negated(annotated, governor));
    cues.refusing.contains(&lemma) || cues.carrying.contains(&lemma) || (known && held_back)
}

/// The candidate that an entry's utterance is, for the model to judge.
pub fn candidate_of<'a>(reading: &'a Reading, utterance: &'a Utterance) -> Option<Candidate<'a>> {
    let annotated = reading.annotated(utterance.block);
    let head = utterance.head?;
    let kind = utterance.rule.rsplit(['-', '.']).next().unwrap_or_default();
    let source = utterance
        .source
        .tokens
        .first()
        .filter(|tokens| tokens.block == utterance.block)
        .map(|tokens| crate::actors::head_of(annotated, tokens.range()));
    Some(Candidate {
        annotated,
        head,
        kind: if kind == "preposition" { "prepositional" } else { kind },
        content_head: utterance.content_head.unwrap_or(head),
        content: utterance
            .content
            .first()
            .filter(|piece| piece.block == utterance.block)?
            .range(),
        source,
        known: false,
        entry: Some(utterance.act),
    })
}
