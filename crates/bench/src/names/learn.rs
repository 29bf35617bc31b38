//! Learns how much each feature of two names counts, and says how well that does on pairs it has not seen.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use onrecord_names::{FEATURES, Feature, Model, Name, measure};

use super::pairs::{Counts, Row, read};

/// How strongly weights are drawn to nought.
const RIDGE: f32 = 0.02;
const FOLDS: usize = 5;

type Features = [f32; FEATURES.len()];

struct Example {
    features: Features,
    met: bool,
    is: bool,
    fold: usize,
    group: String,
}

/// Learns from `file`, prints F1 on what was learned from and in cross-validation, and writes the weights to `to`.
///
/// # Errors
/// When a file cannot be read or written.
pub(crate) fn run(file: &Path, to: Option<&Path>) -> Result<()> {
    let examples = examples(&read(file)?);
    let all: Vec<&Example> = examples.iter().collect();
    let model = learn(&all);
    println!("F1 on what was learned from {:.3}", score(&model, &all).f1());
    let mut folds = Counts::default();
    for fold in 0..FOLDS {
        let (train, test): (Vec<&Example>, Vec<&Example>) = examples.iter().partition(|example| example.fold != fold);
        let model = learn(&train);
        let counts = score(&model, &test);
        add(&mut folds, counts);
        println!("  fold {fold}: F1 {:.3}", counts.f1());
    }
    println!(
        "F1 in {FOLDS} folds, each with its share of every group {:.3}",
        folds.f1()
    );
    let mut left_out = Counts::default();
    let groups: std::collections::BTreeSet<&str> = examples.iter().map(|example| example.group.as_str()).collect();
    for group in groups {
        let (train, test): (Vec<&Example>, Vec<&Example>) = examples.iter().partition(|example| example.group != group);
        let counts = score(&learn(&train), &test);
        add(&mut left_out, counts);
        println!("  learned without {group}: F1 {:.3} on it", counts.f1());
    }
    println!("F1 with each group left out of learning {:.3}", left_out.f1());
    print!("{}", model.write());
    if let Some(to) = to {
        let text = format!(
            "# How much each feature of two names counts, in log odds; learned by `onrecord-bench learn-names`, see README.md.\n{}",
            model.write()
        );
        fs::write(to, text).with_context(|| format!("{}: cannot be written", to.display()))?;
    }
    Ok(())
}

fn add(sum: &mut Counts, counts: Counts) {
    sum.hits += counts.hits;
    sum.false_alarms += counts.false_alarms;
    sum.misses += counts.misses;
    sum.rest += counts.rest;
}

fn examples(rows: &[Row]) -> Vec<Example> {
    // Names that occur in several pairs stay in one fold, so that none is learned by heart.
    let mut fold_of: BTreeMap<String, usize> = BTreeMap::new();
    let mut next: BTreeMap<(String, bool), usize> = BTreeMap::new();
    rows.iter()
        .map(|row| {
            let (one, other) = (Name::new(&row.name1, row.whose()), Name::new(&row.name2, row.whose()));
            let (features, pairs) = measure(&one, &other);
            let key = row.name2.to_lowercase();
            let fold = *fold_of.entry(key).or_insert_with(|| {
                let count = next.entry((row.case_group.clone(), row.is_match)).or_default();
                *count += 1;
                *count % FOLDS
            });
            Example {
                features,
                met: !pairs.is_empty(),
                is: row.is_match,
                fold,
                group: row.case_group.clone(),
            }
        })
        .collect()
}

fn score(model: &Model, examples: &[&Example]) -> Counts {
    let mut counts = Counts::default();
    for example in examples {
        counts.add(example.is, example.met && model.odds(&example.features) >= 0.0);
    }
    counts
}

/// Logistic regression with weights that may only speak against, by gradient descent; then the start at which F1 is best.
fn learn(examples: &[&Example]) -> Model {
    const STEPS: usize = 6000;
    const RATE: f32 = 0.5;
    let examples: Vec<&&Example> = examples.iter().filter(|example| example.met).collect();
    let count = examples.len() as f32;
    let mut model = Model {
        start: 1.0,
        weights: [0.0; FEATURES.len()],
    };
    for _ in 0..STEPS {
        let mut start = 0.0;
        let mut gradient = [0.0; FEATURES.len()];
        for example in &examples {
            let likely = 1.0 / (1.0 + (-model.odds(&example.features)).exp());
            let off = f32::from(u8::from(example.is)) - likely;
            start += off;
            for (sum, value) in gradient.iter_mut().zip(example.features) {
                *sum += off * value;
            }
        }
        model.start += RATE * start / count;
        for (weight, sum) in model.weights.iter_mut().zip(gradient) {
            *weight += RATE * (sum / count - RIDGE / 10.0 * *weight);
            *weight = weight.min(0.0);
        }
        for (weight, (feature, _)) in model.weights.iter_mut().zip(FEATURES) {
            *weight = weight.min(at_most(feature));
        }
    }
    best_start(&mut model, &examples);
    model
}

/// What some features count whatever the pairs say: people who screen names mean a unit by its number, and a son by his father.
fn at_most(feature: Feature) -> f32 {
    match feature {
        Feature::Numbers => -5.0,
        Feature::Places | Feature::Forms => -3.5,
        Feature::Reversed => -4.0,
        _ => 0.0,
    }
}

fn best_start(model: &mut Model, examples: &[&&Example]) {
    let base = model.start;
    let mut best = (0.0, 0.0_f32);
    for step in -30..=30_i8 {
        let shift = f32::from(step) / 20.0;
        model.start = base + shift;
        let mut counts = Counts::default();
        for example in examples {
            counts.add(example.is, model.odds(&example.features) >= 0.0);
        }
        if counts.f1() > best.0 + 1e-9 || (counts.f1() - best.0).abs() < 1e-9 && shift.abs() < best.1.abs() {
            best = (counts.f1(), shift);
        }
    }
    // Half of the way: the best start of few pairs is partly luck.
    model.start = base + best.1 / 2.0;
}
