//! Date expressions of a document, each resolved to an interval of days with the rule that resolved it.
//!
//! The way: tokens to [`words`], words to [`meaning`] by the [`grammar`], meanings to intervals by the [`calendar`],
//! neighbours by the [`sequence`]. All of that is pure; only this file, [`times`] and [`tense`] read annotations. The one anchor is
//! the day of publication that the document tells. A document that tells none leaves its "Wednesday" unresolved.

mod calendar;
mod grammar;
mod meaning;
mod sequence;
mod tense;
mod times;
pub(crate) mod words;

use jiff::civil;
use onrecord_document::{Basis, Precision, Published, Span};
use onrecord_language::{Annotated, Pos};

use crate::reading::{Reading, Tokens};
use crate::record::{Date, TimeExpression};
pub use calendar::{Anchor, Anchors, Direction, Interval};
pub use meaning::Nature;
pub use sequence::{Mark, Resolved, read, resolve_phrase as resolve, words_of_text};
pub use words::{MONTHS, Word};

/// One date expression and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateAt {
    /// The words; a preposition is one of them only where it opens or closes the interval (since, until, by, before,
    /// after, from … to, between … and).
    pub tokens: Tokens,
    /// The interval; both ends absent where nothing anchors the words.
    pub date: Date,
}

/// Every expression that dates something in a document, in the order of the text.
pub fn find(reading: &Reading) -> Vec<DateAt> {
    read_all(reading).0
}

/// What [`find`] tells, and every expression of a time as TIMEX3 marks them, both in the order of the text.
pub fn read_all(reading: &Reading) -> (Vec<DateAt>, Vec<TimeExpression>) {
    let published = reading.document.published.as_ref();
    let anchor = published.and_then(day_of_publication);
    let mut found: Vec<DateAt> = Vec::new();
    let mut times: Vec<TimeExpression> = times::of_dateline(reading, anchor);
    let mut previous: Option<((civil::Date, civil::Date), Span)> = None;
    for (block, read) in reading.blocks.iter().enumerate() {
        let annotated = &read.annotated;
        let words = words_of(annotated);
        let places = times::places(annotated, &words);
        let direction = |range: &std::ops::Range<usize>| tense::direction(annotated, tokens_of(&words, range));
        let before = previous.as_ref().map(|(interval, _)| *interval);
        let mut spans: Vec<Span> = Vec::new();
        for resolved in sequence::read(&words, anchor, before, &direction) {
            let tokens = Tokens::new(block, tokens_of(&words, &resolved.words));
            let span = reading.span(&tokens);
            let mut rests_on: Vec<Span> = Vec::new();
            match resolved.interval.anchor {
                Anchor::None => {}
                Anchor::Published => {
                    rests_on.extend(published.iter().flat_map(|published| published.basis.spans.clone()))
                }
                Anchor::List => rests_on.extend(
                    resolved
                        .year_from
                        .as_ref()
                        .map(|range| reading.span(&Tokens::new(block, tokens_of(&words, range)))),
                ),
                Anchor::Previous => {
                    let here = resolved.previous.and_then(|position| spans.get(position).cloned());
                    rests_on.extend(here.or_else(|| previous.as_ref().map(|(_, span)| span.clone())));
                }
            }
            spans.push(span.clone());
            for mark in &resolved.marks {
                let (start, end) = (places[mark.words.start].0, places[mark.words.end - 1].1);
                let words = reading.span_of_code_points(read.block.start + start, read.block.start + end);
                times.push(times::recorded(mark, words, &rests_on));
            }
            if !resolved.is_dated {
                continue;
            }
            if let (Some(first), Some(last)) = (resolved.interval.earliest, resolved.interval.latest) {
                previous = Some(((first, last), span.clone()));
            }
            let basis = [span].into_iter().chain(rests_on).collect();
            found.push(DateAt {
                tokens,
                date: recorded(resolved.interval, basis),
            });
        }
    }
    (found, times)
}

/// The day that a document says it was published on, where it tells one.
pub fn day_of_publication(published: &Published) -> Option<civil::Date> {
    matches!(published.precision, Precision::Day | Precision::Time)
        .then(|| published.value.get(..10))
        .flatten()
        .and_then(|day| day.parse().ok())
}

fn recorded(interval: Interval, spans: Vec<Span>) -> Date {
    Date {
        earliest: interval.earliest.map(|day| day.to_string()),
        latest: interval.latest.map(|day| day.to_string()),
        precision: interval.precision,
        value: interval.value,
        basis: Basis {
            rule: interval.rule,
            spans,
        },
    }
}

fn words_of(annotated: &Annotated) -> Vec<Word<'_>> {
    (0..annotated.len())
        .filter(|&token| !annotated.is_space(token))
        .flat_map(|token| {
            let in_name = annotated.entity_label(token) == Some("PERSON");
            Word {
                text: annotated.token(token),
                tag: annotated.tag(token),
                in_name,
                token,
            }
            .pieces()
        })
        .collect()
}

fn tokens_of(words: &[Word], range: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    words[range.start].token..words[range.end - 1].token + 1
}

/// The dates that tell when something at `token` of `block` was: those that hang on it with no other clause between,
/// else those that hang on the verb that it belongs to, else those of the verb that this one is joined to.
pub fn dates_of<'d>(reading: &Reading, dates: &'d [DateAt], block: usize, token: usize) -> Vec<&'d DateAt> {
    let annotated = reading.annotated(block);
    let here: Vec<(usize, &DateAt)> = dates
        .iter()
        .filter(|date| date.tokens.block == block)
        .map(|date| (head_of(annotated, &date.tokens), date))
        .collect();
    let mut at = token;
    for _ in 0..6 {
        let found: Vec<&DateAt> = here
            .iter()
            .filter(|(head, _)| hangs_on(annotated, *head, at))
            .map(|(_, date)| *date)
            .collect();
        let head = annotated.head(at);
        if !found.is_empty() || head == at {
            return found;
        }
        let is_clause = matches!(annotated.pos(at), Pos::Verb | Pos::Aux);
        if is_clause && !matches!(annotated.dep(at), "conj" | "advcl" | "xcomp" | "relcl" | "acl") {
            return Vec::new();
        }
        at = head;
    }
    Vec::new()
}

/// The token of a range that hangs on something outside of it.
fn head_of(annotated: &Annotated, tokens: &Tokens) -> usize {
    let outside = |&token: &usize| !tokens.range().contains(&annotated.head(token)) || annotated.head(token) == token;
    tokens.range().find(outside).unwrap_or(tokens.start)
}

fn hangs_on(annotated: &Annotated, head: usize, on: usize) -> bool {
    for ancestor in annotated.ancestors(head) {
        if ancestor == on {
            return true;
        }
        if matches!(annotated.pos(ancestor), Pos::Verb | Pos::Aux) {
            return false;
        }
    }
    false
}
