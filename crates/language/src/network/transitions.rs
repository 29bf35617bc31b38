//! The network that scores a parser's next move from a few tokens of its state.
//!
//! What a token contributes in each role is a product that does not depend on the state: it is computed for blocks of
//! tokens before the moves that need it, and a move only adds rows up.

use super::kernel::{self, Panels, Rows, padded};
use super::token_vectors::plain_panels;
use super::weights::Weights;
use crate::error::LoadError;
use std::collections::VecDeque;

/// The layers of a transition system's network.
pub struct TransitionNetwork {
    /// Token vector to hidden input.
    lower: Panels,
    lower_bias: Vec<f32>,
    input: usize,
    /// Hidden input to the contributions of a token, role by role.
    table: Panels,
    roles: usize,
    /// The width of one contribution: all pieces of the hidden layer.
    contribution: usize,
    hidden: usize,
    bias: Vec<f32>,
    /// The contribution of a missing token, role by role.
    missing: Vec<f32>,
    upper: Panels,
    upper_bias: Vec<f32>,
}

impl TransitionNetwork {
    /// Takes the layers out of a network file, for that many roles, over token vectors of a width.
    pub fn new(weights: &Weights, roles: usize, width: usize) -> Result<TransitionNetwork, LoadError> {
        // In the file's order the layer that scores the moves comes before the one that reads the tokens.
        let (upper, lower) = (weights.node("linear", 0)?, weights.node("linear", 1)?);
        let (upper, upper_bias) = (upper.array(weights, "W", 2)?, upper.array(weights, "b", 1)?);
        let (lower, lower_bias) = (lower.array(weights, "W", 2)?, lower.array(weights, "b", 1)?);
        let affine = weights.node("precomputable_affine", 0)?;
        let (table, bias, pad) = (
            affine.array(weights, "W", 4)?,
            affine.array(weights, "b", 2)?,
            affine.array(weights, "pad", 4)?,
        );
        let [found, outputs, pieces, input] = table.shape[..] else {
            return Err(LoadError::malformed(
                weights.path(),
                "the table of contributions has no four dimensions",
            ));
        };
        let fits = lower.shape == [input, width]
            && lower_bias.shape == [input]
            && bias.shape == [outputs, pieces]
            && pad.shape == [1, found, outputs, pieces]
            && upper.shape[1] == outputs
            && upper_bias.shape[0] == upper.shape[0];
        if !fits || outputs * pieces * input * width == 0 {
            return Err(LoadError::malformed(
                weights.path(),
                "the layers of the parser do not fit each other",
            ));
        }
        if found != roles {
            return Err(LoadError::unsupported(
                "model: state tokens",
                found.to_string(),
                roles.to_string(),
            ));
        }
        let hidden = padded(outputs);
        let contribution = pieces * hidden;
        // Where output `o` of piece `p` stands, or nothing in the padding.
        let place = |column: usize| {
            let (piece, output) = (column % contribution / hidden, column % hidden);
            (output < outputs).then_some((column / contribution, output, piece))
        };
        let table = Panels::new(roles * contribution, input, |column, at| {
            place(column).map_or(0.0, |(role, output, piece)| {
                table.values[((role * outputs + output) * pieces + piece) * input + at]
            })
        });
        let missing = (0..roles * contribution)
            .map(|column| {
                place(column).map_or(0.0, |(role, output, piece)| {
                    pad.values[(role * outputs + output) * pieces + piece]
                })
            })
            .collect();
        let bias = (0..contribution)
            .map(|column| place(column).map_or(0.0, |(_, output, piece)| bias.values[output * pieces + piece]))
            .collect();
        let upper_panels = Panels::new(upper.shape[0], hidden, |column, at| {
            if at < outputs {
                upper.values[column * outputs + at]
            } else {
                0.0
            }
        });
        let mut upper_bias = upper_bias.values.clone();
        upper_bias.resize(upper_panels.columns(), f32::NEG_INFINITY);
        let mut lower_bias = lower_bias.values.clone();
        lower_bias.resize(padded(input), 0.0);
        Ok(TransitionNetwork {
            lower: plain_panels(lower),
            lower_bias,
            input,
            table,
            roles,
            contribution,
            hidden,
            bias,
            missing,
            upper: upper_panels,
            upper_bias,
        })
    }

