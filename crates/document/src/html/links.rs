//! What a page's text leads to, and what it shows from elsewhere.

use std::ops::Range;

use scraper::{Html, Selector};
use url::Url;

use super::Piece;
use crate::blocks::Draft;
use crate::catalogue::WORDING;
use crate::{LinkKind, address};

/// More links than this are no citations.
const MOST: usize = 2_000;

/// An address, how it stands to the text, and the bytes of the text that lead there.
pub(crate) type Found = (LinkKind, String, Option<Range<usize>>);

/// The frames, objects and posts that a page shows from elsewhere, where their hosts are known for what belongs to a text.
pub(super) fn embedded(tree: &Html) -> Vec<String> {
    let Ok(elements) = Selector::parse("iframe[src], iframe[data-src], embed[src], object[data], blockquote[cite]")
    else {
        return Vec::new();
    };
    tree.select(&elements)
        .filter_map(|element| {
            ["src", "data-src", "data", "cite"]
                .iter()
                .find_map(|attribute| element.attr(attribute))
                .map(|address| address.trim().to_owned())
        })
        .collect()
}

/// The links of the pieces with their places in the text, each piece's in the order of its words, and then what is embedded.
pub(crate) fn of(pieces: &[Piece], drafts: &[Draft], embeds: Vec<String>, base: Option<&str>) -> Vec<Found> {
    let base = base.and_then(|base| Url::parse(base).ok());
    let whole = |written: &str| -> Option<String> {
        let written = written.trim();
        if written.is_empty() || written.starts_with('#') {
            return None;
        }
        let address = Url::parse(written)
            .ok()
            .or_else(|| base.as_ref().and_then(|base| base.join(written).ok()))?;
        matches!(address.scheme(), "http" | "https").then(|| address.to_string())
    };
    let mut found: Vec<Found> = Vec::new();
    for (piece, draft) in pieces.iter().zip(drafts) {
        let mut from = 0;
        for (words, written) in &piece.links {
            let Some(at) = piece.words.get(from..).and_then(|rest| rest.find(words.as_str())) else {
                continue;
            };
            let start = draft.range.start + from + at;
            from += at + words.len();
            if let Some(address) = whole(written) {
                found.push((LinkKind::Cites, address, Some(start..start + words.len())));
            }
        }
    }
    for written in embeds {
        let written = written
            .strip_prefix("//")
            .map_or(written.clone(), |rest| format!("https://{rest}"));
        let Some(address) = whole(&written) else { continue };
        let known = address::host(&address).is_some_and(|host| {
            WORDING.page.embeds.iter().any(|known| {
                let (wanted, path) = known.split_once('/').unwrap_or((known, ""));
                (host == wanted || host.ends_with(&format!(".{wanted}"))) && address.contains(path)
            })
        });
        let document = address
            .to_lowercase()
            .split(['?', '#'])
            .next()
            .is_some_and(|path| path.ends_with(".pdf"));
        if (known || document) && !found.iter().any(|(_, other, _)| *other == address) {
            found.push((LinkKind::Embeds, address, None));
        }
    }
    found.truncate(MOST);
    found
}
