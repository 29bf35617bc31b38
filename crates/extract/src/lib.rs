//! Annotated documents to records: who said what, and what is said to have happened.

pub mod actors;
mod identity;
pub mod reading;
mod record;

pub use identity::entry_id;
pub use reading::{Reading, Tokens};
pub use record::*;

use onrecord_document::Document;
use onrecord_language::Pipeline;

/// Reads a document: annotates its blocks and derives its record. Deterministic.
pub fn read(pipeline: &Pipeline, document: &Document) -> Record {
    let reading = Reading::new(pipeline, document);
    let index = actors::ActorIndex::new(&reading);
    Record {
        schema: SCHEMA_VERSION,
        derived_by: Derivation {
            onrecord: env!("CARGO_PKG_VERSION").to_owned(),
            pipeline: format!("{} {}", pipeline.name(), pipeline.version()),
            catalogue: String::new(),
        },
        document: document.clone(),
        actors: index.actors,
        statements: Vec::new(),
        events: Vec::new(),
        tolls: Vec::new(),
        citations: Vec::new(),
    }
}
