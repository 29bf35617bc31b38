//! The shape of a record: all that one document says, each entry with the characters it came from.
//!
//! Ids are made from what an entry *is* (document, kind, spans), so the same text gives the same ids on any machine,
//! in any order, and an id does not move when a rule elsewhere in the document changes.

use onrecord_document::{Basis, Document, Precision, Span, Stated};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::factuality::Factuality;
pub use crate::incidents::{Fate, Incident, IncidentKind, Involved, Victim};

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

/// How words are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// All in quotation marks, or a speaker's turn of a transcript.
    Direct,
    /// In the reporter's words.
    Indirect,
    /// Both.
    Mixed,
}

/// What a speaker does by saying it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Says that something is so.
    Assert,
    /// Says, unproven, that somebody did something blameworthy.
    Allege,
    /// Says that something alleged or awaited is so.
    Confirm,
    /// Says that something is not so.
    Deny,
    /// Refuses a claim, proposal or demand as a whole.
    Reject,
    /// Says that evidence is missing, false or not enough; denies nothing.
    DisputeEvidence,
    /// Says nothing when asked.
    DeclineComment,
    /// Judges something wrong.
    Condemn,
    /// Judges something right.
    Praise,
    /// Says that somebody must do something.
    Demand,
    /// Asks somebody to do something.
    Appeal,
    /// Says that something bad may happen.
    Warn,
    /// Says that it will do something bad if.
    Threaten,
    /// Says that it will do something good.
    Promise,
    /// Makes something known that it does or will do.
    Announce,
    /// Asks whether something is so.
    Question,
    /// Takes back what it said.
    Retract,
}

/// One thing said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// `s` and ten hexadecimal digits.
    pub id: String,
    /// Who said it: ids of actors of this record; several for a joint statement.
    pub speakers: Vec<String>,
    /// The words that name the source; empty where the text names none, and for the narrator.
    pub source: Vec<Span>,
    /// The word or words that tell that something is said; none in free speech that goes on from the sentence before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<Span>,
    /// What is said, in one or several pieces.
    pub content: Vec<Span>,
    /// How it is reported.
    pub form: Form,
    /// What the speaker does by it.
    pub act: Act,
    /// Several speakers in one voice.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub joint: bool,
    /// How many signed, counting "48 other foreign ministers" as 48.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signatory_count: Option<u32>,
    /// The source is not named.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub anonymous: bool,
    /// The document's own voice.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub narrator: bool,
    /// Where it was said ("during a Security Council meeting", "on Telegram").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<Span>,
    /// To whom ("told Reuters").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<Span>,
    /// When it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The statement whose speaker reports this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nested_in: Option<String>,
    /// The evidence that the speaker offers or disputes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// The speaker calls the act a breach of a rule (kept apart from what the engine points to).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asserts_breach: Option<Span>,
    /// For a denial or rejection: it names no single act ("all accusations", "the claims") and so reaches all it covers.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub blanket: bool,
    /// The text tells that this was not said ("never said that …") or only might be ("could claim", "would say"): it is on
    /// record as reported, and counts for nobody.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unsaid: bool,
    /// What the statement's reference words point at in this document ("the claims", "it", "these actions"): ids of statements or events.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refers_to: Vec<String>,
    /// The rule that found it.
    pub rule: String,
    /// What a careful reader should look at: e.g. `implausible-signatory`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
}

/// A speaker takes up what another claims ("Russia says that its intentions are peaceful …") and sets against it how it is ("… but its
/// troops are massing"). It says that the claim is contradicted, and nothing of who is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Contradiction {
    /// `x` and ten hexadecimal digits.
    pub id: String,
    /// Who contradicts: ids of actors of this record; the narrator where the text is nobody's turn or statement.
    pub speakers: Vec<String>,
    /// Whose claim it is: ids of actors; empty where the speaker leaves it open ("we have been told that …").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub whose: Vec<String>,
    /// The claim in the speaker's words, with the words that tell that it was claimed; empty where only the answer is given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub challenged: Vec<Span>,
    /// What is set against it; empty where the claim is only held up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub correction: Vec<Span>,
    /// The word by which the answer turns against the claim ("but", "in fact", "false"), where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<Span>,
    /// The statements of this record that are told in the challenged words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<String>,
    /// The rule that found it.
    pub rule: String,
}

/// A reason to look twice, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Flag {
    /// A short code.
    pub code: String,
    /// Why, for a reader.
    pub reason: String,
    /// The words it is about.
    pub spans: Vec<Span>,
}

/// What kind of evidence is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// Debris, wreckage, serial numbers, samples.
    Debris,
    /// Photographs, video, satellite pictures.
    Imagery,
    /// Papers, contracts, logs, records.
    Document,
    /// People who saw it.
    Witness,
    /// Intelligence, declassified or not.
    Intelligence,
    /// Another outlet's report.
    Report,
    /// Said only to be there ("evidence", "proof").
    Unspecified,
}

/// How far the evidence has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceStatus {
    /// Said to exist, not shown.
    Asserted,
    /// Shown or published.
    Shown,
    /// Looked at by somebody other than the speaker.
    IndependentlyExamined,
    /// Being looked into.
    UnderInvestigation,
    /// Said to be missing, false or not enough.
    Disputed,
}

/// Evidence that a statement rests on or disputes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// What kind.
    pub kind: EvidenceKind,
    /// How far it has come.
    pub status: EvidenceStatus,
    /// The words.
    pub span: Span,
    /// The rule that read it.
    pub rule: String,
}

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

/// A provision named in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Citation {
    /// `c` and ten hexadecimal digits.
    pub id: String,
    /// The number of the resolution; absent for "several council resolutions".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolution: Option<u32>,
    /// Its year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u32>,
    /// The paragraph, as `8(b)`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<String>,
    /// The body whose it is (`UNSC`, `UNGA`), where told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// The statement in whose content it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_in: Option<String>,
    /// The words.
    pub span: Span,
    /// The rule that found it.
    pub rule: String,
}
