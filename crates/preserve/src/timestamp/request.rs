//! The request for a timestamp.

use cms::cert::x509::spki::AlgorithmIdentifier;
use der::asn1::{Int, Null, OctetString};
use der::oid::ObjectIdentifier;
use der::{Any, Encode};
use x509_tsp::{MessageImprint, TimeStampReq, TspVersion};

use super::StampError;

pub(super) const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");

/// The bytes to be sent (`application/timestamp-query`) for a timestamp of what has this SHA-256. `nonce` is random and ties
/// the answer to this request.
///
/// # Errors
/// [`StampError::Unreadable`], which no digest and nonce give.
pub fn request(digest: &[u8; 32], nonce: &[u8; 8]) -> Result<Vec<u8>, StampError> {
    let told = |cause: der::Error| StampError::Unreadable(cause.to_string());
    let request = TimeStampReq {
        version: TspVersion::V1,
        message_imprint: MessageImprint {
            hash_algorithm: AlgorithmIdentifier {
                oid: SHA_256,
                parameters: Some(Any::from(Null)),
            },
            hashed_message: OctetString::new(digest.to_vec()).map_err(told)?,
        },
        req_policy: None,
        nonce: Some(number(nonce).map_err(told)?),
        // The certificate in the answer is what makes it checkable years later.
        cert_req: true,
        extensions: None,
    };
    request.to_der().map_err(told)
}

/// The bytes as a number that is not negative.
pub(super) fn number(bytes: &[u8; 8]) -> Result<Int, der::Error> {
    let mut digits = vec![0];
    digits.extend_from_slice(bytes);
    // In DER a number has no digit that says nothing.
    while digits.len() > 1 && digits.first() == Some(&0) && digits.get(1).is_some_and(|next| *next < 0x80) {
        digits.remove(0);
    }
    Int::new(&digits)
}
