//! Addresses to exchanges, verbatim: within limits, at each host's pace, as its robots.txt asks, and never an address inside the
//! machine or a private network unless it was named. Each name is looked up once, each answer checked, and the connection made
//! to the checked address and no other, at every redirect anew.

mod error;
mod fetcher;
mod guard;
mod pace;
mod recorded;
mod robots;

pub use error::FetchError;
pub use fetcher::{Answer, Fetched, Fetcher, Known, Options};
pub use guard::{Allowed, is_public};
