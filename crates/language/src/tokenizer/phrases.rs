//! The second pass: exceptions that reach over tokens the first pass made.

use super::Token;
use super::rules::Rules;
use hashbrown::{HashMap, HashSet};

/// Sequences of tokens that may be an exception, by the identifier of their first token.
#[derive(Default)]
pub struct Phrases {
    by_first: HashMap<u64, Vec<Box<[Box<str>]>>>,
}

impl Phrases {
    /// Adds an exception with the tokens that splitting it without exceptions gives.
    pub fn insert(&mut self, text: &str, tokens: &[Token]) {
        if let Some(first) = tokens.first() {
            let words = tokens
                .iter()
                .map(|token| text[token.start as usize..token.end as usize].into())
                .collect();
            self.by_first.entry(first.lexeme.orth).or_default().push(words);
        }
    }

    /// Replaces every phrase that is an exception, the longest first, by the exception's own tokens.
    pub fn replace(&self, text: &str, tokens: Vec<Token>, rules: &Rules) -> Vec<Token> {
        let mut found = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            for words in self.by_first.get(&token.lexeme.orth).into_iter().flatten() {
                let candidate = tokens.get(at..at + words.len());
                if candidate.is_some_and(|candidate| {
                    candidate
                        .iter()
                        .zip(words)
                        .all(|(token, word)| token.text(text) == &**word)
                }) {
                    found.push((at, at + words.len()));
                }
            }
        }
        if found.is_empty() {
            return tokens;
        }
        found.sort_by_key(|(from, to)| (usize::MAX - (to - from), *from));
        let mut seen = HashSet::new();
        let mut accepted = Vec::new();
        for (from, to) in found {
            if !seen.contains(&from) && !seen.contains(&(to - 1)) {
                accepted.push((from, to));
            }
            seen.extend(from..to);
        }
        accepted.sort_unstable();
        let mut replaced = Vec::with_capacity(tokens.len());
        let mut done = 0;
        for (from, to) in accepted {
            let (first, last) = (&tokens[from], &tokens[to - 1]);
            // Only the text as it stands can be an exception: its blanks are the single ones between the tokens.
            let spelled = &text[first.start as usize..last.end as usize];
            let Some(parts) = rules.exception(spelled) else {
                continue;
            };
            replaced.extend_from_slice(&tokens[done..from]);
            replaced.extend(parts.iter().map(|part| part.moved(first.start)));
            if let Some(end) = replaced.last_mut() {
                end.space_after = last.space_after;
            }
            done = to;
        }
        replaced.extend_from_slice(&tokens[done..]);
        replaced
    }
}

impl Token {
    /// The token as written.
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start as usize..self.end as usize]
    }
}
