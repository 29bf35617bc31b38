//! An entry of a list, whichever list it is.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::partial_date::PartialDate;

/// Whose list it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListId {
    /// The United Nations Security Council's consolidated list.
    Un,
    /// The specially designated nationals of the Office of Foreign Assets Control (United States).
    Ofac,
    /// The European Union's consolidated list of financial sanctions.
    Eu,
    /// The United Kingdom's list.
    Uk,
}

impl ListId {
    /// Its short name: `un`, `ofac`, `eu`, `uk`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Un => "un",
            Self::Ofac => "ofac",
            Self::Eu => "eu",
            Self::Uk => "uk",
        }
    }
}

/// What is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// A person.
    Person,
    /// A company, an authority, a group.
    Organisation,
    /// A ship.
    Vessel,
    /// An aircraft.
    Aircraft,
}

/// What a name is to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quality {
    /// The name that it is listed under.
    Primary,
    /// Another name that identifies it.
    Strong,
    /// Another name that the list itself calls weak.
    Weak,
    /// A name that it had.
    Former,
    /// The primary name in its own script.
    OriginalScript,
}

/// A name of an entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ListedName {
    /// As the list has it.
    pub name: String,
    /// What it is to the entry.
    pub quality: Quality,
}

/// A number by which an entry can be told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Identifier {
    /// What kind of number, as the list calls it ("Passport", "IMO number").
    pub kind: String,
    /// The number.
    pub number: String,
    /// The state that gave it, where told.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub country: String,
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Whose list.
    pub list: ListId,
    /// The list's own number for it, which stays the same in later editions.
    pub id: String,
    /// The reference that people cite, where it is another ("QDi.430").
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// What is listed.
    pub kind: EntryKind,
    /// Its names, the primary one first.
    pub names: Vec<ListedName>,
    /// Titles, offices and designations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub positions: Vec<String>,
    /// When born, or built: every date that the list gives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub born: Vec<PartialDate>,
    /// Where born.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub birth_places: Vec<String>,
    /// Nationalities; the flag of a vessel.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nationalities: Vec<String>,
    /// Where it is, or was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<String>,
    /// Numbers by which it can be told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Identifier>,
    /// Programmes or regimes under which it is listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub programmes: Vec<String>,
    /// Since when, `YYYY-MM-DD`, where told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listed_on: Option<String>,
    /// When it was amended, `YYYY-MM-DD`, where told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changed_on: Vec<String>,
    /// What else the list says, in its own words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remarks: String,
}

impl Entry {
    pub(crate) fn new(list: ListId, id: impl Into<String>, kind: EntryKind) -> Self {
        Self {
            list,
            id: id.into(),
            reference: String::new(),
            kind,
            names: Vec::new(),
            positions: Vec::new(),
            born: Vec::new(),
            birth_places: Vec::new(),
            nationalities: Vec::new(),
            addresses: Vec::new(),
            identifiers: Vec::new(),
            programmes: Vec::new(),
            listed_on: None,
            changed_on: Vec::new(),
            remarks: String::new(),
        }
    }

    pub(crate) fn push_name(&mut self, name: &str, quality: Quality) {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.chars().any(char::is_alphanumeric) && !self.names.iter().any(|known| known.name == name) {
            self.names.push(ListedName { name, quality });
        }
    }

    /// The name that it is listed under.
    #[must_use]
    pub fn name(&self) -> &str {
        self.names.first().map_or("", |name| &name.name)
    }

    /// What names it across lists: `un:9000001`.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}:{}", self.list.code(), self.id)
    }

    /// The digest of all that the list says of it: SHA-256 of its JSON, in hexadecimal. It changes with the entry.
    #[must_use]
    pub fn digest(&self) -> String {
        hex(&Sha256::digest(serde_json::to_vec(self).unwrap_or_default()))
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            text.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
            text.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
            text
        })
}
