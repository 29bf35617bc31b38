//! The article of a page: what the extraction library keeps, block by block, with the captions that stand between its blocks
//! and the paragraphs that it loses there.

use super::{Piece, walk};
use crate::{BlockKind, boilerplate, wording};
use ego_tree::NodeId;
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
    with_what_stands_between(article, &whole)
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

/// A paragraph beside at least so many of the article's, in one element with them, is the article's too.
const BESIDE: usize = 2;
/// A caption can stand above the first block: a byline, a date and a row of buttons come between.
const ABOVE: usize = 8;

/// Puts the page's captions where they stand between the article's blocks, as the library leaves them out, and the
/// paragraphs that it loses there: a lead that is marked up in its own way holds the who and the where of a report.
fn with_what_stands_between(article: Vec<Piece>, whole: &[Piece]) -> Vec<Piece> {
    let mut places: HashMap<Vec<String>, usize> = HashMap::new();
    let mut words = String::from(" ");
    for (at, piece) in article.iter().enumerate() {
        let key = wording::words(&piece.words);
        words.extend(key.iter().flat_map(|word| [word.as_str(), " "]));
        places.entry(key).or_insert(at);
    }
    let found: Vec<Option<usize>> = whole
        .iter()
        .map(|piece| places.get(&wording::words(&piece.words)).copied())
        .collect();
    let prose = |at: usize| whole.get(at).is_some_and(|piece| piece.kind != BlockKind::Heading);
    let first_at = (0..whole.len()).find(|at| found[*at].is_some() && prose(*at));
    let last_at = found.iter().rposition(Option::is_some);
    let (Some(first_at), Some(last_at)) = (first_at, last_at) else {
        return article;
    };
    let mut beside: HashMap<NodeId, usize> = HashMap::new();
    let held = whole
        .iter()
        .zip(&found)
        .filter(|(piece, held)| held.is_some() && piece.kind == BlockKind::Paragraph);
    for container in held.filter_map(|(piece, _)| piece.container) {
        *beside.entry(container).or_default() += 1;
    }
    let mut between: Vec<(usize, &Piece)> = Vec::new();
    let mut is_caption = vec![false; article.len()];
    let mut next = 0;
    for (at, piece) in whole.iter().enumerate().take(last_at + 1) {
        if let Some(held) = found[at] {
            next = held + 1;
            is_caption[held] |= piece.kind == BlockKind::Caption;
            continue;
        }
        let above = at < first_at;
        let sides = piece
            .container
            .and_then(|container| beside.get(&container))
            .copied()
            .unwrap_or_default();
        let belongs = match piece.kind {
            BlockKind::Caption => !above || first_at - at < ABOVE,
            BlockKind::Paragraph => sides >= BESIDE && is_lost(&piece.words, &words),
            _ => false,
        };
        if belongs {
            between.push((if above { 0 } else { next }, piece));
        }
    }
    between.sort_by_key(|(place, _)| *place);
    let mut merged = Vec::with_capacity(article.len() + between.len());
    let mut between = between.into_iter().peekable();
    for (at, mut piece) in article.into_iter().enumerate() {
        while let Some((_, other)) = between.next_if(|(place, _)| *place <= at) {
            merged.push(other.clone());
        }
        if is_caption.get(at).copied().unwrap_or_default() {
            piece.kind = BlockKind::Caption;
        }
        merged.push(piece);
    }
    merged
}

/// A paragraph of prose whose first and last words stand nowhere in the article: lost, and not cut up differently.
fn is_lost(paragraph: &str, article: &str) -> bool {
    let words = wording::words(paragraph);
    if words.len() < 12 || !wording::ends_sentence(paragraph) || boilerplate::rule(paragraph).is_some() {
        return false;
    }
    let stands = |run: &[String]| article.contains(&format!(" {} ", run.join(" ")));
    !stands(&words[..6]) && !stands(&words[words.len() - 6..])
}
