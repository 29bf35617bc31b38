//! Editions of sanctions lists kept in a case: as they were read, named by the digest of the files they came in.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use rusqlite::{OptionalExtension, Row, params};
use serde::Serialize;

use crate::verify::Verification;
use crate::{Case, LedgerError, chain};

/// No edition unfolds to more (bytes).
const LONGEST: u64 = 1 << 30;

/// An edition of a list, without its entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListEdition {
    /// Its number in the case, from 1.
    pub edition: i64,
    /// Whose list: `un`, `ofac`, `eu`, `uk`.
    pub list: String,
    /// The day that its files tell, `YYYY-MM-DD`, where they tell one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// SHA-256 of its files.
    pub sha256: String,
    /// The files or addresses that it came from.
    pub source: String,
    /// How many entries it has.
    pub entries: i64,
    /// When it was added (RFC 3339, UTC).
    pub added_at: String,
}

impl Case {
    /// Keeps an edition, whose entries are `json`; whether it is new. `edition.edition` is not read.
    ///
    /// # Errors
    /// [`LedgerError`] where the case cannot be written.
    pub fn keep_list(&mut self, edition: &ListEdition, json: &[u8]) -> Result<bool, LedgerError> {
        let digest = chain::digest(json);
        let folded =
            folded(json).map_err(|cause| self.failed(rusqlite::Error::ToSqlConversionFailure(cause.into())))?;
        self.write(|connection| {
            let known = "SELECT 1 FROM list_editions WHERE sha256 = ?1";
            if connection.query_row(known, [&edition.sha256], |_| Ok(())).optional()?.is_some() {
                return Ok(false);
            }
            connection.execute(
                "INSERT INTO list_editions (list, date, sha256, source, entries, digest, json, added_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![
                    edition.list,
                    edition.date,
                    edition.sha256,
                    edition.source,
                    edition.entries,
                    digest,
                    folded,
                    edition.added_at
                ],
            )?;
            Ok(true)
        })
    }

    /// Every edition, in the order in which they were added.
    ///
    /// # Errors
    /// [`LedgerError`] where the case cannot be read.
    pub fn lists(&self) -> Result<Vec<ListEdition>, LedgerError> {
        let failed = |cause| self.failed(cause);
        let all = "SELECT edition, list, date, sha256, source, entries, added_at FROM list_editions ORDER BY edition";
        let mut query = self.connection.prepare(all).map_err(failed)?;
        let rows = query.query_map([], of).map_err(failed)?;
        rows.collect::<Result<_, _>>().map_err(failed)
    }

    /// The entries of an edition, as JSON; none where the case has no such edition.
    ///
    /// # Errors
    /// [`LedgerError`] where the case cannot be read.
    pub fn list_entries(&self, edition: i64) -> Result<Option<Vec<u8>>, LedgerError> {
        let failed = |cause| self.failed(cause);
        let query = "SELECT json FROM list_editions WHERE edition = ?1";
        let bytes: Option<Vec<u8>> = self
            .connection
            .query_row(query, [edition], |row| row.get(0))
            .optional()
            .map_err(failed)?;
        Ok(bytes.map(|bytes| unfolded(&bytes).unwrap_or_default()))
    }

    /// Whether each edition has the digest that it was kept under.
    pub(crate) fn verify_lists(&self, found: &mut Verification) -> rusqlite::Result<()> {
        let mut query = self
            .connection
            .prepare("SELECT edition, digest, json FROM list_editions ORDER BY edition")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let (edition, digest, bytes): (i64, String, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
            if unfolded(&bytes).is_none_or(|json| chain::digest(&json) != digest) {
                found.problem(
                    format!("list edition {edition}"),
                    "was altered: its entries have another digest",
                );
            }
        }
        Ok(())
    }
}

fn of(row: &Row) -> rusqlite::Result<ListEdition> {
    Ok(ListEdition {
        edition: row.get(0)?,
        list: row.get(1)?,
        date: row.get(2)?,
        sha256: row.get(3)?,
        source: row.get(4)?,
        entries: row.get(5)?,
        added_at: row.get(6)?,
    })
}

fn folded(json: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(json)?;
    encoder.finish()
}

fn unfolded(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut json = Vec::new();
    ZlibDecoder::new(bytes).take(LONGEST).read_to_end(&mut json).ok()?;
    Some(json)
}
