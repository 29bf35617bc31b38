//! Date expressions of a document, each resolved to an interval of days with the rule that resolved it.

use crate::reading::{Reading, Tokens};
use crate::record::Date;

/// One date expression and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateAt {
    /// The words, without a preposition before them.
    pub tokens: Tokens,
    /// The interval; both ends absent where nothing anchors the words.
    pub date: Date,
}

/// Every date expression of a document, in the order of the text.
pub fn find(reading: &Reading) -> Vec<DateAt> {
    let _ = reading;
    Vec::new()
}

/// Which of `dates` an event at `token` of `block` most likely carries, by the tree: a date that hangs on the token
/// or on its clause, else the nearest one in the same sentence whose own clause the token governs.
pub fn date_of<'d>(reading: &Reading, dates: &'d [DateAt], block: usize, token: usize) -> Vec<&'d DateAt> {
    let _ = (reading, dates, block, token);
    Vec::new()
}
