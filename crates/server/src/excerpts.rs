//! The words of a place in their surroundings, as pages show them.

use onrecord_document::Span;
use onrecord_weigh::Anchor;
use schemars::JsonSchema;
use serde::Serialize;

use crate::view::View;

/// Code points of context on each side.
const CONTEXT: u32 = 120;
/// Every so many code points, the byte at which one begins is noted.
const STRIDE: usize = 256;

/// The words of a place in a document, with what stands around them.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct Excerpt {
    /// The document's id.
    pub document: String,
    /// Its title.
    pub title: String,
    /// Outlet or body, if told.
    pub publisher: Option<String>,
    /// First code point of the words in the document's text.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// What stands before, from a whole word on.
    pub before: String,
    /// The words, character by character.
    pub exact: String,
    /// What stands after, up to a whole word.
    pub after: String,
}

/// Finds code points in a text without counting from its beginning.
#[derive(Debug)]
pub(crate) struct CodePointIndex {
    /// The byte of every 256th code point.
    bytes: Vec<u32>,
    count: u32,
}

impl CodePointIndex {
    pub(crate) fn new(text: &str) -> Self {
        let mut bytes = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0_usize;
        for (at, _) in text.char_indices() {
            if count.is_multiple_of(STRIDE) {
                bytes.push(u32::try_from(at).unwrap_or(u32::MAX));
            }
            count += 1;
        }
        Self {
            bytes,
            count: u32::try_from(count).unwrap_or(u32::MAX),
        }
    }

    fn byte(&self, text: &str, code_point: u32) -> usize {
        if code_point >= self.count {
            return text.len();
        }
        let code_point = code_point as usize;
        let from = self.bytes.get(code_point / STRIDE).map_or(0, |byte| *byte as usize);
        let rest = text.get(from..).unwrap_or_default();
        from + rest
            .char_indices()
            .nth(code_point % STRIDE)
            .map_or(rest.len(), |(at, _)| at)
    }

    /// The words from one code point to before another.
    pub(crate) fn slice<'a>(&self, text: &'a str, start: u32, end: u32) -> &'a str {
        text.get(self.byte(text, start)..self.byte(text, end))
            .unwrap_or_default()
    }
}

impl View {
    /// The words of a place in their surroundings; nothing where the document is not known.
    pub(crate) fn excerpt(&self, document: &str, span: &Span) -> Option<Excerpt> {
        let position = self.document_position(document)?;
        let summary = &self.standing.documents[position];
        let record = self.record(position);
        let text = record.document.text.as_str();
        let index = self.code_points(position);
        let from = span.start.saturating_sub(CONTEXT);
        let to = span.end.saturating_add(CONTEXT).min(index.count);
        let before = index.slice(text, from, span.start);
        let after = index.slice(text, span.end, to);
        let before = if from == 0 {
            before
        } else {
            before.split_once(char::is_whitespace).map_or(before, |(_, rest)| rest)
        };
        let after = if to == index.count {
            after
        } else {
            after.rsplit_once(char::is_whitespace).map_or(after, |(rest, _)| rest)
        };
        Some(Excerpt {
            document: document.to_owned(),
            title: summary.title.clone(),
            publisher: summary.publisher.clone(),
            start: span.start,
            end: span.end,
            before: before.to_owned(),
            exact: span.exact.clone(),
            after: after.to_owned(),
        })
    }

    pub(crate) fn excerpts(&self, anchors: &[Anchor]) -> Vec<Excerpt> {
        anchors
            .iter()
            .filter_map(|anchor| self.excerpt(&anchor.document, &anchor.span))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::CodePointIndex;

    #[test]
    fn code_points_are_found_far_into_a_text_of_several_alphabets() {
        let text = "ракета “x” ".repeat(300);
        let index = CodePointIndex::new(&text);
        let letters: Vec<char> = text.chars().collect();
        for (start, end) in [(0, 6), (255, 258), (1000, 1400), (3290, 3400), (9000, 9001)] {
            let wanted: String = letters.iter().skip(start).take(end - start).collect();
            let found = index.slice(&text, u32::try_from(start).unwrap(), u32::try_from(end).unwrap());
            assert_eq!(found, wanted);
        }
    }
}
