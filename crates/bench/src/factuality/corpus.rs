//! Files of events with how certain the text says they are: one sentence a line, its tokens joined by blanks, and targets.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use onrecord_language::{Annotated, Pipeline};
use rayon::prelude::*;
use serde::Deserialize;

/// A line as it stands in the file.
#[derive(Deserialize)]
struct Line {
    text: String,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    span1: (usize, usize),
    #[serde(default)]
    label: Option<f32>,
}

/// A sentence with its predicates.
pub struct Sentence {
    /// The annotation of the sentence, its blanks put right.
    pub annotated: Annotated,
    /// The predicates, in the order of the line.
    pub predicates: Vec<Predicate>,
}

/// A word whose certainty people have judged.
pub struct Predicate {
    /// The token of the annotation.
    pub token: usize,
    /// The judgement, −3 to 3; absent where the file has none.
    pub label: Option<f32>,
    /// Whether a word shortly before it negates (for the baseline).
    pub negated_window: bool,
}

/// Words that the baseline of the negation window looks for.
const NEGATIONS: [&str; 8] = ["not", "n't", "no", "never", "none", "nobody", "nothing", "neither"];
/// How many words before the predicate the baseline looks at.
const WINDOW: usize = 4;

/// Reads a file and annotates its sentences.
///
/// # Errors
/// When the file cannot be read, a line is no such object or a target lies outside its sentence.
pub fn load(pipeline: &Pipeline, path: &Path) -> Result<Vec<Sentence>> {
    let text = fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    let lines: Vec<Line> = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| {
            serde_json::from_str(line).with_context(|| format!("{}: line {} is no sentence", path.display(), at + 1))
        })
        .collect::<Result<_>>()?;
    lines
        .par_iter()
        .enumerate()
        .map(|(at, line)| sentence(pipeline, line).with_context(|| format!("{}: line {}", path.display(), at + 1)))
        .collect()
}

fn sentence(pipeline: &Pipeline, line: &Line) -> Result<Sentence> {
    let tokens: Vec<&str> = line.text.split(' ').collect();
    let (text, places) = with_blanks(&tokens);
    let annotated = pipeline.annotate(&text);
    let predicates = line
        .targets
        .iter()
        .map(|target| {
            let (first, end) = target.span1;
            if first >= end || end > tokens.len() || annotated.is_empty() {
                bail!("a target lies outside the sentence");
            }
            let window = &tokens[first.saturating_sub(WINDOW)..first];
            Ok(Predicate {
                token: token_of(&annotated, places[first].0, places[end - 1].1),
                label: target.label,
                negated_window: window
                    .iter()
                    .any(|word| NEGATIONS.contains(&word.to_lowercase().as_str())),
            })
        })
        .collect::<Result<_>>()?;
    Ok(Sentence { annotated, predicates })
}

/// The token between two code points whose head lies outside them.
fn token_of(annotated: &Annotated, start: u32, end: u32) -> usize {
    let covered: Vec<usize> = (0..annotated.len())
        .filter(|&token| annotated.start(token) < end && start < annotated.end(token))
        .collect();
    covered
        .iter()
        .copied()
        .find(|&token| annotated.head(token) == token || !covered.contains(&annotated.head(token)))
        .or(covered.first().copied())
        .unwrap_or(0)
}

/// The words as one would write them, with each word's place in code points.
fn with_blanks(tokens: &[&str]) -> (String, Vec<(u32, u32)>) {
    let mut text = String::new();
    let mut places = Vec::with_capacity(tokens.len());
    let mut length = 0;
    let mut glued = true;
    let mut inside = false;
    for &token in tokens {
        let mut word = match token {
            "-LRB-" => "(",
            "-RRB-" => ")",
            "``" | "''" => "\"",
            other => other,
        };
        if word.is_empty() {
            word = "_";
        }
        let opens = match token {
            "\"" | "''" | "``" => {
                inside = !inside;
                inside
            }
            _ => false,
        };
        let closes = matches!(token, "\"" | "''" | "``") && !opens;
        let to_the_left = closes
            || matches!(
                word,
                "," | "." | ";" | ":" | "?" | "!" | ")" | "%" | "n't" | "N'T" | "n’t" | "..."
            )
            || (word.starts_with(['\'', '’'])
                && word.chars().count() > 1
                && word.chars().skip(1).all(char::is_alphabetic));
        if !glued && !to_the_left {
            text.push(' ');
            length += 1;
        }
        let start = length;
        text.push_str(word);
        length += word.chars().count() as u32;
        places.push((start, length));
        glued = opens || matches!(word, "(" | "$");
    }
    (text, places)
}
