//! The shape of an incident: one act of violence as a document tells it, over all the sentences that tell of it.

use onrecord_document::{Basis, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::record::{Date, Place};

/// What kind of act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IncidentKind {
    /// Killing, shooting, an armed attack; whatever is none of the others.
    Attack,
    /// With explosives.
    Bombing,
    /// Somebody is taken and held.
    Kidnapping,
    /// Something is set on fire.
    Arson,
    /// Something is taken by force.
    Robbery,
    /// Work or traffic is stopped by force or threats.
    WorkStoppage,
}

impl IncidentKind {
    /// All, in the order of the model's answers.
    pub const ALL: [IncidentKind; 6] = [
        IncidentKind::Attack,
        IncidentKind::Bombing,
        IncidentKind::Kidnapping,
        IncidentKind::Arson,
        IncidentKind::Robbery,
        IncidentKind::WorkStoppage,
    ];
}

/// What becomes of somebody in an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// Killed.
    Death,
    /// Hurt and not killed.
    Injury,
    /// Neither killed nor hurt.
    Unhurt,
    /// Held, and freed.
    Freed,
}

impl Fate {
    /// All, in the order of the model's answers.
    pub const ALL: [Fate; 4] = [Fate::Death, Fate::Injury, Fate::Unhurt, Fate::Freed];
}

/// Somebody or something that has a part in an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Involved {
    /// The words, without article.
    pub span: Span,
    /// The actor of this record, where the words name one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// How sure the model is, in hundredths.
    pub certainty: u8,
}

/// Somebody whom an incident is aimed at or befalls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Victim {
    /// The words, without article and number.
    pub span: Span,
    /// The words are a name; a description of people otherwise.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub named: bool,
    /// The actor of this record, where the words name one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// How many people the words stand for: 1 for a name or a singular; absent where a plural is not counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u64>,
    /// What became of them, where it is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fate: Option<Fate>,
    /// How sure the model is, in hundredths.
    pub certainty: u8,
}

/// One act of violence as a document tells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Incident {
    /// `i` and ten hexadecimal digits.
    pub id: String,
    /// What kind.
    pub kind: IncidentKind,
    /// When, where it is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Where, where it is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// The people who did it, are suspected of it or claim it ("guerrillas", "three unidentified men").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub perpetrators: Vec<Involved>,
    /// The organisations that they belong to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub organisations: Vec<Involved>,
    /// Buildings, vehicles, facilities that it is aimed at or that it damages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<Involved>,
    /// What it is done with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weapons: Vec<Involved>,
    /// The people whom it is aimed at or befalls.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub victims: Vec<Victim>,
    /// The events of this record that tell it: ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<String>,
    /// The rule that found it, and the first words that tell it.
    pub basis: Basis,
}

impl Incident {
    /// Whether somebody or something has a part in it.
    pub fn has_parts(&self) -> bool {
        let involved = [&self.perpetrators, &self.organisations, &self.targets, &self.weapons];
        !self.victims.is_empty() || involved.into_iter().any(|involved| !involved.is_empty())
    }

    /// The ids of the actors that have a part in it.
    pub fn actors(&self) -> impl Iterator<Item = &str> {
        let involved = [&self.perpetrators, &self.organisations, &self.targets, &self.weapons];
        involved
            .into_iter()
            .flatten()
            .filter_map(|involved| involved.actor.as_deref())
            .chain(self.victims.iter().filter_map(|victim| victim.actor.as_deref()))
    }
}
