//! Reading a case: the newest record of every document, in the order in which the documents were added.

use onrecord_extract::Record;
use std::collections::BTreeMap;

use crate::{Case, LedgerError};

impl Case {
    /// The newest record of every document, in the order in which the documents were added.
    ///
    /// # Errors
    /// [`LedgerError::Record`] where a record cannot be read.
    pub fn records(&self) -> Result<Vec<Record>, LedgerError> {
        let failed = |cause| self.failed(cause);
        let newest = "SELECT document, json FROM current_records JOIN captures ON captures.sha256 = capture
                      ORDER BY captures.sequence";
        let mut query = self.connection.prepare(newest).map_err(failed)?;
        let rows = query
            .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))
            .map_err(failed)?;
        rows.map(|row| {
            let (document, json) = row.map_err(failed)?;
            serde_json::from_str(&json).map_err(|cause| LedgerError::Record {
                file: self.file.clone(),
                document,
                cause: cause.to_string(),
            })
        })
        .collect()
    }

    /// When each document's capture came: when it was fetched, else when it was added (RFC 3339, UTC).
    ///
    /// # Errors
    /// [`LedgerError`] where the case cannot be read.
    pub fn captured(&self) -> Result<BTreeMap<String, String>, LedgerError> {
        let failed = |cause| self.failed(cause);
        let moments = "SELECT document, coalesce(fetched_at, captures.added_at) FROM current_records
                       JOIN captures ON captures.sha256 = capture";
        let mut query = self.connection.prepare(moments).map_err(failed)?;
        let rows = query
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .map_err(failed)?;
        rows.collect::<Result<_, _>>().map_err(failed)
    }

    /// How many documents the case has.
    ///
    /// # Errors
    /// [`LedgerError`] where the case cannot be read.
    pub fn count(&self) -> Result<u64, LedgerError> {
        let count = "SELECT count(DISTINCT document) FROM records";
        let count: i64 = self
            .connection
            .query_row(count, [], |row| row.get(0))
            .map_err(|cause| self.failed(cause))?;
        Ok(u64::try_from(count).unwrap_or_default())
    }
}
