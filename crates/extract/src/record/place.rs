//! Places, as they are told and as they were resolved.

use onrecord_document::{Basis, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// The raw words, always kept.
    pub extracted: Span,
    /// The gazetteer's name, where one was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved: Option<String>,
    /// ISO 3166-1 alpha-3 of the state it lies in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Degrees north, only for a point or a city.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    /// Degrees east, only for a point or a city.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
    /// How exact.
    pub precision: PlacePrecision,
    /// Why it was resolved so.
    pub basis: Basis,
}

/// How exact a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlacePrecision {
    /// A site.
    Point,
    /// A town.
    City,
    /// A second-level region.
    District,
    /// A first-level region.
    Region,
    /// A state.
    Country,
    /// Words that could not be placed.
    Unknown,
}
