//! The attribute ruler: patterns over tags, labels and lower-case words that set parts of speech, features and lemmas.

use crate::error::{LoadError, read};
use crate::message_pack::{Value, parse};
use crate::names::{Name, Names};
use crate::part_of_speech::Pos;
use hashbrown::{HashMap, HashSet};
use std::path::Path;

/// What is known of a token when patterns are matched, and what they may set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attributes {
    pub tag: Name,
    pub label: Name,
    pub pos: Pos,
    pub morph: Name,
    pub lemma: Option<Name>,
    pub is_space: bool,
}

/// A test of one token; all of its parts must hold.
#[derive(Default)]
struct Test {
    /// By name: whether the tag (the label) may be that one.
    tag: Option<Vec<bool>>,
    label: Option<Vec<bool>>,
    lower: Vec<WordTest>,
    is_space: Option<bool>,
}

enum WordTest {
    In(HashSet<Box<str>>),
    NotIn(HashSet<Box<str>>),
    Matches(regex::Regex),
}

#[derive(Default)]
struct Change {
    tag: Option<Name>,
    label: Option<Name>,
    pos: Option<Pos>,
    morph: Option<Name>,
    lemma: Option<Name>,
}

struct Rule {
    /// Each is a sequence of tests over neighbouring tokens.
    tests: Vec<Test>,
    /// What the rule changes, by its place in the file: later ones overrule earlier ones.
    order: u32,
    /// The token of the match that is changed.
    target: usize,
}

/// A pipeline's attribute ruler.
pub struct Ruler {
    rules: Vec<Rule>,
    changes: Vec<Change>,
    /// Rules by the first token's lower-case word, else by its tag, else by it being whitespace.
    by_word: HashMap<Box<str>, Vec<u32>>,
    by_tag: Vec<Vec<u32>>,
    for_space: Vec<u32>,
    others: Vec<u32>,
}

impl Ruler {
    /// Reads the `patterns` file. The names of tags and labels must all be in `names`.
    pub fn load(path: &Path, names: &mut Names) -> Result<Ruler, LoadError> {
        let bytes = read(path)?;
        let file = parse(&bytes).map_err(|error| LoadError::malformed(path, error.to_string()))?;
        let entries = file
            .as_list()
            .ok_or_else(|| LoadError::malformed(path, "no list of patterns"))?;
        // Names first: a test is a table over all of them.
        let changes = entries
            .iter()
            .map(|entry| read_change(entry.get("attrs"), names))
            .collect::<Result<Vec<_>, _>>()?;
        let mut ruler = Ruler {
            rules: Vec::new(),
            changes,
            by_word: HashMap::new(),
            by_tag: vec![Vec::new(); names.len()],
            for_space: Vec::new(),
            others: Vec::new(),
        };
        for (order, entry) in (0..).zip(entries) {
            let index = match entry.get("index") {
                Some(Value::Signed(index)) => *index,
                other => other
                    .and_then(Value::as_number)
                    .and_then(|index| i64::try_from(index).ok())
                    .unwrap_or(0),
            };
            for pattern in entry.get("patterns").and_then(Value::as_list).unwrap_or_default() {
                let tests = pattern.as_list().unwrap_or_default();
                let tests = tests
                    .iter()
                    .map(|test| read_test(test, names))
                    .collect::<Result<Vec<_>, _>>()?;
                let length = i64::try_from(tests.len()).unwrap_or_default();
                let target = if index < 0 { length + index } else { index };
                let target = usize::try_from(target).ok().filter(|target| *target < tests.len());
                let target = target.ok_or_else(|| LoadError::malformed(path, "a pattern without its target token"))?;
                ruler.add(Rule { tests, order, target });
            }
        }
        Ok(ruler)
    }

    fn add(&mut self, rule: Rule) {
        let number = self.rules.len() as u32;
        let first = &rule.tests[0];
        let words = first.lower.iter().find_map(|test| match test {
            WordTest::In(words) => Some(words),
            _ => None,
        });
        if let Some(words) = words {
            for word in words {
                self.by_word.entry(word.clone()).or_default().push(number);
            }
        } else if let Some(tags) = &first.tag {
            let tags = self.by_tag.iter_mut().zip(tags).filter(|(_, allowed)| **allowed);
            tags.for_each(|(rules, _)| rules.push(number));
        } else if first.is_space == Some(true) {
            self.for_space.push(number);
        } else {
            self.others.push(number);
        }
        self.rules.push(rule);
    }

