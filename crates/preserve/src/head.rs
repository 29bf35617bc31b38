//! A tree head: a short text that names all of a log up to one moment. It is what is signed and timestamped.

use serde::{Deserialize, Serialize};

use crate::digest::{from_hexadecimal, sha256};

const FIRST_LINE: &str = "onrecord tree head 1";

/// A tree head. Its text is what a person can read, sign with any tool and put into a newspaper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TreeHead {
    /// Which log: the hash of its first link.
    pub log: String,
    /// How many links it covers.
    pub size: u64,
    /// The root of the Merkle tree over them, hexadecimal.
    pub root: String,
    /// When it was taken (RFC 3339, UTC).
    pub at: String,
    /// The digest of the head taken before it in the same case, hexadecimal; nothing for the first.
    pub previous: Option<String>,
}

impl TreeHead {
    /// Its text: five lines and a last newline.
    pub fn text(&self) -> String {
        let Self {
            log,
            size,
            root,
            at,
            previous,
        } = self;
        let previous = previous.as_deref().unwrap_or("none");
        format!("{FIRST_LINE}\nlog {log}\nsize {size}\nroot {root}\nat {at}\nprevious {previous}\n")
    }

    /// SHA-256 of its text, hexadecimal: what a timestamp is asked for.
    pub fn digest(&self) -> String {
        sha256(self.text().as_bytes())
    }

    /// Reads a text as [`TreeHead::text`] writes it, to the letter; nothing where it is another.
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        if lines.next()? != FIRST_LINE {
            return None;
        }
        let mut value = |name: &str| Some(lines.next()?.strip_prefix(name)?.strip_prefix(' ')?.to_owned());
        let head = Self {
            log: value("log")?,
            size: value("size")?.parse().ok()?,
            root: value("root")?,
            at: value("at")?,
            previous: value("previous").map(|previous| (previous != "none").then_some(previous))?,
        };
        let is_hash = |text: &str| from_hexadecimal(text).is_some_and(|bytes| bytes.len() == 32);
        let sound = is_hash(&head.log) && is_hash(&head.root) && head.previous.as_deref().is_none_or(is_hash);
        (sound && head.text() == text).then_some(head)
    }
}

#[cfg(test)]
mod tests {
    use super::TreeHead;

    #[test]
    fn a_head_reads_as_it_was_written_and_no_other_way() {
        let head = TreeHead {
            log: "ab".repeat(32),
            size: 61,
            root: "cd".repeat(32),
            at: "2026-03-02T10:00:00Z".into(),
            previous: Some("ef".repeat(32)),
        };
        assert_eq!(TreeHead::read(&head.text()), Some(head.clone()));
        for altered in [
            head.text().replace("size 61", "size 061"),
            head.text().replace("abab", "xyab"),
            format!("{}\n", head.text()),
            head.text().replace("previous", "before"),
            String::new(),
        ] {
            assert_eq!(TreeHead::read(&altered), None);
        }
    }
}
