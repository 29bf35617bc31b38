//! A document as words with their places: shingles, distinctive words in order, quoted passages, and what of them another text has.

use onrecord_document::{BlockKind, Document, DocumentKind, Span};

use crate::sketch::{Sketch, hashed};

/// Words in a shingle. Five is the usual length for telling reprints: Broder, "On the resemblance and containment of documents" (1997).
pub(crate) const SHINGLE: usize = 5;

/// One word and where it stands, in code points.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    pub(crate) folded: String,
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// A name or a number.
    pub(crate) distinctive: bool,
    /// A number.
    pub(crate) number: bool,
}

/// The running text of one document.
#[derive(Debug, Default)]
pub(crate) struct Wording {
    pub(crate) words: Vec<Word>,
    /// Hash of the shingle that begins at each word.
    pub(crate) shingles: Vec<u64>,
    /// Stems of the words that carry content, hashed.
    pub(crate) content: Vec<u32>,
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
            let stem: String = folded.chars().take(6).collect();
            self.content.push(hashed(stem.bytes()) as u32);
        }
        self.words.push(Word {
            distinctive: !function_word && (number || capital && !sentence_begins),
            number,
            folded,
            start: start.try_into().unwrap_or(u32::MAX),
            end: end.try_into().unwrap_or(u32::MAX),
        });
    }

    /// How this text lies along another: which of its words stand in passages of the other, and what was put in their place where not.
    pub(crate) fn along(&self, other: &Sketch, formulas: &[u64]) -> Alignment {
        let mut matched = vec![false; self.words.len()];
        for (position, shingle) in self.shingles.iter().enumerate() {
            if other.has(*shingle) {
                matched[position..position + SHINGLE].fill(true);
            }
        }
        // Quoted words may have been heard by both, and formulas are everybody's.
        let mut common = vec![false; self.words.len()];
        for &(from, to) in &self.quoted {
            common[from..to].fill(true);
        }
        for (position, shingle) in self.shingles.iter().enumerate() {
            if formulas.binary_search(shingle).is_ok() {
                common[position..position + SHINGLE].fill(true);
            }
        }
        let runs = runs(&matched);
        let mut passages: Vec<(usize, usize)> = Vec::new();
        for &(from, to) in &runs {
            match passages.last_mut() {
                Some(last) if from - last.1 <= GAP => last.1 = to,
                _ => passages.push((from, to)),
            }
        }
        let mut alignment = Alignment {
            own: (0..self.words.len()).filter(|at| matched[*at] && !common[*at]).count(),
            ..Alignment::default()
        };
        let mut counted = 0;
        for &(from, to) in &passages {
            let own = (from..to).filter(|at| matched[*at] && !common[*at]).count();
            let strange = |word: &&Word| word.distinctive && !other.names(hashed(word.folded.bytes()) as u32);
            if own > alignment.longest.2 {
                alignment.longest = (from, to, own);
                alignment.swapped_in_longest = self.words[from..to].iter().filter(strange).count();
            }
            let (begin, end) = (
                from.saturating_sub(MARGIN).max(counted),
                (to + MARGIN).min(self.words.len()),
            );
            counted = end;
            alignment.words += end - begin;
            for word in self.words[begin..end].iter().filter(strange) {
                alignment.swapped += 1;
                alignment.numbers += usize::from(word.number);
            }
        }
        alignment
    }

    /// The longest runs of words of this text that the other has too, longest first, as word ranges.
    pub(crate) fn shared_runs(&self, other: &Sketch, at_most: usize) -> Vec<(usize, usize)> {
        let mut matched = vec![false; self.words.len()];
        for (position, shingle) in self.shingles.iter().enumerate() {
            if other.has(*shingle) {
                matched[position..position + SHINGLE].fill(true);
            }
        }
        let mut runs = runs(&matched);
        runs.sort_by(|one, two| (two.1 - two.0).cmp(&(one.1 - one.0)).then(one.0.cmp(&two.0)));
        runs.truncate(at_most);
        runs
    }

    /// Where the words of a run of another text begin to stand in this one, and how far they go on.
    pub(crate) fn counterpart(&self, other: &Self, run: (usize, usize)) -> Option<(usize, usize)> {
        let first = other.shingles.get(run.0)?;
        let length = |from: usize| {
            self.words[from..]
                .iter()
                .zip(&other.words[run.0..run.1])
                .take_while(|(own, others)| own.folded == others.folded)
                .count()
        };
        self.shingles
            .iter()
            .enumerate()
            .filter(|(_, shingle)| *shingle == first)
            .map(|(from, _)| (from, from + length(from)))
            .filter(|(from, to)| to > from)
            .max_by_key(|(from, to)| (to - from, std::cmp::Reverse(*from)))
    }

    /// Words of quoted passages, and how many of them stand in a shingle that the other text has.
    pub(crate) fn quoted_words_in(&self, other: &Sketch) -> (usize, usize) {
        let mut all = 0;
        let mut shared = 0;
        for &(from, to) in &self.quoted {
            all += to - from;
            let mut covered = vec![false; to - from];
            for position in from..=to.saturating_sub(SHINGLE) {
                if self.shingles.get(position).is_some_and(|shingle| other.has(*shingle)) {
                    covered[position - from..position - from + SHINGLE].fill(true);
                }
            }
            shared += covered.into_iter().filter(|covered| *covered).count();
        }
        (shared, all)
    }

    /// Quoted passages of this text that also stand inside quotation marks in the other.
    pub(crate) fn quotes_in_common(&self, other: &Sketch, document: &Document) -> Vec<Span> {
        let common: Vec<(usize, usize)> = self
            .quoted
            .iter()
            .copied()
            .filter(|&(from, to)| {
                let all = to - from + 1 - SHINGLE;
                let shared = (from..from + all)
                    .filter(|at| self.shingles.get(*at).is_some_and(|shingle| other.quotes(*shingle)))
                    .count();
                shared > 0 && shared * 2 >= all
            })
            .collect();
        self.spans(&common, document)
    }

    /// Hashes of the shingles that stand inside quotation marks.
    pub(crate) fn quoted_shingles(&self) -> impl Iterator<Item = u64> + '_ {
        self.quoted
            .iter()
            .flat_map(|&(from, to)| from..=to.saturating_sub(SHINGLE))
            .filter_map(|at| self.shingles.get(at).copied())
    }

    /// Word ranges as places of the document.
    pub(crate) fn spans(&self, ranges: &[(usize, usize)], document: &Document) -> Vec<Span> {
        if ranges.is_empty() {
            return Vec::new();
        }
        let letters: Vec<char> = document.text.chars().collect();
        ranges.iter().map(|&(from, to)| self.span(from, to, &letters)).collect()
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

/// Whether a folded word carries no content.
pub(crate) fn is_function_word(folded: &str) -> bool {
    FUNCTION_WORDS.contains(&folded)
}

/// Words apart that two runs may stand for one passage in which words were replaced.
const GAP: usize = 12;

/// Words before and after a passage in which what was put for other words is looked for too.
const MARGIN: usize = 8;

/// How one text lies along another.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Alignment {
    /// Words in passages that both texts have, with the words that stand between and beside.
    pub(crate) words: usize,
    /// Names and numbers in those passages that the other text has nowhere.
    pub(crate) swapped: usize,
    /// Those of them that are numbers.
    pub(crate) numbers: usize,
    /// Words of the other text that are neither quoted nor a formula.
    pub(crate) own: usize,
    /// The passage with most words of the other text that are neither quoted nor a formula: from, to, how many words.
    pub(crate) longest: (usize, usize, usize),
    /// Names and numbers in that passage that the other text has nowhere.
    pub(crate) swapped_in_longest: usize,
}

