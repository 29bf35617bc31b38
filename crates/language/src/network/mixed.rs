//! What the networks make of a word before they look at its neighbours, kept from one document to the next.

use hashbrown::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// The features that the embedding reads, in its order; unused places are zero.
pub type Features = [u64; 8];

/// The mixed row of a word, then its products with the three parts of the first window.
pub type Mixed = Arc<[f32]>;

/// A bounded table of mixed rows in two generations: when the young one is full it becomes the old one, and what is
/// looked up again moves to the young one. Only ever saves work: a row is the same computed anew.
pub struct MixedRows {
    generations: RwLock<[HashMap<Features, Mixed>; 2]>,
    limit: usize,
}

impl MixedRows {
    /// Keeps at most about twice `limit` rows.
    pub fn new(limit: usize) -> MixedRows {
        MixedRows {
            generations: RwLock::default(),
            limit,
        }
    }

    /// The rows of the words asked for, where they are kept.
    pub fn look_up(&self, words: &[Features]) -> Vec<Option<Mixed>> {
        let mut aged = Vec::new();
        let found: Vec<_> = {
            let generations = self.generations.read().unwrap_or_else(PoisonError::into_inner);
            let [young, old] = &*generations;
            let find = |word: &Features| {
                if let Some(row) = young.get(word) {
                    return Some(row.clone());
                }
                let row = old.get(word)?;
                aged.push((*word, row.clone()));
                Some(row.clone())
            };
            words.iter().map(find).collect()
        };
        self.keep(aged);
        found
    }

    /// Keeps rows for later.
    pub fn keep(&self, rows: Vec<(Features, Mixed)>) {
        if rows.is_empty() {
            return;
        }
        let mut generations = self.generations.write().unwrap_or_else(PoisonError::into_inner);
        let [young, old] = &mut *generations;
        for (word, row) in rows {
            if young.len() >= self.limit {
                *old = std::mem::take(young);
            }
            young.insert(word, row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_rows_are_dropped_and_used_ones_stay() {
        let rows = MixedRows::new(4);
        let word = |number: u64| [number, 0, 0, 0, 0, 0, 0, 0];
        for number in 0..40 {
            rows.keep(vec![(word(number), Arc::from([number as f32]))]);
            assert!(
                rows.look_up(&[word(0)])[0].is_some(),
                "the word in use was dropped at {number}"
            );
        }
        let kept = (0..40)
            .filter(|number| rows.look_up(&[word(*number)])[0].is_some())
            .count();
        assert!(kept <= 8, "{kept}");
        assert!(rows.look_up(&[word(39)])[0].is_some());
    }
}
