//! Trains the models of attribution on PolNeAR's train part: which words head a cue (logistic regression), and which words
//! around one are cue, source and content (a linear chain), both by AdaGrad.

use std::fs;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result};
use onrecord_extract::actors::ActorIndex;
use onrecord_extract::attribution::labels::{Around, CONTENT, CUE, LABELS, SOURCE, window};
use onrecord_extract::attribution::network::{DILATIONS, LAYER, Network, VECTOR_BITS, WIDTH, rise};
use onrecord_extract::attribution::{
    CHOICE_BITS, HEAD_BITS, HOPELESS_BELOW, LABEL_BITS, Model, STEP_BITS, attribution_of, choice, heads, place,
};
use onrecord_extract::statements::learned::Judged;
use onrecord_extract::{Reading, statements};
use onrecord_language::{Annotated, Pipeline, Pos};
use rayon::prelude::*;

use crate::polnear::{self, Attribution};

/// Seeds the order of the examples.
const SEED: u64 = 20_261_125;

struct HeadExample {
    features: Vec<u32>,
    heads: bool,
}

struct LabelExample {
    words: Vec<Vec<u32>>,
    plain: Vec<Vec<u32>>,
    steps: Vec<Vec<u32>>,
    labels: Vec<u8>,
}

fn names(folder: &Path) -> Result<Vec<String>> {
    let mut names: Vec<String> = fs::read_dir(folder.join("text"))
        .with_context(|| format!("{}: no folder `text`", folder.display()))?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();
    Ok(names)
}

pub fn run(pipeline: &Pipeline, folder: &Path, dev: &Path, to: &Path) -> Result<()> {
    let started = std::time::Instant::now();
    let names = names(folder)?;
    let parts: Vec<(Vec<HeadExample>, Vec<LabelExample>)> = names
        .par_iter()
        .map(|name| examples_of(pipeline, folder, name))
        .collect::<Result<_>>()?;
    let mut head_halves: [Vec<HeadExample>; 2] = [Vec::new(), Vec::new()];
    let mut halves: [Vec<LabelExample>; 2] = [Vec::new(), Vec::new()];
    for (at, (h, l)) in parts.into_iter().enumerate() {
        head_halves[at % 2].extend(h);
        halves[at % 2].extend(l);
    }
    eprintln!(
        "{} candidates, {} heads; {:.0?}",
        head_halves.iter().flatten().count(),
        head_halves.iter().flatten().filter(|e| e.heads).count(),
        started.elapsed()
    );
    let mut model = Model::empty();
    // Each half is read by a chain that did not learn from it, so that the choice sees the chain's real slips.
    let [even, odd] = &mut halves;
    let [even_heads, odd_heads] = &mut head_halves;
    let chains: Vec<Model> = [(odd, odd_heads), (even, even_heads)]
        .into_par_iter()
        .map(|(examples, heads)| {
            let mut model = Model::empty();
            model.heads = train_heads(heads);
            (model.labels, model.steps, model.network) = train_labels(examples);
            model
        })
        .collect();
    eprintln!("halves trained {:.0?}", started.elapsed());
    let mut choices: Vec<ChoiceExample> = names
        .par_iter()
        .enumerate()
        .map(|(at, name)| choices_of(pipeline, folder, name, &chains[at % 2]))
        .collect::<Result<Vec<_>>>()?
        .into_iter()
        .flatten()
        .collect();
    drop(chains);
    eprintln!("{} choices {:.0?}", choices.len(), started.elapsed());
    let [even, odd] = halves;
    let mut heads: Vec<HeadExample> = head_halves.into_iter().flatten().collect();
    let mut labels: Vec<LabelExample> = even.into_iter().chain(odd).collect();
    std::thread::scope(|scope| {
        let h = scope.spawn(|| {
            let choice = train_choice(&mut choices);
            let mut reports = reports_of(&choices, &choice);
            let reports = train_logistic(&mut reports, CHOICE_BITS, 5, 0.05, 1e-4);
            (train_heads(&mut heads), choice, reports)
        });
        let l = scope.spawn(|| train_labels(&mut labels));
        (model.heads, model.choice, model.reports) = h.join().unwrap();
        (model.labels, model.steps, model.network) = l.join().unwrap();
    });
    eprintln!("trained {:.0?}", started.elapsed());
    fs::write(to, model.to_bytes()).with_context(|| format!("{}: cannot be written", to.display()))?;
    evaluate(pipeline, dev, &model)?;
    Model::replace_shipped(Model::of_bytes(&model.to_bytes()));
    polnear::run(pipeline, dev, Some(Path::new("/tmp/err.txt")))
}

