//! What the bytes are: the media type they are read as, from what was declared, from the name's ending and from the bytes themselves.

use crate::office::Office;
use crate::{Input, ReadError, charset, feed, mail, xml};

/// First bytes that tell a format, its media type and its plain name.
const SIGNATURES: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "application/pdf", "PDF document"),
    (b"PK\x03\x04", "application/zip", "ZIP archive or office document"),
    (b"\x1f\x8b", "application/gzip", "gzip archive"),
    (b"BZh", "application/x-bzip2", "bzip2 archive"),
    (b"\x28\xb5\x2f\xfd", "application/zstd", "Zstandard archive"),
    (b"\xfd7zXZ\x00", "application/x-xz", "xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed", "7-Zip archive"),
    (b"Rar!\x1a\x07", "application/vnd.rar", "RAR archive"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "PNG image"),
    (b"\xff\xd8\xff", "image/jpeg", "JPEG image"),
    (b"GIF87a", "image/gif", "GIF image"),
    (b"GIF89a", "image/gif", "GIF image"),
    (b"RIFF", "application/octet-stream", "RIFF sound, picture or film"),
    (b"OggS", "application/ogg", "Ogg sound or film"),
    (b"ID3", "audio/mpeg", "MP3 sound"),
    (b"\x7fELF", "application/x-elf", "program"),
    (b"MZ\x90\x00", "application/x-msdownload", "program"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3", "SQLite database"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "application/x-ole-storage",
        "older office document",
    ),
    (b"{\\rtf", "application/rtf", "RTF document"),
    (b"PAR1", "application/vnd.apache.parquet", "Parquet table"),
    (b"wOFF", "font/woff", "font"),
    (b"wOF2", "font/woff2", "font"),
];

/// How bytes are to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// The text is the file's own.
    Plain,
    /// The text without its marks.
    Markdown,
    /// The text is taken out of the page.
    Html,
    /// The text layer is taken out of the pages.
    Pdf,
    /// The text is taken out of the archive's parts.
    Office(Office),
    /// The text is the mail's body.
    Mail,
    /// The text is its entry's.
    Feed,
    /// Addresses and no text.
    Sitemap,
    /// Documents lie in it.
    Archive(Archive),
    /// Text of a kind that has no reader here.
    Unread,
    /// No text; with the plain name of what it looks like.
    Binary(String),
}

/// What documents can lie in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Archive {
    Zip,
    Gzip,
    Tar,
}

/// The media type that the bytes are read as, and how.
pub(crate) fn tell(input: &Input) -> (String, Form) {
    if let Some((_, media, name)) = SIGNATURES.iter().find(|(first, _, _)| input.bytes.starts_with(first)) {
        return match *media {
            "application/pdf" => ((*media).to_owned(), Form::Pdf),
            "application/zip" if let Some(office) = Office::tell(input.bytes) => {
                (office.media_type().to_owned(), Form::Office(office))
            }
            "application/zip" => ((*media).to_owned(), Form::Archive(Archive::Zip)),
            "application/gzip" => ((*media).to_owned(), Form::Archive(Archive::Gzip)),
            _ => ((*media).to_owned(), Form::Binary((*name).to_owned())),
        };
    }
    if is_tar(input.bytes) {
        return ("application/x-tar".to_owned(), Form::Archive(Archive::Tar));
    }
    if holds_binary(input.bytes) {
        let media = declared(input).unwrap_or_else(|| "application/octet-stream".to_owned());
        return (media, Form::Binary("unknown format".to_owned()));
    }
    // Servers call feeds and sitemaps many things; what they begin with tells them.
    if let Some((media, form)) = by_outermost(input.bytes) {
        return (media.to_owned(), form);
    }
    let media = declared(input)
        .or_else(|| by_ending(input.url?).map(str::to_owned))
        .unwrap_or_else(|| by_first_bytes(input.bytes).to_owned());
    let form = match media.as_str() {
        "text/html" | "application/xhtml+xml" => Form::Html,
        "message/rfc822" => Form::Mail,
        "text/plain" => Form::Plain,
        "text/markdown" | "text/x-markdown" => Form::Markdown,
        _ => Form::Unread,
    };
    (media, form)
}

/// Whether bytes begin with a tar's header.
pub(crate) fn is_tar(bytes: &[u8]) -> bool {
    bytes.get(257..262) == Some(b"ustar".as_slice())
}

