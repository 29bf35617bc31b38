//! What the server hands on to whoever reads documents: it knows cases and pages, and neither pipelines nor networks.

use std::sync::Mutex;

use onrecord_ledger::Case;

/// Something to be read and kept.
#[derive(Clone, Debug)]
pub enum Offered {
    /// A file that somebody sent.
    File {
        /// Its name, as the sender has it.
        name: String,
        /// The media type that the sender states.
        media_type: Option<String>,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// An address of the web, to be fetched.
    Address(String),
}

/// What became of a document, told as it happens.
#[derive(Clone, Debug)]
pub enum Taken {
    /// So many documents are to be read: an archive is many.
    Found(usize),
    /// It is in the case.
    Kept {
        /// Its id.
        document: String,
        /// Where it came from.
        location: String,
        /// `new`, `read anew`, `found elsewhere`, `known`.
        what: &'static str,
    },
    /// It could not be read.
    Failed {
        /// What was given.
        input: String,
        /// Why.
        cause: String,
        /// What to do.
        remedy: String,
    },
}

/// Reads documents into a case.
pub trait Intake: Send + Sync {
    /// Reads what was offered and keeps it, document by document: the case is locked for one document at a time. What fails is told and
    /// costs that input alone.
    fn take(&self, offered: Vec<Offered>, case: &Mutex<Case>, tell: &mut dyn FnMut(Taken));
}
