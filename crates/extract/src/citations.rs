//! Provisions that a document names: resolutions, their paragraphs, articles of the Charter.

use crate::reading::{Reading, Tokens};
use crate::record::{Citation, Statement};

/// One citation and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitationAt {
    /// The words.
    pub tokens: Tokens,
    /// What they cite.
    pub citation: Citation,
}

/// Every citation of a document, in the order of the text; `said_in` is the innermost of `statements` that holds it.
pub fn find(reading: &Reading, statements: &[Statement]) -> Vec<CitationAt> {
    let _ = (reading, statements);
    Vec::new()
}
