//! A tree of elements into pieces of text: block by block, never recursing, scripts and controls left out.

use super::Piece;
use crate::{BlockKind, wording};
use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::Node;

/// What the walk knows of the element it is in.
#[derive(Clone, Copy)]
struct Around {
    kind: BlockKind,
    bold: bool,
    link: bool,
    /// The innermost element that makes a block, and the element around it.
    block: Option<NodeId>,
    container: Option<NodeId>,
}

impl Default for Around {
    fn default() -> Self {
        Self {
            kind: BlockKind::Paragraph,
            bold: false,
            link: false,
            block: None,
            container: None,
        }
    }
}

/// Elements whose text is no text of the article, wherever they stand. A form is none of them: some pages are one.
const LEFT_OUT: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "canvas", "audio", "video",
    "button", "select", "option", "textarea", "input", "nav", "head", "title", "math", "map", "dialog", "menu",
    "datalist",
];

/// No block leads to more places than it has room for.
const LINKS_A_BLOCK: usize = 200;

/// Elements that begin and end a block.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "figure",
    "figcaption",
    "table",
    "tbody",
    "thead",
    "tfoot",
    "tr",
    "caption",
    "pre",
    "hr",
    "address",
    "details",
    "summary",
    "fieldset",
    "center",
    "body",
    "html",
];

/// The pieces below a node, in order.
pub(crate) fn pieces(root: NodeRef<'_, Node>) -> Vec<Piece> {
    let mut walk = Walk {
        pieces: Vec::new(),
        buffer: String::new(),
        bold: 0,
        linked: 0,
        shown: 0,
        open: None,
        links: Vec::new(),
    };
    let mut around = vec![Around::default()];
    let mut left_out = 0_usize;
    for edge in root.traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Text(text) if left_out == 0 => walk.text(text, &around.last().copied().unwrap_or_default()),
                Node::Element(element) => {
                    let name = element.name();
                    let hidden = element.attr("hidden").is_some() || element.attr("aria-hidden") == Some("true");
                    if left_out > 0 || LEFT_OUT.contains(&name) || hidden {
                        left_out += 1;
                        continue;
                    }
                    let outer = around.last().copied().unwrap_or(Around::default());
                    if BLOCKS.contains(&name) {
                        walk.flush(&outer);
                    } else if name == "br" {
                        walk.buffer.push('\n');
                    } else if matches!(name, "td" | "th") && !walk.buffer.trim().is_empty() {
                        walk.buffer.push_str(" | ");
                    }
                    if name == "a" {
                        walk.close_link();
                        walk.open = element
                            .attr("href")
                            .map(|address| (address.to_owned(), walk.buffer.len()));
                    }
                    let bold = outer.bold || matches!(name, "strong" | "b");
                    let (block, container) = if BLOCKS.contains(&name) {
                        (Some(node.id()), outer.block)
                    } else {
                        (outer.block, outer.container)
                    };
                    around.push(Around {
                        kind: kind(name, outer.kind),
                        bold,
                        link: outer.link || name == "a",
                        block,
                        container,
                    });
                }
                _ => {}
            },
            Edge::Close(node) => {
                let Node::Element(element) = node.value() else { continue };
                if left_out > 0 {
                    left_out -= 1;
                    continue;
                }
                if element.name() == "a" {
                    walk.close_link();
                }
                if BLOCKS.contains(&element.name()) {
                    let inner = around.last().copied().unwrap_or_default();
                    walk.flush(&inner);
                }
                if around.len() > 1 {
                    around.pop();
                }
            }
        }
    }
    walk.flush(&Around::default());
    walk.pieces
}

fn kind(name: &str, outer: BlockKind) -> BlockKind {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
        "figcaption" | "caption" => BlockKind::Caption,
        "blockquote" => BlockKind::Quotation,
        "li" | "dt" | "dd" => BlockKind::ListItem,
        _ => outer,
    }
}

struct Walk {
    pieces: Vec<Piece>,
    buffer: String,
    /// Characters shown bold, as links, and all, since the last flush.
    bold: usize,
    linked: usize,
    shown: usize,
    /// The link that is open: its address, and where in the buffer its words begin.
    open: Option<(String, usize)>,
    /// Words that lead somewhere, since the last flush.
    links: Vec<(String, String)>,
}

impl Walk {
    fn text(&mut self, text: &str, around: &Around) {
        let shown = text.chars().filter(|character| !character.is_whitespace()).count();
        self.shown += shown;
        self.bold += if around.bold { shown } else { 0 };
        self.linked += if around.link { shown } else { 0 };
        // Newlines of the source are white space; those that `br` made are kept.
        self.buffer.extend(
            text.chars()
                .map(|character| if character.is_whitespace() { ' ' } else { character }),
        );
    }

    fn close_link(&mut self) {
        let Some((address, from)) = self.open.take() else {
            return;
        };
        let words = self.buffer.get(from..).unwrap_or_default();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() && self.links.len() < LINKS_A_BLOCK {
            self.links.push((words, address));
        }
    }

    fn flush(&mut self, around: &Around) {
        let kind = around.kind;
        // A link around several blocks leads there from each.
        let open = self.open.as_ref().map(|(address, _)| address.clone());
        self.close_link();
        self.open = open.map(|address| (address, 0));
        let mut links = std::mem::take(&mut self.links).into_iter().peekable();
        let buffer = std::mem::take(&mut self.buffer);
        let all_bold = self.shown > 0 && self.bold == self.shown;
        let (shown, linked) = (self.shown, self.linked);
        (self.bold, self.shown, self.linked) = (0, 0, 0);
        let lines: Vec<String> = buffer
            .split('\n')
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        // An empty line between two breaks parts paragraphs.
        for paragraph in
            lines.split(|line| line.is_empty() || !line.chars().any(char::is_alphanumeric) && line.chars().count() < 4)
        {
            if paragraph.is_empty() {
                continue;
            }
            let words = paragraph.join("\n");
            let set_bold = kind == BlockKind::Paragraph
                && all_bold
                && wording::count(&words) <= 14
                && !wording::ends_sentence(&words)
                && !words.ends_with([':', ',']);
            let mut here = Vec::new();
            let mut rest = words.as_str();
            while let Some((link, at)) = links
                .peek()
                .and_then(|(link, _)| Some((link.len(), rest.find(link.as_str())?)))
            {
                rest = rest.get(at + link..).unwrap_or_default();
                here.extend(links.next());
            }
            self.pieces.push(Piece {
                kind: if set_bold { BlockKind::Heading } else { kind },
                words,
                container: around.container,
                block: around.block,
                shown,
                linked,
                links: here,
            });
        }
    }
}
