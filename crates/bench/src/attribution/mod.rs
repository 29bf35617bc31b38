//! Trains the models of attribution on PolNeAR's train part: which words head a cue, which words around one are cue, source
//! and content, which reading is best, and whether it is a report.

mod chain;
mod examples;
mod linear;

use std::path::Path;
use std::{fs, thread};

use anyhow::{Context, Result, anyhow};
use onrecord_extract::attribution::{CHOICE_BITS, HEAD_BITS, Model};
use onrecord_language::Pipeline;
use rayon::prelude::*;

use crate::polnear;
use examples::{Candidate, Choice, Labelled};
use linear::train_logistic;

/// Trains on `folder` (`text/`, `attributions/`), writes the weights, and measures them on `dev` where one is given.
///
/// # Errors
/// When a folder cannot be read or the file not be written.
pub fn run(pipeline: &Pipeline, folder: &Path, to: &Path, dev: Option<&Path>) -> Result<()> {
    let names = polnear::names(folder)?;
    let read: Vec<(Vec<Candidate>, Vec<Labelled>)> = names
        .par_iter()
        .map(|name| examples::of_text(pipeline, folder, name))
        .collect::<Result<_>>()?;
    let (mut candidates, mut labelled): ([Vec<Candidate>; 2], [Vec<Labelled>; 2]) = Default::default();
    for (at, (words, windows)) in read.into_iter().enumerate() {
        candidates[at % 2].extend(words);
        labelled[at % 2].extend(windows);
    }
    let count: usize = candidates.iter().map(Vec::len).sum();
    let windows: usize = labelled.iter().map(Vec::len).sum();
    eprintln!("{count} words that may head a cue, {windows} that people marked; learning from each half for the other");
    // Each half is read by a model that did not learn from it, so that the choice sees the chain's real slips.
    let [even, odd] = &mut labelled;
    let [even_candidates, odd_candidates] = &mut candidates;
    let halves: Vec<Model> = [(odd, odd_candidates), (even, even_candidates)]
        .into_par_iter()
        .map(|(windows, candidates)| {
            let mut model = Model::empty();
            model.heads = train_heads(candidates);
            (model.labels, model.steps, model.network) = chain::train(windows);
            model
        })
        .collect();
    let mut choices: Vec<Choice> = names
        .par_iter()
        .enumerate()
        .map(|(at, name)| examples::choices_of(pipeline, folder, name, &halves[at % 2]))
        .collect::<Result<Vec<_>>>()?
        .into_iter()
        .flatten()
        .collect();
    drop(halves);
    eprintln!("{} readings to choose among; learning from the whole", choices.len());
    let mut candidates: Vec<Candidate> = candidates.into_iter().flatten().collect();
    let mut labelled: Vec<Labelled> = labelled.into_iter().flatten().collect();
    let mut model = Model::empty();
    thread::scope(|scope| -> Result<()> {
        let linear = scope.spawn(|| {
            let choice = linear::train_choice(&mut choices);
            let mut reports = linear::reports_of(&choices, &choice);
            let reports = train_logistic(&mut reports, CHOICE_BITS, 5, 0.05, 1e-4);
            (train_heads(&mut candidates), choice, reports)
        });
        (model.labels, model.steps, model.network) = chain::train(&mut labelled);
        (model.heads, model.choice, model.reports) =
            linear.join().map_err(|_| anyhow!("the training of heads failed"))?;
        Ok(())
    })?;
    let bytes = model.to_bytes();
    fs::write(to, &bytes).with_context(|| format!("{}: cannot be written", to.display()))?;
    if let Some(dev) = dev {
        Model::replace_shipped(Model::of_bytes(&bytes));
        polnear::run(pipeline, dev, None)?;
    }
    Ok(())
}

fn train_heads(candidates: &mut [Candidate]) -> Vec<f32> {
    train_logistic(candidates, HEAD_BITS, 8, 0.1, 2e-5)
}
