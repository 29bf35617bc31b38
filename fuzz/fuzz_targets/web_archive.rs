//! Any bytes, read as a WARC file, as a WACZ and as an HTTP answer: records or a named fault, never a panic, and no body beyond its limit.

#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use onrecord_preserve::wacz::Wacz;
use onrecord_preserve::warc::Reader;
use onrecord_preserve::{Documents, Found, Response};

const LIMIT: usize = 1 << 20;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(reader) = Reader::new(bytes, LIMIT) {
        documents(reader);
    }
    if let Some(answer) = Response::read(bytes) {
        assert!(answer.decoded(LIMIT).map_or(0, |body| body.len()) <= LIMIT);
    }
    let Ok(mut wacz) = Wacz::open(Cursor::new(bytes)) else { return };
    let _ = wacz.problems();
    let _ = wacz.pages();
    for path in wacz.archives().into_iter().take(4) {
        if let Ok(reader) = wacz.records(&path, LIMIT) {
            documents(reader);
        }
        let again = Wacz::open(Cursor::new(bytes.to_vec()));
        if let Ok(reader) = again.and_then(|wacz| wacz.into_records(&path, LIMIT)) {
            documents(reader);
        }
    }
});

fn documents(reader: Reader) {
    for found in Documents::new(reader, LIMIT) {
        if let Found::Document(document) = found {
            assert!(document.bytes.len() <= LIMIT);
        }
    }
}
