//! What the models of attribution learn from: every word of a text as a possible head, every marked head with its window,
//! and the readings of a window to choose among.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use anyhow::Result;
use onrecord_extract::actors::ActorIndex;
use onrecord_extract::attribution::labels::{Around, CONTENT, CUE, SOURCE, window};
use onrecord_extract::attribution::network::VECTOR_BITS;
use onrecord_extract::attribution::{
    self, CHOICE_BITS, HEAD_BITS, HOPELESS_BELOW, LABEL_BITS, Model, STEP_BITS, attribution_of, choice, heads, place,
};
use onrecord_extract::statements::learned::Judged;
use onrecord_extract::{Reading, statements};
use onrecord_language::{Annotated, Pipeline, Pos};

use crate::polnear::{self, Attribution};

/// A word as a possible head, or a reading as a possible report.
pub(super) struct Candidate {
    pub(super) features: Vec<u32>,
    pub(super) reports: bool,
}

/// A window with the labels that people gave its words; features a word.
pub(super) struct Labelled {
    pub(super) words: Vec<Vec<u32>>,
    pub(super) plain: Vec<Vec<u32>>,
    pub(super) steps: Vec<Vec<u32>>,
    pub(super) labels: Vec<u8>,
}

/// The readings of one head: the features of each, how good it is, and what tells whether it is a report.
pub(super) struct Choice {
    pub(super) readings: Vec<(Vec<u32>, f32)>,
    pub(super) reports: Vec<Vec<u32>>,
    pub(super) is_report: bool,
}

/// Gives every feature of a word of a window.
type Features<'a> = dyn Fn(usize, &mut dyn FnMut(u32)) + 'a;

/// What people marked, as labels of one block's words around a head.
struct Marked {
    head: usize,
    labels: Vec<u8>,
}

fn marked(annotated: &Annotated, start: u32, gold: &[Attribution]) -> Vec<Marked> {
    let mut found: Vec<Marked> = Vec::new();
    for attribution in gold {
        let mut labels = vec![0u8; annotated.len()];
        for (pieces, label) in [
            (&attribution.content, CONTENT),
            (&attribution.source, SOURCE),
            (&attribution.cue, CUE),
        ] {
            for (token, place) in labels.iter_mut().enumerate() {
                let (from, to) = (start + annotated.start(token), start + annotated.end(token));
                if pieces.iter().any(|&(a, b)| a < to && from < b) {
                    *place = label as u8;
                }
            }
        }
        if let Some(head) = head_of(annotated, &labels)
            && !found.iter().any(|other| other.head == head)
        {
            found.push(Marked { head, labels });
        }
    }
    found
}

/// The highest word of a cue in the tree, a verb before others.
fn head_of(annotated: &Annotated, labels: &[u8]) -> Option<usize> {
    let in_cue = |token: usize| labels[token] as usize == CUE;
    (0..annotated.len())
        .filter(|&token| in_cue(token) && !annotated.is_space(token))
        .min_by_key(|&token| {
            let governor = annotated.head(token);
            let free = governor == token || !in_cue(governor);
            let rank = match annotated.pos(token) {
                Pos::Verb => 0,
                Pos::Aux => 1,
                Pos::Noun => 2,
                Pos::Adj | Pos::Propn => 3,
                Pos::Adp | Pos::Adv | Pos::Sconj => 4,
                _ => 5,
            };
            (!free, rank, token)
        })
}

/// The judgement that leaves everything as the rules read it, so that what is read later is what they would read.
fn as_ruled(given: Option<&attribution::Given>) -> Judged {
    Judged {
        probability: f32::from(u8::from(given.is_some_and(|given| given.entry))),
        attribution: None,
    }
}

fn places(bits: u32, features: impl FnOnce(&mut dyn FnMut(u32))) -> Vec<u32> {
    let mut found = Vec::new();
    features(&mut |feature| found.push(place(feature, bits) as u32));
    found
}

