//! A case: captures, records and decisions kept in one SQLite file.
//!
//! All of one document is one transaction. Captures, records, decisions and the log are only ever added to.
//! Nothing here looks at a clock: the present time is given by the caller.

mod add;
mod case;
mod chain;
mod code_points;
mod decisions;
mod entry;
mod error;
mod evidence;
mod exchanges;
mod frozen;
mod lists;
mod merge;
mod records;
mod rows;
mod schema;
mod search;
mod sources;
mod verify;
mod verify_evidence;

pub use add::{Added, Addition};
pub use case::Case;
pub use chain::Link;
pub use decisions::Decision;
pub use entry::{EntryVerification, Proof, Proved};
pub use error::LedgerError;
pub use evidence::{Expected, HeadEvidence, HeadKept, Waiting};
pub use exchanges::{ExchangeKept, LastSeen};
pub use lists::ListEdition;
pub use merge::{Counted, Merged};
pub use records::{CaptureKept, Extent};
pub use search::{Hit, Passage};
pub use sources::Version;
pub use verify::{Problem, Signed, Stamped, Verification};
