//! Renderings of one brief.

mod html;
mod markdown;
mod text;
mod word;

pub use html::html;
pub use markdown::markdown;
pub use text::text;
pub use word::{WordError, word};

use crate::brief::{Block, Brief, Depth, Footnote, Source};

/// How an author's own words are marked.
const OWN: &str = "In the author’s own words";

/// What a short form says of what it leaves out.
const LEFT_OUT: &str = "`onrecord report --full` adds every statement under its claim, how origins were counted, why documents share \
one, and each provision element by element; the page (`--format html`) unfolds the same.";

/// The blocks of a section as they are read at this depth: what is folded is left out, or laid open under its label.
fn laid_open(blocks: &[Block], depth: Depth) -> Vec<Block> {
    let mut open = Vec::new();
    for block in blocks {
        match block {
            Block::Folded { label, blocks } => {
                if depth == Depth::Full {
                    open.push(Block::Note {
                        text: format!("{label}:"),
                    });
                    open.extend(laid_open(blocks, depth));
                }
            }
            other => open.push(other.clone()),
        }
    }
    open
}

/// The footnotes that the open parts of a brief rest on; they come first.
fn noted(brief: &Brief, depth: Depth) -> &[Footnote] {
    if depth == Depth::Full {
        return &brief.footnotes;
    }
    let blocks = brief
        .sections
        .iter()
        .flat_map(|section| laid_open(&section.blocks, depth));
    let last = blocks.map(|block| last_number(&block)).max().unwrap_or(0);
    &brief.footnotes[..last.min(brief.footnotes.len())]
}

fn last_number(block: &Block) -> usize {
    let most = |numbers: &[usize]| numbers.iter().copied().max().unwrap_or(0);
    match block {
        Block::Heading { .. } | Block::Note { .. } | Block::Own { .. } => 0,
        Block::Paragraph { sentences } => sentences
            .iter()
            .map(|sentence| most(&sentence.footnotes))
            .max()
            .unwrap_or(0),
        Block::Points { points, .. } => points
            .iter()
            .flatten()
            .map(|sentence| most(&sentence.footnotes))
            .max()
            .unwrap_or(0),
        Block::Table { rows, .. } => rows
            .iter()
            .flatten()
            .map(|cell| most(&cell.footnotes))
            .max()
            .unwrap_or(0),
        Block::Folded { blocks, .. } => blocks.iter().map(last_number).max().unwrap_or(0),
    }
}

/// Whether anything of a brief is folded.
fn has_folds(brief: &Brief) -> bool {
    brief
        .sections
        .iter()
        .flat_map(|section| &section.blocks)
        .any(|block| matches!(block, Block::Folded { .. }))
}

/// Runs of consecutive numbers: 1, 2, 3, 7 → (1, 3), (7, 7).
fn runs(numbers: &[usize]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    runs
}

/// ` (D1–D7)`; nothing of none.
fn in_documents(numbers: &[usize]) -> String {
    let told: Vec<String> = runs(numbers)
        .into_iter()
        .map(|(first, last)| {
            if first == last {
                format!("D{first}")
            } else {
                format!("D{first}–D{last}")
            }
        })
        .collect();
    if told.is_empty() {
        String::new()
    } else {
        format!(" ({})", told.join(", "))
    }
}

/// On one line, with single spaces.
fn on_one_line(words: &str) -> String {
    let inner = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let edge = |there: bool| if there && !inner.is_empty() { " " } else { "" };
    format!(
        "{}{inner}{}",
        edge(words.starts_with(char::is_whitespace)),
        edge(words.ends_with(char::is_whitespace))
    )
}

/// `Publisher, “Title”, 2 March 2026, origin`: what a source is, but for its address.
fn described(source: &Source) -> String {
    let mut words = source
        .publisher
        .as_ref()
        .map(|publisher| format!("{publisher}, "))
        .unwrap_or_default();
    words.push_str(&format!("“{}”", on_one_line(&source.title).trim()));
    match &source.published {
        Some(date) => words.push_str(&format!(", {}", crate::voice::short_day(date))),
        None => words.push_str(", no date"),
    }
    if !source.is_origin {
        words.push_str(&format!("; {}", source.kind));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn consecutive_numbers_are_one_run() {
        assert_eq!(runs(&[1, 2, 3, 7, 9, 10]), [(1, 3), (7, 7), (9, 10)]);
        assert_eq!(runs(&[]), []);
    }
}
