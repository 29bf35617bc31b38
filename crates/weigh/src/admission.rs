//! Whether a decision speaks of what a case has: a slip of the pen would decide nothing, in silence and for ever.

use onrecord_extract::Record;
use std::fmt;
use thiserror::Error;

use crate::corrections::Correctable;
use crate::{Decision, Ruling, Standing};

/// Why a decision cannot be taken, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{cause}: {remedy}")]
pub struct Refusal {
    /// Why.
    pub cause: String,
    /// What to do.
    pub remedy: String,
}

/// What decisions can speak of: the entries of the records, what they were weighed to be, and the decisions before.
#[derive(Clone, Copy, Debug)]
pub struct KnownEntries<'case> {
    /// The case's records.
    pub records: &'case [Record],
    /// Their standing in the light of the decisions before.
    pub standing: &'case Standing,
    /// The decisions before.
    pub decisions: &'case [Decision],
}

impl KnownEntries<'_> {
    /// Whether `who` can take this decision on this subject.
    ///
    /// # Errors
    /// [`Refusal`] with cause and remedy: an id that the case does not have, a ruling that does not fit what it is of, a field that the
    /// document cannot fill, somebody who confirms themselves.
    pub fn admits(&self, subject: &str, ruling: &Ruling, who: &str) -> Result<(), Refusal> {
        match ruling {
            Ruling::Undo | Ruling::Confirm | Ruling::Dispute => self.on_a_decision(subject, ruling, who),
            Ruling::FourEyes(_) if subject == "case" => Ok(()),
            Ruling::FourEyes(_) => refuse("four eyes are wanted of the whole case", "give `case` as the subject"),
            Ruling::SameAs(other) => self.same(subject, other),
            Ruling::Accept | Ruling::Note if self.is_weighed(subject) || self.record(subject).is_some() => Ok(()),
            Ruling::Note if self.decision(subject).is_some() => Ok(()),
            Ruling::Publish(_) if self.is_claim(subject) => Ok(()),
            Ruling::Publish(_) => unknown(subject, "claim"),
            Ruling::Denies(claim) | Ruling::NotOf(claim) => {
                if !self.is_claim(claim) {
                    return unknown(claim, "claim");
                }
                match self.correctable(subject) {
                    Some((_, Correctable::Statement)) => Ok(()),
                    Some(_) => refuse(&format!("{subject} is no statement"), "give the statement that denies"),
                    None => unknown(subject, "statement"),
                }
            }
            Ruling::Correct(correction) => match self.correctable(subject) {
                None => unknown(subject, "statement or event"),
                Some((_, kind)) if !correction.is_of(kind) => refuse(
                    &format!("{subject} has no {}", correction.field()),
                    match kind {
                        Correctable::Statement => "a statement has speaker, act, content and date",
                        Correctable::Event => "an event has type, roles, place and date",
                    },
                ),
                Some((record, _)) => match correction.fault(record) {
                    Some(fault) => refuse(
                        &fault,
                        "see `onrecord read --json` or the document's page for what it has",
                    ),
                    None => Ok(()),
                },
            },
            _ if self.is_entry(subject) => Ok(()),
            _ => unknown(subject, "entry"),
        }
    }

    fn on_a_decision(&self, subject: &str, ruling: &Ruling, who: &str) -> Result<(), Refusal> {
        let Some(decision) = self.decision(subject) else {
            return refuse(&format!("there is no decision {subject}"), "see `onrecord decide list`");
        };
        let switch = matches!(decision.what.parse(), Ok(Ruling::FourEyes(_)));
        match ruling {
            Ruling::Undo if switch => refuse(
                "the rule of four eyes is not taken back, it is ended",
                "decide `four eyes off`, and have somebody else confirm it",
            ),
            Ruling::Confirm | Ruling::Dispute if crate::in_force::is_same_person(&decision.who, who) => refuse(
                &format!("decision {subject} is {}'s own", decision.who),
                "somebody else has to look at it; who thinks better of it takes it back with `undo`",
            ),
            _ => Ok(()),
        }
    }

    fn same(&self, subject: &str, other: &str) -> Result<(), Refusal> {
        for id in [subject, other] {
            if !self.is_weighed(id) {
                return unknown(id, "actor or claim");
            }
        }
        let is_actor = |id: &str| id.contains(':');
        if is_actor(subject) != is_actor(other) || subject == other {
            return refuse(
                "only two actors, or two claims, can be the same",
                "give two different ids of one kind",
            );
        }
        Ok(())
    }

    fn decision(&self, number: &str) -> Option<&Decision> {
        let number: u32 = number.parse().ok()?;
        self.decisions.iter().find(|decision| decision.number == number)
    }

    /// Whether it is an actor, claim or series of the standing; what was joined to another by a decision goes on being one.
    fn is_weighed(&self, id: &str) -> bool {
        self.standing.actors.iter().any(|actor| actor.id == id)
            || self.standing.tolls.iter().any(|series| series.id == id)
            || self.is_claim(id)
            || self.decisions.iter().any(|decision| {
                matches!(decision.what.parse(), Ok(Ruling::SameAs(other)) if other == id || decision.subject == id)
            })
    }

    fn is_claim(&self, id: &str) -> bool {
        self.standing.propositions.iter().any(|claim| claim.id == id)
    }

    fn record(&self, document: &str) -> Option<&Record> {
        self.records.iter().find(|record| record.document.id == document)
    }

    fn entry<'subject>(&self, subject: &'subject str) -> Option<(&Record, &'subject str)> {
        let (document, entry) = subject.split_once('/')?;
        Some((self.record(document)?, entry))
    }

    fn correctable(&self, subject: &str) -> Option<(&Record, Correctable)> {
        let (record, entry) = self.entry(subject)?;
        if record.statements.iter().any(|statement| statement.id == entry) {
            return Some((record, Correctable::Statement));
        }
        let is_event = record.events.iter().any(|event| event.id == entry);
        is_event.then_some((record, Correctable::Event))
    }

    fn is_entry(&self, subject: &str) -> bool {
        self.correctable(subject).is_some()
            || self.entry(subject).is_some_and(|(record, entry)| {
                record.tolls.iter().any(|toll| toll.id == entry) || record.actors.iter().any(|actor| actor.id == entry)
            })
    }
}

fn refuse(cause: &str, remedy: &str) -> Result<(), Refusal> {
    Err(Refusal {
        cause: cause.to_owned(),
        remedy: remedy.to_owned(),
    })
}

fn unknown(id: &str, what: impl fmt::Display) -> Result<(), Refusal> {
    refuse(
        &format!("the case has no {what} {id}"),
        "take the ids from `onrecord review` or from --json",
    )
}
