//! Inputs made to harm who reads them, generated here: each is a named error or harmless text, and costs little.

#![allow(clippy::unwrap_used)]

mod packed;

use std::io::Write;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use onrecord_document::{Document, Input, MAXIMUM_BYTES, ReadError, open, read, read_feed, read_sitemap};
use packed::zipped;

const SENTENCE: &str = "The ministry said on Monday that nothing had been sent to anybody.";

/// Reads bytes as what they look like, in every way there is, within a time; whatever comes out is sound.
fn survive(bytes: &[u8], media_type: Option<&str>) -> Result<Document, ReadError> {
    let begun = Instant::now();
    let input = Input {
        bytes,
        url: Some("https://courier.azania.example/a"),
        declared_media_type: media_type,
        ..Input::default()
    };
    let _ = open(&input);
    let _ = read_feed(&input);
    let _ = read_sitemap(&input);
    let document = read(&input);
    assert!(
        begun.elapsed() < Duration::from_secs(60),
        "too slow: {:?}",
        begun.elapsed()
    );
    if let Ok(document) = &document {
        let length = document.text.chars().count();
        let mut before = 0;
        for block in &document.blocks {
            assert!(before <= block.start && block.start < block.end && block.end as usize <= length);
            before = block.end;
        }
        let canonical = document.canonical_url.iter().map(|stated| stated.value.as_str());
        for address in canonical.chain(document.links.iter().map(|link| link.address.as_str())) {
            assert!(
                address.starts_with("https://") || address.starts_with("http://"),
                "{address}"
            );
        }
    }
    document
}

/// A PDF of these objects, the first of which is the catalogue.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", at + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let table = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    bytes.extend(format!("trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").bytes());
    bytes
}

fn stream(dictionary: &str, content: &[u8]) -> Vec<u8> {
    let mut object = format!("<< {dictionary} /Length {} >>\nstream\n", content.len()).into_bytes();
    object.extend(content);
    object.extend(b"\nendstream");
    object
}

const FONT: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";

/// A PDF of one page with this content and these further resources.
fn one_page(content: Vec<u8>, resources: &str, further: Vec<Vec<u8>>) -> Vec<u8> {
    let page = format!(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> {resources} >> >>"
    );
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        page.into_bytes(),
        FONT.as_bytes().to_vec(),
        content,
    ];
    objects.extend(further);
    pdf(&objects)
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn pages_nested_deep_and_never_closed() {
    for (open_tag, close_tag) in [
        ("<div>", "</div>"),
        ("<b>", "</b>"),
        ("<table><tr><td>", ""),
        ("<blockquote>", ""),
        ("<ul><li>", ""),
    ] {
        let page = format!(
            "<html><body>{}<p>{SENTENCE}</p>{}",
            open_tag.repeat(10_000),
            close_tag.repeat(10_000)
        );
        let document = survive(page.as_bytes(), Some("text/html"));
        assert!(
            document.is_ok_and(|document| document.text.contains(SENTENCE)),
            "{open_tag}"
        );
    }
    let page = format!("<body>{}", "<a href=x><b>word ".repeat(50_000));
    assert!(matches!(
        survive(page.as_bytes(), Some("text/html")),
        Err(ReadError::Damaged { format: "page", .. })
    ));
    let attributes: String = (0..50_000).map(|at| format!(" a{at}=1")).collect();
    let page = format!("<body{attributes}><p>{SENTENCE}");
    assert!(matches!(
        survive(page.as_bytes(), Some("text/html")),
        Err(ReadError::Damaged { .. })
    ));
    let linked = format!(
        "<script type=\"application/ld+json\">{}{}</script><p>{SENTENCE}</p>",
        "[".repeat(10_000),
        "]".repeat(10_000)
    );
    assert!(survive(linked.as_bytes(), Some("text/html")).is_ok());
}