    /// Sets the attributes of a text's tokens, whose lower-case words `lower` gives.
    pub fn apply<'w>(&self, tokens: &mut [Attributes], lower: impl Fn(usize) -> &'w str) {
        let mut hits: Vec<(u32, u32, u32)> = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            let by_word = self.by_word.get(lower(at));
            let by_tag = self.by_tag.get(usize::from(token.tag));
            let for_space = token.is_space.then_some(&self.for_space);
            let candidates = [by_word, by_tag, for_space, Some(&self.others)];
            for number in candidates.into_iter().flatten().flatten() {
                let rule = &self.rules[*number as usize];
                let Some(window) = tokens.get(at..at + rule.tests.len()) else {
                    continue;
                };
                let holds =
                    |(offset, (test, token)): (usize, (&Test, &Attributes))| test.holds(token, || lower(at + offset));
                // Backwards: the token that the rule was found by holds more often than its neighbour.
                if rule.tests.iter().zip(window).enumerate().rev().all(holds) {
                    hits.push((rule.order, at as u32, (at + rule.target) as u32));
                }
            }
        }
        hits.sort_unstable();
        for (order, _, target) in hits {
            let (change, token) = (&self.changes[order as usize], &mut tokens[target as usize]);
            token.tag = change.tag.unwrap_or(token.tag);
            token.label = change.label.unwrap_or(token.label);
            token.pos = change.pos.unwrap_or(token.pos);
            token.morph = change.morph.unwrap_or(token.morph);
            token.lemma = change.lemma.or(token.lemma);
        }
    }
}

impl Test {
    fn holds<'w>(&self, token: &Attributes, lower: impl Fn() -> &'w str) -> bool {
        let allows = |table: &Option<Vec<bool>>, name: Name| {
            table
                .as_ref()
                .is_none_or(|table| table.get(usize::from(name)).copied().unwrap_or_default())
        };
        self.is_space.is_none_or(|wanted| wanted == token.is_space)
            && allows(&self.tag, token.tag)
            && allows(&self.label, token.label)
            && self.lower.iter().all(|test| match test {
                WordTest::In(words) => words.contains(lower()),
                WordTest::NotIn(words) => !words.contains(lower()),
                WordTest::Matches(pattern) => pattern.is_match(lower()),
            })
    }
}

fn unsupported(found: &str, supported: &str) -> LoadError {
    LoadError::unsupported("attribute_ruler pattern", found, supported)
}

fn read_change(attributes: Option<&Value>, names: &mut Names) -> Result<Change, LoadError> {
    let mut change = Change::default();
    for (key, value) in attributes.and_then(Value::as_map).unwrap_or_default() {
        let (key, value) = (key.as_text().unwrap_or_default(), value.as_text().unwrap_or_default());
        match key {
            "TAG" => change.tag = Some(names.intern(value)),
            "DEP" => change.label = Some(names.intern(value)),
            "LEMMA" => change.lemma = Some(names.intern(value)),
            "MORPH" => change.morph = Some(names.intern(&ordered_features(value))),
            "POS" => change.pos = Some(Pos::named(value).ok_or_else(|| unsupported(value, "a part of speech"))?),
            _ => return Err(unsupported(key, "TAG, POS, MORPH, LEMMA, DEP")),
        }
    }
    Ok(change)
}

/// Features in alphabetical order; `_` stands for none.
fn ordered_features(features: &str) -> String {
    let mut features: Vec<&str> = features.split('|').filter(|feature| *feature != "_").collect();
    features.sort_by_key(|feature| feature.to_lowercase());
    features.join("|")
}

fn read_test(test: &Value, names: &Names) -> Result<Test, LoadError> {
    let mut read = Test::default();
    for (key, value) in test.as_map().unwrap_or_default() {
        let key = key.as_text().unwrap_or_default();
        match (key, value) {
            ("TAG", value) => read.tag = Some(name_table(value, names)?),
            ("DEP", value) => read.label = Some(name_table(value, names)?),
            ("LOWER", value) => read.lower = conditions(value)?,
            ("IS_SPACE", Value::Bool(wanted)) => read.is_space = Some(*wanted),
            _ => return Err(unsupported(key, "TAG, DEP, LOWER, IS_SPACE")),
        }
    }
    Ok(read)
}

fn name_table(value: &Value, names: &Names) -> Result<Vec<bool>, LoadError> {
    let conditions = conditions(value)?;
    let holds = |text: &str| {
        conditions.iter().all(|condition| match condition {
            WordTest::In(words) => words.contains(text),
            WordTest::NotIn(words) => !words.contains(text),
            WordTest::Matches(pattern) => pattern.is_match(text),
        })
    };
    Ok(names.all().map(|(_, text)| holds(text)).collect())
}

fn conditions(value: &Value) -> Result<Vec<WordTest>, LoadError> {
    let set = |value: &Value| -> HashSet<Box<str>> {
        value
            .as_list()
            .unwrap_or_default()
            .iter()
            .filter_map(Value::as_text)
            .map(Into::into)
            .collect()
    };
    if let Some(text) = value.as_text() {
        return Ok(vec![WordTest::In(std::iter::once(text.into()).collect())]);
    }
    let mut conditions = Vec::new();
    for (operator, value) in value.as_map().unwrap_or_default() {
        conditions.push(match (operator.as_text().unwrap_or_default(), value.as_text()) {
            ("IN", None) => WordTest::In(set(value)),
            ("NOT_IN", None) => WordTest::NotIn(set(value)),
            ("REGEX", Some(source)) => {
                WordTest::Matches(regex::Regex::new(source).map_err(|_| unsupported(source, "a plain pattern"))?)
            }
            (other, _) => return Err(unsupported(other, "a text, IN, NOT_IN, REGEX")),
        });
    }
    Ok(conditions)
}