/// The declared type without its parameters, unless it says nothing ("some bytes").
fn declared(input: &Input) -> Option<String> {
    let media = input
        .declared_media_type?
        .split(';')
        .next()?
        .trim()
        .to_ascii_lowercase();
    (media.contains('/') && media != "application/octet-stream" && media != "binary/octet-stream").then_some(media)
}

fn by_ending(url: &str) -> Option<&'static str> {
    let path = url.split(['?', '#']).next()?;
    let name = path.rsplit(['/', '\\']).next()?;
    let (_, ending) = name.rsplit_once('.')?;
    match ending.to_ascii_lowercase().as_str() {
        "html" | "htm" | "shtml" => Some("text/html"),
        "xhtml" | "xht" => Some("application/xhtml+xml"),
        "txt" | "text" => Some("text/plain"),
        "md" | "markdown" => Some("text/markdown"),
        "eml" => Some("message/rfc822"),
        "json" => Some("application/json"),
        "csv" => Some("text/csv"),
        "rss" | "atom" => Some("application/xml"),
        _ => None,
    }
}

fn by_first_bytes(bytes: &[u8]) -> &'static str {
    if mail::tell(bytes) {
        return "message/rfc822";
    }
    let first: Vec<u8> = bytes
        .iter()
        .filter(|byte| **byte != 0)
        .skip_while(|byte| byte.is_ascii_whitespace() || !byte.is_ascii())
        .take(4096)
        .map(u8::to_ascii_lowercase)
        .collect();
    let begins = |tag: &str| first.starts_with(tag.as_bytes());
    let holds = |tag: &str| first.windows(tag.len()).any(|window| window == tag.as_bytes());
    if begins("<!doctype html") || begins("<html") || begins("<head") || begins("<body") || begins("<article") {
        return "text/html";
    }
    if begins("<") && (holds("<html") || holds("<body") || holds("<p>") || holds("<div")) {
        return "text/html";
    }
    if begins("<?xml") || begins("<rss") || begins("<feed") {
        return "application/xml";
    }
    "text/plain"
}

/// A feed or a sitemap, by its first element or field.
fn by_outermost(bytes: &[u8]) -> Option<(&'static str, Form)> {
    let first = bytes.get(..bytes.len().min(16 * 1024)).unwrap_or_default();
    let start = first.iter().find(|byte| !byte.is_ascii_whitespace() && byte.is_ascii());
    if start == Some(&b'{') {
        let text = String::from_utf8_lossy(first);
        return text
            .contains(feed::JSON_FEED)
            .then_some(("application/feed+json", Form::Feed));
    }
    if start != Some(&b'<') {
        return None;
    }
    let text = charset::decode(first, None, true).unwrap_or_default();
    match xml::outermost(&text)?.as_str() {
        "rss" => Some(("application/rss+xml", Form::Feed)),
        "rdf" if text.contains("http://purl.org/rss/") => Some(("application/rss+xml", Form::Feed)),
        "feed" | "entry" if text.contains("http://www.w3.org/2005/Atom") || text.contains("http://purl.org/atom") => {
            Some(("application/atom+xml", Form::Feed))
        }
        "urlset" | "sitemapindex" => Some(("application/xml", Form::Sitemap)),
        _ => None,
    }
}

/// The characters of a feed or a sitemap, in the character set that it names, without the declaration that names it.
///
/// # Errors
/// [`ReadError::Undecodable`].
pub(crate) fn markup(input: &Input) -> Result<String, ReadError> {
    let text = charset::decode(input.bytes, crate::declared_charset(input).as_deref(), true)?;
    let bare = text.trim_start();
    let after = bare
        .strip_prefix("<?xml")
        .and_then(|rest| Some(rest.split_once("?>")?.1.trim_start().to_owned()));
    Ok(after.unwrap_or_else(|| bare.to_owned()))
}

/// Bytes that no text holds: zeros outside UTF-16, or many control characters.
fn holds_binary(bytes: &[u8]) -> bool {
    let first = &bytes[..bytes.len().min(65_536)];
    if crate::charset::is_utf16(first) {
        return false;
    }
    let controls = first
        .iter()
        .filter(|byte| matches!(byte, 0x00..=0x08 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f))
        .count();
    first.contains(&0) || controls * 50 > first.len()
}
