//! Word and OpenDocument text: paragraphs, headings, list entries, table rows and notes, in the order of reading.

mod open_document;
mod word;

use std::io::{Cursor, Read};

use crate::html::metadata::Metadata;
use crate::page::Page;
use crate::{BlockKind, ReadError};
use zip::ZipArchive;

/// No part of an office file is read further than this: 64 MiB of markup. What unpacks to more is a bomb or no text.
const MOST_UNPACKED: u64 = 64 * 1024 * 1024;

/// A piece of text with the kind that its markup states; none where a plain paragraph may be anything, and its words tell.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    kind: Option<BlockKind>,
    words: String,
}

impl Piece {
    /// A row of a table, its cells taken out and parted by bars; none where it has no words.
    fn row(cells: &mut Vec<String>) -> Option<Piece> {
        let words = std::mem::take(cells).join(" | ");
        (!words.is_empty()).then_some(Piece {
            kind: Some(BlockKind::Paragraph),
            words,
        })
    }
}

/// Which office format a ZIP archive is, by the parts that it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Office {
    Word,
    OpenDocument,
}

impl Office {
    /// The format of `bytes`, none where they are another archive or none.
    pub(crate) fn tell(bytes: &[u8]) -> Option<Office> {
        let archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let holds = |name: &str| archive.index_for_name(name).is_some();
        if holds("word/document.xml") {
            return Some(Office::Word);
        }
        let is_text = || {
            let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
            let kind = part(&mut archive, "mimetype").ok()??;
            Some(kind.starts_with("application/vnd.oasis.opendocument.text"))
        };
        (holds("content.xml") && is_text() == Some(true)).then_some(Office::OpenDocument)
    }

    /// Its media type.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Office::Word => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Office::OpenDocument => "application/vnd.oasis.opendocument.text",
        }
    }

    /// Reads the text. The file's own properties are not believed: their title is a template's as often as not, their author
    /// an account, and their dates say when a file was made and not when anything was published.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] where the archive or its markup is broken or unpacks to too much.
    pub(crate) fn read(self, bytes: &[u8]) -> Result<Page, ReadError> {
        let damaged = |reason: String| ReadError::Damaged {
            format: match self {
                Office::Word => "Word document",
                Office::OpenDocument => "OpenDocument text",
            },
            reason,
        };
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(error.to_string()))?;
        let mut parts = |name: &str| part(&mut archive, name).map_err(damaged);
        let pieces = match self {
            Office::Word => {
                let body = parts("word/document.xml")?.unwrap_or_default();
                let styles = parts("word/styles.xml")?.unwrap_or_default();
                let mut pieces = word::pieces(&body, &word::headings(&styles)).map_err(damaged)?;
                for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
                    if let Some(notes) = parts(notes)? {
                        let notes = word::pieces(&notes, &[]).map_err(damaged)?;
                        pieces.extend(notes.into_iter().map(|note| Piece {
                            kind: Some(BlockKind::Paragraph),
                            ..note
                        }));
                    }
                }
                pieces
            }
            Office::OpenDocument => {
                let body = parts("content.xml")?.unwrap_or_default();
                open_document::pieces(&body).map_err(damaged)?
            }
        };
        let pieces = pieces.iter().map(|piece| (piece.kind, piece.words.as_str()));
        Ok(Page::of(pieces, Metadata::default()))
    }
}

/// A part of the archive as text; none where there is no such part.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, String> {
    if archive.index_for_name(name).is_none() {
        return Ok(None);
    }
    let file = archive.by_name(name).map_err(|error| error.to_string())?;
    let mut bytes = Vec::new();
    file.take(MOST_UNPACKED + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| error.to_string())?;
    if bytes.len() as u64 > MOST_UNPACKED {
        return Err(format!("{name} unpacks to more than {MOST_UNPACKED} bytes"));
    }
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

/// Words with white space made single, line breaks kept; none where there are none.
fn tidy(words: &str) -> Option<String> {
    let lines: Vec<String> = words
        .split('\n')
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}
