//! Case for texts that have none: telegrams and old wires all in capitals, corpora all in small letters. The pipeline was trained on cased
//! text, so the words it reads are given the case they are mostly written in; the document's own text and its offsets stay as they are.
//!
//! A word's case comes from `model/case.words` (what news writes it like), else a word that the pipeline's tables know is small, and any
//! other is a name. Which words those are was counted by `onrecord-bench learn-case`; the card is `crates/extract/model/README.md`.

use std::collections::HashMap;
use std::sync::LazyLock;

use onrecord_language::Pipeline;

/// Letters that a text must have before it is said to have no case.
const LETTERS: usize = 60;
/// Words of an abbreviation in brackets, and longest abbreviation that is taken for one.
const ABBREVIATION: usize = 6;

/// In which letters a text without case is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caseless {
    /// All capitals.
    Capitals,
    /// All small.
    Small,
}

impl Caseless {
    /// The rule's code on record.
    pub fn rule(self) -> &'static str {
        match self {
            Caseless::Capitals => "case.restored-from-capitals",
            Caseless::Small => "case.restored-from-small-letters",
        }
    }

    /// Tells it of a text: no letter of the other case among sixty, or one in a hundred.
    pub fn of(text: &str) -> Option<Caseless> {
        let (mut capitals, mut small) = (0_usize, 0_usize);
        for letter in text.chars() {
            capitals += usize::from(letter.is_uppercase());
            small += usize::from(letter.is_lowercase());
        }
        if capitals >= LETTERS && small * 100 <= capitals {
            Some(Caseless::Capitals)
        } else if small >= 4 * LETTERS && capitals == 0 {
            Some(Caseless::Small)
        } else {
            None
        }
    }
}

static FORMS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    include_str!("../model/case.words")
        .lines()
        .map(|form| (form.to_lowercase(), form))
        .collect()
});

/// The bytes that the words' forms are kept in, for the digest of what the program knows.
pub fn digest() -> String {
    crate::identity::digest_of_bytes(include_bytes!("../model/case.words"))
}

/// One run of letters.
struct Word {
    start: usize,
    end: usize,
    lower: String,
    /// Known to be written small.
    small: bool,
}

/// The text with its case restored, code point for code point.
pub fn restore(text: &str, pipeline: &Pipeline) -> String {
    let letters: Vec<char> = text.chars().map(small).collect();
    let mut out = letters.clone();
    let words = words(&letters, pipeline);
    let mut opens = true;
    let mut before = 0;
    for word in &words {
        opens |= letters[before..word.start]
            .iter()
            .enumerate()
            .any(|(at, mark)| matches!(mark, '.' | '?' | '!' | ';') && ends_sentence(&letters, &words, before + at));
        before = word.end;
        write(&mut out, word, &letters);
        if opens {
            raise(&mut out, word.start);
        }
        opens = false;
    }
    spelt_out(&mut out, &letters, &words);
    out.into_iter().collect()
}

/// A point ends a sentence where white space follows, and no single letter or title stands before it.
fn ends_sentence(letters: &[char], words: &[Word], at: usize) -> bool {
    let mut next = at + 1;
    while letters
        .get(next)
        .is_some_and(|mark| matches!(mark, '"' | '\'' | '”' | ')' | ']'))
    {
        next += 1;
    }
    let single = words.iter().any(|word| word.end == at && word.end - word.start == 1);
    letters.get(next).is_none_or(|mark| mark.is_whitespace()) && !single
}

fn words(letters: &[char], pipeline: &Pipeline) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        if !letters[at].is_alphabetic() {
            at += 1;
            continue;
        }
        let start = at;
        while letters.get(at).is_some_and(|letter| letter.is_alphabetic()) {
            at += 1;
        }
        let lower: String = letters[start..at].iter().collect();
        let form = FORMS.get(&lower);
        let small = match form {
            Some(form) => **form == *lower,
            None => pipeline.knows(&lower),
        };
        words.push(Word {
            start,
            end: at,
            lower,
            small,
        });
    }
    words
}

fn write(out: &mut [char], word: &Word, letters: &[char]) {
    let before = word.start.checked_sub(1).map(|at| letters[at]);
    let after = letters.get(word.end);
    // "farmer's", "don't"; "d'Aubuisson" is a name.
    if matches!(before, Some('\'' | '’'))
        && word.end - word.start <= 2
        && word.start >= 2
        && letters[word.start - 2].is_alphabetic()
    {
        return;
    }
    // "2d", "40th", "7mm".
    if before.is_some_and(char::is_numeric) {
        return;
    }
    let length = word.end - word.start;
    if length == 1 && after == Some(&'.') {
        return raise(out, word.start);
    }
    if word.small {
        return;
    }
    let bracketed = matches!(before, Some('(' | '[')) && matches!(after, Some(')' | ']' | '-' | '/'));
    match FORMS.get(&word.lower) {
        Some(form) => {
            for (at, letter) in form.chars().enumerate().take(length) {
                out[word.start + at] = letter;
            }
        }
        None if length <= ABBREVIATION && (bracketed || !word.lower.contains(['a', 'e', 'i', 'o', 'u', 'y'])) => {
            for at in word.start..word.end {
                raise(out, at);
            }
        }
        None => raise(out, word.start),
    }
}

/// "National Liberation Front (NLF)": the words whose first letters make the abbreviation are a name; and the abbreviation is one wherever
/// it stands.
fn spelt_out(out: &mut [char], letters: &[char], words: &[Word]) {
    let mut abbreviations: Vec<&str> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let opened = word.start > 0 && matches!(letters[word.start - 1], '(' | '[');
        let length = word.end - word.start;
        if !opened || !matches!(letters.get(word.end), Some(')' | ']')) || !(2..=ABBREVIATION).contains(&length) {
            continue;
        }
        let mut wanted: Vec<char> = word.lower.chars().collect();
        let mut first = at;
        let mut skipped = 0;
        while let Some(&letter) = wanted.last() {
            let Some(previous) = first.checked_sub(1) else { break };
            first = previous;
            if words[previous].lower.starts_with(letter) {
                wanted.pop();
            } else if matches!(&*words[previous].lower, "of" | "the" | "for" | "and" | "de" | "s") && skipped < 3 {
                skipped += 1;
            } else {
                break;
            }
        }
        if wanted.is_empty() {
            for named in &words[first..at] {
                if !matches!(&*named.lower, "of" | "the" | "for" | "and" | "de" | "s") {
                    raise(out, named.start);
                }
            }
            abbreviations.push(&word.lower);
        } else if !word.small {
            abbreviations.push(&word.lower);
        }
    }
    for word in words.iter().filter(|word| abbreviations.contains(&&*word.lower)) {
        for at in word.start..word.end {
            raise(out, at);
        }
    }
}

fn raise(out: &mut [char], at: usize) {
    let mut raised = out[at].to_uppercase();
    if let (Some(letter), None) = (raised.next(), raised.next()) {
        out[at] = letter;
    }
}

/// The small letter of one code point, where it is one.
fn small(letter: char) -> char {
    let mut lowered = letter.to_lowercase();
    match (lowered.next(), lowered.next()) {
        (Some(one), None) => one,
        _ => letter,
    }
}
