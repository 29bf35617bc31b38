//! The tables of a case and their versions: a small runner of migrations, each in one transaction.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::LedgerError;
use crate::chain;

/// `onrc`: tells a case apart from other SQLite files (`PRAGMA application_id`).
pub(crate) const APPLICATION_ID: i32 = 0x6f6e_7263;

/// One step from a version of the tables to the next.
struct Migration {
    sql: &'static str,
    /// Tables, made in this step, whose rows stay as they were written; with what makes two rows the same.
    append_only: &'static [(&'static str, &'static str)],
}

/// Migration *n* (from 1) leads from version *n* − 1 to version *n*. Only ever appended to.
const MIGRATIONS: &[Migration] = &[
    Migration {
        sql: include_str!("migrations/0001.sql"),
        append_only: &[
            ("captures", "sha256 = NEW.sha256 OR sequence = NEW.sequence"),
            ("sources", "capture = NEW.capture AND location = NEW.location"),
            ("records", "record = NEW.record"),
            ("decisions", "decision = NEW.decision"),
            ("log", "sequence = NEW.sequence"),
            ("documents", "record = NEW.record"),
            ("statements", "record = NEW.record AND statement = NEW.statement"),
        ],
    },
    Migration {
        sql: include_str!("migrations/0002.sql"),
        append_only: &[
            ("log", "sequence = NEW.sequence"),
            ("bodies", "sha256 = NEW.sha256"),
            ("exchanges", "exchange = NEW.exchange"),
            ("heads", "head = NEW.head OR digest = NEW.digest"),
            ("signatures", "head = NEW.head AND key = NEW.key"),
            ("stamp_requests", "request = NEW.request OR digest = NEW.digest"),
            ("stamps", "request = NEW.request"),
        ],
    },
    Migration {
        sql: include_str!("migrations/0003_lists.sql"),
        append_only: &[("list_editions", "edition = NEW.edition OR sha256 = NEW.sha256")],
    },
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
    lead_to(MIGRATIONS.len(), connection, file, at)
}

fn lead_to(newest: usize, connection: &mut Connection, file: &Path, at: &str) -> Result<(), LedgerError> {
    let failed = |cause| LedgerError::new(file, cause);
    if version(connection, file)? >= newest {
        return Ok(());
    }
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(failed)?;
    // Another process may have done it while this one waited for its turn.
    let found = version(&transaction, file)?;
    for migration in MIGRATIONS.iter().take(newest).skip(found) {
        transaction.execute_batch(migration.sql).map_err(failed)?;
        for (table, same) in migration.append_only {
            transaction.execute_batch(&guards(table, same)).map_err(failed)?;
        }
    }
    if found == 0 {
        transaction
            .pragma_update(None, "application_id", APPLICATION_ID)
            .map_err(failed)?;
        chain::append(&transaction, at, "case", "onrecord", b"").map_err(failed)?;
    }
    let newest = u32::try_from(newest.max(found)).unwrap_or(u32::MAX);
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

#[cfg(test)]
mod tests {
    use super::{MIGRATIONS, lead_to, version};
    use rusqlite::Connection;
    use std::path::Path;

    #[test]
    fn a_case_of_the_first_version_keeps_its_log_and_its_guards() {
        let mut connection = Connection::open_in_memory().unwrap();
        let file = Path::new("memory");
        lead_to(1, &mut connection, file, "2026-03-02T10:00:00Z").unwrap();
        let link = |connection: &Connection| {
            let all = "SELECT sequence || at || kind || subject || payload || previous || hash FROM log";
            connection.query_row(all, [], |row| row.get::<_, String>(0)).unwrap()
        };
        let before = link(&connection);
        lead_to(MIGRATIONS.len(), &mut connection, file, "2027-03-02T10:00:00Z").unwrap();
        assert_eq!(version(&connection, file).unwrap(), MIGRATIONS.len());
        assert_eq!(link(&connection), before);
        for change in [
            "DELETE FROM log",
            "UPDATE log SET at = ''",
            "INSERT OR REPLACE INTO log SELECT * FROM log",
        ] {
            let refused = connection.execute_batch(change).unwrap_err().to_string();
            assert!(refused.contains("log are never"), "{refused}");
        }
    }
}
