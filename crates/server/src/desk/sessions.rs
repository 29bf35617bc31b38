//! Sessions: somebody who signed in, until they sign out, for a day without a request, or for a week.

use rusqlite::{OptionalExtension, params};

use super::{Desk, DeskError};
use crate::access::{Role, secrets};

/// A session ends after so many seconds without a request.
const IDLE: i64 = 24 * 60 * 60;
/// And after so many in all.
pub(crate) const LONGEST: i64 = 7 * 24 * 60 * 60;
/// It is noted that a session was used, at most once in so many seconds.
const NOTED_EVERY: i64 = 60;

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    pub name: String,
    pub role: Role,
    pub csrf: String,
}

/// What a browser is given, once.
#[derive(Debug)]
pub(crate) struct Opened {
    pub secret: String,
    pub csrf: String,
}

impl Desk {
    /// Begins a session; those that are over are forgotten.
    pub(crate) fn open_session(&self, user: &str, now: i64) -> Result<Opened, DeskError> {
        let opened = Opened {
            secret: secrets::secret()?,
            csrf: secrets::secret()?,
        };
        let connection = self.connection();
        connection
            .execute(
                "DELETE FROM sessions WHERE seen < ?1 OR made < ?2",
                params![now - IDLE, now - LONGEST],
            )
            .and_then(|_| {
                connection.execute(
                    "INSERT INTO sessions (digest, user, csrf, made, seen) VALUES (?1, ?2, ?3, ?4, ?4)",
                    params![secrets::digest_of(&opened.secret), user, opened.csrf, now],
                )
            })
            .map_err(|cause| self.failed(cause))?;
        Ok(opened)
    }

    /// Whose session it is, if it is not over.
    pub(crate) fn session(&self, digest: &str, now: i64) -> Result<Option<Session>, DeskError> {
        let connection = self.connection();
        let find = || -> rusqlite::Result<Option<Session>> {
            let mut query = connection.prepare_cached(
                "SELECT users.name, role, csrf, seen FROM sessions JOIN users ON users.name = sessions.user
                 WHERE digest = ?1 AND seen >= ?2 AND made >= ?3",
            )?;
            let found = query
                .query_row(params![digest, now - IDLE, now - LONGEST], |row| {
                    let role: String = row.get(1)?;
                    let session = Session {
                        name: row.get(0)?,
                        role: role.parse().unwrap_or(Role::Reader),
                        csrf: row.get(2)?,
                    };
                    Ok((session, row.get::<_, i64>(3)?))
                })
                .optional()?;
            let Some((session, seen)) = found else {
                return Ok(None);
            };
            if now - seen >= NOTED_EVERY {
                connection.execute("UPDATE sessions SET seen = ?2 WHERE digest = ?1", params![digest, now])?;
            }
            Ok(Some(session))
        };
        find().map_err(|cause| self.failed(cause))
    }

    pub(crate) fn close_session(&self, digest: &str) -> Result<(), DeskError> {
        self.connection()
            .execute("DELETE FROM sessions WHERE digest = ?1", [digest])
            .map(|_| ())
            .map_err(|cause| self.failed(cause))
    }
}
