//! A brief as plain text for a terminal: 100 columns.

use super::{on_one_line, place, runs};
use crate::{Block, Brief, Cell, Sentence};

const COLUMNS: usize = 100;
/// Longer heads of columns say what the section's heading has said.
const LONGEST_LABEL: usize = 12;

/// The brief as plain text.
pub fn text(brief: &Brief) -> String {
    let mut out = format!("{}\n{}\n", brief.title, "=".repeat(brief.title.chars().count()));
    for section in &brief.sections {
        out.push_str(&format!(
            "\n\n{}\n{}\n",
            section.heading,
            "-".repeat(section.heading.chars().count())
        ));
        for block in &section.blocks {
            match block {
                Block::Heading { text, .. } => wrapped(&mut out, &format!("\n{text}"), "", ""),
                Block::Paragraph { sentences } => {
                    out.push('\n');
                    wrapped(
                        &mut out,
                        &sentences.iter().map(sentence).collect::<Vec<_>>().join(" "),
                        "",
                        "",
                    );
                }
                Block::Points { label, points } => {
                    wrapped(&mut out, &format!("\n{label}:"), "", "");
                    for point in points {
                        wrapped(&mut out, &sentence(point), "  - ", "    ");
                    }
                }
                Block::Table { columns, rows } => table(&mut out, columns, rows),
                Block::Note { text } => wrapped(&mut out, &format!("\n{text}"), "", ""),
            }
        }
    }
    out.push_str("\n\nNotes\n-----\n");
    for note in &brief.footnotes {
        wrapped(&mut out, &format!("\n[{}] {}", note.number, place(note)), "", "     ");
        let words = format!("{}⟦{}⟧{}", note.before, note.exact, note.after);
        wrapped(&mut out, on_one_line(&words).trim(), "     ", "     ");
    }
    out
}

fn sentence(sentence: &Sentence) -> String {
    format!("{}{}", on_one_line(&sentence.text), marks(&sentence.footnotes))
}

/// ` [1–3, 7]`.
fn marks(numbers: &[usize]) -> String {
    let marks: Vec<String> = runs(numbers)
        .into_iter()
        .map(|(first, last)| match last - first {
            0 => first.to_string(),
            1 => format!("{first}, {last}"),
            _ => format!("{first}–{last}"),
        })
        .collect();
    if marks.is_empty() {
        String::new()
    } else {
        format!(" [{}]", marks.join(", "))
    }
}

/// Rows as short records: a table of sentences is wider than any terminal.
fn table(out: &mut String, columns: &[String], rows: &[Vec<Cell>]) {
    out.push('\n');
    for row in rows {
        let cells: Vec<String> = columns
            .iter()
            .zip(row)
            .enumerate()
            .filter(|(_, (_, cell))| !cell.text.is_empty())
            .map(|(position, (column, cell))| {
                let words = format!("{}{}", on_one_line(&cell.text), marks(&cell.footnotes));
                if position == 0 || column.len() > LONGEST_LABEL {
                    words
                } else {
                    format!("{}: {words}", column.to_lowercase())
                }
            })
            .collect();
        wrapped(out, &cells.join(" · "), "  - ", "    ");
    }
}

/// Adds words broken into lines; a newline at the start makes an empty line.
fn wrapped(out: &mut String, words: &str, first: &str, rest: &str) {
    if words.starts_with('\n') {
        out.push('\n');
    }
    let mut line = first.to_owned();
    let mut width = first.chars().count();
    let mut is_empty = true;
    for word in words.split_whitespace() {
        let length = word.chars().count();
        if !is_empty && width + 1 + length > COLUMNS {
            out.push_str(&line);
            out.push('\n');
            line = rest.to_owned();
            width = rest.chars().count();
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
            width += 1;
        }
        line.push_str(word);
        width += length;
        is_empty = false;
    }
    out.push_str(&line);
    out.push('\n');
}
