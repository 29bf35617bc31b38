//! Names for the linked formats: of documents, entries, actors, claims and captures.

use std::fmt::Write;

use onrecord_document::Span;

/// What the names begin with. No registered namespace: the ids after it are digests, and need no registry to be unique.
pub const BASE: &str = "urn:onrecord:";
/// Where the terms live that no published vocabulary has.
pub const VOCABULARY: &str = "urn:onrecord:term:";

/// Of a document, a claim, or an entry of a record (`doc-…`, `p…`, `doc-…/s…`), or an actor (`person:ada-quill`).
pub fn iri(id: &str) -> String {
    let mut iri = String::from(BASE);
    for byte in id.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b':' => {
                iri.push(char::from(byte))
            }
            _ => {
                let _ = write!(iri, "%{byte:02X}");
            }
        }
    }
    iri
}

/// Of an entry of a record.
pub fn entry(document: &str, entry: &str) -> String {
    iri(&format!("{document}/{entry}"))
}

/// Of a capture: its digest.
pub fn capture(sha256: &str) -> String {
    format!("urn:sha256:{sha256}")
}

/// A place in a document's text as RFC 5147 writes it: `doc-…#char=120,127`, code points counted from 0, the end left out.
pub fn place(document: &str, span: &Span) -> String {
    format!("{document}#char={},{}", span.start, span.end)
}

/// Several places, a space between each two.
pub fn places<'a>(places: impl IntoIterator<Item = (&'a str, &'a Span)>) -> String {
    let places: Vec<String> = places
        .into_iter()
        .map(|(document, span)| place(document, span))
        .collect();
    places.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_holds_no_letter_that_an_iri_must_not() {
        assert_eq!(iri("person:josé o\"x"), "urn:onrecord:person:jos%C3%A9%20o%22x");
        assert_eq!(entry("doc-1", "s2"), "urn:onrecord:doc-1/s2");
    }
}
