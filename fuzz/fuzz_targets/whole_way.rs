//! Any texts, read, weighed and printed as a brief: whatever they say, every span has its words, their order makes no
//! difference, and nothing panics.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use onrecord_brief::Depth;
use onrecord_document::{Input, Span};
use onrecord_extract::Record;
use onrecord_language::{Pipeline, install};
use serde_json::Value;

/// Longer texts find little that shorter ones do not, and make every run slow.
const MAXIMUM_BYTES: usize = 8192;

/// A form feed parts one document from the next.
const BETWEEN_DOCUMENTS: u8 = 0x0c;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| {
    let folder = install::locate(install::DEFAULT).expect("the pipeline: `onrecord model install` fetches it");
    Pipeline::load(&folder).expect("a pipeline that can be loaded")
});

fuzz_target!(|bytes: &[u8]| {
    if bytes.len() > MAXIMUM_BYTES {
        return;
    }
    let mut records: Vec<Record> = bytes
        .split(|&byte| byte == BETWEEN_DOCUMENTS)
        .take(3)
        .filter_map(record)
        .collect();
    let standing = onrecord_weigh::weigh(&records);
    records.reverse();
    assert_eq!(
        standing,
        onrecord_weigh::weigh(&records),
        "the order of the records made a difference"
    );

    let brief = onrecord_brief::compose(&standing, &records, &[]);
    for depth in [Depth::Short, Depth::Full] {
        for print in [onrecord_brief::text, onrecord_brief::markdown, onrecord_brief::html] {
            assert!(!print(&brief, depth).is_empty());
        }
    }
});

fn record(bytes: &[u8]) -> Option<Record> {
    let input = Input {
        bytes,
        declared_media_type: Some("text/plain"),
        ..Input::default()
    };
    let document = onrecord_document::read(&input).ok()?;
    let text: Vec<char> = document.text.chars().collect();
    let record = onrecord_extract::read(&PIPELINE, &document);
    check_spans(&serde_json::to_value(&record).expect("a record can be written"), &text);
    Some(record)
}

/// Whatever in a record has the fields of a span has the words of the text between its ends.
fn check_spans(entry: &Value, text: &[char]) {
    match entry {
        Value::Object(fields) => {
            if fields.contains_key("exact") {
                let span: Span = serde_json::from_value(entry.clone()).expect("a span can be read");
                let words: String = text[span.start as usize..span.end as usize].iter().collect();
                assert_eq!(words, span.exact);
            }
            fields.values().for_each(|field| check_spans(field, text));
        }
        Value::Array(entries) => entries.iter().for_each(|entry| check_spans(entry, text)),
        _ => {}
    }
}
