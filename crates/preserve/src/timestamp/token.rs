//! An authority's answer, checked: that it is about these bytes, answers this request, and is signed for timestamps by the certificate in it.

use cms::cert::CertificateChoices;
use cms::content_info::ContentInfo;
use cms::signed_data::{SignedData, SignerIdentifier, SignerInfo};
use der::asn1::{Any, Int, OctetString};
use der::oid::ObjectIdentifier;
use der::oid::db::rfc5280::{ID_CE_EXT_KEY_USAGE, ID_CE_SUBJECT_KEY_IDENTIFIER, ID_KP_TIME_STAMPING};
use der::{Decode, Encode, Sequence, Tag, Tagged};
use ring::digest::{Algorithm, SHA1_FOR_LEGACY_USE_ONLY, SHA256, SHA384, SHA512, digest};
use serde::Serialize;
use x509_cert::Certificate;
use x509_cert::ext::Extensions;
use x509_cert::ext::pkix::{ExtendedKeyUsage, SubjectKeyIdentifier};
use x509_cert::spki::AlgorithmIdentifierOwned;
use x509_tsp::{Accuracy, MessageImprint, TimeStampResp, TspVersion};

use super::StampError;
use super::request::{SHA_256, number};
use super::signature::{self, SHA_384, SHA_512};
use super::trust::{Authorities, is_valid};
use crate::digest::hexadecimal;

const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const TST_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const SIGNING_CERTIFICATE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.12");
const SIGNING_CERTIFICATE_V2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");

/// What a timestamp that holds says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stamp {
    /// The moment before which the bytes existed (RFC 3339, UTC).
    pub at: String,
    /// Whom the certificate names.
    pub authority: String,
    /// The authority's own number for it, hexadecimal.
    pub serial: String,
    /// The policy that it was given under.
    pub policy: String,
    /// Whether the certificate leads to one that the user trusts; nothing where none was given.
    pub trusted: Option<bool>,
}

/// `TSTInfo` (RFC 3161). The library's own does not read fractions of a second, which some authorities give.
#[derive(Clone, Debug, Sequence)]
struct TimeTold {
    version: TspVersion,
    policy: ObjectIdentifier,
    message_imprint: MessageImprint,
    serial_number: Int,
    gen_time: Any,
    #[asn1(optional = "true")]
    accuracy: Option<Accuracy>,
    #[asn1(default = "Default::default")]
    ordering: bool,
    #[asn1(optional = "true")]
    nonce: Option<Int>,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    tsa: Option<Any>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", optional = "true")]
    extensions: Option<Extensions>,
}

/// `SigningCertificateV2` (RFC 5035) as far as it is read.
#[derive(Clone, Debug, Sequence)]
struct SigningCertificateV2 {
    certs: Vec<CertificateIdV2>,
    #[asn1(optional = "true")]
    policies: Option<Any>,
}

#[derive(Clone, Debug, Sequence)]
struct CertificateIdV2 {
    #[asn1(optional = "true")]
    hash_algorithm: Option<AlgorithmIdentifierOwned>,
    cert_hash: OctetString,
    #[asn1(optional = "true")]
    issuer_serial: Option<Any>,
}

/// `SigningCertificate` (RFC 2634), which names the certificate by SHA-1.
#[derive(Clone, Debug, Sequence)]
struct SigningCertificate {
    certs: Vec<CertificateId>,
    #[asn1(optional = "true")]
    policies: Option<Any>,
}

#[derive(Clone, Debug, Sequence)]
struct CertificateId {
    cert_hash: OctetString,
    #[asn1(optional = "true")]
    issuer_serial: Option<Any>,
}

