//! Why bytes could not be read as a document: each message says the cause and what to do about it.

use thiserror::Error;

/// A reason why [`crate::read`] gives no document.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// No bytes, or nothing but white space.
    #[error("the input is empty: check that the file or page was saved whole, and give it again")]
    Empty,
    /// Not text at all.
    #[error(
        "the input is binary ({looks_like}), not text or HTML: convert it to text first, or give the page it came from"
    )]
    Binary {
        /// What the first bytes look like, e.g. `PNG image`.
        looks_like: String,
    },
    /// A media type that is text but that no reader here knows.
    #[error("{media_type} cannot be read yet: give the document as plain text or HTML")]
    Unsupported {
        /// The media type.
        media_type: String,
    },
    /// A format that is known, in a file that is broken, locked or no such file after all.
    #[error(
        "the {format} cannot be read ({reason}): open it in the program it was made with, save it again without a password, and give that"
    )]
    Damaged {
        /// The format in plain words.
        format: &'static str,
        /// What its reader says.
        reason: String,
    },
    /// A PDF of pictures.
    #[error(
        "the PDF has no text, its {pages} pages are pictures (a scan): have a text layer made by character recognition, and give that"
    )]
    Scanned {
        /// How many pages it has.
        pages: usize,
    },
    /// Bytes that make no text in the stated or any likely character set.
    #[error("the bytes are no {charset} text: state the right character set, or save the file as UTF-8")]
    Undecodable {
        /// The character set that was tried last.
        charset: String,
    },
    /// More bytes than [`crate::MAXIMUM_BYTES`].
    #[error(
        "the input has {bytes} bytes and the limit is {limit}: split it, or give the document without what is embedded in it"
    )]
    TooLarge {
        /// How many bytes there are.
        bytes: usize,
        /// How many there may be.
        limit: usize,
    },
    /// Several documents in one, which [`crate::open`] takes apart.
    #[error("the {format} holds {count} documents and is none itself: take it apart, and give each")]
    Several {
        /// What they lie in, in plain words.
        format: &'static str,
        /// How many there are.
        count: usize,
    },
    /// A list of addresses.
    #[error("a sitemap holds addresses and no text: give the pages that it lists")]
    Sitemap,
    /// More than is unpacked of an archive: too deep, too many, too much.
    #[error("it is not unpacked ({reason}): unpack it with a program you trust, and give the folder")]
    Unopened {
        /// Which limit was reached.
        reason: String,
    },
    /// Text without words, or a page without an article.
    #[error("no running text was found: the page may need a browser to show it, so save it as text and give that")]
    NoText,
}