impl Alignment {
    /// The same form filled in otherwise: other dates, numbers and names stand where the other text has its own
    /// (the next renewal of a mandate, the next message of greeting).
    pub(crate) fn is_form(&self) -> bool {
        self.numbers >= 2 && self.swapped_at_least(2) || self.swapped >= 4 && self.swapped_at_least(5)
    }

    /// Names or numbers stand for others at all: whoever only puts in other words leaves those alone.
    pub(crate) fn changes_names(&self) -> bool {
        self.swapped >= 2 && self.swapped_at_least(2)
    }

    fn swapped_at_least(&self, percent: usize) -> bool {
        self.swapped * 100 >= self.words * percent
    }
}

/// Runs of matched words as ranges.
fn runs(matched: &[bool]) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut begin = None;
    for (position, matched) in matched.iter().chain([&false]).enumerate() {
        match (matched, begin) {
            (true, None) => begin = Some(position),
            (false, Some(from)) => {
                runs.push((from, position));
                begin = None;
            }
            _ => {}
        }
    }
    runs
}

/// A comma or full stop between digits belongs to the number.
fn digit_group(letters: &[char], at: usize) -> bool {
    matches!(letters[at], ',' | '.')
        && at > 0
        && letters[at - 1].is_ascii_digit()
        && letters.get(at + 1).is_some_and(char::is_ascii_digit)
}

/// Running text as code-point ranges; all but boilerplate where a document has no blocks of running text to speak of, or is no report:
/// the lines of a resolution's preamble are set like headings.
fn running(document: &Document, length: usize) -> Vec<(usize, usize)> {
    let bounded = |start: u32, end: u32| ((start as usize).min(length), (end as usize).min(length));
    let of = |wanted: &dyn Fn(BlockKind) -> bool| -> Vec<(usize, usize)> {
        document
            .blocks
            .iter()
            .filter(|block| wanted(block.kind))
            .map(|block| bounded(block.start, block.end))
            .filter(|(start, end)| start <= end)
            .collect()
    };
    let letters = |ranges: &[(usize, usize)]| ranges.iter().map(|(start, end)| end - start).sum::<usize>();
    if document.blocks.is_empty() {
        return vec![(0, length)];
    }
    let running = of(&|kind| matches!(kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quotation));
    let all = of(&|kind| !matches!(kind, BlockKind::Boilerplate | BlockKind::Repeat | BlockKind::Byline));
    let told = matches!(document.kind, DocumentKind::Report | DocumentKind::Rewrite);
    if told && letters(&running) * 2 >= letters(&all) {
        running
    } else {
        all
    }
}

/// A shingle's hash, the same on any machine.
fn hash(words: &[Word]) -> u64 {
    hashed(words.iter().flat_map(|word| word.folded.bytes().chain([0])))
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
