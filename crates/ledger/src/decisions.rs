//! A person's decisions: an append-only list of who decided what about which entry, when and why.

use rusqlite::{Row, params};
use serde::Serialize;

use crate::{Case, LedgerError, chain};

/// What a person decided. Never mixed up with what the machine derives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// When (RFC 3339, UTC).
    pub at: String,
    /// Who.
    pub who: String,
    /// The entry it is about: a document's id and the entry's, or a proposition's.
    pub subject: String,
    /// What, e.g. `accept`, `reject`, `merge with …`.
    pub what: String,
    /// Why, in words.
    pub why: String,
}

impl Case {
    /// Adds a decision; earlier ones stay, also where this one takes them back.
    ///
    /// # Errors
    /// [`LedgerError`]; who, what and why may not be empty.
    pub fn decide(&mut self, decision: &Decision) -> Result<(), LedgerError> {
        self.write(|connection| {
            connection.execute(
                "INSERT INTO decisions (at, who, subject, what, why) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![decision.at, decision.who, decision.subject, decision.what, decision.why],
            )?;
            let number = connection.last_insert_rowid().to_string();
            chain::append(connection, &decision.at, "decision", &number, &payload(decision))
        })
    }

    /// Every decision, in the order in which they were taken down.
    ///
    /// # Errors
    /// [`LedgerError`] where the case cannot be read.
    pub fn decisions(&self) -> Result<Vec<Decision>, LedgerError> {
        let failed = |cause| self.failed(cause);
        let all = format!("{ALL} ORDER BY decision");
        let mut query = self.connection.prepare(&all).map_err(failed)?;
        let rows = query.query_map([], of).map_err(failed)?;
        rows.collect::<Result<_, _>>().map_err(failed)
    }
}

/// What the chain seals of a decision.
pub(crate) fn payload(decision: &Decision) -> Vec<u8> {
    serde_json::to_vec(decision).unwrap_or_default()
}

pub(crate) const ALL: &str = "SELECT at, who, subject, what, why FROM decisions";

pub(crate) fn of(row: &Row) -> rusqlite::Result<Decision> {
    Ok(Decision {
        at: row.get(0)?,
        who: row.get(1)?,
        subject: row.get(2)?,
        what: row.get(3)?,
        why: row.get(4)?,
    })
}
