//! The present time, for the log of a case.

use jiff::Timestamp;

/// Now in RFC 3339, UTC, in seconds. `SOURCE_DATE_EPOCH` (seconds since 1970) stands in for the clock where a result must be
/// the same on every run.
pub fn now() -> String {
    let fixed = std::env::var("SOURCE_DATE_EPOCH")
        .ok()
        .and_then(|seconds| seconds.parse().ok());
    let now = fixed
        .and_then(|seconds| Timestamp::from_second(seconds).ok())
        .unwrap_or_else(Timestamp::now);
    let second = Timestamp::from_second(now.as_second()).unwrap_or(now);
    second.to_string()
}
