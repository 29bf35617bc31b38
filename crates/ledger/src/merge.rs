//! Another case taken into this one: captures, places, readings, exchanges, decisions and timestamps of captures. Each is added as
//! if it had come by itself, so that the log of this case stays whole; what was there already is not added twice.

use std::collections::BTreeMap;

use onrecord_document::Capture;
use onrecord_extract::Record;
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;

use crate::add::{keep_capture, keep_record, keep_source};
use crate::{Case, LedgerError, chain, decisions, exchanges};

/// So many captures are one transaction: all of a document is in one.
const CAPTURES_AT_A_TIME: usize = 64;

/// How many of one kind were new, and how many were there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// Added.
    pub new: u64,
    /// There already.
    pub known: u64,
}

impl Counted {
    fn count(&mut self, is_new: bool) {
        if is_new {
            self.new += 1;
        } else {
            self.known += 1;
        }
    }
}

/// What merging did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Merged {
    /// Captures.
    pub captures: Counted,
    /// Places where a capture was found.
    pub sources: Counted,
    /// Readings of documents.
    pub records: Counted,
    /// Readings left out because this case read the same document later itself: they can be derived again from the capture.
    pub older_records: u64,
    /// Requests with their answers.
    pub exchanges: Counted,
    /// Decisions: each keeps who, when and why, and gets a number of this case.
    pub decisions: Counted,
    /// Timestamps of captures.
    pub stamps: Counted,
}

impl Case {
    /// Takes another case in. `at` is the present time (RFC 3339, UTC). Stopped in between, it can be called again.
    ///
    /// # Errors
    /// [`LedgerError`] where one of the two cannot be read or this one not be written.
    pub fn merge(&mut self, other: &Case, at: &str) -> Result<Merged, LedgerError> {
        let mut merged = Merged::default();
        let captures = other.column("SELECT sha256 FROM captures ORDER BY sequence")?;
        for captures in captures.chunks(CAPTURES_AT_A_TIME) {
            self.write(|connection| {
                for sha256 in captures {
                    take_capture(connection, &other.connection, sha256, at, &mut merged)?;
                }
                Ok(())
            })?;
        }
        other.each_exchange(|kept| {
            self.write(|connection| {
                let last = "SELECT coalesce(max(exchange), 0) FROM exchanges";
                let last: i64 = connection.query_row(last, [], |row| row.get(0))?;
                merged
                    .exchanges
                    .count(exchanges::keep(connection, &kept.exchange, at)? > last);
                Ok(())
            })
        })?;
        self.write(|connection| {
            take_decisions(connection, &other.connection, at, &mut merged)?;
            take_stamps(connection, &other.connection, &mut merged)
        })?;
        Ok(merged)
    }

    fn column(&self, query: &str) -> Result<Vec<String>, LedgerError> {
        let failed = |cause| self.failed(cause);
        let mut query = self.connection.prepare(query).map_err(failed)?;
        let rows = query.query_map([], |row| row.get(0)).map_err(failed)?;
        rows.collect::<Result<_, _>>().map_err(failed)
    }
}

