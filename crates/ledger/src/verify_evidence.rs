//! Verifying what makes a case evidence: exchanges against their log, heads against the tree, signatures and timestamps.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_preserve::digest::{hash_of, hexadecimal};
use onrecord_preserve::merkle::Growing;
use onrecord_preserve::timestamp::check;
use onrecord_preserve::{PublicKey, StampError, TreeHead};

use crate::evidence::nonce_of;
use crate::exchanges::{self, LONGEST_BODY};
use crate::verify::{Sealed, Signed, Stamped, Verification};
use crate::{Case, Expected, chain};

/// A head, with what stands under it and holds.
#[derive(Clone, Debug)]
pub(crate) struct HeadFound {
    pub(crate) head: TreeHead,
    pub(crate) signed: Vec<Signed>,
    pub(crate) stamped: Option<Stamped>,
}

impl Case {
    pub(crate) fn verify_bodies(&self, found: &mut Verification) -> rusqlite::Result<()> {
        let mut query = self.connection.prepare("SELECT sha256, bytes FROM bodies")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let sha256: String = row.get(0)?;
            if chain::digest(row.get_ref(1)?.as_blob().unwrap_or_default()) != sha256 {
                found.problem(format!("body {sha256}"), "its bytes were altered");
            }
        }
        Ok(())
    }

    pub(crate) fn verify_exchanges(&self, found: &mut Verification, sealed: &Sealed) -> rusqlite::Result<()> {
        let mut there = BTreeSet::new();
        let mut query = self.connection.prepare(exchanges::ALL)?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let kept = exchanges::of(row)?;
            let subject = format!("exchange {} ({})", kept.number, kept.exchange.url);
            let number = kept.number.to_string();
            let digest = chain::digest(&exchanges::payload(&kept.exchange, kept.capture.as_deref()));
            let decoded = kept
                .exchange
                .answer()
                .and_then(|answer| answer.decoded(LONGEST_BODY).ok());
            if !sealed.contains(&("exchange".to_owned(), number.clone(), digest)) {
                found.problem(subject, "was altered, or the log has no link about it");
            } else if kept.capture.is_some() && kept.capture != decoded.map(|decoded| chain::digest(&decoded)) {
                found.problem(subject, "its body is not the capture that is said to come out of it");
            } else {
                found.exchanges += 1;
            }
            there.insert(number);
        }
        for (_, subject, _) in sealed.iter().filter(|(kind, ..)| kind == "exchange") {
            if !there.contains(subject) {
                found.problem(format!("exchange {subject}"), "the log tells of it and it is missing");
            }
        }
        Ok(())
    }

    /// Heads, signatures and timestamps; what of the log they reach.
    pub(crate) fn verify_evidence(&self, found: &mut Verification, expected: &Expected) -> rusqlite::Result<()> {
        let heads = self.heads_found(found, expected)?;
        let links = found.links;
        let newest = |size: Option<u64>| links.saturating_sub(size.unwrap_or_default());
        let signed = heads.iter().rev().find_map(|head| head.signed.last());
        found.unsigned_links = newest(signed.map(|signed| signed.size));
        let stamped = heads.iter().rev().find_map(|head| head.stamped.as_ref());
        found.unstamped_links = newest(stamped.map(|stamped| stamped.size));
        let reached = stamped.map_or(0, |stamped| stamped.size);
        (found.signed, found.stamped) = (signed.cloned(), stamped.cloned());
        let own = self.stamps_of_captures(found, expected)?;
        let mut query = self
            .connection
            .prepare("SELECT subject, sequence FROM log WHERE kind = 'capture'")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let (sha256, sequence): (String, i64) = (row.get(0)?, row.get(1)?);
            if u64::try_from(sequence).is_ok_and(|sequence| sequence <= reached) || own.contains_key(&sha256) {
                found.stamped_captures += 1;
            }
        }
        let waiting = "SELECT count(*) FROM stamp_requests WHERE request NOT IN (SELECT request FROM stamps)";
        let waiting: i64 = self.connection.query_row(waiting, [], |row| row.get(0))?;
        found.waiting_stamps = u64::try_from(waiting).unwrap_or_default();
        Ok(())
    }

    /// Every head that the log bears out, in order; what does not hold is told.
    pub(crate) fn heads_found(
        &self,
        found: &mut Verification,
        expected: &Expected,
    ) -> rusqlite::Result<Vec<HeadFound>> {
        let mut query = self
            .connection
            .prepare("SELECT head, digest, text FROM heads ORDER BY head")?;
        let rows = query.query_map([], |row| {
            Ok((
                row.get::<_, i64>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, String>(2)?,
            ))
        })?;
        let mut heads = Vec::new();
        let mut log = chain::leaves(&self.connection)?.into_iter();
        let first: Option<String> = self
            .connection
            .query_row("SELECT hash FROM log ORDER BY sequence LIMIT 1", [], |row| row.get(0))
            .ok();
        let (mut tree, mut previous) = (Growing::default(), None);
        for row in rows {
            let (number, digest, text) = row?;
            let subject = format!("tree head {number}");
            let head = TreeHead::read(&text).filter(|head| head.digest() == digest);
            let Some(head) = head.filter(|head| Some(&head.log) == first.as_ref()) else {
                found.problem(subject, "was altered, or is of another log");
                continue;
            };
            if head.previous != previous {
                found.problem(
                    &subject,
                    "does not follow from the head before it: one was altered or removed",
                );
            }
            previous = Some(head.digest());
            while (tree.size() as u64) < head.size {
                let Some(leaf) = log.next() else { break };
                tree.push(leaf);
            }
            if (tree.size() as u64) < head.size {
                let reason = format!(
                    "covers {} links, and the log has {}: links were cut off",
                    head.size,
                    tree.size()
                );
                found.problem(subject, reason);
                continue;
            }
            if tree.size() as u64 != head.size || hexadecimal(&tree.root()) != head.root {
                found.problem(subject, "the log is not what it was when this head was taken");
                continue;
            }
            found.heads += 1;
            let signed = self.signatures_of(number, &head, found, expected)?;
            let stamped = self.stamp_of(&head.digest(), head.size, &subject, found, expected)?;
            heads.push(HeadFound { head, signed, stamped });
        }
        if let Some(key) = expected
            .key
            .as_ref()
            .filter(|_| heads.iter().all(|head| head.signed.is_empty()))
        {
            let reason = format!("none is by the key that was given ({})", key.fingerprint());
            found.problem("the signatures", reason);
        }
        Ok(heads)
    }

    fn signatures_of(
        &self,
        number: i64,
        head: &TreeHead,
        found: &mut Verification,
        expected: &Expected,
    ) -> rusqlite::Result<Vec<Signed>> {
        let all = "SELECT key, signature, at FROM signatures WHERE head = ?1 ORDER BY rowid";
        let mut query = self.connection.prepare_cached(all)?;
        let mut rows = query.query([number])?;
        let mut signed = Vec::new();
        while let Some(row) = rows.next()? {
            let key = PublicKey(row.get(0)?);
            if !key.verifies(head.text().as_bytes(), &row.get::<_, String>(1)?) {
                let subject = format!("signature of tree head {number}");
                found.problem(subject, format!("is not the key’s {}", key.fingerprint()));
                continue;
            }
            found.signatures += 1;
            if expected.key.as_ref().is_none_or(|expected| *expected == key) {
                signed.push(Signed {
                    size: head.size,
                    at: row.get(2)?,
                    key: key.fingerprint(),
                    is_expected: expected.key.as_ref().map(|_| true),
                });
            }
        }
        Ok(signed)
    }

    /// The timestamp of what has this digest, where there is one that holds.
    fn stamp_of(
        &self,
        digest: &str,
        size: u64,
        subject: &str,
        found: &mut Verification,
        expected: &Expected,
    ) -> rusqlite::Result<Option<Stamped>> {
        let stamp =
            "SELECT nonce, answer, stamps.authority FROM stamps JOIN stamp_requests USING (request) WHERE digest = ?1";
        let mut query = self.connection.prepare_cached(stamp)?;
        let mut rows = query.query([digest])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let nonce = nonce_of(&row.get::<_, String>(0)?);
        let answer: Vec<u8> = row.get(1)?;
        let Some(imprint) = hash_of(digest) else {
            return Ok(None);
        };
        match check(&answer, &imprint, Some(&nonce), expected.authorities.as_ref()) {
            Ok(stamp) if stamp.trusted == Some(false) => {
                let reason = format!("its authority ({}) is none of those that were given", stamp.authority);
                found.problem(format!("timestamp of {subject}"), reason);
                Ok(None)
            }
            Ok(stamp) => {
                found.stamps += 1;
                Ok(Some(Stamped {
                    size,
                    stamp,
                    asked: row.get(2)?,
                }))
            }
            Err(StampError::Unsupported(_)) => {
                found.unchecked_stamps += 1;
                Ok(None)
            }
            Err(cause) => {
                found.problem(format!("timestamp of {subject}"), cause.to_string());
                Ok(None)
            }
        }
    }

    /// Timestamps of single captures that hold, by capture.
    pub(crate) fn stamps_of_captures(
        &self,
        found: &mut Verification,
        expected: &Expected,
    ) -> rusqlite::Result<BTreeMap<String, Stamped>> {
        let all = "SELECT digest FROM stamp_requests JOIN stamps USING (request) WHERE of = 'capture' ORDER BY request";
        let mut query = self.connection.prepare(all)?;
        let all: Vec<String> = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut own = BTreeMap::new();
        for digest in all {
            let subject = format!("capture {digest}");
            if let Some(stamped) = self.stamp_of(&digest, 0, &subject, found, expected)? {
                own.insert(digest, stamped);
            }
        }
        Ok(own)
    }
}
