//! A brief as JSON: its own structure.

use crate::Brief;

/// The brief's structure as JSON, indented.
pub fn json(brief: &Brief) -> String {
    let mut json = serde_json::to_string_pretty(brief).unwrap_or_default();
    json.push('\n');
    json
}
