//! Timestamps of an authority made for the test: what holds is told, and every way in which one does not is named.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by it")]

mod tools;

use std::fs;

use onrecord_preserve::digest::{hash_of, sha256};
use onrecord_preserve::timestamp::{Authorities, check, request};
use onrecord_preserve::{SigningKey, StampError};
use proptest::prelude::*;
use std::sync::LazyLock;
use tools::authority::Authority;

const NONCE: [u8; 8] = [0x91, 2, 3, 4, 5, 6, 7, 8];

fn imprint(words: &str) -> [u8; 32] {
    hash_of(&sha256(words.as_bytes())).unwrap()
}

fn trusted(authority: &Authority) -> Authorities {
    Authorities::from_pem(&fs::read_to_string(authority.root()).unwrap()).unwrap()
}

static ANSWER: LazyLock<Vec<u8>> =
    LazyLock::new(|| Authority::new().answer(&request(&imprint("the words"), &NONCE).unwrap()));

#[test]
fn an_answer_that_holds_says_when_by_whom_and_whether_that_is_trusted() {
    for keys in ["rsa", "ec"] {
        let authority = Authority::with(keys, "critical,timeStamping");
        let answer = authority.answer(&request(&imprint("the words"), &NONCE).unwrap());
        let stamp = check(&answer, &imprint("the words"), Some(&NONCE), Some(&trusted(&authority))).unwrap();
        assert_eq!(stamp.trusted, Some(true));
        assert!(stamp.authority.contains("Test stamps"), "{stamp:?}");
        assert_eq!(stamp.policy, "1.2.3.4.1");
        assert!(stamp.at.starts_with("20") && stamp.at.ends_with('Z'), "{stamp:?}");
        let other = check(&answer, &imprint("the words"), None, Some(&trusted(&Authority::new()))).unwrap();
        assert_eq!(other.trusted, Some(false));
        assert_eq!(check(&answer, &imprint("the words"), None, None).unwrap().trusted, None);
    }
}

#[test]
fn openssl_verifies_the_answer_as_it_is_kept() {
    let authority = Authority::new();
    let folder = tempfile::tempdir().unwrap();
    let (words, answer) = (folder.path().join("words"), folder.path().join("words.tsr"));
    fs::write(&words, "the words").unwrap();
    fs::write(
        &answer,
        authority.answer(&request(&imprint("the words"), &NONCE).unwrap()),
    )
    .unwrap();
    assert!(authority.openssl_verifies(&words, &answer));
    fs::write(&words, "other words").unwrap();
    assert!(!authority.openssl_verifies(&words, &answer));
}

#[test]
fn openssl_verifies_a_signature_and_reads_the_key_files() {
    let key = SigningKey::from_seed([9; 32]).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("key"), key.to_pem()).unwrap();
    fs::write(path("key.pub"), key.public().to_pem()).unwrap();
    fs::write(path("head"), "a head\n").unwrap();
    let signature = onrecord_preserve::digest::from_hexadecimal(&key.sign(b"a head\n")).unwrap();
    fs::write(path("head.sig"), signature).unwrap();
    let mut openssl = std::process::Command::new("openssl");
    openssl.current_dir(folder.path());
    tools::succeeds(openssl.args([
        "pkeyutl", "-verify", "-pubin", "-inkey", "key.pub", "-rawin", "-in", "head", "-sigfile", "head.sig",
    ]));
    let mut openssl = std::process::Command::new("openssl");
    openssl.current_dir(folder.path());
    let public = tools::succeeds(openssl.args(["pkey", "-in", "key", "-pubout"]));
    assert_eq!(public, key.public().to_pem());
}

#[test]
fn a_timestamp_of_other_bytes_or_of_another_request_is_refused() {
    assert_eq!(
        check(&ANSWER, &imprint("other"), Some(&NONCE), None),
        Err(StampError::OtherImprint)
    );
    assert_eq!(
        check(&ANSWER, &imprint("the words"), Some(&[1; 8]), None),
        Err(StampError::OtherNonce)
    );
}

#[test]
fn a_certificate_for_other_uses_is_refused() {
    // The tool itself answers with none but a certificate for timestamps: one for more uses than that.
    let authority = Authority::with("rsa", "critical,timeStamping");
    let answer = authority.answer(&request(&imprint("the words"), &NONCE).unwrap());
    assert!(check(&answer, &imprint("the words"), Some(&NONCE), None).is_ok());
    // The use's last digit, 8, made another (code signing, 3): the certificate is then also no longer the one that is named.
    let id = [0x2b, 6, 1, 5, 5, 7, 3, 8];
    let at = answer.windows(8).position(|bytes| bytes == id).unwrap();
    let mut altered = answer;
    altered[at + 7] = 3;
    assert!(check(&altered, &imprint("the words"), Some(&NONCE), None).is_err());
}

#[test]
fn a_refusal_is_told_as_one() {
    // PKIStatusInfo { rejection }, and no token.
    let refusal = [0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02];
    assert!(matches!(
        check(&refusal, &[0; 32], None, None),
        Err(StampError::Refused(_))
    ));
    assert!(matches!(
        check(b"<html>", &[0; 32], None, None),
        Err(StampError::Unreadable(_))
    ));
    assert!(Authorities::from_pem("no certificate").is_err());
}

#[test]
fn seeds_for_the_fuzz_target_are_written_where_they_are_asked_for() {
    let Some(folder) = tools::seeds("proof") else {
        return;
    };
    let (key, authority) = (
        SigningKey::from_seed([3; 32]).unwrap(),
        Authority::with("ec", "critical,timeStamping"),
    );
    let head = onrecord_preserve::TreeHead {
        log: "ab".repeat(32),
        size: 61,
        root: "cd".repeat(32),
        at: "2026-03-02T10:00:00Z".into(),
        previous: None,
    };
    // What the fuzz target asks about, so that it comes as far as the signature.
    let asked = request(&[7; 32], &[1; 8]).unwrap();
    for (name, bytes) in [
        ("rsa.tsr", Authority::new().answer(&asked)),
        ("ec.tsr", authority.answer(&asked)),
        ("root.pem", fs::read(authority.root()).unwrap()),
        ("key.pem", key.to_pem().into_bytes()),
        ("key.pub.pem", key.public().to_pem().into_bytes()),
        ("head.txt", head.text().into_bytes()),
    ] {
        fs::write(folder.join(name), bytes).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn whatever_is_altered_it_does_not_hold_with_another_time_or_imprint(at in 0_usize..4000, bit in 0_u8..8) {
        let mut altered = ANSWER.clone();
        let at = at % altered.len();
        altered[at] ^= 1 << bit;
        let whole = check(&ANSWER, &imprint("the words"), Some(&NONCE), None).unwrap();
        if let Ok(stamp) = check(&altered, &imprint("the words"), Some(&NONCE), None) {
            // What is not signed may be another: the certificates beside, the status' words.
            prop_assert_eq!(stamp, whole);
        }
    }

    #[test]
    fn no_bytes_make_the_reader_fall(bytes in prop::collection::vec(any::<u8>(), 0..300), at in 0_usize..4000) {
        let mut altered = ANSWER.clone();
        let at = at % altered.len();
        altered.splice(at..(at + bytes.len() / 2).min(ANSWER.len()), bytes.iter().copied());
        let _ = check(&altered, &imprint("the words"), None, None);
        let _ = check(&bytes, &imprint("the words"), None, None);
    }
}
