//! Verifying a case: every digest, link, span and row is computed again and compared with what the file holds.

use std::collections::BTreeSet;
use std::path::PathBuf;

use onrecord_extract::Record;
use onrecord_preserve::Stamp;
use onrecord_preserve::digest::hexadecimal;
use onrecord_preserve::merkle::Growing;
use rusqlite::types::Value;
use serde::Serialize;

use crate::chain::{self, Link};
use crate::code_points::CodePoints;
use crate::rows::{self, TABLES};
use crate::{Case, Decision, Expected, LedgerError, decisions};

/// What holds in a case, and what does not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// The file.
    pub file: PathBuf,
    /// Captures whose bytes have the digest they are named by.
    pub captures: u64,
    /// Records that read as they were written.
    pub records: u64,
    /// Spans whose words stand where they say.
    pub spans: u64,
    /// Decisions that are as they were taken down.
    pub decisions: u64,
    /// Exchanges over the network that are as they were kept.
    pub exchanges: u64,
    /// Links of the log that follow from the one before.
    pub links: u64,
    /// Tree heads that the log bears out.
    pub heads: u64,
    /// Signatures that hold.
    pub signatures: u64,
    /// The newest signature that holds, by the key that was given where one was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed: Option<Signed>,
    /// Links that were added after what it covers; all of them where nothing is signed.
    pub unsigned_links: u64,
    /// Timestamps that hold.
    pub stamps: u64,
    /// The newest timestamp of a tree head that holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stamped: Option<Stamped>,
    /// Links that were added after what it covers; all of them where there is none.
    pub unstamped_links: u64,
    /// Captures that a timestamp covers: their own, or a head's.
    pub stamped_captures: u64,
    /// Timestamps that were asked for and have not come.
    pub waiting_stamps: u64,
    /// Timestamps that are signed in a way that is not checked here.
    pub unchecked_stamps: u64,
    /// The hash of the last link. Note it down elsewhere: a later verification that names it proves that all before it is unchanged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub head: Option<String>,
    /// The root of the Merkle tree over the links, which does the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub root: Option<String>,
    /// Everything that is altered or missing; empty where the case holds.
    pub problems: Vec<Problem>,
}

/// A signature under a tree head.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Signed {
    /// How many links the head covers.
    pub size: u64,
    /// When it was signed, by the signer's own clock (RFC 3339, UTC).
    pub at: String,
    /// The key's fingerprint: SHA-256 of its DER form.
    pub key: String,
    /// Whether it is the key that was given; nothing where none was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_expected: Option<bool>,
}

/// A timestamp of a tree head or a capture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stamped {
    /// How many links the head covers; 0 for a capture's own.
    pub size: u64,
    /// What the authority says.
    #[serde(flatten)]
    pub stamp: Stamp,
    /// The address that was asked.
    pub asked: String,
}

/// Something altered or missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// What it is about: `capture 3f…`, `record 4 (doc-…)`, `log link 7`, `tables`.
    pub subject: String,
    /// What is wrong with it, in words.
    pub reason: String,
}

impl Verification {
    /// Whether nothing is altered and nothing is missing.
    pub fn holds(&self) -> bool {
        self.problems.is_empty()
    }

    pub(crate) fn problem(&mut self, subject: impl Into<String>, reason: impl Into<String>) {
        self.problems.push(Problem {
            subject: subject.into(),
            reason: reason.into(),
        });
    }

    /// A part of the case that cannot even be read is a finding and no end of the verification.
    fn step(&mut self, subject: &str, done: rusqlite::Result<()>) {
        if let Err(cause) = done {
            self.problem(subject, format!("cannot be read: {cause}"));
        }
    }
}

/// Which subjects the log has links for, with the digest each link gives.
pub(crate) type Sealed = BTreeSet<(String, String, String)>;

impl Case {
    /// Computes everything again and compares. `expected_head`: a hash noted down earlier, which must be one of the log's.
    ///
    /// # Errors
    /// Only where the file cannot be asked at all; damage inside it is told in the result.
    pub fn verify(&self, expected_head: Option<&str>) -> Result<Verification, LedgerError> {
        self.verify_against(&Expected {
            head: expected_head.map(str::to_owned),
            ..Expected::default()
        })
    }

    /// Computes everything again and compares, also with what is known from elsewhere.
    ///
    /// # Errors
    /// Only where the file cannot be asked at all; damage inside it is told in the result.
    pub fn verify_against(&self, expected: &Expected) -> Result<Verification, LedgerError> {
        let mut found = Verification {
            file: self.file.clone(),
            ..Verification::default()
        };
        let mut sealed = Sealed::new();
        let done = self.verify_database(&mut found);
        found.step("the file", done);
        let done = self.verify_log(&mut found, &mut sealed, expected.head.as_deref());
        found.step("the log", done);
        let done = self.verify_captures(&mut found, &sealed);
        found.step("the captures", done);
        let done = self.verify_sources(&mut found, &sealed);
        found.step("the sources", done);
        let done = self.verify_records(&mut found, &sealed);
        found.step("the records", done);
        let done = self.verify_decisions(&mut found, &sealed);
        found.step("the decisions", done);
        let done = self.verify_bodies(&mut found);
        found.step("the bodies", done);
        let done = self.verify_exchanges(&mut found, &sealed);
        found.step("the exchanges", done);
        let done = self.verify_lists(&mut found);
        found.step("the lists", done);
        let done = self.verify_evidence(&mut found, expected);
        found.step("the signatures and timestamps", done);
        Ok(found)
    }

