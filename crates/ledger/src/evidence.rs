//! Tree heads of the log, their signatures, and timestamps asked for and received. None is ever changed; a head says all of the
//! log up to one moment, so that whoever has one can tell whether anything before it was altered or cut off.

use onrecord_preserve::digest::{from_hexadecimal, hexadecimal};
use onrecord_preserve::merkle;
use onrecord_preserve::{Authorities, PublicKey, SigningKey, TreeHead};
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;

use crate::{Case, LedgerError, chain};

/// What somebody knows from elsewhere, and which the case is held against.
#[derive(Clone, Debug, Default)]
pub struct Expected {
    /// A hash noted down earlier: a link's, or a root.
    pub head: Option<String>,
    /// The key that signs.
    pub key: Option<PublicKey>,
    /// The authorities whose timestamps are believed.
    pub authorities: Option<Authorities>,
}

/// A tree head as the case has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeadKept {
    /// Its number.
    pub number: i64,
    /// What it says.
    pub head: TreeHead,
}

/// A timestamp that was asked for and has not come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The request's number.
    pub request: i64,
    /// The SHA-256 that is to be stamped, hexadecimal.
    pub digest: String,
    /// What ties the answer to the request.
    pub nonce: [u8; 8],
}

/// The newest head with all that stands under it: what goes out of the house with an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadEvidence {
    /// The head.
    pub head: TreeHead,
    /// Keys and their signatures, hexadecimal.
    pub signatures: Vec<(PublicKey, String)>,
    /// The authority's answer.
    pub stamp: Option<Vec<u8>>,
}

impl Case {
    /// Takes a head of the log as it is now. Where nothing was added since the last one, that one is given.
    ///
    /// # Errors
    /// [`LedgerError`]; the case then is as it was before.
    pub fn take_head(&mut self, at: &str) -> Result<HeadKept, LedgerError> {
        self.write(|connection| {
            let leaves = chain::leaves(connection)?;
            let size = i64::try_from(leaves.len()).unwrap_or(i64::MAX);
            let newest = newest(connection)?;
            if let Some(newest) = newest.as_ref().filter(|newest| newest.head.size == leaves.len() as u64) {
                return Ok(newest.clone());
            }
            let first = "SELECT hash FROM log ORDER BY sequence LIMIT 1";
            let head = TreeHead {
                log: connection.query_row(first, [], |row| row.get(0))?,
                size: leaves.len() as u64,
                root: hexadecimal(&merkle::root(&leaves)),
                at: at.to_owned(),
                previous: newest.map(|newest| newest.head.digest()),
            };
            connection.execute(
                "INSERT INTO heads (size, digest, text) VALUES (?1, ?2, ?3)",
                params![size, head.digest(), head.text()],
            )?;
            Ok(HeadKept {
                number: connection.last_insert_rowid(),
                head,
            })
        })
    }

    /// Signs a head. Gives whether it was not signed with this key before.
    ///
    /// # Errors
    /// [`LedgerError`]; the case then is as it was before.
    pub fn sign(&mut self, head: &HeadKept, key: &SigningKey, at: &str) -> Result<bool, LedgerError> {
        let public = key.public().0;
        let signature = key.sign(head.head.text().as_bytes());
        self.write(|connection| {
            let known = "SELECT 1 FROM signatures WHERE head = ?1 AND key = ?2";
            let known = connection
                .query_row(known, params![head.number, public], |_| Ok(()))
                .optional()?;
            if known.is_some() {
                return Ok(false);
            }
            connection.execute(
                "INSERT INTO signatures (head, key, signature, at) VALUES (?1, ?2, ?3, ?4)",
                params![head.number, public, signature, at],
            )?;
            Ok(true)
        })
    }

    /// Puts down that a head is to be timestamped. Gives whether that was new.
    ///
    /// # Errors
    /// [`LedgerError`]; the case then is as it was before.
    pub fn ask_stamp_of_head(&mut self, head: &TreeHead, nonce: [u8; 8], at: &str) -> Result<bool, LedgerError> {
        self.write(|connection| ask(connection, "head", &head.digest(), nonce, at))
    }

