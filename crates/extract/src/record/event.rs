//! What is said to have happened: its type, its roles, how the text holds it to be.

use onrecord_document::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, Figure, Place};
use crate::factuality::Factuality;

/// What kind of event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum EventType {
    Attack,
    Impact,
    ArmsTransfer,
    Launch,
    /// Arms are made somewhere or by somebody: what a tracing of fragments is after.
    Manufacture,
    Test,
    Deployment,
    Casualties,
    Detention,
    Investigation,
    Sanction,
    Meeting,
    Vote,
    Agreement,
    Aid,
    Protest,
    Statement,
    /// Somebody agrees, promises, offers or is to do something for another.
    Undertaking,
    /// Visits, calls, talks, mediation.
    Consultation,
    /// Praise, defence, endorsement, recognition, apology, treaties.
    Support,
    /// Exercises, exchange, work together.
    Cooperation,
    /// Somebody gives way: demands accepted, restrictions eased, a protest called off.
    Concession,
    /// Forces leave, surrender, disarm; people or property are given back; somebody is let in; somebody resigns.
    Withdrawal,
    /// Somebody says that another must do something.
    Demand,
    /// Somebody blames, denounces, sues.
    Accusation,
    /// Somebody refuses, turns down, vetoes, defies.
    Rejection,
    /// Somebody says that it will do harm, or will unless.
    Threat,
    /// Forces or police are made ready.
    Mobilization,
    /// Relations or aid are reduced, somebody is sent away.
    Reduction,
    /// Bans, blockades, curfews, censorship.
    Restriction,
    /// Property or weapons are taken.
    Seizure,
    /// Property is destroyed.
    Destruction,
    /// People are made to leave.
    Expulsion,
    /// People are taken away by others than the law.
    Abduction,
    /// Torture, beating, sexual violence.
    Abuse,
    /// Armed sides fight each other.
    Combat,
    /// A place comes into other hands.
    Control,
    /// Something goes wrong that people made: a crash, a fire, a spill.
    Accident,
    /// Floods, earthquakes, storms.
    Disaster,
    /// Crime for gain: smuggling, trafficking, extortion.
    Crime,
    /// A base or a seat is set up.
    Establishment,
    /// A group is founded, renamed, joined, split or gets another leader.
    Reorganization,
    /// Somebody says that it did, or did not do, an attack.
    Responsibility,
}

/// In which way something was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Manner {
    /// By aircraft or drones.
    Air,
    /// By artillery, mortars, rockets or missiles.
    Artillery,
    /// By somebody who dies of it.
    Suicide,
    /// By bombs and mines that are laid or left.
    Planted,
    /// By grenades.
    Grenade,
    /// By chemical agents.
    Chemical,
    /// By firearms.
    Firearms,
    Sexual,
    Torture,
    /// By a crowd that takes the law into its own hands.
    Mob,
    /// With violence by those who protest.
    Violent,
    /// Against people who protest.
    AgainstProtest,
    /// With deadly or heavy force.
    Force,
    /// Where people work with what can go wrong: no attack is told of by these words alone.
    Accidental,
    /// Without force.
    Peaceful,
}

/// An event in the terms of PLOVER: who does what kind of thing to whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Plover {
    /// The event type (`AGREE`, `CONSULT`, …).
    #[serde(rename = "type")]
    pub event_type: String,
    /// The mode, for the types that have modes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
    /// What it is about, the closest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub context: Vec<String>,
    /// Who does it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<Party>,
    /// To whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub target: Vec<Party>,
}

/// The state that somebody stands for, or is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Party {
    /// ISO 3166-1 alpha-3; `IGO`, `NGO` or `IMG` for organisations and armed groups of no single state.
    pub code: String,
    /// The actor of this record, where the words name one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// The words.
    pub span: Span,
    /// The rule that told the code.
    pub rule: String,
}

/// How the text holds an event to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// In the voice that tells it, as having happened.
    Stated,
    /// Somebody alleges it.
    Alleged,
    /// Somebody says that it did not happen.
    Denied,
    /// It may have happened or may happen.
    Possible,
    /// It is to happen.
    Future,
    /// Under a condition, a purpose, a prohibition.
    Hypothetical,
}

/// The part that something plays in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum RoleName {
    Attacker,
    Target,
    Supplier,
    Recipient,
    Carrier,
    User,
    /// What is transferred, launched or tested.
    Item,
    /// What an attack is made with.
    Weapon,
    /// Who does it, for the types that have no closer word.
    By,
    /// The organ that meets, votes or decides.
    Body,
    /// What an investigation or a meeting is about.
    Subject,
    Participant,
    Victim,
}

/// One filled role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Role {
    /// Which.
    pub role: RoleName,
    /// The actor of this record, where the filler is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// The catalogue's code for a weapon or materiel, where the filler is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// The words.
    pub span: Span,
    /// The rule that filled it.
    pub rule: String,
}

/// One thing said to have happened, or to be going to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// `e` and ten hexadecimal digits.
    pub id: String,
    /// What kind.
    #[serde(rename = "type")]
    pub event_type: EventType,
    /// Who and what, each with its words.
    pub roles: Vec<Role>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// How the text holds it to be.
    pub modality: Modality,
    /// How certain it is said to be, by the document and by each statement that tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factuality: Option<Factuality>,
    /// How many ("three waves", "24 missiles" are of the item's quantity).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<Figure>,
    /// The words that tell it.
    pub trigger: Span,
    /// Further mentions of the same event in this document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Span>,
    /// The statements in whose content it stands; a narrator's statement where nobody else says it.
    pub said_in: Vec<String>,
    /// The event it is a part of (one date of a series).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<String>,
    /// The sentence of the trigger is about this event; at most one of a sentence's events is so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub main: bool,
    /// In which ways it was done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub manner: Vec<Manner>,
    /// The event in PLOVER's terms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plover: Option<Plover>,
    /// The rule that found it.
    pub rule: String,
}

impl Event {
    /// Whether weighing compares it across documents. A deed is told by less than the events that are compared: it is on record for its
    /// sentence alone, and becomes no claim.
    pub fn is_compared(&self) -> bool {
        !self.rule.starts_with("deed.")
    }
}
