//! Web archives: what is written is read by the formats' own tools, and what others write, whole or damaged, is read here.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by it")]

mod tools;

use std::fs;
use std::io::{Cursor, Write};
use std::process::Command;

use flate2::{Compression, write::GzEncoder};
use onrecord_preserve::wacz::{Composer, Wacz};
use onrecord_preserve::warc::{DamageKind, Reader, WarcRecord, Writer};
use onrecord_preserve::{Documents, Exchange, Found};
use proptest::prelude::*;

const LIMIT: usize = 1 << 20;
const AT: &str = "2026-03-02T10:00:00Z";

fn exchange(url: &str, head: &str, body: &[u8]) -> Exchange {
    Exchange {
        url: url.into(),
        at: AT.into(),
        address: Some("192.0.2.7".into()),
        request: b"GET /wren HTTP/1.1\r\nHost: example.org\r\n\r\n".to_vec(),
        response: [format!("HTTP/1.1 200 OK\r\n{head}\r\n").as_bytes(), body].concat(),
    }
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A page, a compressed page in chunks, a picture and a text.
fn exchanges() -> Vec<Exchange> {
    let zipped = packed("<p>Ні, ракет не було".as_bytes());
    let chunks = [format!("{:x}\r\n", zipped.len()).as_bytes(), &zipped, b"\r\n0\r\n\r\n"].concat();
    vec![
        exchange(
            "https://example.org/wren",
            "Content-Type: text/html; charset=windows-1251\r\n",
            b"<p>\xcd\xb3",
        ),
        exchange(
            "https://example.org/chunks?b=1&a=2",
            "Content-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
            &chunks,
        ),
        exchange(
            "https://example.org/wren.png",
            "Content-Type: image/png\r\n",
            b"\x89PNG",
        ),
        exchange(
            "https://example.org/robots.txt",
            "Content-Type: text/plain\r\n",
            b"User-agent: *",
        ),
        exchange("https://example.org/a.txt", "Content-Type: text/plain\r\n", b"words"),
    ]
}

fn warc() -> Vec<u8> {
    let mut writer = Writer::new(Vec::new(), "onrecord test", AT).unwrap();
    for exchange in exchanges() {
        writer
            .exchange(&exchange, &[("via", "a test\r\nand: no field")])
            .unwrap();
    }
    writer
        .resource("file:///a%20b.txt", AT, "text/plain", b"a file")
        .unwrap();
    writer.finish().unwrap()
}

fn records(bytes: &[u8]) -> Vec<Result<WarcRecord, String>> {
    let records = Reader::new(bytes, LIMIT).unwrap();
    records
        .map(|record| record.map_err(|damage| damage.to_string()))
        .collect()
}

/// The same records without compression.
fn plain() -> Vec<u8> {
    let mut plain = Vec::new();
    let mut reader = flate2::read::MultiGzDecoder::new(Cursor::new(warc()));
    std::io::Read::read_to_end(&mut reader, &mut plain).unwrap();
    plain
}

fn urls(bytes: &[u8]) -> Vec<String> {
    Documents::new(Reader::new(bytes, LIMIT).unwrap(), LIMIT)
        .map(|found| match found {
            Found::Document(document) => document.url,
            Found::Body { url, cause } => format!("{url}: {cause}"),
            Found::Damage(damage) => damage.to_string(),
        })
        .collect()
}

#[test]
fn plain_packed_by_record_and_packed_whole_are_one() {
    let (by_record, plain) = (warc(), plain());
    let read = records(&by_record);
    assert_eq!(read.len(), 17);
    assert_eq!(read, records(&plain));
    assert_eq!(read, records(&packed(&plain)));
    let kinds: Vec<&str> = read
        .iter()
        .take(4)
        .map(|record| record.as_ref().unwrap().kind())
        .collect();
    assert_eq!(kinds, ["warcinfo", "response", "request", "metadata"]);
    let metadata = String::from_utf8(read[3].as_ref().unwrap().block.clone()).unwrap();
    assert_eq!(metadata, "via: a test and: no field\r\n");
}

#[test]
fn documents_come_with_their_address_moment_type_and_exchange() {
    let bytes = warc();
    assert_eq!(
        urls(&bytes),
        [
            "https://example.org/wren",
            "https://example.org/chunks?b=1&a=2",
            "https://example.org/a.txt",
            "file:///a%20b.txt"
        ]
    );
    let documents: Vec<_> = Documents::new(Reader::new(&bytes[..], LIMIT).unwrap(), LIMIT).collect();
    let Found::Document(chunks) = &documents[1] else {
        panic!("no document")
    };
    assert_eq!(chunks.bytes, "<p>Ні, ракет не було".as_bytes());
    assert_eq!(chunks.at.as_deref(), Some(AT));
    assert_eq!(chunks.exchange.as_ref(), Some(&exchanges()[1]));
    let Found::Document(page) = &documents[0] else {
        panic!("no document")
    };
    assert_eq!(page.media_type.as_deref(), Some("text/html; charset=windows-1251"));
}

#[test]
fn a_file_that_is_cut_off_gives_what_is_before_and_names_the_rest() {
    for bytes in [warc(), plain(), packed(&plain())] {
        let whole = records(&bytes).len();
        let read = records(&bytes[..bytes.len() - 40]);
        let (last, before) = read.split_last().unwrap();
        assert!(before.iter().all(Result::is_ok));
        assert!(before.len() + 3 >= whole, "{} of {whole}", before.len());
        assert!(
            last.as_ref().unwrap_err().contains("the file ends within it"),
            "{last:?}"
        );
    }
    let urls = urls(&warc()[..1500]);
    assert_eq!(urls[0], "https://example.org/wren");
    assert!(urls.last().unwrap().contains("record"), "{urls:?}");
}

#[test]
fn a_record_that_is_too_long_costs_itself_alone() {
    let bytes = plain();
    let read: Vec<_> = Reader::new(&bytes[..], 120).unwrap().collect();
    assert!(read.iter().any(|record| matches!(
        record.as_ref().map_err(|damage| &damage.kind),
        Err(DamageKind::TooLong { limit: 120, .. })
    )));
    assert_eq!(read.len(), 17);
    assert!(read.last().unwrap().is_ok());
}

#[test]
fn what_is_no_archive_is_named() {
    for bytes in [
        &b"A letter\n\nand no archive"[..],
        b"WARC/1.1\r\nWARC-Type: response\r\n\r\n",
        b"\x1f\x8bnothing",
        b"WARC/1.0\r\nContent-Length: 99999999999999\r\n\r\nx",
    ] {
        let read = records(bytes);
        assert_eq!(read.len(), 1);
        assert!(read[0].as_ref().unwrap_err().starts_with("record 1: "), "{read:?}");
    }
    assert!(records(b"").is_empty());
    assert!(Wacz::open(Cursor::new(b"PK no zip".to_vec())).is_err());
}

#[test]
fn a_bomb_is_passed_over_in_bounded_memory() {
    // 64 MiB of zeros in one record, packed to 64 KiB.
    let length = 64 << 20;
    let mut bytes = format!("WARC/1.1\r\nWARC-Type: response\r\nContent-Length: {length}\r\n\r\n").into_bytes();
    bytes.resize(bytes.len() + length, 0);
    bytes.extend_from_slice(b"\r\n\r\n");
    let bytes = [packed(&bytes), warc()].concat();
    let read = records(&bytes);
    assert_eq!(read.len(), 18);
    assert!(read[0].as_ref().unwrap_err().contains("more than the"));
    assert!(read[1..].iter().all(Result::is_ok));
}

#[test]
fn an_altered_collection_is_told() {
    let mut wacz = Wacz::open(Cursor::new(wacz())).unwrap();
    assert_eq!(wacz.problems().unwrap(), [""; 0]);
    assert_eq!(wacz.archives(), ["archive/data.warc.gz"]);
    let pages = wacz.pages().unwrap();
    assert_eq!((pages.len(), pages[0].title.as_deref()), (1, Some("The Wren")));
    let documents = Documents::new(wacz.records("archive/data.warc.gz", LIMIT).unwrap(), LIMIT);
    assert_eq!(documents.count(), 4);
    wacz.package.resources[0].hash = "sha256:00".into();
    wacz.package.resources[1].path = "indexes/none".into();
    let problems = wacz.problems().unwrap();
    assert_eq!(problems.len(), 2, "{problems:?}");
}

fn wacz() -> Vec<u8> {
    let mut composer = Composer::new(Cursor::new(Vec::new()), "A case", "onrecord test", AT).unwrap();
    for (number, exchange) in exchanges().iter().enumerate() {
        composer
            .exchange(exchange, &[], (number == 0).then_some("The Wren"))
            .unwrap();
    }
    composer
        .resource("file:///a%20b.txt", AT, "text/plain", b"a file", None)
        .unwrap();
    let further: [(&str, &[u8]); 2] = [("onrecord/head.txt", b"a head"), ("onrecord/head.tsr", b"\x30\x00")];
    composer.finish(&further).unwrap().into_inner()
}

#[test]
fn the_same_records_give_the_same_bytes() {
    assert!(wacz() == wacz());
}

#[test]
fn warcio_reads_what_is_written_and_finds_its_digests_right() {
    let bin = tools::archive_tools();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.warc.gz");
    fs::write(&file, warc()).unwrap();
    let checked = tools::succeeds(Command::new(bin.join("warcio")).args(["check", "-v"]).arg(&file));
    assert_eq!(checked.matches("digest pass").count(), 17, "{checked}");
    let listed = tools::succeeds(
        Command::new(bin.join("warcio"))
            .args(["index", "-f", "warc-type,warc-target-uri,http:status"])
            .arg(&file),
    );
    assert_eq!(listed.lines().count(), 17);
    assert!(
        listed.contains("\"https://example.org/wren\", \"http:status\": \"200\""),
        "{listed}"
    );
}

#[test]
fn warcio_joins_and_unpacks_a_body_in_chunks() {
    let bin = tools::archive_tools();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.warc.gz");
    fs::write(&file, warc()).unwrap();
    let program = "import sys\nfrom warcio.archiveiterator import ArchiveIterator\nfor record in ArchiveIterator(open(sys.argv[1], 'rb')):\n    if record.rec_type == 'response' and 'chunks' in record.rec_headers.get_header('WARC-Target-URI'):\n        print(ascii(record.content_stream().read().decode()))\n";
    let printed = tools::succeeds(Command::new(bin.join("python")).args(["-c", program]).arg(&file));
    assert_eq!(
        printed.trim(),
        r"'<p>\u041d\u0456, \u0440\u0430\u043a\u0435\u0442 \u043d\u0435 \u0431\u0443\u043b\u043e'"
    );
}

#[test]
fn py_wacz_finds_a_collection_valid() {
    let bin = tools::archive_tools();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.wacz");
    fs::write(&file, wacz()).unwrap();
    let checked = tools::succeeds(Command::new(bin.join("wacz")).args(["validate", "-f"]).arg(&file));
    assert!(checked.contains("Validation succeeded"), "{checked}");
    // It does see an altered one.
    let mut altered = wacz();
    altered[200] ^= 1;
    fs::write(&file, altered).unwrap();
    let output = Command::new(bin.join("wacz"))
        .args(["validate", "-f"])
        .arg(&file)
        .output()
        .unwrap();
    assert!(!String::from_utf8_lossy(&output.stdout).contains("Validation succeeded"));
}

#[test]
fn what_warcio_and_py_wacz_write_is_read() {
    let bin = tools::archive_tools();
    let folder = tempfile::tempdir().unwrap();
    let program = r#"
import sys
from io import BytesIO
from warcio.warcwriter import WARCWriter
from warcio.statusandheaders import StatusAndHeaders
with open(sys.argv[1], "wb") as out:
    writer = WARCWriter(out, gzip=True)
    for number in range(3):
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.0")
        url = f"http://example.com/{number}"
        response = writer.create_warc_record(url, "response", payload=BytesIO(b"<html><title>P</title><p>words %d" % number), http_headers=headers)
        request_headers = StatusAndHeaders(f"GET /{number} HTTP/1.0", [("Host", "example.com")], is_http_request=True)
        request = writer.create_warc_record(url, "request", http_headers=request_headers)
        writer.write_request_response_pair(request, response)
"#;
    let file = folder.path().join("b.warc.gz");
    tools::succeeds(Command::new(bin.join("python")).args(["-c", program]).arg(&file));
    let bytes = fs::read(&file).unwrap();
    assert_eq!(
        urls(&bytes),
        ["http://example.com/0", "http://example.com/1", "http://example.com/2"]
    );
    for found in Documents::new(Reader::new(&bytes[..], LIMIT).unwrap(), LIMIT) {
        let Found::Document(document) = found else {
            panic!("no document")
        };
        assert!(!document.exchange.unwrap().request.is_empty());
    }
    let collection = folder.path().join("b.wacz");
    tools::succeeds(
        Command::new(bin.join("wacz"))
            .args(["create", "--detect-pages", "-o"])
            .args([&collection, &file]),
    );
    let mut wacz = Wacz::open(fs::File::open(&collection).unwrap()).unwrap();
    assert_eq!(wacz.problems().unwrap(), [""; 0]);
    let path = wacz.archives().remove(0);
    assert_eq!(Documents::new(wacz.records(&path, LIMIT).unwrap(), LIMIT).count(), 3);
}

#[test]
fn seeds_for_the_fuzz_target_are_written_where_they_are_asked_for() {
    let Some(folder) = tools::seeds("web_archive") else {
        return;
    };
    let (chunks, whole) = (exchanges()[1].response.clone(), warc());
    for (name, bytes) in [
        ("plain.warc", plain()),
        ("records.warc.gz", whole.clone()),
        ("whole.warc.gz", packed(&plain())),
        ("cut.warc.gz", whole[..whole.len() / 2].to_vec()),
        ("answer.http", chunks),
        ("collection.wacz", wacz()),
    ] {
        fs::write(folder.join(name), bytes).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn no_bytes_make_a_reader_fall(bytes in prop::collection::vec(any::<u8>(), 0..400), at in 0_usize..3000) {
        let mut altered = warc();
        let at = at % altered.len();
        for (place, byte) in altered.iter_mut().skip(at).zip(&bytes) {
            *place = *byte;
        }
        for bytes in [&bytes, &altered] {
            Documents::new(Reader::new(&bytes[..], LIMIT).unwrap(), LIMIT).for_each(drop);
            if let Ok(mut wacz) = Wacz::open(Cursor::new(bytes.clone())) {
                let _ = wacz.problems();
            }
        }
    }
}
