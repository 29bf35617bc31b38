//! Quotation marks: pairs, paragraphs that re-open them, and marks left unclosed.

use std::ops::Range;

use onrecord_language::{Annotated, Pos};

use crate::reading::{Reading, Tokens};

/// Words between quotation marks, the marks included; several pieces where paragraphs re-open them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// In the order of the text, one a block.
    pub pieces: Vec<Tokens>,
}

/// All quotes of a document in order. A mark left open at a block's end runs on where the next block opens with one
/// again; else it closes with its block.
pub fn find(reading: &Reading) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    let mut running = false;
    for block in 0..reading.blocks.len() {
        let annotated = reading.annotated(block);
        let (ranges, open_at_end) = pairs(annotated);
        for (position, range) in ranges.iter().enumerate() {
            let piece = Tokens::new(block, range.clone());
            if position == 0
                && running
                && range.start <= first_word(annotated)
                && let Some(last) = quotes.last_mut()
            {
                last.pieces.push(piece);
            } else {
                quotes.push(Quote { pieces: vec![piece] });
            }
        }
        running = open_at_end;
    }
    quotes
}

fn first_word(annotated: &Annotated) -> usize {
    (0..annotated.len())
        .find(|&token| !annotated.is_space(token))
        .unwrap_or(0)
}

/// The quoted ranges of one block, and whether the last one was left open.
fn pairs(annotated: &Annotated) -> (Vec<Range<usize>>, bool) {
    let mut ranges = Vec::new();
    let mut open: Option<usize> = None;
    for token in 0..annotated.len() {
        match mark(annotated, token, open.is_some()) {
            Mark::Open if open.is_none() => open = Some(token),
            // A second opening mark without a close between: the first one was a slip.
            Mark::Open => {}
            Mark::Close => {
                if let Some(start) = open.take() {
                    ranges.push(start..token + 1);
                }
            }
            Mark::None => {}
        }
    }
    if let Some(start) = open {
        ranges.push(start..annotated.len());
        return (ranges, true);
    }
    (ranges, false)
}

enum Mark {
    Open,
    Close,
    None,
}

fn mark(annotated: &Annotated, token: usize, inside: bool) -> Mark {
    match annotated.token(token) {
        "“" | "„" | "«" | "``" => Mark::Open,
        "”" | "»" | "''" => Mark::Close,
        "\"" => {
            if inside {
                Mark::Close
            } else {
                Mark::Open
            }
        }
        _ => Mark::None,
    }
}

/// Whether a quote is speech and not a term set apart: a clause with a verb, or several words that close a sentence.
pub fn is_sentential(annotated: &Annotated, range: &Range<usize>) -> bool {
    let words = range
        .clone()
        .filter(|&token| !annotated.is_punct(token) && !annotated.is_space(token))
        .count();
    let finite = range.clone().any(|token| {
        matches!(annotated.pos(token), Pos::Verb | Pos::Aux)
            && matches!(annotated.tag(token), "VBD" | "VBZ" | "VBP" | "MD" | "VB")
    });
    let closes =
        range.end >= 2 && (range.len() > 2) && matches!(annotated.token(range.end - 2), "." | "," | "!" | "?" | "…");
    words >= 3 && (finite || closes)
}
