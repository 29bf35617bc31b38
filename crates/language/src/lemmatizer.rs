//! Lemmas by part of speech: exceptions, then endings replaced, kept where the result is a known word.

use crate::characters::is_letter;
use crate::error::{LoadError, read};
use crate::lexicon::identifier::identifier;
use crate::message_pack::{PackError, Reader, Value};
use crate::names::{Name, Names};
use crate::part_of_speech::Pos;
use hashbrown::{HashMap, HashSet};
use std::path::Path;

#[derive(Default)]
struct Table {
    index: HashSet<Box<str>>,
    exceptions: HashMap<Box<str>, Vec<Box<str>>>,
    rules: Vec<(Box<str>, Box<str>)>,
}

impl Table {
    fn is_empty(&self) -> bool {
        self.index.is_empty() && self.exceptions.is_empty() && self.rules.is_empty()
    }
}

/// What a feature set says about whether a word is its own lemma.
#[derive(Debug, Clone, Copy, Default)]
struct Form {
    singular: bool,
    infinitive: bool,
    finite_present_without_number: bool,
    positive: bool,
}

/// A pipeline's lemmatiser.
pub struct Lemmatizer {
    tables: Vec<Table>,
    forms: Vec<Form>,
}

impl Lemmatizer {
    /// Reads `lookups/lookups.bin`; `names` must hold every feature set that tokens can have.
    pub fn load(path: &Path, names: &Names) -> Result<Lemmatizer, LoadError> {
        let bytes = read(path)?;
        let tables = read_tables(&bytes).map_err(|error| LoadError::malformed(path, error.to_string()))?;
        Ok(Lemmatizer {
            tables,
            forms: names.all().map(|(_, text)| form(text)).collect(),
        })
    }

    /// Appends the lemma of a word with its lower-case form, part of speech and features.
    pub fn lemma(&self, text: &str, lower: &str, pos: Pos, features: Name, out: &mut String) {
        if matches!(pos, Pos::Unset | Pos::Space) || self.is_base(pos, features) {
            return out.push_str(lower);
        }
        let table = &self.tables[pos as usize];
        if table.is_empty() {
            return out.push_str(if pos == Pos::Propn { text } else { lower });
        }
        let (mut forms, mut unknown): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        for (old, new) in &table.rules {
            let Some(stem) = lower.strip_suffix(&**old) else {
                continue;
            };
            let form = format!("{stem}{new}");
            if form.is_empty() {
                continue;
            }
            if table.index.contains(&*form) {
                forms.insert(0, form);
            } else if !form.chars().all(is_letter) {
                forms.push(form);
            } else {
                unknown.push(form);
            }
        }
        for form in table.exceptions.get(lower).into_iter().flatten() {
            if !forms.iter().any(|other| **other == **form) {
                forms.insert(0, form.to_string());
            }
        }
        out.push_str(forms.first().or(unknown.first()).map_or(text, String::as_str));
    }

    /// Whether a lower-case word, or what its endings leave, is in the tables of nouns, verbs, adjectives and adverbs. They
    /// hold names of places and people, too, in lower case.
    pub fn knows(&self, lower: &str) -> bool {
        self.tables.iter().any(|table| {
            table.index.contains(lower)
                || table.exceptions.contains_key(lower)
                || table.rules.iter().any(|(old, new)| {
                    lower
                        .strip_suffix(&**old)
                        .is_some_and(|stem| stem.len() > 1 && table.index.contains(&*format!("{stem}{new}")))
                })
        })
    }

    fn is_base(&self, pos: Pos, features: Name) -> bool {
        let form = self.forms.get(usize::from(features)).copied().unwrap_or_default();
        form.infinitive
            || form.positive
            || (pos == Pos::Noun && form.singular)
            || (pos == Pos::Verb && form.finite_present_without_number)
    }
}

fn form(features: &str) -> Form {
    let value = |name: &str| {
        features
            .split('|')
            .filter_map(|feature| feature.split_once('='))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value)
    };
    Form {
        singular: value("Number") == Some("Sing"),
        infinitive: matches!(value("VerbForm"), Some("Inf" | "None")),
        finite_present_without_number: value("VerbForm") == Some("Fin")
            && value("Tense") == Some("Pres")
            && value("Number").is_none(),
        positive: value("Degree") == Some("Pos"),
    }
}

/// The tables by part of speech.
fn read_tables(bytes: &[u8]) -> Result<Vec<Table>, PackError> {
    let place: HashMap<u64, usize> = Pos::ALL
        .iter()
        .map(|(pos, name)| (identifier(&name.to_lowercase()), *pos as usize))
        .collect();
    let mut tables: Vec<Table> = Pos::ALL.iter().map(|_| Table::default()).collect();
    let mut reader = Reader::new(bytes);
    for _ in 0..reader.map_length()? {
        let kind = reader.value()?;
        for _ in 0..reader.map_length()? {
            let key = reader.number()?;
            let value = reader.value()?;
            let Some(table) = place.get(&key).and_then(|place| tables.get_mut(*place)) else {
                continue;
            };
            match kind.as_text() {
                Some("lemma_index") => table.index = texts(&value).collect(),
                Some("lemma_exc") => {
                    let pairs = value.as_map().unwrap_or_default().iter();
                    table.exceptions = pairs
                        .filter_map(|(word, forms)| Some((word.as_text()?.into(), texts(forms).collect())))
                        .collect();
                }
                Some("lemma_rules") => {
                    let rules = value.as_list().unwrap_or_default().iter();
                    table.rules = rules
                        .filter_map(|rule| match rule.as_list()? {
                            [old, new] => Some((old.as_text()?.into(), new.as_text()?.into())),
                            _ => None,
                        })
                        .collect();
                }
                _ => {}
            }
        }
    }
    Ok(tables)
}

fn texts<'v>(value: &'v Value) -> impl Iterator<Item = Box<str>> + 'v {
    value
        .as_list()
        .unwrap_or_default()
        .iter()
        .filter_map(Value::as_text)
        .map(Into::into)
}
