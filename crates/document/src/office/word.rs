//! The body of a Word document (ECMA-376, WordprocessingML).

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Piece, tidy};
use crate::BlockKind;
use crate::xml::referred;

/// The styles that are headings: their ids, by their own names ("heading 1", "Title") or their outline level.
pub(super) fn headings(styles: &str) -> Vec<String> {
    let mut reader = Reader::from_str(styles);
    let mut found = Vec::new();
    let mut style = String::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) | Event::Empty(element) => match local(&element).as_str() {
                "style" => style = attribute(&element, "styleId").unwrap_or_default(),
                "name" => {
                    let name = attribute(&element, "val").unwrap_or_default().to_lowercase();
                    if name.starts_with("heading ") || name == "title" {
                        found.push(style.clone());
                    }
                }
                "outlineLvl" if attribute(&element, "val").is_none_or(|level| level != "9") => {
                    found.push(style.clone())
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    found
}

/// The pieces of a part (`word/document.xml`, notes) where `headings` are the ids of heading styles.
pub(super) fn pieces(body: &str, headings: &[String]) -> Result<Vec<Piece>, String> {
    let mut reader = Reader::from_str(body);
    let mut pieces = Vec::new();
    let mut words = String::new();
    let mut kind = None;
    // Inside text that is shown, inside text that was struck out, and the cells of the row begun.
    let (mut shown, mut deleted, mut rows) = (0_usize, 0_usize, 0_usize);
    let mut row: Vec<String> = Vec::new();
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(element) => match local(&element).as_str() {
                "p" if rows == 0 => kind = None,
                "t" => shown += 1,
                "del" | "moveFrom" => deleted += 1,
                "tr" => rows += 1,
                "pStyle" => style(&element, headings, &mut kind),
                "numPr" => listed(&mut kind),
                _ => {}
            },
            Event::Empty(element) => match local(&element).as_str() {
                "tab" if deleted == 0 => words.push(' '),
                "br" | "cr" if deleted == 0 => words.push('\n'),
                "noBreakHyphen" if deleted == 0 => words.push('-'),
                "pStyle" => style(&element, headings, &mut kind),
                "numPr" => listed(&mut kind),
                _ => {}
            },
            Event::Text(text) if shown > 0 && deleted == 0 => words.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) if shown > 0 && deleted == 0 => words.extend(referred(&reference)),
            Event::End(element) => match element.local_name().as_ref() {
                "t" => shown = shown.saturating_sub(1),
                "del" | "moveFrom" => deleted = deleted.saturating_sub(1),
                "p" if rows == 0 => {
                    if let Some(words) = tidy(&std::mem::take(&mut words)) {
                        pieces.push(Piece { kind, words });
                    }
                }
                "p" => words.push(' '),
                "tc" if rows == 1 => row.extend(tidy(&std::mem::take(&mut words).replace('\n', " "))),
                "tr" => {
                    rows = rows.saturating_sub(1);
                    if rows == 0 {
                        pieces.extend(Piece::row(&mut row));
                    }
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(pieces)
}

fn style(element: &BytesStart, headings: &[String], kind: &mut Option<BlockKind>) {
    let id = attribute(element, "val").unwrap_or_default();
    if headings.contains(&id) || id.starts_with("Heading") || id == "Title" {
        *kind = Some(BlockKind::Heading);
    } else if id.starts_with("List") {
        listed(kind);
    } else if id.contains("Quote") {
        *kind = Some(BlockKind::Quotation);
    } else if id.starts_with("Caption") {
        *kind = Some(BlockKind::Caption);
    }
}

/// Headings are numbered too, and stay headings.
fn listed(kind: &mut Option<BlockKind>) {
    if kind.is_none() {
        *kind = Some(BlockKind::ListItem);
    }
}

fn local(element: &BytesStart) -> String {
    element.local_name().as_ref().to_owned()
}

/// An attribute by its name without the prefix.
fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    element
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(|attribute| attribute.value.as_ref().to_owned())
}
