//! An HTTP message as it went over the wire: its head, and its body without transfer and content codings, within a limit.

use std::borrow::Cow;
use std::io::{self, Read};

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A head longer than this is none: servers refuse far shorter ones.
const LONGEST_HEAD: usize = 256 * 1024;

/// One request and its response, verbatim.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// The address asked for.
    pub url: String,
    /// When (RFC 3339, UTC).
    pub at: String,
    /// The network address that answered, where it is known.
    pub address: Option<String>,
    /// The request's bytes; empty where an archive kept none.
    pub request: Vec<u8>,
    /// The response's bytes, head and body; empty where none came.
    pub response: Vec<u8>,
}

impl Exchange {
    /// The response, read; nothing where it is none.
    pub fn answer(&self) -> Option<Response<'_>> {
        Response::read(&self.response)
    }
}

/// Why a body could not be given whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum BodyError {
    /// It ends before its codings do.
    #[error("the body is cut off: fetch the address again")]
    CutOff,
    /// A coding that is not known here, or a body that is not in the coding it names.
    #[error("the body's content coding cannot be read: fetch the address again without compression")]
    Coding,
    /// Decoded it is longer than was allowed.
    #[error("the body is longer than {limit} bytes when decoded: it is refused, whatever it is")]
    TooLong {
        /// The limit, in bytes.
        limit: usize,
    },
}

/// A response's head, read, and its body as it came.
#[derive(Clone, Debug)]
pub struct Response<'a> {
    /// The status code.
    pub status: u16,
    headers: Vec<(String, String)>,
    /// How many bytes the head takes, its empty line included.
    pub head_length: usize,
    body: &'a [u8],
}

impl<'a> Response<'a> {
    /// Reads a response; nothing where the bytes are none.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let head_length = head_length(bytes)?;
        let head = String::from_utf8_lossy(bytes.get(..head_length)?);
        let mut lines = head.lines();
        let mut first = lines.next()?.split_ascii_whitespace();
        if !first.next()?.starts_with("HTTP/") {
            return None;
        }
        let status = first
            .next()?
            .parse()
            .ok()
            .filter(|status| (100..1000).contains(status))?;
        Some(Self {
            status,
            headers: fields(lines),
            head_length,
            body: bytes.get(head_length..)?,
        })
    }

    /// A header's value; names are compared without case. Several of one name: the first.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The body as it came, codings and all.
    pub fn body(&self) -> &'a [u8] {
        self.body
    }

    /// Whether the body was sent in chunks, and is kept so.
    pub fn is_chunked(&self) -> bool {
        let named = self.header("transfer-encoding");
        // Some archives keep the header and have joined the chunks.
        named.is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked")) && chunk_size(self.body).is_some()
    }

    /// The body without transfer coding.
    ///
    /// # Errors
    /// [`BodyError::CutOff`].
    pub fn payload(&self) -> Result<Cow<'a, [u8]>, BodyError> {
        if self.is_chunked() {
            joined(self.body).map(Cow::Owned)
        } else {
            Ok(Cow::Borrowed(self.body))
        }
    }

    /// The body without any coding, as a reader sees it; never more than `limit` bytes.
    ///
    /// # Errors
    /// [`BodyError`].
    pub fn decoded(&self, limit: usize) -> Result<Vec<u8>, BodyError> {
        let mut body = self.payload()?.into_owned();
        let codings = self.header("content-encoding").unwrap_or_default().to_ascii_lowercase();
        // The last coding named was put on last.
        for coding in codings.split(',').map(str::trim).rev() {
            body = match coding {
                "" | "identity" => body,
                // Some archives keep the header and have the body decoded.
                "gzip" | "x-gzip" if !body.starts_with(&[0x1f, 0x8b]) => body,
                "gzip" | "x-gzip" => bounded(MultiGzDecoder::new(body.as_slice()), limit)?,
                "deflate" => match bounded(ZlibDecoder::new(body.as_slice()), limit) {
                    Err(BodyError::Coding) => bounded(DeflateDecoder::new(body.as_slice()), limit)?,
                    done => done?,
                },
                "br" => bounded(brotli_decompressor::Decompressor::new(body.as_slice(), 4096), limit)?,
                _ => return Err(BodyError::Coding),
            };
        }
        if body.len() > limit {
            return Err(BodyError::TooLong { limit });
        }
        Ok(body)
    }
}