#[test]
fn other_markup_nested_deep() {
    let quoted = format!("{} {SENTENCE}", ">".repeat(10_000));
    assert!(survive(quoted.as_bytes(), Some("text/markdown")).is_ok());
    let listed: String = (0..2_000)
        .map(|at| format!("{}- {SENTENCE}\n", "  ".repeat(at.min(500))))
        .collect();
    assert!(survive(listed.as_bytes(), Some("text/markdown")).is_ok());
    let links = format!("{}{SENTENCE}{}", "[".repeat(10_000), "](x)".repeat(10_000));
    assert!(survive(links.as_bytes(), Some("text/markdown")).is_ok());
    let json = format!(
        "{{\"version\":\"https://jsonfeed.org/version/1.1\",\"a\":{}1{}}}",
        "[".repeat(10_000),
        "]".repeat(10_000)
    );
    assert!(survive(json.as_bytes(), None).is_err());
    let sitemap = format!("<urlset>{}", "<url>".repeat(10_000));
    assert!(survive(sitemap.as_bytes(), None).is_err());
    let body = format!(
        "<w:document>{}<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>",
        "<w:tbl><w:tr><w:tc>".repeat(10_000)
    );
    let word = zipped(&[("word/document.xml", body.as_bytes())]);
    let _ = survive(&word, None);
    let mut mail = String::from(
        "From: a@b.example\r\nSubject: x\r\nDate: Tue, 04 Mar 2031 09:30:00 +0100\r\nMIME-Version: 1.0\r\n",
    );
    for at in 0..10_000 {
        mail.push_str(&format!(
            "Content-Type: multipart/mixed; boundary=\"b{at}\"\r\n\r\n--b{at}\r\n"
        ));
    }
    mail.push_str(&format!("Content-Type: text/plain\r\n\r\n{SENTENCE}\r\n"));
    let _ = survive(mail.as_bytes(), Some("message/rfc822"));
    let mut mail = String::new();
    for _ in 0..2_000 {
        mail.push_str("From: a@b.example\r\nSubject: x\r\nDate: Tue, 04 Mar 2031 09:30:00 +0100\r\nContent-Type: message/rfc822\r\n\r\n");
    }
    let _ = survive(mail.as_bytes(), Some("message/rfc822"));
}

#[test]
fn entities_do_not_unfold() {
    let entities: String = (1..12)
        .map(|at| format!("<!ENTITY e{at} \"{}\">", format!("&e{};", at - 1).repeat(10)))
        .collect();
    let bomb = |root: &str, inside: &str| {
        format!("<?xml version=\"1.0\"?><!DOCTYPE {root} [<!ENTITY e0 \"ha\">{entities}]>{inside}")
    };
    let word = bomb(
        "w",
        &format!("<w:document><w:p><w:r><w:t>{SENTENCE} &e11;</w:t></w:r></w:p></w:document>"),
    );
    let word = zipped(&[("word/document.xml", word.as_bytes())]);
    assert!(survive(&word, None).is_ok_and(|document| document.text.len() < 200));
    let sitemap = bomb(
        "urlset",
        "<urlset><url><loc>https://a.example/&e11;</loc></url></urlset>",
    );
    let _ = survive(sitemap.as_bytes(), None);
    let feed = bomb(
        "rss",
        &format!(
            "<rss version=\"2.0\"><channel><item><description>{SENTENCE} &e11;</description></item></channel></rss>"
        ),
    );
    let _ = survive(feed.as_bytes(), None);
    let page = bomb("html", &format!("<html><body><p>{SENTENCE} &e11;</p></body></html>"));
    assert!(survive(page.as_bytes(), None).is_ok_and(|document| document.text.len() < 10_000));
    let external = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss version=\"2.0\"><channel><item><description>It says &x; here, the ministry said.</description></item></channel></rss>";
    if let Ok(Some(opened)) = open(&Input {
        bytes: external.as_bytes(),
        ..Input::default()
    }) {
        assert!(
            opened
                .parts
                .iter()
                .all(|part| !String::from_utf8_lossy(&part.bytes).contains("root:"))
        );
    }
}

