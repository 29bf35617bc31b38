//! Lines that say where and when a document comes from: "Published: …", "Read more of this story at …", "Source: …".

use crate::catalogue::WORDING;
use crate::{dates, wording};
use std::ops::Range;

/// Whether a short line is a mark with a date ("Published: 10 January 2024") and no sentence.
pub(crate) fn is_dated_mark(line: &str) -> bool {
    if wording::count(line) > 16 {
        return false;
    }
    let wording = &WORDING.marks;
    let Some(after) = longest(line, &wording.published).max(longest(line, &wording.updated)) else {
        return false;
    };
    match dates::find(line).first() {
        Some(date) => {
            date.range.start >= after
                && date.range.start <= after + 40
                && !wording::ends_sentence(line.get(date.range.end..).unwrap_or_default())
                && wording::count(line.get(date.range.end..).unwrap_or_default()) <= 8
        }
        None => false,
    }
}

/// Whether a line says by whom and when a text was decided ("Adopted by the Council … on 10 January 2024").
pub(crate) fn is_decision_line(line: &str) -> bool {
    longest(line, &WORDING.marks.decided).is_some() && (!dates::find(line).is_empty() || wording::count(line) <= 12)
}

/// Bytes after the longest of `marks` that a line begins with, if it begins with any.
pub(crate) fn longest(line: &str, marks: &[String]) -> Option<usize> {
    let lead = line.len()
        - line
            .trim_start_matches(|character: char| !character.is_alphanumeric())
            .len();
    let body = line.get(lead..)?;
    let at = |mark: &String| -> Option<usize> {
        let mut rest = body.char_indices();
        for expected in mark.chars() {
            // White space in the mark stands for any white space in the line.
            let (_, found) = rest.next()?;
            let same = found.to_lowercase().eq(expected.to_lowercase()) || expected == ' ' && found.is_whitespace();
            if !same {
                return None;
            }
        }
        let end = rest.next();
        let apart = end.is_none_or(|(_, next)| !next.is_alphanumeric()) || mark.ends_with([':', ' ']);
        apart.then(|| lead + end.map_or(body.len(), |(at, _)| at))
    };
    marks.iter().filter_map(at).max()
}

/// What a mark of a rewrite says of its origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    /// Bytes of the name within the line; nothing where the mark names none.
    pub(crate) name: Option<Range<usize>>,
}

/// Reads a line that says that the text retells or reprints another. `at_end`: nothing but the page's words follow it,
/// which makes marks of "Source: …" and "via …".
pub(crate) fn origin(line: &str, at_end: bool) -> Option<Origin> {
    if wording::count(line) > 45 {
        return None;
    }
    let wording = &WORDING.marks;
    let short_mark = |after: usize| {
        // "via" and "source:" are words of other sentences too.
        let mark = line.get(..after).unwrap_or_default().trim().to_lowercase();
        matches!(
            mark.as_str(),
            "via" | "via:" | "source:" | "sources:" | "original source" | "original source:" | "source link"
        )
    };
    let named = longest(line, &wording.rewrite).max(longest(line, &wording.source));
    if let Some(after) = named {
        if !short_mark(after) || at_end && wording::count(line) <= 14 {
            return Some(Origin {
                name: name_after(line, after),
            });
        }
        return None;
    }
    longest(line, &wording.rewrite_without_name).map(|_| Origin { name: None })
}

/// The name after a mark: up to a date, an ending or a clause that goes on.
pub(crate) fn name_after(line: &str, after: usize) -> Option<Range<usize>> {
    let end = dates::find(line)
        .iter()
        .find(|date| date.range.start >= after)
        .map_or(line.len(), |date| date.range.start);
    let rest = line.get(after..end)?;
    let edge = |character: char| {
        character.is_whitespace()
            || matches!(
                character,
                '–' | '—' | '-' | ':' | ',' | '.' | '"' | '“' | '”' | '(' | ')' | '[' | ']' | '|' | '>' | '»' | '→'
            )
    };
    let start = after + rest.len() - rest.trim_start_matches(edge).len();
    let body = line.get(start..end)?;
    // "…in The Courier and is republished under a licence", "…in The Courier. Read the original article."
    let cut = [
        " and ",
        " under ",
        ". ",
        ", ",
        " as part of ",
        " with permission",
        " on ",
        " | ",
        " (",
        " by ",
    ]
    .iter()
    .filter_map(|stop| body.find(stop))
    .min()
    .unwrap_or(body.len());
    let name = body.get(..cut)?.trim_end_matches(edge);
    let named = name.chars().any(char::is_alphabetic)
        && !matches!(
            name.to_lowercase().as_str(),
            "here" | "source" | "link" | "this link" | "on" | "the" | "the source"
        );
    named.then(|| start..start + name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(line: &str, at_end: bool) -> Option<Option<&str>> {
        origin(line, at_end).map(|origin| origin.name.map(|range| &line[range]))
    }

    #[test]
    fn marks_of_rewrites_with_and_without_a_name() {
        assert_eq!(
            name("Read more of this story at – 2023-05-02 10:11:12", true),
            Some(None)
        );
        assert_eq!(
            name("Read More of this Story at The Courier – 2023-05-02", true),
            Some(Some("The Courier"))
        );
        assert_eq!(
            name(
                "This story originally appeared in The Courier and is part of a series.",
                true
            ),
            Some(Some("The Courier"))
        );
        assert_eq!(
            name("Source: Tasnim News Agency", true),
            Some(Some("Tasnim News Agency"))
        );
        assert_eq!(name("Source: Tasnim News Agency", false), None);
        assert_eq!(name("Read the original article here.", true), Some(None));
        assert_eq!(name("Via the port, the ship reached the open sea.", false), None);
        assert_eq!(name("The original statement was longer.", true), None);
    }

    #[test]
    fn marks_of_dates() {
        assert!(is_dated_mark("Published: 10 January 2024"));
        assert!(is_dated_mark("Updated 9:21 PM EST, January 10, 2024"));
        assert!(!is_dated_mark("Published in 2019, the report had found nothing."));
    }
}
