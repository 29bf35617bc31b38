//! Feeds (RSS, Atom, JSON Feed): what a feed says of itself and of each entry, and an entry as a document of its own.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use feed_rs::model;
use scraper::Html;
use serde_json::json;

use crate::address::is_address;
use crate::archive;
use crate::html::metadata::Metadata;
use crate::html::walk;
use crate::page::Page;
use crate::{Basis, BlockKind, Input, Part, Precision, Published, ReadError, Stated, media, stretch, wording, xml};

/// Entries beyond this are left out: no outlet keeps so many in one feed, and each may become a document.
pub(crate) const MOST_ENTRIES: usize = 10_000;
/// What every JSON Feed begins with.
pub(crate) const JSON_FEED: &str = "https://jsonfeed.org/version/1";

/// The media type of an entry that was taken out.
pub(crate) const ENTRY: &str = "application/feed+json";

/// A feed, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feed {
    /// Its own title, without markup.
    pub title: Option<String>,
    /// The page it is a feed of.
    pub address: Option<String>,
    /// The language it states, as it writes it (`en-GB`).
    pub language: Option<String>,
    /// When it says it last changed (RFC 3339, UTC).
    pub updated: Option<String>,
    /// Its entries, in its order; those after the first 10,000 are left out.
    pub entries: Vec<FeedEntry>,
}

/// One entry of a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedEntry {
    /// What the feed calls it (`guid`, `id`): stays the same when the entry changes.
    pub id: Option<String>,
    /// The page it leads to; resolved against the feed's own address where it is written short.
    pub address: Option<String>,
    /// Its title, without markup.
    pub title: Option<String>,
    /// When it was published (RFC 3339, UTC).
    pub published: Option<String>,
    /// When it was last changed (RFC 3339, UTC).
    pub updated: Option<String>,
    /// Its authors, comma between them.
    pub author: Option<String>,
    /// Its sections or subjects, in the feed's order.
    pub categories: Vec<String>,
    /// A summary or the beginning of the text, as HTML. RSS calls the whole text so, too, where it has no other.
    pub summary: Option<String>,
    /// The whole text, as HTML.
    pub content: Option<String>,
}

/// Reads a feed of any of the formats.
///
/// # Errors
/// [`ReadError`]: too many bytes, no feed, broken markup, markup nested too deep.
pub fn read_feed(input: &Input) -> Result<Feed, ReadError> {
    crate::within_limit(input)?;
    let damaged = |reason: String| ReadError::Damaged { format: "feed", reason };
    let base = input.url.filter(|url| crate::address::host(url).is_some());
    let source = media::markup(input)?;
    if source.trim_start_matches('\u{feff}').trim_start().starts_with('<') {
        xml::within_depth(&source).map_err(damaged)?;
    }
    let parser = feed_rs::parser::Builder::new()
        .base_uri(base)
        // What has no name of its own gets none: the library's would be made by chance.
        .id_generator(|_, _, _| String::new())
        .sanitize_content(false)
        .build();
    // A panic in the library, which no feed tried has caused, costs the feed and no more.
    let feed = catch_unwind(AssertUnwindSafe(|| parser.parse(Cursor::new(source.as_bytes()))))
        .map_err(|_| damaged("its markup is broken".to_owned()))?
        .map_err(|error| damaged(error.to_string()))?;
    let address = address(&feed.links);
    let entries = feed.entries.into_iter().take(MOST_ENTRIES).map(|entry| FeedEntry {
        address: self::address(&entry.links).or_else(|| Some(entry.id.clone()).filter(|id| is_address(id))),
        id: Some(entry.id).filter(|id| !id.trim().is_empty()),
        title: entry.title.as_ref().and_then(plain),
        published: entry.published.and_then(|time| stamp(time.timestamp())),
        updated: entry.updated.and_then(|time| stamp(time.timestamp())),
        author: authors(&entry.authors).or_else(|| authors(&feed.authors)),
        categories: entry
            .categories
            .into_iter()
            .map(|category| category.label.unwrap_or(category.term))
            .filter(|name| !name.trim().is_empty())
            .collect(),
        summary: entry
            .summary
            .map(|summary| as_html(summary.content, summary.content_type.as_str())),
        content: entry
            .content
            .and_then(|content| Some(as_html(content.body?, content.content_type.as_str())))
            .filter(|content| !content.trim().is_empty()),
    });
    Ok(Feed {
        entries: entries.collect(),
        title: feed.title.as_ref().and_then(plain),
        address,
        language: feed.language,
        updated: feed.updated.and_then(|time| stamp(time.timestamp())),
    })
}

/// Seconds since 1970 as RFC 3339; none for a year that no calendar has.
fn stamp(seconds: i64) -> Option<String> {
    Some(jiff::Timestamp::from_second(seconds).ok()?.to_string())
}

/// The link to the page: the one that says so, else the first that says nothing of what it is.
fn address(links: &[model::Link]) -> Option<String> {
    let said = |wanted: &str| links.iter().find(|link| link.rel.as_deref() == Some(wanted));
    let link = said("alternate").or_else(|| links.iter().find(|link| link.rel.is_none()))?;
    Some(link.href.trim().to_owned()).filter(|href| is_address(href))
}

