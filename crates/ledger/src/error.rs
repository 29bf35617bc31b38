//! What can go wrong with a case: each message names the file, the cause and what to do.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use thiserror::Error;

/// Why a case could not be opened, read or written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// There is no file.
    #[error("{}: there is no such case: make one with `onrecord add PATH…`, or name another with --case", .file.display())]
    Missing {
        /// The file asked for.
        file: PathBuf,
    },
    /// The file is something else.
    #[error("{}: this file is no case of onrecord: name another with --case; nothing was changed", .file.display())]
    NotACase {
        /// The file.
        file: PathBuf,
    },
    /// The file was written by a version that came after this one.
    #[error("{}: the case has tables of version {found} and this program knows version {known}: install a newer onrecord", .file.display())]
    TooNew {
        /// The file.
        file: PathBuf,
        /// Version of the tables in the file.
        found: u32,
        /// Newest version known here.
        known: u32,
    },
    /// Another process holds the right to write.
    #[error("{}: another process is writing to the case: wait until it is done and run the command again", .file.display())]
    Busy {
        /// The file.
        file: PathBuf,
    },
    /// The directory or the file may not be written.
    #[error("{}: the case cannot be opened for writing ({cause}): check that its folder exists and that you may write to both", .file.display())]
    NotWritable {
        /// The file.
        file: PathBuf,
        /// What SQLite says.
        cause: String,
    },
    /// No space is left.
    #[error("{}: no space is left on the disk: free some and run the command again; what was kept before is unharmed", .file.display())]
    Full {
        /// The file.
        file: PathBuf,
    },
    /// The bytes are not the capture that the record says it was read from.
    #[error("{}: the bytes of {document} have another digest than its record gives: read the document again and add that", .file.display())]
    OtherBytes {
        /// The file.
        file: PathBuf,
        /// The document's id.
        document: String,
    },
    /// A record in the case cannot be read.
    #[error("{}: the record of {document} cannot be read ({cause}): run `onrecord verify` to see what is damaged", .file.display())]
    Record {
        /// The file.
        file: PathBuf,
        /// The document's id.
        document: String,
        /// Why.
        cause: String,
    },
    /// A search without a word in it.
    #[error("the query has no word to look for: give one or more words, or a phrase in double quotes")]
    EmptyQuery,
    /// The file is damaged.
    #[error("{}: the case is damaged ({cause}): run `onrecord verify` to see what still holds, and restore a copy", .file.display())]
    Damaged {
        /// The file.
        file: PathBuf,
        /// What SQLite says.
        cause: String,
    },
    /// Anything else that SQLite reports.
    #[error("{}: {cause}: run `onrecord verify` to see whether the case is whole", .file.display())]
    Database {
        /// The file.
        file: PathBuf,
        /// What SQLite says.
        cause: rusqlite::Error,
    },
}

impl LedgerError {
    /// Gives what SQLite reports its file, its cause and its remedy.
    pub(crate) fn new(file: &Path, cause: rusqlite::Error) -> Self {
        let file = file.to_owned();
        match cause.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { file },
            Some(ErrorCode::NotADatabase) => Self::NotACase { file },
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged {
                file,
                cause: cause.to_string(),
            },
            Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::NotWritable {
                file,
                cause: cause.to_string(),
            },
            Some(ErrorCode::DiskFull) => Self::Full { file },
            _ => Self::Database { file, cause },
        }
    }
}
