//! The line that names the author.

use crate::catalogue::WORDING;
use crate::{dates, outlet, wording};
use std::ops::Range;

/// Who wrote it, as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Byline {
    /// Bytes of the names within the line.
    pub(crate) names: Range<usize>,
    /// An agency's closing line, which gives way to a line above the text.
    pub(crate) closing: bool,
}

/// Reads a line that names its author, if it is one.
pub(crate) fn read(line: &str) -> Option<Byline> {
    if wording::count(line) > 30 {
        return None;
    }
    let lead = line.len()
        - line
            .trim_start_matches(['(', '*', '_', '[', '—', '–', '-', ' ', '|'])
            .len();
    let body = line.get(lead..)?;
    let mark = |marks: &[String]| marks.iter().filter_map(|mark| after_mark(body, mark)).max();
    if let Some(after) = mark(&WORDING.marks.byline_closing) {
        let names = trimmed(line, lead + after, line.len());
        return looks_like_names(line.get(names.clone())?).then_some(Byline { names, closing: true });
    }
    if wording::count(line) > 18 {
        return None;
    }
    if let Some(after) = after_mark(body, "from our").or_else(|| after_mark(body, "by our")) {
        // "From our diplomatic correspondent": no name, but an author.
        let names = trimmed(line, lead + after.min(body.len()), line.len());
        let office = body.to_lowercase().ends_with("correspondent")
            || body.to_lowercase().ends_with("staff")
            || body.to_lowercase().ends_with("reporter");
        return office.then_some(Byline { names, closing: false });
    }
    if let Some(after) = mark(&WORDING.marks.byline) {
        let end = dates::find(line)
            .first()
            .map_or(line.len(), |date| date.range.start.max(lead + after));
        let names = without_marks_of_dates(line, trimmed(line, lead + after, end));
        let printed = line.get(names.clone())?;
        return (looks_like_names(printed) && !wording::ends_sentence(printed))
            .then_some(Byline { names, closing: false });
    }
    beside_a_date(line)
}

/// `Jane Doe | 10 January 2024`: a name and a date, set apart by a bar.
fn beside_a_date(line: &str) -> Option<Byline> {
    let bars = line
        .chars()
        .filter(|character| matches!(character, '|' | '•' | '·'))
        .count();
    if bars != 1 || dates::find(line).is_empty() || outlet::names_outlet(line) {
        return None;
    }
    let mut at = 0;
    for part in line.split(['|', '•', '·']) {
        let names = trimmed(line, at, at + part.len());
        at += part.len() + line.get(at + part.len()..)?.chars().next().map_or(0, char::len_utf8);
        let printed = line.get(names.clone())?;
        let words = wording::count(printed);
        if (2..=4).contains(&words) && printed.split_whitespace().all(begins_capital) && dates::find(printed).is_empty()
        {
            return Some(Byline { names, closing: false });
        }
    }
    None
}

fn after_mark(body: &str, mark: &str) -> Option<usize> {
    let head = body.get(..mark.len())?;
    let next = body.get(mark.len()..)?.chars().next()?;
    let apart = next.is_whitespace() || mark.ends_with(':') || next == ':';
    (head.eq_ignore_ascii_case(mark) && apart).then_some(mark.len())
}

fn trimmed(line: &str, from: usize, to: usize) -> Range<usize> {
    let part = line.get(from..to).unwrap_or_default();
    let edge = |character: char| {
        character.is_whitespace()
            || matches!(
                character,
                ',' | '|' | ':' | '-' | '–' | '—' | '(' | ')' | '[' | ']' | '*' | '_' | '•' | '·' | ';'
            )
    };
    let start = from + part.len() - part.trim_start_matches(edge).len();
    start..start + part.trim_matches(edge).len()
}

/// Takes "Published", "Updated", "on" off the end of the names.
fn without_marks_of_dates(line: &str, names: Range<usize>) -> Range<usize> {
    let printed = line.get(names.clone()).unwrap_or_default();
    let flat = printed.to_ascii_lowercase();
    for mark in ["published", "updated", "posted", "on"] {
        let rest = flat
            .strip_suffix(mark)
            .filter(|rest| rest.ends_with(|last: char| !last.is_alphanumeric()));
        if let Some(rest) = rest {
            return trimmed(line, names.start, names.start + rest.len());
        }
    }
    names
}

fn begins_capital(word: &str) -> bool {
    word.chars()
        .find(|character| character.is_alphabetic())
        .is_some_and(|first| !first.is_lowercase())
}

/// Names are words in capitals, joined by few others.
fn looks_like_names(printed: &str) -> bool {
    let words: Vec<&str> = printed
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .collect();
    let Some(first) = words.first() else { return false };
    let small = first.to_lowercase();
    if matches!(
        small.as_str(),
        "the" | "a" | "an" | "this" | "that" | "then" | "now" | "all" | "no" | "any" | "his" | "her" | "their" | "its"
    ) {
        return printed.contains("Associated Press")
            || printed.to_lowercase().contains("editorial board")
            || printed.contains("Canadian Press");
    }
    let joining = |word: &str| {
        matches!(
            word.to_lowercase().as_str(),
            "and"
                | "&"
                | "with"
                | "in"
                | "for"
                | "of"
                | "the"
                | "at"
                | "our"
                | "staff"
                | "writer"
                | "writers"
                | "reporter"
                | "reporters"
                | "correspondent"
                | "editing"
                | "by"
                | "de"
                | "van"
                | "von"
                | "der"
                | "al"
                | "bin"
                | "additional"
                | "reporting"
                | "writing"
        )
    };
    let capitals = words.iter().filter(|word| begins_capital(word)).count();
    (begins_capital(first) || joining(first))
        && words.iter().all(|word| begins_capital(word) || joining(word))
        && (capitals >= 1)
        && !WORDING.weekdays.contains(&small)
        && !WORDING.months.contains_key(small.as_str())
}

#[cfg(test)]
mod tests {
    use super::read;

    fn names(line: &str) -> Option<&str> {
        read(line).map(|byline| &line[byline.names])
    }

    #[test]
    fn authors_as_printed() {
        for (line, printed) in [
            ("By Jane Doe", "Jane Doe"),
            ("BY JANE DOE AND JOHN ROE", "JANE DOE AND JOHN ROE"),
            ("By Jane Doe and John Roe | Reuters", "Jane Doe and John Roe | Reuters"),
            ("By Jane Doe, January 10, 2024", "Jane Doe"),
            ("By Jane Doe — Published January 10, 2024", "Jane Doe"),
            (
                "(Reporting by Jane Doe in Kyiv; Editing by John Roe)",
                "Jane Doe in Kyiv; Editing by John Roe",
            ),
            ("Jane Doe | 10 January 2024", "Jane Doe"),
            ("By The Associated Press", "The Associated Press"),
            ("From our diplomatic correspondent", "diplomatic correspondent"),
        ] {
            assert_eq!(names(line), Some(printed), "{line}");
        }
        for line in [
            "By Friday, the city was empty.",
            "By the Numbers",
            "By then the convoy had left",
            "Bystanders fled",
            "By Monday",
        ] {
            assert_eq!(names(line), None, "{line}");
        }
    }
}
