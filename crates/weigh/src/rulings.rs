//! A person's decisions, as weighing reads them: who is who, which entries are wrong, which claims are one, what a denial denies.

use onrecord_extract::Record;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

use crate::Proposition;
use crate::corrections::Correction;
use crate::in_force::decisions_in_force;

/// A person's decision. Never mixed up with what the machine derives; a later one stands over an earlier one on the same matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Decision {
    /// Its number in the case, from 1.
    pub number: u32,
    /// When (RFC 3339, UTC).
    pub at: String,
    /// Who.
    pub who: String,
    /// What it is about: an actor's id, a claim's, `DOCUMENT/ENTRY` for an entry of a record, or a decision's number.
    pub subject: String,
    /// What was decided, as [`Ruling`] writes it.
    pub what: String,
    /// Why, in words.
    pub why: String,
}

/// What a decision decides of its subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// The actor or claim is the same as another (its id).
    SameAs(String),
    /// The actor or event of a record (`DOCUMENT/ENTRY`) is none of those it was merged with.
    Apart,
    /// The statement, event or figure of a record (`DOCUMENT/ENTRY`) was read wrongly and counts for nothing.
    Reject,
    /// The statement denies this claim (its id).
    Denies(String),
    /// The statement does nothing to this claim (its id).
    NotOf(String),
    /// The entry or claim was looked at and is right.
    Accept,
    /// A review of the claim is published, with the decision's reason as its words; at this address where one is given.
    Publish(Option<String>),
    /// The decision of this number is taken back.
    Undo,
    /// A field of the statement or event (`DOCUMENT/ENTRY`) is something else than what was read.
    Correct(Correction),
    /// A remark: why it was made is all that it says.
    Note,
    /// Somebody else holds the decision of this number to be right.
    Confirm,
    /// Somebody else holds the decision of this number to be wrong.
    Dispute,
    /// From here on decisions of the case count only when a second person has confirmed them; or no longer.
    FourEyes(bool),
}

/// A decision that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "“{0}” is no decision: one of accept, reject, apart, undo, same as ID, denies ID, not of ID, publish, publish at ADDRESS, note, confirm, dispute, four eyes on|off, \
     speaker is ACTOR, act is ACT, content is START-END, type is TYPE, date is DAY[/DAY], place is NAME[/STATE[/PRECISION]], role ROLE is ACTOR"
)]
pub struct UnknownRuling(String);

impl FromStr for Ruling {
    type Err = UnknownRuling;

    fn from_str(text: &str) -> Result<Self, UnknownRuling> {
        let of = |prefix: &str| text.strip_prefix(prefix).map(|id| id.trim().to_owned());
        Ok(match text {
            "apart" => Self::Apart,
            "reject" => Self::Reject,
            "accept" => Self::Accept,
            "undo" => Self::Undo,
            "note" => Self::Note,
            "confirm" => Self::Confirm,
            "dispute" => Self::Dispute,
            "four eyes on" => Self::FourEyes(true),
            "four eyes off" => Self::FourEyes(false),
            "publish" => Self::Publish(None),
            _ => of("same as ")
                .map(Self::SameAs)
                .or_else(|| of("denies ").map(Self::Denies))
                .or_else(|| of("not of ").map(Self::NotOf))
                .or_else(|| of("publish at ").map(|address| Self::Publish(Some(address))))
                .or_else(|| text.parse().ok().map(Self::Correct))
                .ok_or_else(|| UnknownRuling(text.to_owned()))?,
        })
    }
}

impl fmt::Display for Ruling {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::SameAs(other) => write!(formatter, "same as {other}"),
            Self::Apart => formatter.write_str("apart"),
            Self::Reject => formatter.write_str("reject"),
            Self::Denies(claim) => write!(formatter, "denies {claim}"),
            Self::NotOf(claim) => write!(formatter, "not of {claim}"),
            Self::Accept => formatter.write_str("accept"),
            Self::Undo => formatter.write_str("undo"),
            Self::Correct(correction) => correction.fmt(formatter),
            Self::Note => formatter.write_str("note"),
            Self::Confirm => formatter.write_str("confirm"),
            Self::Dispute => formatter.write_str("dispute"),
            Self::FourEyes(on) => write!(formatter, "four eyes {}", if *on { "on" } else { "off" }),
            Self::Publish(None) => formatter.write_str("publish"),
            Self::Publish(Some(address)) => write!(formatter, "publish at {address}"),
        }
    }
}

/// A correction that stands.
#[derive(Debug)]
struct Corrected {
    correction: Correction,
    /// Its decision's number.
    number: u32,
    /// Its decision in words.
    because: String,
}