/// The candidates of one head, the features of each and how good it is.
struct ChoiceExample {
    candidates: Vec<(Vec<u32>, f32)>,
    /// What tells whether each is a report.
    reports: Vec<Vec<u32>>,
    is_report: bool,
}

/// The readings chosen, each with what tells whether it is a report.
fn reports_of(choices: &[ChoiceExample], weights: &[f32]) -> Vec<HeadExample> {
    choices
        .iter()
        .map(|example| {
            let score = |features: &[u32]| features.iter().map(|&f| weights[f as usize]).sum::<f32>();
            let mut best = 0;
            for at in 1..example.candidates.len() {
                if score(&example.candidates[at].0) > score(&example.candidates[best].0) {
                    best = at;
                }
            }
            HeadExample {
                features: example.reports[best].clone(),
                heads: example.is_report,
            }
        })
        .collect()
}

fn choices_of(pipeline: &Pipeline, folder: &Path, name: &str, model: &Model) -> Result<Vec<ChoiceExample>> {
    let Some((document, gold)) = polnear::load(folder, name)? else {
        return Ok(Vec::new());
    };
    let reading = Reading::new(pipeline, &document);
    let mut index = ActorIndex::new(&reading);
    let marked: Vec<Vec<Marked>> = reading
        .blocks
        .iter()
        .map(|read| marked(&read.annotated, read.block.start, &gold))
        .collect();
    let mut examples = Vec::new();
    statements::find_by(&reading, &mut index, &mut |words, block, token, given| {
        let here = marked[block].iter().find(|marked| marked.head == token);
        let sum = if heads::may_head(words, token) {
            model.heads_cue(words, token, given)
        } else {
            f32::MIN
        };
        if here.is_some() || sum >= HOPELESS_BELOW {
            let expected = here.and_then(|here| attribution_of(words, token, &(0..here.labels.len()), &here.labels));
            let (mut candidates, mut reports) = (Vec::new(), Vec::new());
            for candidate in model.candidates(words, token, given) {
                let mut features = Vec::new();
                choice::features(words, &candidate, given, &mut |f| {
                    features.push(place(f, CHOICE_BITS) as u32)
                });
                let quality = expected
                    .as_ref()
                    .map_or(0.0, |expected| quality(&candidate.attribution, expected));
                candidates.push((features, quality));
                let mut features = Vec::new();
                choice::report_features(words, &candidate, given, sum, &mut |f| {
                    features.push(place(f, CHOICE_BITS) as u32)
                });
                reports.push(features);
            }
            if !candidates.is_empty() {
                examples.push(ChoiceExample {
                    candidates,
                    reports,
                    is_report: here.is_some(),
                });
            }
        }
        Judged {
            probability: f32::from(u8::from(given.is_some_and(|given| given.entry))),
            attribution: None,
        }
    });
    Ok(examples)
}

/// How much of what people marked a reading has: the content above all, whole or in part, then source and cue.
fn quality(
    found: &onrecord_extract::attribution::Attribution,
    expected: &onrecord_extract::attribution::Attribution,
) -> f32 {
    let tokens = |pieces: &[Range<usize>]| {
        pieces
            .iter()
            .cloned()
            .flatten()
            .collect::<std::collections::BTreeSet<_>>()
    };
    let (ours, theirs) = (tokens(&found.content), tokens(&expected.content));
    let shared = ours.intersection(&theirs).count() as f32 / ours.union(&theirs).count().max(1) as f32;
    f32::from(u8::from(found.content == expected.content))
        + 0.5 * shared
        + 0.3 * f32::from(u8::from(found.source == expected.source))
        + 0.3 * f32::from(u8::from(found.cue == expected.cue))
}

