//! Trees and entities: transition systems over the scores of a trained network.

pub mod edges;
pub mod entities;
pub mod moves;
pub mod parser;
