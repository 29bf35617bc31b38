//! Bytes to captures and documents.
#![doc = "Everything that later stages say about a text points into [`Document::text`] by [`Span`]."]

mod address;
mod archive;
mod blocks;
mod boilerplate;
mod byline;
mod caption;
mod catalogue;
mod charset;
mod dateline;
mod dates;
mod error;
mod feed;
mod html;
mod kind;
mod list;
mod mail;
mod markdown;
mod marks;
mod media;
mod model;
mod notices;
mod office;
mod official;
mod offsets;
mod outlet;
mod page;
mod parts;
mod pdf;
mod plain;
mod provenance;
mod published;
mod sitemap;
mod stretch;
mod tongue;
mod turns;
mod wording;
mod xml;

pub use error::ReadError;
pub use feed::{Feed, FeedEntry, read_feed};
pub use model::{
    Basis, Block, BlockKind, Capture, Clause, ClauseKind, Document, DocumentKind, Link, LinkKind, Notice, NoticeKind,
    PartOf, Precision, Published, Span, Speech, Stated,
};
pub use parts::{MAXIMUM_CONTAINER_BYTES, Opened, Part, begins_archive, open};
pub use sitemap::{Sitemap, SitemapPage, read_sitemap};

use html::metadata::Metadata;
use media::Form;
use offsets::Offsets;
use page::Page;
use provenance::Text;
use sha2::{Digest, Sha256};

/// Longer inputs are refused: 16 MiB, some hundred times the longest verbatim record of a day's debate.
pub const MAXIMUM_BYTES: usize = 16 * 1024 * 1024;

/// Bytes with what was said of them where they came from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Input<'a> {
    /// The bytes as they came.
    pub bytes: &'a [u8],
    /// A path or an address. It is kept as given, and an address can tell the publisher's host and the date.
    pub url: Option<&'a str>,
    /// The media type that a server or a user stated, with or without parameters.
    pub declared_media_type: Option<&'a str>,
    /// The character set that a server or a user stated.
    pub declared_charset: Option<&'a str>,
    /// When it was fetched (RFC 3339, UTC); nothing for a local file.
    pub fetched_at: Option<&'a str>,
    /// What it came in, where it did not come alone.
    pub part_of: Option<&'a PartOf>,
}

/// How many code points of a paragraph its dateline takes ("KYIV, Jan. 10 (Reuters) — "), 0 where it has none: the
/// sentence begins after it.
pub fn dateline_length(paragraph: &str) -> u32 {
    let Some(dateline) = dateline::read(paragraph) else {
        return 0;
    };
    let text = paragraph.get(dateline.range.end..).unwrap_or_default();
    let rest = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '—' | '–' | '-' | '―'));
    let skipped = paragraph.len() - rest.len();
    paragraph
        .get(..skipped)
        .filter(|_| !rest.is_empty())
        .map_or(0, |lead| lead.chars().count() as u32)
}

/// How many code points of a block its number or bullet takes ("12. ", "• "), 0 where it begins with none.
pub fn list_marker_length(block: &str) -> u32 {
    list::marker_length(block)
}

/// How many code points of a block its speaker's label takes ("Ms. Doe (Country): "), 0 where it begins with none.
pub fn turn_label_length(block: &str) -> u32 {
    turns::label_length(block)
}

/// Names the bytes by their digest and says what they are read as. Never fails: also what cannot be read can be kept.
pub fn capture(input: &Input) -> Capture {
    let (media_type, _) = media::tell(input);
    Capture {
        sha256: digest(input.bytes),
        media_type,
        url: input.url.map(str::to_owned),
        fetched_at: input.fetched_at.map(str::to_owned),
        part_of: input.part_of.cloned(),
    }
}

/// SHA-256, lower-case hexadecimal.
fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn within_limit(input: &Input) -> Result<(), ReadError> {
    if input.bytes.len() > MAXIMUM_BYTES {
        return Err(ReadError::TooLarge {
            bytes: input.bytes.len(),
            limit: MAXIMUM_BYTES,
        });
    }
    Ok(())
}

