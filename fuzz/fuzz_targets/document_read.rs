//! Any bytes, read as what they look like, as text and as a page: a document or a refusal, never a panic, and sound blocks.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord_document::{Input, read};

fuzz_target!(|bytes: &[u8]| {
    for declared_media_type in [None, Some("text/plain"), Some("text/html")] {
        let url = Some("https://example.org/2024/01/10/a");
        let input = Input {
            bytes,
            url,
            declared_media_type,
            ..Input::default()
        };
        let Ok(document) = read(&input) else { continue };
        let length = document.text.chars().count();
        let mut before = 0;
        for block in &document.blocks {
            assert!(before <= block.start && block.start < block.end && block.end as usize <= length);
            before = block.end;
        }
    }
});
