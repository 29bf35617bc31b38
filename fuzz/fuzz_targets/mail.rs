//! Any bytes as a mail, and what is attached to it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord_fuzz::{open_all, read_as};

fuzz_target!(|bytes: &[u8]| {
    read_as(bytes, "message/rfc822");
    let mut whole = b"From: a@b.example\r\nDate: Tue, 04 Mar 2031 09:30:00 +0100\r\nSubject: x\r\n".to_vec();
    whole.extend(bytes);
    open_all(&whole);
});
