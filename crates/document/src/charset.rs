//! Bytes to characters: byte order mark, what was declared, UTF-8, and only then a guess from the bytes.

use crate::ReadError;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Decodes without changing anything but the byte order mark, which is no character of the text. Newlines stay as they are.
///
/// # Errors
/// [`ReadError::Undecodable`] where more than one character in a hundred has no reading.
pub(crate) fn decode(bytes: &[u8], declared: Option<&str>, for_html: bool) -> Result<String, ReadError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return whole(encoding, bytes.get(mark..).unwrap_or_default());
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return whole(encoding, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    let in_page = if for_html { declared_in_page(bytes) } else { None };
    let labels = [declared.map(str::to_owned), in_page];
    for encoding in labels
        .iter()
        .flatten()
        .filter_map(|label| Encoding::for_label(label.trim().as_bytes()))
    {
        if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
            return Ok(text.into_owned());
        }
    }
    if truncated_only(bytes) {
        return whole(UTF_8, bytes);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Allow);
    whole(guess, bytes)
}

/// Whether the bytes are UTF-16, with or without a byte order mark.
pub(crate) fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || utf16_without_mark(bytes).is_some()
}

/// UTF-16 of mostly Latin text shows as zeros in every second byte, and in no other.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let first = bytes.get(..bytes.len().min(1024) & !1)?;
    if first.len() < 8 {
        return None;
    }
    let zeros = |offset: usize| first.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), first.len() / 2);
    if even == 0 && odd * 10 > pairs * 7 {
        Some(UTF_16LE)
    } else if odd == 0 && even * 10 > pairs * 7 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// UTF-8 that is broken in a few places only: a cut at the end, a stray byte in a long page.
fn truncated_only(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let broken = text.chars().filter(|character| *character == '\u{fffd}').count();
    let beyond_ascii = text.chars().filter(|character| !character.is_ascii()).count();
    broken * 4 < beyond_ascii
}

fn whole(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, ReadError> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let characters = text.chars().count();
    let broken = text.chars().filter(|character| *character == '\u{fffd}').count();
    if broken > 3 && broken * 100 > characters {
        return Err(ReadError::Undecodable {
            charset: encoding.name().to_owned(),
        });
    }
    Ok(text.into_owned())
}

/// The character set that a page names in its own head.
fn declared_in_page(bytes: &[u8]) -> Option<String> {
    let head: String = bytes
        .iter()
        .take(4096)
        .map(|byte| char::from(*byte).to_ascii_lowercase())
        .collect();
    // `<meta charset=…>` of a page, `<?xml … encoding=…?>` of a feed.
    let declaration = head.split_once("?>").map(|(declaration, _)| declaration);
    let after = head
        .split("charset=")
        .nth(1)
        .or_else(|| declaration?.split("encoding=").nth(1))?;
    let label: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|character| character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | ':'))
        .collect();
    (!label.is_empty()).then_some(label)
}
