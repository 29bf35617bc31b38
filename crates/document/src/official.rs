//! Official documents by their form: the symbol, the speeches of a verbatim record, the paragraphs of a resolution.

use std::ops::Range;

use crate::blocks::Part;
use crate::catalogue::WORDING;
use crate::offsets::Offsets;
use crate::{Basis, Clause, ClauseKind, DocumentKind, Speech, Stated, list, turns, wording};

/// How many stretches from the top a symbol stands.
const ABOVE: usize = 12;
/// A line with a symbol says little else: "S/PV.9525", "Resolution 2817 (2031)", "United Nations S/2031/12".
const WORDS_BESIDE: usize = 8;

/// The symbol of a document of the United Nations: in a line of its own near the top, or told by the number of a resolution
/// below the name of the body that adopted it.
pub(crate) fn symbol(text: &str, parts: &[Part], offsets: &Offsets) -> Option<Stated> {
    let lines = || {
        parts.iter().take(ABOVE).filter_map(|part| {
            let line = text.get(part.range.clone())?;
            Some((part.range.start, line))
        })
    };
    for (start, line) in lines() {
        // Lines of a cover are often one block: each is looked at by itself.
        let mut at = start;
        for row in line.split('\n') {
            if let Some(range) = symbol_in(row).filter(|_| wording::count(row) <= WORDS_BESIDE + 4) {
                let value: String = row.get(range.clone())?.split_whitespace().collect::<Vec<_>>().join(" ");
                return Some(Stated {
                    value,
                    basis: Basis {
                        rule: "symbol.line".to_owned(),
                        spans: vec![offsets.span(&(at + range.start..at + range.end))],
                    },
                });
            }
            at += row.len() + 1;
        }
    }
    let (start, line) = lines().find(|(_, line)| wording::opens_with(&wording::flat(line), "resolution"))?;
    let prefix = WORDING.kinds.symbols.bodies.iter().find_map(|body| {
        let named = |(_, line): (usize, &str)| wording::find(&wording::flat(line), &body.name).is_some();
        lines().any(named).then_some(body.resolutions.as_str())
    })?;
    let number = line.get("resolution".len()..)?.trim();
    let digits = number
        .chars()
        .take_while(|character| character.is_ascii_digit())
        .count();
    let year = number.get(digits..)?.trim_start();
    let whole = year.starts_with('(')
        && year
            .get(1..5)
            .is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
    (digits > 0 && whole && wording::count(line) <= WORDS_BESIDE).then(|| Stated {
        value: format!("{prefix}{} {}", &number[..digits], year.get(..6).unwrap_or_default()),
        basis: Basis {
            rule: "symbol.resolution-number".to_owned(),
            spans: vec![offsets.span(&(start..start + line.len()))],
        },
    })
}

/// The first symbol of a line: a known body's letters, parts between slashes, a figure among them, and a year in brackets.
fn symbol_in(line: &str) -> Option<Range<usize>> {
    let mut at = 0;
    for word in line.split(|character: char| character.is_whitespace() || matches!(character, ',' | ';' | '|')) {
        let start = at;
        at += word.len();
        at += line.get(at..)?.chars().next().map_or(0, char::len_utf8);
        let bare = word.trim_end_matches(['.', ':', '*']);
        let Some((body, rest)) = bare.split_once('/') else {
            continue;
        };
        let known = WORDING.kinds.symbols.prefixes.iter().any(|prefix| prefix == body);
        let formed = rest
            .split(['/', '.', '-'])
            .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit()));
        if !known || !formed || !rest.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        let mut end = start + bare.len();
        let year = line.get(end..).unwrap_or_default();
        let bracket = year.trim_start();
        let in_brackets = bracket.strip_prefix('(').and_then(|rest| rest.split_once(')'));
        if let Some((year_digits, _)) = in_brackets
            && year_digits.len() == 4
            && year_digits.bytes().all(|byte| byte.is_ascii_digit())
        {
            end += year.len() - bracket.len() + 6;
        }
        return Some(start..end);
    }
    None
}

