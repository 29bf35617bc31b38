//! Any bytes as the body of a Word document and of an OpenDocument text, and as the archive itself.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write};

use onrecord_fuzz::read_as;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fuzz_target!(|bytes: &[u8]| {
    read_as(bytes, "application/zip");
    let word: &[(&str, &[u8])] = &[("word/document.xml", bytes), ("word/styles.xml", bytes)];
    let open: &[(&str, &[u8])] = &[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", bytes),
    ];
    for parts in [word, open] {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).expect("memory");
            writer.write_all(content).expect("memory");
        }
        let archive = writer.finish().expect("memory").into_inner();
        read_as(&archive, "application/zip");
    }
});
