//! The article of a page: what two extraction libraries keep, block by block, with the captions that stand between its blocks
//! and the blocks that one of them loses there.

use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::Html;

use super::surroundings::Surroundings;
use super::{Piece, pruning, walk};
use crate::{BlockKind, boilerplate, wording};

/// Browsers stop nesting at 512; pages nested deeper are read without the extraction libraries, which recurse and take
/// time that grows with the square of the depth (25 s at 10,000, a stack overflow at 100,000).
const DEEPEST: usize = 512;
/// The libraries walk from every node up to the root, half a microsecond a step and more. A long page of news has 500,000 steps.
const MOST_STEPS: usize = 12_000_000;
/// A shingle has so many words; by shingles one library's blocks are found in the other's text.
const SHINGLE: usize = 4;

/// The article's pieces in order.
pub(crate) fn pieces(tree: &mut Html) -> Vec<Piece> {
    let size = Size::of(tree);
    if size.deepest > DEEPEST || size.steps > MOST_STEPS {
        return walk::pieces(tree.tree.root());
    }
    pruning::prune(tree);
    let whole = walk::pieces(tree.tree.root());
    let source = tree.html();
    let article = extracted(&source);
    if count(&article) < 8 {
        return whole;
    }
    let second = second_opinion(&source);
    let mut article = agreed(article, &second);
    // What the page hides, a library may have kept.
    let shown = Shingles::of(whole.iter().map(|piece| piece.words.as_str()));
    article.retain(|piece| shown.has(&piece.words));
    with_what_stands_between(article, &whole, &second, tree)
}

fn count(pieces: &[Piece]) -> usize {
    pieces.iter().map(|piece| wording::count(&piece.words)).sum()
}

/// What the first library takes for the article. A panic in it, which no page tried has caused, leaves the whole page.
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

/// The text that a second library takes for the article. It finds more of it and keeps more that is none: alone it decides
/// nothing, but what both leave out is out, and what only the first keeps is seldom the article's.
fn second_opinion(source: &str) -> Shingles {
    let text = catch_unwind(AssertUnwindSafe(|| rs_trafilatura::extract(source)))
        .ok()
        .and_then(Result::ok)
        .map(|found| found.content_text)
        .unwrap_or_default();
    Shingles::of([text.as_str()])
}

/// The runs of words of a text.
struct Shingles {
    runs: HashSet<Vec<String>>,
    /// All its words, a space before and after each.
    words: String,
}

impl Shingles {
    fn of<'text>(texts: impl IntoIterator<Item = &'text str>) -> Self {
        let words: Vec<String> = texts.into_iter().flat_map(wording::words).collect();
        Self {
            runs: words.windows(SHINGLE).map(<[String]>::to_vec).collect(),
            words: format!(" {} ", words.join(" ")),
        }
    }

    /// Whether most of a block stands in the text.
    fn has(&self, block: &str) -> bool {
        let words = wording::words(block);
        if words.len() < SHINGLE {
            return self.words.contains(&format!(" {} ", words.join(" ")));
        }
        let all = words.len() + 1 - SHINGLE;
        let found = words.windows(SHINGLE).filter(|run| self.runs.contains(*run)).count();
        found * 2 > all
    }
}

/// The pieces that both libraries keep, where they agree on most of the text.
fn agreed(article: Vec<Piece>, second: &Shingles) -> Vec<Piece> {
    let (kept, left): (Vec<Piece>, Vec<Piece>) = article.iter().cloned().partition(|piece| second.has(&piece.words));
    if count(&kept) > count(&left) { kept } else { article }
}

/// How deep a tree nests, and how many steps there are from all its nodes to its root.
#[derive(Default)]
struct Size {
    deepest: usize,
    steps: usize,
}

impl Size {
    fn of(tree: &Html) -> Self {
        let (mut depth, mut size) = (0_usize, Size::default());
        for edge in tree.tree.root().traverse() {
            match edge {
                Edge::Open(_) => depth += 1,
                Edge::Close(_) => depth = depth.saturating_sub(1),
            }
            size.deepest = size.deepest.max(depth);
            size.steps += depth;
        }
        size
    }
}

