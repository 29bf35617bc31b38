//! What somebody says: the act of saying it, its words, the evidence offered, and who contradicts whom.

use onrecord_document::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Date;

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
