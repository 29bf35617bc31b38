//! A case: captures, records and decisions kept in one SQLite file.
//!
//! All of one document is one transaction. Captures, records, decisions and the log are only ever added to.
//! Nothing here looks at a clock: the present time is given by the caller.

mod add;
mod case;
mod chain;
mod code_points;
mod decisions;
mod error;
mod records;
mod rows;
mod schema;
mod search;
mod verify;

pub use add::{Added, Addition};
pub use case::Case;
pub use decisions::Decision;
pub use error::LedgerError;
pub use search::{Hit, Passage};
pub use verify::{Problem, Verification};
