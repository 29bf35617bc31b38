//! The shape of a record: all that one document says, each entry with the characters it came from.
//!
//! Ids are made from what an entry *is* (document, kind, spans), so the same text gives the same ids on any machine,
//! in any order, and an id does not move when a rule elsewhere in the document changes.

mod actor;
mod arms;
mod citation;
mod event;
mod figure;
mod place;
mod statement;
mod time;

pub use crate::incidents::{Fate, Incident, IncidentKind, Involved, Victim};
pub use actor::{Actor, ActorKind, Mention};
pub use arms::{Arms, ArmsKind};
pub use citation::Citation;
pub use event::{Event, EventType, Manner, Modality, Party, Plover, Role, RoleName};
pub use figure::{Bound, Effect, Figure, Toll, TollScope};
pub use place::{Place, PlacePrecision};
pub use statement::{Act, Contradiction, Evidence, EvidenceKind, EvidenceStatus, Flag, Form, Statement};
pub use time::{Date, TimeExpression, TimeKind};

use onrecord_document::{Basis, Document};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The word by which a kind goes in the record's JSON (`arms_transfer`); empty for what is no word there.
pub fn word(kind: &impl Serialize) -> String {
    match serde_json::to_value(kind) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// The version of this shape; raised when a reader of an older one would misread it.
pub const SCHEMA_VERSION: u32 = 1;

/// All that was read from one document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// [`SCHEMA_VERSION`].
    pub schema: u32,
    /// What derived it: crate, model and catalogue versions.
    pub derived_by: Derivation,
    /// The document.
    pub document: Document,
    /// Who is mentioned, one entry an actor within this document.
    pub actors: Vec<Actor>,
    /// Who said what, in the order of the text.
    pub statements: Vec<Statement>,
    /// What is said to have happened, in the order of the text; of a sentence, what it is about ([`Event::main`]) first.
    pub events: Vec<Event>,
    /// Figures of people killed, injured, missing…
    pub tolls: Vec<Toll>,
    /// Provisions named in the text.
    pub citations: Vec<Citation>,
    /// Every expression of a time, in the order of the text, also those that date nothing ("two years", "now").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<TimeExpression>,
    /// Where a speaker takes up another's claim and sets something against it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contradictions: Vec<Contradiction>,
    /// Acts of violence, each over all the sentences that tell it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub incidents: Vec<Incident>,
    /// The text has no case, and was read with the case restored: the rule. The document's own text is unchanged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_restored: Option<Basis>,
    /// Every mention of weapons, military platforms and other materiel, in the order of the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub arms: Vec<Arms>,
    /// Every place named, in the order of the text, whether or not something is told to have happened there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
}

impl Record {
    /// The record of a document that says nothing.
    pub fn of_nothing(document: Document, derived_by: Derivation) -> Self {
        Record {
            schema: SCHEMA_VERSION,
            derived_by,
            document,
            actors: Vec::new(),
            statements: Vec::new(),
            events: Vec::new(),
            tolls: Vec::new(),
            citations: Vec::new(),
            dates: Vec::new(),
            contradictions: Vec::new(),
            incidents: Vec::new(),
            case_restored: None,
            arms: Vec::new(),
            places: Vec::new(),
        }
    }
}

/// The versions that an entry can be reproduced from (with its capture).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Derivation {
    /// Version of onrecord.
    pub onrecord: String,
    /// Name and version of the language pipeline, e.g. `en_core_web_sm 3.8.0`.
    pub pipeline: String,
    /// First 16 hexadecimal digits of the SHA-256 over what the program knows: the catalogue and the learned weights.
    pub catalogue: String,
}
