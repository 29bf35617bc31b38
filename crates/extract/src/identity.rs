//! Ids from what an entry is.

use sha2::{Digest, Sha256};

/// The first 16 hexadecimal digits of the SHA-256 over the parts, each ended by a zero byte.
pub fn digest(parts: &[&str]) -> String {
    hexadecimal(parts, 8)
}

/// `prefix` and the first ten hexadecimal digits of the SHA-256 over the parts, each ended by a zero byte.
pub fn entry_id(prefix: &str, parts: &[&str]) -> String {
    format!("{prefix}{}", hexadecimal(parts, 5))
}

fn hexadecimal(parts: &[&str], bytes: usize) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
    digest
        .finalize()
        .iter()
        .take(bytes)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
