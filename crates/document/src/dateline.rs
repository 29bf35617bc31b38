//! The dateline that an agency's report begins with: `KYIV, Jan. 10 (Reuters) — …`.

use crate::catalogue::WORDING;
use crate::dates;
use std::ops::Range;

/// A dateline within its paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dateline {
    /// Bytes before the dash.
    pub(crate) range: Range<usize>,
    /// Bytes of the agency's mark between the brackets, and the agency's name.
    pub(crate) agency: Option<(Range<usize>, String)>,
}

/// Reads the dateline of a paragraph, if it begins with one: a place in capitals or a date or an agency in brackets, then a dash.
pub(crate) fn read(paragraph: &str) -> Option<Dateline> {
    let head_end = paragraph.char_indices().nth(110).map_or(paragraph.len(), |(at, _)| at);
    let head = paragraph.get(..head_end)?;
    let dash = dash(head);
    let bracketed = bracketed_agency(head);
    let end = match (dash, &bracketed) {
        (Some(dash), _) => dash,
        // Some agencies print no dash: "(Reuters) The ministry…", "LONDON (AP) The…".
        (None, Some((mark, _)))
            if head
                .get(..mark.start)
                .is_some_and(|before| place(before.trim_end_matches('('))) =>
        {
            mark.end + 1
        }
        _ => return None,
    };
    let lead = head.get(..end)?;
    let agency = bracketed
        .filter(|(mark, _)| mark.end <= end)
        .or_else(|| closing_bracket(head, end));
    let dated = !dates::find(lead).is_empty();
    let before = lead.split(['(', ',']).next().unwrap_or_default();
    let capitals = place(before) && before.chars().any(char::is_uppercase) && !before.chars().any(char::is_lowercase);
    let fits = lead.split_whitespace().count() <= 14 && place(before);
    (fits && (agency.is_some() || dated || capitals)).then_some(Dateline { range: 0..end, agency })
}

/// The dash that ends a dateline: set off by white space, or doubled.
fn dash(head: &str) -> Option<usize> {
    ["—", "–", "--", " - ", "―"]
        .iter()
        .filter_map(|dash| head.find(dash))
        .min()
}

/// An agency's mark in brackets.
fn bracketed_agency(head: &str) -> Option<(Range<usize>, String)> {
    let open = head.find('(')?;
    let close = open + head.get(open..)?.find(')')?;
    let inside = head.get(open + 1..close)?;
    let name = agency(inside.split('/').next().unwrap_or(inside).trim())?;
    Some((open + 1..close, name.to_owned()))
}

/// A name in brackets right before the dash is an agency's or an outlet's, also where the catalogue does not know it.
fn closing_bracket(head: &str, dash: usize) -> Option<(Range<usize>, String)> {
    let lead = head.get(..dash)?.trim_end();
    let open = lead.rfind('(')?;
    let inside = lead.get(open + 1..)?.strip_suffix(')')?;
    let named = inside.split_whitespace().count() <= 4
        && inside.chars().next().is_some_and(char::is_alphabetic)
        && place(inside);
    named.then(|| (open + 1..open + 1 + inside.len(), inside.to_owned()))
}

/// The agency that a mark names exactly.
pub(crate) fn agency(mark: &str) -> Option<&'static str> {
    WORDING
        .agencies
        .iter()
        .find(|agency| agency.marks.iter().any(|known| known == mark))
        .map(|agency| agency.name.as_str())
}

/// Up to six words that begin in capitals: the place of a dateline, or nothing before the bracket.
fn place(before: &str) -> bool {
    let words: Vec<&str> = before.split_whitespace().collect();
    words.len() <= 6
        && words.iter().all(|word| {
            word.chars()
                .find(|character| character.is_alphanumeric())
                .is_none_or(|first| !first.is_lowercase())
                || matches!(*word, "of" | "de" | "al" | "and" | "el")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_and_their_agencies() {
        for (text, credit) in [
            ("KYIV, Jan. 10 (Reuters) — The ministry said", Some("Reuters")),
            ("GENEVA (AP) — Talks resumed", Some("AP")),
            ("BEIJING, March 3 (Xinhua) -- The spokesman said", Some("Xinhua")),
            ("KHARTOUM – Fighting resumed", None),
            ("(Reuters) - The company said", Some("Reuters")),
            (
                "NOVAPORT, Nov 5, 2025 (Tidewater) — The minister said",
                Some("Tidewater"),
            ),
            ("Geneva, 10 January 2024 – The Office said", None),
        ] {
            let found = read(text);
            assert!(found.is_some(), "{text}");
            assert_eq!(found.unwrap().agency.map(|(_, name)| name).as_deref(), credit, "{text}");
        }
        for text in [
            "The ministry — which had denied it — said",
            "A plan (see below) – the second – was made",
            "Officials said the talks – now in their third week – had stalled.",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
