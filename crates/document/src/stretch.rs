//! Plain text into stretches: paragraphs set apart by blank lines, hard-wrapped lines joined, lines that stand alone kept alone.

use crate::list;
use crate::wording;
use std::ops::Range;

/// One line of the text without the white space around it.
#[derive(Clone, Debug)]
struct Line {
    range: Range<usize>,
    /// Columns of white space before it.
    indent: usize,
    /// Code points in it.
    width: usize,
    /// Whether blank lines stand between it and the line before.
    apart: bool,
}

/// Lines longer than this were not wrapped by hand or by a mail program.
const WIDEST_WRAP: usize = 110;
/// Lines are not wrapped narrower than this.
const NARROWEST_WRAP: usize = 45;

/// The byte ranges of the paragraphs, headings and lines of a plain text, in order.
pub(crate) fn split(text: &str) -> Vec<Range<usize>> {
    let lines = lines(text);
    let wrap = wrap_width(text, &lines);
    let any_blank = lines.iter().skip(1).any(|line| line.apart);
    let mut stretches: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    while from < lines.len() {
        let length = lines[from..].iter().skip(1).take_while(|line| !line.apart).count() + 1;
        let chunk = &lines[from..from + length];
        let run_on = breaks_run_on(text, chunk);
        let widest = chunk.iter().map(|line| line.width).max().unwrap_or_default();
        stretches.extend(chunk.first().map(|line| line.range.clone()));
        for (before, line) in chunk.iter().zip(chunk.iter().skip(1)) {
            let goes_on = run_on && !ends_paragraph(text, before, line, widest)
                || wrap.is_some_and(|width| continues(text, before, line, width, any_blank));
            match stretches.last_mut() {
                Some(last) if goes_on => last.end = line.range.end,
                _ => stretches.push(line.range.clone()),
            }
        }
        from += length;
    }
    stretches
}

/// Whether lines that nothing parts are one paragraph broken without a margin: most breaks fall inside a sentence, before a
/// small letter or after a word that needs another.
fn breaks_run_on(text: &str, chunk: &[Line]) -> bool {
    if chunk.len() < 2 || chunk.iter().any(|line| line.width > WIDEST_WRAP + 20) {
        return false;
    }
    let pairs = chunk.iter().zip(chunk.iter().skip(1));
    let run_on = pairs
        .filter(|(before, line)| breaks_inside_sentence(text, before, line))
        .count();
    run_on * 2 >= chunk.len() - 1
}

fn breaks_inside_sentence(text: &str, before: &Line, line: &Line) -> bool {
    let (above, here) = (&text[before.range.clone()], &text[line.range.clone()]);
    let small = here.chars().next().is_some_and(char::is_lowercase);
    let needs_more = matches!(
        above.rsplit(' ').next().unwrap_or_default(),
        "the"
            | "a"
            | "an"
            | "of"
            | "for"
            | "in"
            | "on"
            | "at"
            | "to"
            | "and"
            | "or"
            | "by"
            | "with"
            | "from"
            | "that"
            | "its"
            | "their"
    );
    small && !wording::ends_sentence(above) || needs_more
}

/// Whether a paragraph or an entry of a list ends between two lines of a broken text.
fn ends_paragraph(text: &str, before: &Line, line: &Line, widest: usize) -> bool {
    let here = &text[line.range.clone()];
    list::marker(here).is_some() || before.width * 10 < widest * 6 && !breaks_inside_sentence(text, before, line)
}

fn lines(text: &str) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    let mut blank = false;
    let mut at = 0;
    for raw in text.split_inclusive(is_line_end) {
        let start = at;
        at += raw.len();
        let shown = raw.trim_matches(unseen);
        if shown.is_empty() {
            // The two characters of one Windows line end do not make a blank line.
            let closes_windows_line = raw == "\n" && text.as_bytes().get(start.wrapping_sub(1)) == Some(&b'\r');
            blank |= !closes_windows_line;
            continue;
        }
        let lead = raw.len() - raw.trim_start_matches(unseen).len();
        let from = start + lead;
        let indent = raw
            .get(..lead)
            .unwrap_or_default()
            .chars()
            .map(|c| if c == '\t' { 8 } else { 1 })
            .sum();
        found.push(Line {
            range: from..from + shown.len(),
            indent,
            width: shown.chars().count(),
            apart: blank,
        });
        blank = false;
    }
    found
}

