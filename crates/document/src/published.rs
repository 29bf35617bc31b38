//! When a plain text says it was published: marks, date lines, the dateline, never a date inside the running prose.

use crate::blocks::{Part, is_date_line, is_dated_note};
use crate::catalogue::WORDING;
use crate::dates::{self, Found};
use crate::offsets::Offsets;
use crate::{Basis, BlockKind, Precision, Published, byline, dateline, marks, outlet};
use std::ops::Range;

/// A rule's finding: its code, its place and the date.
struct Candidate {
    rule: &'static str,
    at: usize,
    date: Found,
}

/// A rule looks for its date in a text and its parts.
type Rule = fn(&str, &[Part]) -> Option<Candidate>;

/// How many stretches from the top a date line can stand.
const ABOVE: usize = 10;

/// The date that the best of the rules finds, with its place.
pub(crate) fn from_text(text: &str, parts: &[Part], offsets: &Offsets) -> Option<Published> {
    let rules: [Rule; 9] = [
        after_mark,
        after_rewrite_mark,
        line_above,
        in_byline,
        in_dateline,
        decided,
        updated,
        closing_line,
        end_of_title,
    ];
    let best = rules.iter().find_map(|rule| rule(text, parts))?;
    let span = offsets.span(&(best.at + best.date.range.start..best.at + best.date.range.end));
    let basis = Basis {
        rule: best.rule.to_owned(),
        spans: vec![span],
    };
    Some(Published {
        value: best.date.value,
        precision: best.date.precision,
        basis,
    })
}

fn words<'text>(text: &'text str, part: &Part) -> &'text str {
    text.get(part.range.clone()).unwrap_or_default()
}

/// Lines that are the page's own, or stand above the text: where a mark of a date is believed.
fn lines<'text>(text: &'text str, parts: &'text [Part]) -> impl Iterator<Item = (usize, &'text Part, &'text str)> {
    parts
        .iter()
        .enumerate()
        .map(move |(at, part)| (at, part, words(text, part)))
}

fn first_date(line: &str, from: usize) -> Option<Found> {
    dates::find(line).into_iter().find(|date| date.range.start >= from)
}

fn marked(text: &str, parts: &[Part], marks: &[String], rule: &'static str) -> Option<Candidate> {
    lines(text, parts).find_map(|(_, part, line)| {
        if !marks::is_dated_mark(line) {
            return None;
        }
        let after = marks::longest(line, marks)?;
        first_date(line, after).map(|date| Candidate {
            rule,
            at: part.range.start,
            date,
        })
    })
}

fn after_mark(text: &str, parts: &[Part]) -> Option<Candidate> {
    marked(text, parts, &WORDING.marks.published, "date.published-mark")
}

fn updated(text: &str, parts: &[Part]) -> Option<Candidate> {
    marked(text, parts, &WORDING.marks.updated, "date.updated-mark")
}

fn after_rewrite_mark(text: &str, parts: &[Part]) -> Option<Candidate> {
    lines(text, parts)
        .filter(|(_, part, _)| part.kind == BlockKind::Boilerplate)
        .find_map(|(_, part, line)| {
            marks::origin(line, true)?;
            first_date(line, 0).map(|date| Candidate {
                rule: "date.after-rewrite-mark",
                at: part.range.start,
                date,
            })
        })
}

fn line_above(text: &str, parts: &[Part]) -> Option<Candidate> {
    lines(text, parts)
        .take(ABOVE)
        .take_while(|(at, part, line)| *at < 2 || part.kind != BlockKind::Paragraph || line.chars().count() < 200)
        .find_map(|(_, part, line)| {
            (is_date_line(line)
                || part.kind == BlockKind::Boilerplate && (is_dated_note(line) || outlet::line(line, true).is_some()))
            .then(|| {
                first_date(line, 0).map(|date| Candidate {
                    rule: "date.line-above-text",
                    at: part.range.start,
                    date,
                })
            })?
        })
}

fn in_byline(text: &str, parts: &[Part]) -> Option<Candidate> {
    lines(text, parts).take(ABOVE).find_map(|(_, part, line)| {
        let found = byline::read(line).filter(|_| part.kind == BlockKind::Byline)?;
        let date = if found.closing { None } else { first_date(line, 0) };
        date.map(|date| Candidate {
            rule: "date.byline",
            at: part.range.start,
            date,
        })
    })
}

fn in_dateline(text: &str, parts: &[Part]) -> Option<Candidate> {
    lines(text, parts)
        .filter(|(_, part, _)| part.kind == BlockKind::Paragraph)
        .take(3)
        .find_map(|(_, part, line)| {
            let dateline: Range<usize> = dateline::read(line)?.range;
            let date = first_date(line, 0)
                .filter(|date| date.range.end <= dateline.end)
                .or_else(|| dates::with_short_year(line.get(dateline.clone())?))?;
            Some(Candidate {
                rule: "date.dateline",
                at: part.range.start,
                date,
            })
        })
}

/// "Department Press Briefing – May 6, 2025": a day that closes a title, set off by a dash, a comma or brackets.
fn end_of_title(text: &str, parts: &[Part]) -> Option<Candidate> {
    lines(text, parts)
        .take(2)
        .filter(|(_, part, _)| part.kind == BlockKind::Heading)
        .find_map(|(_, part, line)| {
            let date = first_date(line, 0).filter(|date| date.precision == Precision::Day)?;
            let closes = line
                .get(date.range.end..)?
                .trim_matches([')', ']', '.', ' '])
                .is_empty();
            let set_off = line
                .get(..date.range.start)?
                .trim_end()
                .ends_with(['–', '—', '-', ',', '(', '[', '|', ':']);
            (closes && set_off).then_some(Candidate {
                rule: "date.end-of-title",
                at: part.range.start,
                date,
            })
        })
}

/// "Adopted by the Council at its 9000th meeting, on 10 January 2024", "Distr.: General 10 January 2024".
fn decided(text: &str, parts: &[Part]) -> Option<Candidate> {
    lines(text, parts).take(ABOVE).find_map(|(at, part, line)| {
        let titled = part.kind == BlockKind::Heading
            && line.chars().count() < 100
            && line.to_lowercase().starts_with("resolution");
        let after = marks::longest(line, &WORDING.marks.decided).or(titled.then_some(0))?;
        let date = first_date(line, after).filter(|date| line.chars().count() < 220 && date.range.end <= line.len());
        // The date can stand on the line below its mark.
        let found = date.map(|date| (part.range.start, date)).or_else(|| {
            let next = parts.get(at + 1)?;
            let line = words(text, next);
            first_date(line, 0)
                .filter(|_| line.chars().count() < 60)
                .map(|date| (next.range.start, date))
        });
        found.map(|(at, date)| Candidate {
            rule: "date.decision-line",
            at,
            date,
        })
    })
}

fn closing_line(text: &str, parts: &[Part]) -> Option<Candidate> {
    lines(text, parts)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .take(5)
        .find_map(|(at, part, line)| {
            (at > 0 && is_date_line(line)).then(|| {
                first_date(line, 0).map(|date| Candidate {
                    rule: "date.closing-line",
                    at: part.range.start,
                    date,
                })
            })?
        })
}
