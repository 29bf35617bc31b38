//! Linear models by AdaGrad (Duchi, Hazan and Singer, JMLR 2011): whether something reports, and which reading is best.

use onrecord_extract::attribution::CHOICE_BITS;

use super::examples::{Candidate, Choice};
use crate::random::Random;

/// Logistic regression over `1 << bits` features.
pub(super) fn train_logistic(
    examples: &mut [Candidate],
    bits: u32,
    epochs: usize,
    step: f32,
    shrinkage: f32,
) -> Vec<f32> {
    let mut weights = vec![0.0f32; 1 << bits];
    let mut squares = vec![1e-6f32; 1 << bits];
    let mut random = Random::seeded();
    for _ in 0..epochs {
        random.shuffle(examples);
        for example in examples.iter() {
            let sum: f32 = example.features.iter().map(|&f| weights[f as usize]).sum();
            let error = 1.0 / (1.0 + (-sum).exp()) - f32::from(u8::from(example.reports));
            if error.abs() < 1e-3 {
                continue;
            }
            for &f in &example.features {
                let at = f as usize;
                let gradient = error + shrinkage * weights[at];
                squares[at] += gradient * gradient;
                weights[at] -= step * gradient / squares[at].sqrt();
            }
        }
    }
    weights
}

/// A log-linear choice among readings: the better one is, the more of the target it gets.
pub(super) fn train_choice(examples: &mut [Choice]) -> Vec<f32> {
    const EPOCHS: usize = 6;
    const STEP: f32 = 0.03;
    const SHRINKAGE: f32 = 1e-4;
    let mut weights = vec![0.0f32; 1 << CHOICE_BITS];
    let mut squares = vec![1e-4f32; 1 << CHOICE_BITS];
    let mut random = Random::seeded();
    for _ in 0..EPOCHS {
        random.shuffle(examples);
        for example in examples.iter() {
            let scores: Vec<f32> = example
                .readings
                .iter()
                .map(|(features, _)| features.iter().map(|&f| weights[f as usize]).sum())
                .collect();
            let most = scores.iter().copied().fold(f32::MIN, f32::max);
            let total: f32 = scores.iter().map(|score| (score - most).exp()).sum();
            // The better a reading, the more of the target it gets.
            if !example.is_report {
                continue;
            }
            let top = example
                .readings
                .iter()
                .map(|(_, quality)| *quality)
                .fold(f32::MIN, f32::max);
            let shares: Vec<f32> = example
                .readings
                .iter()
                .map(|(_, quality)| ((quality - top) * 8.0).exp())
                .collect();
            let whole: f32 = shares.iter().sum();
            for ((features, _), (score, share)) in example.readings.iter().zip(scores.iter().zip(&shares)) {
                let error = (score - most).exp() / total - share / whole;
                if error.abs() < 1e-3 {
                    continue;
                }
                for &f in features {
                    let at = f as usize;
                    let gradient = error + SHRINKAGE * weights[at];
                    squares[at] += gradient * gradient;
                    weights[at] -= STEP * gradient / squares[at].sqrt();
                }
            }
        }
    }
    weights
}

/// The readings chosen, each with what tells whether it is a report.
pub(super) fn reports_of(choices: &[Choice], weights: &[f32]) -> Vec<Candidate> {
    choices
        .iter()
        .map(|example| {
            let score = |features: &[u32]| features.iter().map(|&f| weights[f as usize]).sum::<f32>();
            let mut best = 0;
            for at in 1..example.readings.len() {
                if score(&example.readings[at].0) > score(&example.readings[best].0) {
                    best = at;
                }
            }
            Candidate {
                features: example.reports[best].clone(),
                reports: example.is_report,
            }
        })
        .collect()
}
