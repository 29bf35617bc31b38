//! Markdown: the text without its marks, block by block, and the fields of a head between two lines of dashes.

use pulldown_cmark::{Options, Parser, html};
use scraper::Html;

use crate::html::metadata::Metadata;
use crate::html::{limits, links, walk};
use crate::page::Page;
use crate::{Basis, Published, ReadError, Stated, address, dates};

/// The lines of a head: no more is looked at.
const MOST_HEAD_LINES: usize = 60;

/// Reads Markdown (CommonMark with tables and strike-outs).
///
/// # Errors
/// [`ReadError::NoText`] where there are no words, [`ReadError::Damaged`] where its markup was made to exhaust who reads it.
pub(crate) fn read(source: &str, url: Option<&str>) -> Result<Page, ReadError> {
    let (head, body) = parted(source);
    let mut markup = String::with_capacity(body.len() * 3 / 2);
    html::push_html(
        &mut markup,
        Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH),
    );
    limits::within(&markup).map_err(|reason| ReadError::Damaged {
        format: "Markdown",
        reason,
    })?;
    let tree = Html::parse_fragment(&markup);
    let pieces = walk::pieces(tree.tree.root());
    if pieces.is_empty() {
        return Err(ReadError::NoText);
    }
    let mut page = Page::of(
        pieces.iter().map(|piece| (Some(piece.kind), piece.words.as_str())),
        metadata(head),
    );
    let base = url.filter(|url| address::host(url).is_some());
    page.metadata.links = links::of(&pieces, &page.drafts, Vec::new(), base);
    Ok(page)
}

/// The head and the body of a file; the head is empty where there is none.
fn parted(source: &str) -> (&str, &str) {
    let Some(rest) = source.strip_prefix("---\n").or_else(|| source.strip_prefix("---\r\n")) else {
        return ("", source);
    };
    let mut at = 0;
    for line in rest.split_inclusive('\n').take(MOST_HEAD_LINES) {
        if matches!(line.trim_end(), "---" | "...") {
            return (
                rest.get(..at).unwrap_or_default(),
                rest.get(at + line.len()..).unwrap_or_default(),
            );
        }
        at += line.len();
    }
    ("", source)
}

/// `title: …`, `author: …`, `date: …` of the head.
fn metadata(head: &str) -> Metadata {
    let field = |wanted: &str| {
        head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            let value = value.trim().trim_matches(['"', '\'']).trim();
            (name.trim().eq_ignore_ascii_case(wanted) && !value.is_empty()).then(|| value.to_owned())
        })
    };
    let basis = |wanted: &str| Basis {
        rule: format!("markdown.{wanted}"),
        spans: Vec::new(),
    };
    let stated = |wanted: &str| {
        field(wanted).map(|value| Stated {
            value,
            basis: basis(wanted),
        })
    };
    let dated = |wanted: &str| {
        let (value, precision) = dates::stamp(&field(wanted)?)?;
        Some(Published {
            value,
            precision,
            basis: basis(wanted),
        })
    };
    Metadata {
        title: stated("title"),
        byline: stated("author"),
        published: dated("date"),
        modified: dated("lastmod").or_else(|| dated("updated")),
        canonical_url: stated("canonical").filter(|stated| address::host(&stated.value).is_some()),
        ..Metadata::default()
    }
}
