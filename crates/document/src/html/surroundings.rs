//! Where on a page a block stands: in the element that holds the article, or in one that the page has for something else.

use std::collections::{HashMap, HashSet};

use ego_tree::{NodeId, NodeRef};
use scraper::{Html, Node};

use super::Piece;
use crate::catalogue::WORDING;
use crate::{BlockKind, wording};

/// An element holds the article where it has this share, in hundredths, of the words that were chosen.
const SHARE: usize = 30;
/// It is looked for among so many elements around a chosen block.
const LEVELS: usize = 3;
/// An article that says so many words itself has others below it as teasers, and not as its parts.
const OWN_WORDS: usize = 40;

/// The elements around the blocks that were chosen as the article's.
pub(super) struct Surroundings<'tree> {
    tree: &'tree Html,
    /// Elements that hold the article.
    holders: HashSet<NodeId>,
    /// The innermost `article` element of most of the chosen words that stand in no other; others below it are teasers.
    own: Option<NodeId>,
    /// What is known of elements already: a page of many blocks in one deep element is walked up once.
    known: HashMap<NodeId, Place>,
}

/// What an element tells of the blocks in it.
#[derive(Clone, Copy, Default)]
struct Place {
    /// It lies in an element that holds the article, or is one.
    held: bool,
    /// And nothing between the two is for something else.
    clear: bool,
    /// It lies in the page's foot.
    foot: bool,
    /// It lies in the article's own `article`.
    own: bool,
    /// It lies in another `article` inside that.
    nested: bool,
}

impl<'tree> Surroundings<'tree> {
    pub(super) fn of<'piece>(tree: &'tree Html, chosen: impl Iterator<Item = &'piece Piece>) -> Self {
        let mut words: HashMap<NodeId, usize> = HashMap::new();
        let mut articles: HashMap<NodeId, usize> = HashMap::new();
        let mut order: Vec<NodeId> = Vec::new();
        let mut all = 0;
        for piece in chosen.filter(|piece| piece.kind != BlockKind::Heading) {
            let count = wording::count(&piece.words);
            let Some(block) = piece.block.and_then(|block| tree.tree.get(block)) else {
                continue;
            };
            if count >= 8 {
                all += count;
                for holder in block.ancestors().take(LEVELS) {
                    *words.entry(holder.id()).or_default() += count;
                }
            }
            if let Some(article) = std::iter::once(block).chain(block.ancestors()).find(is_article) {
                if !articles.contains_key(&article.id()) {
                    order.push(article.id());
                }
                *articles.entry(article.id()).or_default() += count;
            }
        }
        let own = order
            .into_iter()
            .find(|id| articles.get(id).is_some_and(|count| *count >= OWN_WORDS));
        let holders = words
            .into_iter()
            .filter(|(_, count)| count * 100 >= all * SHARE)
            .map(|(id, _)| id)
            .collect();
        Self {
            tree,
            holders,
            own,
            known: HashMap::new(),
        }
    }

    fn place(&mut self, piece: &Piece) -> Place {
        let mut way: Vec<NodeRef<'tree, Node>> = Vec::new();
        let mut place = Place::default();
        let mut next = piece.block.and_then(|block| self.tree.tree.get(block));
        while let Some(node) = next {
            if let Some(known) = self.known.get(&node.id()) {
                place = *known;
                break;
            }
            way.push(node);
            next = node.parent();
        }
        for node in way.into_iter().rev() {
            let id = node.id();
            if self.holders.contains(&id) {
                place.held = true;
                (place.clear, place.foot) = (true, false);
            } else {
                place.clear &= !is_for_something_else(node);
                place.foot |= is_named(node, &WORDING.page.edges);
            }
            place.nested |= place.own && is_article(&node);
            place.own |= self.own == Some(id);
            self.known.insert(id, place);
        }
        place
    }

    /// Whether a block lies in an element that holds the article, with nothing between the two that the page has for
    /// something else.
    pub(super) fn are_the_articles(&mut self, piece: &Piece) -> bool {
        let place = self.place(piece);
        place.clear && !place.foot && !place.nested
    }

    /// Whether a block lies in an element that holds the article, whatever is between: a post embedded from elsewhere has its own.
    pub(super) fn hold(&mut self, piece: &Piece) -> bool {
        let place = self.place(piece);
        place.held && !place.foot && !place.nested
    }

    /// Whether a block that was chosen lies in another article below the article, as teasers do, or in the page's foot.
    pub(super) fn are_foreign(&mut self, piece: &Piece) -> bool {
        let place = self.place(piece);
        place.foot || place.nested
    }
}

fn is_article(node: &NodeRef<'_, Node>) -> bool {
    node.value()
        .as_element()
        .is_some_and(|element| element.name() == "article")
}

/// Whether an element's kind or names say that it holds teasers, forms, buttons or a notice.
fn is_for_something_else(node: NodeRef<'_, Node>) -> bool {
    let Some(element) = node.value().as_element() else {
        return false;
    };
    if matches!(element.name(), "aside" | "nav" | "footer" | "form") {
        return true;
    }
    is_named(node, &WORDING.page.beside)
}

/// Whether one of an element's names has one of these parts.
pub(super) fn is_named(node: NodeRef<'_, Node>, wanted: &[String]) -> bool {
    let Some(element) = node.value().as_element() else {
        return false;
    };
    let names = ["class", "id", "role", "itemprop"].map(|attribute| element.attr(attribute));
    names.into_iter().flatten().any(|names| {
        let names = names.to_lowercase();
        wanted.iter().any(|name| names.contains(name.as_str()))
    })
}
