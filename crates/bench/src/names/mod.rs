//! Names: pairs of the name benchmark and what is learned from them, screening, and what two editions of a list differ in.

pub(crate) mod learn;
pub(crate) mod lists_diff;
pub(crate) mod pairs;
pub(crate) mod screening;
