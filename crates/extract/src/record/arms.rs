//! Weapons and materiel.

use onrecord_document::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Figure;

/// A mention of weapons or materiel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Arms {
    /// The catalogue's code, e.g. `missile.ballistic.short`.
    pub class: String,
    /// Category of the UN Register of Conventional Arms, `I` to `VII`, or `SALW`, where the class falls under one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// What sort of thing it is.
    pub kind: ArmsKind,
    /// How many, where the words count them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<Figure>,
    /// The words, without article and number.
    pub span: Span,
    /// The rule that read it.
    pub rule: String,
}

/// What sort of thing a class of materiel is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ArmsKind {
    /// What is fired, dropped, thrown or laid, and what fires it.
    Weapon,
    /// Shells, cartridges, explosives.
    Ammunition,
    /// What carries weapons or troops: a vehicle, a ship, an aircraft, a drone.
    Platform,
    /// Parts and protective or electronic equipment.
    Component,
    /// Knowledge, and what is made by it alone.
    Technology,
    /// Goods of another use that an embargo or a control names.
    Goods,
}
