//! Names: pairs of the name benchmark, and what is learned from them.

pub(crate) mod learn;
pub(crate) mod pairs;
