//! One entry verified by itself: its bytes against the log, and the log's link against a tree head by its inclusion proof.

use onrecord_extract::Record;
use onrecord_preserve::digest::{hash_of, hexadecimal};
use onrecord_preserve::{TreeHead, merkle};
use rusqlite::{OptionalExtension, params};
use serde::Serialize;

use crate::verify_evidence::HeadFound;
use crate::{Case, Decision, Expected, LedgerError, Link, Problem, Signed, Stamped, Verification};
use crate::{chain, decisions, exchanges};

/// What holds of one entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntryVerification {
    /// The id as it was given.
    pub id: String,
    /// What of it is in the log, each with its proof.
    pub proofs: Vec<Proof>,
    /// Everything that is altered or missing; empty where the entry holds.
    pub problems: Vec<Problem>,
}

impl EntryVerification {
    /// Whether the entry is in the case and nothing of it is altered or missing.
    pub fn holds(&self) -> bool {
        self.problems.is_empty() && !self.proofs.is_empty()
    }
}

/// A link of the log about the entry, and the proof that it is in the tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// What the link is about, in words.
    pub what: String,
    /// The link.
    pub link: Link,
    /// The tree that it is proved to be in.
    pub tree: Proved,
}

/// An inclusion proof (RFC 6962, section 2.1.1): leaf `index` of `size`, hashed with `path` from below, gives `root`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proved {
    /// The leaf's place, from 0.
    pub index: u64,
    /// How many leaves the tree has.
    pub size: u64,
    /// Its root, hexadecimal.
    pub root: String,
    /// The hashes beside the way up, hexadecimal.
    pub path: Vec<String>,
    /// The text of the head with that root; nothing where none was taken since the entry was added.
    pub head: Option<String>,
    /// Who signed that head.
    pub signed: Vec<Signed>,
    /// By when it existed, by an authority's word.
    pub stamped: Option<Stamped>,
}

/// Something of the entry: what it is, and what the log's link about it must say.
struct Part {
    what: String,
    kind: &'static str,
    subject: String,
    payload: String,
}

impl Case {
    /// Verifies one entry: a capture by its SHA-256, a document (`doc-…`), an entry of one (`doc-…/s3`), `decision/N`,
    /// `exchange/N`, or an address or path that documents were found at.
    ///
    /// # Errors
    /// Only where the file cannot be asked at all.
    pub fn verify_entry(&self, id: &str, expected: &Expected) -> Result<EntryVerification, LedgerError> {
        self.entry(id, expected).map_err(|cause| self.failed(cause))
    }

    fn entry(&self, id: &str, expected: &Expected) -> rusqlite::Result<EntryVerification> {
        let mut found = Verification::default();
        let parts = self.parts(id, &mut found)?;
        let leaves = chain::leaves(&self.connection)?;
        let heads = self.heads_found(&mut found, expected)?;
        let own = self.stamps_of_captures(&mut found, expected)?;
        let mut proofs = Vec::new();
        for part in parts {
            let query = format!(
                "SELECT {} FROM log WHERE kind = ?1 AND subject = ?2 AND payload = ?3",
                Link::COLUMNS
            );
            let link = self
                .connection
                .query_row(&query, params![part.kind, part.subject, part.payload], Link::of);
            let Some(link) = link.optional()?.filter(Link::is_sealed) else {
                found.problem(&part.what, "was altered, or the log has no link about it");
                continue;
            };
            let mut tree = match proved(&link, &leaves, &heads) {
                Some(tree) => tree,
                None => {
                    found.problem(&part.what, "its link is not in the tree that the log makes");
                    continue;
                }
            };
            if part.kind == "capture" && tree.stamped.is_none() {
                tree.stamped = own.get(&part.subject).cloned();
            }
            proofs.push(Proof {
                what: part.what,
                link,
                tree,
            });
        }
        if proofs.is_empty() && found.problems.is_empty() {
            found.problem(id, "the case has no such entry");
        }
        Ok(EntryVerification {
            id: id.to_owned(),
            proofs,
            problems: found.problems,
        })
    }

