//! A brief as plain text for a terminal: 100 columns.

use super::{LEFT_OUT, OWN, described, has_folds, laid_open, noted, on_one_line, runs};
use crate::brief::{Block, Brief, Cell, Depth, Footnote, Sentence};

const COLUMNS: usize = 100;
/// A column of a table is no narrower than this.
const NARROWEST: usize = 8;
/// So many rows say how wide the columns of a table should be.
const JUDGED: usize = 60;
/// How many code points of a footnote's words are shown: the line above has them, and the offsets lead to the rest.
const SHOWN: usize = 44;

/// The brief as plain text.
pub fn text(brief: &Brief, depth: Depth) -> String {
    let mut out = String::new();
    wrapped(&mut out, &brief.title, "", "");
    for section in &brief.sections {
        let blocks = laid_open(&section.blocks, depth);
        if blocks.is_empty() {
            continue;
        }
        headed(&mut out, &section.heading);
        for (position, block) in blocks.iter().enumerate() {
            // What begins anew right under the section's heading needs no empty line; after other lines it does.
            let begins = match block {
                Block::Heading { .. } => true,
                Block::Table { label, .. } => !label.is_empty(),
                _ => false,
            };
            if position > 0 && begins {
                out.push('\n');
            }
            written(&mut out, block);
        }
    }
    if depth == Depth::Short && has_folds(brief) {
        out.push('\n');
        wrapped(&mut out, LEFT_OUT, "", "");
    }
    if !brief.sources.is_empty() {
        headed(&mut out, "Sources");
        for source in &brief.sources {
            let address = source.url.as_ref().map(|url| format!("; {url}")).unwrap_or_default();
            let label = format!("{:<4}", format!("D{}", source.number));
            wrapped(&mut out, &format!("{}{address}", described(source)), &label, "    ");
        }
    }
    let notes = noted(brief, depth);
    if !notes.is_empty() {
        headed(&mut out, "Notes: document, characters, words");
        for line in merged(notes) {
            wrapped(&mut out, &line, "", "    ");
        }
    }
    out
}

fn headed(out: &mut String, words: &str) {
    out.push_str(&format!("\n{}\n", words.to_uppercase()));
}

fn written(out: &mut String, block: &Block) {
    match block {
        Block::Heading { text, .. } => wrapped(out, text, "", ""),
        Block::Paragraph { sentences } => wrapped(out, &told(sentences), "", ""),
        Block::Points { label, points } => {
            if let ([only], false) = (points.as_slice(), label.is_empty()) {
                wrapped(out, &format!("{label}: {}", told(only)), "", "  ");
                return;
            }
            if !label.is_empty() {
                wrapped(out, &format!("{label}:"), "", "");
            }
            for point in points {
                wrapped(out, &told(point), "- ", "  ");
            }
        }
        Block::Table { label, columns, rows } => {
            if !label.is_empty() {
                wrapped(out, label, "", "");
            }
            table(out, columns, rows);
        }
        Block::Own { text } => {
            wrapped(out, &format!("{OWN}:"), "| ", "| ");
            for line in text.lines().filter(|line| !line.trim().is_empty()) {
                wrapped(out, line, "| ", "| ");
            }
        }
        Block::Note { text } => wrapped(out, text, "", ""),
        Block::Folded { .. } => {}
    }
}

fn told(sentences: &[Sentence]) -> String {
    sentences.iter().map(sentence).collect::<Vec<_>>().join(" ")
}

fn sentence(sentence: &Sentence) -> String {
    let mut marks = marks(&sentence.footnotes, "");
    marks.extend(self::marks(&sentence.sources, "D"));
    format!("{}{}", on_one_line(&sentence.text), in_brackets(&marks))
}

/// `1–3`, `7`.
fn marks(numbers: &[usize], letter: &str) -> Vec<String> {
    runs(numbers)
        .into_iter()
        .map(|(first, last)| match last - first {
            0 => format!("{letter}{first}"),
            1 => format!("{letter}{first}, {letter}{last}"),
            _ => format!("{letter}{first}–{letter}{last}"),
        })
        .collect()
}

fn in_brackets(marks: &[String]) -> String {
    if marks.is_empty() {
        String::new()
    } else {
        format!(" [{}]", marks.join(", "))
    }
}

