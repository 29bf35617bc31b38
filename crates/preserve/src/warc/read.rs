//! Reading WARC files record by record: plain, gzip by record, gzip as a whole, and cut off. Memory is bounded by one record.
//!
//! The reader is our own: the library that was looked at (`warc`) has had no release for two years, reads each record's
//! block whole whatever its length says, and ends at the first fault without saying where.

use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;
use thiserror::Error;

use super::WarcRecord;
use crate::http;

/// The longest header of a record, in bytes.
const LONGEST_HEADER: u64 = 1024 * 1024;
/// A gzip file may unpack to this many bytes whatever its own length …
const UNPACKED_FREELY: u64 = 1 << 30;
/// … and beyond that to so many times its length.
const HIGHEST_RATIO: u64 = 100;

/// A record that could not be read.
#[derive(Debug, Error)]
#[error("record {number}: {kind}")]
pub struct Damage {
    /// Which record of the file, from 1.
    pub number: u64,
    /// What is wrong.
    pub kind: DamageKind,
}

/// What is wrong with a record.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DamageKind {
    /// The file is no WARC file, or what follows a record is no record.
    #[error("no WARC record begins here: check that the file is a WARC file, and fetch it again if it is damaged")]
    NoRecord,
    /// The record's header says no length.
    #[error("its header gives no length: the file is damaged from here on, fetch it again")]
    NoLength,
    /// The file ends within it.
    #[error("the file ends within it: fetch the file again; the records before it are whole")]
    CutOff,
    /// It is longer than is read; the next one is.
    #[error("its {bytes} bytes are more than the {limit} that are read: it is left out")]
    TooLong {
        /// Its length in bytes.
        bytes: u64,
        /// The limit in bytes.
        limit: usize,
    },
    /// The compressed bytes are damaged, or unpack beyond all measure.
    #[error("the compressed bytes cannot be unpacked ({cause}): fetch the file again; the records before it are whole")]
    Packed {
        /// What the decoder says.
        cause: String,
    },
}

/// The records of a WARC file, one after another. After damage that hides where the next one begins it ends.
pub struct Reader<'r> {
    from: Box<dyn BufRead + 'r>,
    limit: usize,
    number: u64,
    ended: bool,
}

impl<'r> Reader<'r> {
    /// Reads from `from`; blocks longer than `limit` bytes are passed over and named.
    ///
    /// # Errors
    /// Where the first bytes cannot be read.
    pub fn new(mut from: impl BufRead + 'r, limit: usize) -> io::Result<Self> {
        let mut first = Vec::new();
        (&mut from).take(2).read_to_end(&mut first)?;
        let packed = first == [0x1f, 0x8b];
        let whole: Chain<Cursor<Vec<u8>>, _> = Cursor::new(first).chain(from);
        let from: Box<dyn BufRead + 'r> = if packed {
            let taken = Arc::new(AtomicU64::new(0));
            let counted = Counted {
                inner: whole,
                taken: Arc::clone(&taken),
            };
            Box::new(BufReader::new(Measured {
                inner: MultiGzDecoder::new(counted),
                taken,
                given: 0,
            }))
        } else {
            Box::new(whole)
        };
        Ok(Self {
            from,
            limit,
            number: 0,
            ended: false,
        })
    }

    fn record(&mut self) -> Result<Option<WarcRecord>, DamageKind> {
        let mut line = Vec::new();
        let version = loop {
            line.clear();
            if self.line(&mut line)? == 0 {
                return Ok(None);
            }
            let text = trimmed(&line);
            if !text.is_empty() {
                break text;
            }
        };
        self.number += 1;
        if !version.starts_with(b"WARC/") {
            return Err(DamageKind::NoRecord);
        }
        let mut header = String::new();
        loop {
            line.clear();
            if self.line(&mut line)? == 0 {
                return Err(DamageKind::CutOff);
            }
            if trimmed(&line).is_empty() {
                break;
            }
            header.push_str(&String::from_utf8_lossy(&line));
            if header.len() as u64 > LONGEST_HEADER {
                return Err(DamageKind::NoRecord);
            }
        }
        let mut record = WarcRecord {
            fields: http::fields(header.lines()),
            block: Vec::new(),
        };
        let length = record
            .field("Content-Length")
            .and_then(|length| length.parse::<u64>().ok());
        let length = length.ok_or(DamageKind::NoLength)?;
        let mut block = (&mut self.from).take(length);
        let read = if length > self.limit as u64 {
            io::copy(&mut block, &mut io::sink())
        } else {
            block.read_to_end(&mut record.block).map(|read| read as u64)
        };
        if read.map_err(told)? < length {
            return Err(DamageKind::CutOff);
        }
        if length > self.limit as u64 {
            return Err(DamageKind::TooLong {
                bytes: length,
                limit: self.limit,
            });
        }
        Ok(Some(record))
    }

    fn line(&mut self, line: &mut Vec<u8>) -> Result<usize, DamageKind> {
        let read = (&mut self.from).take(LONGEST_HEADER).read_until(b'\n', line);
        read.map_err(told)
    }
}

impl Iterator for Reader<'_> {
    type Item = Result<WarcRecord, Damage>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let before = self.number;
        match self.record() {
            Ok(record) => {
                self.ended = record.is_none();
                record.map(Ok)
            }
            Err(kind) => {
                self.ended = !matches!(kind, DamageKind::TooLong { .. });
                self.number = self.number.max(before + 1);
                let number = self.number;
                Some(Err(Damage { number, kind }))
            }
        }
    }
}

impl std::fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader")
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}

fn told(cause: io::Error) -> DamageKind {
    if cause.kind() == io::ErrorKind::UnexpectedEof {
        DamageKind::CutOff
    } else {
        DamageKind::Packed {
            cause: cause.to_string(),
        }
    }
}

fn trimmed(line: &[u8]) -> &[u8] {
    line.trim_ascii()
}

/// Counts the compressed bytes that were taken.
struct Counted<R> {
    inner: R,
    taken: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.taken.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.taken.fetch_add(amount as u64, Ordering::Relaxed);
        self.inner.consume(amount);
    }
}

/// Stops a file that unpacks to more than any archive of pages does.
struct Measured<R> {
    inner: R,
    taken: Arc<AtomicU64>,
    given: u64,
}

impl<R: Read> Read for Measured<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.given += read as u64;
        let allowed = UNPACKED_FREELY.max(self.taken.load(Ordering::Relaxed).saturating_mul(HIGHEST_RATIO));
        if self.given > allowed {
            return Err(io::Error::other("it unpacks to more than an archive of pages does"));
        }
        Ok(read)
    }
}