/// The speeches of a verbatim record, each from its label to the next.
pub(crate) fn speeches(kind: DocumentKind, text: &str, parts: &[Part], offsets: &Offsets) -> Vec<Speech> {
    if kind != DocumentKind::Transcript {
        return Vec::new();
    }
    let mut speeches: Vec<Speech> = Vec::new();
    for part in parts.iter().filter(|part| part.is_told()) {
        let Some(words) = text.get(part.range.clone()) else {
            continue;
        };
        let end = offsets.code_points(part.range.end);
        let colon = words.find(':').filter(|_| turns::label(words).is_some());
        let Some(colon) = colon else {
            if let Some(last) = speeches.last_mut()
                && part.kind != crate::BlockKind::Heading
            {
                last.end = end;
            }
            continue;
        };
        let label = part.range.start..part.range.start + colon;
        let (speaker, state, language) = told_of(words.get(..colon).unwrap_or_default());
        speeches.push(Speech {
            speaker,
            state,
            language,
            label: offsets.span(&label),
            start: offsets.code_points(part.range.start + colon + 1),
            end,
        });
    }
    speeches
}

/// "Ms. Doe (Azania) (spoke in French)": the speaker, the state, the language.
fn told_of(label: &str) -> (String, Option<String>, Option<String>) {
    let mut pieces = label.split('(');
    let tidy = |words: &str| {
        words
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, ')' | '*' | '_' | '—' | '–' | '-'))
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let speaker = tidy(pieces.next().unwrap_or_default());
    let (mut state, mut language) = (None, None);
    for piece in pieces {
        let piece = tidy(piece);
        let spoken = ["spoke in ", "interpretation from ", "in "]
            .iter()
            .find_map(|opening| piece.strip_prefix(opening).map(str::to_owned));
        match spoken {
            Some(tongue) => language = Some(tongue),
            None if state.is_none() && !piece.is_empty() => state = Some(piece),
            None => {}
        }
    }
    (speaker, state, language)
}

/// The preambular and operative paragraphs of a resolution, in their order.
pub(crate) fn clauses(kind: DocumentKind, text: &str, parts: &[Part], offsets: &Offsets) -> Vec<Clause> {
    if kind != DocumentKind::Resolution {
        return Vec::new();
    }
    let wording = &WORDING.kinds.resolution;
    let body_at = parts.iter().position(|part| {
        let flat = wording::flat(text.get(part.range.clone()).unwrap_or_default());
        wording.bodies.iter().any(|body| {
            flat.strip_prefix(body.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(','))
        })
    });
    let Some(body_at) = body_at else { return Vec::new() };
    let mut clauses: Vec<Clause> = Vec::new();
    let mut number: Option<String> = None;
    for part in parts.iter().skip(body_at + 1).filter(|part| part.is_told()) {
        let Some(words) = text.get(part.range.clone()) else {
            continue;
        };
        let marker = list::marker_length(words) as usize;
        let mark: String = words.chars().take(marker).collect();
        let mark = mark
            .trim()
            .trim_end_matches(['.', ')'])
            .trim_start_matches('(')
            .to_owned();
        let rest: String = words.chars().skip(marker).collect();
        let first = wording::flat(&rest)
            .split(|character: char| !character.is_alphabetic())
            .next()
            .unwrap_or_default()
            .to_owned();
        let numbered = !mark.is_empty() && mark.bytes().all(|byte| byte.is_ascii_digit());
        let below = !mark.is_empty() && !numbered;
        let kind = if numbered
            || wording.operative.contains(&first) && mark.is_empty() && number.is_none() && operative_only(&first)
        {
            number = numbered.then(|| mark.clone());
            ClauseKind::Operative
        } else if below
            && (number.is_some()
                || clauses
                    .last()
                    .is_some_and(|clause| clause.kind == ClauseKind::Operative))
        {
            ClauseKind::Operative
        } else if number.is_none() && wording.preambular.contains(&first) {
            ClauseKind::Preambular
        } else {
            // What goes on without a mark belongs to the paragraph above it.
            if let Some(last) = clauses.last_mut() {
                last.end = offsets.code_points(part.range.end);
            }
            continue;
        };
        let label = match (&number, kind) {
            (_, ClauseKind::Preambular) => None,
            (Some(number), _) if below => Some(format!("{number} ({mark})")),
            (None, _) if below => Some(format!("({mark})")),
            (number, _) => number.clone(),
        };
        clauses.push(Clause {
            kind,
            number: label,
            start: offsets.code_points(part.range.start),
            end: offsets.code_points(part.range.end),
        });
    }
    clauses
}

/// Verbs that begin operative paragraphs only, where no number tells.
fn operative_only(first: &str) -> bool {
    !WORDING.kinds.resolution.preambular.iter().any(|word| word == first)
}
