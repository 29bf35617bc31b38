//! Writing a WACZ: one WARC file, its index, its pages, and the list of them all with digests.

use std::io::{self, Seek, Write};

use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::index::{self, Listed};
use super::{PACKAGE, PACKAGE_DIGEST, PAGES, Package, PackageDigest, Page, Resource, VERSION};
use crate::digest::{hexadecimal, labelled, uuid};
use crate::http::{Exchange, Response};
use crate::warc;

const WARC: &str = "archive/data.warc.gz";
const WARC_NAME: &str = "data.warc.gz";
const INDEX: &str = "indexes/index.cdx";

/// Writes a collection record by record. The same records give the same bytes.
#[derive(Debug)]
pub struct Composer<W: Write + Seek> {
    warc: warc::Writer<Hashing<ZipWriter<W>>>,
    lines: Vec<String>,
    pages: Vec<Page>,
    package: Package,
}

impl<W: Write + Seek> Composer<W> {
    /// Begins a collection called `title`; `software` writes it at `at` (RFC 3339, UTC).
    ///
    /// # Errors
    /// Where `to` cannot be written.
    pub fn new(to: W, title: &str, software: &str, at: &str) -> io::Result<Self> {
        let mut zip = ZipWriter::new(to);
        zip.start_file(WARC, stored())?;
        let hashing = Hashing {
            to: zip,
            hash: Sha256::new(),
            bytes: 0,
        };
        Ok(Self {
            warc: warc::Writer::new(hashing, software, at)?,
            lines: Vec::new(),
            pages: Vec::new(),
            package: Package {
                profile: "data-package".to_owned(),
                resources: Vec::new(),
                wacz_version: VERSION.to_owned(),
                title: Some(title.to_owned()),
                software: Some(software.to_owned()),
                created: Some(at.to_owned()),
            },
        })
    }

    /// Adds an exchange; `title` makes it a page that is listed.
    ///
    /// # Errors
    /// Where nothing can be written.
    pub fn exchange(&mut self, exchange: &Exchange, notes: &[(&str, &str)], title: Option<&str>) -> io::Result<()> {
        let place = self.warc.exchange(exchange, notes)?;
        let response = Response::read(&exchange.response);
        let payload = response.as_ref().and_then(|response| response.payload().ok());
        self.lines.push(index::line(&Listed {
            url: &exchange.url,
            at: &exchange.at,
            media_type: response
                .as_ref()
                .and_then(|response| response.header("content-type"))
                .unwrap_or("unk"),
            status: response.as_ref().map_or(0, |response| response.status),
            digest: &labelled(payload.as_deref().unwrap_or_default()),
            place,
            file: WARC_NAME,
        }));
        self.page(&exchange.url, &exchange.at, title);
        Ok(())
    }

    /// Adds bytes that came by no protocol; `title` makes it a page that is listed.
    ///
    /// # Errors
    /// Where nothing can be written.
    pub fn resource(
        &mut self,
        url: &str,
        at: &str,
        media_type: &str,
        bytes: &[u8],
        title: Option<&str>,
    ) -> io::Result<()> {
        let place = self.warc.resource(url, at, media_type, bytes)?;
        self.lines.push(index::line(&Listed {
            url,
            at,
            media_type,
            status: 200,
            digest: &labelled(bytes),
            place,
            file: WARC_NAME,
        }));
        self.page(url, at, title);
        Ok(())
    }

    fn page(&mut self, url: &str, at: &str, title: Option<&str>) {
        if let Some(title) = title {
            self.pages.push(Page {
                url: url.to_owned(),
                ts: at.to_owned(),
                title: Some(title.to_owned()),
                id: Some(uuid(&[url, at])),
            });
        }
    }

    /// Writes the index, the pages, further files (paths of one folder and a name, with their bytes) and the list of all.
    ///
    /// # Errors
    /// Where nothing can be written.
    pub fn finish(self, further: &[(&str, &[u8])]) -> io::Result<W> {
        let Self {
            warc,
            mut lines,
            pages,
            mut package,
        } = self;
        let Hashing {
            to: mut zip,
            hash,
            bytes,
        } = warc.finish()?;
        package.resources.push(Resource {
            name: WARC_NAME.to_owned(),
            path: WARC.to_owned(),
            hash: format!("sha256:{}", hexadecimal(&hash.finalize())),
            bytes,
        });
        lines.sort_unstable();
        let mut index = lines.join("\n");
        index.push('\n');
        let mut list = "{\"format\": \"json-pages-1.0\", \"id\": \"pages\", \"title\": \"All Pages\"}\n".to_owned();
        for page in &pages {
            list.push_str(&serde_json::to_string(page)?);
            list.push('\n');
        }
        let own: [(&str, &[u8]); 2] = [(INDEX, index.as_bytes()), (PAGES, list.as_bytes())];
        for (path, bytes) in own.iter().chain(further) {
            zip.start_file(*path, deflated())?;
            zip.write_all(bytes)?;
            package.resources.push(Resource {
                name: path.rsplit('/').next().unwrap_or(path).to_lowercase(),
                path: (*path).to_owned(),
                hash: labelled(bytes),
                bytes: bytes.len() as u64,
            });
        }
        let list = serde_json::to_vec_pretty(&package)?;
        let digest = PackageDigest {
            path: PACKAGE.to_owned(),
            hash: labelled(&list),
        };
        zip.start_file(PACKAGE, deflated())?;
        zip.write_all(&list)?;
        zip.start_file(PACKAGE_DIGEST, deflated())?;
        zip.write_all(&serde_json::to_vec_pretty(&digest)?)?;
        Ok(zip.finish()?)
    }
}

/// WARC files are stored, so that players can read a record without unpacking the rest.
fn stored() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(zip::DateTime::default())
        .large_file(true)
}

fn deflated() -> SimpleFileOptions {
    SimpleFileOptions::default().last_modified_time(zip::DateTime::default())
}

/// Hashes and counts what passes through.
#[derive(Debug)]
struct Hashing<W> {
    to: W,
    hash: Sha256,
    bytes: u64,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.hash.update(bytes.get(..written).unwrap_or_default());
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}
