//! Writing WARC 1.1: each record a gzip member of its own, with digests of block and payload and ids that follow from what it says.

use std::io::{self, Write};

use flate2::{Compression, GzBuilder};

use crate::digest::{labelled, uuid};
use crate::http::{Exchange, Response};

const VERSION: &str = "WARC/1.1";

/// Where a record lies in the file that was written, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where its gzip member begins.
    pub offset: u64,
    /// How long the member is.
    pub length: u64,
}

/// Writes records one after another. The same records give the same bytes.
#[derive(Debug)]
pub struct Writer<W> {
    to: W,
    written: u64,
}

impl<W: Write> Writer<W> {
    /// Begins a file with its `warcinfo`: `software` is who writes it, `at` when (RFC 3339, UTC).
    ///
    /// # Errors
    /// Where `to` cannot be written.
    pub fn new(to: W, software: &str, at: &str) -> io::Result<Self> {
        let mut writer = Self { to, written: 0 };
        let block = format!(
            "software: {software}\r\nformat: WARC File Format 1.1\r\nconformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
        );
        let fields = [("WARC-Date", at), ("Content-Type", "application/warc-fields")];
        writer.record("warcinfo", &fields, block.as_bytes())?;
        Ok(writer)
    }

    /// Writes a response and, where there is one, its request. `capture` names the capture that was read out of it, and
    /// `note` what else is to be told of it (`name: value` lines in a `metadata` record). Gives the response's place.
    ///
    /// # Errors
    /// Where nothing can be written.
    pub fn exchange(&mut self, exchange: &Exchange, notes: &[(&str, &str)]) -> io::Result<Place> {
        let block_digest = labelled(&exchange.response);
        let id = id("response", &exchange.url, &exchange.at, &block_digest);
        let mut common = vec![
            ("WARC-Target-URI", exchange.url.as_str()),
            ("WARC-Date", exchange.at.as_str()),
        ];
        if let Some(address) = &exchange.address {
            common.push(("WARC-IP-Address", address));
        }
        let payload = Response::read(&exchange.response)
            // A chunked body stands in the block as it came. Its payload is the joined body by the standard and the block's by
            // the common tools, so that any digest would be wrong for one of them.
            .filter(|response| !response.is_chunked())
            .map(|response| labelled(response.body()));
        let mut fields = common.clone();
        fields.push(("WARC-Record-ID", &id));
        fields.push(("Content-Type", "application/http; msgtype=response"));
        if let Some(payload) = &payload {
            fields.push(("WARC-Payload-Digest", payload));
        }
        let place = self.record("response", &fields, &exchange.response)?;
        if !exchange.request.is_empty() {
            let mut fields = common.clone();
            fields.push(("WARC-Concurrent-To", &id));
            fields.push(("Content-Type", "application/http; msgtype=request"));
            self.record("request", &fields, &exchange.request)?;
        }
        if !notes.is_empty() {
            let block: String = notes
                .iter()
                .map(|(name, value)| format!("{name}: {}\r\n", on_one_line(value)))
                .collect();
            let mut fields = common;
            fields.push(("WARC-Concurrent-To", &id));
            fields.push(("Content-Type", "application/warc-fields"));
            self.record("metadata", &fields, block.as_bytes())?;
        }
        Ok(place)
    }

    /// Writes bytes that came by no protocol, such as a file.
    ///
    /// # Errors
    /// Where nothing can be written.
    pub fn resource(&mut self, url: &str, at: &str, media_type: &str, bytes: &[u8]) -> io::Result<Place> {
        let payload = labelled(bytes);
        let fields = [
            ("WARC-Target-URI", url),
            ("WARC-Date", at),
            ("Content-Type", media_type),
            ("WARC-Payload-Digest", payload.as_str()),
        ];
        self.record("resource", &fields, bytes)
    }

    /// Ends the file.
    ///
    /// # Errors
    /// Where the last bytes cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        self.to.flush()?;
        Ok(self.to)
    }

    fn record(&mut self, kind: &str, fields: &[(&str, &str)], block: &[u8]) -> io::Result<Place> {
        let digest = labelled(block);
        let given = |name: &str| fields.iter().find(|(other, _)| *other == name).map(|(_, value)| *value);
        let mut header = format!("{VERSION}\r\nWARC-Type: {kind}\r\n");
        if given("WARC-Record-ID").is_none() {
            let target = given("WARC-Target-URI").unwrap_or_default();
            let id = id(kind, target, given("WARC-Date").unwrap_or_default(), &digest);
            header.push_str(&format!("WARC-Record-ID: {id}\r\n"));
        }
        for (name, value) in fields {
            header.push_str(&format!("{name}: {}\r\n", on_one_line(value)));
        }
        header.push_str(&format!(
            "WARC-Block-Digest: {digest}\r\nContent-Length: {}\r\n\r\n",
            block.len()
        ));
        let mut member = GzBuilder::new().write(Vec::new(), Compression::default());
        member.write_all(header.as_bytes())?;
        member.write_all(block)?;
        member.write_all(b"\r\n\r\n")?;
        let member = member.finish()?;
        self.to.write_all(&member)?;
        let place = Place {
            offset: self.written,
            length: member.len() as u64,
        };
        self.written += place.length;
        Ok(place)
    }
}

/// A line break in a value would begin a field of its own.
fn on_one_line(value: &str) -> String {
    value
        .split(char::is_control)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn id(kind: &str, target: &str, at: &str, digest: &str) -> String {
    format!("<urn:uuid:{}>", uuid(&[kind, target, at, digest]))
}
