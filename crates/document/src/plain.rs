//! Plain text: the document's text is the file's own, unchanged.

use crate::blocks::{self, Draft};
use crate::stretch;

/// The text's stretches, none of them with markup.
pub(crate) fn drafts(text: &str) -> Vec<Draft> {
    stretch::split(text)
        .into_iter()
        .map(|range| Draft { range, markup: None })
        .collect()
}

/// The text's parts.
pub(crate) fn parts(text: &str) -> Vec<blocks::Part> {
    blocks::classify(text, &drafts(text))
}
