//! SHA-256 as it is written here: lower-case hexadecimal, and `sha256:…` where a format names the algorithm.

use sha2::{Digest, Sha256};

/// SHA-256, lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// `sha256:` and the digest, as WARC and WACZ name it.
pub fn labelled(bytes: &[u8]) -> String {
    format!("sha256:{}", sha256(bytes))
}

/// Bytes in lower-case hexadecimal.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes out of hexadecimal of either case; nothing where it is none.
pub fn from_hexadecimal(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|at| {
            let pair = text.get(at..at + 2)?;
            // `from_str_radix` would take a sign.
            pair.bytes()
                .all(|byte| byte.is_ascii_hexdigit())
                .then(|| u8::from_str_radix(pair, 16).ok())?
        })
        .collect()
}

/// 32 bytes of a digest out of hexadecimal.
pub fn hash_of(text: &str) -> Option<[u8; 32]> {
    from_hexadecimal(text)?.try_into().ok()
}

/// A UUID (version 8, RFC 9562) that names what the parts say, so that writing the same twice gives the same id.
pub(crate) fn uuid(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let mut hex: Vec<char> = hexadecimal(&hash.finalize()).chars().take(32).collect();
    for (place, digit) in [(12, '8'), (16, 'a')] {
        if let Some(place) = hex.get_mut(place) {
            *place = digit;
        }
    }
    let text: String = hex.into_iter().collect();
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    format!(
        "{}-{}-{}-{}-{}",
        part(0, 8),
        part(8, 12),
        part(12, 16),
        part(16, 20),
        part(20, 32)
    )
}

#[cfg(test)]
mod tests {
    use super::{from_hexadecimal, hexadecimal, sha256, uuid};

    #[test]
    fn hexadecimal_goes_there_and_back() {
        assert_eq!(from_hexadecimal("00ffA1"), Some(vec![0, 255, 161]));
        assert_eq!(from_hexadecimal("+1"), None);
        assert_eq!(from_hexadecimal("abc"), None);
        assert_eq!(hexadecimal(&[0, 255, 161]), "00ffa1");
        assert!(sha256(b"").starts_with("e3b0c442"));
    }

    #[test]
    fn an_id_is_the_same_for_the_same_and_no_other() {
        assert_eq!(uuid(&["a", "b"]), uuid(&["a", "b"]));
        assert_ne!(uuid(&["a", "b"]), uuid(&["ab", ""]));
        assert_eq!(uuid(&["a"]).len(), 36);
    }
}
