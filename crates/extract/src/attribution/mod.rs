//! Who says what, learned: which words head a cue, and which words around a head are its cue, source and content.
//!
//! The catalogue's entries and the rules of [`crate::statements`] are sure of the common ways of reporting; the long tail
//! ("bristled at", "is a staunch opponent of", a colon in a headline) and where people see a content begin and end are no
//! list that can be written. The models read hashed features of the tree, and were trained by `onrecord-bench
//! learn-attribution` on attributions that people marked; their card is `crates/extract/model/README.md`.

pub mod choice;
pub mod heads;
pub mod labels;
pub mod network;
pub mod words;

use std::ops::Range;
use std::sync::OnceLock;

use choice::Candidate;
use labels::{Around, CONTENT, CUE, LABELS, SOURCE};
use network::{Network, VECTOR_BITS, WIDTH};
use words::{Stop, Words};

use crate::identity::digest_of_bytes;

/// How many weights tell heads of cues, as a power of two.
pub const HEAD_BITS: u32 = 20;
/// How many features tell labels, as a power of two; each has a weight a label.
pub const LABEL_BITS: u32 = 19;
/// How many features tell steps, as a power of two; each has a weight a pair of labels.
pub const STEP_BITS: u32 = 14;
/// How many features tell the choice among readings, as a power of two.
pub const CHOICE_BITS: u32 = 16;
/// Where less than this speaks for a word, as the logarithm of the odds, nothing is read around it.
pub const HOPELESS_BELOW: f32 = -2.2;
/// No word has more features than this by far.
const FEATURES: usize = 64;
/// A stored weight is one signed byte whose square, with its sign, counts in this unit: fine near nought, where most
/// weights are, and up to 8 at the ends.
const UNIT: f32 = 0.0005;

/// The weights of all models.
#[derive(Clone)]
pub struct Model {
    /// Of heads.
    pub heads: Vec<f32>,
    /// Of labels: `LABELS` a feature.
    pub labels: Vec<f32>,
    /// Of steps: `LABELS * LABELS` a feature.
    pub steps: Vec<f32>,
    /// Of the choice among readings.
    pub choice: Vec<f32>,
    /// Of whether the reading chosen is a report.
    pub reports: Vec<f32>,
    /// Beside those of labels.
    pub network: Network,
    /// The three largest tables as they are stored, which then are empty above: half the memory, and reading is bound by it.
    stored: Option<Stored>,
    digest: String,
}

/// Weights as the signed roots that are stored of them.
#[derive(Clone)]
struct Stored {
    heads: Vec<[i8; 1]>,
    labels: Vec<[i8; LABELS]>,
    steps: Vec<[i8; LABELS * LABELS]>,
}

/// A weight from the signed root that is stored of it, in [`UNIT`]s.
fn squared(root: i8) -> i16 {
    let root = i16::from(root);
    root * root.abs()
}

/// The sums of the weights at `places`, `N` each: of the roots, in whole [`UNIT`]s, where the tables are kept as stored, else of
/// `weights`. Where the weights stand is told first and then they are fetched: they lie far apart, and a processor fetches many
/// at once where it knows of them.
fn sums<const N: usize>(places: &[usize], stored: Option<&[[i8; N]]>, weights: &[f32]) -> [f32; N] {
    if let Some(stored) = stored {
        let mut sums = [0; N];
        for &at in places {
            let squares: [i16; N] = std::array::from_fn(|place| squared(stored[at][place]));
            for (sum, square) in sums.iter_mut().zip(squares) {
                *sum += i32::from(square);
            }
        }
        return sums.map(|sum| sum as f32 * UNIT);
    }
    let mut sums = [0.0; N];
    for &at in places {
        for (sum, weight) in sums.iter_mut().zip(&weights[at * N..]) {
            *sum += weight;
        }
    }
    sums
}

/// An attribution as the model reads it, in tokens of one block.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The word that decides.
    pub head: usize,
    /// The cue.
    pub cue: Range<usize>,
    /// Who speaks.
    pub source: Option<Range<usize>>,
    /// What is said, in the order of the text.
    pub content: Vec<Range<usize>>,
}

/// What the rules read at a head, for the models to lean on or to correct.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// What kind of reading it is: the rule and the act, as a number.
    pub kind: u32,
    /// An entry of the catalogue reads it.
    pub entry: bool,
    /// The cue.
    pub cue: Range<usize>,
    /// Who speaks.
    pub source: Vec<Range<usize>>,
    /// What is said.
    pub content: Vec<Range<usize>>,
}

impl Given {
    /// A reading by `rule` that does `act`.
    pub fn new(
        rule: &str,
        act: &str,
        cue: Range<usize>,
        source: Vec<Range<usize>>,
        content: Vec<Range<usize>>,
    ) -> Self {
        Given {
            kind: words::join(words::hash(rule), words::hash(act)),
            entry: false,
            cue,
            source,
            content,
        }
    }

