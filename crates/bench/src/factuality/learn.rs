//! Trains the model of factuality: rows for the features and answers for the rungs of each corpus's scale, by AdaGrad.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use onrecord_extract::factuality::model::{ANSWERS, LEAK, QUESTIONS, RUNGS, SCALED, WIDTH, key, rectified};
use onrecord_extract::factuality::{Model, Scale, Scope, features};
use onrecord_language::Pipeline;
use rayon::prelude::*;

use super::corpus;
use crate::random::Random;

/// Passes over the examples.
const EPOCHS: usize = 10;
/// The first step of AdaGrad (Duchi, Hazan and Singer, JMLR 2011); it falls to nought in a straight line.
const STEP: f32 = 0.05;
/// The weight of the square of the weights beside the loss.
const SHRINKAGE: f32 = 1e-4;
/// The share of a sentence's features that is left out at each step (Srivastava and others, JMLR 2014).
const LEFT_OUT: f32 = 0.4;
/// What an example of the web's scale counts for beside one of the news.
const WEB_WEIGHT: f32 = 0.3;
/// A feature has a row where it stands in so many examples of the news.
const SEEN: usize = 8;

struct Example {
    features: Vec<u32>,
    label: f32,
    scale: Scale,
}

/// Trains on `news` and `web` and writes the weights.
///
/// # Errors
/// When a file cannot be read or the weights not be written.
pub fn run(pipeline: &Pipeline, news: &Path, web: &[PathBuf], to: &Path) -> Result<()> {
    let mut examples = examples_of(pipeline, news, Scale::News)?;
    let mut seen: BTreeMap<u32, usize> = BTreeMap::new();
    for feature in examples.iter().flat_map(|example| &example.features) {
        *seen.entry(*feature).or_default() += 1;
    }
    let keys: Vec<u32> = seen
        .into_iter()
        .filter_map(|(feature, times)| (times >= SEEN).then_some(feature))
        .collect();
    for file in web {
        examples.extend(examples_of(pipeline, file, Scale::Web)?);
    }
    for example in &mut examples {
        example.features = example
            .features
            .iter()
            .filter_map(|feature| keys.binary_search(feature).ok())
            .map(|row| row as u32)
            .collect();
    }
    eprintln!("{} predicates, {} features with a row", examples.len(), keys.len());
    let (rows, answers) = train(&examples, keys.len());
    let bytes = Model::to_bytes(&keys, &rows, &answers);
    fs::write(to, bytes).with_context(|| format!("{}: cannot be written", to.display()))
}

/// The judged predicates of a file, their features by key.
fn examples_of(pipeline: &Pipeline, file: &Path, scale: Scale) -> Result<Vec<Example>> {
    Ok(corpus::load(pipeline, file)?
        .par_iter()
        .flat_map_iter(|sentence| {
            sentence.predicates.iter().filter_map(move |predicate| {
                let scope = Scope::sentence(&sentence.annotated, predicate.token);
                let mut found: Vec<u32> = features(&scope, predicate.token).into_iter().map(key).collect();
                found.dedup();
                Some(Example {
                    features: found,
                    label: predicate.label?,
                    scale,
                })
            })
        })
        .collect())
}

fn train(examples: &[Example], count: usize) -> (Vec<f32>, Vec<f32>) {
    let mut random = Random::seeded();
    let mut rows: Vec<f32> = (0..count * WIDTH).map(|_| (random.share() - 0.5) * 0.1).collect();
    let mut answers: Vec<f32> = (0..ANSWERS * Scale::ALL.len())
        .map(|_| (random.share() - 0.5) * 0.6)
        .collect();
    let mut row_squares = vec![1e-3f32; rows.len()];
    let mut answer_squares = vec![1e-2f32; answers.len()];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for epoch in 0..EPOCHS {
        random.shuffle(&mut order);
        let step = STEP * (1.0 - epoch as f32 / EPOCHS as f32);
        for &at in &order {
            let example = &examples[at];
            let kept: Vec<usize> = example
                .features
                .iter()
                .filter(|_| random.share() >= LEFT_OUT)
                .map(|&row| row as usize * WIDTH)
                .collect();
            let scaled = SCALED / (1.0 - LEFT_OUT);
            let mut sums = [0f32; WIDTH];
            for &row in &kept {
                for (sum, number) in sums.iter_mut().zip(&rows[row..row + WIDTH]) {
                    *sum += number * scaled;
                }
            }
            let hidden = sums.map(rectified);
            let mut back = [0f32; WIDTH];
            let weight = match example.scale {
                Scale::News => 1.0,
                Scale::Web => WEB_WEIGHT,
            };
            for question in 0..QUESTIONS {
                let (low, high) = (RUNGS[question], RUNGS[question + 1]);
                let base = example.scale.place() * ANSWERS + question * (WIDTH + 1);
                let answer = answers[base..base + WIDTH]
                    .iter()
                    .zip(&hidden)
                    .fold(answers[base + WIDTH], |sum, (weight, number)| sum + weight * number);
                // The absolute error is the sum of the rungs between the score and the label: a question's loss counts
                // for the width of its rung.
                let above = f32::from(u8::from(example.label >= (low + high) / 2.0));
                let error = (1.0 / (1.0 + (-answer).exp()) - above) * (high - low) * weight;
                for (number, (back, hidden)) in back.iter_mut().zip(&hidden).enumerate() {
                    let at = base + number;
                    *back += error * answers[at];
                    let gradient = error * hidden + 0.1 * SHRINKAGE * answers[at];
                    descend(&mut answers[at], &mut answer_squares[at], gradient, step);
                }
                descend(
                    &mut answers[base + WIDTH],
                    &mut answer_squares[base + WIDTH],
                    error,
                    step,
                );
            }
            for (back, sum) in back.iter_mut().zip(&sums) {
                *back *= scaled * if *sum > 0.0 { 1.0 } else { LEAK };
            }
            for &row in &kept {
                for (number, back) in back.iter().enumerate() {
                    let at = row + number;
                    let gradient = back + SHRINKAGE * rows[at];
                    descend(&mut rows[at], &mut row_squares[at], gradient, step);
                }
            }
        }
    }
    (rows, answers)
}

/// One step of AdaGrad.
fn descend(weight: &mut f32, squares: &mut f32, gradient: f32, step: f32) {
    *squares += gradient * gradient;
    *weight -= step * gradient / squares.sqrt();
}