    /// Puts down that every capture without a timestamp of its own is to have one; `nonce` gives a random number for each.
    /// Gives how many were new.
    ///
    /// # Errors
    /// [`LedgerError`]; the case then is as it was before.
    pub fn ask_stamp_of_captures(
        &mut self,
        mut nonce: impl FnMut() -> [u8; 8],
        at: &str,
    ) -> Result<usize, LedgerError> {
        self.write(|connection| {
            let all =
                "SELECT sha256 FROM captures WHERE sha256 NOT IN (SELECT digest FROM stamp_requests) ORDER BY sequence";
            let mut query = connection.prepare(all)?;
            let all: Vec<String> = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
            for sha256 in &all {
                ask(connection, "capture", sha256, nonce(), at)?;
            }
            Ok(all.len())
        })
    }

    /// The timestamps that were asked for and have not come, the oldest first.
    ///
    /// # Errors
    /// [`LedgerError`] where the case cannot be read.
    pub fn waiting(&self) -> Result<Vec<Waiting>, LedgerError> {
        let failed = |cause| self.failed(cause);
        let all = "SELECT request, digest, nonce FROM stamp_requests WHERE request NOT IN (SELECT request FROM stamps) ORDER BY request";
        let mut query = self.connection.prepare(all).map_err(failed)?;
        let rows = query.query_map([], |row| {
            Ok(Waiting {
                request: row.get(0)?,
                digest: row.get(1)?,
                nonce: nonce_of(&row.get::<_, String>(2)?),
            })
        });
        rows.map_err(failed)?.collect::<Result<_, _>>().map_err(failed)
    }

    /// Keeps an authority's answer, verbatim. What came first stays.
    ///
    /// # Errors
    /// [`LedgerError`]; the case then is as it was before.
    pub fn keep_stamp(&mut self, request: i64, authority: &str, answer: &[u8], at: &str) -> Result<(), LedgerError> {
        self.write(|connection| {
            let known = "SELECT 1 FROM stamps WHERE request = ?1";
            if connection.query_row(known, [request], |_| Ok(())).optional()?.is_none() {
                connection.execute(
                    "INSERT INTO stamps (request, authority, answer, at) VALUES (?1, ?2, ?3, ?4)",
                    params![request, authority, answer, at],
                )?;
            }
            Ok(())
        })
    }

    /// The newest head, signed and timestamped as it is; nothing where none was taken.
    ///
    /// # Errors
    /// [`LedgerError`] where the case cannot be read.
    pub fn newest_head(&self) -> Result<Option<HeadEvidence>, LedgerError> {
        let failed = |cause| self.failed(cause);
        let Some(newest) = newest(&self.connection).map_err(failed)? else {
            return Ok(None);
        };
        let signatures = "SELECT key, signature FROM signatures WHERE head = ?1 ORDER BY key";
        let mut query = self.connection.prepare(signatures).map_err(failed)?;
        let signatures = query.query_map([newest.number], |row| Ok((PublicKey(row.get(0)?), row.get(1)?)));
        let signatures = signatures.map_err(failed)?.collect::<Result<_, _>>().map_err(failed)?;
        let stamp = "SELECT answer FROM stamps JOIN stamp_requests USING (request) WHERE digest = ?1";
        let stamp = self
            .connection
            .query_row(stamp, [newest.head.digest()], |row| row.get(0));
        Ok(Some(HeadEvidence {
            head: newest.head,
            signatures,
            stamp: stamp.optional().map_err(failed)?,
        }))
    }
}

pub(crate) fn nonce_of(text: &str) -> [u8; 8] {
    from_hexadecimal(text)
        .and_then(|nonce| nonce.try_into().ok())
        .unwrap_or_default()
}

fn newest(connection: &Connection) -> rusqlite::Result<Option<HeadKept>> {
    let newest = "SELECT head, text FROM heads ORDER BY head DESC LIMIT 1";
    let newest = connection
        .query_row(newest, [], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))
        .optional()?;
    Ok(newest.and_then(|(number, text)| {
        Some(HeadKept {
            number,
            head: TreeHead::read(&text)?,
        })
    }))
}

fn ask(connection: &Connection, of: &str, digest: &str, nonce: [u8; 8], at: &str) -> rusqlite::Result<bool> {
    let known = "SELECT 1 FROM stamp_requests WHERE digest = ?1";
    if connection.query_row(known, [digest], |_| Ok(())).optional()?.is_some() {
        return Ok(false);
    }
    connection.execute(
        "INSERT INTO stamp_requests (of, digest, nonce, at) VALUES (?1, ?2, ?3, ?4)",
        params![of, digest, hexadecimal(&nonce), at],
    )?;
    Ok(true)
}
