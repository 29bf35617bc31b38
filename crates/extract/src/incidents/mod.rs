//! Incidents: the acts of violence that a document tells, each with who did it, to whom or what, with what, and what became of them.
//!
//! Events tell one sentence each; an incident is told over many. Which kinds of incident a document tells, and which of its phrases have which
//! part in them, a learned model says (`model`, [its card](../../model/README.md)) from what the tree tells of every place of a phrase
//! (`features`, `surroundings`, `names`) and from the words of the document (`of_document`); with the phrases answered it looks at the kinds once
//! more (`second_look`). Which phrases there are (`candidates`), which stand for one thing (`choice`), which belong to one act (`several`), how many people they are, when and where it
//! was, are rules (`told`).

mod assemble;
mod candidates;
mod choice;
mod features;
pub mod model;
mod names;
mod of_document;
mod second_look;
mod several;
mod shape;
mod surroundings;
mod told;

pub use assemble::{find, find_with};
pub use candidates::{Cut, Phrase, key, phrases};
pub use choice::{Answers, Chosen, Odds, choose};
pub use features::of_phrase;
pub use model::Model;
pub use names::Seen;
pub use of_document::of_document;
pub use second_look::of_answers;
pub use shape::{Fate, Incident, IncidentKind, Involved, Victim};
pub use told::Around;