    /// The label that the rules give a word.
    fn label(&self, token: usize) -> u8 {
        let holds = |pieces: &[Range<usize>]| pieces.iter().any(|piece| piece.contains(&token));
        if self.cue.contains(&token) {
            CUE as u8
        } else if holds(&self.source) {
            SOURCE as u8
        } else if holds(&self.content) {
            CONTENT as u8
        } else {
            0
        }
    }
}

/// A feature's place among `1 << bits`.
pub fn place(feature: u32, bits: u32) -> usize {
    ((feature ^ (feature >> 11)) & ((1 << bits) - 1)) as usize
}

static SHIPPED: OnceLock<Model> = OnceLock::new();

impl Model {
    /// The model that the crate carries.
    pub fn shipped() -> &'static Model {
        SHIPPED.get_or_init(|| Model::of_bytes(include_bytes!("../../model/attribution.weights")))
    }

    /// Puts `model` in the place of the shipped one for this process: how a model just trained is measured. Does nothing
    /// once a document has been read.
    pub fn replace_shipped(model: Model) {
        let _ = SHIPPED.set(model);
    }

    /// Weights of one signed byte each, in the order of [`Model::each`]; what is missing is nought.
    pub fn of_bytes(bytes: &[u8]) -> Model {
        let mut left = bytes.iter().copied();
        let mut next = || left.next().map_or(0, |byte| i8::from_le_bytes([byte]));
        let mut model = Model {
            stored: Some(Stored {
                heads: (0..1 << HEAD_BITS).map(|_| [next()]).collect(),
                labels: (0..1 << LABEL_BITS).map(|_| std::array::from_fn(|_| next())).collect(),
                steps: (0..1 << STEP_BITS).map(|_| std::array::from_fn(|_| next())).collect(),
            }),
            heads: Vec::new(),
            labels: Vec::new(),
            steps: Vec::new(),
            ..Model::empty()
        };
        model.each(&mut |weight| *weight = f32::from(squared(next())) * UNIT);
        model.digest = digest_of_bytes(bytes);
        model
    }

    /// The weights as they are stored.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.clone().each(&mut |weight| {
            let root = (weight.abs() / UNIT).sqrt().round().min(127.0).copysign(*weight);
            bytes.push((root as i8).to_le_bytes()[0]);
        });
        bytes
    }

    /// Every weight in the order in which they are stored.
    fn each(&mut self, visit: &mut dyn FnMut(&mut f32)) {
        let linear = self.heads.iter_mut().chain(&mut self.labels).chain(&mut self.steps);
        let linear = linear.chain(&mut self.choice).chain(&mut self.reports);
        linear.for_each(&mut *visit);
        let network = &mut self.network;
        let deep = network
            .vectors
            .iter_mut()
            .chain(network.layers.iter_mut().flatten())
            .chain(&mut network.out);
        deep.for_each(visit);
    }

    /// First 16 hexadecimal digits of the SHA-256 of the stored weights.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Weights that know nothing.
    pub fn empty() -> Self {
        Model {
            heads: vec![0.0; 1 << HEAD_BITS],
            labels: vec![0.0; LABELS << LABEL_BITS],
            steps: vec![0.0; (LABELS * LABELS) << STEP_BITS],
            choice: vec![0.0; 1 << CHOICE_BITS],
            reports: vec![0.0; 1 << CHOICE_BITS],
            network: Network::empty(),
            stored: None,
            digest: String::new(),
        }
    }

    /// What speaks for a word as the head of a cue: the logarithm of the odds.
    pub fn heads_cue(&self, words: &Words, head: usize, given: Option<&Given>) -> f32 {
        let mut places = Vec::with_capacity(FEATURES);
        heads::features(words, head, given, &mut |feature| {
            places.push(place(feature, HEAD_BITS))
        });
        let stored = self.stored.as_ref().map(|stored| stored.heads.as_slice());
        let [sum] = sums(&places, stored, &self.heads);
        sum
    }

    /// The scores of the words of a window, one a label.
    pub fn own_scores(&self, around: &Around) -> Vec<[f32; LABELS]> {
        let stored = self.stored.as_ref().map(|stored| stored.labels.as_slice());
        let mut places = Vec::with_capacity(FEATURES);
        let inputs = (0..around.count())
            .map(|word| {
                places.clear();
                around.plain(word, &mut |feature| places.push(place(feature, VECTOR_BITS)));
                let mut sum = [0.0; WIDTH];
                places.iter().for_each(|&at| self.network.add(&mut sum, at));
                sum
            })
            .collect();
        let vectors = self.network.activations(inputs).pop().unwrap_or_default();
        (0..around.count())
            .map(|word| {
                places.clear();
                around.features(word, &mut |feature| places.push(place(feature, LABEL_BITS)));
                let mut scores = sums(&places, stored, &self.labels);
                self.network.score(&vectors[word], &mut scores);
                scores
            })
            .collect()
    }

    /// The scores of the steps to the words of a window.
    pub fn step_scores(&self, around: &Around) -> Vec<[[f32; LABELS]; LABELS]> {
        let stored = self.stored.as_ref().map(|stored| stored.steps.as_slice());
        let mut places = Vec::with_capacity(FEATURES);
        (0..around.count())
            .map(|word| {
                places.clear();
                around.steps(word, &mut |feature| places.push(place(feature, STEP_BITS)));
                let pairs: [f32; LABELS * LABELS] = sums(&places, stored, &self.steps);
                std::array::from_fn(|last| std::array::from_fn(|label| pairs[last * LABELS + label]))
            })
            .collect()
    }

    /// The ways to read cue, source and content around a head, the chain's best first; none where nothing is said.
    pub fn candidates(&self, words: &Words, head: usize, given: Option<&Given>) -> Vec<Candidate> {
        let window = labels::window(words, head);
        let around = Around::new(words, head, window.clone(), given);
        choice::candidates(
            words,
            head,
            &window,
            &self.own_scores(&around),
            &self.step_scores(&around),
            given,
        )
    }

    /// The best of the candidates.
    pub fn choose(&self, words: &Words, candidates: Vec<Candidate>, given: Option<&Given>) -> Option<Candidate> {
        let mut best: Option<(f32, Candidate)> = None;
        for candidate in candidates {
            let mut score = 0.0;
            choice::features(words, &candidate, given, &mut |feature| {
                score += self.choice[place(feature, CHOICE_BITS)];
            });
            if best.as_ref().is_none_or(|(most, _)| score > *most) {
                best = Some((score, candidate));
            }
        }
        best.map(|(_, candidate)| candidate)
    }

    /// Reads cue, source and content around a head for which `sum` speaks, with how likely it is to be a report, from 0
    /// to 1; none where nothing is said.
    pub fn read(&self, words: &Words, head: usize, given: Option<&Given>, sum: f32) -> Option<(f32, Attribution)> {
        let candidate = self.choose(words, self.candidates(words, head, given), given)?;
        let mut score = 0.0;
        choice::report_features(words, &candidate, given, sum, &mut |feature| {
            score += self.reports[place(feature, CHOICE_BITS)];
        });
        Some((logistic(score), candidate.attribution))
    }
}