fn is_line_end(character: char) -> bool {
    matches!(
        character,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

fn unseen(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{feff}' | '\u{200b}' | '\u{0}')
}

/// The width that lines are wrapped at, where the text is wrapped at all: most of the lines that another line follows
/// directly could not have held its first word.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let pairs: Vec<(&Line, &Line)> = lines
        .iter()
        .zip(lines.iter().skip(1))
        .filter(|(_, next)| !next.apart)
        .collect();
    if pairs.is_empty() {
        return None;
    }
    let mut widths: Vec<usize> = pairs.iter().flat_map(|(line, next)| [line.width, next.width]).collect();
    widths.sort_unstable();
    let long = widths.iter().filter(|width| **width > WIDEST_WRAP).count();
    if long * 10 > widths.len() {
        return None;
    }
    let width = widths.iter().rev().copied().find(|width| *width <= WIDEST_WRAP)?;
    if width < NARROWEST_WRAP {
        return None;
    }
    let full = pairs
        .iter()
        .filter(|(line, next)| is_full(text, line, next, width))
        .count();
    let midway = pairs
        .iter()
        .filter(|(line, _)| line.width * 2 > width && !wording::ends_sentence(&text[line.range.clone()]))
        .count();
    (full * 2 >= pairs.len() || midway * 2 >= pairs.len()).then_some(width)
}

/// Whether the first word of the next line would have passed the margin.
fn is_full(text: &str, line: &Line, next: &Line, width: usize) -> bool {
    let first = text[next.range.clone()]
        .split_whitespace()
        .next()
        .map_or(0, |word| word.chars().count());
    line.width + line.indent + 1 + first + 3 > width
}

fn continues(text: &str, before: &Line, line: &Line, width: usize, any_blank: bool) -> bool {
    let (above, here) = (&text[before.range.clone()], &text[line.range.clone()]);
    if list::marker(here).is_some()
        && (wording::ends_sentence(above) || above.ends_with([';', ':', ',']) || list::marker(above).is_some())
    {
        return false;
    }
    let begins_small = here.chars().next().is_some_and(char::is_lowercase);
    if is_full(text, before, line, width) {
        // Without blank lines only an indent, or a sentence's end well before the margin, shows where a paragraph begins.
        return any_blank || line.indent <= before.indent || !wording::ends_sentence(above);
    }
    if begins_small && before.width * 2 > width {
        return true;
    }
    before.width * 4 >= width * 3 && !wording::ends_sentence(above) && !above.ends_with(':')
        || any_blank && before.width * 10 >= width * 7 && line.indent <= before.indent && before.width + 16 > width
}

#[cfg(test)]
mod tests {
    use super::split;

    fn pieces(text: &str) -> Vec<&str> {
        split(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        assert_eq!(pieces("One.\n\nTwo.\n \n\nThree.\n"), ["One.", "Two.", "Three."]);
    }

    #[test]
    fn windows_line_ends_are_one_line_end() {
        assert_eq!(
            pieces("One line.\r\nAnother.\r\n\r\nThird."),
            ["One line.", "Another.", "Third."]
        );
    }

    #[test]
    fn lines_wrapped_at_a_margin_stay_one_paragraph() {
        let text = "The delegation left the capital early on Monday and reached the border\nby noon, where officials of both countries checked the papers of all who\ntravelled with it.\n\nA second group followed.";
        assert_eq!(pieces(text).len(), 2);
    }

    #[test]
    fn a_short_line_above_a_wrapped_paragraph_stands_alone() {
        let text = "THE BORDER\nThe delegation left the capital early on Monday and reached the border\nby noon, where officials of both countries checked the papers of all who\ntravelled with it.";
        assert_eq!(pieces(text).first(), Some(&"THE BORDER"));
        assert_eq!(pieces(text).len(), 2);
    }

    #[test]
    fn long_lines_without_blank_lines_are_paragraphs() {
        let long = "word ".repeat(40);
        let text = format!("A heading\n{long}\n{long}");
        assert_eq!(pieces(&text).len(), 3);
    }

    #[test]
    fn lines_broken_anywhere_inside_a_sentence_are_joined() {
        let text = "Resolution 9000 (2023)\nof 14 March 2023\n\nTaking note of the statement of the Minister for\nForeign Affairs,\n\n1. Reiterates that any violation of the measures\nis contrary to the Charter;";
        assert_eq!(pieces(text).len(), 3);
        assert_eq!(pieces("Eastland\nWestland\nNorthland").len(), 3);
    }

    #[test]
    fn entries_of_a_list_stand_alone() {
        let text = "The council agreed on three measures that take effect at the start of\nthe coming year:\n1. an end of deliveries of fuel to the northern ports, which the members\nhad asked for;\n2. inspections.";
        assert_eq!(pieces(text).len(), 3);
    }
}
