//! Texts of the corpora of reprints: an agency's, speeches, resolutions.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use onrecord_document::{Basis, Precision, Published};
use onrecord_extract::dates::MONTHS;
use serde::Deserialize;

use super::Text;

const DAY: i64 = 86_400;

#[derive(Deserialize)]
struct Story {
    story_text: String,
    /// Milliseconds since the beginning of 1970.
    date: i64,
}

#[derive(Deserialize)]
struct Speech {
    text: String,
}

/// Speeches whose sentences are put around others' and whose pieces are no bases.
const OTHERS: usize = 30;

/// Words of a piece of a speech.
const WORDS_OF_PIECE: usize = 260;

/// Words that a base has at least.
const FEWEST_WORDS: usize = 60;

/// Every text of the agency that has words.
pub(super) fn agency(folder: &Path) -> Result<Vec<Text>> {
    let path = folder.join("kcna_2024-11-11.json");
    let json = fs::read_to_string(&path).with_context(|| format!("{}: cannot be read", path.display()))?;
    let stories: Vec<Story> = serde_json::from_str(&json)?;
    Ok(stories
        .into_iter()
        .filter(|story| !story.story_text.trim().is_empty())
        .map(|story| Text {
            words: story.story_text,
            day: Some(story.date / 1000 / DAY),
        })
        .collect())
}

fn speeches(folder: &Path) -> Result<Vec<String>> {
    let path = folder.join("un_general_debate_2017.json");
    let json = fs::read_to_string(&path).with_context(|| format!("{}: cannot be read", path.display()))?;
    let speeches: Vec<Speech> = serde_json::from_str(&json)?;
    Ok(speeches.into_iter().map(|speech| speech.text).collect())
}

/// Sentences of speeches that no base is made of.
pub(super) fn sentences(folder: &Path) -> Result<Vec<String>> {
    Ok(speeches(folder)?
        .iter()
        .take(OTHERS)
        .flat_map(|speech| split(speech))
        .filter(|sentence| sentence.split_whitespace().count() > 5)
        .collect())
}

/// Texts to make copies of: the agency's, each once; pieces of speeches; resolutions, each its own.
pub(super) fn bases(folder: &Path) -> Result<Vec<Text>> {
    let mut texts = agency(folder)?;
    texts.sort_by(|one, other| (&one.words, one.day).cmp(&(&other.words, other.day)));
    texts.dedup_by(|one, other| one.words.trim() == other.words.trim());
    // The general debate of 2017 began on 19 September.
    let opened = 17_428;
    for (number, speech) in speeches(folder)?.iter().enumerate().skip(OTHERS) {
        let mut piece = String::new();
        for sentence in split(speech) {
            piece.push_str(&sentence);
            piece.push(' ');
            if piece.split_whitespace().count() >= WORDS_OF_PIECE {
                texts.push(Text {
                    words: std::mem::take(&mut piece),
                    day: Some(opened + number as i64 / 30),
                });
            }
        }
    }
    let resolutions = folder.join("unsc_resolutions_1946-2002");
    let mut paths: Vec<_> = fs::read_dir(&resolutions)
        .with_context(|| format!("{}: cannot be read", resolutions.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    for path in paths {
        let words = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
        texts.push(Text {
            day: day_of_resolution(&words),
            words,
        });
    }
    texts.retain(|text| text.words.split_whitespace().count() >= FEWEST_WORDS);
    Ok(told_once(texts))
}

/// Leaves out texts that the corpora have in several versions already: an agency's story of one week that shares a third of its
/// five-word passages with another, any text that shares nearly all. Nobody has marked those as copies, or as none.
fn told_once(texts: Vec<Text>) -> Vec<Text> {
    let mut having: HashMap<Vec<String>, Vec<usize>> = HashMap::new();
    let mut kept: Vec<Text> = Vec::new();
    for text in texts {
        let words: Vec<String> = text
            .words
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        let shingles: BTreeSet<Vec<String>> = words.windows(5).map(<[String]>::to_vec).collect();
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for other in shingles.iter().filter_map(|shingle| having.get(shingle)).flatten() {
            *shared.entry(*other).or_default() += 1;
        }
        let version = shared.into_iter().any(|(other, shared)| {
            let share = shared * 100 / shingles.len().max(1);
            let near = matches!((text.day, kept[other].day), (Some(one), Some(two)) if (one - two).abs() <= 7);
            share >= 70 || share >= 33 && near && !text.words.contains("Resolution")
        });
        if !version {
            for shingle in shingles {
                having.entry(shingle).or_default().push(kept.len());
            }
            kept.push(text);
        }
    }
    kept
}

/// "of 20 July 1979" in the first lines of a resolution.
fn day_of_resolution(words: &str) -> Option<i64> {
    let head: Vec<&str> = words.split_whitespace().take(20).collect();
    head.windows(3).find_map(|date| {
        let day: i8 = date[0].parse().ok()?;
        let month = MONTHS.iter().position(|month| *month == date[1])? as i8 + 1;
        let year: i16 = date[2].trim_matches(|letter: char| !letter.is_numeric()).parse().ok()?;
        let date = jiff::civil::Date::new(year, month, day).ok()?;
        Some(i64::from(date.since(jiff::civil::date(1970, 1, 1)).ok()?.get_days()))
    })
}

/// A day as a document has it.
pub(super) fn published(day: i64) -> Option<Published> {
    let date = jiff::civil::date(1970, 1, 1)
        .checked_add(jiff::Span::new().days(day))
        .ok()?;
    Some(Published {
        value: date.to_string(),
        precision: Precision::Day,
        basis: Basis::default(),
    })
}

/// Sentences, roughly: cut after a full stop before a capital, and at line ends.
pub(super) fn split(text: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut sentence = String::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == '\n' {
            letters.next_if_eq(&'\r');
            if sentence.trim_end().ends_with(['.', ';', ':', '?', '!']) {
                sentences.push(std::mem::take(&mut sentence));
            } else {
                sentence.push(' ');
            }
            continue;
        }
        sentence.push(letter);
        if matches!(letter, '.' | '?' | '!') && letters.peek() == Some(&' ') && sentence.split_whitespace().count() > 4
        {
            sentences.push(std::mem::take(&mut sentence));
        }
    }
    sentences.push(sentence);
    sentences
        .into_iter()
        .map(|sentence| sentence.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|sentence| !sentence.is_empty())
        .collect()
}
