//! The dependency parser: arc-eager moves that may take back an earlier choice, with sentence breaks among them.

use super::edges::Tree;
use super::moves::Moves;
use crate::error::LoadError;
use crate::network::transitions::{Scorer, TransitionNetwork, best};
use crate::network::weights::Weights;
use std::path::Path;

/// The actions, as numbered in the `moves` file.
const SHIFT: usize = 0;
const REDUCE: usize = 1;
const LEFT: usize = 2;
const RIGHT: usize = 3;
const BREAK: usize = 4;

/// The parts a token can play in a state that is scored.
const ROLES: usize = 8;

/// A pipeline's parser.
pub struct Parser {
    network: TransitionNetwork,
    moves: Moves,
}

const NONE: u32 = u32::MAX;

fn token(index: u32) -> Option<u32> {
    (index != NONE).then_some(index)
}

impl Parser {
    /// Reads the parser in a folder whose network file is `weights`.
    pub fn load(directory: &Path, weights: &Weights, width: usize) -> Result<Parser, LoadError> {
        let network = TransitionNetwork::new(weights, ROLES, width)?;
        let moves = Moves::load(&directory.join("moves"), BREAK + 1)?;
        if moves.len() > network.moves() {
            return Err(LoadError::malformed(weights.path(), "fewer scores than moves"));
        }
        Ok(Parser { network, moves })
    }

    /// The label of every move; labels such as `advmod||conj` name the head that a raised arc belongs to.
    pub fn labels(&self) -> &[String] {
        self.moves.labels()
    }

    /// Heads and the moves that attached them, before arcs are lowered again.
    pub fn parse(&self, vectors: &[f32], stride: usize) -> Tree {
        let count = vectors.len() / stride;
        let mut scorer = Scorer::new(&self.network, vectors, stride);
        let mut state = State::new(count);
        let ranges = [SHIFT, REDUCE, LEFT, RIGHT, BREAK].map(|action| self.moves.of(action));
        while let Some(valid) = state.valid() {
            let scores = scorer.scores(state.roles());
            let allowed =
                [0, 1, 2, 3, 4].map(|action: usize| if valid[action] { ranges[action].clone() } else { 0..0 });
            let Some(chosen) = best(scores, &allowed) else { break };
            state.apply(self.moves.action(chosen), chosen as u16);
        }
        Tree::new(state.heads.iter().map(|head| token(*head)).zip(state.moves).collect())
    }
}

struct State {
    count: u32,
    stack: Vec<u32>,
    /// Tokens put back before the rest of the text; the last one is read first.
    returned: Vec<u32>,
    next: u32,
    heads: Vec<u32>,
    moves: Vec<u16>,
    /// The child attached last on either side, and for a right child the one attached before it.
    last_left: Vec<u32>,
    last_right: Vec<u32>,
    right_before: Vec<u32>,
    unshiftable: Vec<bool>,
    starts: Vec<bool>,
}

impl State {
    fn new(count: usize) -> State {
        State {
            count: count as u32,
            stack: Vec::new(),
            returned: Vec::new(),
            next: 0,
            heads: vec![NONE; count],
            moves: vec![0; count],
            last_left: vec![NONE; count],
            last_right: vec![NONE; count],
            right_before: vec![NONE; count],
            unshiftable: vec![false; count],
            starts: vec![false; count],
        }
    }

    fn waiting(&self) -> usize {
        (self.count - self.next) as usize + self.returned.len()
    }

    /// The token that is read `position` tokens from now.
    fn ahead(&self, position: usize) -> u32 {
        if let Some(index) = self.returned.len().checked_sub(position + 1) {
            return self.returned[index];
        }
        let index = self.next as usize + position - self.returned.len();
        if index < self.count as usize {
            index as u32
        } else {
            NONE
        }
    }

    fn on_stack(&self, depth: usize) -> u32 {
        self.stack
            .len()
            .checked_sub(depth + 1)
            .map_or(NONE, |index| self.stack[index])
    }

    /// Which actions are allowed; nothing at the end.
    fn valid(&self) -> Option<[bool; 5]> {
        let (stacked, waiting) = (self.stack.len(), self.waiting());
        if stacked == 0 && waiting == 0 {
            return None;
        }
        let (first, second) = (self.ahead(0), self.ahead(1));
        let starts = |token: u32| token != NONE && self.starts[token as usize];
        let attach = stacked > 0 && waiting > 0 && !starts(first);
        let shift = stacked == 0 || (waiting >= 2 && !starts(first) && !self.unshiftable[first as usize]);
        let breaks = waiting >= 2 && second == first + 1 && !starts(second);
        Some([shift, stacked > 0, attach, attach, breaks])
    }

    fn roles(&self) -> [Option<u32>; ROLES] {
        let (first, second) = (self.ahead(0), self.ahead(1));
        let (top, below, third) = (self.on_stack(0), self.on_stack(1), self.on_stack(2));
        let child = |children: &[u32], of: u32| if of == NONE { NONE } else { children[of as usize] };
        let left_of_first = child(&self.last_left, first);
        let (left_of_top, right_of_top) = (child(&self.last_left, top), child(&self.last_right, top));
        [
            first,
            second,
            top,
            below,
            third,
            left_of_first,
            left_of_top,
            right_of_top,
        ]
        .map(token)
    }

    fn read(&mut self) {
        if self.returned.pop().is_none() {
            self.next += 1;
        }
    }

    fn apply(&mut self, action: usize, chosen: u16) {
        let (first, top) = (self.ahead(0), self.on_stack(0));
        match action {
            SHIFT => {
                self.read();
                self.stack.push(first);
            }
            RIGHT => {
                self.heads[first as usize] = top;
                self.moves[first as usize] = chosen;
                self.right_before[first as usize] = self.last_right[top as usize];
                self.last_right[top as usize] = first;
                self.read();
                self.stack.push(first);
            }
            REDUCE => {
                let alone = self.stack.len() == 1;
                self.stack.pop();
                if self.heads[top as usize] == NONE && !alone {
                    self.unshiftable[top as usize] = true;
                    self.returned.push(top);
                }
            }
            LEFT => {
                let before = self.heads[top as usize];
                if before != NONE && self.last_right[before as usize] == top {
                    self.last_right[before as usize] = self.right_before[top as usize];
                }
                self.heads[top as usize] = first;
                self.moves[top as usize] = chosen;
                self.last_left[first as usize] = top;
                self.unshiftable[first as usize] = false;
                self.stack.pop();
            }
            _ => {
                let second = self.ahead(1);
                self.starts[second as usize] = true;
            }
        }
    }
}
