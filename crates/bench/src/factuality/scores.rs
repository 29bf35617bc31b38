//! Mean absolute error and correlation of foretold judgements, with intervals by the bootstrap.

use serde::Serialize;

use crate::random::Random;

/// How often the sentences are drawn anew for an interval.
const DRAWS: usize = 1000;

/// A value with its 95% interval (percentiles of the bootstrap over sentences; Efron and Tibshirani 1993).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Measured {
    /// On the whole set.
    pub value: f64,
    /// 2.5 percent of the draws lie below.
    pub low: f64,
    /// 2.5 percent of the draws lie above.
    pub high: f64,
}

/// The two measures of one way to foretell.
#[derive(Clone, Debug, Serialize)]
pub struct Score {
    /// Who foretold.
    pub name: &'static str,
    /// Mean absolute error.
    pub mae: Measured,
    /// Pearson's correlation; nought where nothing varies.
    pub r: Measured,
}

/// Sums over some predicates, from which both measures follow.
#[derive(Clone, Copy, Default)]
struct Sums {
    count: f64,
    error: f64,
    label: f64,
    guess: f64,
    label_squared: f64,
    guess_squared: f64,
    both: f64,
}

impl Sums {
    fn add(&mut self, other: &Sums) {
        self.count += other.count;
        self.error += other.error;
        self.label += other.label;
        self.guess += other.guess;
        self.label_squared += other.label_squared;
        self.guess_squared += other.guess_squared;
        self.both += other.both;
    }

    fn mae(&self) -> f64 {
        if self.count > 0.0 { self.error / self.count } else { 0.0 }
    }

    fn r(&self) -> f64 {
        let shared = self.both * self.count - self.label * self.guess;
        let labels = self.label_squared * self.count - self.label * self.label;
        let guesses = self.guess_squared * self.count - self.guess * self.guess;
        if labels > 1e-9 && guesses > 1e-9 {
            shared / (labels * guesses).sqrt()
        } else {
            0.0
        }
    }
}

/// Scores pairs of label and guess, sentence by sentence.
pub fn score(name: &'static str, sentences: &[Vec<(f32, f32)>]) -> Score {
    let each: Vec<Sums> = sentences
        .iter()
        .map(|pairs| {
            let mut sums = Sums::default();
            for &(label, guess) in pairs {
                let (label, guess) = (f64::from(label), f64::from(guess));
                sums.add(&Sums {
                    count: 1.0,
                    error: (label - guess).abs(),
                    label,
                    guess,
                    label_squared: label * label,
                    guess_squared: guess * guess,
                    both: label * guess,
                });
            }
            sums
        })
        .collect();
    let mut whole = Sums::default();
    for sums in &each {
        whole.add(sums);
    }
    let (mut errors, mut correlations) = (Vec::with_capacity(DRAWS), Vec::with_capacity(DRAWS));
    let mut random = Random::seeded();
    for _ in 0..DRAWS {
        let mut drawn = Sums::default();
        for _ in 0..each.len() {
            drawn.add(&each[random.below(each.len())]);
        }
        errors.push(drawn.mae());
        correlations.push(drawn.r());
    }
    Score {
        name,
        mae: within(whole.mae(), errors),
        r: within(whole.r(), correlations),
    }
}

fn within(value: f64, mut draws: Vec<f64>) -> Measured {
    draws.sort_by(f64::total_cmp);
    let at = |share: f64| {
        draws
            .get((share * draws.len() as f64) as usize)
            .copied()
            .unwrap_or(value)
    };
    Measured {
        value,
        low: at(0.025),
        high: at(0.975),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn error_and_correlation_are_those_of_the_pairs() {
        let score = score("it", &[vec![(3.0, 3.0), (1.0, 2.0)], vec![(-3.0, -1.0)]]);
        assert!((score.mae.value - 1.0).abs() < 1e-9);
        assert!((score.r.value - 0.9959).abs() < 1e-3);
        assert!(score.mae.low <= score.mae.value && score.mae.value <= score.mae.high);
    }

    #[test]
    fn what_never_varies_correlates_with_nothing() {
        assert_eq!(score("all", &[vec![(3.0, 3.0), (1.0, 3.0)]]).r.value, 0.0);
    }
}
