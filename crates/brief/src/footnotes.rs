//! Numbers the places a brief rests on, each place once, in the order in which the sentences need them.

use std::collections::BTreeMap;

use onrecord_document::Span;
use onrecord_weigh::Anchor;

use crate::brief::{Cell, Footnote, Sentence};
use crate::set::Set;

/// Code points of context on each side of the words.
const CONTEXT: usize = 160;

/// The footnotes so far.
pub(crate) struct Footnotes<'a> {
    set: &'a Set<'a>,
    numbers: BTreeMap<(String, u32, u32), usize>,
    notes: Vec<Footnote>,
}

impl<'a> Footnotes<'a> {
    pub(crate) fn new(set: &'a Set<'a>) -> Self {
        Self {
            set,
            numbers: BTreeMap::new(),
            notes: Vec::new(),
        }
    }

    /// A sentence on these places. A sentence without any place is none: nothing is said without its place.
    pub(crate) fn sentence(&mut self, text: impl Into<String>, anchors: &[Anchor]) -> Option<Sentence> {
        let footnotes = self.numbers(anchors);
        (!footnotes.is_empty()).then(|| Sentence {
            text: text.into(),
            footnotes,
        })
    }

    pub(crate) fn cell(&mut self, text: impl Into<String>, anchors: &[Anchor]) -> Cell {
        Cell {
            text: text.into(),
            footnotes: self.numbers(anchors),
        }
    }

    pub(crate) fn into_notes(self) -> Vec<Footnote> {
        self.notes
    }

    fn numbers(&mut self, anchors: &[Anchor]) -> Vec<usize> {
        let mut numbers: Vec<usize> = anchors.iter().filter_map(|anchor| self.number(anchor)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    fn number(&mut self, anchor: &Anchor) -> Option<usize> {
        let key = (anchor.document.clone(), anchor.span.start, anchor.span.end);
        if let Some(number) = self.numbers.get(&key) {
            return Some(*number);
        }
        let record = self.set.record(&anchor.document)?;
        let summary = self.set.summary(&anchor.document)?;
        let number = self.notes.len() + 1;
        let (before, after) = context(&record.document.text, &anchor.span);
        self.notes.push(Footnote {
            number,
            document: anchor.document.clone(),
            title: summary.title.clone(),
            publisher: summary.publisher.clone(),
            published: summary.published.clone(),
            url: summary.url.clone(),
            sha256: summary.sha256.clone(),
            start: anchor.span.start,
            end: anchor.span.end,
            exact: anchor.span.exact.clone(),
            before,
            after,
        });
        self.numbers.insert(key, number);
        Some(number)
    }
}

/// The words before and after a span, cut between words.
fn context(text: &str, span: &Span) -> (String, String) {
    let (start, end) = (span.start as usize, span.end as usize);
    let from = start.saturating_sub(CONTEXT);
    let before: String = text.chars().skip(from).take(start - from).collect();
    let rest: Vec<char> = text.chars().skip(end).take(CONTEXT + 1).collect();
    let after: String = rest.iter().take(CONTEXT).collect();
    let before = match before.split_once(char::is_whitespace) {
        Some((_, whole)) if from > 0 => format!("… {whole}"),
        _ => before,
    };
    let after = match after.rsplit_once(char::is_whitespace) {
        Some((whole, _)) if rest.len() > CONTEXT => format!("{whole} …"),
        _ => after,
    };
    (before, after)
}

#[cfg(test)]
mod tests {
    use super::context;
    use onrecord_document::Span;

    #[test]
    fn context_is_cut_between_words_and_only_where_text_is_left_out() {
        let text = format!("{}the Wren left{}", "word ".repeat(60), " port.");
        let span = Span {
            start: 300,
            end: 308,
            exact: "the Wren".into(),
        };
        let (before, after) = context(&text, &span);
        assert!(before.starts_with("… word") && before.ends_with("word "));
        assert_eq!(after, " left port.");
    }
}
