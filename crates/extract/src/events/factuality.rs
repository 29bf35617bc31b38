//! How certain each event is held to be: by the document's own voice, and by each statement that tells it, within its words.

use std::ops::Range;

use onrecord_document::Span;

use super::FoundEvent;
use crate::factuality::{Certainty, Factuality, Held, Scale, Scope, by_rule, score};
use crate::reading::Reading;
use crate::record::{Act, Event, Modality, Statement};

/// Sets the factuality of an event whose `said_in` is settled.
pub(super) fn hold(reading: &Reading, found: &mut FoundEvent, statements: &[Statement]) {
    let told: Vec<&Statement> = found
        .event
        .said_in
        .iter()
        .filter_map(|id| statements.iter().find(|statement| statement.id == *id))
        .collect();
    let speakers: Vec<Held> = told
        .iter()
        .filter(|statement| !statement.narrator)
        .filter_map(|statement| {
            Some(Held {
                statement: statement.id.clone(),
                certainty: of_speaker(reading, &found.event, statement)?,
            })
        })
        .collect();
    let own = told.iter().find(|statement| statement.narrator);
    let narrator = match own {
        None if !speakers.is_empty() => Certainty::ATTRIBUTED,
        _ => of_narrator(reading, &found.event, own.copied()),
    };
    found.event.factuality = Some(Factuality { narrator, speakers });
}

/// What the document commits itself to where it tells the event in its own voice.
fn of_narrator(reading: &Reading, event: &Event, own: Option<&Statement>) -> Certainty {
    let words = own
        .and_then(|statement| words_within(event, statement))
        .map_or(&event.trigger, |(words, _)| words);
    let Some((block, token)) = head_of(reading, words) else {
        return Certainty::of(0.0);
    };
    let annotated = reading.annotated(block);
    // "allegedly", "is accused of": words that pass on a claim of nobody in particular.
    if event.modality == Modality::Alleged {
        return Certainty::ATTRIBUTED;
    }
    let certain = score(&Scope::sentence(annotated, token), token, Scale::News);
    Certainty::of(agreed(certain, Some(event.modality)))
}

/// What a statement commits its speakers to.
fn of_speaker(reading: &Reading, event: &Event, statement: &Statement) -> Option<Certainty> {
    let (words, content) = words_within(event, statement)?;
    let (block, token) = head_of(reading, words)?;
    let content = tokens_of(reading, content)?;
    let within = match statement.act {
        // Nothing is held to be so by who asks, keeps silent or only disputes what others have shown.
        Act::Question | Act::DeclineComment | Act::DisputeEvidence | Act::Retract => return Some(Certainty::of(0.0)),
        // What is demanded or promised is in the cue itself.
        Act::Demand | Act::Appeal | Act::Promise | Act::Threaten | Act::Warn => {
            with_cue(reading, block, content, statement)
        }
        _ => content,
    };
    let scope = Scope::words(reading.annotated(block), token, &within);
    let certain = agreed(score(&scope, token, Scale::News), by_rule(&scope, token));
    Some(Certainty::of(match statement.act {
        // "denied that it shipped them" and "said it had not shipped them" are one denial: a denial of words turns them round, one in
        // them stands.
        Act::Deny | Act::Reject => -certain.abs(),
        _ => certain,
    }))
}

/// What people judge of plainly negated words, in the middle (UW, train).
const PLAINLY_NEGATED: f32 = -1.8;
/// A score above it is no denial: the first above [`crate::factuality::Degree::Counterfact`].
const STILL_DENIED: f32 = -1.5;
/// The most that a thing still open is scored with: the last below [`crate::factuality::Degree::Certain`].
const STILL_OPEN: f32 = 2.4;

/// The modality is the rule, and the score tells how far. Where the model is less sure of what the rules hold to be denied, the score is that
/// of plainly negated words; what they hold to be possible, to come or conditional is not scored as certain.
fn agreed(score: f32, modality: Option<Modality>) -> f32 {
    match modality {
        Some(Modality::Denied) if score > STILL_DENIED => PLAINLY_NEGATED,
        Some(Modality::Possible | Modality::Future | Modality::Hypothetical) => score.min(STILL_OPEN),
        _ => score,
    }
}

/// The words of an event that stand in a statement, and the piece of its content they stand in.
fn words_within<'e>(event: &'e Event, statement: &'e Statement) -> Option<(&'e Span, &'e Span)> {
    std::iter::once(&event.trigger)
        .chain(&event.mentions)
        .find_map(|words| {
            let holding = statement
                .content
                .iter()
                .find(|content| content.start <= words.start && words.end <= content.end)?;
            Some((words, holding))
        })
}

fn with_cue(reading: &Reading, block: usize, content: Range<usize>, statement: &Statement) -> Range<usize> {
    let cue = statement
        .cue
        .as_ref()
        .filter(|cue| reading.token_at(cue.start).is_some_and(|(of_cue, _)| of_cue == block));
    match cue.and_then(|cue| tokens_of(reading, cue)) {
        Some(cue) => cue.start.min(content.start)..cue.end.max(content.end),
        None => content,
    }
}

/// The block and the token of some words whose head lies outside them.
fn head_of(reading: &Reading, words: &Span) -> Option<(usize, usize)> {
    let (block, first) = reading.token_at(words.start)?;
    let tokens = tokens_of(reading, words)?;
    let annotated = reading.annotated(block);
    let head = tokens
        .clone()
        .find(|&token| annotated.head(token) == token || !tokens.contains(&annotated.head(token)))
        .unwrap_or(first);
    Some((block, head))
}

/// The tokens of a span, in the block where it begins.
fn tokens_of(reading: &Reading, span: &Span) -> Option<Range<usize>> {
    let (block, first) = reading.token_at(span.start)?;
    let (annotated, start) = (reading.annotated(block), reading.blocks[block].block.start);
    let end = (first..annotated.len())
        .find(|&token| start + annotated.start(token) >= span.end)
        .unwrap_or(annotated.len());
    (first < end).then_some(first..end)
}
