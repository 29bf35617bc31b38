//! Errors as a person reads them: what, why, and what to do; and the exit code of each.

use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

use onrecord_ledger::LedgerError;
use onrecord_preserve::Exchange;
use thiserror::Error;

use crate::output::harmless;

/// Something asked for in a way that cannot be done.
#[derive(Debug, Error)]
#[error("{cause}: {remedy}")]
pub struct Misuse {
    pub cause: String,
    pub remedy: String,
}

/// An input that was not read. It costs that input and no other.
#[derive(Clone, Debug)]
pub struct InputFailure {
    /// The path or address as it was given.
    pub input: String,
    pub cause: String,
    pub remedy: String,
    /// What went over the network before it failed.
    pub exchanges: Vec<Exchange>,
}

impl InputFailure {
    pub fn new(input: impl Into<String>, cause: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            input: input.into(),
            cause: cause.into(),
            remedy: remedy.into(),
            exchanges: Vec::new(),
        }
    }

    /// From a message that gives the cause, a colon and the remedy, as those of the document reader do.
    pub fn told(input: &str, message: &impl Display) -> Self {
        let message = message.to_string();
        let (cause, remedy) = message.rsplit_once(": ").unwrap_or((&message, ""));
        Self::new(input, cause, remedy)
    }

    pub fn tell(&self) {
        tell(&format!("{}: {}", self.input, self.cause), &self.remedy);
    }
}

/// `error: …` and `hint: …` on standard error. A closed standard error is no reason to stop.
pub fn tell(cause: &str, remedy: &str) {
    let mut stderr = io::stderr().lock();
    let _ = writeln!(stderr, "error: {}", harmless(cause));
    if !remedy.is_empty() {
        let _ = writeln!(stderr, "  hint: {}", harmless(remedy));
    }
}

/// A line on standard error.
pub fn note(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", harmless(line));
}

/// Tells an error that ended the command, and gives its exit code.
pub fn told(error: &anyhow::Error) -> ExitCode {
    if is_broken_pipe(error) {
        // The reader (`head`, a pager) has seen enough.
        return ExitCode::SUCCESS;
    }
    let message = format!("{error:#}");
    let message = message.trim_end();
    let separator = if error.is::<onrecord_language::install::InstallError>() {
        "; "
    } else {
        ": "
    };
    let (cause, remedy) = message.rsplit_once(separator).unwrap_or((message, ""));
    tell(cause, remedy);
    let wrong_use = error.is::<Misuse>()
        || matches!(
            error.downcast_ref(),
            Some(LedgerError::Missing { .. } | LedgerError::NotACase { .. } | LedgerError::EmptyQuery)
        );
    if wrong_use {
        ExitCode::from(2)
    } else {
        ExitCode::FAILURE
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
