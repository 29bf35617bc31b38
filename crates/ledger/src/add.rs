//! Adding to a case: all of one document in one transaction, or nothing of it.

use onrecord_document::Capture;
use onrecord_extract::{Derivation, Record};
use onrecord_preserve::Exchange;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params, params_from_iter};

use crate::rows::{self, TABLES};
use crate::{Case, LedgerError, chain, exchanges};

/// A document to be kept.
#[derive(Clone, Copy, Debug)]
pub struct Addition<'a> {
    /// What was read from it.
    pub record: &'a Record,
    /// The bytes as they came; their SHA-256 is the record's `document.capture.sha256`.
    pub bytes: &'a [u8],
    /// Where it came from: an address or a path.
    pub location: &'a str,
    /// The present time (RFC 3339, UTC).
    pub at: &'a str,
}

/// What adding a document did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// The document is new to the case.
    New,
    /// The document was known; this reading of it differs from the last and stands beside it.
    ReadAnew,
    /// The document and this reading were known, and now also that it is found at this place.
    FoundElsewhere,
    /// All of it was known: nothing was written.
    Known,
}

impl Case {
    /// Keeps a document, its bytes and its record. Adding the same again changes nothing.
    ///
    /// # Errors
    /// [`LedgerError`]; the case then is as it was before.
    pub fn add(&mut self, addition: &Addition) -> Result<Added, LedgerError> {
        self.add_fetched(addition, &[])
    }

    /// The same, with the exchanges over the network that led to it, in one transaction. The last one is what the document
    /// was read out of, where its body is the document's bytes.
    ///
    /// # Errors
    /// [`LedgerError`]; the case then is as it was before.
    pub fn add_fetched(&mut self, addition: &Addition, exchanges: &[Exchange]) -> Result<Added, LedgerError> {
        let capture = &addition.record.document.capture;
        if chain::digest(addition.bytes) != capture.sha256 {
            let document = addition.record.document.id.clone();
            return Err(LedgerError::OtherBytes {
                file: self.file.clone(),
                document,
            });
        }
        self.write(|connection| {
            let new = keep_capture(connection, capture, addition.bytes, addition.at)?;
            let place = keep_source(connection, &capture.sha256, addition.location, addition.at)?;
            let read = keep_record(connection, addition.record, addition.at)?;
            for exchange in exchanges {
                exchanges::keep(connection, exchange, addition.at)?;
            }
            Ok(match (new, read, place) {
                (true, _, _) => Added::New,
                (false, true, _) => Added::ReadAnew,
                (false, false, true) => Added::FoundElsewhere,
                (false, false, false) => Added::Known,
            })
        })
    }

    /// Notes that a capture which the case has is found at a further place, with the exchanges that showed it. Nothing changes
    /// where that was known.
    ///
    /// # Errors
    /// [`LedgerError`]; the case then is as it was before.
    pub fn found_at(
        &mut self,
        sha256: &str,
        location: &str,
        exchanges: &[Exchange],
        at: &str,
    ) -> Result<Added, LedgerError> {
        let known = "SELECT 1 FROM sources WHERE capture = ?1 AND location = ?2";
        let known = self
            .connection
            .query_row(known, [sha256, location], |_| Ok(()))
            .optional();
        if exchanges.is_empty() && known.map_err(|cause| self.failed(cause))?.is_some() {
            return Ok(Added::Known);
        }
        self.write(|connection| {
            let new = keep_source(connection, sha256, location, at)?;
            for exchange in exchanges {
                exchanges::keep(connection, exchange, at)?;
            }
            Ok(if new { Added::FoundElsewhere } else { Added::Known })
        })
    }

    /// Whether the newest record of this capture was derived by these versions, so that deriving it again would give the same.
    ///
    /// # Errors
    /// [`LedgerError`] where the case cannot be read.
    pub fn holds(&self, sha256: &str, versions: &Derivation) -> Result<bool, LedgerError> {
        let newest = "SELECT onrecord, pipeline, catalogue FROM current_records WHERE capture = ?1";
        let newest = self
            .connection
            .query_row(newest, [sha256], |row| {
                Ok(Derivation {
                    onrecord: row.get(0)?,
                    pipeline: row.get(1)?,
                    catalogue: row.get(2)?,
                })
            })
            .optional()
            .map_err(|cause| self.failed(cause))?;
        Ok(newest.as_ref() == Some(versions))
    }

