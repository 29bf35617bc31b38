//! The shape of a standing: what a set of records amounts to, each judgement with its explanation.

use onrecord_document::Span;
use onrecord_extract::{
    Act, ActorKind, Bound, Date, Effect, EventType, EvidenceKind, EvidenceStatus, Modality, RoleName, TollScope,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a set of records amounts to. The same for any order of the records.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Standing {
    /// Version of this shape.
    pub schema: u32,
    /// The documents that were weighed, by publication date, then id.
    pub documents: Vec<DocumentSummary>,
    /// Who is who across documents.
    pub actors: Vec<ResolvedActor>,
    /// Which documents share one origin, and how.
    pub lineages: Vec<Lineage>,
    /// What is claimed, contested claims first.
    pub propositions: Vec<Proposition>,
    /// Figures of people as series.
    pub tolls: Vec<TollSeries>,
    /// Actor × proposition × time.
    pub positions: Vec<Position>,
    /// Joint statements by date: who signed, and who signed one and not the one before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signatures: Vec<Signatures>,
    /// What to look at twice.
    pub flags: Vec<StandingFlag>,
}

/// Who signed a joint statement, beside the last one that mostly the same signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Signatures {
    /// The joint statement.
    pub statement: EntryReference,
    /// When it was made, else when it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Resolved ids of the states and bodies that signed.
    pub signatories: Vec<String>,
    /// The joint statement that it is set beside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<EntryReference>,
    /// Who signed this one and not the other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joined: Vec<String>,
    /// Who signed the other and not this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<String>,
    /// In words.
    pub explanation: String,
}

/// A document as far as a view needs it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentSummary {
    /// Its id.
    pub id: String,
    /// Its title, or its first words.
    pub title: String,
    /// Outlet or body, if told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// ISO date or date and time, if told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// Where it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// SHA-256 of the capture.
    pub sha256: String,
    /// The lineage it belongs to.
    pub lineage: String,
}

/// A place in one document of the set.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Anchor {
    /// The document's id.
    pub document: String,
    /// The words.
    pub span: Span,
}

/// An entry of one record.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct EntryReference {
    /// The document's id.
    pub document: String,
    /// The entry's id within its record.
    pub entry: String,
}

/// One actor across documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ResolvedActor {
    /// Id: `state:PRK`, `body:UNSC`, `person:john-kirby`, or `unnamed:…` with its document.
    pub id: String,
    /// What it is.
    pub kind: ActorKind,
    /// Name to print.
    pub name: String,
    /// Code, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Office as last described.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// Code of the state or body it speaks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub represents: Option<String>,
    /// The actors of the records that were merged into it.
    pub members: Vec<EntryReference>,
    /// Why they are one, in words.
    pub explanation: String,
    /// How many statements it made.
    pub statements: u32,
}

/// How a document stands to the origin it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LineageKind {
    /// The origin itself.
    Original,
    /// The same words, whole or nearly.
    Reprint,
    /// A part of the same words.
    Excerpt,
    /// The same content in other words.
    Rewrite,
    /// Names the origin and repeats its report.
    Cites,
    /// Another report of the same briefing or document.
    SameBriefing,
}

/// Documents that share one origin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Lineage {
    /// `l-` and the id of the earliest document.
    pub id: String,
    /// Every document of it, the origin first.
    pub members: Vec<LineageMember>,
    /// In words.
    pub explanation: String,
}

/// A document of a lineage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LineageMember {
    /// The document's id.
    pub document: String,
    /// How it stands to the origin.
    pub kind: LineageKind,
    /// Share of its word shingles that the origin has, 0 to 1.
    pub overlap: f64,
    /// Why, in words.
    pub explanation: String,
    /// The document that it was taken from, or heard the same briefing as; none for the origin itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Longest shared passages, as proof.
    pub shared: Vec<Anchor>,
    /// The same passages in `source`, in the same order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shared_there: Vec<Anchor>,
}

