//! RFC 3161 timestamps: asking an authority, reading what it answers, and checking it. Sending is the caller's.

mod request;
mod signature;
mod token;
mod trust;

pub use request::request;
pub use token::{Stamp, check};
pub use trust::Authorities;

use thiserror::Error;

/// Why a timestamp proves nothing.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum StampError {
    /// The bytes are no answer to a request, or a damaged one.
    #[error("the answer is no timestamp ({0}): ask again, or another authority")]
    Unreadable(String),
    /// The authority gave none.
    #[error("the authority gave no timestamp ({0}): ask again later, or another authority")]
    Refused(String),
    /// It is about other bytes.
    #[error("the timestamp is of other bytes: it proves nothing of these")]
    OtherImprint,
    /// It answers another request.
    #[error("the timestamp answers another request (its nonce differs): ask again")]
    OtherNonce,
    /// Its signature does not hold.
    #[error("the timestamp's signature does not hold ({0}): it proves nothing")]
    Signature(String),
    /// Its certificate is none for timestamps.
    #[error("the timestamp's certificate is not one for timestamps ({0}): it proves nothing")]
    Certificate(String),
    /// It is signed in a way that is not known here.
    #[error("the timestamp is signed in a way that is not checked here ({0}): check it with `openssl ts -verify`")]
    Unsupported(String),
}
