//! Who speaks or acts in a document.

use onrecord_document::{Span, Stated};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    /// A state, its government or its people as such.
    State,
    /// A company, party, armed force, ministry, outlet…
    Organisation,
    /// An organ of an international organisation (Security Council, Panel of Experts).
    Body,
    /// A named person.
    Person,
    /// Several people under one phrase ("residents", "48 other foreign ministers", "NATO allies").
    Group,
    /// An unnamed single source ("a senior official"). Never merged with another.
    Unnamed,
    /// The document's own voice.
    Narrator,
}

/// One actor of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Actor {
    /// `a` and ten hexadecimal digits.
    pub id: String,
    /// What it is.
    pub kind: ActorKind,
    /// Its fullest name in the document, or the catalogue's name for a state or body.
    pub name: String,
    /// ISO 3166-1 alpha-3 for a state, the catalogue's code for an organisation or body (PLOVER's where it has one).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The office held or the description given ("spokesperson for the National Security Council").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<Stated>,
    /// The code of the state or body that it speaks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub represents: Option<Stated>,
    /// Every place where it is mentioned, with the rule that tied the mention to it.
    pub mentions: Vec<Mention>,
}

/// One mention of an actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Mention {
    /// The words.
    pub span: Span,
    /// The rule that tied them to the actor: `name`, `alias`, `demonym`, `capital`, `surname`, `pronoun`, `office`, `definite`, `phrase`.
    pub rule: String,
}
