//! Any bytes, read as an authority's answer, as certificates, as keys and as a tree head: what reads is written again the same, and nothing panics.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord_preserve::timestamp::{Authorities, check};
use onrecord_preserve::{PublicKey, SigningKey, TreeHead};

fuzz_target!(|bytes: &[u8]| {
    let _ = check(bytes, &[7; 32], Some(&[1; 8]), None);
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(authorities) = Authorities::from_pem(text) {
        let _ = check(bytes, &[7; 32], None, Some(&authorities));
    }
    if let Ok(key) = SigningKey::from_pem(text) {
        assert!(SigningKey::from_pem(&key.to_pem()).is_ok());
    }
    if let Ok(key) = PublicKey::from_pem(text) {
        assert_eq!(PublicKey::from_pem(&key.to_pem()), Ok(key));
    }
    if let Some(head) = TreeHead::read(text) {
        assert_eq!(head.text(), text);
    }
});
