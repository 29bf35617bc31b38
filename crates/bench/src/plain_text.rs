//! Texts of corpora as documents.

use anyhow::Result;
use onrecord_document::{Document, Input};

/// A document of plain text in UTF-8.
///
/// # Errors
/// When nothing can be read from the bytes.
pub(crate) fn read(bytes: &[u8]) -> Result<Document> {
    let input = Input {
        bytes,
        declared_media_type: Some("text/plain"),
        declared_charset: Some("utf-8"),
        ..Input::default()
    };
    Ok(onrecord_document::read(&input)?)
}