fn train_choice(examples: &mut [ChoiceExample]) -> Vec<f32> {
    let var = |n: &str, d: f32| std::env::var(n).ok().and_then(|v| v.parse::<f32>().ok()).unwrap_or(d);
    let (epochs, step, shrink) = (var("CE", 6.0) as usize, var("CS", 0.03), var("CR", 1e-4));
    let mut weights = vec![0.0f32; 1 << CHOICE_BITS];
    let mut squares = vec![1e-4f32; 1 << CHOICE_BITS];
    let mut random = Random(SEED);
    for _ in 0..epochs {
        shuffle(examples, &mut random);
        for example in examples.iter() {
            let scores: Vec<f32> = example
                .candidates
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
                .candidates
                .iter()
                .map(|(_, quality)| *quality)
                .fold(f32::MIN, f32::max);
            let shares: Vec<f32> = example
                .candidates
                .iter()
                .map(|(_, quality)| ((quality - top) * 8.0).exp())
                .collect();
            let whole: f32 = shares.iter().sum();
            for ((features, _), (score, share)) in example.candidates.iter().zip(scores.iter().zip(&shares)) {
                let error = (score - most).exp() / total - share / whole;
                if error.abs() < 1e-3 {
                    continue;
                }
                for &f in features {
                    let at = f as usize;
                    let gradient = error + shrink * weights[at];
                    squares[at] += gradient * gradient;
                    weights[at] -= step * gradient / squares[at].sqrt();
                }
            }
        }
    }
    weights
}

/// Gold as tokens of one block.
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
            for token in 0..annotated.len() {
                let (from, to) = (start + annotated.start(token), start + annotated.end(token));
                if pieces.iter().any(|&(a, b)| a < to && from < b) {
                    labels[token] = label as u8;
                }
            }
        }
        if let Some(head) = head_of(annotated, &labels) {
            if !found.iter().any(|other| other.head == head) {
                found.push(Marked { head, labels });
            }
        }
    }
    found
}

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

fn examples_of(pipeline: &Pipeline, folder: &Path, name: &str) -> Result<(Vec<HeadExample>, Vec<LabelExample>)> {
    let Some((document, gold)) = polnear::load(folder, name)? else {
        return Ok((Vec::new(), Vec::new()));
    };
    let reading = Reading::new(pipeline, &document);
    let mut index = ActorIndex::new(&reading);
    let marked: Vec<Vec<Marked>> = reading
        .blocks
        .iter()
        .map(|read| marked(&read.annotated, read.block.start, &gold))
        .collect();
    let (mut heads, mut labels) = (Vec::new(), Vec::new());
    statements::find_by(&reading, &mut index, &mut |words, block, token, given| {
        let here = marked[block].iter().find(|marked| marked.head == token);
        if heads::may_head(words, token) {
            let mut features = Vec::new();
            heads::features(words, token, given, &mut |f| features.push(place(f, HEAD_BITS) as u32));
            heads.push(HeadExample {
                features,
                heads: here.is_some(),
            });
        }
        if let Some(here) = here {
            let window = window(words, token);
            let around = Around::new(words, token, window.clone(), given);
            labels.push(LabelExample {
                words: (0..around.len())
                    .map(|word| {
                        let mut features = Vec::new();
                        around.features(word, &mut |f| features.push(place(f, LABEL_BITS) as u32));
                        features
                    })
                    .collect(),
                plain: (0..around.len())
                    .map(|word| {
                        let mut features = Vec::new();
                        around.plain(word, &mut |f| features.push(place(f, VECTOR_BITS) as u32));
                        features
                    })
                    .collect(),
                steps: (0..around.len())
                    .map(|word| {
                        let mut features = Vec::new();
                        around.steps(word, &mut |f| features.push(place(f, STEP_BITS) as u32));
                        features
                    })
                    .collect(),
                labels: here.labels[window].to_vec(),
            });
        }
        // What no entry reads stays out, so that what is read after it is what the rules read.
        Judged {
            probability: f32::from(u8::from(given.is_some_and(|given| given.entry))),
            attribution: None,
        }
    });
    Ok((heads, labels))
}

