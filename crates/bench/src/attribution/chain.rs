//! The linear chain of labels with its network, by AdaGrad on the likelihood of what people marked.

use onrecord_extract::attribution::labels::LABELS;
use onrecord_extract::attribution::network::{Activations, DILATIONS, LAYER, Network, WIDTH, rise};
use onrecord_extract::attribution::{LABEL_BITS, STEP_BITS};

use super::examples::Labelled;
use crate::random::Random;

/// Passes over the windows.
const EPOCHS: usize = 8;
/// The first step of AdaGrad.
const STEP: f32 = 0.05;
/// Features seen no more often than this are left out.
const RARE: u32 = 2;
/// How many features of a thousand the network sees at a time: the others are left out by chance, so that none is leant on
/// alone (Srivastava et al., JMLR 2014).
const KEPT_OF_THOUSAND: usize = 800;
/// Errors smaller than this move nothing.
const NEGLIGIBLE: f32 = 1e-3;

type Scores = [f32; LABELS];
type Steps = [[f32; LABELS]; LABELS];

/// Weights with the squares that AdaGrad keeps.
struct Learned {
    weights: Vec<f32>,
    squares: Vec<f32>,
}

impl Learned {
    fn new(count: usize) -> Self {
        Learned {
            weights: vec![0.0; count],
            squares: vec![1e-4; count],
        }
    }

    fn descend(&mut self, at: usize, gradient: &[f32]) {
        let range = at..at + gradient.len();
        descend(&mut self.weights[range.clone()], &mut self.squares[range], gradient);
    }
}

fn descend(weights: &mut [f32], squares: &mut [f32], gradient: &[f32]) {
    for ((weight, square), &g) in weights.iter_mut().zip(squares).zip(gradient) {
        *square += g * g;
        *weight -= STEP * g / square.sqrt();
    }
}

/// Learns from the windows: weights of labels, of steps, and the network.
pub(super) fn train(examples: &mut [Labelled]) -> (Vec<f32>, Vec<f32>, Network) {
    leave_out_rare(examples);
    let mut labels = Learned::new(LABELS << LABEL_BITS);
    let mut steps = Learned::new((LABELS * LABELS) << STEP_BITS);
    let mut random = Random::seeded();
    let mut deep = Deep::new(&mut random);
    for _ in 0..EPOCHS {
        random.shuffle(examples);
        for example in examples.iter() {
            let plain: Vec<Vec<u32>> = example
                .plain
                .iter()
                .map(|features| {
                    features
                        .iter()
                        .copied()
                        .filter(|_| random.below(1000) < KEPT_OF_THOUSAND)
                        .collect()
                })
                .collect();
            let activations = deep.activations(&plain);
            let own = own_scores(example, &labels, &deep.network, &activations[DILATIONS.len()]);
            let between = step_scores(example, &steps);
            let (own_errors, step_errors) = errors(&own, &between, &example.labels);
            for (features, error) in example.words.iter().zip(&own_errors) {
                if let Some(error) = error {
                    for &feature in features {
                        labels.descend(feature as usize * LABELS, error);
                    }
                }
            }
            deep.learn(&plain, &activations, &own_errors);
            for (features, error) in example.steps.iter().zip(&step_errors) {
                if let Some(error) = error {
                    for &feature in features {
                        steps.descend(feature as usize * LABELS * LABELS, error.as_flattened());
                    }
                }
            }
        }
    }
    (labels.weights, steps.weights, deep.network)
}

fn leave_out_rare(examples: &mut [Labelled]) {
    let mut seen = vec![0u32; 1 << LABEL_BITS];
    for &feature in examples.iter().flat_map(|example| example.words.iter().flatten()) {
        seen[feature as usize] += 1;
    }
    for word in examples.iter_mut().flat_map(|example| &mut example.words) {
        word.retain(|&feature| seen[feature as usize] > RARE);
    }
}

fn own_scores(example: &Labelled, labels: &Learned, network: &Network, last: &[[f32; WIDTH]]) -> Vec<Scores> {
    example
        .words
        .iter()
        .zip(last)
        .map(|(features, vector)| {
            let mut scores = [0.0; LABELS];
            network.score(vector, &mut scores);
            for &feature in features {
                let at = feature as usize * LABELS;
                for (score, weight) in scores.iter_mut().zip(&labels.weights[at..at + LABELS]) {
                    *score += weight;
                }
            }
            scores
        })
        .collect()
}

fn step_scores(example: &Labelled, steps: &Learned) -> Vec<Steps> {
    example
        .steps
        .iter()
        .map(|features| {
            let mut scores = [[0.0; LABELS]; LABELS];
            for &feature in features {
                let at = feature as usize * LABELS * LABELS;
                let weights = &steps.weights[at..at + LABELS * LABELS];
                for (score, weight) in scores.as_flattened_mut().iter_mut().zip(weights) {
                    *score += weight;
                }
            }
            scores
        })
        .collect()
}

fn log_sum(values: &Scores) -> f32 {
    let most = values.iter().copied().fold(f32::MIN, f32::max);
    most + values.iter().map(|value| (value - most).exp()).sum::<f32>().ln()
}

