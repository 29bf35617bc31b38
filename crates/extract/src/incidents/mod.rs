//! Incidents: the acts of violence that a document tells, each with who did it, to whom or what, with what, and what became of them.
//!
//! Events tell one sentence each; an incident is told over many. Which kinds of incident a document tells, and which of its phrases have which
//! part in them, a learned model says (`model`, [its card](../../model/README.md)) from what the tree tells of every place of a phrase
//! (`features`); which phrases there are (`candidates`), which stand for one thing, how many people they are, when and where it was, are rules
//! (`assemble`, `told`).

mod assemble;
mod candidates;
mod features;
pub mod model;
mod shape;
mod told;

pub use assemble::{Odds, find, find_with};
pub use candidates::{Cut, Phrase, key, phrases};
pub use features::{of_document, of_phrase};
pub use model::Model;
pub use shape::{Fate, Incident, IncidentKind, Involved, Victim};
pub use told::Around;
