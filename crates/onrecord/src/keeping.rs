//! What was read of an input, kept in a case.

use onrecord_ledger::{Added, Addition, Case, LedgerError};

use crate::failure::InputFailure;
use crate::reading::Outcome;

/// What became of an input.
pub enum Keeping {
    /// Its document is in the case.
    Kept {
        document: String,
        location: String,
        added: Added,
    },
    /// It could not be read; what went over the network for it is in the case.
    Failed(InputFailure),
}

/// Keeps what was read, or what went over the network in vain.
pub fn kept(case: &mut Case, outcome: Outcome, at: &str) -> Result<Keeping, LedgerError> {
    match outcome {
        Outcome::Read { loaded, record } => {
            let addition = Addition {
                record: &record,
                bytes: &loaded.bytes,
                location: &loaded.location,
                at,
            };
            let added = case.add_fetched(&addition, &loaded.exchanges)?;
            Ok(Keeping::Kept {
                document: record.document.id,
                location: loaded.location,
                added,
            })
        }
        Outcome::Known { loaded, capture } => {
            let added = case.found_at(&capture.sha256, &loaded.location, &loaded.exchanges, at)?;
            Ok(Keeping::Kept {
                document: document_of(&capture.sha256),
                location: loaded.location,
                added,
            })
        }
        Outcome::Failed(failure) => {
            for exchange in &failure.exchanges {
                case.keep_exchange(exchange, at)?;
            }
            Ok(Keeping::Failed(failure))
        }
    }
}

/// The id of the document that a capture is.
pub fn document_of(sha256: &str) -> String {
    format!("doc-{}", sha256.get(..16).unwrap_or_default())
}

/// What adding did, in a word or two.
pub fn word(added: Added) -> &'static str {
    match added {
        Added::New => "new",
        Added::ReadAnew => "read anew",
        Added::FoundElsewhere => "found elsewhere",
        Added::Known => "known",
    }
}
