//! A case as flat tables, once for all tabular formats: which tables there are, what their columns hold, and their rows one by one.

mod judged;
mod read;
pub(crate) mod weighed;

use std::borrow::Cow;

use serde_json::{Value, json};

use crate::{Choice, Dossier, ExportError};

/// The version of the tables; raised when a reader of an older one would misread them.
pub const SCHEMA_VERSION: u32 = 1;

/// One value of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing is told.
    None,
    /// Words.
    Text(Cow<'a, str>),
    /// A whole number.
    Whole(i64),
    /// A number with a fraction.
    Real(f64),
    /// Yes or no.
    Truth(bool),
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}
impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}
impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}
impl From<bool> for Cell<'_> {
    fn from(truth: bool) -> Self {
        Self::Truth(truth)
    }
}
impl From<u32> for Cell<'_> {
    fn from(number: u32) -> Self {
        Self::Whole(number.into())
    }
}
impl From<u64> for Cell<'_> {
    fn from(number: u64) -> Self {
        i64::try_from(number).map_or(Self::None, Self::Whole)
    }
}
impl From<usize> for Cell<'_> {
    fn from(number: usize) -> Self {
        i64::try_from(number).map_or(Self::None, Self::Whole)
    }
}
impl From<f64> for Cell<'_> {
    fn from(number: f64) -> Self {
        Self::Real(number)
    }
}
impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::None, Into::into)
    }
}

/// What a column's values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A whole number.
    Whole,
    /// A number with a fraction.
    Real,
    /// Yes or no.
    Truth,
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What its values are.
    pub kind: Kind,
    /// What it says, for a reader.
    pub says: &'static str,
}

pub(crate) const fn text(name: &'static str, says: &'static str) -> Column {
    Column {
        name,
        kind: Kind::Text,
        says,
    }
}
pub(crate) const fn whole(name: &'static str, says: &'static str) -> Column {
    Column {
        name,
        kind: Kind::Whole,
        says,
    }
}
pub(crate) const fn real(name: &'static str, says: &'static str) -> Column {
    Column {
        name,
        kind: Kind::Real,
        says,
    }
}
pub(crate) const fn truth(name: &'static str, says: &'static str) -> Column {
    Column {
        name,
        kind: Kind::Truth,
        says,
    }
}

/// Takes the rows of a table, one after another.
pub type Rows<'r> = &'r mut dyn FnMut(&[Cell<'_>]) -> Result<(), ExportError>;

/// A table.
#[derive(Clone, Copy)]
pub struct Table {
    /// Its name, and that of its file.
    pub name: &'static str,
    /// What one row is.
    pub row: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
    /// The columns that tell rows apart; none where the order of the rows does.
    pub key: &'static [&'static str],
    /// Columns that name a row of another table: the column, the table, its column.
    pub refers: &'static [(&'static str, &'static str, &'static str)],
    /// Hands every row on.
    pub rows: fn(&Dossier, Choice, Rows) -> Result<(), ExportError>,
}

/// The tables of a whole case, those that others refer to first.
pub fn all() -> Vec<Table> {
    [read::TABLES, weighed::TABLES, judged::TABLES].concat()
}

/// What is said of the tables in a Frictionless Data Package, given each file's path, length in bytes and SHA-256.
pub fn package(dossier: &Dossier, title: &str, files: &[(Table, String, u64, String)], media_type: &str) -> Value {
    let resources: Vec<Value> = files
        .iter()
        .map(|(table, path, bytes, sha256)| {
            json!({
                "name": table.name.replace('_', "-"),
                "path": path,
                "description": table.row,
                "mediatype": media_type,
                "encoding": "utf-8",
                "bytes": bytes,
                "hash": format!("sha256:{sha256}"),
                "schema": schema(table),
            })
        })
        .collect();
    json!({
        "profile": "data-package",
        "name": package_name(dossier.name),
        "title": title,
        "created": dossier.at,
        "version": SCHEMA_VERSION.to_string(),
        "software": concat!("onrecord ", env!("CARGO_PKG_VERSION")),
        "description": "Claims and who makes them: no row is a fact. A place is written as DOCUMENT#char=START,END (RFC 5147): code points of the document's text, the end left out.",
        "resources": resources,
    })
}

fn schema(table: &Table) -> Value {
    let fields: Vec<Value> = table
        .columns
        .iter()
        .map(|column| {
            let kind = match column.kind {
                Kind::Text => "string",
                Kind::Whole => "integer",
                Kind::Real => "number",
                Kind::Truth => "boolean",
            };
            json!({"name": column.name, "type": kind, "description": column.says})
        })
        .collect();
    let refers: Vec<Value> = table
        .refers
        .iter()
        .map(|(column, other, field)| {
            json!({"fields": column, "reference": {"resource": other.replace('_', "-"), "fields": field}})
        })
        .collect();
    let mut schema = json!({"fields": fields});
    if !table.key.is_empty() {
        schema["primaryKey"] = json!(table.key);
    }
    if !refers.is_empty() {
        schema["foreignKeys"] = json!(refers);
    }
    schema
}

/// A name as Data Packages allow: small letters, digits, `.`, `_`, `-`.
fn package_name(name: &str) -> String {
    let name: String = name
        .to_lowercase()
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() || ".-_".contains(letter) {
                letter
            } else {
                '-'
            }
        })
        .collect();
    if name.is_empty() { "case".to_owned() } else { name }
}
