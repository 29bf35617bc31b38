//! Numbers the places a brief rests on, each place once: first what stands open, in reading order, then what is folded.

use std::collections::BTreeMap;

use onrecord_document::Span;
use onrecord_weigh::Anchor;

use crate::brief::{Block, Cell, Footnote, Section, Sentence};
use crate::set::Set;

/// Code points of context on each side of the words.
const CONTEXT: usize = 160;

/// The footnotes so far, numbered as they were asked for.
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
            sources: Vec::new(),
        })
    }

    pub(crate) fn cell(&mut self, text: impl Into<String>, anchors: &[Anchor]) -> Cell {
        Cell {
            text: text.into(),
            footnotes: self.numbers(anchors),
        }
    }

    /// Gives the places the numbers that a reader sees, in the sections too, and hands them over.
    pub(crate) fn finish(self, sections: &mut [Section]) -> Vec<Footnote> {
        let mut order: Vec<usize> = Vec::new();
        for folded in [false, true] {
            for section in sections.iter_mut() {
                visit(&mut section.blocks, false, &mut |numbers, is_folded| {
                    if is_folded == folded {
                        order.extend(numbers.iter());
                    }
                });
            }
        }
        let mut finals: BTreeMap<usize, usize> = BTreeMap::new();
        for number in order {
            let next = finals.len() + 1;
            finals.entry(number).or_insert(next);
        }
        for section in sections.iter_mut() {
            visit(&mut section.blocks, false, &mut |numbers, _| {
                *numbers = numbers
                    .iter()
                    .filter_map(|number| finals.get(number).copied())
                    .collect();
                numbers.sort_unstable();
            });
        }
        let mut notes: Vec<Footnote> = self
            .notes
            .into_iter()
            .filter_map(|note| {
                let number = *finals.get(&note.number)?;
                Some(Footnote { number, ..note })
            })
            .collect();
        notes.sort_by_key(|note| note.number);
        notes
    }

    fn numbers(&mut self, anchors: &[Anchor]) -> Vec<usize> {
        let mut numbers: Vec<usize> = Vec::new();
        for anchor in anchors {
            if let Some(number) = self.number(anchor).filter(|number| !numbers.contains(number)) {
                numbers.push(number);
            }
        }
        numbers
    }

    fn number(&mut self, anchor: &Anchor) -> Option<usize> {
        let key = (anchor.document.clone(), anchor.span.start, anchor.span.end);
        if let Some(number) = self.numbers.get(&key) {
            return Some(*number);
        }
        let record = self.set.record(&anchor.document)?;
        let source = self.set.source(&anchor.document)?;
        let number = self.notes.len() + 1;
        let (before, after) = context(&record.document.text, &anchor.span);
        self.notes.push(Footnote {
            number,
            source,
            document: anchor.document.clone(),
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

/// Shows every list of numbers of the blocks, and whether it stands in something folded.
fn visit(blocks: &mut [Block], is_folded: bool, each: &mut dyn FnMut(&mut Vec<usize>, bool)) {
    for block in blocks {
        match block {
            Block::Heading { .. } | Block::Note { .. } | Block::Own { .. } => {}
            Block::Paragraph { sentences } => {
                for sentence in sentences {
                    each(&mut sentence.footnotes, is_folded);
                }
            }
            Block::Points { points, .. } => {
                for sentence in points.iter_mut().flatten() {
                    each(&mut sentence.footnotes, is_folded);
                }
            }
            Block::Table { rows, .. } => {
                for cell in rows.iter_mut().flatten() {
                    each(&mut cell.footnotes, is_folded);
                }
            }
            Block::Folded { blocks, .. } => visit(blocks, true, each),
        }
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
