//! How much each feature counts: learned weights, kept as text in `model/names.weights`.

use std::sync::LazyLock;

use thiserror::Error;

use crate::features::{COUNT, FEATURES};

/// Two names at this score or above are taken to be one name.
pub const THRESHOLD: f32 = 0.5;

/// Weights that cannot be read.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ModelError {
    /// A line that is not a name and a number.
    #[error("weights, line {0}: expected the name of a feature and a number")]
    Line(usize),
}

/// What each feature counts, in log odds.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// What two names begin with.
    pub start: f32,
    /// What each feature adds, in the order of [`FEATURES`].
    pub weights: [f32; COUNT],
}

impl Model {
    /// The weights that the program was built with.
    #[must_use]
    pub fn shipped() -> &'static Self {
        static SHIPPED: LazyLock<Model> = LazyLock::new(|| {
            Model::read(include_str!("../model/names.weights")).unwrap_or(Model {
                start: 0.0,
                weights: [0.0; COUNT],
            })
        });
        &SHIPPED
    }

    /// Reads weights: a feature and a number a line; lines that begin with `#` are not read.
    ///
    /// # Errors
    /// For a line that is neither.
    pub fn read(text: &str) -> Result<Self, ModelError> {
        let mut model = Self {
            start: 0.0,
            weights: [0.0; COUNT],
        };
        for (number, line) in (1..).zip(text.lines()) {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let (name, value) = line.split_once(' ').ok_or(ModelError::Line(number))?;
            let value: f32 = value.trim().parse().map_err(|_| ModelError::Line(number))?;
            if name == "start" {
                model.start = value;
            } else {
                let at = FEATURES
                    .iter()
                    .position(|(_, known)| *known == name)
                    .ok_or(ModelError::Line(number))?;
                model.weights[at] = value;
            }
        }
        Ok(model)
    }

    /// The weights as text.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = format!("start {:.3}\n", self.start);
        for ((_, name), weight) in FEATURES.iter().zip(self.weights) {
            text.push_str(&format!("{name} {weight:.3}\n"));
        }
        text
    }

    /// Log odds.
    #[must_use]
    pub fn odds(&self, features: &[f32; COUNT]) -> f32 {
        self.start
            + features
                .iter()
                .zip(self.weights)
                .map(|(value, weight)| value * weight)
                .sum::<f32>()
    }
}

#[cfg(test)]
mod tests {
    use super::Model;

    #[test]
    fn the_shipped_weights_are_read_and_written_the_same() {
        let shipped = Model::read(include_str!("../model/names.weights")).expect("weights");
        assert_eq!(Model::read(&shipped.write()).expect("weights"), shipped);
        assert!(shipped.weights.iter().any(|weight| *weight != 0.0));
    }
}
