//! Two names compared, in an order of their own, so that it is the same from both sides.

use crate::align::{Pair, align};
use crate::features::{COUNT, features};
use crate::model::Model;
use crate::name::Name;

/// What a comparison found.
#[derive(Debug, Clone)]
pub struct Match {
    /// How likely the two are one name, 0 to 1; from [`crate::THRESHOLD`] on they are taken to be.
    pub score: f32,
    /// The same in log odds.
    pub odds: f32,
    /// What counted, in the order of [`crate::FEATURES`].
    pub features: [f32; COUNT],
    /// The words that met.
    pub pairs: Vec<Pair>,
}

/// Compares two names. It is the same from both sides.
#[must_use]
pub fn compare(left: &Name, right: &Name) -> Match {
    compare_with(Model::shipped(), left, right)
}

/// Compares two names by given weights.
#[must_use]
pub fn compare_with(model: &Model, left: &Name, right: &Name) -> Match {
    let (features, pairs) = measure(left, right);
    let odds = if pairs.is_empty() { -12.0 } else { model.odds(&features) };
    Match {
        score: 1.0 / (1.0 + (-odds).exp()),
        odds,
        features,
        pairs,
    }
}

/// What of two names counts, and which words met.
#[must_use]
pub fn measure(left: &Name, right: &Name) -> ([f32; COUNT], Vec<Pair>) {
    let swapped = order(left, right) == std::cmp::Ordering::Greater;
    let (one, other) = if swapped { (right, left) } else { (left, right) };
    let alignment = align(one, other);
    let features = features(one, other, &alignment);
    let mut pairs = alignment.pairs;
    if swapped {
        for pair in &mut pairs {
            std::mem::swap(&mut pair.left, &mut pair.right);
        }
        pairs.sort_by_key(|pair| (pair.left.start, pair.right.start));
    }
    (features, pairs)
}

fn order(left: &Name, right: &Name) -> std::cmp::Ordering {
    let schema = |name: &Name| name.schema as u8;
    (left.tokens.len(), left.text(), schema(left)).cmp(&(right.tokens.len(), right.text(), schema(right)))
}
