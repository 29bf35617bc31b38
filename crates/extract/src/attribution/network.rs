//! A small network beside the linear scores of labels: sums of learned vectors, a word each, and dilated convolutions over
//! the words of a window (Yu and Koltun, ICLR 2016; residual as in He et al., CVPR 2016), so that a word's label knows of
//! the words around it.

use super::labels::LABELS;

/// The width of a vector.
pub const WIDTH: usize = 32;
/// How many vectors there are, as a power of two.
pub const VECTOR_BITS: u32 = 14;
/// How far apart the three words are that each layer looks at.
pub const DILATIONS: [usize; 4] = [1, 2, 4, 8];
/// The weights of one layer: three words, each from every width to every width, and one of its own a width.
pub const LAYER: usize = 3 * WIDTH * WIDTH + WIDTH;

/// The weights.
#[derive(Clone)]
pub struct Network {
    /// `WIDTH` a feature.
    pub vectors: Vec<f32>,
    /// One a dilation: `[word][from][to]`, then one a width.
    pub layers: Vec<Vec<f32>>,
    /// From every width to every label.
    pub out: Vec<f32>,
}

/// The vectors of a window's words after each layer, the first the rectified sums.
pub type Activations = Vec<Vec<[f32; WIDTH]>>;

impl Network {
    /// Weights that know nothing.
    pub fn empty() -> Self {
        Network {
            vectors: vec![0.0; WIDTH << VECTOR_BITS],
            layers: DILATIONS.iter().map(|_| vec![0.0; LAYER]).collect(),
            out: vec![0.0; WIDTH * LABELS],
        }
    }

    /// Adds the vector of a feature to a word's sum.
    pub fn add(&self, sum: &mut [f32; WIDTH], feature: usize) {
        let at = feature * WIDTH;
        for (sum, weight) in sum.iter_mut().zip(&self.vectors[at..at + WIDTH]) {
            *sum += weight;
        }
    }

    /// The vectors after each layer, from the words' sums.
    pub fn activations(&self, sums: Vec<[f32; WIDTH]>) -> Activations {
        let mut all = Vec::with_capacity(DILATIONS.len() + 1);
        all.push(
            sums.into_iter()
                .map(|sum| sum.map(|value| value.max(0.0)))
                .collect::<Vec<_>>(),
        );
        for (layer, &dilation) in self.layers.iter().zip(&DILATIONS) {
            let below = &all[all.len() - 1];
            let above = (0..below.len())
                .map(|word| {
                    let mut sum = rise(layer, below, word, dilation);
                    for (value, own) in sum.iter_mut().zip(&below[word]) {
                        *value = value.max(0.0) + own;
                    }
                    sum
                })
                .collect();
            all.push(above);
        }
        all
    }

    /// Adds the scores of the labels of a word whose vector after the last layer this is.
    pub fn score(&self, vector: &[f32; WIDTH], scores: &mut [f32; LABELS]) {
        for (value, weights) in vector.iter().zip(self.out.chunks_exact(LABELS)) {
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += value * weight;
            }
        }
    }
}

/// What a layer makes of a word and the two at its dilation, before it is rectified.
pub fn rise(layer: &[f32], below: &[[f32; WIDTH]], word: usize, dilation: usize) -> [f32; WIDTH] {
    let mut sum = [0.0; WIDTH];
    sum.copy_from_slice(&layer[3 * WIDTH * WIDTH..]);
    let words = [word.checked_sub(dilation), Some(word), Some(word + dilation)];
    for (place, weights) in words.into_iter().zip(layer.chunks_exact(WIDTH * WIDTH)) {
        let Some(vector) = place.and_then(|place| below.get(place)) else {
            continue;
        };
        for (&value, row) in vector.iter().zip(weights.chunks_exact(WIDTH)) {
            for (sum, weight) in sum.iter_mut().zip(row) {
                *sum += value * weight;
            }
        }
    }
    sum
}
