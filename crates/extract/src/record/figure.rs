//! Numbers, and figures of people.

use onrecord_document::{Basis, Span, Stated};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, Place};

/// A number as the text gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    /// Least, where bounded below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<u64>,
    /// Most, where bounded above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<u64>,
    /// The words ("at least 10,000", "dozens").
    pub as_written: Span,
    /// What the words say of the number.
    pub bound: Bound,
}

/// What the words say of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// "12".
    Exact,
    /// "at least 12", "12 or more", "has reached 12".
    AtLeast,
    /// "more than 12", "over 12".
    MoreThan,
    /// "up to 12", "as many as 12".
    AtMost,
    /// "fewer than 12".
    FewerThan,
    /// "about 12", "some 12", "nearly 12".
    About,
    /// "between 10 and 12".
    Range,
    /// "dozens", "several".
    Vague,
}

/// What happened to the people counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Effect {
    Killed,
    Injured,
    /// Killed or injured, not told apart ("casualties").
    Casualties,
    Missing,
    Displaced,
    Detained,
}

/// Whether a figure counts one incident or runs over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum TollScope {
    Incident,
    Cumulative,
}

/// One figure of people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Toll {
    /// `t` and ten hexadecimal digits.
    pub id: String,
    /// The number.
    pub figure: Figure,
    /// What happened to them.
    pub effect: Effect,
    /// Who they are, as written ("Ukrainian civilians", "children"); absent when the text says no more than "people".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population: Option<Span>,
    /// ISO 3166-1 alpha-3 of the population or place, where told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Stated>,
    /// One incident, or running.
    pub scope: TollScope,
    /// What the scope was read from ("the ongoing war", "since February 2022", the event).
    pub scope_basis: Basis,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// As of when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// Who gives the figure: ids of actors.
    pub source: Vec<String>,
    /// The statement in whose content it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_in: Option<String>,
    /// The event it counts the victims of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// The toll that it is a part of ("including over 560 children").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<String>,
    /// The whole phrase ("10,000 Ukrainian civilians").
    pub span: Span,
    /// The rule that found it.
    pub rule: String,
}
