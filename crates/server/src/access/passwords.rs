//! Passwords: kept as argon2id digests (RFC 9106), checked in the same time whether or not there is such a user.

use std::sync::OnceLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

use crate::desk::DeskError;

/// Fewest characters of a password (NIST SP 800-63B asks for 8 at least; here it is often the only lock).
pub(crate) const SHORTEST: usize = 10;
/// Most bytes: what is longer costs time and adds nothing.
pub(crate) const LONGEST: usize = 1024;

/// What is kept of a password.
pub(crate) fn digest_of(password: &str) -> Result<String, DeskError> {
    Argon2::default()
        .hash_password(password.as_bytes())
        .map(|digest| digest.to_string())
        .map_err(|_| DeskError::NoRandomness)
}

/// Whether this is the password. Without a digest the same work is done, and the answer is no.
pub(crate) fn is_right(password: &str, digest: Option<&str>) -> bool {
    static NOBODY: OnceLock<String> = OnceLock::new();
    let nobody = NOBODY.get_or_init(|| digest_of("nobody has this password").unwrap_or_default());
    let kept = digest.unwrap_or(nobody);
    let Ok(kept) = PasswordHash::new(kept) else {
        return false;
    };
    let right = Argon2::default().verify_password(password.as_bytes(), &kept).is_ok();
    right && digest.is_some()
}

/// Why a password is not taken, if it is not.
pub(crate) fn fault(password: &str, name: &str) -> Option<String> {
    if password.chars().count() < SHORTEST {
        return Some(format!("a password has {SHORTEST} characters at least"));
    }
    if password.len() > LONGEST {
        return Some(format!("a password has {LONGEST} bytes at most"));
    }
    password
        .eq_ignore_ascii_case(name)
        .then(|| "a password is not the name".to_owned())
}
