//! A case: one SQLite file, opened for reading or for adding.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::{LedgerError, schema};

/// How long one process waits for another that is writing.
const PATIENCE: Duration = Duration::from_secs(10);

/// An open case.
#[derive(Debug)]
pub struct Case {
    pub(crate) connection: Connection,
    pub(crate) file: PathBuf,
}

impl Case {
    /// Opens a case to add to it, and makes it where there is none. `at` is the present time (RFC 3339, UTC), for the log.
    ///
    /// # Errors
    /// [`LedgerError`]: another program's file, a later version's case, a folder that may not be written, another writer.
    pub fn create_or_open(file: &Path, at: &str) -> Result<Self, LedgerError> {
        Self::with(
            file,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
            at,
        )
    }

    /// Opens a case that is there. `at` as above: a case begun by a process that was killed at once is finished first.
    ///
    /// # Errors
    /// [`LedgerError::Missing`] where there is no file, and as above.
    pub fn open(file: &Path, at: &str) -> Result<Self, LedgerError> {
        if !file.exists() {
            return Err(LedgerError::Missing { file: file.to_owned() });
        }
        // A file that may not be written is only looked at, also by those who might write it all the same.
        let is_frozen = std::fs::metadata(file).is_ok_and(|about| about.permissions().readonly());
        let flags = if is_frozen {
            OpenFlags::SQLITE_OPEN_READ_ONLY
        } else {
            OpenFlags::SQLITE_OPEN_READ_WRITE
        };
        Self::with(file, flags, at)
    }

    /// Opens a case only to read it. It is brought up to date by nobody: what a later program would add to an older case is not there.
    ///
    /// # Errors
    /// [`LedgerError::Missing`] where there is no file, another program's file, a later version's case.
    pub fn read_only(file: &Path) -> Result<Self, LedgerError> {
        if !file.exists() {
            return Err(LedgerError::Missing { file: file.to_owned() });
        }
        Self::with(file, OpenFlags::SQLITE_OPEN_READ_ONLY, "")
    }

    fn with(file: &Path, flags: OpenFlags, at: &str) -> Result<Self, LedgerError> {
        let failed = |cause| LedgerError::new(file, cause);
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(file, flags).map_err(failed)?;
        connection.busy_timeout(PATIENCE).map_err(failed)?;
        connection.pragma_update(None, "foreign_keys", true).map_err(failed)?;
        // An acknowledged document survives a loss of power, not only of the process.
        connection.pragma_update(None, "synchronous", "FULL").map_err(failed)?;
        // Nothing that a prepared file may hold runs by being looked at.
        connection
            .pragma_update(None, "trusted_schema", false)
            .map_err(failed)?;
        schema::check(&connection, file)?;
        if !connection.is_readonly("main").map_err(failed)? {
            connection
                .pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0))
                .map_err(failed)?;
            schema::prepare(&mut connection, file, at)?;
        }
        Ok(Self {
            connection,
            file: file.to_owned(),
        })
    }

    /// The file.
    pub fn file(&self) -> &Path {
        &self.file
    }

    pub(crate) fn failed(&self, cause: rusqlite::Error) -> LedgerError {
        LedgerError::new(&self.file, cause)
    }
}