fn authors(people: &[model::Person]) -> Option<String> {
    let names: Vec<&str> = people
        .iter()
        .filter_map(|person| person.name.as_deref().or(person.email.as_deref()))
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// A title's words, whether it was written as text or as markup.
fn plain(text: &model::Text) -> Option<String> {
    let words = if text.content_type.as_str() == "text/plain" && !text.content.contains(['<', '&']) {
        text.content.clone()
    } else {
        let tree = Html::parse_fragment(&text.content);
        let words: Vec<String> = walk::pieces(tree.tree.root())
            .into_iter()
            .map(|piece| piece.words)
            .collect();
        words.join(" ")
    };
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

/// Plain text as the HTML that shows it. What is named plain and has paragraphs' tags is HTML all the same.
fn as_html(content: String, media_type: &str) -> String {
    let marked = ["</p>", "<br", "</a>", "</div>", "<p>", "</li>"]
        .iter()
        .any(|tag| content.contains(tag));
    if media_type != "text/plain" || marked {
        return content;
    }
    let escaped = content.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let paragraphs: Vec<String> = stretch::split(&escaped)
        .into_iter()
        .filter_map(|range| Some(format!("<p>{}</p>", escaped.get(range)?)))
        .collect();
    paragraphs.join("\n")
}

/// The entries that carry text, each as a JSON Feed of that one entry: bytes of their own, that can be kept, hashed and read again.
pub(crate) fn parts(feed: &Feed) -> Vec<Part> {
    let has_words = |html: &Option<String>| html.as_ref().is_some_and(|html| html.chars().any(char::is_alphabetic));
    feed.entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| has_words(&entry.content) || has_words(&entry.summary))
        .map(|(at, entry)| Part {
            bytes: alone(feed, entry).into_bytes(),
            path: entry
                .address
                .clone()
                .or_else(|| entry.id.clone())
                .map_or_else(|| format!("entry {}", at + 1), |path| archive::label(&path)),
            media_type: Some(ENTRY.to_owned()),
        })
        .collect()
}

/// One entry as a feed of its own.
fn alone(feed: &Feed, entry: &FeedEntry) -> String {
    let mut told = serde_json::Map::new();
    let mut tell = |key: &str, value: &Option<String>| {
        if let Some(value) = value {
            told.insert(key.to_owned(), json!(value));
        }
    };
    tell("id", &entry.id);
    tell("url", &entry.address);
    tell("title", &entry.title);
    tell("content_html", &entry.content);
    tell("summary", &entry.summary);
    tell("date_published", &entry.published);
    tell("date_modified", &entry.updated);
    if let Some(author) = &entry.author {
        told.insert("authors".to_owned(), json!([{ "name": author }]));
    }
    if !entry.categories.is_empty() {
        told.insert("tags".to_owned(), json!(entry.categories));
    }
    let mut whole =
        json!({ "version": "https://jsonfeed.org/version/1.1", "title": feed.title.as_deref().unwrap_or_default() });
    if let Some(fields) = whole.as_object_mut() {
        for (key, value) in [("home_page_url", &feed.address), ("language", &feed.language)] {
            if let Some(value) = value {
                fields.insert(key.to_owned(), json!(value));
            }
        }
        fields.insert("items".to_owned(), json!([told]));
    }
    whole.to_string()
}

/// The one entry of a feed as a page.
///
/// # Errors
/// [`ReadError::Several`] where the feed has more entries or none, [`ReadError::NoText`] where the entry has no words.
pub(crate) fn page(input: &Input) -> Result<Page, ReadError> {
    let feed = read_feed(input)?;
    let [entry] = feed.entries.as_slice() else {
        return Err(ReadError::Several {
            format: "feed",
            count: feed.entries.len(),
        });
    };
    let (html, summary_only) = match (&entry.content, &entry.summary) {
        (Some(content), _) => (content, false),
        (None, Some(summary)) => (summary, true),
        (None, None) => return Err(ReadError::NoText),
    };
    let tree = Html::parse_fragment(html);
    let mut pieces = walk::pieces(tree.tree.root());
    if pieces.is_empty() {
        return Err(ReadError::NoText);
    }
    if let Some(title) = &entry.title {
        pieces
            .retain(|piece| piece.kind != BlockKind::Heading || wording::words(&piece.words) != wording::words(title));
    }
    let stated = |value: &Option<String>, rule: &str| {
        value.clone().map(|value| Stated {
            value,
            basis: outside(rule),
        })
    };
    let dated = |value: &Option<String>, rule: &str| {
        value.clone().map(|value| Published {
            value,
            precision: Precision::Time,
            basis: outside(rule),
        })
    };
    let metadata = Metadata {
        title: stated(&entry.title, "feed.title"),
        byline: stated(&entry.author, "feed.author"),
        publisher: stated(&feed.title.clone().filter(|title| !title.is_empty()), "feed.publisher")
            .or_else(|| entry.address.as_deref().and_then(crate::address::publisher)),
        // Atom asks for the last change only, and many feeds give no other day.
        published: dated(&entry.published, "feed.published").or_else(|| dated(&entry.updated, "feed.updated")),
        modified: dated(&entry.updated, "feed.updated")
            .filter(|_| entry.published.is_some() && entry.published != entry.updated),
        canonical_url: stated(&entry.address, "feed.link"),
        section: stated(&entry.categories.first().cloned(), "feed.category"),
        language: feed
            .language
            .map(|code| code.chars().take_while(char::is_ascii_alphabetic).collect::<String>()),
        summary_only,
        ..Metadata::default()
    };
    let title = entry.title.as_deref().map(|title| (Some(BlockKind::Heading), title));
    let pieces = pieces.iter().map(|piece| (Some(piece.kind), piece.words.as_str()));
    Ok(Page::of(title.into_iter().chain(pieces), metadata))
}

fn outside(rule: &str) -> Basis {
    Basis {
        rule: rule.to_owned(),
        spans: Vec::new(),
    }
}