/// A paragraph beside at least so many of the article's, in one element with them, is the article's too.
const BESIDE: usize = 2;
/// A caption can stand above the first block: a byline, a date and a row of buttons come between.
const ABOVE: usize = 8;
/// So can a lead that is marked up in its own way.
const LEAD_ABOVE: usize = 6;

/// Puts the page's captions where they stand between the article's blocks, as the libraries leave them out, and the blocks
/// that one loses there: a lead that is marked up in its own way holds the who and the where of a report.
fn with_what_stands_between(article: Vec<Piece>, whole: &[Piece], second: &Shingles, tree: &Html) -> Vec<Piece> {
    let mut places: HashMap<Vec<String>, usize> = HashMap::new();
    for (at, piece) in article.iter().enumerate() {
        places.entry(wording::words(&piece.words)).or_insert(at);
    }
    let held_words = Shingles::of(article.iter().map(|piece| piece.words.as_str()));
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
    let held = || whole.iter().zip(&found).filter(|(_, held)| held.is_some());
    for container in held()
        .filter(|(piece, _)| piece.kind == BlockKind::Paragraph)
        .filter_map(|(piece, _)| piece.container)
    {
        *beside.entry(container).or_default() += 1;
    }
    let mut surroundings = Surroundings::of(tree, held().map(|(piece, _)| piece));
    let mut between: Vec<(usize, &Piece)> = Vec::new();
    let mut is_caption = vec![false; article.len()];
    let mut is_foreign = vec![false; article.len()];
    let mut links = vec![Vec::new(); article.len()];
    let mut next = 0;
    for (at, piece) in whole.iter().enumerate().take(last_at + 1) {
        if let Some(held) = found[at] {
            next = held + 1;
            if links[held].is_empty() {
                links[held].clone_from(&piece.links);
            }
            is_caption[held] |= piece.kind == BlockKind::Caption;
            is_foreign[held] |= surroundings.are_foreign(piece) || is_teaser(at, whole);
            continue;
        }
        let above = at < first_at;
        let sides = piece
            .container
            .and_then(|container| beside.get(&container))
            .copied()
            .unwrap_or_default();
        let mut lost_between = || {
            let within = !above || first_at - at <= LEAD_ABOVE;
            within && !held_words.has(&piece.words) && surroundings.are_the_articles(piece)
        };
        let linked = |most: usize| piece.linked * 10 < piece.shown * most;
        let belongs = match piece.kind {
            BlockKind::Caption => !above || first_at - at < ABOVE,
            BlockKind::Quotation => {
                let count = wording::count(&piece.words);
                !above && count >= SHINGLE && !held_words.has(&piece.words) && surroundings.hold(piece)
            }
            BlockKind::Paragraph => {
                sides >= BESIDE && is_lost(&piece.words, &held_words.words)
                    || linked(5) && wording::count(&piece.words) >= 3 && second.has(&piece.words) && lost_between()
            }
            BlockKind::ListItem => {
                linked(4) && wording::count(&piece.words) >= 3 && second.has(&piece.words) && lost_between()
            }
            BlockKind::Heading => linked(3) && second.has(&piece.words) && lost_between(),
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
        if is_foreign.get(at).copied().unwrap_or_default() {
            continue;
        }
        if is_caption.get(at).copied().unwrap_or_default() {
            piece.kind = BlockKind::Caption;
        }
        if let Some(links) = links.get_mut(at).map(std::mem::take).filter(|links| !links.is_empty()) {
            piece.links = links;
        }
        merged.push(piece);
    }
    merged
}

/// Whether an entry of a list is a link and nothing else, as the entries beside it are: titles of other pages.
fn is_teaser(at: usize, whole: &[Piece]) -> bool {
    let only_link = |at: Option<usize>| {
        at.and_then(|at| whole.get(at)).is_some_and(|piece| {
            piece.kind == BlockKind::ListItem
                && piece.linked * 10 >= piece.shown * 9
                && !wording::ends_sentence(&piece.words)
        })
    };
    only_link(Some(at)) && (only_link(at.checked_sub(1)) || only_link(Some(at + 1)))
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
