//! The commands, one file each.

pub mod actors;
pub mod add;
pub mod changes;
pub mod claims;
pub mod decide;
pub mod diff;
pub mod export;
pub mod key;
pub mod lists;
pub mod model;
pub mod origins;
pub mod positions;
pub mod provisions;
pub mod read;
mod record_lines;
pub mod report;
pub mod review;
pub mod schema;
pub mod screen;
pub mod search;
pub mod sign;
pub mod stamp;
pub mod timeline;
pub mod tolls;
pub mod verify;
pub mod watch;
