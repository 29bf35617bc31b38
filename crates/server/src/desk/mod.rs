//! The file beside a case: who may use it, their sessions and tokens, what was done, saved views, briefs in the making.

mod audit;
mod briefs;
mod sessions;
mod tokens;
mod users;
mod views;

pub(crate) use audit::Noted;
pub(crate) use briefs::{BriefKept, BriefPart, With};
pub(crate) use sessions::LONGEST as LONGEST_SESSION;
pub(crate) use tokens::{TokenAsked, TokenKept};
pub(crate) use users::UserKept;
pub(crate) use views::{ViewAsked, ViewKept};

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};
use thiserror::Error;

/// `onrd`: tells a desk apart from other SQLite files.
const APPLICATION_ID: i32 = 0x6f6e_7264;
/// How long one process waits for another that is writing.
const PATIENCE: Duration = Duration::from_secs(10);
/// Migration *n* (from 1) leads from version *n* − 1 to version *n*. Only ever appended to.
const MIGRATIONS: [&str; 1] = [include_str!("migrations/0001.sql")];

/// What can go wrong with the file beside a case.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DeskError {
    /// The file is something else.
    #[error("{}: this is not the file of accounts and briefs that belongs to a case: move it away", .file.display())]
    NotADesk {
        /// The file.
        file: PathBuf,
    },
    /// The file was written by a version that came after this one.
    #[error("{}: the file was written by a newer onrecord: install that", .file.display())]
    TooNew {
        /// The file.
        file: PathBuf,
    },
    /// SQLite could not do it.
    #[error("{}: accounts and briefs cannot be kept there ({cause}): check the file, its folder and its disk", .file.display())]
    Failed {
        /// The file.
        file: PathBuf,
        /// What SQLite says.
        cause: rusqlite::Error,
    },
    /// The machine gives no random numbers.
    #[error("the machine gives no random numbers: nothing secret can be made without them")]
    NoRandomness,
    /// A name or a password is not taken.
    #[error("{cause}: {remedy}")]
    Refused {
        /// Why.
        cause: String,
        /// What to do.
        remedy: String,
    },
}

/// The open file beside a case.
#[derive(Debug)]
pub struct Desk {
    file: PathBuf,
    connection: Mutex<Connection>,
}

impl Desk {
    /// The file that belongs to a case: `affair.case.desk` beside `affair.case`.
    pub fn file_of(case: &Path) -> PathBuf {
        let mut name = case.as_os_str().to_owned();
        name.push(".desk");
        PathBuf::from(name)
    }

    /// Opens it, and makes it where there is none. Only its owner may read it, where the system knows owners.
    ///
    /// # Errors
    /// [`DeskError`]: another program's file, a later version's, a folder that may not be written.
    pub fn open(file: &Path) -> Result<Self, DeskError> {
        let failed = |cause| DeskError::Failed {
            file: file.to_owned(),
            cause,
        };
        let is_new = !file.exists();
        let mut connection = Connection::open(file).map_err(failed)?;
        if is_new {
            owner_only(file);
        }
        connection.busy_timeout(PATIENCE).map_err(failed)?;
        connection.pragma_update(None, "foreign_keys", true).map_err(failed)?;
        connection
            .pragma_update(None, "trusted_schema", false)
            .map_err(failed)?;
        let number = |connection: &Connection, name: &str| {
            connection
                .pragma_query_value(None, name, |row| row.get::<_, i32>(0))
                .map_err(failed)
        };
        let (application, version) = (
            number(&connection, "application_id")?,
            number(&connection, "user_version")?,
        );
        let tables: i64 = connection
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
            .map_err(failed)?;
        if application != APPLICATION_ID && (application != 0 || tables > 0) {
            return Err(DeskError::NotADesk { file: file.to_owned() });
        }
        let version = usize::try_from(version).unwrap_or(usize::MAX);
        if version > MIGRATIONS.len() {
            return Err(DeskError::TooNew { file: file.to_owned() });
        }
        connection
            .pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0))
            .map_err(failed)?;
        for (step, sql) in MIGRATIONS.iter().enumerate().skip(version) {
            let change = connection
                .transaction_with_behavior(TransactionBehavior::Immediate)
                .map_err(failed)?;
            // Another process may have been here first.
            let reached = number(&change, "user_version")?;
            if usize::try_from(reached).unwrap_or_default() == step {
                change.execute_batch(sql).map_err(failed)?;
                change
                    .pragma_update(None, "application_id", APPLICATION_ID)
                    .map_err(failed)?;
                change
                    .pragma_update(None, "user_version", i64::try_from(step + 1).unwrap_or(i64::MAX))
                    .map_err(failed)?;
            }
            change.commit().map_err(failed)?;
        }
        Ok(Self {
            file: file.to_owned(),
            connection: Mutex::new(connection),
        })
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn failed(&self, cause: rusqlite::Error) -> DeskError {
        DeskError::Failed {
            file: self.file.clone(),
            cause,
        }
    }
}

#[cfg(unix)]
fn owner_only(file: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let _ = std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600));
}

#[cfg(not(unix))]
fn owner_only(_: &Path) {}
