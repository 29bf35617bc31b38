//! The tables of a case and their versions: a small runner of migrations, each in one transaction.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::LedgerError;
use crate::chain;

/// `onrc`: tells a case apart from other SQLite files (`PRAGMA application_id`).
pub(crate) const APPLICATION_ID: i32 = 0x6f6e_7263;

/// Migration *n* (from 1) leads from version *n* − 1 to version *n*. Only ever appended to.
const MIGRATIONS: &[&str] = &[include_str!("migrations/0001.sql")];

/// Tables whose rows stay as they were written.
const APPEND_ONLY: &[(&str, &str)] = &[
    ("captures", "sha256 = NEW.sha256 OR sequence = NEW.sequence"),
    ("sources", "capture = NEW.capture AND location = NEW.location"),
    ("records", "record = NEW.record"),
    ("decisions", "decision = NEW.decision"),
    ("log", "sequence = NEW.sequence"),
    ("documents", "record = NEW.record"),
    ("statements", "record = NEW.record AND statement = NEW.statement"),
];

/// Whether the file is a case, or empty, and of a version known here.
///
/// # Errors
/// [`LedgerError::NotACase`] for another program's file, [`LedgerError::TooNew`] for a later version's.
pub(crate) fn check(connection: &Connection, file: &Path) -> Result<(), LedgerError> {
    version(connection, file).map(|_| ())
}

/// Brings the tables up to date.
///
/// # Errors
/// As [`check`], and where the file cannot be written.
pub(crate) fn prepare(connection: &mut Connection, file: &Path, at: &str) -> Result<(), LedgerError> {
    let failed = |cause| LedgerError::new(file, cause);
    if version(connection, file)? == MIGRATIONS.len() {
        return Ok(());
    }
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(failed)?;
    // Another process may have done it while this one waited for its turn.
    let found = version(&transaction, file)?;
    let newest = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    for migration in MIGRATIONS.iter().skip(found) {
        transaction.execute_batch(migration).map_err(failed)?;
    }
    if found == 0 {
        for (table, same) in APPEND_ONLY {
            transaction.execute_batch(&guards(table, same)).map_err(failed)?;
        }
        transaction
            .pragma_update(None, "application_id", APPLICATION_ID)
            .map_err(failed)?;
        chain::append(&transaction, at, "case", "onrecord", b"").map_err(failed)?;
    }
    transaction
        .pragma_update(None, "user_version", newest)
        .map_err(failed)?;
    transaction.commit().map_err(failed)
}

/// Version of the tables, 0 for a file without any.
fn version(connection: &Connection, file: &Path) -> Result<usize, LedgerError> {
    let failed = |cause| LedgerError::new(file, cause);
    let number = |name: &str| {
        connection
            .pragma_query_value(None, name, |row| row.get::<_, i64>(0))
            .map_err(failed)
    };
    let tables: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .map_err(failed)?;
    let (application, found) = (number("application_id")?, number("user_version")?);
    if tables == 0 && application == 0 {
        return Ok(0);
    }
    if application != i64::from(APPLICATION_ID) {
        return Err(LedgerError::NotACase { file: file.to_owned() });
    }
    match usize::try_from(found) {
        Ok(found) if found <= MIGRATIONS.len() => Ok(found),
        _ => Err(LedgerError::TooNew {
            file: file.to_owned(),
            found: u32::try_from(found).unwrap_or(u32::MAX),
            known: u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX),
        }),
    }
}

/// Forbids changing, removing and replacing rows. (`INSERT OR REPLACE` fires no delete trigger by default,
/// so an insertion over an existing row is refused as well.)
fn guards(table: &str, same: &str) -> String {
    format!(
        "CREATE TRIGGER {table}_stay BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{table} are never changed'); END;
         CREATE TRIGGER {table}_remain BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{table} are never removed'); END;
         CREATE TRIGGER {table}_once BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
         BEGIN SELECT RAISE(ABORT, '{table} are never replaced'); END;"
    )
}