/// Checks an authority's answer (`application/timestamp-reply`) against the SHA-256 and the nonce that it was asked about.
///
/// # Errors
/// [`StampError`] where it proves nothing.
pub fn check(
    answer: &[u8],
    imprint: &[u8; 32],
    nonce: Option<&[u8; 8]>,
    trusted: Option<&Authorities>,
) -> Result<Stamp, StampError> {
    let unreadable = |cause: der::Error| StampError::Unreadable(cause.to_string());
    let answer = TimeStampResp::from_der(answer).map_err(unreadable)?;
    let Some(token) = answer.time_stamp_token else {
        return Err(StampError::Refused(format!("{:?}", answer.status.status)));
    };
    let signed = signed_data(&token)?;
    let content = &signed.encap_content_info;
    let told = content.econtent.as_ref().filter(|_| content.econtent_type == TST_INFO);
    let told = told.ok_or_else(|| StampError::Unreadable("it holds no time".to_owned()))?;
    let told = told.decode_as::<OctetString>().map_err(unreadable)?;
    let info = TimeTold::from_der(told.as_bytes()).map_err(unreadable)?;
    let asked = &info.message_imprint;
    if asked.hash_algorithm.oid != SHA_256 || asked.hashed_message.as_bytes() != imprint {
        return Err(StampError::OtherImprint);
    }
    if let Some(nonce) = nonce
        && info.nonce != Some(number(nonce).map_err(unreadable)?)
    {
        return Err(StampError::OtherNonce);
    }
    let [signer] = signed.signer_infos.0.as_slice() else {
        return Err(StampError::Unreadable("it has not one signer".to_owned()));
    };
    let beside: Vec<Certificate> = certificates(&signed);
    let certificate = beside
        .iter()
        .find(|certificate| is_signers(certificate, &signer.sid))
        .ok_or_else(|| StampError::Certificate("the signer's is not in the token".to_owned()))?;
    check_attributes(signer, told.as_bytes(), certificate)?;
    check_signature(signer, certificate)?;
    let at = moment(&info.gen_time).ok_or_else(|| StampError::Unreadable("it holds no time".to_owned()))?;
    let second = u64::try_from(at.as_second()).unwrap_or_default();
    check_certificate(certificate, second)?;
    Ok(Stamp {
        at: at.to_string(),
        authority: certificate.tbs_certificate.subject.to_string(),
        serial: hexadecimal(info.serial_number.as_bytes()),
        policy: info.policy.to_string(),
        trusted: trusted.map(|authorities| authorities.vouch(certificate, &beside, second)),
    })
}

/// `20260302100000Z` or `20260302100000.25Z`.
fn moment(time: &Any) -> Option<jiff::Timestamp> {
    if time.tag() != Tag::GeneralizedTime {
        return None;
    }
    let text = std::str::from_utf8(time.value()).ok()?.strip_suffix('Z')?;
    let (whole, fraction) = text
        .split_once('.')
        .map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() != 14
        || !is_number(whole)
        || !fraction.is_none_or(|fraction| is_number(fraction) && fraction.len() <= 9)
    {
        return None;
    }
    let part = |from: usize, to: usize| whole.get(from..to).unwrap_or_default();
    let fraction = fraction.map(|fraction| format!(".{fraction}")).unwrap_or_default();
    let (day, time) = (
        format!("{}-{}-{}", part(0, 4), part(4, 6), part(6, 8)),
        format!("{}:{}:{}{fraction}", part(8, 10), part(10, 12), part(12, 14)),
    );
    format!("{day}T{time}Z").parse().ok()
}

fn signed_data(token: &ContentInfo) -> Result<SignedData, StampError> {
    if token.content_type != SIGNED_DATA {
        return Err(StampError::Unreadable("it is not signed".to_owned()));
    }
    let signed = token.content.decode_as::<SignedData>();
    signed.map_err(|cause| StampError::Unreadable(cause.to_string()))
}

fn certificates(signed: &SignedData) -> Vec<Certificate> {
    let all = signed.certificates.iter().flat_map(|set| set.0.iter());
    all.filter_map(|choice| match choice {
        CertificateChoices::Certificate(certificate) => Some(certificate.clone()),
        CertificateChoices::Other(_) => None,
    })
    .collect()
}

fn is_signers(certificate: &Certificate, signer: &SignerIdentifier) -> bool {
    match signer {
        SignerIdentifier::IssuerAndSerialNumber(named) => {
            certificate.tbs_certificate.issuer == named.issuer
                && certificate.tbs_certificate.serial_number == named.serial_number
        }
        SignerIdentifier::SubjectKeyIdentifier(named) => extension(certificate, ID_CE_SUBJECT_KEY_IDENTIFIER)
            .and_then(|(_, value)| SubjectKeyIdentifier::from_der(value).ok())
            .is_some_and(|identifier| identifier == *named),
    }
}