    fn verify_database(&self, found: &mut Verification) -> rusqlite::Result<()> {
        let mut check = self.connection.prepare("PRAGMA integrity_check(20)")?;
        let mut rows = check.query([])?;
        while let Some(row) = rows.next()? {
            let line: String = row.get(0)?;
            if line != "ok" {
                found.problem("the file", line.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
        let mut check = self.connection.prepare("PRAGMA foreign_key_check")?;
        let mut rows = check.query([])?;
        while let Some(row) = rows.next()? {
            let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
            found.problem(
                format!("table {table}"),
                format!("a row belongs to a row of {parent} that is missing"),
            );
        }
        Ok(())
    }

    fn verify_log(
        &self,
        found: &mut Verification,
        sealed: &mut Sealed,
        expected_head: Option<&str>,
    ) -> rusqlite::Result<()> {
        let mut query = self
            .connection
            .prepare(&format!("SELECT {} FROM log ORDER BY sequence", Link::COLUMNS))?;
        let links = query.query_map([], Link::of)?;
        let mut tree = Growing::default();
        let (mut number, mut previous, mut seen) = (0, String::new(), expected_head.is_none());
        for link in links {
            let link = link?;
            number += 1;
            let subject = format!("log link {}", link.sequence);
            if link.sequence != number {
                found.problem(&subject, format!("link {number} is missing before it"));
                number = link.sequence;
            } else if link.previous != previous {
                found.problem(&subject, "does not follow from the link before it");
            } else if !link.is_sealed() {
                found.problem(&subject, format!("was altered (about {} {})", link.kind, link.subject));
            } else {
                found.links += 1;
            }
            tree.push(link.leaf());
            seen |=
                expected_head.is_some_and(|expected| expected == link.hash || expected == hexadecimal(&tree.root()));
            previous.clone_from(&link.hash);
            sealed.insert((link.kind, link.subject, link.payload));
        }
        if !seen {
            found.problem(
                "the log",
                "the hash that was asked for is none of its links: links were cut off or all made anew",
            );
        }
        found.root = (number > 0).then(|| hexadecimal(&tree.root()));
        found.head = (!previous.is_empty()).then_some(previous);
        Ok(())
    }

    fn verify_captures(&self, found: &mut Verification, sealed: &Sealed) -> rusqlite::Result<()> {
        let mut there = BTreeSet::new();
        let mut query = self
            .connection
            .prepare("SELECT sha256, bytes FROM captures ORDER BY sequence")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let sha256: String = row.get(0)?;
            let digest = chain::digest(row.get_ref(1)?.as_blob().unwrap_or_default());
            if digest != sha256 {
                let place = self.location(&sha256);
                found.problem(
                    format!("capture {sha256}{place}"),
                    format!("its bytes were altered: their SHA-256 is {digest}"),
                );
            } else if !sealed.contains(&("capture".to_owned(), sha256.clone(), sha256.clone())) {
                found.problem(format!("capture {sha256}"), "the log has no link about it");
            } else {
                found.captures += 1;
            }
            there.insert(sha256);
        }
        for (_, subject, _) in sealed.iter().filter(|(kind, ..)| kind == "capture") {
            if !there.contains(subject) {
                found.problem(format!("capture {subject}"), "the log tells of it and it is missing");
            }
        }
        Ok(())
    }

    fn location(&self, sha256: &str) -> String {
        let first = "SELECT location FROM sources WHERE capture = ?1 ORDER BY rowid LIMIT 1";
        let first = self
            .connection
            .query_row(first, [sha256], |row| row.get::<_, String>(0));
        first.map(|location| format!(" ({location})")).unwrap_or_default()
    }

    fn verify_sources(&self, found: &mut Verification, sealed: &Sealed) -> rusqlite::Result<()> {
        let mut there = Sealed::new();
        let mut query = self.connection.prepare("SELECT capture, location FROM sources")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let (capture, location): (String, String) = (row.get(0)?, row.get(1)?);
            let link = ("source".to_owned(), capture, chain::digest(location.as_bytes()));
            if !sealed.contains(&link) {
                found.problem(
                    format!("source {location}"),
                    "was altered, or the log has no link about it",
                );
            }
            there.insert(link);
        }
        for link in sealed.iter().filter(|link| link.0 == "source" && !there.contains(link)) {
            found.problem(
                format!("source of capture {}", link.1),
                "the log tells of it and it is altered or missing",
            );
        }
        Ok(())
    }

    fn verify_records(&self, found: &mut Verification, sealed: &Sealed) -> rusqlite::Result<()> {
        let mut there = BTreeSet::new();
        let mut query = self.connection.prepare(
            "SELECT record, document, capture, CAST(json AS BLOB), onrecord, pipeline, catalogue FROM records ORDER BY record",
        )?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let (number, document): (i64, String) = (row.get(0)?, row.get(1)?);
            there.insert(number.to_string());
            let json = row.get_ref(3)?.as_blob().unwrap_or_default();
            let subject = format!("record {number} ({document})");
            if !sealed.contains(&("record".to_owned(), number.to_string(), chain::digest(json))) {
                found.problem(subject, "was altered: the log's link about it gives another digest");
                continue;
            }
            let record: Record = match serde_json::from_slice(json) {
                Ok(record) => record,
                Err(cause) => {
                    found.problem(subject, format!("cannot be read: {cause}"));
                    continue;
                }
            };
            let (capture, versions): (String, [String; 3]) = (row.get(2)?, [row.get(4)?, row.get(5)?, row.get(6)?]);
            let derived = &record.derived_by;
            let told = [&derived.onrecord, &derived.pipeline, &derived.catalogue];
            if record.document.id != document
                || record.document.capture.sha256 != capture
                || told != versions.each_ref()
            {
                found.problem(
                    &subject,
                    "its row says another document, capture or version than the record itself",
                );
            }
            let before = found.problems.len();
            self.verify_rows(found, &subject, number, &record)?;
            if found.problems.len() == before {
                found.records += 1;
            }
        }
        for (_, subject, _) in sealed.iter().filter(|(kind, ..)| kind == "record") {
            if !there.contains(subject) {
                found.problem(format!("record {subject}"), "the log tells of it and it is missing");
            }
        }
        Ok(())
    }

