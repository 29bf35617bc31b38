//! Any bytes as a feed, and its entries.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord_document::read_feed;
use onrecord_fuzz::{input, open_all};

fuzz_target!(|bytes: &[u8]| {
    let _ = read_feed(&input(bytes, "application/rss+xml"));
    open_all(bytes);
});
