//! Trains the model of incidents on MUC-4's development messages and their keys, and chooses its odds by models that have not seen the message.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use onrecord_document::Document;
use onrecord_extract::Reading;
use onrecord_extract::incidents::model::{DESCRIBED, NAMED, OF_DOCUMENT, OF_PHRASE, OF_SETTLED, PARTS, Table};
use onrecord_extract::incidents::{
    Answers, Fate, IncidentKind, Phrase, Seen, key, of_answers, of_document, of_phrase, phrases,
};
use onrecord_language::Pipeline;
use rayon::prelude::*;

use super::corpus::{self, Message, Template};
use super::crossed;
use super::gradient::{Example, trained};
use super::kind_name;
use crate::plain_text;

/// Parts of the messages, each foretold by what is learned from the others.
const APART: usize = 5;
/// Below which odds of all kinds the phrases of a document without a key are not learned from.
const ASKED: f32 = -1.6;

/// How often a message counts whose key is of the later practice, by which the model is asked.
pub(super) const LATER: usize = 3;

/// Trains on `earlier` and `later` folders (published form) and writes the weights. The later keys name who did it far oftener than the earlier
/// ones do, so that their messages count [`LATER`] times in learning.
///
/// # Errors
/// When a file cannot be read or the weights not be written.
pub(crate) fn run(pipeline: &Pipeline, earlier: &[PathBuf], later: &[PathBuf], to: &Path) -> Result<()> {
    let mut messages = Vec::new();
    for folder in earlier {
        messages.extend(corpus::published(folder)?);
    }
    let mut times = vec![1; messages.len()];
    for folder in later {
        messages.extend(corpus::published(folder)?);
    }
    times.resize(messages.len(), LATER);
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
    let document_odds: Vec<Vec<f32>> = foretold(&times, |at| vec![&of_documents[at]], OF_DOCUMENT, 20, 1e-4)
        .into_iter()
        .map(|answers| answers.into_iter().next().unwrap_or_default())
        .collect();
    // Where the documents' model sees no incident no phrase is asked for.
    let of_phrases: Vec<(Vec<Phrase>, Vec<Example>)> = messages
        .par_iter()
        .zip(&readings)
        .zip(&of_documents)
        .zip(&document_odds)
        .map(|(((message, reading), document), odds)| {
            let asked = !document.features.is_empty() && odds[..OF_DOCUMENT - 1].iter().any(|odds| *odds >= ASKED);
            if !asked && message.templates.is_empty() {
                return (Vec::new(), Vec::new());
            }
            let phrases = phrases(reading);
            let seen = Seen::new(reading, &phrases, odds);
            let examples = phrases
                .iter()
                .map(|phrase| Example {
                    features: of_phrase(&seen, phrase),
                    answers: answers(message, &phrase.key),
                })
                .collect();
            (phrases, examples)
        })
        .collect();
    let phrase_odds = foretold(&times, |at| of_phrases[at].1.iter().collect(), OF_PHRASE, 10, 1e-5);
    let of_settled: Vec<Example> = (0..messages.len())
        .map(|at| Example {
            features: of_answers(&document_odds[at], &phrase_odds[at]),
            answers: of_documents[at].answers[..OF_SETTLED].to_vec(),
        })
        .collect();
    let settled_odds = foretold(&times, |at| vec![&of_settled[at]], OF_SETTLED, 20, 1e-3);
    let answered: Vec<Answers> = of_phrases
        .iter()
        .zip(phrase_odds)
        .zip(document_odds)
        .zip(settled_odds)
        .map(|((((phrases, _), of_phrases), document), settled)| Answers {
            document,
            settled: settled.into_iter().next().unwrap_or_default(),
            phrases: phrases.clone(),
            of_phrases,
        })
        .collect();
    let odds = crossed::odds(&messages, &times, &readings, &answered);
    let mut bytes = trained(
        &repeated(&times, |at| of_phrases[at].1.iter().collect()),
        OF_PHRASE,
        10,
        1e-5,
    );
    let of_documents = repeated(&times, |at| vec![&of_documents[at]]);
    bytes.extend(trained(&of_documents, OF_DOCUMENT, 20, 1e-4));
    let of_settled = repeated(&times, |at| vec![&of_settled[at]]);
    bytes.extend(trained(&of_settled, OF_SETTLED, 20, 1e-3));
    bytes.extend(odds.to_bytes());
    fs::write(to, bytes).with_context(|| format!("{}: cannot be written", to.display()))
}

/// The examples of all documents, each as often as its document counts.
fn repeated<'e>(times: &[usize], examples: impl Fn(usize) -> Vec<&'e Example>) -> Vec<&'e Example> {
    let often = times
        .iter()
        .enumerate()
        .flat_map(|(at, &times)| std::iter::repeat_n(at, times));
    often.flat_map(examples).collect()
}

/// The answers about each document by a model that has learned from the others.
fn foretold<'e>(
    times: &[usize],
    examples: impl Fn(usize) -> Vec<&'e Example> + Sync,
    width: usize,
    epochs: usize,
    shrinkage: f32,
) -> Vec<Vec<Vec<f32>>> {
    let mut answers = vec![Vec::new(); times.len()];
    for part in 0..APART {
        let others = repeated(times, |at| if at % APART == part { Vec::new() } else { examples(at) });
        let table = Table::read(&trained(&others, width, epochs, shrinkage), width);
        for at in (0..times.len()).filter(|at| at % APART == part) {
            answers[at] = examples(at)
                .iter()
                .map(|example| table.answers(&example.features))
                .collect();
        }
    }
    answers
}

fn of_message(message: &Message, reading: &Reading) -> Example {
    let kinds = IncidentKind::ALL
        .iter()
        .map(|kind| Some(message.templates.iter().any(|template| is_of(template, *kind))));
    Example {
        features: of_document(reading),
        answers: kinds.chain([Some(!message.templates.is_empty())]).collect(),
    }
}

fn is_of(template: &Template, kind: IncidentKind) -> bool {
    template.kinds.iter().any(|name| name == kind_name(kind))
}

fn answers(message: &Message, phrase: &str) -> Vec<Option<bool>> {
    let names = |fillers: &[Vec<String>]| fillers.iter().flatten().any(|name| key(name) == phrase);
    let in_part = |template: &Template, part: usize| match part {
        DESCRIBED => names(&template.described),
        part => names(&template.slots[part]),
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
    let victim = answers[NAMED] == Some(true) || answers[DESCRIBED] == Some(true);
    answers.extend(
        Fate::ALL
            .iter()
            .map(|fate| victim.then(|| effects.contains(&super::effect_name(*fate)))),
    );
    answers
}