/// Reads bytes as a document. Pure: no file, no network, no clock; the same input gives the same document.
///
/// The text of plain text is the file's own, decoded, without its byte order mark and otherwise unchanged: newlines and
/// white space stay as they are. The text of a page is its title, its article's blocks in order and the captions between
/// them, parted by blank lines.
///
/// # Errors
/// [`ReadError`], whose messages say the cause and the remedy.
pub fn read(input: &Input) -> Result<Document, ReadError> {
    within_limit(input)?;
    if input.bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    let capture = capture(input);
    let (_, form) = media::tell(input);
    let decode = |for_html| charset::decode(input.bytes, declared_charset(input).as_deref(), for_html);
    match form {
        Form::Plain => {
            let text = decode(false)?;
            let parts = plain::parts(&text);
            document(capture, text, &parts, Metadata::default())
        }
        Form::Markdown => of_page(capture, markdown::read(&decode(false)?, input.url)?),
        Form::Html => {
            let page = html::read(&decode(true)?, input.url)?;
            of_page(capture, page)
        }
        Form::Pdf => of_page(capture, pdf::read(input.bytes)?),
        Form::Office(office) => of_page(capture, office.read(input.bytes)?),
        Form::Mail => of_page(capture, mail::read(input.bytes)?),
        Form::Feed => of_page(capture, feed::page(input)?),
        Form::Sitemap => Err(ReadError::Sitemap),
        Form::Archive(archive) => Err(ReadError::Several {
            format: archive.name(),
            count: open(input)?.map_or(0, |opened| opened.parts.len()),
        }),
        Form::Unread => Err(ReadError::Unsupported {
            media_type: capture.media_type,
        }),
        Form::Binary(looks_like) => Err(ReadError::Binary { looks_like }),
    }
}

/// The character set stated apart, or as a parameter of the media type.
fn declared_charset(input: &Input) -> Option<String> {
    let parameter = || {
        let (_, after) = input.declared_media_type?.split_once("charset=")?;
        Some(after.split(';').next()?.trim_matches(['"', ' ']).to_owned())
    };
    input.declared_charset.map(str::to_owned).or_else(parameter)
}

fn of_page(capture: Capture, page: Page) -> Result<Document, ReadError> {
    let parts = blocks::classify(&page.text, &page.drafts);
    document(capture, page.text, &parts, page.metadata)
}

fn document(capture: Capture, text: String, parts: &[blocks::Part], metadata: Metadata) -> Result<Document, ReadError> {
    if !text.chars().any(char::is_alphabetic) || parts.is_empty() {
        return Err(ReadError::NoText);
    }
    let offsets = Offsets::new(&text);
    let said = Text {
        text: &text,
        parts,
        offsets: &offsets,
    };
    let url = capture.url.as_deref();
    let title = metadata
        .title
        .map(|title| with_span(title, &text, parts, &offsets))
        .or_else(|| said.title());
    let byline = metadata.byline.or_else(|| said.byline());
    let publisher = metadata
        .publisher
        .or_else(|| said.publisher())
        .or_else(|| url.and_then(address::publisher));
    let published = metadata
        .published
        .or_else(|| published::from_text(&text, parts, &offsets))
        .or_else(|| url.and_then(address::published));
    let credit = said.credit();
    let copied_from = said.copied_from();
    let kind = kind::tell(
        &text,
        parts,
        title.as_ref().map(|title| title.value.as_str()),
        copied_from.is_some(),
    );
    let told = parts
        .iter()
        .filter(|part| part.is_told())
        .filter_map(|part| text.get(part.range.clone()));
    let language = Some(tongue::tell(&told.collect::<Vec<_>>().join("\n")))
        .filter(|code| code != "und")
        .or(metadata.language)
        .unwrap_or_else(|| "und".to_owned());
    let links = metadata.links.into_iter().map(|(kind, address, range)| Link {
        kind,
        address,
        span: range.map(|range| offsets.span(&range)),
    });
    let blocks = parts
        .iter()
        .map(|part| Block {
            kind: part.kind,
            start: offsets.code_points(part.range.start),
            end: offsets.code_points(part.range.end),
        })
        .collect();
    let id = format!("doc-{}", capture.sha256.get(..16).unwrap_or_default());
    Ok(Document {
        id,
        capture,
        title,
        byline,
        publisher,
        credit,
        published,
        modified: metadata.modified,
        canonical_url: metadata.canonical_url,
        section: metadata.section,
        symbol: official::symbol(&text, parts, &offsets),
        speeches: official::speeches(kind, &text, parts, &offsets),
        clauses: official::clauses(kind, &text, parts, &offsets),
        notices: notices::of(&text, parts, &offsets),
        links: links.collect(),
        summary_only: metadata.summary_only,
        language,
        kind,
        copied_from,
        text,
        blocks,
    })
}

/// A title from metadata stands in the text too: the span of the first heading that says it.
fn with_span(mut title: Stated, text: &str, parts: &[blocks::Part], offsets: &Offsets) -> Stated {
    let key = wording::words(&title.value);
    let same = parts
        .iter()
        .take(6)
        .find(|part| wording::words(text.get(part.range.clone()).unwrap_or_default()) == key);
    if let Some(part) = same {
        title.basis.spans = vec![offsets.span(&part.range)];
    }
    title
}
