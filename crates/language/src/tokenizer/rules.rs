//! What a `tokenizer` file holds: patterns, and exceptions with the parts they split into.

use super::Token;
use super::affix::{Prefixes, Suffixes};
use super::pattern::Pattern;
use crate::error::{LoadError, read};
use crate::lexicon::Norms;
use crate::lexicon::identifier::identifier;
use crate::message_pack::{Value, parse};
use hashbrown::HashMap;
use std::path::Path;

/// The keys of an exception's part: its text and, where given, its norm.
const ORTH: u64 = 65;
const NORM: u64 = 67;

pub struct Rules {
    prefix: Option<Prefixes>,
    suffix: Option<Suffixes>,
    infix: Option<Pattern>,
    address: Option<Pattern>,
    /// The parts of each exception, with offsets from its start.
    exceptions: HashMap<Box<str>, Box<[Token]>>,
    /// The length of the longest exception, in bytes: nothing longer need be looked up.
    longest: usize,
}

impl Rules {
    pub fn load(path: &Path, norms: &Norms) -> Result<Rules, LoadError> {
        let bytes = read(path)?;
        let file = parse(&bytes).map_err(|error| LoadError::malformed(path, error.to_string()))?;
        let source = |name: &str| match file.get(name) {
            None | Some(Value::Nil) => Ok(None),
            Some(Value::Text(source)) => Ok(Some((name.to_owned(), *source))),
            Some(_) => Err(LoadError::malformed(path, format!("{name} is no text"))),
        };
        let bad =
            |name: String| move |reason: String| LoadError::malformed(path, format!("the pattern {name}: {reason}"));
        if !matches!(file.get("token_match"), None | Some(Value::Nil)) {
            return Err(LoadError::unsupported("tokenizer.token_match", "a pattern", "none"));
        }
        let mut exceptions: HashMap<Box<str>, Box<[Token]>> = HashMap::new();
        for (text, parts) in file.get("exceptions").and_then(Value::as_map).unwrap_or_default() {
            let text = text
                .as_text()
                .ok_or_else(|| LoadError::malformed(path, "an exception that is no text"))?;
            let parts = read_parts(text, parts, norms)
                .ok_or_else(|| LoadError::malformed(path, format!("the parts of `{text}` do not make it up")))?;
            exceptions.insert(text.into(), parts);
        }
        let pattern = |name: &str| {
            source(name)?
                .map(|(name, source)| Pattern::new(source).map_err(bad(name)))
                .transpose()
        };
        let prefix = source("prefix_search")?
            .map(|(name, source)| Prefixes::new(source).map_err(bad(name)))
            .transpose()?;
        let suffix = source("suffix_search")?
            .map(|(name, source)| Suffixes::new(source).map_err(bad(name)))
            .transpose()?;
        let (infix, address) = (pattern("infix_finditer")?, pattern("url_match")?);
        let longest = exceptions.keys().map(|text| text.len()).max().unwrap_or_default();
        Ok(Rules {
            prefix,
            suffix,
            infix,
            address,
            exceptions,
            longest,
        })
    }

    /// The parts that an exception splits into.
    pub fn exception(&self, text: &str) -> Option<&[Token]> {
        if text.len() > self.longest {
            return None;
        }
        self.exceptions.get(text).map(|parts| &**parts)
    }

    /// How many bytes the first prefix takes; 0 without one.
    pub fn prefix_length(&self, text: &str) -> usize {
        self.prefix.as_ref().map_or(0, |prefix| prefix.length(text))
    }

    /// How many bytes the first suffix takes; 0 without one.
    pub fn suffix_length(&self, text: &str) -> usize {
        self.suffix.as_ref().map_or(0, |suffix| suffix.length(text))
    }

    /// Calls back with every infix, from left to right.
    pub fn infixes(&self, text: &str, each: impl FnMut(usize, usize)) {
        if let Some(infix) = &self.infix {
            infix.find_all(text, each);
        }
    }

    /// Whether the text is an address, to be left whole.
    pub fn is_address(&self, text: &str) -> bool {
        self.address
            .as_ref()
            .and_then(|address| address.find(text))
            .is_some_and(|(start, _)| start == 0)
    }

    /// The exceptions that splitting without exceptions would take apart, in alphabetical order.
    pub fn composed_exceptions(&self) -> Vec<Box<str>> {
        let mut composed: Vec<Box<str>> = self
            .exceptions
            .keys()
            .filter(|text| self.is_composed(text))
            .cloned()
            .collect();
        composed.sort_unstable();
        composed
    }

    fn is_composed(&self, text: &str) -> bool {
        let mut has_infix = false;
        self.infixes(text, |_, _| has_infix = true);
        has_infix || text.contains(' ') || self.prefix_length(text) > 0 || self.suffix_length(text) > 0
    }
}

/// The parts of an exception, which must make up its text one after the other.
fn read_parts(text: &str, parts: &Value, norms: &Norms) -> Option<Box<[Token]>> {
    let mut tokens = Vec::new();
    let mut start = 0;
    for part in parts.as_list()? {
        let orth = part.get_number(ORTH)?.as_text()?;
        let end = start + orth.len();
        if text.get(start..end) != Some(orth) || orth.is_empty() {
            return None;
        }
        let mut token = Token::new(norms.lexeme(orth), u32::try_from(start).ok()?, u32::try_from(end).ok()?);
        if let Some(norm) = part.get_number(NORM).and_then(Value::as_text) {
            token.norm = identifier(norm);
        }
        tokens.push(token);
        start = end;
    }
    (start == text.len()).then(|| tokens.into())
}
