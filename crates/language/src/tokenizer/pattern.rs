//! A pattern with look-around, as pipelines have them, and a quick test that rules most words out.

use fancy_regex::Regex;

/// A pattern with look-around, behind a plain one that matches whenever it could.
pub struct Pattern {
    exact: Regex,
    wider: Option<regex::Regex>,
}

impl Pattern {
    /// Compiles a pattern as the pipeline's file has it.
    pub fn new(source: &str) -> Result<Pattern, String> {
        let exact = Regex::new(source).map_err(|error| error.to_string())?;
        Ok(Pattern {
            exact,
            wider: widen(source).and_then(|wider| regex::Regex::new(&wider).ok()),
        })
    }

    /// The first match, as byte positions. A pattern that exhausts its step limit counts as not matching.
    pub fn find(&self, text: &str) -> Option<(usize, usize)> {
        if self.ruled_out(text) {
            return None;
        }
        let found = self.exact.find(text).ok().flatten()?;
        Some((found.start(), found.end()))
    }

    /// All matches from left to right, none overlapping, as byte positions.
    pub fn find_all(&self, text: &str, mut each: impl FnMut(usize, usize)) {
        if self.ruled_out(text) {
            return;
        }
        for found in self.exact.find_iter(text).map_while(Result::ok) {
            each(found.start(), found.end());
        }
    }

    fn ruled_out(&self, text: &str) -> bool {
        self.wider.as_ref().is_some_and(|wider| !wider.is_match(text))
    }
}

/// A plain pattern that matches every text in which `source` matches: what must stand before or after is read as part
/// of the match, what must not is dropped. `None` where that would not be true: what must stand before is part of the
/// text before the match only at the start of a whole alternative, what must follow only at the end of one.
fn widen(source: &str) -> Option<String> {
    let mut wider = String::with_capacity(source.len());
    let mut rest = source;
    let mut depth = 0_usize;
    while let Some(character) = rest.chars().next() {
        let mut length = character.len_utf8();
        match character {
            '\\' => length += rest[1..].chars().next()?.len_utf8(),
            '[' => length = class_length(rest)?,
            '(' if rest.starts_with("(?<!") || rest.starts_with("(?!") => {
                rest = &rest[group_length(rest)?..];
                continue;
            }
            '(' if rest.starts_with("(?<=") || rest.starts_with("(?=") => {
                let whole = group_length(rest)?;
                let behind = rest.starts_with("(?<=");
                let at_edge = if behind {
                    wider.is_empty() || wider.ends_with('|')
                } else {
                    rest.len() == whole || rest[whole..].starts_with('|')
                };
                if depth > 0 || !at_edge {
                    return None;
                }
                wider.push_str("(?:");
                wider.push_str(&rest[if behind { 4 } else { 3 }..whole]);
                rest = &rest[whole..];
                continue;
            }
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        wider.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    Some(wider)
}

/// The alternatives of a pattern, each as it stands.
pub fn alternatives(source: &str) -> Option<Vec<&str>> {
    let mut alternatives = Vec::new();
    let (mut depth, mut start, mut at) = (0_usize, 0, 0);
    while let Some(character) = source[at..].chars().next() {
        let rest = &source[at..];
        at += match character {
            '\\' => 1 + rest[1..].chars().next()?.len_utf8(),
            '[' => class_length(rest)?,
            other => other.len_utf8(),
        };
        match character {
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1)?,
            '|' if depth == 0 => {
                alternatives.push(&source[start..at - 1]);
                start = at;
            }
            _ => {}
        }
    }
    alternatives.push(&source[start..]);
    Some(alternatives)
}

/// The length in bytes of the character class that the text starts with.
fn class_length(text: &str) -> Option<usize> {
    // A bracket right after the opening (or its negation) is a member of the class.
    let start = if text.starts_with("[^]") {
        3
    } else if text.starts_with("[]") {
        2
    } else {
        1
    };
    let mut escaped = false;
    for (at, character) in text.char_indices().skip_while(|(at, _)| *at < start) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ']' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The length in bytes of the group that the text starts with.
pub fn group_length(text: &str) -> Option<usize> {
    let (mut depth, mut in_class, mut escaped) = (0_usize, false, false);
    for (at, character) in text.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ']' => in_class = false,
            _ if in_class => {}
            '[' => in_class = true,
            '(' => depth += 1,
            ')' if depth == 1 => return Some(at + 1),
            ')' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_must_stand_before_becomes_part_of_the_wider_pattern() {
        assert_eq!(widen(r"a$|(?<=[0-9(])km$").unwrap(), r"a$|(?:[0-9(])km$");
        assert_eq!(widen(r"\+(?![0-9])|(?!(?:10|[)]x){3})y").unwrap(), r"\+|y");
        assert_eq!(widen(r"(?<=a)[-](?=[a-z])|b").unwrap(), "(?:a)[-](?:[a-z])|b");
    }

    #[test]
    fn bars_in_classes_and_groups_do_not_separate_alternatives() {
        assert_eq!(
            alternatives(r"a|[b|\]|](?:c|d)|\||").unwrap(),
            ["a", r"[b|\]|](?:c|d)", r"\|", ""]
        );
    }

    #[test]
    fn a_condition_inside_a_match_is_not_widened() {
        assert_eq!(widen("a(?<=a)b"), None);
        assert_eq!(widen("(?:(?=ab)a)c"), None);
    }

    #[test]
    fn a_pattern_finds_the_same_with_and_without_its_quick_test() {
        let pattern = Pattern::new(r"(?<=[0-9])km$|\+(?![0-9])").unwrap();
        assert!(pattern.wider.is_some());
        for (text, found) in [
            ("5km", Some((1, 3))),
            ("km", None),
            ("+5", None),
            ("a+b", Some((1, 2))),
            ("", None),
        ] {
            assert_eq!(pattern.find(text), found, "{text}");
        }
    }
}
