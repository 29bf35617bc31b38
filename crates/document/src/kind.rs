//! What kind of text a document is: a report unless its form says otherwise.

use crate::blocks::Part;
use crate::catalogue::WORDING;
use crate::{BlockKind, DocumentKind, turns, wording};
use std::collections::HashMap;

/// How many stretches from the top a form's mark can stand.
const ABOVE: usize = 8;

pub(crate) fn tell(text: &str, parts: &[Part], title: Option<&str>, is_copy: bool) -> DocumentKind {
    let told: Vec<&str> = parts
        .iter()
        .filter(|part| part.is_told())
        .filter_map(|part| text.get(part.range.clone()))
        .collect();
    if is_resolution(&told) {
        return DocumentKind::Resolution;
    }
    if is_transcript(&told) {
        return DocumentKind::Transcript;
    }
    if is_statement(text, parts, title) {
        return DocumentKind::Statement;
    }
    if is_copy {
        return DocumentKind::Rewrite;
    }
    if is_list(text, parts) {
        return DocumentKind::List;
    }
    if speaks_for_itself(&told) {
        return DocumentKind::Statement;
    }
    DocumentKind::Report
}

/// A body named at the beginning of a sentence that its preambular and operative paragraphs complete.
fn is_resolution(told: &[&str]) -> bool {
    let wording = &WORDING.kinds.resolution;
    let flats: Vec<String> = told
        .iter()
        .map(|words| wording::flat(&words.chars().take(120).collect::<String>()))
        .collect();
    let body_at = flats.iter().position(|flat| {
        wording.bodies.iter().any(|body| {
            flat == body
                || flat
                    .strip_prefix(body.as_str())
                    .is_some_and(|rest| rest.starts_with(','))
        })
    });
    let Some(body_at) = body_at else { return false };
    let opening = |flat: &str| -> String {
        flat.trim_start_matches(|character: char| !character.is_alphabetic())
            .split(|character: char| !character.is_alphabetic())
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let after = flats.get(body_at..).unwrap_or_default();
    // The body's own line can go on: "The Council, Recalling…".
    let preambular = after.iter().enumerate().filter(|(at, flat)| {
        let first = opening(flat);
        *at > 0 && wording.preambular.contains(&first)
            || *at == 0
                && flat
                    .split(',')
                    .nth(1)
                    .is_some_and(|rest| wording.preambular.contains(&opening(rest)))
    });
    let operative = after
        .iter()
        .skip(1)
        .filter(|flat| wording.operative.contains(&opening(flat)));
    let (preambular, operative) = (preambular.count(), operative.count());
    operative >= 1 && preambular + operative >= 2
}

/// At least three turns by labels that are certain, or that come again, and that are a good part of the text.
fn is_transcript(told: &[&str]) -> bool {
    let labels: Vec<(String, bool)> = told
        .iter()
        .filter_map(|words| turns::label(words).map(|label| (label, turns::is_turn(words))))
        .collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for (label, _) in &labels {
        *times.entry(label).or_default() += 1;
    }
    let certain = labels
        .iter()
        .filter(|(label, known)| *known || times.get(label.as_str()).is_some_and(|times| *times > 1))
        .count();
    certain >= 3 && times.len() >= 2 && certain * 6 >= told.len()
}

/// A title or a line above the text in the form of an official statement or a press release.
fn is_statement(text: &str, parts: &[Part], title: Option<&str>) -> bool {
    let wording = &WORDING.kinds.statement;
    let opens = |line: &str| {
        let flat = wording::flat(line);
        wording
            .openings
            .iter()
            .any(|opening| wording::opens_with(&flat, opening))
    };
    if title.is_some_and(|title| opens(title) || names_a_statement(title)) {
        return true;
    }
    parts.iter().take(ABOVE).any(|part| {
        let line = text.get(part.range.clone()).unwrap_or_default();
        if wording::count(line) > 30 {
            return false;
        }
        let flat = wording::flat(line);
        let short = wording::count(line) <= 8 && wording.marks.iter().any(|mark| wording::find(&flat, mark).is_some());
        short || part.kind == BlockKind::Heading && opens(line) || lead_in(&flat)
    })
}

/// A title that ends in what it is: "G7 foreign ministers' statement", "…: statement", "…, joint statement".
fn names_a_statement(title: &str) -> bool {
    let flat = wording::flat(title);
    let flat = flat.trim_end_matches(|character: char| !character.is_alphanumeric());
    [
        "statement",
        "joint statement",
        "joint communique",
        "communiqué",
        "press release",
        "declaration",
        "remarks",
        "readout",
    ]
    .iter()
    .any(|word| flat.ends_with(word) && wording::count(flat) <= 14)
        || [
            "'s statement on",
            "' statement on",
            ": statement by",
            "minister's remarks",
            "press statement by",
            "ministry statement",
        ]
        .iter()
        .any(|words| flat.contains(words))
}

/// "A Foreign Office spokesman said:" above quoted paragraphs: the release of a press office.
fn lead_in(flat: &str) -> bool {
    flat.ends_with("said:") && wording::count(flat) <= 12
        || flat.starts_with("the following statement")
        || flat.contains("issued the following statement")
        || flat.contains("the text of the following statement")
}

/// Official acts in the first person, outside quotation marks.
fn speaks_for_itself(told: &[&str]) -> bool {
    let own: String = told.iter().map(|words| unquoted(words)).collect::<Vec<_>>().join("\n");
    let flat = wording::flat(&own);
    let performs = WORDING
        .kinds
        .statement
        .performatives
        .iter()
        .any(|act| wording::find(&flat, act).is_some());
    let first_person = flat
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| matches!(*word, "we" | "our" | "us" | "i" | "my"))
        .count();
    let reports = flat
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| matches!(*word, "said" | "told" | "says"))
        .count();
    performs && (first_person >= 2 || told.len() <= 2) && reports <= first_person / 4
}

fn unquoted(words: &str) -> String {
    let mut inside = false;
    words
        .chars()
        .filter(|character| match character {
            '“' => {
                inside = true;
                false
            }
            '”' => {
                inside = false;
                false
            }
            '"' => {
                inside = !inside;
                false
            }
            _ => !inside,
        })
        .collect()
}

/// Mostly entries, and entries that are no sentences: numbered paragraphs make no list.
fn is_list(text: &str, parts: &[Part]) -> bool {
    let told = parts.iter().filter(|part| part.is_told()).count();
    let entries: Vec<&str> = parts
        .iter()
        .filter(|part| part.kind == BlockKind::ListItem)
        .filter_map(|part| text.get(part.range.clone()))
        .collect();
    let sentences = entries.iter().filter(|entry| wording::ends_sentence(entry)).count();
    entries.len() >= 6 && entries.len() * 10 >= told * 7 && sentences * 2 < entries.len()
}
