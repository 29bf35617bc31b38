//! The audit chain: what was added to a case, in order, each link sealed by the hash of the one before.

use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

/// SHA-256, lower-case hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// One link as it stands in the table.
#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) sequence: i64,
    pub(crate) at: String,
    pub(crate) kind: String,
    pub(crate) subject: String,
    pub(crate) payload: String,
    pub(crate) previous: String,
    pub(crate) hash: String,
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