#[test]
fn broken_and_looping_pdf_files() {
    let content = |words: &str| stream("", format!("BT /F1 11 Tf 72 720 Td ({words}) Tj ET").as_bytes());
    let whole = one_page(content(SENTENCE), "", Vec::new());
    assert!(survive(&whole, None).is_ok());
    for cut in (9..whole.len()).step_by(23) {
        let _ = survive(&whole[..cut], None);
        let mut changed = whole.clone();
        changed[cut] ^= 0x5a;
        let _ = survive(&changed, None);
    }
    // A form that draws itself, pages that are their own parents, and lists without end.
    let form = stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>",
        b"/X Do",
    );
    let _ = survive(
        &one_page(stream("", b"/X Do"), "/XObject << /X 6 0 R >>", vec![form]),
        None,
    );
    let looping = pdf(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>".to_vec(),
    ]);
    let _ = survive(&looping, None);
    let itself = pdf(&[b"1 0 R".to_vec()]);
    let _ = survive(&itself, None);
    let deep = one_page(
        stream("", format!("{}{}", "[".repeat(10_000), "]".repeat(10_000)).as_bytes()),
        "",
        Vec::new(),
    );
    let _ = survive(&deep, None);
    let deep = pdf(&[format!("{}{}", "[".repeat(10_000), "]".repeat(10_000)).into_bytes()]);
    let _ = survive(&deep, None);
    let deep = pdf(&[format!("{}{}", "<</A ".repeat(10_000), ">>".repeat(10_000)).into_bytes()]);
    let _ = survive(&deep, None);
}

#[test]
fn a_pdf_that_unpacks_to_too_much() {
    let spaces = vec![b' '; 400 * 1024 * 1024];
    let packed = deflated(&spaces);
    assert!(packed.len() < 1_000_000);
    let bomb = one_page(stream("/Filter /FlateDecode", &packed), "", Vec::new());
    let error = survive(&bomb, None).unwrap_err().to_string();
    assert!(error.contains("unpack"), "{error}");
    let twice = deflated(&packed);
    let bomb = one_page(stream("/Filter [/FlateDecode /FlateDecode]", &twice), "", Vec::new());
    let error = survive(&bomb, None).unwrap_err().to_string();
    assert!(error.contains("unpack"), "{error}");
}

#[test]
fn one_line_of_megabytes_and_more_than_may_be() {
    let line = "word ".repeat(MAXIMUM_BYTES / 25);
    for media_type in ["text/plain", "text/markdown"] {
        assert!(survive(line.as_bytes(), Some(media_type)).is_ok(), "{media_type}");
    }
    let unbroken = "w".repeat(MAXIMUM_BYTES);
    let _ = survive(unbroken.as_bytes(), Some("text/plain"));
    let longer = vec![b'w'; 200 * 1024 * 1024];
    for media_type in ["text/plain", "text/html", "text/markdown", "message/rfc822"] {
        assert!(matches!(
            survive(&longer, Some(media_type)),
            Err(ReadError::TooLarge { .. })
        ));
    }
}

#[test]
fn every_sequence_that_is_no_utf8() {
    let mut sequences: Vec<Vec<u8>> = (0x80..=0xff_u8).map(|byte| vec![byte]).collect();
    for first in 0x80..=0xff_u8 {
        sequences.extend((0..=0xff_u8).map(|second| vec![first, second]));
    }
    for last in [0x80_u8, 0xbf] {
        // Overlong forms, surrogates, beyond the last code point, and cut in the middle.
        sequences.extend([
            vec![0xe0, 0x80, last],
            vec![0xe0, 0x9f, last],
            vec![0xed, 0xa0, last],
            vec![0xed, 0xbf, last],
            vec![0xf0, 0x80, 0x80, last],
            vec![0xf0, 0x8f, 0xbf, last],
            vec![0xf4, 0x90, 0x80, last],
            vec![0xf8, 0x88, 0x80, 0x80, last],
            vec![0xfc, 0x84, 0x80, 0x80, 0x80, last],
            vec![0xe2, 0x82],
            vec![0xf0, 0x9f, last],
        ]);
    }
    for sequence in sequences
        .iter()
        .filter(|sequence| std::str::from_utf8(sequence).is_err())
    {
        let mut bytes = b"The ministry said in ".to_vec();
        bytes.extend(sequence);
        bytes.extend(b" that nothing had been sent to anybody on Monday.");
        let input = Input {
            bytes: &bytes,
            declared_media_type: Some("text/plain"),
            ..Input::default()
        };
        match read(&input) {
            Ok(document) => assert!(document.text.starts_with("The ministry said in "), "{sequence:x?}"),
            Err(error) => assert!(
                matches!(error, ReadError::Undecodable { .. } | ReadError::Binary { .. }),
                "{sequence:x?} {error}"
            ),
        }
    }
    // All of them at once, in every form.
    let all: Vec<u8> = sequences.concat();
    let around = |before: &str, after: &str| [before.as_bytes(), &all, after.as_bytes()].concat();
    for bytes in [
        around("", ""),
        around("<html><body><p>", "</p>"),
        around("<rss version=\"2.0\"><channel><title>", "</title></channel></rss>"),
        around(
            "From: a@b.example\r\nSubject: x\r\nDate: Tue, 04 Mar 2031 09:30:00 +0100\r\n\r\n",
            "",
        ),
        around("# ", "\n"),
        zipped(&[("word/document.xml", &around("<w:p><w:t>", "</w:t></w:p>"))]),
    ] {
        for media_type in [
            None,
            Some("text/plain"),
            Some("text/html"),
            Some("text/markdown"),
            Some("message/rfc822"),
        ] {
            let _ = survive(&bytes, media_type);
        }
    }
}

