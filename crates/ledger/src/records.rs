//! Reading a case: the newest record of every document, in the order in which the documents were added.

use onrecord_extract::Record;
use rusqlite::OptionalExtension;
use std::collections::BTreeMap;

use crate::{Case, LedgerError};

/// A capture as the case has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaptureKept {
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Where it was found first.
    pub location: String,
    /// When it was fetched, else when it was added (RFC 3339, UTC).
    pub at: String,
    /// What it was read as.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// How far a case has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// The number of the newest link of the log.
    pub sequence: i64,
    /// Its hash, lower-case hexadecimal.
    pub hash: String,
    /// The number of the newest record, 0 where there is none.
    pub records: i64,
}

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

    /// When the last thing was added (RFC 3339, UTC).
    ///
    /// # Errors
    /// [`LedgerError`] where the case cannot be read.
    pub fn last_added(&self) -> Result<String, LedgerError> {
        let last = "SELECT at FROM log ORDER BY sequence DESC LIMIT 1";
        let last = self.connection.query_row(last, [], |row| row.get(0));
        last.map_err(|cause| self.failed(cause))
    }

    /// Every capture that no exchange brought byte for byte (a file, a part of something else), in order, one after another.
    ///
    /// # Errors
    /// [`LedgerError`] where the case cannot be read, and whatever `each` gives.
    pub fn each_capture_without_exchange<E: From<LedgerError>>(
        &self,
        mut each: impl FnMut(CaptureKept) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = |cause| self.failed(cause);
        let all = "SELECT sha256, coalesce((SELECT location FROM sources WHERE capture = sha256 ORDER BY rowid LIMIT 1), ''),
                       coalesce(fetched_at, added_at), media_type, bytes
                   FROM captures WHERE sha256 NOT IN (SELECT capture FROM exchanges WHERE capture IS NOT NULL) ORDER BY sequence";
        let mut query = self.connection.prepare(all).map_err(failed)?;
        let mut rows = query.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let capture = || -> rusqlite::Result<CaptureKept> {
                Ok(CaptureKept {
                    sha256: row.get(0)?,
                    location: row.get(1)?,
                    at: row.get(2)?,
                    media_type: row.get(3)?,
                    bytes: row.get(4)?,
                })
            };
            each(capture().map_err(failed)?)?;
        }
        Ok(())
    }

    /// How far the case has come; it changes with everything that is added, by this process or another.
    ///
    /// # Errors
    /// [`LedgerError`] where the case cannot be read.
    pub fn extent(&self) -> Result<Extent, LedgerError> {
        let extent = "SELECT sequence, hash, (SELECT coalesce(max(record), 0) FROM records) FROM log
                      ORDER BY sequence DESC LIMIT 1";
        let extent = self.connection.query_row(extent, [], |row| {
            Ok(Extent {
                sequence: row.get(0)?,
                hash: row.get(1)?,
                records: row.get(2)?,
            })
        });
        extent.map_err(|cause| self.failed(cause))
    }

    /// The bytes of a capture, with the media type that they were read as; nothing where the case has no such capture.
    ///
    /// # Errors
    /// [`LedgerError`] where the case cannot be read.
    pub fn capture(&self, sha256: &str) -> Result<Option<(String, Vec<u8>)>, LedgerError> {
        let capture = "SELECT media_type, bytes FROM captures WHERE sha256 = ?1";
        let capture = self
            .connection
            .query_row(capture, [sha256], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional();
        capture.map_err(|cause| self.failed(cause))
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