    /// The number of moves that the network scores, padding included.
    pub fn moves(&self) -> usize {
        self.upper_bias.len()
    }
}

/// Tokens whose contributions are computed together: whole tiles of the product.
const BLOCK: usize = 36;
/// Blocks kept before the oldest is dropped; one that is needed again is computed again.
const KEPT: usize = 64;

/// The scores of moves over one text.
pub struct Scorer<'n> {
    network: &'n TransitionNetwork,
    /// The hidden input of every token.
    inputs: Vec<f32>,
    blocks: Vec<Option<Vec<f32>>>,
    age: VecDeque<usize>,
    spare: Vec<Vec<f32>>,
    hidden: Vec<f32>,
    scores: Vec<f32>,
}

impl<'n> Scorer<'n> {
    /// Prepares for a text of these token vectors.
    pub fn new(network: &'n TransitionNetwork, vectors: &[f32], stride: usize) -> Scorer<'n> {
        let count = vectors.len() / stride;
        let columns = network.lower.columns();
        let mut inputs = vec![0.0; count * columns];
        kernel::product(
            Rows {
                values: vectors,
                stride,
                count,
            },
            &network.lower,
            &mut inputs,
        );
        for row in inputs.chunks_exact_mut(columns) {
            for (value, bias) in row.iter_mut().zip(&network.lower_bias) {
                *value += bias;
            }
        }
        Scorer {
            network,
            inputs,
            blocks: vec![None; count.div_ceil(BLOCK)],
            age: VecDeque::new(),
            spare: Vec::new(),
            hidden: vec![0.0; network.hidden],
            scores: vec![0.0; network.moves()],
        }
    }

    /// The score of every move in a state whose roles are taken by these tokens.
    pub fn scores<const ROLES: usize>(&mut self, tokens: [Option<u32>; ROLES]) -> &[f32] {
        let network = self.network;
        debug_assert_eq!(ROLES, network.roles);
        while self.age.len() > KEPT {
            let oldest = self.age.pop_front().and_then(|block| self.blocks[block].take());
            self.spare.extend(oldest);
        }
        for token in tokens.into_iter().flatten() {
            self.prepare(token as usize / BLOCK);
        }
        let row_length = network.table.columns();
        let mut rows: [&[f32]; ROLES] = [&[]; ROLES];
        for (role, (row, token)) in rows.iter_mut().zip(tokens).enumerate() {
            let from = role * network.contribution;
            let known = token.and_then(|token| {
                let block = self.blocks[token as usize / BLOCK].as_deref()?;
                Some(&block[token as usize % BLOCK * row_length..])
            });
            *row = &known.unwrap_or(&network.missing)[from..from + network.contribution];
        }
        kernel::hidden_row(&rows, &network.bias, &mut self.hidden);
        let left = Rows {
            values: &self.hidden,
            stride: network.hidden,
            count: 1,
        };
        kernel::product(left, &network.upper, &mut self.scores);
        for (score, bias) in self.scores.iter_mut().zip(&network.upper_bias) {
            *score += bias;
        }
        &self.scores
    }

    fn prepare(&mut self, block: usize) {
        if self.blocks[block].is_some() {
            return;
        }
        let network = self.network;
        let stride = network.lower.columns();
        let values = &self.inputs[block * BLOCK * stride..];
        let count = BLOCK.min(values.len() / stride);
        let mut contributions = self.spare.pop().unwrap_or_default();
        contributions.resize(BLOCK * network.table.columns(), 0.0);
        debug_assert!(stride >= network.input);
        kernel::product(Rows { values, stride, count }, &network.table, &mut contributions);
        self.blocks[block] = Some(contributions);
        self.age.push_back(block);
    }
}

/// The best of the moves in some ranges: the highest score, the first on ties.
pub fn best(scores: &[f32], ranges: &[std::ops::Range<usize>]) -> Option<usize> {
    let mut best: Option<(usize, f32)> = None;
    for range in ranges {
        let Some(scores) = scores.get(range.clone()).filter(|scores| !scores.is_empty()) else {
            continue;
        };
        let highest = scores.iter().fold(
            f32::NEG_INFINITY,
            |highest, score| if *score > highest { *score } else { highest },
        );
        if best.is_none_or(|(_, score)| highest > score) {
            let first = scores.iter().position(|score| *score == highest)?;
            best = Some((range.start + first, highest));
        }
    }
    best.map(|(index, _)| index)
}
