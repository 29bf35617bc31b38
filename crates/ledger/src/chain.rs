//! The audit chain: what was added to a case, in order, each link sealed by the hash of the one before. The links are the
//! leaves of the Merkle tree whose heads are signed and timestamped.

use onrecord_preserve::digest::hash_of;
use onrecord_preserve::merkle::{self, Hash};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;
use sha2::{Digest, Sha256};

pub(crate) use onrecord_preserve::digest::sha256 as digest;

/// One link of the log. Its hash can be computed out of the other fields, and is a leaf of the Merkle tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Its number, from 1.
    pub sequence: i64,
    /// When it was added (RFC 3339, UTC).
    pub at: String,
    /// What it is about: `case`, `capture`, `source`, `record`, `decision` or `exchange`.
    pub kind: String,
    /// Which one: a digest or a number.
    pub subject: String,
    /// SHA-256 of what was added.
    pub payload: String,
    /// The hash of the link before; empty for the first.
    pub previous: String,
    /// SHA-256 over `onrecord log 1` and the fields above, each preceded by its length in bytes (eight, big-endian).
    pub hash: String,
}

impl Link {
    pub(crate) const COLUMNS: &'static str = "sequence, at, kind, subject, payload, previous, hash";

    pub(crate) fn of(row: &Row) -> rusqlite::Result<Self> {
        Ok(Self {
            sequence: row.get(0)?,
            at: row.get(1)?,
            kind: row.get(2)?,
            subject: row.get(3)?,
            payload: row.get(4)?,
            previous: row.get(5)?,
            hash: row.get(6)?,
        })
    }

    /// Whether the hash is that of the fields.
    pub fn is_sealed(&self) -> bool {
        let sealed = seal(
            self.sequence,
            &self.at,
            &self.kind,
            &self.subject,
            &self.payload,
            &self.previous,
        );
        sealed == self.hash
    }

    /// The leaf of the Merkle tree that the link is.
    pub fn leaf(&self) -> Hash {
        leaf(&self.hash)
    }
}

/// The leaf over a link's hash. What is no hash is a leaf that no sound log has.
pub(crate) fn leaf(hash: &str) -> Hash {
    hash_of(hash).map_or_else(|| merkle::leaf(hash.as_bytes()), |hash| merkle::leaf(&hash))
}

/// The leaves of the whole log.
pub(crate) fn leaves(connection: &Connection) -> rusqlite::Result<Vec<Hash>> {
    let mut query = connection.prepare("SELECT hash FROM log ORDER BY sequence")?;
    let hashes = query.query_map([], |row| row.get::<_, String>(0))?;
    hashes.map(|hash| Ok(leaf(&hash?))).collect()
}

/// The hash of a link: SHA-256 over its fields, each preceded by its length in bytes, so that no two links read alike.
pub(crate) fn seal(sequence: i64, at: &str, kind: &str, subject: &str, payload: &str, previous: &str) -> String {
    let mut hash = Sha256::new();
    for field in [
        "onrecord log 1",
        &sequence.to_string(),
        at,
        kind,
        subject,
        payload,
        previous,
    ] {
        hash.update((field.len() as u64).to_be_bytes());
        hash.update(field.as_bytes());
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Adds a link about `subject` whose content is `payload`. To be called inside the transaction that adds the subject.
pub(crate) fn append(
    connection: &Connection,
    at: &str,
    kind: &str,
    subject: &str,
    payload: &[u8],
) -> rusqlite::Result<()> {
    let last = connection
        .query_row(
            "SELECT sequence, hash FROM log ORDER BY sequence DESC LIMIT 1",
            [],
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)),
        )
        .optional()?;
    let (sequence, previous) = last.map_or((1, String::new()), |(sequence, hash)| (sequence + 1, hash));
    let payload = digest(payload);
    let hash = seal(sequence, at, kind, subject, &payload, &previous);
    connection.execute(
        "INSERT INTO log (sequence, at, kind, subject, payload, previous, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![sequence, at, kind, subject, payload, previous, hash],
    )?;
    Ok(())
}
