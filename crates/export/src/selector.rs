//! W3C Web Annotation selectors for a span: the position in code points and the quotation with the words around it, either of
//! which finds the place again.

use onrecord_document::Span;
use serde_json::{Value, json};

/// How many code points of the text stand before and after a quotation.
const CONTEXT: usize = 32;

/// A text that is cut by code points.
#[derive(Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    /// Where each code point begins, in bytes; none where the text is ASCII and each begins at its own number.
    starts: Option<Vec<u32>>,
}

impl<'a> CodePoints<'a> {
    /// Of a document's text.
    pub fn new(text: &'a str) -> Self {
        let starts = (!text.is_ascii()).then(|| {
            text.char_indices()
                .map(|(start, _)| u32::try_from(start).unwrap_or(u32::MAX))
                .collect()
        });
        Self { text, starts }
    }

    fn byte(&self, at: usize) -> usize {
        match &self.starts {
            Some(starts) => starts.get(at).map_or(self.text.len(), |start| *start as usize),
            None => at.min(self.text.len()),
        }
    }

    /// The words between two code points, the end left out.
    pub fn between(&self, start: usize, end: usize) -> &'a str {
        self.text.get(self.byte(start)..self.byte(end)).unwrap_or_default()
    }

    /// Both selectors of a span, the second refining nothing: each alone finds the place.
    pub fn selectors(&self, span: &Span) -> Value {
        let (start, end) = (span.start as usize, span.end as usize);
        json!([
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": span.exact,
                "prefix": self.between(start.saturating_sub(CONTEXT), start),
                "suffix": self.between(end, end + CONTEXT),
            },
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_counted_and_not_bytes() {
        let span = Span {
            start: 5,
            end: 7,
            exact: "né".into(),
        };
        let text = CodePoints::new("“Ні” né 🚀");
        let selectors = text.selectors(&span);
        assert_eq!(selectors[1]["prefix"], "“Ні” ");
        assert_eq!(selectors[1]["suffix"], " 🚀");
        assert_eq!(text.between(5, 7), "né");
    }
}
