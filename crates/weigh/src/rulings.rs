//! A person's decisions, as weighing reads them: who is who, which entries are wrong, which claims are one, what a denial denies.

use onrecord_extract::Record;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

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
}

/// A decision that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "“{0}” is no decision: one of accept, reject, apart, undo, publish, publish at ADDRESS, same as ID, denies ID, not of ID"
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
            "publish" => Self::Publish(None),
            _ => of("same as ")
                .map(Self::SameAs)
                .or_else(|| of("denies ").map(Self::Denies))
                .or_else(|| of("not of ").map(Self::NotOf))
                .or_else(|| of("publish at ").map(|address| Self::Publish(Some(address))))
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
            Self::Publish(None) => formatter.write_str("publish"),
            Self::Publish(Some(address)) => write!(formatter, "publish at {address}"),
        }
    }
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
}

impl Rulings {
    /// Those of the decisions that stand: none taken back, the last on each matter. What cannot be read decides nothing.
    pub(crate) fn new(decisions: &[Decision]) -> Self {
        let mut decisions: Vec<&Decision> = decisions.iter().collect();
        decisions.sort_by_key(|decision| decision.number);
        let undone: BTreeSet<u32> = undone(&decisions);
        let mut rulings = Self::default();
        for decision in decisions.iter().filter(|decision| !undone.contains(&decision.number)) {
            let Ok(ruling) = decision.what.parse::<Ruling>() else {
                continue;
            };
            let subject = decision.subject.clone();
            rulings.settled.insert(subject.clone());
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

    /// A record without the entries that were rejected.
    pub(crate) fn amended<'record>(&self, record: &'record Record) -> Cow<'record, Record> {
        let document = record.document.id.as_str();
        let first = (document.to_owned(), String::new());
        let rejected: BTreeSet<&str> = self
            .rejected
            .range(first..)
            .take_while(|(other, _)| other == document)
            .map(|(_, entry)| entry.as_str())
            .collect();
        if rejected.is_empty() {
            return Cow::Borrowed(record);
        }
        let mut record = record.clone();
        let keeps = |id: &str| !rejected.contains(id);
        record.statements.retain(|statement| keeps(&statement.id));
        for statement in &mut record.statements {
            statement.nested_in = statement.nested_in.take().filter(|outer| keeps(outer));
            statement.refers_to.retain(|entry| keeps(entry));
        }
        // What only a rejected statement tells goes with it.
        record.events.retain(|event| {
            keeps(&event.id) && (event.said_in.is_empty() || event.said_in.iter().any(|said| keeps(said)))
        });
        for event in &mut record.events {
            event.said_in.retain(|said| keeps(said));
        }
        record
            .tolls
            .retain(|toll| keeps(&toll.id) && toll.said_in.as_deref().is_none_or(keeps));
        record.contradictions.retain(|contradiction| keeps(&contradiction.id));
        Cow::Owned(record)
    }
}

/// The decisions that stand, in their order: none taken back, and not those that take back.
pub fn in_force(decisions: &[Decision]) -> Vec<&Decision> {
    let mut decisions: Vec<&Decision> = decisions.iter().collect();
    decisions.sort_by_key(|decision| decision.number);
    let undone = undone(&decisions);
    decisions.retain(|decision| !undone.contains(&decision.number) && decision.what != Ruling::Undo.to_string());
    decisions
}

/// Decisions that a later one, itself not taken back, takes back.
fn undone(decisions: &[&Decision]) -> BTreeSet<u32> {
    let mut undone = BTreeSet::new();
    for decision in decisions.iter().rev() {
        if decision.what == Ruling::Undo.to_string()
            && !undone.contains(&decision.number)
            && let Ok(number) = decision.subject.parse::<u32>()
            && number < decision.number
        {
            undone.insert(number);
        }
    }
    undone
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
