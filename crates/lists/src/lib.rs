//! Sanctions lists in the formats in which they are published, as one kind of entry.
//!
//! [`read`] turns files into [`Edition`]s (a list as it was on a day, named by the digest of its files); [`diff`] says what one edition
//! changed of another; [`Index`] screens names against the entries of several, each match explained.
//!
//! No file is opened here and no clock read. A row that cannot be read costs that row, and is named.

mod diff;
mod edition;
mod entry;
mod error;
mod eu;
mod index;
mod ofac;
mod partial_date;
mod remarks;
mod screen;
mod table;
mod tree;
mod uk;
mod un;

pub use diff::{Change, Difference, FieldChange, diff};
pub use edition::{Edition, Problem, SourceFile, read};
pub use entry::{Entry, EntryKind, Identifier, ListId, ListedName, Quality};
pub use error::ListError;
pub use index::{Index, SearchedName};
pub use partial_date::{PartialDate, Precision};
pub use screen::{Because, Hit, Query, Reason};
