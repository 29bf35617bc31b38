//! The present time, for logs, sessions and what is kept beside a case.

use jiff::Timestamp;

/// Now, in seconds since 1970.
pub(crate) fn seconds() -> i64 {
    Timestamp::now().as_second()
}

/// A moment in RFC 3339, UTC.
pub(crate) fn told(seconds: i64) -> String {
    Timestamp::from_second(seconds).unwrap_or_default().to_string()
}

/// Now in RFC 3339, UTC, in seconds.
pub(crate) fn now() -> String {
    told(seconds())
}
