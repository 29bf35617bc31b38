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
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut open: Option<(usize, Kind)> = None;
    for token in 0..annotated.len() {
        let single = open.is_some_and(|(_, kind)| kind == Kind::Single);
        match mark(annotated, token, open.map(|(_, kind)| kind)) {
            // A double mark inside a single one that may be an apostrophe after all: the double one counts.
            Mark::Open(kind) if open.is_none() || (single && kind != Kind::Single) => open = Some((token, kind)),
            // A second opening mark without a close between: the first one was a slip.
            Mark::Open(_) => {}
            Mark::Close => {
                if let Some((start, _)) = open.take() {
                    ranges.push(start..token + 1);
                }
            }
            Mark::None => {}
        }
    }
    // A single mark that nothing closes was an apostrophe.
    match open {
        Some((start, kind)) if kind != Kind::Single => {
            ranges.push(start..annotated.len());
            (ranges, true)
        }
        _ => (ranges, false),
    }
}

/// Which marks a quotation is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// “…”, "…", «…».
    Double,
    /// „…“, which closes with the mark that opens elsewhere.
    Low,
    /// ‘…’, whose closing mark is also the apostrophe.
    Single,
}

enum Mark {
    Open(Kind),
    Close,
    None,
}

fn mark(annotated: &Annotated, token: usize, open: Option<Kind>) -> Mark {
    match annotated.token(token) {
        "“" if open == Some(Kind::Low) => Mark::Close,
        "“" | "«" | "``" => Mark::Open(Kind::Double),
        "„" => Mark::Open(Kind::Low),
        "”" | "»" if open != Some(Kind::Single) => Mark::Close,
        // Two typewriter marks open a quotation as they close it.
        "''" if open == Some(Kind::Double) => Mark::Close,
        "''" if open.is_none() && leans_on_next(annotated, token) => Mark::Open(Kind::Double),
        "\"" if open == Some(Kind::Double) => Mark::Close,
        "\"" => Mark::Open(Kind::Double),
        "‘" if open.is_none() && !glued_before(annotated, token) => Mark::Open(Kind::Single),
        "’" if open == Some(Kind::Single) && closes(annotated, token) => Mark::Close,
        _ => Mark::None,
    }
}

/// Whether a mark stands right before a word and after a blank, a bracket or a dash.
fn leans_on_next(annotated: &Annotated, token: usize) -> bool {
    let free = token == 0
        || annotated.space_after(token - 1)
        || annotated.is_space(token - 1)
        || matches!(annotated.token(token - 1), "(" | "[" | "-" | "–" | "—" | "--");
    free && !annotated.space_after(token) && token + 1 < annotated.len()
}

/// Whether a mark stands right after a letter.
fn glued_before(annotated: &Annotated, token: usize) -> bool {
    token > 0 && !annotated.space_after(token - 1) && !annotated.is_punct(token - 1)
}

/// A closing single mark stands after a stop or a word and before a blank or a stop.
fn closes(annotated: &Annotated, token: usize) -> bool {
    let free = annotated.space_after(token) || token + 1 == annotated.len() || annotated.is_punct(token + 1);
    free && token > 0 && (annotated.is_punct(token - 1) || annotated.tag(token) != "POS")
}

/// The pieces of quotations in one block.
pub fn of_block(quotes: &[Quote], block: usize) -> Vec<Range<usize>> {
    quotes
        .iter()
        .flat_map(|quote| &quote.pieces)
        .filter(|piece| piece.block == block)
        .map(Tokens::range)
        .collect()
}

/// Whether `token` of `block` stands in a quotation.
pub fn hold(quotes: &[Quote], block: usize, token: usize) -> bool {
    quotes
        .iter()
        .flat_map(|quote| &quote.pieces)
        .any(|piece| piece.holds(block, token))
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
