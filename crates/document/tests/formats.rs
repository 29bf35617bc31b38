//! Word, OpenDocument, mail and PDF: files made here, read as documents.

#![allow(clippy::unwrap_used)]

use std::io::{Cursor, Write};

use onrecord_document::{BlockKind, Document, Input, ReadError, read};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn read_bytes(bytes: &[u8]) -> Result<Document, ReadError> {
    read(&Input {
        bytes,
        ..Input::default()
    })
}

/// Every block as its kind and its words.
fn blocks(document: &Document) -> Vec<(BlockKind, String)> {
    let characters: Vec<char> = document.text.chars().collect();
    let words = |start: u32, end: u32| characters[start as usize..end as usize].iter().collect();
    document
        .blocks
        .iter()
        .map(|block| (block.kind, words(block.start, block.end)))
        .collect()
}

fn word(body: &str) -> Vec<u8> {
    let document = format!(
        r#"<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
    );
    let styles = r#"<w:styles xmlns:w="w"><w:style w:styleId="Kop1"><w:name w:val="heading 1"/></w:style></w:styles>"#;
    archive(&[("word/document.xml", &document), ("word/styles.xml", styles)])
}

#[test]
fn a_word_document_keeps_headings_lists_tables_and_leaves_out_what_was_struck() {
    let bytes = word(
        r#"<w:p><w:pPr><w:pStyle w:val="Kop1"/></w:pPr><w:r><w:t>The shipment</w:t></w:r></w:p>
           <w:p><w:r><w:t xml:space="preserve">The ministry said </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del><w:r><w:t>the launchers &amp; rockets had been seized in the port.</w:t></w:r></w:p>
           <w:p><w:pPr><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr><w:r><w:t>Forty launchers were counted.</w:t></w:r></w:p>
           <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Azania</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>signed</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"#,
    );
    let document = read_bytes(&bytes).unwrap();
    assert_eq!(
        blocks(&document),
        [
            (BlockKind::Heading, "The shipment".to_owned()),
            (
                BlockKind::Paragraph,
                "The ministry said the launchers & rockets had been seized in the port.".to_owned()
            ),
            (BlockKind::ListItem, "Forty launchers were counted.".to_owned()),
            (BlockKind::Paragraph, "Azania | signed".to_owned()),
        ]
    );
    assert_eq!(document.title.unwrap().value, "The shipment");
    assert!(document.capture.media_type.ends_with("wordprocessingml.document"));
}

#[test]
fn the_notes_of_an_opendocument_text_stand_after_it() {
    let content = r#"<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text>
        <text:h text:outline-level="1">The shipment</text:h>
        <text:p>The ministry said<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Letter of 3 March 2031.</text:p></text:note-body></text:note> the cargo had been seized in the port.</text:p>
        <text:list><text:list-item><text:p>Forty launchers were counted.</text:p></text:list-item></text:list>
        </office:text></office:body></office:document-content>"#;
    let bytes = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", content),
    ]);
    let words: Vec<(BlockKind, String)> = blocks(&read_bytes(&bytes).unwrap());
    assert_eq!(
        words,
        [
            (BlockKind::Heading, "The shipment".to_owned()),
            (
                BlockKind::Paragraph,
                "The ministry said the cargo had been seized in the port.".to_owned()
            ),
            (BlockKind::ListItem, "Forty launchers were counted.".to_owned()),
            (BlockKind::Paragraph, "Letter of 3 March 2031.".to_owned()),
        ]
    );
}

#[test]
fn another_archive_is_no_office_file() {
    let bytes = archive(&[("notes.txt", "The ministry said nothing.")]);
    assert!(matches!(read_bytes(&bytes), Err(ReadError::Several { count: 1, .. })));
}

#[test]
fn broken_markup_in_an_office_file_is_named() {
    let bytes = archive(&[("word/document.xml", "<w:p><w:t>open</w:p>")]);
    let error = read_bytes(&bytes).unwrap_err().to_string();
    assert!(error.contains("Word document"), "{error}");
}

#[test]
fn a_part_that_unpacks_to_too_much_is_refused() {
    let bytes = archive(&[("word/document.xml", &" ".repeat(65 * 1024 * 1024))]);
    assert!(bytes.len() < 1024 * 1024);
    let error = read_bytes(&bytes).unwrap_err().to_string();
    assert!(error.contains("unpacks to more than"), "{error}");
}

#[test]
fn a_mail_has_its_subject_sender_and_date() {
    let mail = "Received: from a by b; Tue, 04 Mar 2031 08:31:00 +0000\r\nSubject: =?utf-8?q?Ministry_rejects_claims_=E2=80=93_again?=\r\nFrom: Press Office <press@azania.example>\r\nDate: Tue, 04 Mar 2031 09:30:00 +0100\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe Foreign Ministry rejected the claim that it had supplied missiles =\r\nto anybody.\r\n";
    let document = read_bytes(mail.as_bytes()).unwrap();
    assert_eq!(document.capture.media_type, "message/rfc822");
    assert_eq!(document.title.unwrap().value, "Ministry rejects claims – again");
    assert_eq!(document.byline.unwrap().value, "Press Office");
    let published = document.published.unwrap();
    assert_eq!(published.value, "2031-03-04T09:30:00+01:00");
    assert_eq!(published.basis.rule, "mail.date");
    assert!(document.text.ends_with("that it had supplied missiles to anybody."));
}

