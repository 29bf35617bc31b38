//! Ids from what an entry is, digests, and words as numbers.

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
    in_hexadecimal(&digest.finalize(), bytes)
}

/// The first 16 hexadecimal digits of the SHA-256 of some bytes.
pub fn digest_of_bytes(bytes: &[u8]) -> String {
    in_hexadecimal(&Sha256::digest(bytes), 8)
}

fn in_hexadecimal(digest: &[u8], bytes: usize) -> String {
    digest.iter().take(bytes).map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes as a number: FNV-1a (Fowler, Noll and Vo).
pub fn fnv(bytes: impl IntoIterator<Item = u8>) -> u32 {
    bytes.into_iter().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}
