//! What makes captures evidence: web archives, a Merkle log, signatures and timestamps. No clock, no network, no file.

pub mod archived;
pub mod digest;
mod head;
pub mod http;
pub mod keys;
pub mod merkle;
pub mod timestamp;
pub mod wacz;
pub mod warc;

pub use archived::{Archived, Documents, Found};
pub use head::TreeHead;
pub use http::{BodyError, Exchange, Response};
pub use keys::{KeyError, PublicKey, SigningKey};
pub use timestamp::{Authorities, Stamp, StampError};
