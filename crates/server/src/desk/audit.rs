//! What was done and taken out, by whom and when. It is added to and never changed.

use rusqlite::params;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Desk, DeskError};
use crate::clock;

/// Something that was done.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct Noted {
    /// Its number, from 1.
    pub entry: i64,
    /// When (RFC 3339, UTC).
    pub at: String,
    /// Who.
    pub who: String,
    /// From which address.
    pub address: String,
    /// What: `decide`, `brief.render`, `original.view`, `session.refused` …
    pub what: String,
    /// What it is about.
    pub subject: String,
    /// `done`, or why not.
    pub outcome: String,
}

impl Desk {
    /// Takes down what was done.
    pub(crate) fn note(
        &self,
        who: &str,
        address: &str,
        what: &str,
        subject: &str,
        outcome: &str,
    ) -> Result<(), DeskError> {
        let short = |text: &str| text.chars().take(400).collect::<String>();
        self.connection()
            .execute(
                "INSERT INTO audit (at, who, address, what, subject, outcome) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    clock::now(),
                    short(who),
                    short(address),
                    what,
                    short(subject),
                    short(outcome)
                ],
            )
            .map(|_| ())
            .map_err(|cause| self.failed(cause))
    }

    /// How much was noted, and what, the newest first.
    pub(crate) fn noted(&self, from: Option<i64>, limit: usize) -> Result<(i64, Vec<Noted>), DeskError> {
        let connection = self.connection();
        let noted = || -> rusqlite::Result<(i64, Vec<Noted>)> {
            let total = connection.query_row("SELECT count(*) FROM audit", [], |row| row.get(0))?;
            let mut query = connection.prepare_cached(
                "SELECT entry, at, who, address, what, subject, outcome FROM audit
                 WHERE entry < ?1 ORDER BY entry DESC LIMIT ?2",
            )?;
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let rows = query.query_map(params![from.unwrap_or(i64::MAX), limit], |row| {
                Ok(Noted {
                    entry: row.get(0)?,
                    at: row.get(1)?,
                    who: row.get(2)?,
                    address: row.get(3)?,
                    what: row.get(4)?,
                    subject: row.get(5)?,
                    outcome: row.get(6)?,
                })
            })?;
            Ok((total, rows.collect::<rusqlite::Result<_>>()?))
        };
        noted().map_err(|cause| self.failed(cause))
    }
}
