//! What a word is by its spelling alone: the identifiers that the networks look up.

pub mod identifier;
mod shape;

use crate::characters;
use crate::error::{LoadError, read};
use crate::message_pack::Reader;
use hashbrown::HashMap;
use identifier::identifier;
use std::path::Path;

/// The features of one spelling. Identifiers are those of [`identifier`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lexeme {
    pub orth: u64,
    pub lower: u64,
    pub norm: u64,
    pub prefix: u64,
    pub suffix: u64,
    pub shape: u64,
    /// Every character is whitespace.
    pub is_space: bool,
    /// Every character is punctuation (general category P*).
    pub is_punct: bool,
}

/// The norms that make spellings of one thing alike: the pipeline's own table first, then signs, then lower case.
pub struct Norms {
    by_identifier: HashMap<u64, Box<str>>,
    signs: HashMap<Box<str>, Box<str>>,
}

const BASE_NORMS: &str = include_str!("base_norms.json");

impl Norms {
    /// Reads the pipeline's `vocab/lookups.bin`; a pipeline without one has no table of its own.
    pub fn load(path: &Path) -> Result<Norms, LoadError> {
        let signs = serde_json::from_str(BASE_NORMS)
            .map_err(|error| LoadError::malformed(Path::new("base_norms.json"), error.to_string()))?;
        let mut by_identifier = HashMap::new();
        if path.exists() {
            let bytes = read(path)?;
            let mut fill = || -> Result<(), crate::message_pack::PackError> {
                let mut reader = Reader::new(&bytes);
                for _ in 0..reader.map_length()? {
                    if reader.value()?.as_text() != Some("lexeme_norm") {
                        reader.value()?;
                        continue;
                    }
                    for _ in 0..reader.map_length()? {
                        let key = reader.number()?;
                        if let Some(norm) = reader.value()?.as_text() {
                            by_identifier.insert(key, norm.into());
                        }
                    }
                }
                Ok(())
            };
            fill().map_err(|error| LoadError::malformed(path, error.to_string()))?;
        }
        Ok(Norms { by_identifier, signs })
    }

    /// The features of a spelling.
    pub fn lexeme(&self, text: &str) -> Lexeme {
        let orth = identifier(text);
        let lower = text.to_lowercase();
        let lower_identifier = identifier(&lower);
        let norm = match self.by_identifier.get(&orth).or_else(|| self.signs.get(text)) {
            Some(norm) => identifier(norm),
            None => lower_identifier,
        };
        let first = text.chars().next().map_or(0, char::len_utf8);
        let last_three = text.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
        Lexeme {
            orth,
            lower: lower_identifier,
            norm,
            prefix: identifier(&text[..first]),
            suffix: identifier(&text[last_three..]),
            shape: identifier(&shape::shape(text)),
            is_space: !text.is_empty() && text.chars().all(characters::is_blank),
            is_punct: !text.is_empty() && text.chars().all(characters::is_punctuation),
        }
    }
}
