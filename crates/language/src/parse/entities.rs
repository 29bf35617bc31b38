//! The entity recogniser: one move a token, which begins, continues, ends or leaves out an entity.

use super::moves::Moves;
use crate::error::LoadError;
use crate::network::transitions::{Scorer, TransitionNetwork, best};
use crate::network::weights::Weights;
use std::ops::Range;
use std::path::Path;

/// The actions, as numbered in the `moves` file (0 is a missing annotation and never chosen).
const BEGIN: usize = 1;
const IN: usize = 2;
const LAST: usize = 3;
const UNIT: usize = 4;
const OUT: usize = 5;

/// The parts a token can play in a state that is scored.
const ROLES: usize = 3;

/// A pipeline's entity recogniser.
pub struct EntityRecogniser {
    network: TransitionNetwork,
    moves: Moves,
    /// Moves that begin an entity and that make one of a single token; an empty label stands for a preset one.
    begin: Vec<Range<usize>>,
    unit: Vec<Range<usize>>,
    /// By the move that began an entity: those that continue and end it.
    continuations: Vec<(Range<usize>, Range<usize>)>,
}

/// Tokens of an entity and the move that gives its label.
pub type Found = (Range<usize>, u16);

impl EntityRecogniser {
    /// Reads the recogniser in a folder whose network file is `weights`.
    pub fn load(directory: &Path, weights: &Weights, width: usize) -> Result<EntityRecogniser, LoadError> {
        let network = TransitionNetwork::new(weights, ROLES, width)?;
        let moves = Moves::load(&directory.join("moves"), OUT + 1)?;
        if moves.len() > network.moves() {
            return Err(LoadError::malformed(weights.path(), "fewer scores than moves"));
        }
        let labels = moves.labels();
        let named = |action: usize, wanted: &dyn Fn(&str) -> bool| -> Vec<Range<usize>> {
            // Neighbouring moves are put together, so that the usual case is one range.
            let mut ranges: Vec<Range<usize>> = Vec::new();
            for index in moves.of(action).filter(|index| wanted(&labels[*index])) {
                match ranges.last_mut() {
                    Some(last) if last.end == index => last.end = index + 1,
                    _ => ranges.push(index..index + 1),
                }
            }
            ranges
        };
        let one = |action: usize, label: &str| named(action, &|other| other == label).pop().unwrap_or(0..0);
        let continuations = labels.iter().map(|label| (one(IN, label), one(LAST, label))).collect();
        let (begin, unit) = (
            named(BEGIN, &|label| !label.is_empty()),
            named(UNIT, &|label| !label.is_empty()),
        );
        Ok(EntityRecogniser {
            network,
            begin,
            unit,
            continuations,
            moves,
        })
    }

    /// The label of every move.
    pub fn labels(&self) -> &[String] {
        self.moves.labels()
    }

    /// The entities of a text, from left to right. None crosses a sentence start or begins with whitespace.
    pub fn find(
        &self,
        vectors: &[f32],
        stride: usize,
        is_space: impl Fn(usize) -> bool,
        starts: &[bool],
    ) -> Vec<Found> {
        let count = vectors.len() / stride;
        let mut scorer = Scorer::new(&self.network, vectors, stride);
        let mut found = Vec::new();
        let mut open: Option<(usize, usize)> = None;
        let mut allowed: Vec<Range<usize>> = Vec::new();
        for token in 0..count {
            let before = open.map(|_| token as u32 - 1);
            let scores = scorer.scores([Some(token as u32), open.map(|(start, _)| start as u32), before]);
            let goes_on = token + 1 < count && !starts.get(token + 1).is_some_and(|starts| *starts);
            allowed.clear();
            match open {
                None => {
                    if !is_space(token) {
                        if goes_on {
                            allowed.extend_from_slice(&self.begin);
                        }
                        allowed.extend_from_slice(&self.unit);
                    }
                    allowed.push(self.moves.of(OUT));
                }
                Some((_, began_by)) => {
                    let (go_on, end) = &self.continuations[began_by];
                    if goes_on {
                        allowed.push(go_on.clone());
                    }
                    allowed.push(end.clone());
                }
            }
            let Some(chosen) = best(scores, &allowed) else { break };
            match (self.moves.action(chosen), open) {
                (BEGIN, _) => open = Some((token, chosen)),
                (LAST, Some((start, _))) => {
                    found.push((start..token + 1, chosen as u16));
                    open = None;
                }
                (UNIT, _) => found.push((token..token + 1, chosen as u16)),
                _ => {}
            }
        }
        found
    }
}
