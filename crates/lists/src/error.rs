//! Why a file is no list.

use thiserror::Error;

/// A file that cannot be read as a list.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
pub enum ListError {
    /// It is of no format known here.
    #[error("{0}: no list that is known here (UN XML, OFAC SDN as CSV or XML, EU as XML or CSV, UK as XML or CSV)")]
    Unknown(String),
    /// It is a list, and its markup is broken, or made to exhaust who reads it.
    #[error("{file}: {cause}")]
    Broken {
        /// Which file.
        file: String,
        /// What is wrong with it.
        cause: String,
    },
    /// It belongs to a list whose main file is missing.
    #[error("{0}: belongs beside sdn.csv, which was not given")]
    Orphan(String),
    /// Nothing in it could be read.
    #[error("{0}: has no entry that can be read")]
    Empty(String),
}