/// What a statement does to a proposition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Says that it is so.
    Alleges,
    /// Says that what was alleged or awaited is so.
    Confirms,
    /// Says no more than that it may be so, or what follows if it is confirmed.
    Suggests,
    /// Says that it is not so.
    Denies,
    /// Denies a part.
    PartlyDenies,
    /// Says that the evidence is missing, false or not enough.
    DisputesEvidence,
    /// Takes back what it said.
    Retracts,
    /// Says nothing when asked.
    Declines,
}

/// Where a proposition stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Asserted by some, denied by others.
    Contested,
    /// Asserted, denied by nobody in the set.
    Uncontested,
    /// Only its denial is in the set.
    DeniedOnly,
    /// Everybody who asserted it took it back.
    Retracted,
}

/// What somebody is said to have done, as one claim across documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Proposition {
    /// `p` and ten hexadecimal digits of what it says.
    pub id: String,
    /// The claim in words, always as a claim ("that the DPRK supplied ballistic missiles to Russia").
    pub text: String,
    /// Its type.
    #[serde(rename = "type")]
    pub event_type: EventType,
    /// Who and what.
    pub roles: Vec<PropositionRole>,
    /// Where, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Where an account of it differs from what the claim holds, and was told of the same act all the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<Difference>,
    /// The strongest modality that a speaker gives it.
    pub modality: Modality,
    /// The events of the records that tell it.
    pub events: Vec<EntryReference>,
    /// Who takes which stance, by date.
    pub stances: Vec<StanceEntry>,
    /// Where it stands.
    pub status: Status,
    /// Why it stands there, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub status_explanation: String,
    /// Independent origins that assert it.
    pub origins_asserting: OriginCount,
    /// Independent origins that deny it.
    pub origins_denying: OriginCount,
    /// The highest rung of evidence offered, with by whom.
    pub evidence: Vec<EvidenceEntry>,
    /// The evidence in words, rung by rung: what was examined, shown, asserted, and by whom.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence_explanation: String,
    /// Why the set tells a part only: whose words are not in it. Silence in the set is no silence in the world.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coverage: Option<Coverage>,
    /// The broader proposition that this one is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<String>,
    /// Provisions that the act would engage if it were so; those whose elements all match first, then by how few are open.
    pub provisions: Vec<Engagement>,
    /// Speakers who themselves call it a breach, kept apart from the engine's pointers.
    pub breach_asserted_by: Vec<StanceEntry>,
    /// The numbers of the decisions in force that speak of the claim, of an event of it, or of a statement on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<u32>,
}

/// How much of what is said of a claim the set can have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Coverage {
    /// `partial`.
    pub value: String,
    /// In words.
    pub reason: String,
    /// Resolved ids of those who answer for the act and of whom the set has no word.
    pub unheard: Vec<String>,
}

/// One account of an act that differs from the claim which it is told of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Difference {
    /// In what: `date`.
    pub about: String,
    /// What the account has, in words.
    pub told: String,
    /// What the claim has, in words.
    pub held: String,
    /// The event of the record.
    pub event: EntryReference,
    /// The words.
    pub anchors: Vec<Anchor>,
}

/// One role of a proposition.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct PropositionRole {
    /// Which.
    pub role: RoleName,
    /// Resolved actor's id, where the filler is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// The catalogue's class of a weapon, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// Name to print.
    pub name: String,
}

/// One speaker's stance to a proposition, in one statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StanceEntry {
    /// The statement.
    pub statement: EntryReference,
    /// Resolved speakers' ids.
    pub speakers: Vec<String>,
    /// Speakers as printed.
    pub speaker_names: Vec<String>,
    /// Code of the state or body they speak for, where one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub represents: Option<String>,
    /// The act of the statement.
    pub act: Act,
    /// The stance.
    pub stance: Stance,
    /// A denial that names no single act.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub blanket: bool,
    /// In the document's own voice.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub narrator: bool,
    /// The source is not named.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub anonymous: bool,
    /// The speaker only passes on what another said: that statement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relays: Option<EntryReference>,
    /// Further statements of one silence: who says nothing in several documents says nothing once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_in: Vec<EntryReference>,
    /// A person decided that the statement takes this stance.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub decided: bool,
    /// When it was said, else when published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The words.
    pub anchors: Vec<Anchor>,
    /// Why this statement speaks of this proposition, in words.
    pub explanation: String,
}

