//! Users: a name, a role, what is kept of a password.

use rusqlite::{OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Desk, DeskError};
use crate::access::{Role, passwords};
use crate::clock;

/// Somebody who may use the case.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct UserKept {
    /// How they are called, as it stands with their decisions.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// When they were let in (RFC 3339, UTC).
    pub made_at: String,
}

const ALL: &str = "SELECT name, role, made_at FROM users";

fn user(row: &Row) -> rusqlite::Result<UserKept> {
    let role: String = row.get(1)?;
    Ok(UserKept {
        name: row.get(0)?,
        role: role.parse().unwrap_or(Role::Reader),
        made_at: row.get(2)?,
    })
}

impl Desk {
    /// Whether anybody has an account.
    ///
    /// # Errors
    /// [`DeskError`] where the file cannot be read.
    pub fn has_users(&self) -> Result<bool, DeskError> {
        let any = "SELECT EXISTS (SELECT 1 FROM users)";
        self.connection()
            .query_row(any, [], |row| row.get(0))
            .map_err(|cause| self.failed(cause))
    }

    /// Lets somebody in; or, where the name is taken, gives them this role and password.
    ///
    /// # Errors
    /// [`DeskError::Refused`] for a name or a password that is not taken.
    pub fn set_user(&self, name: &str, role: Role, password: &str) -> Result<(), DeskError> {
        let name = named(name)?;
        let digest = digest_of(name, password)?;
        let connection = self.connection();
        connection
            .execute(
                "INSERT INTO users (name, role, password, made_at) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (name) DO UPDATE SET role = excluded.role, password = excluded.password",
                params![name, role.as_str(), digest, clock::now()],
            )
            .and_then(|_| connection.execute("DELETE FROM sessions WHERE user = ?1", [name]))
            .map_err(|cause| self.failed(cause))?;
        Ok(())
    }

    /// Lets somebody in whose name is not taken; says whether it was free.
    pub(crate) fn add_user(&self, name: &str, role: Role, password: &str) -> Result<bool, DeskError> {
        let name = named(name)?;
        let digest = digest_of(name, password)?;
        let added = self.connection().execute(
            "INSERT INTO users (name, role, password, made_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (name) DO NOTHING",
            params![name, role.as_str(), digest, clock::now()],
        );
        added.map(|added| added > 0).map_err(|cause| self.failed(cause))
    }

    /// Users by name.
    pub(crate) fn users(&self) -> Result<Vec<UserKept>, DeskError> {
        let connection = self.connection();
        let users = || -> rusqlite::Result<Vec<UserKept>> {
            let mut query = connection.prepare_cached(&format!("{ALL} ORDER BY name"))?;
            query.query_map([], user)?.collect()
        };
        users().map_err(|cause| self.failed(cause))
    }

    pub(crate) fn user(&self, name: &str) -> Result<Option<UserKept>, DeskError> {
        let found = self
            .connection()
            .query_row(&format!("{ALL} WHERE name = ?1"), [name], user)
            .optional();
        found.map_err(|cause| self.failed(cause))
    }

    /// What is kept of a password.
    pub(crate) fn password(&self, name: &str) -> Result<Option<String>, DeskError> {
        let found = self
            .connection()
            .query_row("SELECT password FROM users WHERE name = ?1", [name], |row| row.get(0))
            .optional();
        found.map_err(|cause| self.failed(cause))
    }

    /// Gives somebody another role; no where that would leave nobody who may say who may what.
    pub(crate) fn set_role(&self, name: &str, role: Role) -> Result<bool, DeskError> {
        let changed = self.connection().execute(
            "UPDATE users SET role = ?2 WHERE name = ?1 AND (?2 = 'administrator' OR role <> 'administrator'
             OR (SELECT count(*) FROM users WHERE role = 'administrator') > 1)",
            params![name, role.as_str()],
        );
        changed.map(|changed| changed > 0).map_err(|cause| self.failed(cause))
    }

    /// Gives somebody another password and ends their sessions, all but the one with this digest.
    pub(crate) fn set_password(&self, name: &str, password: &str, but: Option<&str>) -> Result<(), DeskError> {
        let digest = digest_of(name, password)?;
        let connection = self.connection();
        connection
            .execute("UPDATE users SET password = ?2 WHERE name = ?1", params![name, digest])
            .and_then(|_| {
                connection.execute(
                    "DELETE FROM sessions WHERE user = ?1 AND digest <> ?2",
                    params![name, but.unwrap_or_default()],
                )
            })
            .map_err(|cause| self.failed(cause))?;
        Ok(())
    }

    /// Takes somebody's account, sessions and tokens away; what they decided stays. No where nobody would be left who may say who may what.
    pub(crate) fn remove_user(&self, name: &str) -> Result<bool, DeskError> {
        let removed = self.connection().execute(
            "DELETE FROM users WHERE name = ?1 AND (role <> 'administrator'
             OR (SELECT count(*) FROM users WHERE role = 'administrator') > 1)",
            [name],
        );
        removed.map(|removed| removed > 0).map_err(|cause| self.failed(cause))
    }
}

fn named(name: &str) -> Result<&str, DeskError> {
    let name = name.trim();
    let is_fine = |letter: char| !letter.is_control() && letter != '/';
    if name.is_empty() || name.chars().count() > 80 || !name.chars().all(is_fine) {
        return Err(DeskError::Refused {
            cause: "this is no name".to_owned(),
            remedy: "give between 1 and 80 characters, none of them a slash or a control character".to_owned(),
        });
    }
    Ok(name)
}

fn digest_of(name: &str, password: &str) -> Result<String, DeskError> {
    if let Some(cause) = passwords::fault(password, name) {
        return Err(DeskError::Refused {
            cause,
            remedy: "choose another".to_owned(),
        });
    }
    passwords::digest_of(password)
}
