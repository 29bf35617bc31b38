//! Any bytes as a sitemap: every address is a page's.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord_document::read_sitemap;
use onrecord_fuzz::input;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(sitemap) = read_sitemap(&input(bytes, "application/xml")) {
        for page in sitemap.pages.iter().chain(&sitemap.sitemaps) {
            assert!(page.address.starts_with("http://") || page.address.starts_with("https://"));
        }
    }
});
