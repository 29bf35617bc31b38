//! What must hold of every reader, whatever bytes it is given.

use onrecord_document::{Document, Input, ReadError, open, read};

/// An input as a fetched page's.
pub fn input<'a>(bytes: &'a [u8], media_type: &'a str) -> Input<'a> {
    Input {
        bytes,
        url: Some("https://example.org/2024/01/10/a"),
        declared_media_type: Some(media_type),
        ..Input::default()
    }
}

/// Reads bytes as a media type: a sound document, or a refusal.
pub fn read_as(bytes: &[u8], media_type: &str) {
    check(&read(&input(bytes, media_type)));
}

/// Takes bytes apart and reads every part.
pub fn open_all(bytes: &[u8]) {
    let Ok(Some(opened)) = open(&Input {
        bytes,
        url: Some("pile"),
        ..Input::default()
    }) else {
        return;
    };
    for part in &opened.parts {
        assert!(!part.path.chars().any(char::is_control), "a path can steer a terminal");
        check(&read(&Input {
            bytes: &part.bytes,
            url: Some(&part.path),
            declared_media_type: part.media_type.as_deref(),
            ..Input::default()
        }));
    }
}

/// Blocks are in order, apart and inside the text; spans have their words; addresses are pages'.
pub fn check(document: &Result<Document, ReadError>) {
    let Ok(document) = document else { return };
    let text: Vec<char> = document.text.chars().collect();
    let mut before = 0;
    for block in &document.blocks {
        assert!(before <= block.start && block.start < block.end && block.end as usize <= text.len());
        before = block.end;
    }
    let speeches = document.speeches.iter().map(|speech| &speech.label);
    let notices = document.notices.iter().map(|notice| &notice.span);
    let links = document.links.iter().filter_map(|link| link.span.as_ref());
    for span in speeches.chain(notices).chain(links) {
        let words: String = text[span.start as usize..span.end as usize].iter().collect();
        assert_eq!(words, span.exact);
    }
    for link in &document.links {
        assert!(link.address.starts_with("http://") || link.address.starts_with("https://"));
    }
}