/// Footnotes of one document that follow one another on one line, and places of the same words too.
fn merged(notes: &[Footnote]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut position = 0;
    while let Some(note) = notes.get(position) {
        let same_words = run(&notes[position..], |other| other.exact == note.exact);
        let same_source = run(&notes[position..], |other| other.source == note.source);
        if same_words.len() > 1 {
            let places: Vec<String> = same_words
                .iter()
                .map(|note| format!("D{} {}–{}", note.source, note.start, note.end))
                .collect();
            let last = note.number + same_words.len() - 1;
            lines.push(format!(
                "[{}–{last}] {}: {}",
                note.number,
                places.join(", "),
                shown(&note.exact)
            ));
            position += same_words.len();
        } else {
            let places: Vec<String> = same_source
                .iter()
                .map(|note| format!("[{}] {}–{} {}", note.number, note.start, note.end, shown(&note.exact)))
                .collect();
            let mut places = places.join(" · ");
            let label = format!("[{}] ", note.number);
            places.replace_range(..label.len(), &format!("{label}D{} ", note.source));
            lines.push(places);
            position += same_source.len();
        }
    }
    lines
}

fn run(notes: &[Footnote], alike: impl Fn(&Footnote) -> bool) -> &[Footnote] {
    let length = notes.iter().take_while(|note| alike(note)).count();
    &notes[..length]
}

/// The first words, cut between words.
fn shown(words: &str) -> String {
    let words = on_one_line(words).trim().to_owned();
    if words.chars().count() <= SHOWN {
        return format!("“{words}”");
    }
    let cut: String = words.chars().take(SHOWN).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("“{whole} …”")
}

/// Rows under heads, each column as wide as its words allow, broken where all of them are wider than the page.
fn table(out: &mut String, columns: &[String], rows: &[Vec<Cell>]) {
    let mut lines: Vec<Vec<String>> = vec![columns.to_vec()];
    for row in rows {
        lines.push(
            row.iter()
                .map(|cell| {
                    format!(
                        "{}{}",
                        on_one_line(&cell.text),
                        in_brackets(&marks(&cell.footnotes, ""))
                    )
                })
                .collect(),
        );
    }
    let widths = widths(&lines, COLUMNS.saturating_sub(2 * columns.len().saturating_sub(1)));
    for (position, line) in lines.iter().enumerate() {
        let cells: Vec<Vec<String>> = line
            .iter()
            .zip(&widths)
            .map(|(cell, width)| broken(cell, *width))
            .collect();
        for level in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            let mut printed = String::new();
            for (cell, width) in cells.iter().zip(&widths) {
                let part = cell.get(level).map_or("", String::as_str);
                printed.push_str(part);
                printed.push_str(&" ".repeat(width.saturating_sub(part.chars().count()) + 2));
            }
            out.push_str(printed.trim_end());
            out.push('\n');
        }
        if position == 0 {
            let rules: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
            out.push_str(&rules.join("  "));
            out.push('\n');
        }
    }
}

/// How wide each column is: as wide as its words, and where that is too much, narrowed where it costs the fewest lines.
fn widths(lines: &[Vec<String>], room: usize) -> Vec<usize> {
    // Enough rows to judge by; the time it takes must not grow with the case.
    let lines = &lines[..lines.len().min(JUDGED)];
    let count = lines.iter().map(Vec::len).max().unwrap_or(0);
    let height = |cell: &str, width: usize| broken(cell, width).len();
    let mut widths: Vec<usize> = (0..count)
        .map(|column| {
            lines
                .iter()
                .filter_map(|line| line.get(column))
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or(0)
        })
        .collect();
    while widths.iter().sum::<usize>() > room {
        let heights: Vec<Vec<usize>> = lines
            .iter()
            .map(|line| {
                line.iter()
                    .zip(&widths)
                    .map(|(cell, width)| height(cell, *width))
                    .collect()
            })
            .collect();
        let cost = |column: usize| -> usize {
            lines
                .iter()
                .zip(&heights)
                .map(|(line, heights)| {
                    let narrowed = line.get(column).map_or(0, |cell| height(cell, widths[column] - 1));
                    heights.iter().copied().max().unwrap_or(0).max(narrowed)
                })
                .sum()
        };
        let cheapest = (0..count)
            .filter(|column| widths[*column] > NARROWEST)
            .min_by_key(|column| (cost(*column), std::cmp::Reverse(widths[*column])));
        let Some(column) = cheapest else { break };
        widths[column] -= 1;
    }
    widths
}

/// Words in lines no wider than this, where no single word is.
fn broken(words: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in words.split_whitespace() {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}

/// Adds words broken into lines, the first behind `first`, the others behind `rest`.
fn wrapped(out: &mut String, words: &str, first: &str, rest: &str) {
    let width = COLUMNS.saturating_sub(rest.chars().count());
    for (position, line) in broken(words, width).iter().enumerate() {
        out.push_str(if position == 0 { first } else { rest });
        out.push_str(line);
        out.push('\n');
    }
}
