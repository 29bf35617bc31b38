//! Secrets of sessions and tokens: made at random, kept only as digests, compared without telling how much was right.

use ring::digest::{SHA256, digest};
use ring::rand::{SecureRandom, SystemRandom};

use crate::desk::DeskError;
use crate::hexadecimal::hexadecimal;

/// 32 random bytes in hexadecimal digits.
pub(crate) fn secret() -> Result<String, DeskError> {
    let mut bytes = [0_u8; 32];
    SystemRandom::new()
        .fill(&mut bytes)
        .map_err(|_| DeskError::NoRandomness)?;
    Ok(hexadecimal(&bytes))
}

/// What is kept of a secret: nobody who reads it can use it.
pub(crate) fn digest_of(secret: &str) -> String {
    hexadecimal(digest(&SHA256, secret.as_bytes()).as_ref())
}

/// Compares in a time that depends on nothing but the length.
pub(crate) fn are_same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len()
        && one
            .iter()
            .zip(other)
            .fold(0, |differs, (one, other)| differs | (one ^ other))
            == 0
}