struct Random(u64);
impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

fn shuffle<T>(examples: &mut [T], random: &mut Random) {
    for at in (1..examples.len()).rev() {
        examples.swap(at, random.below(at + 1));
    }
}

fn train_heads(examples: &mut [HeadExample]) -> Vec<f32> {
    train_logistic(examples, HEAD_BITS, 8, 0.1, 2e-5)
}

fn train_logistic(examples: &mut [HeadExample], bits: u32, epochs: usize, step: f32, shrinkage: f32) -> Vec<f32> {
    let mut weights = vec![0.0f32; 1 << bits];
    let mut squares = vec![1e-6f32; 1 << bits];
    let mut random = Random(SEED);
    for _ in 0..epochs {
        shuffle(examples, &mut random);
        for example in examples.iter() {
            let sum: f32 = example.features.iter().map(|&f| weights[f as usize]).sum();
            let error = 1.0 / (1.0 + (-sum).exp()) - f32::from(u8::from(example.heads));
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

fn apply(weights: &mut [f32], squares: &mut [f32], gradient: &[f32], step: f32) {
    for ((weight, square), &g) in weights.iter_mut().zip(squares).zip(gradient) {
        *square += g * g;
        *weight -= step * g / square.sqrt();
    }
}

fn log_sum(values: &[f32; LABELS]) -> f32 {
    let most = values.iter().copied().fold(f32::MIN, f32::max);
    most + values.iter().map(|v| (v - most).exp()).sum::<f32>().ln()
}

fn train_labels(examples: &mut [LabelExample]) -> (Vec<f32>, Vec<f32>, Network) {
    let var = |n: &str, d: f32| std::env::var(n).ok().and_then(|v| v.parse::<f32>().ok()).unwrap_or(d);
    let (epochs, step, shrink) = (var("LE", 8.0) as usize, var("LS", 0.05), var("LR", 0.0));
    let rare = var("LC", 2.0) as u32;
    let mut seen = vec![0u32; 1 << LABEL_BITS];
    for example in examples.iter() {
        for &f in example.words.iter().flatten() {
            seen[f as usize] += 1;
        }
    }
    for example in examples.iter_mut() {
        for word in &mut example.words {
            word.retain(|&f| seen[f as usize] > rare);
        }
    }
    let mut weights = vec![0.0f32; LABELS << LABEL_BITS];
    let mut squares = vec![1e-4f32; LABELS << LABEL_BITS];
    let mut step_weights = vec![0.0f32; (LABELS * LABELS) << STEP_BITS];
    let mut step_squares = vec![1e-4f32; (LABELS * LABELS) << STEP_BITS];
    let mut random = Random(SEED);
    let mut network = Network::empty();
    let mut start = |weights: &mut [f32], size: f32| {
        for weight in weights {
            *weight = (random.below(20_001) as f32 / 10_000.0 - 1.0) * size;
        }
    };
    start(&mut network.vectors, 0.1);
    for layer in &mut network.layers {
        start(&mut layer[..3 * WIDTH * WIDTH], 0.12);
    }
    start(&mut network.out, 0.1);
    let deep_step = var("DS", 0.05);
    let keep = (var("DK", 0.8) * 1000.0) as usize;
    let mut vector_squares = vec![1e-3f32; WIDTH << VECTOR_BITS];
    let mut layer_squares: Vec<Vec<f32>> = network.layers.iter().map(|_| vec![1e-3f32; LAYER]).collect();
    let mut out_squares = vec![1e-3f32; WIDTH * LABELS];
    for _ in 0..epochs {
        shuffle(examples, &mut random);
        for example in examples.iter() {
            let count = example.labels.len();
            // Features are left out by chance, so that none is leant on alone (Srivastava et al., JMLR 2014).
            let plain: Vec<Vec<u32>> = example
                .plain
                .iter()
                .map(|features| features.iter().copied().filter(|_| random.below(1000) < keep).collect())
                .collect();
            let sums: Vec<[f32; WIDTH]> = plain
                .iter()
                .map(|features: &Vec<u32>| {
                    let mut sum = [0.0; WIDTH];
                    for &f in features {
                        network.add(&mut sum, f as usize);
                    }
                    sum
                })
                .collect();
            let activations = network.activations(sums);
            let last = &activations[DILATIONS.len()];
            let own: Vec<[f32; LABELS]> = example
                .words
                .iter()
                .enumerate()
                .map(|(word, features)| {
                    let mut scores = [0.0; LABELS];
                    network.score(&last[word], &mut scores);
                    for &f in features {
                        for label in 0..LABELS {
                            scores[label] += weights[f as usize * LABELS + label];
                        }
                    }
                    scores
                })
                .collect();
            let steps: Vec<[[f32; LABELS]; LABELS]> = example
                .steps
                .iter()
                .map(|features| {
                    let mut scores = [[0.0; LABELS]; LABELS];
                    for &f in features {
                        for pair in 0..LABELS * LABELS {
                            scores[pair / LABELS][pair % LABELS] += step_weights[f as usize * LABELS * LABELS + pair];
                        }
                    }
                    scores
                })
                .collect();
            let mut forward = vec![[0.0f32; LABELS]; count];
            let mut backward = vec![[0.0f32; LABELS]; count];
            forward[0] = own[0];
            for at in 1..count {
                for label in 0..LABELS {
                    let mut terms = [0.0; LABELS];
                    for before in 0..LABELS {
                        terms[before] = forward[at - 1][before] + steps[at][before][label];
                    }
                    forward[at][label] = log_sum(&terms) + own[at][label];
                }
            }
            for at in (0..count - 1).rev() {
                for label in 0..LABELS {
                    let mut terms = [0.0; LABELS];
                    for after in 0..LABELS {
                        terms[after] = backward[at + 1][after] + steps[at + 1][label][after] + own[at + 1][after];
                    }
                    backward[at][label] = log_sum(&terms);
                }
            }
            let total = log_sum(&forward[count - 1]);
            let mut down = vec![[0.0f32; WIDTH]; count];
            let mut out_gradient = vec![0.0f32; WIDTH * LABELS];
            for at in 0..count {
                let mut gradient = [0.0f32; LABELS];
                for label in 0..LABELS {
                    gradient[label] = (forward[at][label] + backward[at][label] - total).exp()
                        - f32::from(u8::from(example.labels[at] as usize == label));
                }
                if gradient.iter().all(|g| g.abs() < 1e-3) {
                    continue;
                }
                for width in 0..WIDTH {
                    for label in 0..LABELS {
                        down[at][width] += gradient[label] * network.out[width * LABELS + label];
                        out_gradient[width * LABELS + label] += gradient[label] * last[at][width];
                    }
                }
                for &f in &example.words[at] {
                    for label in 0..LABELS {
                        let place = f as usize * LABELS + label;
                        let g = gradient[label];
                        squares[place] += g * g;
                        let g = g + shrink * weights[place];
                        weights[place] -= step * g / squares[place].sqrt();
                    }
                }
            }
            apply(&mut network.out, &mut out_squares, &out_gradient, deep_step);
            for layer in (0..DILATIONS.len()).rev() {
                let dilation = DILATIONS[layer];
                let below = &activations[layer];
                let mut layer_gradient = vec![0.0f32; LAYER];
                let mut next = down.clone();
                for at in 0..count {
                    if down[at].iter().all(|&d| d == 0.0) {
                        continue;
                    }
                    let risen = rise(&network.layers[layer], below, at, dilation);
                    let mut masked = down[at];
                    for (d, r) in masked.iter_mut().zip(&risen) {
                        if *r <= 0.0 {
                            *d = 0.0;
                        }
                    }
                    for (g, d) in layer_gradient[3 * WIDTH * WIDTH..].iter_mut().zip(&masked) {
                        *g += d;
                    }
                    for (k, from) in [at.checked_sub(dilation), Some(at), Some(at + dilation)]
                        .into_iter()
                        .enumerate()
                    {
                        let Some(from) = from.filter(|&from| from < count) else {
                            continue;
                        };
                        for i in 0..WIDTH {
                            let row = k * WIDTH * WIDTH + i * WIDTH;
                            let value = below[from][i];
                            let mut sum = 0.0;
                            for o in 0..WIDTH {
                                layer_gradient[row + o] += value * masked[o];
                                sum += network.layers[layer][row + o] * masked[o];
                            }
                            next[from][i] += sum;
                        }
                    }
                }
                apply(
                    &mut network.layers[layer],
                    &mut layer_squares[layer],
                    &layer_gradient,
                    deep_step,
                );
                down = next;
            }
            for at in 0..count {
                for width in 0..WIDTH {
                    if activations[0][at][width] <= 0.0 {
                        down[at][width] = 0.0;
                    }
                }
                if down[at].iter().all(|&d| d == 0.0) {
                    continue;
                }
                for &f in &plain[at] {
                    let place = f as usize * WIDTH;
                    apply(
                        &mut network.vectors[place..place + WIDTH],
                        &mut vector_squares[place..place + WIDTH],
                        &down[at],
                        deep_step,
                    );
                }
            }
            for at in 1..count {
                let mut gradient = [[0.0f32; LABELS]; LABELS];
                for before in 0..LABELS {
                    for label in 0..LABELS {
                        gradient[before][label] =
                            (forward[at - 1][before] + steps[at][before][label] + own[at][label] + backward[at][label]
                                - total)
                                .exp();
                    }
                }
                gradient[example.labels[at - 1] as usize][example.labels[at] as usize] -= 1.0;
                if gradient.iter().flatten().all(|g| g.abs() < 1e-3) {
                    continue;
                }
                for &f in &example.steps[at] {
                    for pair in 0..LABELS * LABELS {
                        let place = f as usize * LABELS * LABELS + pair;
                        let g = gradient[pair / LABELS][pair % LABELS];
                        step_squares[place] += g * g;
                        step_weights[place] -= step * g / step_squares[place].sqrt();
                    }
                }
            }
        }
    }
    (weights, step_weights, network)
}

fn evaluate(pipeline: &Pipeline, folder: &Path, model: &Model) -> Result<()> {
    type Found = (f32, Attribution);
    let read: Vec<(Vec<Attribution>, Vec<Found>, [usize; 7])> = names(folder)?
        .par_iter()
        .map(|name| {
            let Some((document, gold)) = polnear::load(folder, name)? else {
                return Ok((Vec::new(), Vec::new(), [0; 7]));
            };
            let reading = Reading::new(pipeline, &document);
            let mut index = ActorIndex::new(&reading);
            let marked: Vec<Vec<Marked>> = reading
                .blocks
                .iter()
                .map(|read| marked(&read.annotated, read.block.start, &gold))
                .collect();
            let mut found = Vec::new();
            let mut oracle = [0usize; 7];
            let text: Vec<char> = document.text.chars().collect();
            let say = |pieces: &[(u32, u32)]| {
                pieces
                    .iter()
                    .map(|&(a, b)| text[a as usize..b as usize].iter().collect::<String>())
                    .collect::<Vec<_>>()
                    .join(" ¦ ")
            };
            statements::find_by(&reading, &mut index, &mut |words, block, token, given| {
                let read = &reading.blocks[block];
                let annotated = &read.annotated;
                let span = |range: Range<usize>| {
                    (
                        read.block.start + annotated.start(range.start),
                        read.block.start + annotated.end(range.end - 1),
                    )
                };
                let spans = |a: onrecord_extract::attribution::Attribution| Attribution {
                    cue: vec![span(a.cue)],
                    source: a.source.map(span).into_iter().collect(),
                    content: a.content.into_iter().map(span).collect(),
                };
                if marked[block].iter().any(|marked| marked.head == token) {
                    oracle[0] += 1;
                    if let Some((_, a)) = model.read(words, token, given, model.heads_cue(words, token, given)) {
                        let a = spans(a);
                        let theirs = gold.iter().filter(|g| {
                            g.cue.iter().any(|c| {
                                let s = span(token..token + 1);
                                c.0 < s.1 && s.0 < c.1
                            })
                        });
                        if let Some(g) = theirs.clone().next()
                            && g.content != a.content
                        {
                            eprintln!(
                                "GOLD [{}] [{}] {}\nOURS [{}] [{}] {}\n",
                                say(&g.source),
                                say(&g.cue),
                                say(&g.content),
                                say(&a.source),
                                say(&a.cue),
                                say(&a.content)
                            );
                        }
                        let mut best = [0; 4];
                        for g in theirs {
                            let now = [
                                usize::from(g.cue == a.cue),
                                usize::from(g.source == a.source),
                                usize::from(g.content == a.content),
                                usize::from(*g == a),
                            ];
                            if now.iter().sum::<usize>() > best.iter().sum::<usize>() {
                                best = now;
                            }
                        }
                        let ruled = given.is_some_and(|r| {
                            gold.iter()
                                .any(|g| g.content == r.content.iter().cloned().map(span).collect::<Vec<_>>())
                        });
                        oracle[5] += usize::from(ruled);
                        oracle[6] += usize::from(ruled || best[2] == 1);
                        for (o, b) in oracle[1..].iter_mut().zip(best) {
                            *o += b;
                        }
                    }
                }
                if heads::may_head(words, token) {
                    let sum = model.heads_cue(words, token, given);
                    if sum >= HOPELESS_BELOW
                        && let Some((probability, a)) = model.read(words, token, given, sum)
                    {
                        found.push((probability, spans(a)));
                    }
                }
                Judged {
                    probability: f32::from(u8::from(given.is_some_and(|given| given.entry))),
                    attribution: None,
                }
            });
            Ok((gold, found, oracle))
        })
        .collect::<Result<_>>()?;
    let mut oracle = [0; 7];
    for (_, _, o) in &read {
        for (sum, o) in oracle.iter_mut().zip(o) {
            *sum += o;
        }
    }
    println!(
        "with the heads given: {:?}",
        oracle[1..]
            .iter()
            .map(|&o| o as f32 / oracle[0] as f32)
            .collect::<Vec<_>>()
    );
    for threshold in [0.3, 0.35, 0.4, 0.45, 0.5, 0.6] {
        let mut line = String::new();
        for (name, select) in [
            (
                "cue",
                (|a: &Attribution| vec![a.cue.clone()]) as fn(&Attribution) -> Vec<Vec<(u32, u32)>>,
            ),
            ("source", |a| vec![a.source.clone()]),
            ("content", |a| vec![a.content.clone()]),
            ("all", |a| vec![a.cue.clone(), a.source.clone(), a.content.clone()]),
        ] {
            let (mut right, mut ours, mut theirs) = (0, 0, 0);
            for (gold, found, _) in &read {
                let mut expected: Vec<_> = gold
                    .iter()
                    .map(select)
                    .filter(|x| x.iter().any(|p| !p.is_empty()))
                    .collect();
                theirs += expected.len();
                for own in found
                    .iter()
                    .filter(|(p, _)| *p >= threshold)
                    .map(|(_, a)| select(a))
                    .filter(|x| x.iter().any(|p| !p.is_empty()))
                {
                    ours += 1;
                    if let Some(at) = expected.iter().position(|e| *e == own) {
                        expected.swap_remove(at);
                        right += 1;
                    }
                }
            }
            line.push_str(&format!(
                "{name} {:.3}/{:.3}/{:.3}  ",
                right as f32 / ours as f32,
                right as f32 / theirs as f32,
                2.0 * right as f32 / (ours + theirs) as f32
            ));
        }
        println!("{threshold}: {line}");
    }
    Ok(())
}
