//! Provisions that a text names.

use onrecord_document::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A provision named in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Citation {
    /// `c` and ten hexadecimal digits.
    pub id: String,
    /// The number of the resolution; absent for "several council resolutions".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolution: Option<u32>,
    /// Its year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u32>,
    /// The paragraph, as `8(b)`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<String>,
    /// The body whose it is (`UNSC`, `UNGA`), where told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// The statement in whose content it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_in: Option<String>,
    /// The words.
    pub span: Span,
    /// The rule that found it.
    pub rule: String,
}
