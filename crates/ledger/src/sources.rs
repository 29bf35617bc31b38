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

    /// The captures of every place that has more than one, in the order in which they were found there; of the given place,
    /// also where it has one. A place that went back to an earlier state has that capture twice.
    ///
    /// # Errors
    /// [`LedgerError`] where the case cannot be read.
    pub fn versions(&self, location: Option<&str>) -> Result<BTreeMap<String, Vec<Version>>, LedgerError> {
        let failed = |cause| self.failed(cause);
        let mut found = self.states(STATES_BY_SOURCE, location).map_err(failed)?;
        for (location, states) in self.states(STATES_BY_EXCHANGE, location).map_err(failed)? {
            // Exchanges tell more than the list of places does, where they are of the place itself and not of what it leads to.
            if let Some(known) = found.get_mut(&location).filter(|known| states.len() >= known.len()) {
                *known = states;
            }
        }
        if location.is_none() {
            found.retain(|_, states| states.len() > 1);
        }
        let versions = found.into_iter().map(|(location, states)| {
            let versions = states
                .into_iter()
                .filter_map(|(capture, at)| self.version(&capture, at).transpose());
            Ok((location, versions.collect::<Result<Vec<_>, _>>()?))
        });
        versions.collect()
    }

    /// Captures and moments by place, the same capture only once in a row.
    fn states(&self, query: &str, location: Option<&str>) -> rusqlite::Result<BTreeMap<String, Vec<(String, String)>>> {
        let mut query = self.connection.prepare(query)?;
        let mut rows = query.query([location])?;
        let mut states: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let (location, capture, at): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let states = states.entry(location).or_default();
            if states.last().is_none_or(|(last, _)| *last != capture) {
                states.push((capture, at));
            }
        }
        Ok(states)
    }

    /// A capture with its newest record; nothing where it has none.
    fn version(&self, capture: &str, at: String) -> Result<Option<Version>, LedgerError> {
        let newest = "SELECT document, json FROM current_records WHERE capture = ?1";
        let newest = self
            .connection
            .query_row(newest, [capture], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
            })
            .optional();
        let Some((document, json)) = newest.map_err(|cause| self.failed(cause))? else {
            return Ok(None);
        };
        let record = serde_json::from_str(&json).map_err(|cause| LedgerError::Record {
            file: self.file.clone(),
            document,
            cause: cause.to_string(),
        })?;
        Ok(Some(Version { at, record }))
    }
}

const STATES_BY_SOURCE: &str = "SELECT location, capture, coalesce(fetched_at, sources.added_at)
    FROM sources JOIN captures ON captures.sha256 = sources.capture
    WHERE ?1 IS NULL OR location = ?1 ORDER BY location, sources.rowid";
const STATES_BY_EXCHANGE: &str = "SELECT url, capture, at FROM exchanges
    WHERE capture IS NOT NULL AND status BETWEEN 200 AND 299 AND (?1 IS NULL OR url = ?1) ORDER BY url, exchange";
