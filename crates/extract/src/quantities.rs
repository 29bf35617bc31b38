//! Numbers in words and figures, with what the words around them say of their exactness.

use std::ops::Range;

use crate::reading::Reading;
use crate::record::Figure;

/// One number and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureAt {
    /// Position in [`Reading::blocks`].
    pub block: usize,
    /// The words with their modifiers ("at least 10,000").
    pub tokens: Range<usize>,
    /// The token that carries the number, the last of several ("million" in "1.2 million").
    pub number: usize,
    /// What they say.
    pub figure: Figure,
}

/// Every number of a document that counts something: no years, dates, ordinals, resolution numbers, calibres,
/// designations or ages.
pub fn find(reading: &Reading) -> Vec<FigureAt> {
    let _ = reading;
    Vec::new()
}

/// The figure whose number covers `token` of `block`, or that modifies the noun at `token`.
pub fn figure_at(reading: &Reading, block: usize, token: usize) -> Option<(Range<usize>, Figure)> {
    let _ = (reading, block, token);
    None
}