/// From odds, as a logarithm, to a probability.
pub fn logistic(sum: f32) -> f32 {
    1.0 / (1.0 + (-sum).exp())
}

/// The pieces that labels spell.
pub fn attribution_of(words: &Words, head: usize, window: &Range<usize>, found: &[u8]) -> Option<Attribution> {
    let mut runs: Vec<(usize, Range<usize>)> = Vec::new();
    for (place, &label) in found.iter().enumerate() {
        let token = window.start + place;
        match runs.last_mut() {
            Some((last, run)) if *last == label as usize && run.end == token => run.end += 1,
            _ => runs.push((label as usize, token..token + 1)),
        }
    }
    let says = |range: &Range<usize>| {
        range
            .clone()
            .any(|token| !words.annotated.is_space(token) && !words.annotated.is_punct(token))
    };
    let cue = runs
        .iter()
        .find(|(label, run)| *label == CUE && run.contains(&head))
        .map_or(head..head + 1, |(_, run)| run.clone());
    let source = runs
        .iter()
        .filter(|(label, run)| *label == SOURCE && says(run))
        .min_by_key(|(_, run)| (run.start.abs_diff(head), run.start))
        .map(|(_, run)| without_odd_marks(words, run.clone()));
    let content: Vec<Range<usize>> = runs
        .iter()
        .filter(|(label, run)| *label == CONTENT && says(run))
        .map(|(_, run)| without_odd_marks(words, without_blanks(words, run.clone())))
        .collect();
    (!content.is_empty()).then_some(Attribution {
        head,
        cue,
        source,
        content,
    })
}

/// Leaves out a mark at either end whose other half stands outside, and the comma before it.
fn without_odd_marks(words: &Words, mut run: Range<usize>) -> Range<usize> {
    let pairs = |run: &Range<usize>| {
        let marks = |kind: Stop| run.clone().filter(|&token| words.stop[token] == kind).count();
        (marks(Stop::Opening), marks(Stop::Closing))
    };
    let (opening, closing) = pairs(&run);
    if opening > closing && run.len() > 1 && words.stop[run.start] == Stop::Opening && words.quote[run.start] != 0 {
        let runs_on =
            !run.contains(&words.closing_of(run.start)) && words.closing_of(run.start) < words.annotated.len();
        if runs_on && run.len() < 6 {
            run.start += 1;
        }
    }
    if closing > opening && run.len() > 1 && words.stop[run.end - 1] == Stop::Closing {
        run.end -= 1;
        if run.len() > 1 && words.stop[run.end - 1] == Stop::Comma {
            run.end -= 1;
        }
    }
    run
}

fn without_blanks(words: &Words, mut run: Range<usize>) -> Range<usize> {
    while run.len() > 1 && words.annotated.is_space(run.start) {
        run.start += 1;
    }
    while run.len() > 1 && words.annotated.is_space(run.end - 1) {
        run.end -= 1;
    }
    run
}
