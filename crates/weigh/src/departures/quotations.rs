//! What a report sets in quotation marks, laid along the document's words: altered, elided, invented.

use onrecord_document::{Document, Span};
use onrecord_extract::{Actor, Record};
use std::collections::BTreeSet;

use super::sentences::span;
use super::{Departure, DepartureKind};
use crate::names::folded;
use crate::passages::{Word, Wording};

/// Words that a quotation has at least to be looked up.
const FEWEST_WORDS: usize = 2;

/// Share of its words that the document has in their order, in per cent, for a quotation to be of it.
const LEAST_FOUND: usize = 60;

/// What comes of all quotations.
#[derive(Default)]
pub(super) struct Quoted {
    pub(super) exact: u32,
    pub(super) of_others: u32,
    pub(super) departures: Vec<Departure>,
}

pub(super) fn compare(report: &Record, primary: &Record, signatories: &BTreeSet<String>) -> Quoted {
    let (here, there) = (
        Wording::of(&report.document).words,
        Wording::of(&primary.document).words,
    );
    let letters_here: Vec<char> = report.document.text.chars().collect();
    let letters_there: Vec<char> = primary.document.text.chars().collect();
    let mut quoted = Quoted::default();
    for (start, end) in quotations(&report.document) {
        let words: Vec<&Word> = here
            .iter()
            .filter(|word| word.start >= start && word.end <= end)
            .collect();
        if words.len() < FEWEST_WORDS {
            continue;
        }
        let place = Span {
            start,
            end,
            exact: letters_here[start as usize..end as usize].iter().collect(),
        };
        let along = Along::of(&words, &there);
        let found = along.pairs.len() * 100 >= words.len() * LEAST_FOUND;
        if !found {
            match said_by_others(report, primary, signatories, &place) {
                Some(false) => quoted.departures.push(Departure {
                    kind: DepartureKind::QuotationInvented,
                    reason: "these words stand nowhere in the document, whose speakers are quoted with them".to_owned(),
                    report: vec![place],
                    primary: Vec::new(),
                }),
                _ => quoted.of_others += 1,
            }
            continue;
        }
        let there_from = along.pairs.first().map_or(0, |pair| pair.1);
        let there_to = along.pairs.last().map_or(0, |pair| pair.1 + 1);
        let original = span(&there[there_from..there_to], &letters_there);
        let left_out = along.left_out(&there, &letters_there);
        let mut changed = along.changed(&words, &there);
        if !changed.is_empty() {
            changed.extend(left_out.iter().map(|span| format!("leaves out “{}”", span.exact)));
            quoted.departures.push(Departure {
                kind: DepartureKind::QuotationAltered,
                reason: changed.join("; "),
                report: vec![place],
                primary: vec![original],
            });
        } else if left_out.is_empty() {
            quoted.exact += 1;
        } else {
            let marked = place.exact.contains('…') || place.exact.contains("...");
            let what = left_out
                .iter()
                .map(|span| format!("“{}”", span.exact))
                .collect::<Vec<_>>()
                .join(" and ");
            quoted.departures.push(Departure {
                kind: DepartureKind::QuotationElided,
                reason: format!(
                    "leaves out {what}, {}",
                    if marked {
                        "and marks that it leaves something out"
                    } else {
                        "without a mark"
                    }
                ),
                report: vec![place],
                primary: left_out,
            });
        }
    }
    quoted
}

/// Ranges of code points inside quotation marks.
fn quotations(document: &Document) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, letter) in document.text.chars().enumerate() {
        match (letter, open) {
            ('“' | '«' | '„', _) | ('"', None) => open = Some(at + 1),
            ('”' | '»' | '"', Some(from)) => {
                found.push((from as u32, at as u32));
                open = None;
            }
            // A quotation that is not closed ends with its paragraph.
            ('\n', Some(_)) => open = None,
            _ => {}
        }
    }
    found
}