#[test]
fn what_would_run_in_a_browser_is_left_out_or_words() {
    let attack = "\"><script>steal()</script><img src=x onerror=steal()>";
    let written = attack.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    let page = format!(
        r#"<html lang="{written}"><head><title>{written}</title><meta property="og:title" content="{written}"><meta name="author" content="{written}">
        <meta property="og:site_name" content="{written}"><meta property="article:section" content="{written}"><meta property="article:published_time" content="{written}">
        <link rel="canonical" href="javascript:steal()"><meta property="og:url" content="javascript:steal()">
        <script type="application/ld+json">{{"@type":"NewsArticle","headline":"<script>steal()","author":{{"name":"<img onerror=steal()>"}},"datePublished":"<b>"}}</script></head>
        <body><article><h1 onclick="steal()">Title {written}</h1><p onmouseover="steal()">{SENTENCE} <a href="javascript:steal()">here</a> <a href=" JaVaScRiPt:steal()">there</a>
        <a href="data:text/html,<script>steal()</script>">data</a></p><script>steal("in the body")</script><style>p {{ background: url(javascript:steal()) }}</style>
        <svg onload="steal()"><text>drawn</text></svg><iframe src="javascript:steal()" srcdoc="<script>steal()</script>"></iframe><object data="javascript:steal()"></object>
        <p>{SENTENCE}</p><p>The port authority said that the depot had been empty since the winter.</p></article></body></html>"#
    );
    let document = survive(page.as_bytes(), Some("text/html")).unwrap();
    assert!(
        !document.text.contains("in the body") && !document.text.contains("background"),
        "{}",
        document.text
    );
    assert_eq!(document.canonical_url, None);
    assert!(document.links.is_empty(), "{:?}", document.links);

    let feed = format!(
        "<rss version=\"2.0\"><channel><title>{written}</title><link>javascript:steal()</link><item><title>{written}</title><link>javascript:steal()</link><author>{written}</author><category>{written}</category><description>&lt;p onclick='steal()'&gt;{SENTENCE}&lt;script&gt;steal()&lt;/script&gt;&lt;/p&gt;</description></item></channel></rss>"
    );
    let opened = open(&Input {
        bytes: feed.as_bytes(),
        ..Input::default()
    })
    .unwrap()
    .unwrap();
    let document = survive(&opened.parts[0].bytes, opened.parts[0].media_type.as_deref()).unwrap();
    assert!(
        document.text.contains(SENTENCE) && !document.text.contains("steal()"),
        "{}",
        document.text
    );
    assert_eq!(document.canonical_url, None);

    let mail = format!(
        "From: {attack} <a@b.example>\r\nSubject: {attack}\r\nDate: Tue, 04 Mar 2031 09:30:00 +0100\r\nContent-Type: text/html\r\n\r\n<p onclick=steal()>{SENTENCE}</p><script>steal('in the body')</script>"
    );
    let document = survive(mail.as_bytes(), Some("message/rfc822")).unwrap();
    assert!(!document.text.contains("in the body"), "{}", document.text);
    let markdown =
        format!("# Title\n\n{SENTENCE} [here](javascript:steal())\n\n<script>steal('in the body')</script>\n");
    let document = survive(markdown.as_bytes(), Some("text/markdown")).unwrap();
    assert!(!document.text.contains("in the body") && document.links.is_empty());
}
