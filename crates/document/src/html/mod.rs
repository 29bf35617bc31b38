//! Pages: the article's text with its structure, and what the page says of itself.

mod article;
mod linked_data;
pub(crate) mod metadata;
pub(crate) mod walk;

use crate::page::Page;
use crate::{BlockKind, ReadError, wording};
use ego_tree::NodeId;
use metadata::Metadata;
use scraper::Html;

/// A stretch of the page in its own words, white space made single.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) kind: BlockKind,
    pub(crate) words: String,
    /// The element around the block's own element: paragraphs of one article stand side by side.
    pub(crate) container: Option<NodeId>,
}

/// Takes the article out of a page.
///
/// # Errors
/// [`ReadError::NoText`] where the page holds no running text.
pub(crate) fn read(source: &str, url: Option<&str>) -> Result<Page, ReadError> {
    let tree = Html::parse_document(source);
    let metadata = metadata::read(&tree, url);
    let mut pieces = article::pieces(source, &tree);
    title_first(&mut pieces, &metadata);
    if pieces.iter().all(|piece| piece.kind == BlockKind::Heading) {
        return Err(ReadError::NoText);
    }
    let pieces = pieces.iter().map(|piece| (Some(piece.kind), piece.words.as_str()));
    Ok(Page::of(pieces, metadata))
}

/// The title stands first in the text, as it does on the page, and only once.
fn title_first(pieces: &mut Vec<Piece>, metadata: &Metadata) {
    let Some(title) = &metadata.title else { return };
    let key = wording::words(&title.value);
    let stands_at = pieces
        .iter()
        .take(4)
        .position(|piece| wording::words(&piece.words) == key);
    match stands_at {
        Some(at) => {
            let mut piece = pieces.remove(at);
            piece.kind = BlockKind::Heading;
            pieces.insert(0, piece);
        }
        None => pieces.insert(
            0,
            Piece {
                kind: BlockKind::Heading,
                words: title.value.clone(),
                container: None,
            },
        ),
    }
}
