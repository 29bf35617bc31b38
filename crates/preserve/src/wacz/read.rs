//! Reading a WACZ: what it lists, whether that is there and unchanged, and the WARC files in it.

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use flate2::bufread::DeflateDecoder;

use sha2::{Digest, Sha256};
use thiserror::Error;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::{PACKAGE, PACKAGE_DIGEST, PAGES, Package, PackageDigest, Page};
use crate::digest::{hexadecimal, labelled};
use crate::warc;

/// Lists longer than this are refused, in bytes.
const LONGEST_LIST: u64 = 64 * 1024 * 1024;
/// A file in a zip may unpack to this many bytes whatever it takes in it, and beyond that to a hundred times as many.
const UNPACKED_FREELY: u64 = 1 << 30;

/// Why a collection could not be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum WaczError {
    /// The file is no zip, or a damaged one.
    #[error("the file is no WACZ, or a damaged one ({0}): fetch it again")]
    Zip(String),
    /// It has no list of its files, or one that cannot be read.
    #[error("its datapackage.json is missing or cannot be read: the file is no WACZ, or a damaged one")]
    NoPackage,
    /// A file in it unpacks beyond all measure.
    #[error("{path} unpacks to more than an archive of pages does: it is left out")]
    Expands {
        /// Its path in the collection.
        path: String,
    },
}

impl From<ZipError> for WaczError {
    fn from(cause: ZipError) -> Self {
        Self::Zip(cause.to_string())
    }
}

impl From<io::Error> for WaczError {
    fn from(cause: io::Error) -> Self {
        Self::Zip(cause.to_string())
    }
}

/// An open collection.
#[derive(Debug)]
pub struct Wacz<R> {
    zip: ZipArchive<R>,
    /// What it says of itself.
    pub package: Package,
}

impl<R: Read + Seek> Wacz<R> {
    /// Opens it and reads its list.
    ///
    /// # Errors
    /// [`WaczError`].
    pub fn open(from: R) -> Result<Self, WaczError> {
        let mut zip = ZipArchive::new(from)?;
        let list = whole(&mut zip, PACKAGE)?.ok_or(WaczError::NoPackage)?;
        let package = serde_json::from_slice(&list).map_err(|_| WaczError::NoPackage)?;
        Ok(Self { zip, package })
    }

    /// What of the collection is missing, altered or not listed, in words; nothing where it is whole.
    ///
    /// # Errors
    /// Where the zip cannot be read.
    pub fn problems(&mut self) -> Result<Vec<String>, WaczError> {
        let mut problems = Vec::new();
        if let Some(digest) = whole(&mut self.zip, PACKAGE_DIGEST)? {
            let list = whole(&mut self.zip, PACKAGE)?.unwrap_or_default();
            match serde_json::from_slice::<PackageDigest>(&digest) {
                Ok(digest) if digest.hash == labelled(&list) => {}
                _ => problems.push(format!("{PACKAGE} is not what {PACKAGE_DIGEST} names")),
            }
        }
        for resource in self.package.resources.clone() {
            match self.digest(&resource.path)? {
                None => problems.push(format!("{} is listed and missing", resource.path)),
                // Other algorithms than SHA-256 are allowed, and not read here.
                Some((hash, bytes)) if resource.hash.starts_with("sha256:") => {
                    if hash != resource.hash || bytes != resource.bytes {
                        problems.push(format!("{} is not as it is listed", resource.path));
                    }
                }
                Some(_) => problems.push(format!(
                    "{}: its digest is not SHA-256 and was not checked",
                    resource.path
                )),
            }
        }
        let listed = |path: &str| self.package.resources.iter().any(|resource| resource.path == path);
        for path in self.archives() {
            if !listed(&path) {
                problems.push(format!("{path} is not listed"));
            }
        }
        Ok(problems)
    }

    /// The paths of the WARC files in it, in order.
    pub fn archives(&self) -> Vec<String> {
        let mut paths: Vec<String> = self
            .zip
            .file_names()
            .filter_map(|path| Some(path.ok()?.into_owned()))
            .filter(|path| path.starts_with("archive/") && (path.ends_with(".warc") || path.ends_with(".warc.gz")))
            .collect();
        paths.sort();
        paths
    }

    /// The records of one of them.
    ///
    /// # Errors
    /// [`WaczError`].
    pub fn records(&mut self, path: &str, limit: usize) -> Result<warc::Reader<'_>, WaczError> {
        let file = self.zip.by_name(path)?;
        if file.size() > UNPACKED_FREELY.max(file.compressed_size().saturating_mul(100)) {
            return Err(WaczError::Expands { path: path.to_owned() });
        }
        Ok(warc::Reader::new(BufReader::new(file), limit)?)
    }

    /// The same, for as long as they are wanted: the collection is given up for them.
    ///
    /// # Errors
    /// [`WaczError`].
    pub fn into_records(mut self, path: &str, limit: usize) -> Result<warc::Reader<'static>, WaczError>
    where
        R: 'static,
    {
        let file = self.zip.by_name(path)?;
        if file.size() > UNPACKED_FREELY.max(file.compressed_size().saturating_mul(100)) {
            return Err(WaczError::Expands { path: path.to_owned() });
        }
        let (start, length, way) = (file.data_start(), file.compressed_size(), file.compression());
        drop(file);
        let start = start.ok_or_else(|| WaczError::Zip(format!("{path} begins nowhere")))?;
        let mut whole = self.zip.into_inner();
        whole.seek(SeekFrom::Start(start))?;
        let bytes = BufReader::new(whole.take(length));
        match way {
            CompressionMethod::Stored => Ok(warc::Reader::new(bytes, limit)?),
            CompressionMethod::Deflated => Ok(warc::Reader::new(BufReader::new(DeflateDecoder::new(bytes)), limit)?),
            other => Err(WaczError::Zip(format!("{path} is packed as {other}"))),
        }
    }

    /// The pages that it lists. Lines that are no page are passed over.
    ///
    /// # Errors
    /// [`WaczError`].
    pub fn pages(&mut self) -> Result<Vec<Page>, WaczError> {
        let list = whole(&mut self.zip, PAGES)?.unwrap_or_default();
        let lines = list.split(|byte| *byte == b'\n');
        Ok(lines.filter_map(|line| serde_json::from_slice(line).ok()).collect())
    }

    fn digest(&mut self, path: &str) -> Result<Option<(String, u64)>, WaczError> {
        let mut file = match self.zip.by_name(path) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(cause) => return Err(cause.into()),
        };
        if file.size() > UNPACKED_FREELY.max(file.compressed_size().saturating_mul(100)) {
            return Err(WaczError::Expands { path: path.to_owned() });
        }
        let (mut hash, mut bytes) = (Sha256::new(), 0);
        let mut buffer = vec![0; 1 << 16];
        loop {
            let read = file.read(&mut buffer)?;
            if read == 0 {
                break;
            }
            hash.update(buffer.get(..read).unwrap_or_default());
            bytes += read as u64;
        }
        Ok(Some((format!("sha256:{}", hexadecimal(&hash.finalize())), bytes)))
    }
}

/// A list, whole; nothing where there is none.
fn whole<R: Read + Seek>(zip: &mut ZipArchive<R>, path: &str) -> Result<Option<Vec<u8>>, WaczError> {
    let file = match zip.by_name(path) {
        Ok(file) => file,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(cause) => return Err(cause.into()),
    };
    let mut bytes = Vec::new();
    file.take(LONGEST_LIST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LONGEST_LIST {
        return Err(WaczError::Expands { path: path.to_owned() });
    }
    Ok(Some(bytes))
}
