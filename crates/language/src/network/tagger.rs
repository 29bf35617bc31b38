//! The tagger: one linear layer over the token vectors; the tag with the highest score wins.

use super::kernel::{self, Panels, Rows};
use super::token_vectors::plain_panels;
use super::weights::Weights;
use crate::error::{LoadError, read_text};
use std::path::Path;

/// A pipeline's tagger.
pub struct Tagger {
    labels: Vec<String>,
    weights: Panels,
    bias: Vec<f32>,
}

/// Tokens scored together.
const TOGETHER: usize = 48;

impl Tagger {
    /// Reads the labels in `cfg` and the layer in the network file.
    pub fn load(directory: &Path, weights: &Weights, width: usize) -> Result<Tagger, LoadError> {
        let path = directory.join("cfg");
        let settings: serde_json::Value =
            serde_json::from_str(&read_text(&path)?).map_err(|error| LoadError::malformed(&path, error.to_string()))?;
        let labels = settings
            .get("labels")
            .and_then(serde_json::Value::as_array)
            .into_iter()
            .flatten();
        let labels: Vec<String> = labels
            .filter_map(serde_json::Value::as_str)
            .map(str::to_owned)
            .collect();
        let layer = weights.node("softmax", 0)?;
        let (array, bias) = (layer.array(weights, "W", 2)?, layer.array(weights, "b", 1)?);
        if labels.is_empty() || array.shape != [labels.len(), width] || bias.shape != [labels.len()] {
            return Err(LoadError::malformed(
                weights.path(),
                "the layer does not fit the labels",
            ));
        }
        Ok(Tagger {
            labels,
            weights: plain_panels(array),
            bias: bias.values.clone(),
        })
    }

    /// The tags, by number.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// The number of the tag of every vector.
    pub fn tags(&self, vectors: &[f32], stride: usize) -> Vec<u16> {
        let columns = self.weights.columns();
        let mut scores = vec![0.0; TOGETHER * columns];
        let mut tags = Vec::with_capacity(vectors.len() / stride);
        for values in vectors.chunks(TOGETHER * stride) {
            let count = values.len() / stride;
            kernel::product(Rows { values, stride, count }, &self.weights, &mut scores);
            tags.extend(scores.chunks_exact(columns).take(count).map(|scores| {
                let scores = scores.iter().zip(&self.bias).map(|(score, bias)| score + bias);
                let best = scores.enumerate().fold((0, f32::NEG_INFINITY), |best, (label, score)| {
                    if score > best.1 { (label, score) } else { best }
                });
                best.0 as u16
            }));
        }
        tags
    }
}
