//! What holds of every input: blocks are in order, inside the text and apart; plain text is unchanged; nothing panics.

use onrecord_document::{Document, Input, MAXIMUM_BYTES, ReadError, Span, capture, read};
use proptest::prelude::*;

fn input<'a>(bytes: &'a [u8], media_type: Option<&'a str>) -> Input<'a> {
    Input {
        bytes,
        declared_media_type: media_type,
        ..Input::default()
    }
}

fn spans(document: &Document) -> Vec<Span> {
    let stated = [
        &document.title,
        &document.byline,
        &document.publisher,
        &document.credit,
        &document.copied_from,
        &document.symbol,
        &document.section,
    ];
    let bases = stated
        .into_iter()
        .flatten()
        .map(|stated| &stated.basis)
        .chain(document.published.iter().map(|date| &date.basis));
    let further = (document.speeches.iter().map(|speech| &speech.label))
        .chain(document.notices.iter().map(|notice| &notice.span))
        .chain(document.links.iter().filter_map(|link| link.span.as_ref()));
    bases
        .flat_map(|basis| basis.spans.clone())
        .chain(further.cloned())
        .collect()
}

fn assert_sound(document: &Document) {
    let text: Vec<char> = document.text.chars().collect();
    let mut before = 0;
    for block in &document.blocks {
        assert!(
            before <= block.start && block.start < block.end && block.end as usize <= text.len(),
            "{block:?}"
        );
        before = block.end;
    }
    for (at, _) in text
        .iter()
        .enumerate()
        .filter(|(_, character)| character.is_alphanumeric())
    {
        let covered = document
            .blocks
            .iter()
            .any(|block| (block.start as usize..block.end as usize).contains(&at));
        assert!(covered, "no block holds character {at}");
    }
    for span in spans(document) {
        let exact: String = text[span.start as usize..span.end as usize].iter().collect();
        assert_eq!(exact, span.exact);
    }
}

/// Lines of the kinds that documents are made of, in any order.
fn lines() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just(String::new()),
        Just("By Jane Doe | Reuters, January 10, 2024".to_owned()),
        Just("KYIV, Jan. 10, 2024 (Reuters) — The ministry said “nothing”.".to_owned()),
        Just("Read more of this story at – 2024-01-10 21:21:49".to_owned()),
        Just("• один 二 — “…”".to_owned()),
        Just("Q: Who?".to_owned()),
        Just("1. Decides".to_owned()),
        Just("Published: 31/31/2024 25:61".to_owned()),
        "\\PC{0,90}",
        "[A-Za-z ,.'’0-9é–]{0,120}",
    ];
    (
        prop::collection::vec(line, 0..14),
        prop_oneof![Just("\n"), Just("\r\n"), Just("\n\n"), Just("\r")],
    )
        .prop_map(|(lines, end)| lines.join(end))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plain_text_is_unchanged_and_its_blocks_are_sound(text in lines()) {
        let result = read(&input(text.as_bytes(), Some("text/plain")));
        if let Ok(document) = &result {
            assert_eq!(document.text, text.strip_prefix('\u{feff}').unwrap_or(&text));
            assert_sound(document);
        }
        assert_eq!(result, read(&input(text.as_bytes(), Some("text/plain"))));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        for media_type in [None, Some("text/plain"), Some("text/html")] {
            if let Ok(document) = read(&input(&bytes, media_type)) {
                assert_sound(&document);
            }
        }
    }

    #[test]
    fn any_page_is_read_or_refused(parts in prop::collection::vec(prop_oneof![
        Just("<p>".to_owned()), Just("</div>".to_owned()), Just("<article><h1>".to_owned()), Just("<li><blockquote>".to_owned()),
        Just("<figure><figcaption>".to_owned()), Just("<script>".to_owned()), Just("<!--".to_owned()), Just("<table><tr><td>".to_owned()),
        Just("<br><br>".to_owned()), Just("<meta property='og:title' content='A & B'>".to_owned()), Just("<time datetime='2024-02-30'>".to_owned()),
        Just(r#"<script type="application/ld+json">{"@type":["NewsArticle"],"author":[{"@id":"x"}],"datePublished":7}</script>"#.to_owned()),
        "[a-zA-Z ,.é“”]{0,200}",
    ], 0..24)) {
        let page = parts.concat();
        if let Ok(document) = read(&input(page.as_bytes(), Some("text/html"))) {
            assert_sound(&document);
            assert!(!document.text.contains("datePublished"));
        }
    }
}

#[test]
fn a_page_of_any_depth_is_read() {
    for depth in [400, 4_000] {
        let page = format!(
            "<html><body>{}<p>The ships left the harbour before dawn on Monday, the ministry said.</p>",
            "<div>".repeat(depth)
        );
        let document = read(&input(page.as_bytes(), Some("text/html"))).unwrap();
        assert!(document.text.contains("The ships left the harbour"));
    }
}

#[test]
fn what_cannot_be_read_is_refused_with_its_cause() {
    let refused = |bytes: &[u8]| read(&input(bytes, None)).unwrap_err();
    assert_eq!(refused(b""), ReadError::Empty);
    assert_eq!(refused(b" \n\t"), ReadError::Empty);
    assert!(matches!(refused(b"%PDF-1.7 ..."), ReadError::Damaged { .. }));
    assert_eq!(
        refused(b"\x89PNG\r\n\x1a\n..."),
        ReadError::Binary {
            looks_like: "PNG image".to_owned()
        }
    );
    assert!(matches!(refused(b"abc\0\0\x01\x02def"), ReadError::Binary { .. }));
    assert_eq!(refused(b"12 34 56"), ReadError::NoText);
    assert_eq!(
        refused(b"<html><body><script>let a = 1;</script></body></html>"),
        ReadError::NoText
    );
    assert!(matches!(
        refused(&vec![b'a'; MAXIMUM_BYTES + 1]),
        ReadError::TooLarge { .. }
    ));
    let json = Input {
        bytes: b"{}",
        declared_media_type: Some("application/json"),
        ..Input::default()
    };
    assert!(matches!(read(&json), Err(ReadError::Unsupported { .. })));
}

#[test]
fn text_is_decoded_as_declared_marked_or_guessed() {
    let text = "Сообщение министерства: корабли покинули гавань до рассвета, сообщили в понедельник.";
    let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode(text);
    let declared = Input {
        bytes: &cyrillic,
        declared_charset: Some("windows-1251"),
        ..Input::default()
    };
    assert_eq!(read(&declared).unwrap().text, text);
    assert_eq!(
        read(&Input {
            bytes: &cyrillic,
            ..Input::default()
        })
        .unwrap()
        .text,
        text
    );
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    assert_eq!(
        read(&Input {
            bytes: &utf16,
            ..Input::default()
        })
        .unwrap()
        .text,
        text
    );
    let marked = format!("\u{feff}{text}");
    assert_eq!(
        read(&Input {
            bytes: marked.as_bytes(),
            ..Input::default()
        })
        .unwrap()
        .text,
        text
    );
}

#[test]
fn a_capture_is_named_by_its_bytes() {
    let bytes = b"The ships left the harbour before dawn.";
    let given = Input {
        bytes,
        url: Some("notes/ships.txt"),
        fetched_at: Some("2024-01-10T21:21:49Z"),
        ..Input::default()
    };
    let kept = capture(&given);
    let document = read(&given).unwrap();
    assert_eq!(document.capture, kept);
    assert_eq!(kept.media_type, "text/plain");
    assert_eq!(document.id, format!("doc-{}", &kept.sha256[..16]));
    assert_eq!(kept.sha256.len(), 64);
}
