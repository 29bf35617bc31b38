//! Counts of right and wrong, and how far a score may be chance: the bootstrap (Efron, 1979) over whole documents.

use std::iter::Sum;

use crate::random::Random;

/// How often the documents are drawn anew.
const DRAWS: usize = 2000;

/// What was right, proposed and expected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) correct: u32,
    pub(crate) proposed: u32,
    pub(crate) expected: u32,
}

impl Counts {
    /// The counts of one thing.
    pub(crate) fn of(proposed: bool, expected: bool) -> Counts {
        Counts {
            correct: u32::from(proposed && expected),
            proposed: u32::from(proposed),
            expected: u32::from(expected),
        }
    }

    pub(crate) fn precision(self) -> f64 {
        f64::from(self.correct) / f64::from(self.proposed.max(1))
    }

    pub(crate) fn recall(self) -> f64 {
        f64::from(self.correct) / f64::from(self.expected.max(1))
    }

    pub(crate) fn f1(self) -> f64 {
        f64::from(2 * self.correct) / f64::from((self.proposed + self.expected).max(1))
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Counts>>(counts: I) -> Counts {
        counts.fold(Counts::default(), |sum, one| Counts {
            correct: sum.correct + one.correct,
            proposed: sum.proposed + one.proposed,
            expected: sum.expected + one.expected,
        })
    }
}

/// The middle 95 per cent of F1 over draws of as many documents as there are, each with its counts.
pub(crate) fn interval(documents: &[Counts]) -> (f64, f64) {
    interval_of(documents, |drawn| {
        drawn.iter().map(|counts| **counts).sum::<Counts>().f1()
    })
}

/// The middle 95 per cent of a score over draws of as many things as there are; nought where there are none.
pub(crate) fn interval_of<T>(things: &[T], score: impl Fn(&[&T]) -> f64) -> (f64, f64) {
    if things.is_empty() {
        return (0.0, 0.0);
    }
    let mut random = Random::seeded();
    let mut scores: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let drawn: Vec<&T> = (0..things.len()).map(|_| &things[random.below(things.len())]).collect();
            score(&drawn)
        })
        .collect();
    scores.sort_by(f64::total_cmp);
    (scores[DRAWS / 40], scores[DRAWS - 1 - DRAWS / 40])
}