    fn parts(&self, id: &str, found: &mut Verification) -> rusqlite::Result<Vec<Part>> {
        let number = |prefix: &str| id.strip_prefix(prefix).and_then(|number| number.parse::<i64>().ok());
        if let Some(number) = number("decision/") {
            return self.decision_part(number);
        }
        if let Some(number) = number("exchange/") {
            let query = format!("{} WHERE exchange = ?1", exchanges::ALL);
            let kept = self.connection.query_row(&query, [number], exchanges::of).optional()?;
            return Ok(kept.iter().map(exchange_part).collect());
        }
        let (document, entry) = id
            .split_once('/')
            .map_or((id, None), |(document, entry)| (document, Some(entry)));
        if id.starts_with("doc-") {
            return self.document_parts(document, entry, found);
        }
        let captures =
            "SELECT sha256 FROM captures WHERE sha256 = ?1 UNION SELECT capture FROM sources WHERE location = ?1";
        let mut query = self.connection.prepare(captures)?;
        let captures: Vec<String> = query.query_map([id], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut parts = Vec::new();
        for capture in captures {
            parts.extend(self.capture_parts(&capture)?);
        }
        Ok(parts)
    }

    fn decision_part(&self, number: i64) -> rusqlite::Result<Vec<Part>> {
        let query = format!("{} WHERE decision = ?1", decisions::ALL);
        let decision = self.connection.query_row(&query, [number], decisions::of);
        let decision = decision.optional()?;
        let part = |decision: &Decision| Part {
            what: format!(
                "decision {number}: {} {}, by {}",
                decision.subject, decision.what, decision.who
            ),
            kind: "decision",
            subject: number.to_string(),
            payload: chain::digest(&decisions::payload(decision)),
        };
        Ok(decision.iter().map(part).collect())
    }

    /// A capture's bytes, where it was found, and the exchanges that brought it.
    fn capture_parts(&self, sha256: &str) -> rusqlite::Result<Vec<Part>> {
        let query = "SELECT bytes FROM captures WHERE sha256 = ?1";
        let bytes: Option<Vec<u8>> = self
            .connection
            .query_row(query, [sha256], |row| row.get(0))
            .optional()?;
        let mut parts = vec![Part {
            what: format!("capture {sha256}"),
            kind: "capture",
            subject: sha256.to_owned(),
            payload: bytes.map(|bytes| chain::digest(&bytes)).unwrap_or_default(),
        }];
        let mut query = self
            .connection
            .prepare("SELECT location FROM sources WHERE capture = ?1 ORDER BY rowid")?;
        let mut rows = query.query([sha256])?;
        while let Some(row) = rows.next()? {
            let location: String = row.get(0)?;
            parts.push(Part {
                what: format!("found at {location}"),
                kind: "source",
                subject: sha256.to_owned(),
                payload: chain::digest(location.as_bytes()),
            });
        }
        let query = format!("{} WHERE capture = ?1 ORDER BY exchange", exchanges::ALL);
        let mut query = self.connection.prepare(&query)?;
        let mut rows = query.query([sha256])?;
        while let Some(row) = rows.next()? {
            parts.push(exchange_part(&exchanges::of(row)?));
        }
        Ok(parts)
    }

    /// A document's capture and its newest reading, which must have the entry that is asked for.
    fn document_parts(
        &self,
        document: &str,
        entry: Option<&str>,
        found: &mut Verification,
    ) -> rusqlite::Result<Vec<Part>> {
        let query = "SELECT record, capture, CAST(json AS BLOB) FROM records WHERE document = ?1 ORDER BY record DESC";
        let mut query = self.connection.prepare(query)?;
        let mut rows = query.query([document])?;
        let mut parts = Vec::new();
        while let Some(row) = rows.next()? {
            let (number, capture): (i64, String) = (row.get(0)?, row.get(1)?);
            let json: Vec<u8> = row.get(2)?;
            let record = serde_json::from_slice::<Record>(&json).ok();
            let spans = entry.map(|entry| record.as_ref().and_then(|record| places(record, entry)));
            match spans {
                Some(None) => continue,
                Some(Some(false)) => found.problem(
                    format!("{document}/{}", entry.unwrap_or_default()),
                    "its words do not stand where it says",
                ),
                _ => {}
            }
            parts.extend(self.capture_parts(&capture)?);
            parts.push(Part {
                what: format!("reading {number} of {document}"),
                kind: "record",
                subject: number.to_string(),
                payload: chain::digest(&json),
            });
            break;
        }
        Ok(parts)
    }
}

fn exchange_part(kept: &exchanges::ExchangeKept) -> Part {
    let status = kept.exchange.answer().map_or(0, |answer| answer.status);
    Part {
        what: format!(
            "exchange {}: {} answered {status} at {}",
            kept.number, kept.exchange.url, kept.exchange.at
        ),
        kind: "exchange",
        subject: kept.number.to_string(),
        payload: chain::digest(&exchanges::payload(&kept.exchange, kept.capture.as_deref())),
    }
}

/// Whether the words of an entry stand in the text where it says; nothing where the record has no such entry.
fn places(record: &Record, entry: &str) -> Option<bool> {
    use rusqlite::types::Value;
    let text = crate::code_points::CodePoints::new(&record.document.text);
    let rows = crate::rows::rows(record);
    let mut spans = rows
        .iter()
        .filter(|row| row.table == "spans")
        .filter_map(|row| match row.values.as_slice() {
            [
                Value::Text(of),
                _,
                _,
                Value::Integer(start),
                Value::Integer(end),
                Value::Text(exact),
            ] if of == entry => {
                let place = u32::try_from(*start).ok().zip(u32::try_from(*end).ok());
                Some(place.and_then(|(start, end)| text.slice(start, end)) == Some(exact.as_str()))
            }
            _ => None,
        });
    let first = spans.next()?;
    Some(first && spans.all(|stands| stands))
}

/// The proof that a link is in the tree of the best head over it: signed and timestamped before either alone, and the earliest of those.
fn proved(link: &Link, leaves: &[merkle::Hash], heads: &[HeadFound]) -> Option<Proved> {
    let index = usize::try_from(link.sequence).ok()?.checked_sub(1)?;
    let over = |head: &&HeadFound| head.head.size > index as u64;
    let weight = |head: &HeadFound| (head.stamped.is_some(), !head.signed.is_empty());
    let best = heads
        .iter()
        .filter(over)
        .max_by_key(|head| (weight(head), std::cmp::Reverse(head.head.size)));
    let size = best.map_or(leaves.len(), |best| {
        usize::try_from(best.head.size).unwrap_or(usize::MAX)
    });
    let within = leaves.get(..size)?;
    let path = merkle::inclusion(within, index)?;
    let root = merkle::root(within);
    let is_in = merkle::includes(&root, size, index, &link.leaf(), &path);
    let is_heads = best.is_none_or(|best| hash_of(&best.head.root) == Some(root));
    (is_in && is_heads).then(|| Proved {
        index: index as u64,
        size: size as u64,
        root: hexadecimal(&root),
        path: path.iter().map(|hash| hexadecimal(hash)).collect(),
        head: best.map(|best| TreeHead::text(&best.head)),
        signed: best.map(|best| best.signed.clone()).unwrap_or_default(),
        stamped: best.and_then(|best| best.stamped.clone()),
    })
}
