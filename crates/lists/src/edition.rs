//! A list as it was on a day: what files it came in, its entries, and what of it could not be read.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::entry::{Entry, ListId, hex};
use crate::error::ListError;
use crate::{eu, ofac, tree, uk, un};

/// A file as it came.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Its name, for messages.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Part of a list that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Where: the file and the row or entry.
    pub place: String,
    /// What is wrong with it.
    pub cause: String,
}

/// A list as it was on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// Whose list.
    pub list: ListId,
    /// The day that its files tell, `YYYY-MM-DD`, where they tell one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// SHA-256 of the file; of several, of their digests in order of their names.
    pub sha256: String,
    /// The files.
    pub files: Vec<String>,
    /// Its entries, in the order of the files.
    pub entries: Vec<Entry>,
    /// What could not be read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<Problem>,
}

/// What a parser makes of one file.
#[derive(Default)]
pub(crate) struct Parsed {
    pub date: Option<String>,
    pub entries: Vec<Entry>,
    pub problems: Vec<Problem>,
}

impl Parsed {
    pub fn problem(&mut self, place: impl Into<String>, cause: impl Into<String>) {
        self.problems.push(Problem {
            place: place.into(),
            cause: cause.into(),
        });
    }
}

/// What kind of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    UnXml,
    OfacXml,
    OfacCsv(ofac::Table),
    EuXml,
    EuCsv,
    UkXml,
    UkCsv,
}

/// Reads files as lists, one after the other; the CSV files of OFAC that were given together are one list. A file that cannot be read costs
/// itself.
#[must_use]
pub fn read(files: Vec<SourceFile>) -> (Vec<Edition>, Vec<ListError>) {
    let mut editions = Vec::new();
    let mut errors = Vec::new();
    let mut tables: Vec<(ofac::Table, SourceFile, String)> = Vec::new();
    for file in files {
        let text = decoded(&file.bytes);
        let Some(format) = format(&text) else {
            errors.push(ListError::Unknown(file.name));
            continue;
        };
        if let Format::OfacCsv(table) = format {
            tables.push((table, file, text));
            continue;
        }
        let (list, parsed) = match format {
            Format::UnXml => (ListId::Un, un::read(&text)),
            Format::OfacXml | Format::OfacCsv(_) => (ListId::Ofac, ofac::read_xml(&text)),
            Format::EuXml => (ListId::Eu, eu::read_xml(&text)),
            Format::EuCsv => (ListId::Eu, eu::read_csv(&text)),
            Format::UkXml => (ListId::Uk, uk::read_xml(&text)),
            Format::UkCsv => (ListId::Uk, uk::read_csv(&text)),
        };
        match parsed {
            Err(cause) => errors.push(ListError::Broken { file: file.name, cause }),
            Ok(parsed) if parsed.entries.is_empty() => errors.push(ListError::Empty(file.name)),
            Ok(parsed) => {
                let sha256 = hex(&Sha256::digest(&file.bytes));
                editions.push(edition(list, sha256, vec![file.name], parsed));
            }
        }
    }
    read_tables(tables, &mut editions, &mut errors);
    (editions, errors)
}

/// Puts the tables of OFAC together: a main one with those that came after it and before the next.
fn read_tables(
    tables: Vec<(ofac::Table, SourceFile, String)>,
    editions: &mut Vec<Edition>,
    errors: &mut Vec<ListError>,
) {
    let mains = tables.iter().filter(|(table, ..)| *table == ofac::Table::Main).count();
    if mains == 0 {
        errors.extend(tables.into_iter().map(|(_, file, _)| ListError::Orphan(file.name)));
        return;
    }
    let mut sets: Vec<Vec<(ofac::Table, SourceFile, String)>> = Vec::new();
    if mains == 1 {
        sets.push(tables);
    } else {
        let mut before = Vec::new();
        for table in tables {
            if table.0 == ofac::Table::Main {
                let mut set = std::mem::take(&mut before);
                set.push(table);
                sets.push(set);
            } else if let Some(set) = sets.last_mut() {
                set.push(table);
            } else {
                before.push(table);
            }
        }
    }
    for mut set in sets {
        set.sort_by(|one, other| one.1.name.cmp(&other.1.name));
        let digests: String = set
            .iter()
            .map(|(_, file, _)| hex(&Sha256::digest(&file.bytes)))
            .collect();
        let names: Vec<String> = set.iter().map(|(_, file, _)| file.name.clone()).collect();
        let texts: Vec<(ofac::Table, &str, &str)> = set
            .iter()
            .map(|(table, file, text)| (*table, file.name.as_str(), text.as_str()))
            .collect();
        let parsed = ofac::read_csv(&texts);
        if parsed.entries.is_empty() {
            errors.push(ListError::Empty(names.join(", ")));
        } else {
            let sha256 = if set.len() == 1 {
                digests
            } else {
                hex(&Sha256::digest(digests.as_bytes()))
            };
            editions.push(edition(ListId::Ofac, sha256, names, parsed));
        }
    }
}

fn edition(list: ListId, sha256: String, files: Vec<String>, mut parsed: Parsed) -> Edition {
    let mut seen = std::collections::BTreeSet::new();
    let mut doubles = Vec::new();
    parsed.entries.retain(|entry| {
        let is_new = seen.insert(entry.id.clone());
        if !is_new {
            doubles.push(entry.id.clone());
        }
        is_new
    });
    for id in doubles {
        parsed.problem(format!("entry {id}"), "stands there twice; the first is kept");
    }
    Edition {
        list,
        date: parsed.date,
        sha256,
        files,
        entries: parsed.entries,
        problems: parsed.problems,
    }
}

/// UTF-8, or else the one-byte code that older files are written in (ISO 8859-1).
fn decoded(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

fn format(text: &str) -> Option<Format> {
    if let Some(root) = tree::outermost(text) {
        return match root.as_str() {
            "CONSOLIDATED_LIST" => Some(Format::UnXml),
            "sdnList" => Some(Format::OfacXml),
            "export" => Some(Format::EuXml),
            "Designations" => Some(Format::UkXml),
            _ => None,
        };
    }
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let first = lines.next()?;
    if first.contains("Entity_LogicalId") || first.contains("EntityLogicalId") || first.contains("NameAlias_WholeName")
    {
        return Some(Format::EuCsv);
    }
    let second = lines.next().unwrap_or("");
    if uk::is_header(first) || uk::is_header(second) {
        return Some(Format::UkCsv);
    }
    ofac::table(text).map(Format::OfacCsv)
}