/// How far the chain's marginal probabilities are from what people marked, a word and a step each (forward and backward);
/// nothing where they are as good as there.
fn errors(own: &[Scores], steps: &[Steps], marked: &[u8]) -> (Vec<Option<Scores>>, Vec<Option<Steps>>) {
    let count = own.len();
    let (mut forward, mut backward) = (vec![[0.0f32; LABELS]; count], vec![[0.0f32; LABELS]; count]);
    forward[0] = own[0];
    for at in 1..count {
        for label in 0..LABELS {
            let terms: Scores = std::array::from_fn(|before| forward[at - 1][before] + steps[at][before][label]);
            forward[at][label] = log_sum(&terms) + own[at][label];
        }
    }
    for at in (0..count - 1).rev() {
        for label in 0..LABELS {
            let terms: Scores =
                std::array::from_fn(|after| backward[at + 1][after] + steps[at + 1][label][after] + own[at + 1][after]);
            backward[at][label] = log_sum(&terms);
        }
    }
    let total = log_sum(&forward[count - 1]);
    let matters = |error: &[f32]| error.iter().any(|error| error.abs() >= NEGLIGIBLE);
    let words = (0..count)
        .map(|at| {
            let error: Scores = std::array::from_fn(|label| {
                (forward[at][label] + backward[at][label] - total).exp()
                    - f32::from(u8::from(usize::from(marked[at]) == label))
            });
            matters(&error).then_some(error)
        })
        .collect();
    let pairs = (0..count)
        .map(|at| {
            let before = at.checked_sub(1)?;
            let mut error: Steps = std::array::from_fn(|from| {
                std::array::from_fn(|to| {
                    (forward[before][from] + steps[at][from][to] + own[at][to] + backward[at][to] - total).exp()
                })
            });
            error[usize::from(marked[before])][usize::from(marked[at])] -= 1.0;
            matters(error.as_flattened()).then_some(error)
        })
        .collect();
    (words, pairs)
}

/// The network with the squares of its gradients.
struct Deep {
    network: Network,
    squares: Network,
}

impl Deep {
    /// Small weights by chance.
    fn new(random: &mut Random) -> Self {
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
        let mut squares = Network::empty();
        squares.vectors.fill(1e-3);
        squares.layers.iter_mut().for_each(|layer| layer.fill(1e-3));
        squares.out.fill(1e-3);
        Deep { network, squares }
    }

    fn activations(&self, plain: &[Vec<u32>]) -> Activations {
        let sums = plain
            .iter()
            .map(|features| {
                let mut sum = [0.0; WIDTH];
                for &feature in features {
                    self.network.add(&mut sum, feature as usize);
                }
                sum
            })
            .collect();
        self.network.activations(sums)
    }

    /// Passes the errors of the labels down through the layers to the vectors.
    fn learn(&mut self, plain: &[Vec<u32>], activations: &Activations, errors: &[Option<Scores>]) {
        let last = &activations[DILATIONS.len()];
        let mut down = vec![[0.0f32; WIDTH]; errors.len()];
        let mut out_gradient = vec![0.0f32; WIDTH * LABELS];
        for (at, error) in errors.iter().enumerate() {
            let Some(error) = error else { continue };
            for width in 0..WIDTH {
                for (label, error) in error.iter().enumerate() {
                    down[at][width] += error * self.network.out[width * LABELS + label];
                    out_gradient[width * LABELS + label] += error * last[at][width];
                }
            }
        }
        descend(&mut self.network.out, &mut self.squares.out, &out_gradient);
        for layer in (0..DILATIONS.len()).rev() {
            let (gradient, below) = self.through(layer, &activations[layer], &down);
            descend(
                &mut self.network.layers[layer],
                &mut self.squares.layers[layer],
                &gradient,
            );
            down = below;
        }
        for (at, features) in plain.iter().enumerate() {
            for (error, value) in down[at].iter_mut().zip(&activations[0][at]) {
                if *value <= 0.0 {
                    *error = 0.0;
                }
            }
            if down[at].iter().all(|&error| error == 0.0) {
                continue;
            }
            for &feature in features {
                let range = feature as usize * WIDTH..(feature as usize + 1) * WIDTH;
                descend(
                    &mut self.network.vectors[range.clone()],
                    &mut self.squares.vectors[range],
                    &down[at],
                );
            }
        }
    }

    /// The gradient of one layer, and the errors of what it reads.
    fn through(&self, layer: usize, read: &[[f32; WIDTH]], errors: &[[f32; WIDTH]]) -> (Vec<f32>, Vec<[f32; WIDTH]>) {
        let (weights, dilation) = (&self.network.layers[layer], DILATIONS[layer]);
        let mut gradient = vec![0.0f32; LAYER];
        let mut below = errors.to_vec();
        for (at, error) in errors.iter().enumerate() {
            if error.iter().all(|&error| error == 0.0) {
                continue;
            }
            let mut masked = *error;
            for (error, value) in masked.iter_mut().zip(&rise(weights, read, at, dilation)) {
                if *value <= 0.0 {
                    *error = 0.0;
                }
            }
            for (sum, error) in gradient[3 * WIDTH * WIDTH..].iter_mut().zip(&masked) {
                *sum += error;
            }
            let words = [at.checked_sub(dilation), Some(at), Some(at + dilation)];
            for (place, word) in words.into_iter().enumerate() {
                let Some(word) = word.filter(|&word| word < errors.len()) else {
                    continue;
                };
                for from in 0..WIDTH {
                    let row = (place * WIDTH + from) * WIDTH;
                    let mut sum = 0.0;
                    for to in 0..WIDTH {
                        gradient[row + to] += read[word][from] * masked[to];
                        sum += weights[row + to] * masked[to];
                    }
                    below[word][from] += sum;
                }
            }
        }
        (gradient, below)
    }
}
