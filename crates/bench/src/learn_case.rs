//! Counts in which case news writes each word, for texts that have no case (`crates/extract/model/case.words`).

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use onrecord_language::Pipeline;

/// A word has a form where it stands so often within sentences.
const SEEN: u32 = 2;

/// Counts the texts of `folder` (a part of PolNeAR) and writes the forms that the pipeline's tables do not tell.
///
/// # Errors
/// When a text cannot be read or the forms not be written.
pub(crate) fn run(pipeline: &Pipeline, folder: &Path, to: &Path) -> Result<()> {
    let texts = folder.join("text");
    let mut counts: BTreeMap<String, BTreeMap<String, u32>> = BTreeMap::new();
    for entry in fs::read_dir(&texts).with_context(|| format!("{}: cannot be read", texts.display()))? {
        count(&fs::read_to_string(entry?.path())?, &mut counts);
    }
    let mut forms: Vec<String> = counts.iter().filter_map(|(word, forms)| form(pipeline, word, forms)).collect();
    forms.sort_by_key(|form| (form.to_lowercase(), form.clone()));
    eprintln!("{} words, {} forms kept", counts.len(), forms.len());
    fs::write(to, forms.join("\n") + "\n").with_context(|| format!("{}: cannot be written", to.display()))
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
