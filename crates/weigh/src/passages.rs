//! A document as words with their places: shingles, distinctive words in order, quoted passages.

use onrecord_document::{BlockKind, Document, Span};
use std::collections::BTreeSet;

/// Words in a shingle. Five is the usual length for telling reprints: Broder, "On the resemblance and containment of documents" (1997).
pub(crate) const SHINGLE: usize = 5;

/// One word and where it stands, in code points.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    pub(crate) folded: String,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// The running text of one document.
#[derive(Debug, Default)]
pub(crate) struct Wording {
    pub(crate) words: Vec<Word>,
    /// Hash of the shingle that begins at each word.
    pub(crate) shingles: Vec<u64>,
    pub(crate) shingle_set: BTreeSet<u64>,
    /// Stems of the words that carry content.
    pub(crate) content: BTreeSet<String>,
    /// Numbers and names in the order of the text.
    pub(crate) distinctive: Vec<String>,
    /// Word ranges inside quotation marks, at least [`SHINGLE`] words long.
    pub(crate) quoted: Vec<(usize, usize)>,
}

impl Wording {
    pub(crate) fn of(document: &Document) -> Self {
        let letters: Vec<char> = document.text.chars().collect();
        let mut wording = Self::default();
        for (start, end) in running(document, letters.len()) {
            wording.read(&letters[start..end], start);
        }
        wording.shingles = wording.words.windows(SHINGLE).map(hash).collect();
        wording.shingle_set = wording.shingles.iter().copied().collect();
        wording
    }

    fn read(&mut self, letters: &[char], offset: usize) {
        let mut at = 0;
        let mut open: Option<usize> = None;
        let mut sentence_begins = true;
        while at < letters.len() {
            let letter = letters[at];
            if letter.is_alphanumeric() {
                let begin = at;
                while at < letters.len() && (letters[at].is_alphanumeric() || digit_group(letters, at)) {
                    at += 1;
                }
                let raw: String = letters[begin..at].iter().collect();
                self.word(&raw, offset + begin, offset + at, sentence_begins);
                sentence_begins = false;
                continue;
            }
            match letter {
                '“' | '«' | '„' => open = Some(self.words.len()),
                '"' if open.is_none() => open = Some(self.words.len()),
                '”' | '»' | '"' => self.close(open.take()),
                '.' | '!' | '?' | '\n' | ':' => sentence_begins = true,
                _ => {}
            }
            at += 1;
        }
    }

    fn close(&mut self, open: Option<usize>) {
        if let Some(begin) = open
            && self.words.len() - begin >= SHINGLE
        {
            self.quoted.push((begin, self.words.len()));
        }
    }

    fn word(&mut self, raw: &str, start: usize, end: usize, sentence_begins: bool) {
        let folded = crate::names::folded(raw);
        let capital = raw.chars().next().is_some_and(char::is_uppercase);
        let number = raw.chars().next().is_some_and(char::is_numeric);
        let function_word = FUNCTION_WORDS.contains(&folded.as_str());
        if !function_word {
            self.content.insert(folded.chars().take(6).collect());
            if number || capital && !sentence_begins {
                self.distinctive.push(folded.clone());
            }
        }
        self.words.push(Word {
            folded,
            start: start.try_into().unwrap_or(u32::MAX),
            end: end.try_into().unwrap_or(u32::MAX),
        });
    }

    /// Share of this text's shingles that the other has.
    pub(crate) fn held_by(&self, other: &Self) -> f64 {
        share(
            self.shingle_set.intersection(&other.shingle_set).count(),
            self.shingle_set.len(),
        )
    }

    /// Share of the shorter text's content words that the other has too.
    pub(crate) fn content_shared(&self, other: &Self) -> f64 {
        share(
            self.content.intersection(&other.content).count(),
            self.content.len().min(other.content.len()),
        )
    }

    /// Longest common subsequence of names and numbers, as a share of the shorter: whether both tell the same things in the same order.
    pub(crate) fn order_shared(&self, other: &Self) -> f64 {
        let (one, two) = (capped(&self.distinctive), capped(&other.distinctive));
        let mut row = vec![0_usize; two.len() + 1];
        for left in one {
            let mut diagonal = 0;
            for (column, right) in two.iter().enumerate() {
                let above = row[column + 1];
                row[column + 1] = if left == right {
                    diagonal + 1
                } else {
                    above.max(row[column])
                };
                diagonal = above;
            }
        }
        share(row.last().copied().unwrap_or(0), one.len().min(two.len()))
    }

