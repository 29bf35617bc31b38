//! WARC and WACZ files as inputs: each document in them with its address, its moment and its exchange.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use onrecord_document::MAXIMUM_BYTES;
use onrecord_preserve::wacz::Wacz;
use onrecord_preserve::warc::Reader;
use onrecord_preserve::{Archived, Documents, Found};

use crate::failure::InputFailure;
use crate::inputs::Loaded;

/// A record may be so much longer than a document as its head is.
const LONGEST_RECORD: usize = MAXIMUM_BYTES + (1 << 20);

type Loading = Box<dyn Iterator<Item = Result<Loaded, InputFailure>>>;

/// The documents of a web archive, read as they are wanted; nothing where the file is none.
pub fn documents(path: &Path) -> Option<Loading> {
    let file = File::open(path).ok()?;
    let mut first = Vec::new();
    (&file).take(1 << 16).read_to_end(&mut first).ok()?;
    let mut unpacked = Vec::new();
    if first.starts_with(&[0x1f, 0x8b]) {
        // What can be unpacked of the beginning is enough.
        let _ = flate2::read::GzDecoder::new(first.as_slice())
            .take(5)
            .read_to_end(&mut unpacked);
    }
    if first.starts_with(b"WARC/") || unpacked == b"WARC/" {
        let reader = Reader::new(BufReader::new(File::open(path).ok()?), LONGEST_RECORD).ok()?;
        return Some(loading(path.to_owned(), reader));
    }
    if !first.starts_with(b"PK") {
        return None;
    }
    let mut wacz = Wacz::open(BufReader::new(file)).ok()?;
    let archives = wacz.archives();
    if archives.is_empty() {
        return None;
    }
    let problems = wacz.problems().unwrap_or_else(|cause| vec![cause.to_string()]);
    let location = path.to_string_lossy().into_owned();
    let told: Vec<_> = problems
        .into_iter()
        .map(|problem| {
            Err(InputFailure::new(
                &location,
                problem,
                "what can be read of it is read; fetch it again",
            ))
        })
        .collect();
    let path = path.to_owned();
    let documents = archives.into_iter().flat_map(move |archive| -> Loading {
        let records = File::open(&path)
            .map_err(Into::into)
            .and_then(|file| Wacz::open(BufReader::new(file)))
            .and_then(|wacz| wacz.into_records(&archive, LONGEST_RECORD));
        let within = PathBuf::from(format!("{}!/{archive}", path.display()));
        match records {
            Ok(records) => loading(within, records),
            Err(cause) => Box::new(std::iter::once(Err(InputFailure::told(
                &within.to_string_lossy(),
                &cause,
            )))),
        }
    });
    Some(Box::new(told.into_iter().chain(documents)))
}

fn loading(path: PathBuf, records: Reader<'static>) -> Loading {
    let location = path.to_string_lossy().into_owned();
    Box::new(Documents::new(records, MAXIMUM_BYTES).map(move |found| match found {
        Found::Document(document) => Ok(loaded(*document)),
        Found::Body { url, cause } => Err(InputFailure::told(&format!("{location}: {url}"), &cause)),
        Found::Damage(damage) => Err(InputFailure::told(&location, &damage)),
    }))
}

fn loaded(document: Archived) -> Loaded {
    // An address may be anything that its writer put there, and goes to terminals.
    let url: String = document.url.chars().filter(|letter| !letter.is_control()).collect();
    Loaded {
        bytes: document.bytes,
        url: Some(url.clone()),
        location: url,
        media_type: document.media_type,
        fetched_at: document.at,
        part_of: None,
        exchanges: document.exchange.into_iter().collect(),
    }
}
