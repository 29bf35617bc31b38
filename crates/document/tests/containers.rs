//! Archives and mails with attachments, made here: what is taken out of them, and what is refused.

#![allow(clippy::unwrap_used)]

mod packed;

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use onrecord_document::{Input, MAXIMUM_BYTES, Opened, ReadError, open, read};
use packed::zipped;

fn tarred(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, content) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        builder.append_data(&mut header, name, *content).unwrap();
    }
    builder.into_inner().unwrap()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn opened(bytes: &[u8], name: &str) -> Result<Option<Opened>, ReadError> {
    open(&Input {
        bytes,
        url: Some(name),
        ..Input::default()
    })
}

fn paths(opened: &Opened) -> Vec<&str> {
    opened.parts.iter().map(|part| part.path.as_str()).collect()
}

const WORDS: &[u8] = b"The ministry said that nothing had been sent.";

#[test]
fn the_files_of_archives_in_their_order_without_hidden_ones() {
    let files: &[(&str, &[u8])] = &[
        ("b/one.txt", WORDS),
        (
            "a.html",
            b"<p>The mayor said two people had been injured in the port.</p>",
        ),
        ("__MACOSX/b/._one.txt", b"x"),
        (".hidden", b"x"),
    ];
    for bytes in [zipped(files), tarred(files), gzipped(&tarred(files))] {
        let opened = opened(&bytes, "pile").unwrap().unwrap();
        assert_eq!(paths(&opened), ["b/one.txt", "a.html"]);
        assert_eq!(opened.parts[0].bytes, WORDS);
        assert!(!opened.is_document && opened.refused.is_empty());
    }
    let single = opened(&gzipped(WORDS), "folder/statement.txt.gz").unwrap().unwrap();
    assert_eq!(paths(&single), ["statement.txt"]);
    assert!(matches!(
        read(&Input {
            bytes: &zipped(files),
            ..Input::default()
        }),
        Err(ReadError::Several { count: 2, .. })
    ));
}

#[test]
fn an_archive_in_an_archive_is_opened_and_no_further_one() {
    let third = zipped(&[("deep.txt", WORDS)]);
    let second = zipped(&[("third.zip", &third), ("two.txt", WORDS)]);
    let first = zipped(&[("second.zip", &second), ("one.txt", WORDS)]);
    let opened = opened(&first, "first.zip").unwrap().unwrap();
    assert_eq!(paths(&opened), ["second.zip!/two.txt", "one.txt"]);
    let (path, error) = &opened.refused[0];
    assert_eq!(path, "second.zip!/third.zip");
    assert!(error.to_string().contains("in an archive in an archive"), "{error}");
}

#[test]
fn an_office_file_is_a_document_and_no_archive() {
    let word = zipped(&[("word/document.xml", b"<w:document/>")]);
    assert_eq!(opened(&word, "a.docx").unwrap(), None);
}

#[test]
fn a_file_that_unpacks_to_too_much_costs_itself_and_no_other() {
    let zeros = vec![b' '; MAXIMUM_BYTES + 1];
    let bytes = zipped(&[("bomb.txt", &zeros), ("one.txt", WORDS)]);
    assert!(bytes.len() < 100_000);
    let opened = opened(&bytes, "a.zip").unwrap().unwrap();
    assert_eq!(paths(&opened), ["one.txt"]);
    assert!(opened.refused[0].1.to_string().contains("unpacks to more than"));
}

#[test]
fn an_archive_that_unpacks_to_too_much_altogether_is_refused() {
    let zeros = vec![b' '; MAXIMUM_BYTES];
    let names: Vec<String> = (0..20).map(|at| format!("{at}.txt")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), zeros.as_slice())).collect();
    let error = opened(&zipped(&files), "a.zip").unwrap_err();
    assert!(matches!(error, ReadError::Unopened { .. }), "{error}");
    // Layers do not help: what is unpacked counts together.
    let layered = gzipped(&tarred(&files));
    assert!(layered.len() < 1_000_000);
    assert!(matches!(opened(&layered, "a.tar.gz"), Err(ReadError::Unopened { .. })));
    let many: Vec<String> = (0..20_001).map(|at| format!("{at}.txt")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), b"x".as_slice())).collect();
    assert!(matches!(
        opened(&zipped(&many), "a.zip"),
        Err(ReadError::Unopened { .. })
    ));
}

#[test]
fn broken_archives_are_named_and_keep_what_stands_before_the_break() {
    let whole = tarred(&[("one.txt", WORDS), ("two.txt", WORDS)]);
    let opened_tar = opened(&whole[..1200], "a.tar").unwrap().unwrap();
    assert_eq!(paths(&opened_tar), ["one.txt"]);
    assert_eq!(opened_tar.refused.len(), 1);
    let zip = zipped(&[("one.txt", WORDS)]);
    assert!(matches!(
        opened(&zip[..zip.len() - 30], "a.zip"),
        Err(ReadError::Damaged { .. })
    ));
    let gzip = gzipped(WORDS);
    let cut = opened(&gzip[..gzip.len() - 12], "a.txt.gz").unwrap().unwrap();
    assert!(matches!(cut.refused[0].1, ReadError::Damaged { .. }));
}

#[test]
fn names_cannot_steer_a_terminal() {
    let bytes = zipped(&[("\u{1b}[2Jone.txt", WORDS), ("../../etc/passwd", WORDS)]);
    let opened = opened(&bytes, "a.zip").unwrap().unwrap();
    assert!(opened.parts.iter().all(|part| !part.path.chars().any(char::is_control)));
    assert!(opened.parts[0].path.ends_with("one.txt"));
}

#[test]
fn a_mail_and_what_is_attached_to_it_are_documents_each() {
    let mail = concat!(
        "Subject: Statement\r\nFrom: Press Office <press@azania.example>\r\nDate: Tue, 04 Mar 2031 09:30:00 +0100\r\n",
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n",
        "--b\r\nContent-Type: text/plain\r\n\r\nThe statement is attached, and the ministry takes no questions.\r\n",
        "--b\r\nContent-Type: text/html; name=\"statement.html\"\r\nContent-Disposition: attachment; filename=\"statement.html\"\r\n\r\n",
        "<p>The Foreign Ministry of Azania rejects the claim that it sent launchers.</p>\r\n",
        "--b\r\nContent-Type: image/png; name=\"logo.png\"\r\nContent-Disposition: attachment; filename=\"logo.png\"\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n",
        "--b\r\nContent-Type: message/rfc822\r\n\r\n",
        "Subject: Earlier\r\nFrom: desk@azania.example\r\nDate: Mon, 03 Mar 2031 09:30:00 +0100\r\n\r\nThe desk asked whether launchers had been sent.\r\n",
        "--b--\r\n"
    );
    let opened = opened(mail.as_bytes(), "a.eml").unwrap().unwrap();
    assert!(opened.is_document);
    assert_eq!(opened.parts[0].path, "statement.html");
    assert_eq!(opened.parts.len(), 2, "{:?}", paths(&opened));
    let document = |at: usize| {
        read(&Input {
            bytes: &opened.parts[at].bytes,
            declared_media_type: opened.parts[at].media_type.as_deref(),
            ..Input::default()
        })
        .unwrap()
    };
    assert!(document(0).text.contains("rejects the claim"));
    assert_eq!(document(1).title.unwrap().value, "Earlier");
}