fn take_capture(
    connection: &Connection,
    other: &Connection,
    sha256: &str,
    at: &str,
    merged: &mut Merged,
) -> rusqlite::Result<()> {
    let all = "SELECT media_type, fetched_at, bytes FROM captures WHERE sha256 = ?1";
    let (media_type, fetched_at, bytes): (String, Option<String>, Vec<u8>) =
        other.query_row(all, [sha256], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let capture = Capture {
        sha256: sha256.to_owned(),
        media_type,
        fetched_at,
        ..Capture::default()
    };
    merged.captures.count(keep_capture(connection, &capture, &bytes, at)?);
    let mut places = other.prepare_cached("SELECT location FROM sources WHERE capture = ?1 ORDER BY rowid")?;
    let mut places = places.query([sha256])?;
    while let Some(row) = places.next()? {
        let location: String = row.get(0)?;
        merged.sources.count(keep_source(connection, sha256, &location, at)?);
    }
    let mut readings = other.prepare_cached("SELECT json, added_at FROM records WHERE capture = ?1 ORDER BY record")?;
    let mut readings = readings.query([sha256])?;
    while let Some(row) = readings.next()? {
        let (json, read_at): (String, String) = (row.get(0)?, row.get(1)?);
        let record: Record =
            serde_json::from_str(&json).map_err(|cause| rusqlite::Error::ToSqlConversionFailure(cause.into()))?;
        match standing(connection, &record, &read_at)? {
            Reading::Known => merged.records.count(false),
            Reading::Older => merged.older_records += 1,
            Reading::New => merged.records.count(keep_record(connection, &record, at)?),
        }
    }
    Ok(())
}

enum Reading {
    New,
    Known,
    Older,
}

/// How another case's reading of a document stands to those that this case has of it.
fn standing(connection: &Connection, record: &Record, read_at: &str) -> rusqlite::Result<Reading> {
    let mut own =
        connection.prepare_cached("SELECT json, added_at FROM records WHERE document = ?1 ORDER BY record")?;
    let mut own = own.query([&record.document.id])?;
    let mut newest = String::new();
    while let Some(row) = own.next()? {
        let json: String = row.get(0)?;
        newest = row.get(1)?;
        let Ok(mut known) = serde_json::from_str::<Record>(&json) else {
            continue;
        };
        // Where the same bytes were found makes no other reading of them.
        known.document.capture = record.document.capture.clone();
        if known == *record {
            return Ok(Reading::Known);
        }
    }
    Ok(if newest.is_empty() || newest.as_str() < read_at {
        Reading::New
    } else {
        Reading::Older
    })
}

fn take_decisions(connection: &Connection, other: &Connection, at: &str, merged: &mut Merged) -> rusqlite::Result<()> {
    let mut numbers: BTreeMap<String, String> = BTreeMap::new();
    let all = format!("{} ORDER BY decision", decisions::ALL);
    let mut query = other.prepare(&all)?;
    let taken: Vec<_> = query.query_map([], decisions::of)?.collect::<Result<_, _>>()?;
    for (mut decision, number) in taken.into_iter().zip(1u32..) {
        // A subject that is a number is that of an earlier decision, which has another number here.
        if let Some(own) = numbers.get(&decision.subject) {
            decision.subject.clone_from(own);
        }
        let known =
            "SELECT decision FROM decisions WHERE at = ?1 AND who = ?2 AND subject = ?3 AND what = ?4 AND why = ?5";
        let fields = params![decision.at, decision.who, decision.subject, decision.what, decision.why];
        let known: Option<i64> = connection.query_row(known, fields, |row| row.get(0)).optional()?;
        merged.decisions.count(known.is_none());
        let own = match known {
            Some(own) => own,
            None => {
                connection.execute(
                    "INSERT INTO decisions (at, who, subject, what, why) VALUES (?1, ?2, ?3, ?4, ?5)",
                    fields,
                )?;
                let own = connection.last_insert_rowid();
                chain::append(
                    connection,
                    at,
                    "decision",
                    &own.to_string(),
                    &decisions::payload(&decision),
                )?;
                own
            }
        };
        numbers.insert(number.to_string(), own.to_string());
    }
    Ok(())
}

/// A timestamp of a capture is of its bytes, and proves them in any case; one of a tree head proves the other case's log alone.
fn take_stamps(connection: &Connection, other: &Connection, merged: &mut Merged) -> rusqlite::Result<()> {
    let mut query = other.prepare(
        "SELECT digest, nonce, stamp_requests.at, authority, answer, stamps.at
         FROM stamp_requests JOIN stamps USING (request) WHERE of = 'capture' ORDER BY request",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let digest: String = row.get(0)?;
        let known = "SELECT 1 FROM stamp_requests WHERE digest = ?1";
        let known = connection.query_row(known, [&digest], |_| Ok(())).optional()?.is_some();
        merged.stamps.count(!known);
        if known {
            continue;
        }
        let (nonce, asked): (String, String) = (row.get(1)?, row.get(2)?);
        connection.execute(
            "INSERT INTO stamp_requests (of, digest, nonce, at) VALUES ('capture', ?1, ?2, ?3)",
            params![digest, nonce, asked],
        )?;
        let (authority, answer, answered): (String, Vec<u8>, String) = (row.get(3)?, row.get(4)?, row.get(5)?);
        connection.execute(
            "INSERT INTO stamps (request, authority, answer, at) VALUES (?1, ?2, ?3, ?4)",
            params![connection.last_insert_rowid(), authority, answer, answered],
        )?;
    }
    Ok(())
}
