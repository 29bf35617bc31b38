//! Bytes to code points: the pipeline works in byte ranges, and everything that leaves the crate counts code points.

use crate::Span;
use std::ops::Range;

const PAGE: usize = 256;

/// Counts the code points before any byte of one text.
pub(crate) struct Offsets<'text> {
    text: &'text str,
    /// Code points before byte `PAGE * n`.
    pages: Vec<u32>,
}

impl<'text> Offsets<'text> {
    pub(crate) fn new(text: &'text str) -> Self {
        let mut pages = Vec::with_capacity(text.len() / PAGE + 1);
        let mut before = 0;
        for page in text.as_bytes().chunks(PAGE) {
            pages.push(before);
            before += begun_in(page);
        }
        pages.push(before);
        Self { text, pages }
    }

    /// How many code points begin before `byte`.
    pub(crate) fn code_points(&self, byte: usize) -> u32 {
        let byte = byte.min(self.text.len());
        let page = byte / PAGE;
        let within = self.text.as_bytes().get(page * PAGE..byte).unwrap_or_default();
        self.pages.get(page).copied().unwrap_or_default() + begun_in(within)
    }

    /// The span of a byte range (on character boundaries) of the text.
    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        Span {
            start: self.code_points(range.start),
            end: self.code_points(range.end),
            exact: self.text.get(range.clone()).unwrap_or_default().to_owned(),
        }
    }
}

/// Code points whose first byte is in `bytes` (every byte of UTF-8 that is no continuation begins one).
fn begun_in(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.iter().filter(|byte| (**byte & 0xc0) != 0x80).count()).unwrap_or(u32::MAX)
}