/// Whether a quotation is given to others than the document's own speakers; nothing where the report does not tell.
fn said_by_others(report: &Record, primary: &Record, signatories: &BTreeSet<String>, quotation: &Span) -> Option<bool> {
    let actor = |record: &'_ Record, id: &str| record.actors.iter().find(|actor| actor.id == id).cloned();
    let called = |actor: &Actor| -> Vec<String> {
        [
            actor.code.clone(),
            actor.represents.as_ref().map(|code| code.value.clone()),
            Some(folded(&actor.name)),
        ]
        .into_iter()
        .flatten()
        .collect()
    };
    let own: BTreeSet<String> = primary
        .statements
        .iter()
        .flat_map(|statement| &statement.speakers)
        .filter_map(|id| actor(primary, id))
        .flat_map(|actor| called(&actor))
        .chain(signatories.iter().cloned())
        .collect();
    let speakers: Vec<Actor> = report
        .statements
        .iter()
        .filter(|statement| !statement.narrator && statement.content.iter().any(|span| span.overlaps(quotation)))
        .flat_map(|statement| &statement.speakers)
        .filter_map(|id| actor(report, id))
        .collect();
    if speakers.is_empty() {
        return None;
    }
    let of_document = |actor: &Actor| {
        crate::knowledge::is_text(&folded(&actor.name)) || called(actor).iter().any(|name| own.contains(name))
    };
    Some(!speakers.iter().any(of_document))
}

/// A quotation laid along the document's words: the best run of them, with words changed and left out.
#[derive(Debug, Default)]
struct Along {
    /// Words that agree: their place in the quotation and in the document.
    pairs: Vec<(usize, usize)>,
}

const MATCH: i32 = 40;
const CHANGED: i32 = -20;
const LEFT_OUT: i32 = -30;
const LEFT_OUT_FURTHER: i32 = -1;

impl Along {
    /// Alignment with free ends and affine gaps on the document's side (Gotoh, 1982).
    fn of(quotation: &[&Word], document: &[Word]) -> Self {
        let (height, width) = (quotation.len() + 1, document.len() + 1);
        let lowest = i32::MIN / 2;
        let mut best = vec![0_i32; width];
        let mut from: Vec<u8> = vec![0; height * width];
        for row in 1..height {
            let mut line = vec![lowest; width];
            let mut gap = lowest;
            line[0] = best[0] + CHANGED;
            from[row * width] = b'u';
            for column in 1..width {
                let same = quotation[row - 1].folded == document[column - 1].folded;
                let diagonal = best[column - 1] + if same { MATCH } else { CHANGED };
                let up = best[column] + CHANGED;
                gap = (gap + LEFT_OUT_FURTHER).max(line[column - 1] + LEFT_OUT);
                let (score, way) = [(diagonal, b'd'), (up, b'u'), (gap, b'g')]
                    .into_iter()
                    .max_by_key(|(score, way)| (*score, *way == b'd'))
                    .unwrap_or((diagonal, b'd'));
                line[column] = score;
                from[row * width + column] = way;
            }
            best = line;
        }
        let end = best
            .iter()
            .enumerate()
            .max_by_key(|(column, score)| (**score, std::cmp::Reverse(*column)))
            .map_or(0, |(column, _)| column);
        let (mut row, mut column) = (height - 1, end);
        let mut pairs = Vec::new();
        while row > 0 {
            match from[row * width + column] {
                b'd' => {
                    row -= 1;
                    column -= 1;
                    if quotation[row].folded == document[column].folded {
                        pairs.push((row, column));
                    }
                }
                b'g' => column -= 1,
                _ => row -= 1,
            }
        }
        pairs.reverse();
        Self { pairs }
    }

    /// Words of the document that the quotation passes over, where it changes nothing beside them.
    fn left_out(&self, document: &[Word], letters: &[char]) -> Vec<Span> {
        self.pairs
            .windows(2)
            .filter(|pair| pair[1].0 == pair[0].0 + 1 && pair[1].1 > pair[0].1 + 1)
            .map(|pair| span(&document[pair[0].1 + 1..pair[1].1], letters))
            .collect()
    }

    /// What the quotation has in place of the document's words, in words.
    fn changed(&self, quotation: &[&Word], document: &[Word]) -> Vec<String> {
        let mut changed = Vec::new();
        let mut before: Option<(usize, usize)> = None;
        let end = (quotation.len(), self.pairs.last().map_or(0, |pair| pair.1 + 1));
        for &(row, column) in self.pairs.iter().chain([&end]) {
            let first = before.map_or(0, |(row, _)| row + 1);
            if row > first {
                let has: Vec<&str> = quotation[first..row].iter().map(|word| word.folded.as_str()).collect();
                let original: Vec<&str> = match before {
                    Some((_, from)) if column > from + 1 => document[from + 1..column]
                        .iter()
                        .map(|word| word.folded.as_str())
                        .collect(),
                    _ => Vec::new(),
                };
                changed.push(if original.is_empty() {
                    format!("has “{}”, which the document has not there", has.join(" "))
                } else {
                    format!(
                        "has “{}” where the document has “{}”",
                        has.join(" "),
                        original.join(" ")
                    )
                });
            }
            before = Some((row, column));
        }
        changed
    }
}