/// The decisions that stand, by what they are about.
#[derive(Debug, Default)]
pub(crate) struct Rulings {
    /// Actor or claim: what it is the same as, and by which decision.
    same: BTreeMap<String, (String, String)>,
    apart: BTreeMap<(String, String), String>,
    rejected: BTreeSet<(String, String)>,
    /// What somebody decided something about that stands.
    settled: BTreeSet<String>,
    denies: BTreeMap<(String, String), BTreeMap<String, String>>,
    not_of: BTreeSet<((String, String), String)>,
    /// By entry and field.
    corrected: BTreeMap<(String, String), BTreeMap<String, Corrected>>,
    /// Which decisions speak of something, by what they speak of.
    about: BTreeMap<String, BTreeSet<u32>>,
}

impl Rulings {
    /// Those of the decisions that are in force, the last on each matter. What cannot be read decides nothing.
    pub(crate) fn new(decisions: &[Decision]) -> Self {
        let in_force: BTreeSet<u32> = (decisions_in_force(decisions).into_iter())
            .filter(|state| state.in_force)
            .map(|state| state.number)
            .collect();
        let mut decisions: Vec<&Decision> = decisions.iter().collect();
        decisions.sort_by_key(|decision| decision.number);
        let mut rulings = Self::default();
        for decision in decisions.iter().filter(|decision| in_force.contains(&decision.number)) {
            let Ok(ruling) = decision.what.parse::<Ruling>() else {
                continue;
            };
            let subject = decision.subject.clone();
            if matches!(
                ruling,
                Ruling::Note | Ruling::Confirm | Ruling::Dispute | Ruling::FourEyes(_)
            ) {
                continue;
            }
            rulings.settled.insert(subject.clone());
            rulings
                .about
                .entry(subject.clone())
                .or_default()
                .insert(decision.number);
            if let Ruling::SameAs(other) | Ruling::Denies(other) | Ruling::NotOf(other) = &ruling {
                rulings.about.entry(other.clone()).or_default().insert(decision.number);
            }
            let entry = decision
                .subject
                .split_once('/')
                .map(|(document, entry)| (document.to_owned(), entry.to_owned()));
            match (ruling, entry) {
                (Ruling::SameAs(other), _) => {
                    rulings.same.insert(subject, (other, in_words(decision)));
                }
                (Ruling::Apart, Some(entry)) => {
                    rulings.apart.insert(entry, in_words(decision));
                }
                (Ruling::Reject, Some(entry)) => {
                    rulings.rejected.insert(entry);
                }
                (Ruling::Accept, Some(entry)) => {
                    rulings.rejected.remove(&entry);
                }
                (Ruling::Denies(claim), Some(entry)) => {
                    rulings.not_of.remove(&(entry.clone(), claim.clone()));
                    rulings
                        .denies
                        .entry(entry)
                        .or_default()
                        .insert(claim, in_words(decision));
                }
                (Ruling::NotOf(claim), Some(entry)) => {
                    if let Some(denied) = rulings.denies.get_mut(&entry) {
                        denied.remove(&claim);
                    }
                    rulings.not_of.insert((entry, claim));
                }
                (Ruling::Correct(correction), Some(entry)) => {
                    rulings.rejected.remove(&entry);
                    let corrected = Corrected {
                        number: decision.number,
                        because: in_words(decision),
                        correction,
                    };
                    let fields = rulings.corrected.entry(entry).or_default();
                    fields.insert(corrected.correction.field(), corrected);
                }
                _ => {}
            }
        }
        rulings
    }

    /// Whether a decision on this stands.
    pub(crate) fn settled(&self, subject: &str) -> bool {
        self.settled.contains(subject)
    }

    /// What an actor or claim is the same as by decision, however many steps lead there, and the first decision's words.
    pub(crate) fn same_as(&self, id: &str) -> Option<(&str, &str)> {
        let (first, because) = self.same.get(id)?;
        let mut at = first.as_str();
        let mut seen = BTreeSet::from([id]);
        while let Some((next, _)) = self.same.get(at) {
            if !seen.insert(at) {
                break;
            }
            at = next;
        }
        (at != id).then_some((at, because.as_str()))
    }

    /// The decision by which an entry stands for itself alone.
    pub(crate) fn apart(&self, document: &str, entry: &str) -> Option<&str> {
        self.apart
            .get(&(document.to_owned(), entry.to_owned()))
            .map(String::as_str)
    }

    /// The claims that a statement denies by decision, each with the decision's words.
    pub(crate) fn denies(&self, document: &str, statement: &str) -> impl Iterator<Item = (&str, &str)> {
        self.denies
            .get(&(document.to_owned(), statement.to_owned()))
            .into_iter()
            .flatten()
            .map(|(claim, because)| (claim.as_str(), because.as_str()))
    }

    /// Whether nothing was decided on what statements deny.
    pub(crate) fn none_on_denials(&self) -> bool {
        self.denies.is_empty() && self.not_of.is_empty()
    }

    /// Whether a statement does nothing to a claim, by decision.
    pub(crate) fn not_of(&self, document: &str, statement: &str, claim: &str) -> bool {
        self.not_of
            .contains(&((document.to_owned(), statement.to_owned()), claim.to_owned()))
    }

