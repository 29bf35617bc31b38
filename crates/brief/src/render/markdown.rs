//! A brief as Markdown with footnotes (as GitHub, Pandoc and most others read them).

use super::{on_one_line, place};
use crate::{Block, Brief, Cell, Sentence};

/// The brief as Markdown.
pub fn markdown(brief: &Brief) -> String {
    let mut out = format!("# {}\n", escaped(&brief.title));
    for section in &brief.sections {
        out.push_str(&format!("\n## {}\n", escaped(&section.heading)));
        for block in &section.blocks {
            out.push('\n');
            match block {
                Block::Heading { text, .. } => out.push_str(&format!("### {}\n", escaped(text))),
                Block::Paragraph { sentences } => {
                    out.push_str(&sentences.iter().map(sentence).collect::<Vec<_>>().join(" "));
                    out.push('\n');
                }
                Block::Points { label, points } => {
                    out.push_str(&format!("**{}**\n\n", escaped(label)));
                    for point in points {
                        out.push_str(&format!("- {}\n", sentence(point)));
                    }
                }
                Block::Table { columns, rows } => table(&mut out, columns, rows),
                Block::Note { text } => out.push_str(&format!("*{}*\n", escaped(text))),
            }
        }
    }
    out.push_str("\n## Notes\n\n");
    for note in &brief.footnotes {
        let words = format!("{}\u{0}{}\u{1}{}", note.before, note.exact.trim(), note.after);
        let words = escaped(on_one_line(&words).trim()).replace(['\u{0}', '\u{1}'], "**");
        out.push_str(&format!("[^{}]: {}: {words}\n\n", note.number, escaped(&place(note))));
    }
    out
}

fn sentence(sentence: &Sentence) -> String {
    format!(
        "{}{}",
        escaped(&on_one_line(&sentence.text)),
        marks(&sentence.footnotes)
    )
}

fn marks(numbers: &[usize]) -> String {
    numbers.iter().map(|number| format!("[^{number}]")).collect()
}

fn table(out: &mut String, columns: &[String], rows: &[Vec<Cell>]) {
    let heads: Vec<String> = columns.iter().map(|column| escaped(column)).collect();
    out.push_str(&format!(
        "| {} |\n|{}\n",
        heads.join(" | "),
        " --- |".repeat(columns.len())
    ));
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| format!("{}{}", escaped(&on_one_line(&cell.text)), marks(&cell.footnotes)))
            .collect();
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
}

/// Words as words: no character of a quotation becomes Markdown or HTML.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for (position, character) in words.char_indices() {
        let begins = position == 0 && matches!(character, '#' | '-' | '+' | '>' | '=');
        if begins || matches!(character, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '|' | '~' | '&') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn words_of_a_document_never_become_markup() {
        assert_eq!(
            escaped("# <b>a*b</b> [x](y) | &amp;"),
            "\\# \\<b>a\\*b\\</b> \\[x\\](y) \\| \\&amp;"
        );
    }
}
