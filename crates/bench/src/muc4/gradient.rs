//! Logistic regression by AdaGrad, one question at a time, over features that are there or not.

use std::collections::BTreeMap;

use onrecord_extract::incidents::model::Table;
use rayon::prelude::*;

use crate::random::Random;

/// The first step of AdaGrad (Duchi, Hazan and Singer, JMLR 2011).
const STEP: f32 = 0.1;
/// The share of an example's features that is left out at each step (Srivastava and others, JMLR 2014).
const LEFT_OUT: f32 = 0.15;
/// What an example that is so counts for beside one that is not: few are.
const YES: f32 = 1.3;
/// A feature has a row where it stands in so many examples.
const SEEN: usize = 3;

/// Features and, for each question, whether it is so; nothing where nobody asks.
#[derive(Clone)]
pub(super) struct Example {
    pub(super) features: Vec<u32>,
    pub(super) answers: Vec<Option<bool>>,
}

/// Rows for the features that are seen often enough, as bytes.
pub(super) fn trained(examples: &[&Example], width: usize, epochs: usize, shrinkage: f32) -> Vec<u8> {
    let mut seen: BTreeMap<u32, usize> = BTreeMap::new();
    for feature in examples.iter().flat_map(|example| &example.features) {
        *seen.entry(*feature).or_default() += 1;
    }
    let keys: Vec<u32> = seen
        .into_iter()
        .filter_map(|(feature, times)| (times >= SEEN).then_some(feature))
        .collect();
    eprintln!("{} examples, {} features with a row", examples.len(), keys.len());
    let examples: Vec<(Vec<usize>, Vec<Option<bool>>)> = examples
        .iter()
        .map(|example| {
            let rows = example
                .features
                .iter()
                .filter_map(|feature| keys.binary_search(feature).ok());
            (rows.collect(), example.answers.clone())
        })
        .collect();
    // Each question apart, so that they can be learned on all cores.
    let columns: Vec<Vec<f32>> = (0..width)
        .into_par_iter()
        .map(|question| column(&examples, question, keys.len(), epochs, shrinkage))
        .collect();
    let rows: Vec<f32> = (0..keys.len())
        .flat_map(|row| columns.iter().map(move |column| column[row]))
        .collect();
    Table::to_bytes(&keys, &rows)
}

fn column(
    examples: &[(Vec<usize>, Vec<Option<bool>>)],
    question: usize,
    rows: usize,
    epochs: usize,
    shrinkage: f32,
) -> Vec<f32> {
    let mut random = Random::seeded();
    let mut weights = vec![0.0_f32; rows];
    let mut total = vec![0.0_f64; rows];
    let mut squares = vec![1e-2_f32; rows];
    let mut order: Vec<(usize, f32)> = examples
        .iter()
        .enumerate()
        .filter_map(|(at, (_, answers))| Some((at, f32::from(u8::from(answers[question]?)))))
        .collect();
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        let step = STEP * (1.0 - 0.9 * epoch as f32 / epochs as f32);
        for (at, wanted) in &order {
            let features: Vec<usize> = examples[*at]
                .0
                .iter()
                .copied()
                .filter(|_| random.share() >= LEFT_OUT)
                .collect();
            let sum: f32 = features.iter().map(|&row| weights[row]).sum::<f32>() / (1.0 - LEFT_OUT);
            let weight = if *wanted > 0.5 { YES } else { 1.0 };
            let error = (1.0 / (1.0 + (-sum).exp()) - wanted) * weight;
            if error.abs() < 1e-3 {
                continue;
            }
            for &row in &features {
                let gradient = error + shrinkage * weights[row];
                squares[row] += gradient * gradient;
                weights[row] -= step * gradient / squares[row].sqrt();
            }
        }
        // The mean over the later passes is steadier than the last one.
        if epoch * 2 >= epochs {
            for (sum, weight) in total.iter_mut().zip(&weights) {
                *sum += f64::from(*weight);
            }
        }
    }
    let counted = (epochs - epochs.div_ceil(2)).max(1) as f64;
    total.into_iter().map(|sum| (sum / counted) as f32).collect()
}