#[test]
fn markdown_is_read_without_its_marks() {
    let text = "---\ntitle: \"Harbour closed\"\nauthor: Mara Vale\ndate: 2031-03-04\n---\n\n# Harbour closed\n\nThe *harbour* was closed after a blast, [the ministry said](https://ministry.azania.example/1).\n\n## Depots\n\n- forty launchers\n- two cranes\n\n> Nobody told us, a docker said.\n\n| State | Vote |\n|---|---|\n| Azania | yes |\n";
    let document = read(&Input {
        bytes: text.as_bytes(),
        url: Some("notes/harbour.md"),
        ..Input::default()
    })
    .unwrap();
    assert_eq!(document.capture.media_type, "text/markdown");
    let words: Vec<(BlockKind, String)> = blocks(&document);
    let wanted = [
        (BlockKind::Heading, "Harbour closed"),
        (
            BlockKind::Paragraph,
            "The harbour was closed after a blast, the ministry said.",
        ),
        (BlockKind::Heading, "Depots"),
        (BlockKind::ListItem, "forty launchers"),
        (BlockKind::ListItem, "two cranes"),
        (BlockKind::Quotation, "Nobody told us, a docker said."),
        (BlockKind::Paragraph, "State | Vote"),
        (BlockKind::Paragraph, "Azania | yes"),
    ];
    assert_eq!(words, wanted.map(|(kind, words)| (kind, words.to_owned())));
    assert_eq!(document.title.unwrap().value, "Harbour closed");
    assert_eq!(document.byline.unwrap().value, "Mara Vale");
    assert_eq!(document.published.unwrap().value, "2031-03-04");
    assert_eq!(document.links[0].span.as_ref().unwrap().exact, "the ministry said");
}

#[test]
fn a_text_that_begins_with_a_label_is_no_mail() {
    let text = "From: our correspondent\n\nThe ministry said on Monday that the cargo had been seized in the port.";
    assert_eq!(read_bytes(text.as_bytes()).unwrap().capture.media_type, "text/plain");
}

/// A PDF with one page for each list of lines.
fn pdf(pages: &[&[&str]]) -> Vec<u8> {
    let first_page = 4;
    let kids: Vec<String> = (0..pages.len())
        .map(|at| format!("{} 0 R", first_page + 2 * at))
        .collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    for (at, lines) in pages.iter().enumerate() {
        let shown: Vec<String> = lines.iter().map(|line| format!("({line}) Tj 0 -16 Td")).collect();
        let content = format!("BT /F1 11 Tf 72 720 Td {} ET", shown.join(" "));
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {} 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
            first_page + 2 * at + 1
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).into_bytes());
    }
    let table = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).into_bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    bytes.extend(
        format!(
            "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
            objects.len() + 1
        )
        .into_bytes(),
    );
    bytes
}

#[test]
fn the_text_of_a_pdf_runs_over_its_pages() {
    let bytes = pdf(&[
        &["S/2031/145", "The Panel found that forty launchers had been", "1/3"],
        &[
            "S/2031/145",
            "unloaded in the port, and asked the State who had sent the trans-",
            "2/3",
        ],
        &["S/2031/145", "fer. The State denied it on 4 March 2031.", "3/3"],
    ]);
    let document = read_bytes(&bytes).unwrap();
    let text = document.text.replace('\n', " ");
    assert!(
        text.contains("launchers had been unloaded in the port, and asked the State who had sent the transfer. The State denied it"),
        "{text}"
    );
    assert_eq!(text.matches("S/2031/145").count(), 1, "{text}");
    assert!(!text.contains("2/3"), "{text}");
}

#[test]
fn the_header_of_all_pages_is_no_title() {
    let header = "Annual Review of the Harbour Board";
    let bytes = pdf(&[
        &[
            header,
            "",
            "Depots and what they held",
            "",
            "The Board found that forty launchers had been kept in the second depot since the winter.",
        ],
        &[
            header,
            "",
            "It asked the army who had brought them there, and had no answer.",
            "2",
        ],
        &[
            header,
            "",
            "The army said later that they had been moved in January.",
            "3",
        ],
        &[header, "", "The Board will meet again in May.", "4"],
    ]);
    let document = read_bytes(&bytes).unwrap();
    assert_eq!(
        document.title.unwrap().value,
        "Depots and what they held",
        "{}",
        document.text
    );
}

#[test]
fn a_pdf_without_text_is_named_as_a_scan() {
    let error = read_bytes(&pdf(&[&[], &[]])).unwrap_err();
    assert_eq!(error, ReadError::Scanned { pages: 2 });
}