    /// The tables made from a record, compared with the rows that it gives, and its spans with the text.
    fn verify_rows(
        &self,
        found: &mut Verification,
        subject: &str,
        number: i64,
        record: &Record,
    ) -> rusqlite::Result<()> {
        let text = CodePoints::new(&record.document.text);
        let rows = rows::rows(record);
        for row in rows.iter().filter(|row| row.table == "spans") {
            if let [
                Value::Text(entry),
                Value::Text(part),
                _,
                Value::Integer(start),
                Value::Integer(end),
                Value::Text(exact),
            ] = row.values.as_slice()
            {
                let place = u32::try_from(*start).ok().zip(u32::try_from(*end).ok());
                if place.and_then(|(start, end)| text.slice(start, end)) == Some(exact) {
                    found.spans += 1;
                } else {
                    let reason = format!("{entry}: the {part} at {start}–{end} is not “{exact}” in the text");
                    found.problem(subject, reason);
                }
            }
        }
        for (table, columns) in TABLES {
            let mut expected: Vec<String> = rows
                .iter()
                .filter(|row| row.table == *table)
                .map(|row| format!("{:?}", row.values))
                .collect();
            let mut query = self
                .connection
                .prepare_cached(&format!("SELECT {columns} FROM {table} WHERE record = ?1"))?;
            let width = query.column_count();
            let stored = query.query_map([number], |row| {
                let values: rusqlite::Result<Vec<Value>> = (0..width).map(|column| row.get(column)).collect();
                values.map(|values| format!("{values:?}"))
            })?;
            let mut stored: Vec<String> = match stored.collect() {
                Ok(stored) => stored,
                Err(cause) => {
                    found.problem(subject, format!("its rows in table {table} cannot be read: {cause}"));
                    continue;
                }
            };
            expected.sort_unstable();
            stored.sort_unstable();
            if expected != stored {
                let differ = stored.iter().filter(|row| !expected.contains(row)).count();
                let missing = expected.iter().filter(|row| !stored.contains(row)).count();
                let reason = format!("table {table} says otherwise: {differ} rows altered or added, {missing} missing");
                found.problem(subject, reason);
            }
        }
        Ok(())
    }

    fn verify_decisions(&self, found: &mut Verification, sealed: &Sealed) -> rusqlite::Result<()> {
        let mut there = BTreeSet::new();
        let mut query = self
            .connection
            .prepare("SELECT decision, at, who, subject, what, why FROM decisions ORDER BY decision")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let number = row.get::<_, i64>(0)?.to_string();
            let decision = Decision {
                at: row.get(1)?,
                who: row.get(2)?,
                subject: row.get(3)?,
                what: row.get(4)?,
                why: row.get(5)?,
            };
            let digest = chain::digest(&decisions::payload(&decision));
            if sealed.contains(&("decision".to_owned(), number.clone(), digest)) {
                found.decisions += 1;
            } else {
                found.problem(
                    format!("decision {number}"),
                    "was altered, or the log has no link about it",
                );
            }
            there.insert(number);
        }
        for (_, subject, _) in sealed.iter().filter(|(kind, ..)| kind == "decision") {
            if !there.contains(subject) {
                found.problem(format!("decision {subject}"), "the log tells of it and it is missing");
            }
        }
        Ok(())
    }
}
