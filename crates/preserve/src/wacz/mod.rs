//! WACZ 1.1.1 (Web Archive Collection Zipped): reading any, writing our own.

mod index;
mod read;
mod write;

pub use index::sort_key;
pub use read::{Wacz, WaczError};
pub use write::Composer;

use serde::{Deserialize, Serialize};

/// The version of the format that is written.
pub const VERSION: &str = "1.1.1";
const PACKAGE: &str = "datapackage.json";
const PACKAGE_DIGEST: &str = "datapackage-digest.json";
const PAGES: &str = "pages/pages.jsonl";

/// A file of the collection, as `datapackage.json` lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resource {
    /// Its name without folders.
    pub name: String,
    /// Its path in the collection.
    pub path: String,
    /// `sha256:` and the digest of its bytes.
    pub hash: String,
    /// How many bytes it has.
    pub bytes: u64,
}

/// `datapackage.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Package {
    /// Always `data-package`.
    #[serde(default)]
    pub profile: String,
    /// The files.
    #[serde(default)]
    pub resources: Vec<Resource>,
    /// The version of WACZ.
    #[serde(default)]
    pub wacz_version: String,
    /// What the collection is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub software: Option<String>,
    /// When (RFC 3339, UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
}

/// `datapackage-digest.json`. What signs it by certificates of a host is left to those who have them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PackageDigest {
    pub(crate) path: String,
    pub(crate) hash: String,
}

/// A line of `pages/pages.jsonl`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The address.
    pub url: String,
    /// When it was captured (RFC 3339, UTC).
    pub ts: String,
    /// Its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What names it in the collection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}