/// Where the head of a message ends: after its empty line.
pub fn head_length(bytes: &[u8]) -> Option<usize> {
    let within = bytes.get(..bytes.len().min(LONGEST_HEAD))?;
    let mut line_start = 0;
    for (at, _) in within.iter().enumerate().filter(|(_, byte)| **byte == b'\n') {
        let line = within.get(line_start..at)?;
        if line.is_empty() || line == b"\r" {
            return Some(at + 1);
        }
        line_start = at + 1;
    }
    None
}

/// Header fields, folded lines joined.
pub(crate) fn fields<'l>(lines: impl Iterator<Item = &'l str>) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in lines {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            fields.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
    fields
}

/// The size of the chunk that begins here, and where its bytes begin.
fn chunk_size(bytes: &[u8]) -> Option<(usize, usize)> {
    let end = bytes.iter().take(1024).position(|byte| *byte == b'\n')?;
    let line = std::str::from_utf8(bytes.get(..end)?).ok()?;
    let size = line.split(';').next()?.trim();
    if size.is_empty() || !size.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    Some((usize::from_str_radix(size, 16).ok()?, end + 1))
}

fn joined(mut bytes: &[u8]) -> Result<Vec<u8>, BodyError> {
    let mut body = Vec::new();
    loop {
        let (size, start) = chunk_size(bytes).ok_or(BodyError::CutOff)?;
        if size == 0 {
            return Ok(body);
        }
        let end = start.checked_add(size).ok_or(BodyError::CutOff)?;
        body.extend_from_slice(bytes.get(start..end).ok_or(BodyError::CutOff)?);
        let rest = bytes.get(end..).unwrap_or_default();
        bytes = rest
            .strip_prefix(b"\r\n")
            .or_else(|| rest.strip_prefix(b"\n"))
            .ok_or(BodyError::CutOff)?;
    }
}

fn bounded(from: impl Read, limit: usize) -> Result<Vec<u8>, BodyError> {
    let mut body = Vec::new();
    match from.take(limit as u64 + 1).read_to_end(&mut body) {
        Ok(_) if body.len() > limit => Err(BodyError::TooLong { limit }),
        Ok(_) => Ok(body),
        Err(cause) if cause.kind() == io::ErrorKind::UnexpectedEof => Err(BodyError::CutOff),
        Err(_) => Err(BodyError::Coding),
    }
}

#[cfg(test)]
mod tests {
    use super::{BodyError, Response};
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn zipped(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn chunks_are_joined_and_compression_undone() {
        let mut bytes = b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
        let body = zipped(b"words");
        bytes.extend_from_slice(format!("{:x};a=b\r\n", body.len()).as_bytes());
        bytes.extend_from_slice(&body);
        bytes.extend_from_slice(b"\r\n0\r\n\r\n");
        let response = Response::read(&bytes).unwrap();
        assert_eq!(
            (response.status, response.header("CONTENT-encoding")),
            (200, Some("gzip"))
        );
        assert_eq!(response.decoded(100).unwrap(), b"words");
        let cut = Response::read(&bytes[..bytes.len() - 12]).unwrap();
        assert_eq!(cut.decoded(100), Err(BodyError::CutOff));
    }

    #[test]
    fn a_body_that_was_decoded_before_is_left_as_it_is() {
        let bytes = b"HTTP/1.0 200\nContent-Encoding: gzip\nTransfer-Encoding: chunked\n\nwords";
        assert_eq!(Response::read(bytes).unwrap().decoded(100).unwrap(), b"words");
    }

    #[test]
    fn a_bomb_is_refused_within_the_limit() {
        let mut bytes = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\n\r\n".to_vec();
        bytes.extend_from_slice(&zipped(&zipped(&vec![0; 5_000_000])));
        let response = Response::read(&bytes).unwrap();
        assert_eq!(response.decoded(10_000), Err(BodyError::TooLong { limit: 10_000 }));
    }

    #[test]
    fn what_is_no_response_is_none() {
        for bytes in [
            &b""[..],
            b"HTTP/1.1",
            b"GET / HTTP/1.1\r\n\r\n",
            b"HTTP/1.1 abc\r\n\r\n",
            b"HTTP/1.1 2\r\n\r\n",
        ] {
            assert!(Response::read(bytes).is_none());
        }
    }
}