fn extension(certificate: &Certificate, id: ObjectIdentifier) -> Option<(bool, &[u8])> {
    let mut all = certificate.tbs_certificate.extensions.iter().flatten();
    let found = all.find(|extension| extension.extn_id == id)?;
    Some((found.critical, found.extn_value.as_bytes()))
}

/// What is signed names the token's content by its digest, and the certificate by its own.
fn check_attributes(signer: &SignerInfo, content: &[u8], certificate: &Certificate) -> Result<(), StampError> {
    let wrong = |cause: &str| StampError::Signature(cause.to_owned());
    let attribute = |id: ObjectIdentifier| {
        let mut all = signer.signed_attrs.iter().flat_map(|attributes| attributes.iter());
        let found = all.find(|attribute| attribute.oid == id)?;
        match found.values.as_slice() {
            [value] => Some(value.clone()),
            _ => None,
        }
    };
    let kind = attribute(CONTENT_TYPE).and_then(|value| value.decode_as::<ObjectIdentifier>().ok());
    if kind != Some(TST_INFO) {
        return Err(wrong("it names another kind of content"));
    }
    let way = digest_of(signer.digest_alg.oid)?;
    let named = attribute(MESSAGE_DIGEST).and_then(|value| value.decode_as::<OctetString>().ok());
    if named.is_none_or(|named| named.as_bytes() != digest(way, content).as_ref()) {
        return Err(wrong("its content was altered"));
    }
    let whole = certificate
        .to_der()
        .map_err(|cause| StampError::Certificate(cause.to_string()))?;
    let is_named = if let Some(value) = attribute(SIGNING_CERTIFICATE_V2) {
        let list = value.decode_as::<SigningCertificateV2>().ok();
        list.and_then(|list| list.certs.into_iter().next())
            .is_some_and(|first| {
                let way = first
                    .hash_algorithm
                    .as_ref()
                    .map_or(Ok(&SHA256), |algorithm| digest_of(algorithm.oid));
                way.is_ok_and(|way| digest(way, &whole).as_ref() == first.cert_hash.as_bytes())
            })
    } else {
        let list = attribute(SIGNING_CERTIFICATE).and_then(|value| value.decode_as::<SigningCertificate>().ok());
        list.and_then(|list| list.certs.into_iter().next())
            .is_some_and(|first| digest(&SHA1_FOR_LEGACY_USE_ONLY, &whole).as_ref() == first.cert_hash.as_bytes())
    };
    if is_named {
        Ok(())
    } else {
        Err(wrong("it names another certificate"))
    }
}

fn check_signature(signer: &SignerInfo, certificate: &Certificate) -> Result<(), StampError> {
    let unreadable = |cause: der::Error| StampError::Unreadable(cause.to_string());
    let attributes = signer.signed_attrs.as_ref();
    let attributes = attributes.ok_or_else(|| StampError::Signature("nothing is signed".to_owned()))?;
    let holds = signature::holds(
        &certificate.tbs_certificate.subject_public_key_info,
        signer.signature_algorithm.oid,
        Some(signer.digest_alg.oid),
        &attributes.to_der().map_err(unreadable)?,
        signer.signature.as_bytes(),
    )?;
    if holds {
        Ok(())
    } else {
        Err(StampError::Signature("it is not the certificate's".to_owned()))
    }
}

/// RFC 3161, section 2.3: for timestamps and nothing else, and critical; and valid at that moment.
fn check_certificate(certificate: &Certificate, second: u64) -> Result<(), StampError> {
    let wrong = |cause: &str| StampError::Certificate(cause.to_owned());
    let (critical, usage) = extension(certificate, ID_CE_EXT_KEY_USAGE).ok_or_else(|| wrong("it says no use"))?;
    let usage = ExtendedKeyUsage::from_der(usage).map_err(|cause| wrong(&cause.to_string()))?;
    if !critical || usage.0 != [ID_KP_TIME_STAMPING] {
        return Err(wrong("it is for other uses"));
    }
    if !is_valid(certificate, second) {
        return Err(wrong("it was not valid at that moment"));
    }
    Ok(())
}

fn digest_of(algorithm: ObjectIdentifier) -> Result<&'static Algorithm, StampError> {
    match algorithm {
        SHA_256 => Ok(&SHA256),
        SHA_384 => Ok(&SHA384),
        SHA_512 => Ok(&SHA512),
        other => Err(StampError::Unsupported(format!("digest {other}"))),
    }
}
