//! Text to tokens, by the rules and patterns of the pipeline's `tokenizer` file.
//!
//! Words between blanks are split on their own (first pass, cached by spelling); then exceptions that themselves
//! contain a prefix, suffix, infix or blank are looked for across the words (second pass).

mod affix;
mod pattern;
mod phrases;
mod rules;

use crate::characters::is_blank;
use crate::error::LoadError;
use crate::lexicon::{Lexeme, Norms};
use hashbrown::HashMap;
use phrases::Phrases;
use rules::Rules;
use std::path::Path;
use std::sync::{PoisonError, RwLock};

/// One token of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    pub lexeme: Lexeme,
    /// The norm that an exception gives, else the lexeme's.
    pub norm: u64,
    /// Its first byte in the text.
    pub start: u32,
    /// The byte after its last.
    pub end: u32,
    /// One blank follows that is no token itself.
    pub space_after: bool,
}

/// A pipeline's tokeniser.
pub struct Tokenizer {
    rules: Rules,
    norms: Norms,
    phrases: Phrases,
    /// How words were split before. Only ever saves work: a word splits the same way with or without it.
    known: RwLock<HashMap<Box<str>, Box<[Token]>>>,
}

/// Words longer than this are not kept: they hardly come back.
const LONGEST_KEPT: usize = 64;
/// The table of known words starts anew at this many.
const MOST_KEPT: usize = 50_000;

impl Tokenizer {
    /// Reads the pipeline's `tokenizer` file.
    pub fn load(path: &Path, norms: Norms) -> Result<Tokenizer, LoadError> {
        let rules = Rules::load(path, &norms)?;
        let mut tokenizer = Tokenizer {
            rules,
            norms,
            phrases: Phrases::default(),
            known: RwLock::new(HashMap::new()),
        };
        let mut phrases = Phrases::default();
        for text in tokenizer.rules.composed_exceptions() {
            let mut tokens = Vec::new();
            tokenizer.first_pass(&text, false, &mut tokens);
            phrases.insert(&text, &tokens);
        }
        tokenizer.phrases = phrases;
        Ok(tokenizer)
    }

    /// The tokens of a text, in order. Byte offsets; every character but single blanks belongs to a token.
    pub fn tokens(&self, text: &str) -> Vec<Token> {
        let mut tokens = Vec::with_capacity(text.len() / 4);
        self.first_pass(text, true, &mut tokens);
        self.phrases.replace(text, tokens, &self.rules)
    }

    /// Cuts at every change between blank and other characters.
    fn first_pass(&self, text: &str, exceptions: bool, tokens: &mut Vec<Token>) {
        let Some(first) = text.chars().next() else { return };
        let mut learnt = Vec::new();
        {
            let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
            let mut word = |from: usize, to: usize, tokens: &mut Vec<Token>| {
                let word = &text[from..to];
                let offset = from as u32;
                if exceptions && let Some(split) = known.get(word) {
                    tokens.extend(split.iter().map(|token| token.moved(offset)));
                    return;
                }
                let begin = tokens.len();
                self.split(word, offset, exceptions, tokens);
                if exceptions && word.len() <= LONGEST_KEPT {
                    learnt.push((
                        word,
                        tokens[begin..].iter().map(|token| token.moved_back(offset)).collect(),
                    ));
                }
            };
            let mut start = 0;
            let mut in_blank = is_blank(first);
            for (at, character) in text.char_indices() {
                if is_blank(character) == in_blank {
                    continue;
                }
                if start < at {
                    word(start, at, tokens);
                }
                start = at;
                if character == ' ' {
                    if let Some(last) = tokens.last_mut() {
                        last.space_after = true;
                    }
                    start += 1;
                }
                in_blank = !in_blank;
            }
            if start < text.len() {
                word(start, text.len(), tokens);
                if let Some(last) = tokens.last_mut() {
                    last.space_after = text.ends_with(' ') && !in_blank;
                }
            }
        }
        if !learnt.is_empty() {
            let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
            if known.len() + learnt.len() > MOST_KEPT {
                known.clear();
            }
            known.extend(
                learnt
                    .into_iter()
                    .map(|(word, split): (&str, Box<[Token]>)| (word.into(), split)),
            );
        }
    }

    /// Splits one word: affixes from the outside in, then the middle.
    fn split(&self, word: &str, offset: u32, exceptions: bool, tokens: &mut Vec<Token>) {
        let rules = &self.rules;
        let exception = |text: &str| if exceptions { rules.exception(text) } else { None };
        if let Some(parts) = exception(word) {
            tokens.extend(parts.iter().map(|token| token.moved(offset)));
            return;
        }
        // The middle is word[low..high].
        let (mut low, mut high) = (0, word.len());
        let mut prefixes = Vec::new();
        let mut suffixes = Vec::new();
        let mut before = usize::MAX;
        while low < high && high - low != before {
            let middle = &word[low..high];
            if exception(middle).is_some() {
                break;
            }
            before = middle.len();
            let prefix = rules.prefix_length(middle);
            if prefix > 0 && prefix < middle.len() && exception(&middle[prefix..]).is_some() {
                prefixes.push((low, low + prefix));
                low += prefix;
                break;
            }
            let suffix = rules.suffix_length(&middle[prefix..]);
            if suffix > 0 && suffix < middle.len() && exception(&middle[..middle.len() - suffix]).is_some() {
                suffixes.push((high - suffix, high));
                high -= suffix;
                break;
            }
            if prefix > 0 {
                prefixes.push((low, low + prefix));
                low += prefix;
            }
            if suffix > 0 {
                suffixes.push((high - suffix, high));
                high -= suffix;
            }
        }
        let mut emit = |from: usize, to: usize| {
            if from < to {
                tokens.push(Token::new(
                    self.norms.lexeme(&word[from..to]),
                    offset + from as u32,
                    offset + to as u32,
                ));
            }
        };
        for (from, to) in prefixes {
            emit(from, to);
        }
        let middle = &word[low..high];
        if let Some(parts) = exception(middle) {
            tokens.extend(parts.iter().map(|token| token.moved(offset + low as u32)));
        } else if rules.is_address(middle) {
            emit(low, high);
        } else {
            let mut cut = 0;
            rules.infixes(middle, |from, to| {
                if from > 0 {
                    emit(low + cut, low + from);
                    emit(low + from, low + to);
                    cut = to;
                }
            });
            emit(low + cut, high);
        }
        for (from, to) in suffixes.into_iter().rev() {
            tokens.push(Token::new(
                self.norms.lexeme(&word[from..to]),
                offset + from as u32,
                offset + to as u32,
            ));
        }
    }
}

impl Token {
    fn new(lexeme: Lexeme, start: u32, end: u32) -> Token {
        Token {
            lexeme,
            norm: lexeme.norm,
            start,
            end,
            space_after: false,
        }
    }

    fn moved(self, by: u32) -> Token {
        Token {
            start: self.start + by,
            end: self.end + by,
            ..self
        }
    }

    fn moved_back(self, by: u32) -> Token {
        Token {
            start: self.start - by,
            end: self.end - by,
            space_after: false,
            ..self
        }
    }
}
