//! What is taken off a page before its article is looked for: what lies over it, shows on demand, or is a list of other pages.

use ego_tree::{NodeId, NodeRef};
use scraper::{Html, Node};

use super::surroundings::is_named;
use crate::catalogue::WORDING;

/// What is taken off may have so many hundredths of the page's words: more is no notice.
const MOST: usize = 40;
/// So many headings of lists are looked at: no page has more lists, and what stands beside each is counted through.
const MOST_LISTS: usize = 200;
/// Words before a heading named as that of a list, beside which it is an insertion in the text and no list's beginning.
const WORDS_BEFORE: usize = 25;

/// Takes the elements off whose names say that they lie over the page or show on demand, and the lists of other pages that a
/// heading named so begins.
pub(super) fn prune(tree: &mut Html) {
    let all = words(tree.tree.root());
    let mut taken: Vec<NodeId> = Vec::new();
    let mut lists = 0;
    for node in tree.tree.root().descendants() {
        let Some(element) = node.value().as_element() else {
            continue;
        };
        if matches!(element.name(), "html" | "body" | "main" | "article") {
            continue;
        }
        let heading = matches!(element.name(), "h2" | "h3" | "h4" | "h5" | "h6");
        let over = is_named(node, &WORDING.page.over);
        if !(over || heading && is_named(node, &WORDING.page.lists)) {
            continue;
        }
        if over {
            if !holds_title(node) && words(node) * 100 <= all * MOST {
                taken.push(node.id());
            }
        } else if lists < MOST_LISTS {
            lists += 1;
            let before: usize = node.prev_siblings().map(words).sum();
            let list: Vec<NodeRef<'_, Node>> = node.next_siblings().collect();
            if before < WORDS_BEFORE && !list.iter().any(|node| holds_title(*node)) {
                taken.push(node.id());
                taken.extend(list.iter().map(NodeRef::id));
            }
        }
    }
    for id in taken {
        if let Some(mut node) = tree.tree.get_mut(id) {
            node.detach();
        }
    }
}

fn holds_title(node: NodeRef<'_, Node>) -> bool {
    node.descendants().any(|node| {
        node.value()
            .as_element()
            .is_some_and(|element| matches!(element.name(), "h1" | "main"))
    })
}

/// How many words the text of a node has.
fn words(node: NodeRef<'_, Node>) -> usize {
    node.descendants()
        .filter(|node| {
            let around = node.parent().and_then(|around| around.value().as_element());
            around.is_none_or(|element| !matches!(element.name(), "script" | "style" | "noscript"))
        })
        .filter_map(|node| node.value().as_text().map(|text| text.split_whitespace().count()))
        .sum()
}
