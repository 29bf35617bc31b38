//! A case in the formats of others: pure functions from records and their standing to bytes, one file a format; and what comes in by them.
//!
//! A claim is never a fact in any of them: each entry carries who says it, who denies it and from how many independent origins,
//! and the place of every word that it stands on. The same case gives the same bytes.

pub mod acled;
pub mod claim_review;
pub mod csv;
mod days;
mod digest;
mod dossier;
mod error;
pub mod follow_the_money;
pub mod geojson;
pub mod incoming;
mod iri;
pub mod json_ld;
pub mod nanopublications;
pub mod parquet;
mod parts;
pub mod plover;
mod selector;
pub mod sipri;
pub mod stix;
mod stream;
pub mod tables;
pub mod ucdp;

pub use digest::Digesting;
pub use dossier::Dossier;
pub use error::ExportError;
pub use selector::CodePoints;

/// What whoever exports can choose.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// With the documents' whole texts, in which all offsets count. Whether they may be passed on is a matter of rights.
    pub texts: bool,
    /// In CSV, with a `'` before what a spreadsheet would run as a formula.
    pub for_spreadsheets: bool,
}

impl Default for Choice {
    fn default() -> Self {
        Self {
            texts: true,
            for_spreadsheets: false,
        }
    }
}
