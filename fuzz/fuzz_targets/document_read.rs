//! Any bytes, read as what they look like, as text and as a page: a document or a refusal, never a panic, and sound blocks.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord_document::{Input, read};
use onrecord_fuzz::{check, read_as};

fuzz_target!(|bytes: &[u8]| {
    check(&read(&Input {
        bytes,
        ..Input::default()
    }));
    read_as(bytes, "text/plain");
    read_as(bytes, "text/html");
});
