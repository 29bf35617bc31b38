//! Utterances made statements: spans, ids, dates, what reference words point at, what to look at twice.

use onrecord_catalogue::{Catalogue, SpeaksBy};

use super::acts;
use super::speakers::is_anonymous;
use super::utterance::Utterance;
use crate::actors::ActorIndex;
use crate::dates::DateAt;
use crate::identity::entry_id;
use crate::reading::{Reading, Tokens};
use crate::record::{Act, Actor, ActorKind, Date, Flag, Statement};

/// The statements of a document, in the order of the text.
pub fn build(reading: &Reading, index: &ActorIndex, utterances: &[Utterance], dates: &[DateAt]) -> Vec<Statement> {
    let ids: Vec<String> = utterances.iter().map(|utterance| id_of(reading, utterance)).collect();
    let mut statements: Vec<Statement> = utterances
        .iter()
        .zip(&ids)
        .map(|(utterance, id)| {
            let cue = utterance
                .cue
                .clone()
                .map(|range| reading.span(&Tokens::new(utterance.block, range)));
            let speakers: Vec<&Actor> = utterance
                .source
                .speakers
                .iter()
                .map(|&speaker| &index.actors[speaker])
                .collect();
            let joint = speakers.len() > 1;
            Statement {
                id: id.clone(),
                speakers: speakers.iter().map(|actor| actor.id.clone()).collect(),
                source: utterance
                    .source
                    .tokens
                    .iter()
                    .map(|tokens| reading.span(tokens))
                    .collect(),
                cue,
                content: utterance.content.iter().map(|piece| reading.span(piece)).collect(),
                form: utterance.form,
                act: utterance.act,
                joint,
                signatory_count: utterance.source.signatories.filter(|_| joint || is_counted(&speakers)),
                anonymous: !utterance.narrator && is_anonymous(index, reading, &utterance.source),
                narrator: utterance.narrator,
                venue: utterance.venue.as_ref().map(|tokens| reading.span(tokens)),
                audience: utterance.audience.as_ref().map(|tokens| reading.span(tokens)),
                date: date_of(reading, utterance, dates),
                nested_in: utterance.nested_in.map(|parent| ids[parent].clone()),
                evidence: utterance.evidence.clone(),
                asserts_breach: utterance.breach.as_ref().map(|tokens| reading.span(tokens)),
                blanket: utterance.blanket,
                unsaid: utterance.unsaid,
                refers_to: refers_to(reading, utterance, utterances, &ids),
                rule: utterance.rule.to_owned(),
                flags: utterance
                    .flags
                    .iter()
                    .cloned()
                    .chain(implausible_signatory(reading, utterance, &speakers))
                    .collect(),
            }
        })
        .collect();
    statements.sort_by_key(|statement| {
        (
            statement
                .cue
                .iter()
                .chain(&statement.content)
                .map(|span| span.start)
                .min(),
            statement.id.clone(),
        )
    });
    statements.dedup_by(|a, b| a.id == b.id);
    statements
}

fn is_counted(speakers: &[&Actor]) -> bool {
    speakers.iter().any(|actor| actor.kind == ActorKind::Group)
}

fn id_of(reading: &Reading, utterance: &Utterance) -> String {
    let mut parts = vec![reading.document.id.clone()];
    if let Some(cue) = &utterance.cue {
        let span = reading.span(&Tokens::new(utterance.block, cue.clone()));
        parts.push(format!("cue {} {}", span.start, span.end));
    }
    for piece in &utterance.content {
        let span = reading.span(piece);
        parts.push(format!("content {} {}", span.start, span.end));
    }
    entry_id("s", &parts.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The date in the cue's own sentence that stands outside what is said and outside the source.
fn date_of(reading: &Reading, utterance: &Utterance, dates: &[DateAt]) -> Option<Date> {
    let head = utterance.head?;
    let annotated = reading.annotated(utterance.block);
    let sentence = annotated.sentence_of(head);
    dates
        .iter()
        .filter(|at| at.tokens.block == utterance.block && sentence.contains(&at.tokens.start))
        .filter(|at| !utterance.says(utterance.block, at.tokens.start))
        // "a day after the panel reported": a length from something else dates nothing by itself.
        .filter(|at| at.date.earliest.is_some() || at.date.latest.is_some() || at.date.value.is_some())
        .filter(|at| {
            // The date hangs on the cue's own clause.
            let top = crate::actors::head_of(annotated, at.tokens.range());
            let mut governor = top;
            for _ in 0..4 {
                governor = annotated.head(governor);
                if governor == head {
                    return true;
                }
                if annotated.dep(head) == "conj" && governor == annotated.head(head) {
                    return true;
                }
                if !matches!(annotated.dep(governor), "prep" | "pobj" | "npadvmod" | "advmod") {
                    break;
                }
            }
            false
        })
        .min_by_key(|at| at.tokens.start.abs_diff(head))
        .map(|at| at.date.clone())
}

/// What "the claims", "it", "these allegations" of a denial point at: what others alleged before it in the document.
fn refers_to(reading: &Reading, utterance: &Utterance, all: &[Utterance], ids: &[String]) -> Vec<String> {
    let answers = matches!(
        utterance.act,
        Act::Deny | Act::Reject | Act::DisputeEvidence | Act::DeclineComment | Act::Retract
    );
    if !answers || !utterance.blanket {
        return Vec::new();
    }
    let place = (utterance.block, utterance.head.unwrap_or(0));
    let points_back = utterance
        .content_head
        .is_some_and(|head| acts::points_back(reading.annotated(utterance.block), head));
    if points_back && utterance.act != Act::Retract {
        // "A strike killed 38 people, doctors said. The group denied carrying it out": what was told just before.
        let last = all
            .iter()
            .zip(ids)
            .filter(|(other, _)| other.block == utterance.block && other.head.is_some_and(|head| head < place.1))
            .filter(|(other, _)| other.source.speakers != utterance.source.speakers && !other.narrator)
            .max_by_key(|(other, _)| other.head);
        if let Some((_, id)) = last {
            return vec![id.clone()];
        }
    }
    let mut found: Vec<String> = all
        .iter()
        .zip(ids)
        .filter(|(other, _)| (other.block, other.head.unwrap_or(0)) < place && !other.narrator)
        .filter(|(other, _)| matches!(other.act, Act::Allege | Act::Condemn | Act::Confirm))
        .filter(|(other, _)| {
            let same = other
                .source
                .speakers
                .iter()
                .any(|speaker| utterance.source.speakers.contains(speaker));
            same == (utterance.act == Act::Retract)
        })
        .map(|(_, id)| id.clone())
        .collect();
    found.dedup();
    found
}

/// A body that speaks by consensus does not sign beside single states: the report may have the signatories wrong.
fn implausible_signatory(reading: &Reading, utterance: &Utterance, speakers: &[&Actor]) -> Option<Flag> {
    let states = speakers.iter().filter(|actor| actor.kind == ActorKind::State).count();
    let body = speakers.iter().find(|actor| {
        actor
            .code
            .as_deref()
            .and_then(|code| Catalogue::shipped().organisation(code))
            .is_some_and(|body| body.speaks_by == Some(SpeaksBy::Consensus))
    })?;
    (states >= 2).then(|| Flag {
        code: "implausible-signatory".to_owned(),
        reason: format!(
            "{} speaks only when its members agree, and does not sign a statement beside single states; the report may have \
             mistaken members of it for the body.",
            body.name
        ),
        spans: utterance.source.tokens.iter().map(|tokens| reading.span(tokens)).collect(),
    })
}
