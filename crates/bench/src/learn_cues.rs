//! Trains the model of cues on PolNeAR's train part: logistic regression by AdaGrad over the extractor's own candidates.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use onrecord_extract::actors::ActorIndex;
use onrecord_extract::statements::learned::{UNIT, WEIGHTS, features};
use onrecord_extract::{Reading, Tokens, statements};
use onrecord_language::Pipeline;
use rayon::prelude::*;

use crate::polnear::{self, Attribution};

/// Passes over the training examples.
const EPOCHS: usize = 12;
/// The first step of AdaGrad (Duchi, Hazan and Singer, JMLR 2011).
const STEP: f32 = 0.15;
/// The weight of the square of the weights beside the loss.
const SHRINKAGE: f32 = 2e-5;
/// Seeds the order of the examples.
const SEED: u64 = 20_261_125;

struct Example {
    features: Vec<u32>,
    reports: bool,
}

/// Trains on `folder` (`text/`, `attributions/`) and writes the weights.
///
/// # Errors
/// When the folder cannot be read or the file not be written.
pub fn run(pipeline: &Pipeline, folder: &Path, to: &Path) -> Result<()> {
    let mut names: Vec<String> = fs::read_dir(folder.join("text"))
        .with_context(|| format!("{}: no folder `text`", folder.display()))?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();
    let mut examples: Vec<Example> = names
        .par_iter()
        .map(|name| examples_of(pipeline, folder, name))
        .collect::<Result<Vec<_>>>()?
        .into_iter()
        .flatten()
        .collect();
    let positive = examples.iter().filter(|example| example.reports).count();
    eprintln!("{} candidates, {positive} of them report something", examples.len());
    let weights = train(&mut examples);
    let bytes: Vec<u8> = weights
        .iter()
        .map(|weight| ((weight / UNIT).round().clamp(-127.0, 127.0) as i8).to_le_bytes()[0])
        .collect();
    fs::write(to, bytes).with_context(|| format!("{}: cannot be written", to.display()))
}

fn examples_of(pipeline: &Pipeline, folder: &Path, name: &str) -> Result<Vec<Example>> {
    let Some((document, gold)) = polnear::load(folder, name)? else {
        return Ok(Vec::new());
    };
    let reading = Reading::new(pipeline, &document);
    let mut index = ActorIndex::new(&reading);
    let mut examples = Vec::new();
    statements::find_by(&reading, &mut index, &mut |candidate, block| {
        let head = reading.span(&Tokens::new(block, candidate.head..candidate.head + 1));
        let content = reading.span(&Tokens::new(block, candidate.content.clone()));
        let reports = gold.iter().any(|attribution: &Attribution| {
            overlap(&attribution.cue, (head.start, head.end))
                && overlap(&attribution.content, (content.start, content.end))
        });
        examples.push(Example {
            features: features(candidate),
            reports,
        });
        // What no entry reads stays out, so that the candidates after it are those of the extractor as it is.
        candidate.entry.is_some()
    });
    Ok(examples)
}

fn overlap(pieces: &[(u32, u32)], span: (u32, u32)) -> bool {
    pieces.iter().any(|&(start, end)| start < span.1 && span.0 < end)
}

fn train(examples: &mut [Example]) -> Vec<f32> {
    let mut weights = vec![0.0f32; WEIGHTS];
    let mut squares = vec![1e-6f32; WEIGHTS];
    let mut random = SEED;
    for _ in 0..EPOCHS {
        // Fisher and Yates, by a linear congruential generator (Knuth's MMIX): the same order on every machine.
        for at in (1..examples.len()).rev() {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            examples.swap(at, (random >> 33) as usize % (at + 1));
        }
        for example in examples.iter() {
            let sum: f32 = example.features.iter().map(|&feature| weights[feature as usize]).sum();
            let error = 1.0 / (1.0 + (-sum).exp()) - f32::from(u8::from(example.reports));
            for &feature in &example.features {
                let at = feature as usize;
                let gradient = error + SHRINKAGE * weights[at];
                squares[at] += gradient * gradient;
                weights[at] -= STEP * gradient / squares[at].sqrt();
            }
        }
    }
    weights
}
