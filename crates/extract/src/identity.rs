//! Ids from what an entry is.

use sha2::{Digest, Sha256};

/// `prefix` and the first ten hexadecimal digits of the SHA-256 over the parts, each ended by a zero byte.
pub fn entry_id(prefix: &str, parts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
    let hexadecimal: String = digest
        .finalize()
        .iter()
        .take(5)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("{prefix}{hexadecimal}")
}