/// The candidates and labelled windows of one text.
pub(super) fn of_text(pipeline: &Pipeline, folder: &Path, name: &str) -> Result<(Vec<Candidate>, Vec<Labelled>)> {
    let Some((document, gold)) = polnear::load(folder, name)? else {
        return Ok((Vec::new(), Vec::new()));
    };
    let reading = Reading::new(pipeline, &document);
    let marked = all_marked(&reading, &gold);
    let (mut candidates, mut labelled) = (Vec::new(), Vec::new());
    let mut index = ActorIndex::new(&reading);
    let heard = statements::hear(&reading, &mut index);
    statements::find_by(&reading, &mut index, &heard, &mut |words, block, token, given| {
        let here = marked[block].iter().find(|marked| marked.head == token);
        if heads::may_head(words, token) {
            candidates.push(Candidate {
                features: places(HEAD_BITS, |take| heads::features(words, token, given, take)),
                reports: here.is_some(),
            });
        }
        if let Some(here) = here {
            let window = window(words, token);
            let around = Around::new(words, token, window.clone(), given);
            let each = |bits: u32, features: &Features| {
                (0..around.count())
                    .map(|word| places(bits, |take| features(word, take)))
                    .collect()
            };
            labelled.push(Labelled {
                words: each(LABEL_BITS, &|word, take| around.features(word, take)),
                plain: each(VECTOR_BITS, &|word, take| around.plain(word, take)),
                steps: each(STEP_BITS, &|word, take| around.steps(word, take)),
                labels: here.labels[window].to_vec(),
            });
        }
        as_ruled(given)
    });
    Ok((candidates, labelled))
}

fn all_marked(reading: &Reading, gold: &[Attribution]) -> Vec<Vec<Marked>> {
    reading
        .blocks
        .iter()
        .map(|read| marked(&read.annotated, read.block.start, gold))
        .collect()
}

/// The choices of one text as `model` reads it, which did not learn from it.
pub(super) fn choices_of(pipeline: &Pipeline, folder: &Path, name: &str, model: &Model) -> Result<Vec<Choice>> {
    let Some((document, gold)) = polnear::load(folder, name)? else {
        return Ok(Vec::new());
    };
    let reading = Reading::new(pipeline, &document);
    let marked = all_marked(&reading, &gold);
    let mut examples = Vec::new();
    let mut index = ActorIndex::new(&reading);
    let heard = statements::hear(&reading, &mut index);
    statements::find_by(&reading, &mut index, &heard, &mut |words, block, token, given| {
        let here = marked[block].iter().find(|marked| marked.head == token);
        let sum = if heads::may_head(words, token) {
            model.heads_cue(words, token, given)
        } else {
            f32::MIN
        };
        if here.is_some() || sum >= HOPELESS_BELOW {
            let expected = here.and_then(|here| attribution_of(words, token, &(0..here.labels.len()), &here.labels));
            let (mut readings, mut reports) = (Vec::new(), Vec::new());
            for candidate in model.candidates(words, token, given) {
                let quality = expected
                    .as_ref()
                    .map_or(0.0, |expected| quality(&candidate.attribution, expected));
                readings.push((
                    places(CHOICE_BITS, |take| choice::features(words, &candidate, given, take)),
                    quality,
                ));
                reports.push(places(CHOICE_BITS, |take| {
                    choice::report_features(words, &candidate, given, sum, take)
                }));
            }
            if !readings.is_empty() {
                examples.push(Choice {
                    readings,
                    reports,
                    is_report: here.is_some(),
                });
            }
        }
        as_ruled(given)
    });
    Ok(examples)
}

/// How much of what people marked a reading has: the content above all, whole or in part, then source and cue.
fn quality(found: &attribution::Attribution, expected: &attribution::Attribution) -> f32 {
    let tokens = |pieces: &[Range<usize>]| pieces.iter().cloned().flatten().collect::<BTreeSet<_>>();
    let (ours, theirs) = (tokens(&found.content), tokens(&expected.content));
    let shared = ours.intersection(&theirs).count() as f32 / ours.union(&theirs).count().max(1) as f32;
    f32::from(u8::from(found.content == expected.content))
        + 0.5 * shared
        + 0.3 * f32::from(u8::from(found.source == expected.source))
        + 0.3 * f32::from(u8::from(found.cue == expected.cue))
}
