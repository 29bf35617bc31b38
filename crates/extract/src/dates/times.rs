//! Expressions of time as the record carries them: the words that TIMEX3 marks, with its type and value.

use jiff::civil;
use onrecord_document::{Basis, Span};
use onrecord_language::Annotated;

use super::calendar::{Direction, Interval};
use super::meaning::Nature;
use super::sequence::{self, Mark, words_of_text};
use super::words::Word;
use crate::reading::Reading;
use crate::record::{TimeExpression, TimeKind};

/// Where each word begins and ends, in code points of its block.
pub(super) fn places(annotated: &Annotated, words: &[Word]) -> Vec<(u32, u32)> {
    let mut places: Vec<(u32, u32)> = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        let goes_on = at > 0 && words[at - 1].token == word.token;
        let start = match places.last() {
            Some(&(_, end)) if goes_on => end,
            _ => annotated.start(word.token),
        };
        places.push((start, start + word.text.chars().count() as u32));
    }
    places
}

/// The entry of a marked expression.
pub(super) fn recorded(mark: &Mark, span: Span, rests_on: &[Span]) -> TimeExpression {
    let Interval {
        earliest,
        latest,
        precision,
        value,
        rule,
        ..
    } = mark.interval.clone();
    let placed = earliest.is_some() || latest.is_some();
    TimeExpression {
        kind: match mark.nature {
            Nature::Date => TimeKind::Date,
            Nature::Time => TimeKind::Time,
            Nature::Duration => TimeKind::Duration,
            Nature::Set => TimeKind::Set,
        },
        value,
        earliest: earliest.map(|day| day.to_string()),
        latest: latest.map(|day| day.to_string()),
        precision: placed.then_some(precision),
        basis: Basis {
            rule,
            spans: [span.clone()].into_iter().chain(rests_on.iter().cloned()).collect(),
        },
        span,
    }
}

/// The times before the first sentence ("SEOUL, March 3 (Yonhap)"): they are no words of any sentence.
pub(super) fn of_dateline(reading: &Reading, published: Option<civil::Date>) -> Vec<TimeExpression> {
    let Some((start, end)) = reading.dateline else {
        return Vec::new();
    };
    let text = reading.span_of_code_points(start, end).exact;
    let words = words_of_text(&text);
    let code_points = |byte: usize| start + text[..byte].chars().count() as u32;
    sequence::read(&words, published, None, &|_| Direction::Past)
        .iter()
        .flat_map(|resolved| &resolved.marks)
        .map(|mark| {
            let last = &words[mark.words.end - 1];
            let (first, past) = (words[mark.words.start].token, last.token + last.text.len());
            let span = reading.span_of_code_points(code_points(first), code_points(past));
            recorded(mark, span, &[])
        })
        .collect()
}
