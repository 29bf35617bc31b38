//! The article of a page: what the extraction library keeps, block by block, with the captions that stand between its blocks.

use super::{Piece, walk};
use crate::{BlockKind, wording};
use ego_tree::iter::Edge;
use scraper::Html;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Browsers stop nesting at 512; pages nested deeper are read without the extraction library, which recurses and takes
/// time that grows with the square of the depth (25 s at 10,000, a stack overflow at 100,000).
const DEEPEST: usize = 512;

/// The article's pieces in order.
pub(crate) fn pieces(source: &str, tree: &Html) -> Vec<Piece> {
    let whole = walk::pieces(tree.tree.root());
    let article = if depth(tree) > DEEPEST {
        Vec::new()
    } else {
        extracted(source)
    };
    if article.iter().map(|piece| wording::count(&piece.words)).sum::<usize>() < 8 {
        return whole;
    }
    with_captions(article, &whole)
}

/// What the extraction library takes for the article. A panic in it, which no page tried has caused, leaves the whole page.
fn extracted(source: &str) -> Vec<Piece> {
    let options = trafilatura::Options::default()
        .with_fallback(true)
        .with_exclude_comments(true);
    let content = catch_unwind(AssertUnwindSafe(|| trafilatura::extract(source, &options)))
        .ok()
        .and_then(Result::ok);
    content
        .map(|content| walk::pieces(Html::parse_fragment(&content.content_html).tree.root()))
        .unwrap_or_default()
}

fn depth(tree: &Html) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for edge in tree.tree.root().traverse() {
        match edge {
            Edge::Open(_) => depth += 1,
            Edge::Close(_) => depth = depth.saturating_sub(1),
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Puts the page's captions where they stand between the article's blocks; the library leaves them out.
/// A caption above the first block counts when nothing but a heading or a byline is between.
fn with_captions(article: Vec<Piece>, whole: &[Piece]) -> Vec<Piece> {
    let mut places: HashMap<Vec<String>, usize> = HashMap::new();
    for (at, piece) in article.iter().enumerate() {
        places.entry(wording::words(&piece.words)).or_insert(at);
    }
    let place = |piece: &Piece| places.get(&wording::words(&piece.words)).copied();
    let first_at = whole
        .iter()
        .position(|piece| place(piece).is_some() && piece.kind != BlockKind::Heading);
    let last_at = whole.iter().rposition(|piece| place(piece).is_some());
    let (Some(first_at), Some(last_at)) = (first_at, last_at) else {
        return article;
    };
    let mut captions: Vec<(usize, &Piece)> = Vec::new();
    let mut is_caption = vec![false; article.len()];
    let mut next = 0;
    for (at, piece) in whole.iter().enumerate() {
        if let Some(found) = place(piece) {
            next = found + 1;
            if piece.kind == BlockKind::Caption {
                is_caption[found] = true;
            }
        } else if piece.kind == BlockKind::Caption && at < last_at && at + 8 > first_at {
            captions.push((if at < first_at { 0 } else { next }, piece));
        }
    }
    let mut merged = Vec::with_capacity(article.len() + captions.len());
    let mut captions = captions.into_iter().peekable();
    for (at, mut piece) in article.into_iter().enumerate() {
        while let Some((_, caption)) = captions.next_if(|(place, _)| *place <= at) {
            merged.push(caption.clone());
        }
        if is_caption.get(at).copied().unwrap_or_default() {
            piece.kind = BlockKind::Caption;
        }
        merged.push(piece);
    }
    merged
}
