//! Whose timestamps are believed: authorities' certificates that the user gives, and the way from a token's certificate to one of them.

use der::oid::db::rfc5280::ID_CE_BASIC_CONSTRAINTS;
use der::{Decode, Encode};
use x509_cert::Certificate;
use x509_cert::ext::pkix::BasicConstraints;

use super::{StampError, signature};

/// A way from certificate to certificate is not longer than this.
const LONGEST_WAY: usize = 6;

/// Certificates that are trusted because the user says so.
#[derive(Clone, Debug, Default)]
pub struct Authorities(Vec<Certificate>);

impl Authorities {
    /// Out of a PEM file with one or several certificates.
    ///
    /// # Errors
    /// [`StampError::Certificate`] where it holds none, or one that cannot be read.
    pub fn from_pem(text: &str) -> Result<Self, StampError> {
        let told = |cause: String| StampError::Certificate(cause);
        let begin = text.find("-----BEGIN CERTIFICATE-----");
        let text = begin
            .and_then(|at| text.get(at..))
            .ok_or_else(|| told("no certificate in PEM".to_owned()))?;
        let all = Certificate::load_pem_chain(text.as_bytes()).map_err(|cause| told(cause.to_string()))?;
        if all.is_empty() {
            return Err(told("no certificate in PEM".to_owned()));
        }
        Ok(Self(all))
    }

    /// Whether a certificate, at this second since 1970, leads to one of these over those that came with it.
    pub(super) fn vouch(&self, certificate: &Certificate, beside: &[Certificate], at: u64) -> bool {
        let mut current = certificate;
        for _ in 0..LONGEST_WAY {
            if !is_valid(current, at) {
                return false;
            }
            if self.0.contains(current) {
                return true;
            }
            if self
                .0
                .iter()
                .any(|issuer| is_valid(issuer, at) && issued(issuer, current))
            {
                return true;
            }
            let next = beside
                .iter()
                .find(|issuer| *issuer != current && may_issue(issuer) && issued(issuer, current));
            match next {
                Some(issuer) => current = issuer,
                None => return false,
            }
        }
        false
    }
}

fn issued(issuer: &Certificate, certificate: &Certificate) -> bool {
    if issuer.tbs_certificate.subject != certificate.tbs_certificate.issuer {
        return false;
    }
    let (Ok(told), Some(signature)) = (certificate.tbs_certificate.to_der(), certificate.signature.as_bytes()) else {
        return false;
    };
    let key = &issuer.tbs_certificate.subject_public_key_info;
    signature::holds(key, certificate.signature_algorithm.oid, None, &told, signature).unwrap_or(false)
}

fn may_issue(certificate: &Certificate) -> bool {
    let extensions = certificate.tbs_certificate.extensions.iter().flatten();
    extensions
        .filter(|extension| extension.extn_id == ID_CE_BASIC_CONSTRAINTS)
        .any(|extension| BasicConstraints::from_der(extension.extn_value.as_bytes()).is_ok_and(|basic| basic.ca))
}

pub(super) fn is_valid(certificate: &Certificate, at: u64) -> bool {
    let validity = &certificate.tbs_certificate.validity;
    let from = validity.not_before.to_unix_duration().as_secs();
    let to = validity.not_after.to_unix_duration().as_secs();
    (from..=to).contains(&at)
}
