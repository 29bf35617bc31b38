//! What the networks make of a word before they look at its neighbours, and of each of its features, kept from one
//! document to the next.

use hashbrown::HashMap;
use std::hash::Hash;
use std::sync::{Arc, PoisonError, RwLock};

/// The features that the embedding reads, in its order; unused places are zero.
pub type Features = [u64; 8];

/// A row of values that is shared while it is used.
pub type Shared = Arc<[f32]>;

/// A bounded table of rows in two generations: when the young one is full it becomes the old one, and what is
/// looked up again moves to the young one. Only ever saves work: a row is the same computed anew.
pub struct Kept<K> {
    generations: RwLock<[HashMap<K, Shared>; 2]>,
    limit: usize,
}

impl<K: Hash + Eq + Copy> Kept<K> {
    /// Keeps at most about twice `limit` rows.
    pub fn new(limit: usize) -> Kept<K> {
        Kept {
            generations: RwLock::new([HashMap::new(), HashMap::new()]),
            limit,
        }
    }

    /// The rows of the keys asked for, where they are kept.
    pub fn look_up(&self, keys: &[K]) -> Vec<Option<Shared>> {
        let mut aged = Vec::new();
        let found: Vec<_> = {
            let generations = self.generations.read().unwrap_or_else(PoisonError::into_inner);
            let [young, old] = &*generations;
            let find = |key: &K| {
                if let Some(row) = young.get(key) {
                    return Some(row.clone());
                }
                let row = old.get(key)?;
                aged.push((*key, row.clone()));
                Some(row.clone())
            };
            keys.iter().map(find).collect()
        };
        self.keep(aged);
        found
    }

    /// Keeps rows for later.
    pub fn keep(&self, rows: Vec<(K, Shared)>) {
        if rows.is_empty() {
            return;
        }
        let mut generations = self.generations.write().unwrap_or_else(PoisonError::into_inner);
        let [young, old] = &mut *generations;
        for (key, row) in rows {
            if young.len() >= self.limit {
                *old = std::mem::take(young);
            }
            young.insert(key, row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_rows_are_dropped_and_used_ones_stay() {
        let rows = Kept::new(4);
        let word = |number: u64| [number, 0];
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
