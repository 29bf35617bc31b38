//! The documents in a web archive: each response that is a page, a text or a file that is read, with where and when it was captured.

use crate::http::{BodyError, Exchange, Response};
use crate::warc::{Damage, Reader, WarcRecord};

/// Media types of documents. Styles, scripts, pictures and what is only data of a page are left out.
const DOCUMENTS: &[&str] = &[
    "text/html",
    "application/xhtml+xml",
    "application/pdf",
    "text/plain",
    "text/markdown",
    "message/rfc822",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
];

/// A document as an archive has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archived {
    /// The address it was captured at.
    pub url: String,
    /// When (RFC 3339, UTC); nothing where the archive gives no date.
    pub at: Option<String>,
    /// What the server said it is, with its parameters.
    pub media_type: Option<String>,
    /// The body without codings.
    pub bytes: Vec<u8>,
    /// The exchange, verbatim; nothing for a record that came by no protocol.
    pub exchange: Option<Exchange>,
}

/// What became of a record that holds a document.
#[derive(Debug)]
pub enum Found {
    /// It was read.
    Document(Box<Archived>),
    /// Its body could not be decoded.
    Body {
        /// The address.
        url: String,
        /// Why.
        cause: BodyError,
    },
    /// A record, or the rest of the file, could not be read.
    Damage(Damage),
}

/// The documents of a WARC file in their order; a request beside its response is kept with it.
#[derive(Debug)]
pub struct Documents<'r> {
    records: Reader<'r>,
    /// Bodies longer than this are refused, in bytes.
    limit: usize,
    /// A request that may stand before its response.
    request: Option<WarcRecord>,
    /// A response, which waits for a request that may stand after it.
    pending: Option<(WarcRecord, Option<WarcRecord>)>,
    then: Option<Found>,
}

impl<'r> Documents<'r> {
    /// Of these records; bodies may have `limit` bytes when decoded.
    pub fn new(records: Reader<'r>, limit: usize) -> Self {
        Self {
            records,
            limit,
            request: None,
            pending: None,
            then: None,
        }
    }

    fn emit(&mut self) -> Option<Found> {
        let (response, request) = self.pending.take()?;
        document(&response, request, self.limit)
    }
}

impl Iterator for Documents<'_> {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            if let Some(found) = self.then.take() {
                return Some(found);
            }
            let mut before = None;
            match self.records.next() {
                None => return self.emit(),
                Some(Err(damage)) => {
                    self.then = Some(Found::Damage(damage));
                    before = self.emit();
                }
                Some(Ok(record)) if record.kind() == "request" => match &mut self.pending {
                    Some((response, request @ None)) if belongs(&record, response) => *request = Some(record),
                    _ => self.request = Some(record),
                },
                Some(Ok(record)) if matches!(record.kind(), "response" | "resource") => {
                    before = self.emit();
                    let request = self.request.take().filter(|request| belongs(request, &record));
                    if is_document(&record) {
                        self.pending = Some((record, request));
                    }
                }
                Some(Ok(_)) => {}
            }
            if before.is_some() {
                return before;
            }
        }
    }
}

/// Writers name the response in the request, or the request in the response.
fn belongs(request: &WarcRecord, response: &WarcRecord) -> bool {
    let names = |one: &WarcRecord, other: &WarcRecord| {
        let named = one.field("WARC-Concurrent-To");
        named.is_some() && named == other.field("WARC-Record-ID")
    };
    names(request, response) || names(response, request)
}

fn is_document(record: &WarcRecord) -> bool {
    let target = record.target().unwrap_or_default();
    let scheme = target.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let robots = target
        .split(['?', '#'])
        .next()
        .is_some_and(|path| path.ends_with("/robots.txt"));
    let is_ours = |media_type: Option<&str>| {
        media_type.is_none_or(|stated| {
            let stated = stated.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
            DOCUMENTS.contains(&stated.as_str())
        })
    };
    match record.kind() {
        "response" if matches!(scheme.as_deref(), Some("http" | "https")) && !robots => Response::read(&record.block)
            .is_some_and(|response| {
                (200..300).contains(&response.status)
                    && !response.body().is_empty()
                    && is_ours(response.header("content-type"))
            }),
        "resource" => {
            matches!(scheme.as_deref(), Some("http" | "https" | "file" | "urn"))
                && !record.block.is_empty()
                && is_ours(record.field("Content-Type"))
        }
        _ => false,
    }
}

fn document(record: &WarcRecord, request: Option<WarcRecord>, limit: usize) -> Option<Found> {
    let url = record.target().unwrap_or_default().to_owned();
    let at = record.captured_at();
    if record.kind() == "resource" {
        return Some(Found::Document(Box::new(Archived {
            url,
            at,
            media_type: record.field("Content-Type").map(str::to_owned),
            bytes: record.block.clone(),
            exchange: None,
        })));
    }
    let response = Response::read(&record.block)?;
    let media_type = response.header("content-type").map(str::to_owned);
    let bytes = match response.decoded(limit) {
        Ok(bytes) => bytes,
        Err(cause) => return Some(Found::Body { url, cause }),
    };
    let address = record.field("WARC-IP-Address").map(str::to_owned);
    let exchange = at.clone().map(|at| Exchange {
        url: url.clone(),
        at,
        address,
        request: request.map(|request| request.block).unwrap_or_default(),
        response: record.block.clone(),
    });
    Some(Found::Document(Box::new(Archived {
        url,
        at,
        media_type,
        bytes,
        exchange,
    })))
}
