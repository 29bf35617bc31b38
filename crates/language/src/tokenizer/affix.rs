//! The pipeline's patterns for prefixes and suffixes, searched from the end they are anchored at.
//!
//! A word loses one affix after the other, so each search must cost what the affix is long and not what the word is
//! long: else a word of a hundred thousand brackets takes minutes. Patterns with look-around cannot be searched
//! backwards; but each alternative of such a pattern is plain, or plain after one condition on what stands before.

use super::pattern::{Pattern, alternatives, group_length};
use regex::Regex;

/// Finds prefixes: the first alternative that matches at the start of a word.
pub struct Prefixes(Vec<Step>);

enum Step {
    Plain(Regex),
    General(Pattern),
}

/// Finds suffixes: the longest alternative that matches at the end of a word.
pub struct Suffixes {
    plain: Option<Regex>,
    /// Alternatives after a condition, with the affix as the first group.
    conditioned: Vec<Regex>,
    /// The whole pattern, where its alternatives are of another form.
    general: Option<Pattern>,
}

fn is_plain(source: &str) -> bool {
    ["(?=", "(?!", "(?<"]
        .iter()
        .all(|condition| !source.contains(condition))
}

impl Prefixes {
    /// Compiles a pattern as the pipeline's file has it.
    pub fn new(source: &str) -> Result<Prefixes, String> {
        let general = || Ok(Prefixes(vec![Step::General(Pattern::new(source)?)]));
        let Some(alternatives) = alternatives(source) else {
            return general();
        };
        if !alternatives.iter().all(|alternative| alternative.starts_with('^')) {
            return general();
        }
        let mut steps = Vec::new();
        for alternatives in alternatives.chunk_by(|a, b| is_plain(a) && is_plain(b)) {
            let together = alternatives.join("|");
            steps.push(match Regex::new(&together) {
                Ok(plain) if is_plain(&together) => Step::Plain(plain),
                _ => Step::General(Pattern::new(&together)?),
            });
        }
        Ok(Prefixes(steps))
    }

    /// How many bytes the first prefix takes; 0 without one.
    pub fn length(&self, text: &str) -> usize {
        let found = self.0.iter().find_map(|step| match step {
            Step::Plain(pattern) => pattern.find(text).map(|found| found.len()),
            Step::General(pattern) => pattern.find(text).map(|(start, end)| end - start),
        });
        found.unwrap_or_default()
    }
}

impl Suffixes {
    /// Compiles a pattern as the pipeline's file has it.
    pub fn new(source: &str) -> Result<Suffixes, String> {
        if let Some(suffixes) = Suffixes::by_alternatives(source) {
            return Ok(suffixes);
        }
        Ok(Suffixes {
            plain: None,
            conditioned: Vec::new(),
            general: Some(Pattern::new(source)?),
        })
    }

    fn by_alternatives(source: &str) -> Option<Suffixes> {
        let (mut plain, mut conditioned) = (Vec::new(), Vec::new());
        for alternative in alternatives(source)? {
            let affix = alternative.strip_suffix('$').filter(|affix| !affix.ends_with('\\'))?;
            if is_plain(affix) {
                plain.push(alternative);
                continue;
            }
            let condition = affix.get(..group_length(affix)?)?;
            let (before, affix) = (condition.strip_prefix("(?<=")?, &affix[condition.len()..]);
            if !is_plain(before) || !is_plain(affix) {
                return None;
            }
            conditioned.push(Regex::new(&format!("(?:{before}({affix})$")).ok()?);
        }
        let plain = if plain.is_empty() {
            None
        } else {
            Some(Regex::new(&plain.join("|")).ok()?)
        };
        Some(Suffixes {
            plain,
            conditioned,
            general: None,
        })
    }

    /// How many bytes the suffix takes that begins first; 0 without one.
    pub fn length(&self, text: &str) -> usize {
        let plain = self
            .plain
            .as_ref()
            .and_then(|pattern| pattern.find(text))
            .map_or(0, |found| found.len());
        let general = self
            .general
            .as_ref()
            .and_then(|pattern| pattern.find(text))
            .map_or(0, |(start, end)| end - start);
        let conditioned = self
            .conditioned
            .iter()
            .filter(|pattern| pattern.is_match(text))
            .filter_map(|pattern| Some(pattern.captures(text)?.get(1)?.len()));
        conditioned.fold(plain.max(general), usize::max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_alternative_wins_at_the_start() {
        let prefixes = Prefixes::new(r"^\(|^\+(?![0-9])|^\.\.+|^\.|^US\$").unwrap();
        assert_eq!(prefixes.0.len(), 3);
        for (text, length) in [
            ("(a", 1),
            ("+a", 1),
            ("+1", 0),
            ("...a", 3),
            (".a", 1),
            ("US$5", 3),
            ("a(", 0),
            ("", 0),
        ] {
            assert_eq!(prefixes.length(text), length, "{text}");
        }
    }

    #[test]
    fn the_longest_alternative_wins_at_the_end() {
        let suffixes = Suffixes::new(r"\)$|\.\.+$|(?<=[0-9])(?:km|m|%)$|(?<=[A-Z][A-Z])\.$").unwrap();
        assert_eq!((suffixes.conditioned.len(), suffixes.general.is_some()), (2, false));
        let cases = [
            ("a)", 1),
            ("a...", 3),
            ("5km", 2),
            ("km", 0),
            ("é5%", 1),
            ("UN.", 1),
            ("Un.", 0),
            (")a", 0),
            ("", 0),
        ];
        for (text, length) in cases {
            assert_eq!(suffixes.length(text), length, "{text}");
        }
    }

    #[test]
    fn patterns_of_another_form_are_used_whole() {
        let suffixes = Suffixes::new(r"(?<!x)y$|z$").unwrap();
        assert!(suffixes.general.is_some());
        assert_eq!(
            [suffixes.length("ay"), suffixes.length("xy"), suffixes.length("az")],
            [1, 0, 1]
        );
        assert_eq!(Prefixes::new("a|^b").unwrap().length("ba"), 1);
    }
}
