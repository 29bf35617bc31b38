//! Briefs in the making: claims in an order, sections, and an author's own words between them.

use rusqlite::{OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Desk, DeskError};
use crate::clock;

/// What of a claim a brief tells beside where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum With {
    /// Who asserts and who denies it, with their words.
    Sides,
    /// How its origins were counted.
    Origins,
    /// The provisions that it would engage.
    Provisions,
    /// The evidence offered.
    Evidence,
}

/// A part of a brief.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub(crate) enum BriefPart {
    /// A claim, with what is told of it; everything where nothing is named.
    Claim {
        claim: String,
        #[serde(default)]
        with: Vec<With>,
    },
    /// The author's own words. They have no footnote, and are marked as the author's.
    Text { text: String },
    /// A heading.
    Section { section: String },
}

/// A brief in the making.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct BriefKept {
    pub id: i64,
    pub title: String,
    pub parts: Vec<BriefPart>,
    /// When it was last changed (RFC 3339, UTC).
    pub updated_at: String,
    /// Who changed it last.
    pub who: String,
    /// The state of the case when it was last looked at by whoever changed it.
    pub revision: String,
}

fn brief(row: &Row) -> rusqlite::Result<BriefKept> {
    let parts: String = row.get(2)?;
    Ok(BriefKept {
        id: row.get(0)?,
        title: row.get(1)?,
        parts: serde_json::from_str(&parts).unwrap_or_default(),
        who: row.get(3)?,
        revision: row.get(4)?,
        updated_at: row.get(5)?,
    })
}

const ALL: &str = "SELECT brief, title, parts, who, revision, updated_at FROM briefs";

impl Desk {
    pub(crate) fn briefs(&self) -> Result<Vec<BriefKept>, DeskError> {
        let connection = self.connection();
        let briefs = || -> rusqlite::Result<Vec<BriefKept>> {
            let mut query = connection.prepare_cached(&format!("{ALL} ORDER BY updated_at DESC, brief DESC"))?;
            query.query_map([], brief)?.collect()
        };
        briefs().map_err(|cause| self.failed(cause))
    }

    pub(crate) fn brief(&self, id: i64) -> Result<Option<BriefKept>, DeskError> {
        let found = self
            .connection()
            .query_row(&format!("{ALL} WHERE brief = ?1"), [id], brief)
            .optional();
        found.map_err(|cause| self.failed(cause))
    }

    /// Keeps a brief, a new one where there is no id; nothing where there is no such brief.
    pub(crate) fn keep_brief(
        &self,
        id: Option<i64>,
        title: &str,
        parts: &[BriefPart],
        who: &str,
        revision: &str,
    ) -> Result<Option<BriefKept>, DeskError> {
        let parts = serde_json::to_string(parts).unwrap_or_default();
        let at = clock::now();
        let connection = self.connection();
        let keep = || -> rusqlite::Result<Option<BriefKept>> {
            let id = match id {
                Some(id) => {
                    let update = "UPDATE briefs SET title = ?2, parts = ?3, who = ?4, revision = ?5, updated_at = ?6
                                  WHERE brief = ?1";
                    connection.execute(update, params![id, title, parts, who, revision, at])?;
                    id
                }
                None => {
                    let insert =
                        "INSERT INTO briefs (title, parts, who, revision, updated_at) VALUES (?1, ?2, ?3, ?4, ?5)";
                    connection.execute(insert, params![title, parts, who, revision, at])?;
                    connection.last_insert_rowid()
                }
            };
            connection
                .query_row(&format!("{ALL} WHERE brief = ?1"), [id], brief)
                .optional()
        };
        keep().map_err(|cause| self.failed(cause))
    }

    pub(crate) fn remove_brief(&self, id: i64) -> Result<bool, DeskError> {
        let removed = self.connection().execute("DELETE FROM briefs WHERE brief = ?1", [id]);
        removed.map(|removed| removed > 0).map_err(|cause| self.failed(cause))
    }
}
