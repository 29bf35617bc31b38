//! Ed25519 keys in the files that other programs read too (PKCS #8 and SubjectPublicKeyInfo, as PEM), signing and checking.
//!
//! The library is the one that the encrypted connections rest on already, so that there is one implementation to trust.

use der::pem::{LineEnding, decode_vec, encode_string};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::digest::{from_hexadecimal, hexadecimal, sha256};

/// What stands before the 32 bytes of a private key (RFC 8410, section 7).
const PRIVATE: [u8; 16] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];
/// What stands before the 32 bytes of a public key (RFC 8410, section 4).
const PUBLIC: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/// Why a key file could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum KeyError {
    /// It holds no private key of this kind.
    #[error("this is no private Ed25519 key in PEM: make one with `onrecord key new`")]
    NotPrivate,
    /// It holds no public key of this kind.
    #[error("this is no public Ed25519 key in PEM: take the file that `onrecord key new` wrote beside the private one")]
    NotPublic,
}

/// A private key.
pub struct SigningKey {
    seed: [u8; 32],
    pair: Ed25519KeyPair,
}

impl SigningKey {
    /// The key that these random bytes are.
    ///
    /// # Errors
    /// [`KeyError::NotPrivate`], which 32 bytes never give.
    pub fn from_seed(seed: [u8; 32]) -> Result<Self, KeyError> {
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed).map_err(|_| KeyError::NotPrivate)?;
        Ok(Self { seed, pair })
    }

    /// Out of a PEM file, such as `openssl genpkey -algorithm ed25519` writes.
    ///
    /// # Errors
    /// [`KeyError::NotPrivate`].
    pub fn from_pem(text: &str) -> Result<Self, KeyError> {
        let der = decoded("PRIVATE KEY", text).ok_or(KeyError::NotPrivate)?;
        let seed = der.strip_prefix(&PRIVATE).and_then(|seed| seed.try_into().ok());
        Self::from_seed(seed.ok_or(KeyError::NotPrivate)?)
    }

    /// As a PEM file.
    pub fn to_pem(&self) -> String {
        encoded("PRIVATE KEY", &[&PRIVATE[..], &self.seed].concat())
    }

    /// The half that is published.
    pub fn public(&self) -> PublicKey {
        let mut key = [0; 32];
        key.copy_from_slice(self.pair.public_key().as_ref());
        PublicKey(hexadecimal(&key))
    }

    /// The signature of these bytes, hexadecimal.
    pub fn sign(&self, bytes: &[u8]) -> String {
        hexadecimal(self.pair.sign(bytes).as_ref())
    }
}

impl std::fmt::Debug for SigningKey {
    /// Never the private half.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SigningKey({})", self.public().0)
    }
}

/// A public key: its 32 bytes in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PublicKey(pub String);

impl PublicKey {
    /// Out of a PEM file.
    ///
    /// # Errors
    /// [`KeyError::NotPublic`].
    pub fn from_pem(text: &str) -> Result<Self, KeyError> {
        let der = decoded("PUBLIC KEY", text).ok_or(KeyError::NotPublic)?;
        let key = der.strip_prefix(&PUBLIC).filter(|key| key.len() == 32);
        key.map(|key| Self(hexadecimal(key))).ok_or(KeyError::NotPublic)
    }

    /// As a PEM file, to be published.
    pub fn to_pem(&self) -> String {
        encoded("PUBLIC KEY", &self.der())
    }

    /// SHA-256 of the key as other programs write it (DER), hexadecimal: what one reads out over the telephone.
    pub fn fingerprint(&self) -> String {
        sha256(&self.der())
    }

    /// Whether the signature (hexadecimal) is this key's over these bytes.
    pub fn verifies(&self, bytes: &[u8], signature: &str) -> bool {
        let (Some(key), Some(signature)) = (from_hexadecimal(&self.0), from_hexadecimal(signature)) else {
            return false;
        };
        UnparsedPublicKey::new(&ED25519, key).verify(bytes, &signature).is_ok()
    }

    fn der(&self) -> Vec<u8> {
        [&PUBLIC[..], &from_hexadecimal(&self.0).unwrap_or_default()].concat()
    }
}

fn encoded(label: &str, der: &[u8]) -> String {
    encode_string(label, LineEnding::LF, der).unwrap_or_default()
}

fn decoded(label: &str, text: &str) -> Option<Vec<u8>> {
    let (found, der) = decode_vec(text.trim().as_bytes()).ok()?;
    (found == label).then_some(der)
}

#[cfg(test)]
mod tests {
    use super::{KeyError, PublicKey, SigningKey};

    #[test]
    fn signatures_are_those_of_the_published_test_vector() {
        // RFC 8032, section 7.1, test 2.
        let seed = crate::digest::hash_of("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb").unwrap();
        let key = SigningKey::from_seed(seed).unwrap();
        assert_eq!(
            key.public().0,
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
        );
        let signature = key.sign(&[0x72]);
        assert!(signature.starts_with("92a009a9f0d4cab8720e820b5f642540"), "{signature}");
        assert!(key.public().verifies(&[0x72], &signature));
        assert!(!key.public().verifies(&[0x73], &signature));
        assert!(!key.public().verifies(&[0x72], "92a0"));
    }

    #[test]
    fn keys_are_written_and_read() {
        let key = SigningKey::from_seed([7; 32]).unwrap();
        let again = SigningKey::from_pem(&key.to_pem()).unwrap();
        assert_eq!(again.public(), key.public());
        assert_eq!(PublicKey::from_pem(&key.public().to_pem()).unwrap(), key.public());
        assert_eq!(
            SigningKey::from_pem(&key.public().to_pem()).unwrap_err(),
            KeyError::NotPrivate
        );
        assert_eq!(PublicKey::from_pem("no key"), Err(KeyError::NotPublic));
        assert!(!format!("{key:?}").contains("0707"));
    }
}
