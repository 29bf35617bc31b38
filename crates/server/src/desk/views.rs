//! Saved views: a page with its filters under a name.

use rusqlite::{OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Desk, DeskError};
use crate::clock;

/// A view to be saved.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ViewAsked {
    /// What it is called.
    #[schemars(length(min = 1, max = 200))]
    pub name: String,
    /// The page, `claims`.
    #[schemars(length(min = 1, max = 200))]
    pub page: String,
    /// Its filters, as they stand in an address.
    #[schemars(length(max = 4000))]
    pub query: String,
}

/// A saved view.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct ViewKept {
    pub id: i64,
    pub name: String,
    pub page: String,
    pub query: String,
    /// Who saved it.
    pub who: String,
}

fn view(row: &Row) -> rusqlite::Result<ViewKept> {
    Ok(ViewKept {
        id: row.get(0)?,
        name: row.get(1)?,
        page: row.get(2)?,
        query: row.get(3)?,
        who: row.get(4)?,
    })
}

const ALL: &str = "SELECT view, name, page, query, who FROM views";

impl Desk {
    pub(crate) fn views(&self) -> Result<Vec<ViewKept>, DeskError> {
        let connection = self.connection();
        let views = || -> rusqlite::Result<Vec<ViewKept>> {
            let mut query = connection.prepare_cached(&format!("{ALL} ORDER BY view"))?;
            query.query_map([], view)?.collect()
        };
        views().map_err(|cause| self.failed(cause))
    }

    pub(crate) fn view(&self, id: i64) -> Result<Option<ViewKept>, DeskError> {
        let found = self
            .connection()
            .query_row(&format!("{ALL} WHERE view = ?1"), [id], view)
            .optional();
        found.map_err(|cause| self.failed(cause))
    }

    pub(crate) fn save_view(&self, asked: &ViewAsked, who: &str) -> Result<ViewKept, DeskError> {
        let connection = self.connection();
        let saved = connection
            .execute(
                "INSERT INTO views (name, page, query, who, made_at) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![asked.name, asked.page, asked.query, who, clock::now()],
            )
            .and_then(|_| {
                let id = connection.last_insert_rowid();
                connection.query_row(&format!("{ALL} WHERE view = ?1"), [id], view)
            });
        saved.map_err(|cause| self.failed(cause))
    }

    pub(crate) fn remove_view(&self, id: i64) -> Result<bool, DeskError> {
        let removed = self.connection().execute("DELETE FROM views WHERE view = ?1", [id]);
        removed.map(|removed| removed > 0).map_err(|cause| self.failed(cause))
    }
}
