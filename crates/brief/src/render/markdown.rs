//! A brief as Markdown with footnotes (as GitHub, Pandoc and most others read them).

use super::{LEFT_OUT, OWN, described, has_folds, in_documents, laid_open, noted, on_one_line};
use crate::brief::{Block, Brief, Cell, Depth, Sentence};

/// The brief as Markdown.
pub fn markdown(brief: &Brief, depth: Depth) -> String {
    let mut out = format!("# {}\n", escaped(&brief.title));
    for section in &brief.sections {
        let blocks = laid_open(&section.blocks, depth);
        if blocks.is_empty() {
            continue;
        }
        out.push_str(&format!("\n## {}\n", escaped(&section.heading)));
        for block in &blocks {
            out.push('\n');
            written(&mut out, block);
        }
    }
    if depth == Depth::Short && has_folds(brief) {
        out.push_str(&format!("\n*{LEFT_OUT}*\n"));
    }
    if !brief.sources.is_empty() {
        out.push_str("\n## Sources\n\n");
        for source in &brief.sources {
            let address = source
                .url
                .as_ref()
                .map(|url| format!("; {}", escaped(url)))
                .unwrap_or_default();
            out.push_str(&format!(
                "- **D{}** {}{address}\n",
                source.number,
                escaped(&described(source))
            ));
        }
    }
    let notes = noted(brief, depth);
    if !notes.is_empty() {
        out.push_str("\n## Notes\n\n");
    }
    for note in notes {
        let words = escaped(on_one_line(&note.exact).trim());
        out.push_str(&format!(
            "[^{}]: D{}, characters {}–{}: “{words}”\n",
            note.number, note.source, note.start, note.end
        ));
    }
    out
}

fn written(out: &mut String, block: &Block) {
    match block {
        Block::Heading { text, .. } => out.push_str(&format!("### {}\n", escaped(text))),
        Block::Paragraph { sentences } => {
            out.push_str(&told(sentences));
            out.push('\n');
        }
        Block::Points { label, points } => {
            if !label.is_empty() {
                out.push_str(&format!("**{}**\n\n", escaped(label)));
            }
            for point in points {
                out.push_str(&format!("- {}\n", told(point)));
            }
        }
        Block::Table { label, columns, rows } => {
            if !label.is_empty() {
                out.push_str(&format!("**{}**\n\n", escaped(label)));
            }
            table(out, columns, rows);
        }
        Block::Own { text } => {
            out.push_str(&format!("> *{OWN}:*\n"));
            for line in text.lines().filter(|line| !line.trim().is_empty()) {
                out.push_str(&format!(">\n> {}\n", escaped(&on_one_line(line))));
            }
        }
        Block::Note { text } => out.push_str(&format!("*{}*\n", escaped(text))),
        Block::Folded { .. } => {}
    }
}

fn told(sentences: &[Sentence]) -> String {
    sentences.iter().map(sentence).collect::<Vec<_>>().join(" ")
}

fn sentence(sentence: &Sentence) -> String {
    format!(
        "{}{}{}",
        escaped(&on_one_line(&sentence.text)),
        in_documents(&sentence.sources),
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