    /// The longest runs of words of this text that the other has too, longest first.
    pub(crate) fn shared_passages(&self, other: &Self, document: &Document, at_most: usize) -> Vec<Span> {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        let mut begin = None;
        for (position, shingle) in self.shingles.iter().enumerate() {
            match (other.shingle_set.contains(shingle), begin) {
                (true, None) => begin = Some(position),
                (false, Some(from)) => {
                    runs.push((from, position - 1 + SHINGLE));
                    begin = None;
                }
                _ => {}
            }
        }
        runs.extend(begin.map(|from| (from, self.words.len())));
        runs.sort_by(|one, two| (two.1 - two.0).cmp(&(one.1 - one.0)).then(one.0.cmp(&two.0)));
        runs.truncate(at_most);
        let letters: Vec<char> = document.text.chars().collect();
        runs.into_iter()
            .map(|(from, to)| self.span(from, to, &letters))
            .collect()
    }

    /// Words of quoted passages, and how many of them stand in a shingle that the other text has.
    pub(crate) fn quoted_words_in(&self, other: &Self) -> (usize, usize) {
        let mut all = 0;
        let mut shared = 0;
        for &(from, to) in &self.quoted {
            all += to - from;
            let mut covered = vec![false; to - from];
            for position in from..=to.saturating_sub(SHINGLE) {
                if self
                    .shingles
                    .get(position)
                    .is_some_and(|shingle| other.shingle_set.contains(shingle))
                {
                    covered[position - from..position - from + SHINGLE].fill(true);
                }
            }
            shared += covered.into_iter().filter(|covered| *covered).count();
        }
        (shared, all)
    }

    /// Quoted passages of this text that also stand inside quotation marks in the other.
    pub(crate) fn quotes_in_common(&self, other: &Self, document: &Document) -> Vec<Span> {
        let quoted: BTreeSet<u64> = other
            .quoted
            .iter()
            .flat_map(|&(from, to)| from..=to.saturating_sub(SHINGLE))
            .filter_map(|at| other.shingles.get(at).copied())
            .collect();
        let letters: Vec<char> = document.text.chars().collect();
        self.quoted
            .iter()
            .filter(|&&(from, to)| {
                let all = to - from + 1 - SHINGLE;
                let shared = (from..from + all)
                    .filter(|at| self.shingles.get(*at).is_some_and(|shingle| quoted.contains(shingle)))
                    .count();
                shared > 0 && shared * 2 >= all
            })
            .map(|&(from, to)| self.span(from, to, &letters))
            .collect()
    }

    fn span(&self, from: usize, to: usize, letters: &[char]) -> Span {
        let (start, end) = (self.words[from].start, self.words[to - 1].end);
        Span {
            start,
            end,
            exact: letters[start as usize..end as usize].iter().collect(),
        }
    }
}

/// A comma or full stop between digits belongs to the number.
fn digit_group(letters: &[char], at: usize) -> bool {
    matches!(letters[at], ',' | '.')
        && at > 0
        && letters[at - 1].is_ascii_digit()
        && letters.get(at + 1).is_some_and(char::is_ascii_digit)
}

/// Running text as code-point ranges; the whole text where a document has no blocks.
fn running(document: &Document, length: usize) -> Vec<(usize, usize)> {
    let bounded = |start: u32, end: u32| ((start as usize).min(length), (end as usize).min(length));
    let blocks: Vec<(usize, usize)> = document
        .blocks
        .iter()
        .filter(|block| {
            matches!(
                block.kind,
                BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quotation
            )
        })
        .map(|block| bounded(block.start, block.end))
        .filter(|(start, end)| start <= end)
        .collect();
    if document.blocks.is_empty() {
        vec![(0, length)]
    } else {
        blocks
    }
}

/// FNV-1a over the words, so that a shingle has the same hash on any machine.
fn hash(words: &[Word]) -> u64 {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    for byte in words.iter().flat_map(|word| word.folded.bytes().chain([0])) {
        state = (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    state
}

/// Beyond a thousand names and numbers their order is known well enough.
fn capped(words: &[String]) -> &[String] {
    &words[..words.len().min(1_000)]
}

#[allow(clippy::cast_precision_loss)]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

const FUNCTION_WORDS: [&str; 97] = [
    "a",
    "about",
    "after",
    "all",
    "also",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "be",
    "because",
    "been",
    "before",
    "being",
    "but",
    "by",
    "can",
    "could",
    "did",
    "do",
    "does",
    "during",
    "for",
    "from",
    "had",
    "has",
    "have",
    "he",
    "her",
    "his",
    "how",
    "i",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "may",
    "might",
    "more",
    "most",
    "no",
    "not",
    "of",
    "on",
    "one",
    "only",
    "or",
    "other",
    "our",
    "out",
    "over",
    "said",
    "say",
    "says",
    "she",
    "should",
    "so",
    "some",
    "such",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "to",
    "told",
    "two",
    "under",
    "up",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "who",
    "whom",
    "will",
    "with",
    "within",
    "would",
    "you",
    "your",
    "s",
    "according",
    "added",
];
