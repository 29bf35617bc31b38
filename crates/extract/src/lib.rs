//! Annotated documents to records: who said what, and what is said to have happened.

mod record;

pub use record::*;
