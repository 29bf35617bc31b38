//! Sources that were captured more than once.

use std::collections::BTreeMap;

use onrecord_extract::Record;
use rusqlite::OptionalExtension;

use crate::{Case, LedgerError};

/// One capture of a source.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// When it was fetched, else when it was added (RFC 3339, UTC).
    pub at: String,
    /// Its newest record.
    pub record: Record,
}

impl Case {
    /// When something was first found at this place (RFC 3339, UTC); nothing where nothing was.
    ///
    /// # Errors
    /// [`LedgerError`] where the case cannot be read.
    pub fn first_found(&self, location: &str) -> Result<Option<String>, LedgerError> {
        let first = "SELECT added_at FROM sources WHERE location = ?1 ORDER BY rowid LIMIT 1";
        let first = self
            .connection
            .query_row(first, [location], |row| row.get(0))
            .optional();
        first.map_err(|cause| self.failed(cause))
    }

    /// The captures of every place that has more than one, in their order; of the given place, also where it has one.
    ///
    /// # Errors
    /// [`LedgerError`] where the case cannot be read.
    pub fn versions(&self, location: Option<&str>) -> Result<BTreeMap<String, Vec<Version>>, LedgerError> {
        let failed = |cause| self.failed(cause);
        let all = "SELECT location, coalesce(fetched_at, sources.added_at), document, json
                   FROM sources JOIN captures ON captures.sha256 = sources.capture
                   JOIN current_records ON current_records.capture = sources.capture
                   WHERE (?1 IS NULL AND location IN (SELECT location FROM sources GROUP BY location HAVING count(*) > 1)) OR location = ?1
                   ORDER BY location, sources.rowid";
        let mut query = self.connection.prepare(all).map_err(failed)?;
        let mut rows = query.query([location]).map_err(failed)?;
        let mut versions: BTreeMap<String, Vec<Version>> = BTreeMap::new();
        while let Some(row) = rows.next().map_err(failed)? {
            let (location, at): (String, String) = (row.get(0).map_err(failed)?, row.get(1).map_err(failed)?);
            let (document, json): (String, String) = (row.get(2).map_err(failed)?, row.get(3).map_err(failed)?);
            let record = serde_json::from_str(&json).map_err(|cause| LedgerError::Record {
                file: self.file.clone(),
                document,
                cause: cause.to_string(),
            })?;
            versions.entry(location).or_default().push(Version { at, record });
        }
        if location.is_none() {
            versions.retain(|_, versions| versions.len() > 1);
        }
        Ok(versions)
    }
}