    /// One transaction that holds the right to write from its start, so that what it reads first is still so when it writes.
    pub(crate) fn write<T>(
        &mut self,
        change: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, LedgerError> {
        let failed = |cause| LedgerError::new(&self.file, cause);
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(failed)?;
        let done = change(&transaction).map_err(failed)?;
        transaction.commit().map_err(failed)?;
        Ok(done)
    }
}

pub(crate) fn keep_capture(
    connection: &Connection,
    capture: &Capture,
    bytes: &[u8],
    at: &str,
) -> rusqlite::Result<bool> {
    let known = "SELECT 1 FROM captures WHERE sha256 = ?1";
    if connection
        .query_row(known, [&capture.sha256], |_| Ok(()))
        .optional()?
        .is_some()
    {
        return Ok(false);
    }
    connection.execute(
        "INSERT INTO captures (sha256, sequence, bytes, media_type, fetched_at, added_at)
         VALUES (?1, (SELECT coalesce(max(sequence), 0) + 1 FROM captures), ?2, ?3, ?4, ?5)",
        params![capture.sha256, bytes, capture.media_type, capture.fetched_at, at],
    )?;
    chain::append(connection, at, "capture", &capture.sha256, bytes)?;
    Ok(true)
}

pub(crate) fn keep_source(connection: &Connection, sha256: &str, location: &str, at: &str) -> rusqlite::Result<bool> {
    let known = "SELECT 1 FROM sources WHERE capture = ?1 AND location = ?2";
    if connection
        .query_row(known, [sha256, location], |_| Ok(()))
        .optional()?
        .is_some()
    {
        return Ok(false);
    }
    connection.execute(
        "INSERT INTO sources (capture, location, added_at) VALUES (?1, ?2, ?3)",
        params![sha256, location, at],
    )?;
    chain::append(connection, at, "source", sha256, location.as_bytes())?;
    Ok(true)
}

/// Keeps a record unless it says the same as the document's newest.
pub(crate) fn keep_record(connection: &Connection, record: &Record, at: &str) -> rusqlite::Result<bool> {
    let newest = "SELECT json FROM current_records WHERE document = ?1";
    let newest: Option<String> = connection
        .query_row(newest, [&record.document.id], |row| row.get(0))
        .optional()?;
    let mut record = record.clone();
    if let Some(newest) = newest
        .as_ref()
        .and_then(|json| serde_json::from_str::<Record>(json).ok())
    {
        // Where the same bytes were found this time is told by `sources`, and makes no other reading of them.
        record.document.capture = newest.document.capture;
    }
    let json = serde_json::to_string(&record).map_err(|cause| rusqlite::Error::ToSqlConversionFailure(cause.into()))?;
    if newest.as_ref() == Some(&json) {
        return Ok(false);
    }
    connection.execute(
        "INSERT INTO records (document, capture, schema, onrecord, pipeline, catalogue, sha256, json, added_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            record.document.id,
            record.document.capture.sha256,
            record.schema,
            record.derived_by.onrecord,
            record.derived_by.pipeline,
            record.derived_by.catalogue,
            chain::digest(json.as_bytes()),
            json,
            at
        ],
    )?;
    let number = connection.last_insert_rowid();
    // The rows are made of what the JSON says, to the last digit of a coordinate, as `verify` will make them again.
    let record: Record =
        serde_json::from_str(&json).map_err(|cause| rusqlite::Error::ToSqlConversionFailure(cause.into()))?;
    for row in rows::rows(&record) {
        let columns = TABLES
            .iter()
            .find(|(table, _)| *table == row.table)
            .map_or("", |(_, columns)| columns);
        let places = "?, ".repeat(row.values.len());
        let insert = format!("INSERT INTO {} (record, {columns}) VALUES ({places}?)", row.table);
        let values = std::iter::once(Value::Integer(number)).chain(row.values);
        connection.prepare_cached(&insert)?.execute(params_from_iter(values))?;
    }
    connection.execute(
        "INSERT INTO passage_index (rowid, words) SELECT passage, words FROM passages WHERE record = ?1",
        [number],
    )?;
    chain::append(connection, at, "record", &number.to_string(), json.as_bytes())?;
    Ok(true)
}
