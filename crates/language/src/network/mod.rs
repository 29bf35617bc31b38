//! The trained networks: token vectors, the tagger's layer, and the scores of a parser's moves.

pub mod kernel;
mod mixed;
pub mod static_vectors;
pub mod tagger;
pub mod token_vectors;
pub mod transitions;
pub mod weights;
