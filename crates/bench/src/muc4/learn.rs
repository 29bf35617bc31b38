//! Trains the model of incidents on MUC-4's development messages and their keys: logistic regression by AdaGrad for each question.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use onrecord_document::Document;
use onrecord_extract::Reading;
use onrecord_extract::incidents::model::{OF_DOCUMENT, OF_PHRASE, PARTS, Table};
use onrecord_extract::incidents::{Fate, IncidentKind, Model, key, of_document, of_phrase, phrases};
use onrecord_language::Pipeline;
use rayon::prelude::*;

use super::corpus::{self, Message, Template};
use super::kind_name;
use crate::plain_text;
use crate::random::Random;

/// The first step of AdaGrad (Duchi, Hazan and Singer, JMLR 2011).
const STEP: f32 = 0.1;
/// The share of an example's features that is left out at each step (Srivastava and others, JMLR 2014).
const LEFT_OUT: f32 = 0.15;
/// What an example that is so counts for beside one that is not: few are.
const YES: f32 = 1.3;
/// Odds from which a document that the model has not seen is said to tell a kind of incident.
const TOLD: f32 = -0.8;
/// A feature has a row where it stands in so many examples.
const SEEN: usize = 3;

/// Features and, for each question, whether it is so; nothing where nobody asks.
#[derive(Clone)]
struct Example {
    features: Vec<u32>,
    answers: Vec<Option<bool>>,
}

/// Trains on `folder` (published form) and writes the weights.
///
/// # Errors
/// When a file cannot be read or the weights not be written.
pub(crate) fn run(pipeline: &Pipeline, folder: &Path, to: &Path) -> Result<()> {
    let messages = corpus::published(folder)?;
    let documents: Vec<Document> = messages
        .iter()
        .map(|message| plain_text::read(message.text.as_bytes()))
        .collect::<Result<_>>()?;
    let readings: Vec<Reading> = documents
        .par_iter()
        .map(|document| Reading::new(pipeline, document))
        .collect();
    let of_documents: Vec<Example> = messages
        .iter()
        .zip(&readings)
        .map(|(message, reading)| of_message(message, reading))
        .collect();
    let kinds = foretold(&of_documents);
    // Where the documents' model sees no incident no phrase is asked for.
    let of_phrases: Vec<Example> = messages
        .par_iter()
        .zip(&readings)
        .zip(&kinds)
        .filter(|((message, _), kinds)| !kinds.is_empty() || !message.templates.is_empty())
        .flat_map_iter(|((message, reading), kinds)| of_phrases(message, reading, kinds))
        .collect();
    for question in 0..OF_PHRASE {
        let so = of_phrases
            .iter()
            .filter(|example| example.answers[question] == Some(true))
            .count();
        eprintln!("question {question}: {so} of {}", of_phrases.len());
    }
    let mut bytes = trained(&of_phrases, OF_PHRASE, 10, 1e-5);
    bytes.extend(trained(&of_documents, OF_DOCUMENT, 20, 1e-4));
    fs::write(to, bytes).with_context(|| format!("{}: cannot be written", to.display()))
}

fn of_message(message: &Message, reading: &Reading) -> Example {
    Example {
        features: of_document(reading),
        answers: IncidentKind::ALL
            .iter()
            .map(|kind| Some(message.templates.iter().any(|template| is_of(template, *kind))))
            .collect(),
    }
}

fn of_phrases(message: &Message, reading: &Reading, kinds: &[IncidentKind]) -> Vec<Example> {
    phrases(reading)
        .iter()
        .map(|phrase| Example {
            features: of_phrase(reading, phrase, kinds),
            answers: answers(message, &phrase.key),
        })
        .collect()
}

/// The kinds that each document is said to tell by a model that has not seen it: what the model of phrases will be told of new documents.
fn foretold(documents: &[Example]) -> Vec<Vec<IncidentKind>> {
    const PARTS_APART: usize = 5;
    let mut kinds = vec![Vec::new(); documents.len()];
    for part in 0..PARTS_APART {
        let others: Vec<Example> = documents
            .iter()
            .enumerate()
            .filter(|(at, _)| at % PARTS_APART != part)
            .map(|(_, example)| example.clone())
            .collect();
        // Both tables are read back from one file: that of phrases is empty.
        let mut bytes = Table::to_bytes(&[], &[]);
        bytes.extend(trained(&others, OF_DOCUMENT, 20, 1e-4));
        let model = Model::of_bytes(&bytes);
        for (at, example) in documents.iter().enumerate().filter(|(at, _)| at % PARTS_APART == part) {
            let answers = model.documents.answers(&example.features);
            kinds[at] = IncidentKind::ALL
                .into_iter()
                .zip(answers)
                .filter(|(_, odds)| *odds > TOLD && !example.features.is_empty())
                .map(|(kind, _)| kind)
                .collect();
        }
    }
    kinds
}

fn is_of(template: &Template, kind: IncidentKind) -> bool {
    template.kinds.iter().any(|name| name == kind_name(kind))
}

fn answers(message: &Message, phrase: &str) -> Vec<Option<bool>> {
    let names = |fillers: &[Vec<String>]| fillers.iter().flatten().any(|name| key(name) == phrase);
    let in_part = |template: &Template, part: usize| {
        names(&template.slots[part]) || part == PARTS - 1 && names(&template.described)
    };
    let mut answers: Vec<Option<bool>> = (0..PARTS)
        .map(|part| Some(message.templates.iter().any(|template| in_part(template, part))))
        .collect();
    let holds = |template: &&Template| (0..PARTS).any(|part| in_part(template, part));
    let has_part = message.templates.iter().any(|template| holds(&template));
    answers.extend(IncidentKind::ALL.iter().map(|kind| {
        has_part.then(|| {
            message
                .templates
                .iter()
                .filter(holds)
                .any(|template| is_of(template, *kind))
        })
    }));
    let effects: Vec<&str> = message
        .templates
        .iter()
        .flat_map(|template| &template.effects)
        .filter(|effect| effect.whom.iter().any(|name| key(name) == phrase))
        .flat_map(|effect| effect.values.iter().map(String::as_str))
        .collect();
    let victim = answers[PARTS - 1] == Some(true);
    answers.extend(
        Fate::ALL
            .iter()
            .map(|fate| victim.then(|| effects.contains(&super::effect_name(*fate)))),
    );
    answers
}

/// Rows for the features that are seen often enough, as bytes.
fn trained(examples: &[Example], width: usize, epochs: usize, shrinkage: f32) -> Vec<u8> {
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
