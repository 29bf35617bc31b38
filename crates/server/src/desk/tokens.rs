//! Tokens: what a program shows to use the interface in somebody's name, for some purposes, until a day.

use rusqlite::{OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Desk, DeskError};
use crate::access::{Role, secrets};
use crate::clock;

/// What a token is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Scope {
    /// Look at everything.
    Read,
    /// Decide.
    Review,
    /// Add documents, write briefs.
    Edit,
}

impl Scope {
    fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Review => "review",
            Self::Edit => "edit",
        }
    }
}

/// A token to be made.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TokenAsked {
    /// What it is called.
    #[schemars(length(min = 1, max = 80))]
    pub name: String,
    /// What it is for.
    pub scopes: Vec<Scope>,
    /// Its last day, `YYYY-MM-DD`; a year from now at most, 90 days where none is given.
    pub expires: Option<String>,
}

/// A token, without its secret.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct TokenKept {
    pub id: i64,
    pub name: String,
    pub scopes: Vec<String>,
    /// Its last day.
    pub expires: String,
    pub made_at: String,
    /// The day when it was last used.
    pub seen_at: Option<String>,
}

fn token(row: &Row) -> rusqlite::Result<TokenKept> {
    let scopes: String = row.get(2)?;
    Ok(TokenKept {
        id: row.get(0)?,
        name: row.get(1)?,
        scopes: scopes.split_whitespace().map(str::to_owned).collect(),
        expires: row.get(3)?,
        made_at: row.get(4)?,
        seen_at: row.get(5)?,
    })
}

const ALL: &str = "SELECT token, name, scopes, expires, made_at, seen_at FROM tokens";

impl Desk {
    /// Makes a token; its secret is given this once.
    pub(crate) fn make_token(
        &self,
        user: &str,
        asked: &TokenAsked,
        expires: &str,
    ) -> Result<(TokenKept, String), DeskError> {
        let secret = format!("onrecord_{}", secrets::secret()?);
        let scopes: Vec<&str> = asked.scopes.iter().map(|scope| scope.as_str()).collect();
        let connection = self.connection();
        let made = connection
            .execute(
                "INSERT INTO tokens (digest, user, name, scopes, expires, made_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    secrets::digest_of(&secret),
                    user,
                    asked.name,
                    scopes.join(" "),
                    expires,
                    clock::now()
                ],
            )
            .and_then(|_| {
                let id = connection.last_insert_rowid();
                connection.query_row(&format!("{ALL} WHERE token = ?1"), [id], token)
            });
        made.map(|kept| (kept, secret)).map_err(|cause| self.failed(cause))
    }

    /// Somebody's tokens.
    pub(crate) fn tokens(&self, user: &str) -> Result<Vec<TokenKept>, DeskError> {
        let connection = self.connection();
        let tokens = || -> rusqlite::Result<Vec<TokenKept>> {
            let mut query = connection.prepare_cached(&format!("{ALL} WHERE user = ?1 ORDER BY token"))?;
            query.query_map([user], token)?.collect()
        };
        tokens().map_err(|cause| self.failed(cause))
    }

    /// Whether somebody had such a token, which now is gone.
    pub(crate) fn remove_token(&self, user: &str, id: i64) -> Result<bool, DeskError> {
        let removed = self
            .connection()
            .execute("DELETE FROM tokens WHERE token = ?1 AND user = ?2", params![id, user]);
        removed.map(|removed| removed > 0).map_err(|cause| self.failed(cause))
    }

    /// Who shows a token, in which role and for what, if it is not over.
    pub(crate) fn bearer(&self, secret: &str, today: &str) -> Result<Option<(String, Role, Vec<String>)>, DeskError> {
        let connection = self.connection();
        let find = || -> rusqlite::Result<Option<(String, Role, Vec<String>)>> {
            let mut query = connection.prepare_cached(
                "SELECT users.name, role, scopes, seen_at, token FROM tokens JOIN users ON users.name = tokens.user
                 WHERE digest = ?1 AND expires >= ?2",
            )?;
            let found = query
                .query_row(params![secrets::digest_of(secret), today], |row| {
                    let (role, scopes): (String, String) = (row.get(1)?, row.get(2)?);
                    let scopes = scopes.split_whitespace().map(str::to_owned).collect();
                    let bearer = (row.get(0)?, role.parse().unwrap_or(Role::Reader), scopes);
                    Ok((bearer, row.get::<_, Option<String>>(3)?, row.get::<_, i64>(4)?))
                })
                .optional()?;
            let Some((bearer, seen, id)) = found else {
                return Ok(None);
            };
            if seen.as_deref() != Some(today) {
                connection.execute("UPDATE tokens SET seen_at = ?2 WHERE token = ?1", params![id, today])?;
            }
            Ok(Some(bearer))
        };
        find().map_err(|cause| self.failed(cause))
    }
}
