//! Days and other times, as they are told and as they were resolved.

use onrecord_document::{Basis, Precision, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A date as an interval of days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Date {
    /// First day, ISO 8601 (`2023-12-30`); absent where open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earliest: Option<String>,
    /// Last day; absent where open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest: Option<String>,
    /// How exact.
    pub precision: Precision,
    /// TIMEX3 value where there is one (`2024-01`, `2023-W52`, `2024-01-06TMO`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The words it was read from and the rule that resolved it (with the anchor's span where there is one).
    pub basis: Basis,
}

/// What kind of time words tell, as TIMEX3 has them (ISO 24617-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimeKind {
    /// A day or coarser ("Friday", "last year", "now").
    Date,
    /// Finer than a day ("10 p.m.", "Thursday night").
    Time,
    /// A length ("two years", "the past decade").
    Duration,
    /// A recurrence ("every Monday", "daily").
    Set,
}

/// An expression of a time as TIMEX3 marks it: without the preposition before it, and the two ends of a range apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TimeExpression {
    /// The words.
    pub span: Span,
    /// What kind of time.
    pub kind: TimeKind,
    /// TIMEX3 value (`1998-02-27`, `1989-Q3`, `1998-02-13TNI`, `P2Y`, `PRESENT_REF`); absent where nothing tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// First day, ISO 8601; absent where open, unresolved, or no day is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earliest: Option<String>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest: Option<String>,
    /// How exact the interval is; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub precision: Option<Precision>,
    /// The rule that read it, its words and those that it was resolved by.
    pub basis: Basis,
}
