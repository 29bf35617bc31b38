//! A case opened and weighed, as it was known on a day: what every view starts from, on a terminal or a page.
//!
//! Reads a case; looks at no clock and writes nothing.

mod known;
mod weighed;

pub use known::{Known, KnownDocuments, decisions};
pub use weighed::Weighed;
