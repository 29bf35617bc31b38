//! A document with its blocks annotated: what every extractor reads, and the way from tokens back to code points.

use std::borrow::Cow;
use std::ops::Range;

use onrecord_document::{
    Block, BlockKind, Document, DocumentKind, Span, dateline_length, list_marker_length, turn_label_length,
};
use onrecord_language::{Annotated, Pipeline};

use crate::casing::{self, Caseless};

/// One block with its annotation. Tokens are numbered within the block.
pub struct ReadBlock {
    /// Its place in [`Document::blocks`].
    pub index: usize,
    /// The block; a paragraph begins after its dateline.
    pub block: Block,
    /// Whether it is the label of a speaker's turn ("Ms. Doe (Country):"), read apart from the turn's words; its kind is
    /// then [`BlockKind::Heading`], for it says nothing.
    pub is_label: bool,
    /// Its text, annotated; offsets in it count from the block's start.
    pub annotated: Annotated,
}

/// A document ready to be read: only the blocks that may be extracted from, in order.
pub struct Reading<'d> {
    /// The document.
    pub document: &'d Document,
    /// The place and day before the first sentence ("SEOUL, March 3 (Yonhap) — "), in code points.
    pub dateline: Option<(u32, u32)>,
    /// The document's text has no case: its blocks were annotated with the case restored.
    pub caseless: Option<Caseless>,
    /// Headings, paragraphs, captions, list entries and quotations; never boilerplate, bylines or repeats.
    pub blocks: Vec<ReadBlock>,
    byte_of_code_point: Vec<u32>,
}

/// A range of tokens in one of [`Reading::blocks`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tokens {
    /// Position in [`Reading::blocks`].
    pub block: usize,
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
}

impl Tokens {
    /// The tokens `range` of block `block`.
    pub fn new(block: usize, range: Range<usize>) -> Self {
        Tokens {
            block,
            start: range.start,
            end: range.end,
        }
    }

    /// Whether `token` of `block` is inside.
    pub fn holds(&self, block: usize, token: usize) -> bool {
        self.block == block && self.start <= token && token < self.end
    }

    /// The tokens as a range.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// Code points of a monitoring service's marks in square brackets before the first sentence ("[Text]", "[Report] [Text] ").
fn marks_length(text: &str) -> u32 {
    let mut rest = text;
    while let Some(close) = rest
        .strip_prefix('[')
        .and_then(|inner| inner.find(']'))
        .filter(|close| *close < 90)
    {
        rest = rest.get(close + 2..).unwrap_or_default().trim_start();
    }
    (text.chars().count() - rest.chars().count()) as u32
}

impl<'d> Reading<'d> {
    /// Annotates the blocks of `document` one at a time: a headline would run into the sentence after it otherwise.
    pub fn new(pipeline: &Pipeline, document: &'d Document) -> Self {
        let byte_of_code_point: Vec<u32> = document
            .text
            .char_indices()
            .map(|(byte, _)| byte as u32)
            .chain([document.text.len() as u32])
            .collect();
        let text_of = |block: &Block| {
            &document.text
                [byte_of_code_point[block.start as usize] as usize..byte_of_code_point[block.end as usize] as usize]
        };
        let mut dateline = None;
        let readable: Vec<(usize, Block, bool)> = document
            .blocks
            .iter()
            .enumerate()
            .filter(|(_, block)| {
                !matches!(
                    block.kind,
                    BlockKind::Boilerplate | BlockKind::Repeat | BlockKind::Byline
                )
            })
            .flat_map(|(index, block)| {
                // A number, a dateline or a speaker's label is no part of the first sentence: left in, it becomes a piece
                // of the subject.
                let mut label = None;
                let mut words = block.clone();
                if block.kind != BlockKind::Heading {
                    words.start += list_marker_length(text_of(&words));
                    if document.kind == DocumentKind::Transcript {
                        let length = turn_label_length(text_of(block));
                        if length > 0 {
                            words.start += length;
                            label = Some(Block {
                                kind: BlockKind::Heading,
                                end: words.start,
                                ..block.clone()
                            });
                        }
                    }
                    let before = words.start;
                    words.start += dateline_length(text_of(&words));
                    if words.start > before {
                        if dateline.is_none() {
                            dateline = Some((before, words.start));
                        }
                        words.start += marks_length(text_of(&words));
                    }
                }
                let spoken = (words.start < words.end).then_some((index, words, false));
                label.map(|label| (index, label, true)).into_iter().chain(spoken)
            })
            .collect();
        let caseless = Caseless::of(&document.text);
        // Headings in capitals are read as they are: they say nothing, and only their names are of use.
        let texts: Vec<Cow<'_, str>> = readable
            .iter()
            .map(|(_, block, _)| {
                let text = text_of(block);
                let own = || (block.kind != BlockKind::Heading).then(|| Caseless::of(text)).flatten();
                match caseless.or_else(own) {
                    Some(_) => Cow::Owned(casing::restore(text, pipeline)),
                    None => Cow::Borrowed(text),
                }
            })
            .collect();
        let texts: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
        let blocks = pipeline
            .annotate_batch(&texts)
            .into_iter()
            .zip(&readable)
            .map(|(annotated, (index, block, is_label))| ReadBlock {
                index: *index,
                block: block.clone(),
                is_label: *is_label,
                annotated,
            })
            .collect();
        Reading {
            document,
            dateline,
            caseless,
            blocks,
            byte_of_code_point,
        }
    }

    /// The annotation of block `block` (a position in [`Reading::blocks`]).
    pub fn annotated(&self, block: usize) -> &Annotated {
        &self.blocks[block].annotated
    }

    /// The span of a range of tokens.
    pub fn span(&self, tokens: &Tokens) -> Span {
        let read = &self.blocks[tokens.block];
        let (start, end) = if tokens.start >= tokens.end {
            let at = if tokens.start < read.annotated.len() {
                read.annotated.start(tokens.start)
            } else {
                0
            };
            (at, at)
        } else {
            (read.annotated.start(tokens.start), read.annotated.end(tokens.end - 1))
        };
        self.span_of_code_points(read.block.start + start, read.block.start + end)
    }

    /// The span between two code points of the document.
    pub fn span_of_code_points(&self, start: u32, end: u32) -> Span {
        let bytes = self.byte_of_code_point[start as usize] as usize..self.byte_of_code_point[end as usize] as usize;
        Span {
            start,
            end,
            exact: self.document.text[bytes].to_owned(),
        }
    }

    /// The token of the reading that covers or first follows code point `at`, if any: block position and token.
    pub fn token_at(&self, at: u32) -> Option<(usize, usize)> {
        let block = self
            .blocks
            .iter()
            .position(|read| read.block.start <= at && at < read.block.end)?;
        let annotated = &self.blocks[block].annotated;
        let inside = at - self.blocks[block].block.start;
        (0..annotated.len())
            .find(|&token| annotated.end(token) > inside)
            .map(|token| (block, token))
    }
}
