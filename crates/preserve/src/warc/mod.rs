//! WARC 1.1 (ISO 28500:2017): reading any, writing our own.

mod read;
mod write;

pub use read::{Damage, DamageKind, Reader};
pub use write::{Place, Writer};

/// One record: its header's fields in their order, and its block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WarcRecord {
    /// Names and values as they stand.
    pub fields: Vec<(String, String)>,
    /// The block's bytes.
    pub block: Vec<u8>,
}

impl WarcRecord {
    /// A field's value; names are compared without case.
    pub fn field(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// `response`, `request`, `resource`, `metadata`, `revisit`, `warcinfo`, `conversion`, `continuation`, or another's own.
    pub fn kind(&self) -> &str {
        self.field("WARC-Type").unwrap_or_default()
    }

    /// The address it is about, without the angle brackets that old writers put around it.
    pub fn target(&self) -> Option<&str> {
        let target = self.field("WARC-Target-URI")?;
        Some(target.trim_start_matches('<').trim_end_matches('>'))
    }

    /// When it was captured (RFC 3339, UTC, in seconds); nothing where the field is no date.
    pub fn captured_at(&self) -> Option<String> {
        let date: jiff::Timestamp = self.field("WARC-Date")?.parse().ok()?;
        Some(jiff::Timestamp::from_second(date.as_second()).ok()?.to_string())
    }
}