    /// The decisions by which a statement or event was put right, each as it is told, and in the order of the fields.
    pub(crate) fn corrections(&self, document: &str, entry: &str) -> impl Iterator<Item = &str> {
        self.corrected
            .get(&(document.to_owned(), entry.to_owned()))
            .into_iter()
            .flat_map(BTreeMap::values)
            .map(|corrected| corrected.because.as_str())
    }

    /// Whether nothing was put right.
    pub(crate) fn none_corrected(&self) -> bool {
        self.corrected.is_empty()
    }

    /// The numbers of the decisions in force that speak of a claim, an event of it or a statement on it; ascending.
    pub(crate) fn about_claim(&self, claim: &Proposition) -> Vec<u32> {
        if self.about.is_empty() {
            return Vec::new();
        }
        let statements = claim.stances.iter().map(|entry| &entry.statement);
        let entries = claim.events.iter().chain(statements);
        let subjects = entries.map(|entry| format!("{}/{}", entry.document, entry.entry));
        let numbers: BTreeSet<u32> = subjects
            .chain([claim.id.clone()])
            .filter_map(|subject| self.about.get(&subject))
            .flatten()
            .copied()
            .collect();
        numbers.into_iter().collect()
    }

    /// A record as decisions have it: without the entries that were rejected, and with those put right that were corrected.
    pub(crate) fn amended<'record>(&self, record: &'record Record) -> Cow<'record, Record> {
        let document = record.document.id.as_str();
        let first = (document.to_owned(), String::new());
        let rejected: BTreeSet<&str> = self
            .rejected
            .range(first.clone()..)
            .take_while(|(other, _)| other == document)
            .map(|(_, entry)| entry.as_str())
            .collect();
        let corrected = self
            .corrected
            .range(first..)
            .take_while(|((other, _), _)| other == document);
        let mut amended = Cow::Borrowed(record);
        for ((_, entry), fields) in corrected {
            for corrected in fields.values() {
                let rule = format!("decision.{}", corrected.number);
                corrected.correction.carry_out(amended.to_mut(), entry, &rule);
            }
        }
        if !rejected.is_empty() {
            without(amended.to_mut(), &rejected);
        }
        amended
    }
}

/// Takes entries out of a record, and what only they tell.
fn without(record: &mut Record, rejected: &BTreeSet<&str>) {
    let keeps = |id: &str| !rejected.contains(id);
    record.statements.retain(|statement| keeps(&statement.id));
    for statement in &mut record.statements {
        statement.nested_in = statement.nested_in.take().filter(|outer| keeps(outer));
        statement.refers_to.retain(|entry| keeps(entry));
    }
    record
        .events
        .retain(|event| keeps(&event.id) && (event.said_in.is_empty() || event.said_in.iter().any(|said| keeps(said))));
    for event in &mut record.events {
        event.said_in.retain(|said| keeps(said));
    }
    record
        .tolls
        .retain(|toll| keeps(&toll.id) && toll.said_in.as_deref().is_none_or(keeps));
    record.contradictions.retain(|contradiction| keeps(&contradiction.id));
}

/// How a decision is told where it shows.
fn in_words(decision: &Decision) -> String {
    let day = decision.at.get(..10).unwrap_or(&decision.at);
    format!(
        "decision {} of {}, {day}: {}",
        decision.number, decision.who, decision.why
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(number: u32, subject: &str, what: &str) -> Decision {
        Decision {
            number,
            at: "2026-03-02T10:00:00Z".into(),
            who: "A. Analyst".into(),
            subject: subject.into(),
            what: what.into(),
            why: "checked".into(),
        }
    }

    #[test]
    fn a_ruling_is_read_as_it_is_written() {
        for text in [
            "accept",
            "reject",
            "apart",
            "undo",
            "same as person:a-b",
            "denies p1",
            "not of p1",
            "note",
            "confirm",
            "dispute",
            "four eyes on",
            "four eyes off",
            "act is deny",
            "publish",
            "publish at https://example.org/reviews/1",
        ] {
            assert_eq!(
                text.parse::<Ruling>().map(|ruling| ruling.to_string()),
                Ok(text.to_owned())
            );
        }
        assert!("perhaps".parse::<Ruling>().is_err());
    }

    #[test]
    fn what_is_taken_back_decides_nothing_and_can_be_taken_back_again() {
        let first = decision(1, "person:a", "same as person:b");
        let undo = decision(2, "1", "undo");
        let again = decision(3, "2", "undo");
        assert!(Rulings::new(std::slice::from_ref(&first)).same_as("person:a").is_some());
        assert!(
            Rulings::new(&[first.clone(), undo.clone()])
                .same_as("person:a")
                .is_none()
        );
        assert!(Rulings::new(&[first, undo, again]).same_as("person:a").is_some());
    }

    #[test]
    fn a_circle_of_sames_ends() {
        let rulings = Rulings::new(&[decision(1, "a", "same as b"), decision(2, "b", "same as a")]);
        let _ = rulings.same_as("a");
    }
}
