//! Signatures of certificates and tokens: RSA (PKCS #1 v1.5) and ECDSA on P-256 and P-384, with SHA-256, SHA-384 and SHA-512.

use der::Encode;
use der::oid::ObjectIdentifier;
use ring::signature::{self, UnparsedPublicKey, VerificationAlgorithm};
use x509_cert::spki::SubjectPublicKeyInfoOwned;

use super::StampError;

const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const RSA_SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");
const RSA_SHA_384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.12");
const RSA_SHA_512: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.13");
const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const EC_SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");
const EC_SHA_384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.3");
const P_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
const P_384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.34");

pub(super) const SHA_384: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.2");
pub(super) const SHA_512: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.3");
use super::request::SHA_256;

/// Whether `signature` over `message` is by `key`. `digest` tells the digest where the algorithm names only the kind of key.
pub(super) fn holds(
    key: &SubjectPublicKeyInfoOwned,
    algorithm: ObjectIdentifier,
    digest: Option<ObjectIdentifier>,
    message: &[u8],
    signature: &[u8],
) -> Result<bool, StampError> {
    let way = way(key, algorithm, digest)
        .ok_or_else(|| StampError::Unsupported(format!("{algorithm} with a key {}", key.algorithm.oid)))?;
    let bytes = key.subject_public_key.raw_bytes();
    Ok(UnparsedPublicKey::new(way, bytes).verify(message, signature).is_ok())
}

fn way(
    key: &SubjectPublicKeyInfoOwned,
    algorithm: ObjectIdentifier,
    digest: Option<ObjectIdentifier>,
) -> Option<&'static dyn VerificationAlgorithm> {
    if key.algorithm.oid == RSA {
        let digest = match algorithm {
            RSA_SHA_256 => SHA_256,
            RSA_SHA_384 => SHA_384,
            RSA_SHA_512 => SHA_512,
            RSA => digest?,
            _ => return None,
        };
        return match digest {
            SHA_256 => Some(&signature::RSA_PKCS1_2048_8192_SHA256),
            SHA_384 => Some(&signature::RSA_PKCS1_2048_8192_SHA384),
            SHA_512 => Some(&signature::RSA_PKCS1_2048_8192_SHA512),
            _ => None,
        };
    }
    if key.algorithm.oid != EC {
        return None;
    }
    let curve = key.algorithm.parameters.as_ref()?.to_der().ok()?;
    let curve = <ObjectIdentifier as der::Decode>::from_der(&curve).ok()?;
    match (curve, algorithm) {
        (P_256, EC_SHA_256) => Some(&signature::ECDSA_P256_SHA256_ASN1),
        (P_256, EC_SHA_384) => Some(&signature::ECDSA_P256_SHA384_ASN1),
        (P_384, EC_SHA_256) => Some(&signature::ECDSA_P384_SHA256_ASN1),
        (P_384, EC_SHA_384) => Some(&signature::ECDSA_P384_SHA384_ASN1),
        _ => None,
    }
}
