//! Pages: the article's text with its structure, and what the page says of itself.

mod article;
pub(crate) mod limits;
mod linked_data;
pub(crate) mod links;
pub(crate) mod metadata;
mod pruning;
mod surroundings;
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
    /// The block's own element.
    pub(crate) block: Option<NodeId>,
    /// How many of its characters are shown, and how many of these in links.
    pub(crate) shown: usize,
    pub(crate) linked: usize,
    /// Words of it that lead somewhere, in their order, and the address as it is written.
    pub(crate) links: Vec<(String, String)>,
}

/// Takes the article out of a page.
///
/// # Errors
/// [`ReadError::NoText`] where the page holds no running text, [`ReadError::Damaged`] where it was made to exhaust who reads it.
pub(crate) fn read(source: &str, url: Option<&str>) -> Result<Page, ReadError> {
    limits::within(source).map_err(|reason| ReadError::Damaged { format: "page", reason })?;
    let mut tree = Html::parse_document(source);
    let metadata = metadata::read(&tree, url);
    let mut pieces = article::pieces(&mut tree);
    title_first(&mut pieces, &metadata);
    if pieces.iter().all(|piece| piece.kind == BlockKind::Heading) {
        return Err(ReadError::NoText);
    }
    let embeds = links::embedded(&tree);
    let mut page = Page::of(
        pieces.iter().map(|piece| (Some(piece.kind), piece.words.as_str())),
        metadata,
    );
    let base = url.filter(|url| crate::address::host(url).is_some()).map(str::to_owned);
    let base = base.or_else(|| page.metadata.canonical_url.as_ref().map(|stated| stated.value.clone()));
    page.metadata.links = links::of(&pieces, &page.drafts, embeds, base.as_deref());
    Ok(page)
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
                block: None,
                shown: 0,
                linked: 0,
                links: Vec::new(),
            },
        ),
    }
}
