//! Sentences of a report beside those of the document that tell the same.

use onrecord_document::{Document, Span};
use std::collections::BTreeSet;

use crate::passages::{Word, Wording};

/// Content words that two sentences have in common at least.
const FEWEST_IN_COMMON: usize = 3;

/// Those of them that are no names.
const FEWEST_UNNAMED: usize = 2;

/// Share of the content words of the shorter sentence that both have at least.
const LEAST_IN_COMMON: f64 = 0.4;

/// One sentence.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    pub(super) words: Vec<Word>,
    pub(super) span: Span,
    stems: BTreeSet<String>,
}

impl Sentence {
    /// The sentence folded, words apart by single spaces, with a space at each end.
    pub(super) fn folded(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(|word| word.folded.as_str()).collect();
        format!(" {} ", words.join(" "))
    }

    /// Where a phrase of folded words stands in it.
    pub(super) fn find(&self, phrase: &str, letters: &[char]) -> Option<Span> {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        let at = self
            .words
            .windows(phrase.len())
            .position(|words| words.iter().zip(&phrase).all(|(word, other)| word.folded == *other))?;
        Some(span(&self.words[at..at + phrase.len()], letters))
    }

    fn shared(&self, other: &Self) -> Option<f64> {
        let common = self.stems.intersection(&other.stems).count();
        // Two sentences on the same states tell the same only where they have other words in common too.
        let named = |stem: &&String| {
            self.words
                .iter()
                .any(|word| word.distinctive && !word.number && word.folded.starts_with(stem.as_str()))
        };
        let unnamed = self
            .stems
            .intersection(&other.stems)
            .filter(|stem| !named(stem))
            .count();
        if unnamed < FEWEST_UNNAMED {
            return None;
        }
        let shorter = self.stems.len().min(other.stems.len());
        let share = crate::sketch::share(common, shorter);
        (common >= FEWEST_IN_COMMON && share >= LEAST_IN_COMMON).then_some(share)
    }
}

/// The place that words take.
pub(super) fn span(words: &[Word], letters: &[char]) -> Span {
    let (start, end) = match (words.first(), words.last()) {
        (Some(first), Some(last)) => (first.start, last.end),
        _ => (0, 0),
    };
    Span {
        start,
        end,
        exact: letters[start as usize..end as usize].iter().collect(),
    }
}

/// Sentences of both, and for each of the report the one of the document that tells the same.
pub(super) struct Pairs {
    pub(super) report: Vec<Sentence>,
    pub(super) primary: Vec<Sentence>,
    pub(super) letters_here: Vec<char>,
    pub(super) letters_there: Vec<char>,
    /// By sentence of the report.
    of: Vec<Option<usize>>,
}

impl Pairs {
    pub(super) fn of(report: &Document, primary: &Document) -> Self {
        let letters = |document: &Document| document.text.chars().collect::<Vec<char>>();
        let (letters_here, letters_there) = (letters(report), letters(primary));
        let (here, there) = (sentences(report, &letters_here), sentences(primary, &letters_there));
        let of = here
            .iter()
            .map(|sentence| {
                there
                    .iter()
                    .enumerate()
                    .filter_map(|(position, other)| Some((sentence.shared(other)?, position)))
                    .max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)))
                    .map(|(_, position)| position)
            })
            .collect();
        Self {
            report: here,
            primary: there,
            letters_here,
            letters_there,
            of,
        }
    }

    /// How many sentences of the report have one of the document beside them.
    pub(super) fn paired(&self) -> u32 {
        self.of.iter().flatten().count().try_into().unwrap_or(u32::MAX)
    }

    /// Each sentence of the report with the one of the document that tells the same.
    pub(super) fn both(&self) -> impl Iterator<Item = (&Sentence, &Sentence)> {
        self.report
            .iter()
            .zip(&self.of)
            .filter_map(|(sentence, of)| Some((sentence, &self.primary[(*of)?])))
    }

    /// The sentences of the report that tell what one of the document tells.
    pub(super) fn telling(&self, primary: usize) -> impl Iterator<Item = &Sentence> {
        self.report
            .iter()
            .zip(&self.of)
            .filter(move |(_, of)| **of == Some(primary))
            .map(|(sentence, _)| sentence)
    }
}

fn sentences(document: &Document, letters: &[char]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut words: Vec<Word> = Vec::new();
    for word in Wording::of(document).words {
        if let Some(last) = words.last()
            && ends(last, &letters[last.end as usize..word.start.max(last.end) as usize])
        {
            sentences.extend(sentence(std::mem::take(&mut words), letters));
        }
        words.push(word);
    }
    sentences.extend(sentence(words, letters));
    sentences
}

fn sentence(words: Vec<Word>, letters: &[char]) -> Option<Sentence> {
    if words.is_empty() {
        return None;
    }
    Some(Sentence {
        span: span(&words, letters),
        stems: words
            .iter()
            .filter(|word| !crate::passages::is_function_word(&word.folded))
            .map(|word| word.folded.chars().take(6).collect())
            .collect(),
        words,
    })
}

/// Whether a sentence ends between two words: at a full stop that is no abbreviation's, a question, a cry, or an empty line.
fn ends(last: &Word, between: &[char]) -> bool {
    let breaks = between.iter().filter(|letter| **letter == '\n').count();
    let stop = between
        .iter()
        .position(|letter| matches!(letter, '.' | '?' | '!'))
        .is_some_and(|at| between[at..].iter().any(|letter| letter.is_whitespace()));
    let abbreviation = last.folded.chars().count() < 2
        || crate::knowledge::is_title(&last.folded)
        || matches!(last.folded.as_str(), "us" | "un" | "no" | "art" | "para");
    breaks > 1 || stop && (!abbreviation || between.contains(&'?') || between.contains(&'!'))
}
