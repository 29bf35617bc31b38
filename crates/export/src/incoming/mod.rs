//! What comes in by formats of others: rows of captures, reviews, entities. Each bad row costs itself and is named.

pub mod captures;
pub mod claim_reviews;
pub mod entities;

/// A row, element or line that could not be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Which: `line 7`, `review 3`.
    pub which: String,
    /// Why, in words.
    pub cause: String,
}