/// Independent origins, counted and explained.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OriginCount {
    /// How many.
    pub count: u32,
    /// In words: who is one origin and why.
    pub explanation: String,
}

/// Evidence for a proposition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EvidenceEntry {
    /// What kind.
    pub kind: EvidenceKind,
    /// Its rung.
    pub status: EvidenceStatus,
    /// Who offers it, as printed.
    pub by: Vec<String>,
    /// The words.
    pub anchor: Anchor,
}

/// A provision that an act would engage, element by element. Never "violated".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Engagement {
    /// `S/RES/1718 (2006) ¶8(b)`.
    pub provision: String,
    /// The regime, e.g. `DPRK`.
    pub regime: String,
    /// Whose conduct is looked at: resolved actor's id.
    pub conduct_of: String,
    /// Its effect in our own words.
    pub gloss: String,
    /// Every element matches; where false, one at least is left open, and the provision may not be reached at all.
    pub complete: bool,
    /// Elements that the claimed act matches, each with why.
    pub matched: Vec<Element>,
    /// Elements that it does not match or that the text leaves open.
    pub missing: Vec<Element>,
    /// How sure the catalogue is of the number: `A`, `B` or `C`.
    pub confidence: String,
    /// Whether a person has checked it against the text of the resolution.
    pub verified: bool,
    /// Ids of other claims without which it would not be matched so: training is training in what they say was delivered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assumes: Vec<String>,
    /// Who contests that it is in force, if anybody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contested_by: Vec<String>,
}

/// One element of a provision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Element {
    /// `addressee`, `act`, `item`, `direction`, `in force`.
    pub name: String,
    /// Why it is matched or missing, in words.
    pub reason: String,
}

/// Figures of one kind of people over time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TollSeries {
    /// `ts` and ten hexadecimal digits.
    pub id: String,
    /// What happened to them.
    pub effect: Effect,
    /// Who, as printed.
    pub population: String,
    /// One incident or running.
    pub scope: TollScope,
    /// What incident or period, in words.
    pub about: String,
    /// ISO 3166-1 alpha-3, where told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The figures by date.
    pub points: Vec<TollPoint>,
    /// Lowest, best and highest by the rule named.
    pub summary: TollSummary,
    /// The same by the rules of others, each named: ACLED's most conservative figure, UCDP's best, low and high.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_rule: Vec<TollSummary>,
}

/// One figure of a series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TollPoint {
    /// The toll of the record.
    pub toll: EntryReference,
    /// Least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<u64>,
    /// Most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<u64>,
    /// What the words say of the number.
    pub bound: Bound,
    /// As of when, else when published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Who gives it, as printed.
    pub sources: Vec<String>,
    /// The lineage of the document it stands in.
    pub lineage: String,
    /// The words.
    pub anchor: Anchor,
    /// Parts of it ("including over 560 children"), as printed.
    pub parts: Vec<Anchor>,
    /// Why it is shown and counts for nothing: taken back by its source, or misreported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_aside: Option<String>,
    /// The same figure printed again in the lineage.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_in: Vec<EntryReference>,
}

/// Lowest, best and highest figure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TollSummary {
    /// Lowest.
    pub low: Option<u64>,
    /// Best.
    pub best: Option<u64>,
    /// Highest.
    pub high: Option<u64>,
    /// The rule, named, in words.
    pub rule: String,
}

/// What an actor holds of a proposition at a time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Position {
    /// Resolved actor's id.
    pub actor: String,
    /// The proposition.
    pub proposition: String,
    /// Stances by date.
    pub stances: Vec<DatedStance>,
    /// The stance changed over time.
    pub changed: bool,
}

/// A stance with its day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DatedStance {
    /// ISO date, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The stance.
    pub stance: Stance,
    /// The statement.
    pub statement: EntryReference,
}

/// What a careful reader should look at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StandingFlag {
    /// A short code, e.g. `implausible-signatory`, `falling-cumulative`.
    pub code: String,
    /// Why, in words.
    pub reason: String,
    /// The entry it is about.
    pub entry: EntryReference,
    /// The words.
    pub anchors: Vec<Anchor>,
}
