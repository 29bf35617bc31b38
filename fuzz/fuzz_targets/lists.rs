//! Any bytes as a sanctions list of whatever format they look like: entries with names, or a named fault; compared with itself a list
//! has not changed.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord_lists::{SourceFile, diff, read};

fuzz_target!(|bytes: &[u8]| {
    let file = SourceFile {
        name: "list".to_owned(),
        bytes: bytes.to_vec(),
    };
    let (editions, errors) = read(vec![file]);
    assert!(editions.len() + errors.len() <= 1 || editions.is_empty());
    for edition in &editions {
        assert!(edition.entries.iter().all(|entry| !entry.name().is_empty() && !entry.id.is_empty()));
        assert!(diff(edition, edition).is_empty());
    }
});
