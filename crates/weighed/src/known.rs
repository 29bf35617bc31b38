//! What of a case could be known on a day: the documents published or captured by then, and the decisions taken by then.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_brief::day_in_words;
use onrecord_extract::Record;
use onrecord_ledger::{Case, LedgerError};
use onrecord_weigh::Decision;

/// The days that a view goes back to, `YYYY-MM-DD`; without any, what is known now.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Known {
    /// Only documents published by this day; one without a date counts from the day of its capture.
    pub as_of: Option<String>,
    /// Only documents captured, and decisions taken, by this day.
    pub captured_by: Option<String>,
}

impl Known {
    /// Whether no day is asked for.
    pub fn is_now(&self) -> bool {
        self.as_of.is_none() && self.captured_by.is_none()
    }

    /// "published by 2 March 2026 and captured by 4 March 2026".
    pub fn in_words(&self) -> String {
        let published = self
            .as_of
            .as_deref()
            .map(|day| format!("published by {}", day_in_words(day)));
        let captured = self
            .captured_by
            .as_deref()
            .map(|day| format!("captured by {}", day_in_words(day)));
        published.into_iter().chain(captured).collect::<Vec<_>>().join(" and ")
    }

    /// Whether a decision was taken by then.
    pub fn holds_decision(&self, decision: &Decision) -> bool {
        self.captured_by.as_deref().is_none_or(|day| on(&decision.at) <= day)
    }
}

/// The documents that were known on a day.
#[derive(Clone, Debug)]
pub struct KnownDocuments(Option<BTreeSet<String>>);

impl KnownDocuments {
    /// Those of a case.
    ///
    /// # Errors
    /// [`LedgerError`] where the case cannot be read.
    pub fn of(case: &Case, known: &Known) -> Result<Self, LedgerError> {
        if known.is_now() {
            return Ok(Self(None));
        }
        Ok(Self::among(&case.records()?, &case.captured()?, known))
    }

    /// The same where the records of the case, and when each was captured ([`Case::captured`]), were read already.
    pub fn among(records: &[Record], captured: &BTreeMap<String, String>, known: &Known) -> Self {
        if known.is_now() {
            return Self(None);
        }
        let documents = records
            .iter()
            .map(|record| &record.document)
            .filter(|document| {
                let captured = captured.get(&document.id).map(|at| on(at)).unwrap_or_default();
                let published = document
                    .published
                    .as_ref()
                    .map_or(captured, |published| on(&published.value));
                // A moment with a month or year alone begins with it.
                known.as_of.as_deref().is_none_or(|day| published <= day)
                    && known.captured_by.as_deref().is_none_or(|day| captured <= day)
            })
            .map(|document| document.id.clone())
            .collect();
        Self(Some(documents))
    }

    /// Whether nothing was asked for but what is known now.
    pub fn all(&self) -> bool {
        self.0.is_none()
    }

    /// Whether the document is one of them.
    pub fn holds(&self, document: &str) -> bool {
        self.0.as_ref().is_none_or(|known| known.contains(document))
    }
}

/// The day of a moment.
fn on(moment: &str) -> &str {
    moment.get(..10).unwrap_or(moment)
}

/// A case's decisions, numbered from 1, until the day asked for.
///
/// # Errors
/// [`LedgerError`] where the case cannot be read.
pub fn decisions(case: &Case, known: &Known) -> Result<Vec<Decision>, LedgerError> {
    Ok(case
        .decisions()?
        .into_iter()
        .zip(1..)
        .map(|(decision, number)| Decision {
            number,
            at: decision.at,
            who: decision.who,
            subject: decision.subject,
            what: decision.what,
            why: decision.why,
        })
        .filter(|decision| known.holds_decision(decision))
        .collect())
}
