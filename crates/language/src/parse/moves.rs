//! The moves of a transition system, in the order in which the network scores them.

use crate::error::{LoadError, read};
use crate::message_pack::{Value, parse};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

/// The moves: their labels, and which of them belong to each action.
pub struct Moves {
    labels: Vec<String>,
    actions: Vec<Range<usize>>,
}

impl Moves {
    /// Reads a component's `moves` file, whose actions are numbered below `actions`.
    pub fn load(path: &Path, actions: usize) -> Result<Moves, LoadError> {
        let bytes = read(path)?;
        let file = parse(&bytes).map_err(|error| LoadError::malformed(path, error.to_string()))?;
        let text = file.get("moves").and_then(Value::as_text);
        let text = text.ok_or_else(|| LoadError::malformed(path, "no text `moves`"))?;
        let counts: BTreeMap<usize, BTreeMap<String, i64>> = serde_json::from_str::<BTreeMap<String, _>>(text)
            .ok()
            .and_then(|counts| {
                counts
                    .into_iter()
                    .map(|(action, labels)| Some((action.parse().ok()?, labels)))
                    .collect()
            })
            .ok_or_else(|| LoadError::malformed(path, "`moves` is no table of labels by action"))?;
        if let Some(action) = counts.keys().find(|action| **action >= actions) {
            return Err(LoadError::unsupported(
                "moves",
                format!("action {action}"),
                format!("0 to {}", actions - 1),
            ));
        }
        let mut moves = Moves {
            labels: Vec::new(),
            actions: Vec::new(),
        };
        for action in 0..actions {
            let mut labels: Vec<(i64, &String)> = counts
                .get(&action)
                .into_iter()
                .flatten()
                .map(|(label, count)| (*count, label))
                .collect();
            labels.sort_unstable();
            let first = moves.labels.len();
            moves
                .labels
                .extend(labels.into_iter().rev().map(|(_, label)| label.clone()));
            moves.actions.push(first..moves.labels.len());
        }
        Ok(moves)
    }

    pub fn len(&self) -> usize {
        self.labels.len()
    }

    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// The moves of an action.
    pub fn of(&self, action: usize) -> Range<usize> {
        self.actions[action].clone()
    }

    /// The action that a move belongs to.
    pub fn action(&self, index: usize) -> usize {
        self.actions
            .iter()
            .position(|range| range.contains(&index))
            .unwrap_or_default()
    }
}
