//! Numbers and days that are others in the report than in the document.

use onrecord_document::{Precision, Span};
use onrecord_extract::Record;
use std::collections::BTreeSet;

use super::sentences::{Pairs, Sentence, span};
use super::{Departure, DepartureKind};
use crate::flags::other_figure;
use crate::passages::Word;

/// A number and what is counted.
struct Number<'words> {
    word: &'words Word,
    value: u64,
    /// Beginnings of the words that follow it closely.
    counted: BTreeSet<String>,
}

/// Words after a number in which stands what is counted.
const REACH: usize = 3;

/// Numbers of what both sentences count, and figures of people, that differ.
pub(super) fn numbers(report: &Record, primary: &Record, pairs: &Pairs) -> Vec<Departure> {
    let mut departures: Vec<Departure> = report
        .tolls
        .iter()
        .filter_map(|toll| Some((toll, other_figure(toll, &primary.tolls)?)))
        .map(|(told, original)| drifted(told.span.clone(), original.span.clone()))
        .collect();
    for (here, there) in pairs.both() {
        let (told, original) = (counted(here, report), counted(there, primary));
        for number in &told {
            let place = span(std::slice::from_ref(number.word), &pairs.letters_here);
            let known = departures
                .iter()
                .any(|departure| departure.report.iter().any(|span| span.overlaps(&place)));
            if known || original.iter().any(|other| other.value == number.value) {
                continue;
            }
            let other = original.iter().find(|other| {
                !other.counted.is_disjoint(&number.counted) && told.iter().all(|own| own.value != other.value)
            });
            if let Some(other) = other {
                let original = span(std::slice::from_ref(other.word), &pairs.letters_there);
                departures.push(drifted(place, original));
            }
        }
    }
    departures
}

fn drifted(told: Span, original: Span) -> Departure {
    Departure {
        kind: DepartureKind::NumberDrifted,
        reason: format!(
            "gives “{}” where the document has “{}”",
            told.exact.trim(),
            original.exact.trim()
        ),
        report: vec![told],
        primary: vec![original],
    }
}

/// The numbers of a sentence that count something; days and years do not.
fn counted<'sentence>(sentence: &'sentence Sentence, record: &Record) -> Vec<Number<'sentence>> {
    let dated = |word: &Word| {
        record
            .dates
            .iter()
            .any(|date| date.span.start <= word.start && word.end <= date.span.end)
    };
    sentence
        .words
        .iter()
        .enumerate()
        .filter(|(_, word)| !dated(word))
        .filter_map(|(at, word)| {
            let counted: BTreeSet<String> = sentence.words[at + 1..]
                .iter()
                .take(REACH)
                .filter(|word| !word.number && !crate::passages::is_function_word(&word.folded))
                .map(|word| word.folded.chars().take(5).collect())
                .collect();
            Some(Number {
                word,
                value: value(&word.folded)?,
                counted,
            })
        })
        .collect()
}

fn value(word: &str) -> Option<u64> {
    const WORDS: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ];
    // "One" is mostly no number.
    if let Some(number) = WORDS
        .iter()
        .position(|other| *other == word)
        .filter(|number| *number != 1)
    {
        return u64::try_from(number).ok();
    }
    if !word.chars().next()?.is_ascii_digit() {
        return None;
    }
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// An expression of a day or of several, with its ends.
type Dated = (Span, (String, String));

/// Days that differ between sentences that tell the same.
pub(super) fn days(report: &Record, primary: &Record, pairs: &Pairs) -> Vec<Departure> {
    let known: BTreeSet<(String, String)> = dated(primary).into_iter().map(|(_, days)| days).collect();
    let within = |record: &Record, sentence: &Sentence| -> Vec<Dated> {
        dated(record)
            .into_iter()
            .filter(|(span, _)| sentence.span.contains(span))
            .collect()
    };
    let mut departures = Vec::new();
    for (here, there) in pairs.both() {
        let original = within(primary, there);
        let first = original.iter().map(|(_, (first, _))| first).min();
        let last = original.iter().map(|(_, (_, last))| last).max();
        let told = within(report, here);
        // Of as many expressions as the document's sentence has, each stands for the one in its place.
        let in_place = told.len() == original.len();
        for (at, (place, days)) in told.into_iter().enumerate() {
            // "On 30 December and 2 January" is within "between 30 December and 6 January".
            let inside = original.len() + usize::from(original.iter().any(|(_, (first, last))| first != last)) > 1
                && first.is_some_and(|first| *first <= days.0)
                && last.is_some_and(|last| days.1 <= *last);
            if known.contains(&days) || inside {
                continue;
            }
            let one_day = days.0 == days.1;
            let beside = original.get(at).filter(|_| in_place);
            let other = beside.or_else(|| {
                original
                    .iter()
                    .find(|(_, (first, last))| (first == last) == one_day)
                    .or(original.first())
            });
            if let Some((span, held)) = other {
                departures.push(Departure {
                    kind: DepartureKind::DateDrifted,
                    reason: format!(
                        "dates it {} (“{}”) where the document has {} (“{}”)",
                        in_words(&days),
                        place.exact.trim(),
                        in_words(held),
                        span.exact.trim()
                    ),
                    report: vec![place],
                    primary: vec![span.clone()],
                });
            }
        }
    }
    departures
}

fn in_words((first, last): &(String, String)) -> String {
    let day = |day: &str| crate::calendar::day_in_words(day).unwrap_or_else(|| day.to_owned());
    if first == last {
        day(first)
    } else {
        format!("{} to {}", day(first), day(last))
    }
}

/// Expressions of days, with the days; months and years are too wide to differ by, and the day that a text itself bears dates nothing in it.
fn dated(record: &Record) -> Vec<Dated> {
    let own = record
        .document
        .published
        .as_ref()
        .map(|published| &published.basis.spans);
    let bears = |span: &Span| own.is_some_and(|spans| spans.iter().any(|day| day.overlaps(span)));
    record
        .dates
        .iter()
        .filter(|date| !bears(&date.span))
        .filter(|date| matches!(date.precision, Some(Precision::Time | Precision::Day | Precision::Days)))
        .filter_map(|date| {
            let day = |day: &Option<String>| Some(day.as_ref()?.get(..10)?.to_owned());
            Some((date.span.clone(), (day(&date.earliest)?, day(&date.latest)?)))
        })
        .collect()
}
