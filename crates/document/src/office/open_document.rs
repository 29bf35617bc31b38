//! The body of an OpenDocument text (ISO/IEC 26300).

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{Piece, tidy};
use crate::BlockKind;
use crate::xml::referred;

/// The pieces of `content.xml`; notes stand after the text.
pub(super) fn pieces(content: &str) -> Result<Vec<Piece>, String> {
    let mut reader = Reader::from_str(content);
    let (mut pieces, mut notes) = (Vec::new(), Vec::new());
    // One text a paragraph begun: a note's paragraphs stand inside the paragraph that bears its mark.
    let mut open: Vec<String> = Vec::new();
    let (mut lists, mut in_note, mut left_out, mut rows) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut row: Vec<String> = Vec::new();
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(element) => match element.local_name().as_ref() {
                "p" | "h" => open.push(String::new()),
                "list" => lists += 1,
                "note-body" => in_note += 1,
                // Marks of notes, comments, and what was struck out.
                "note-citation" | "annotation" | "tracked-changes" => left_out += 1,
                "table-row" => rows += 1,
                _ => {}
            },
            Event::Empty(element) if left_out == 0 => {
                let mark = match element.local_name().as_ref() {
                    "s" | "tab" => ' ',
                    "line-break" => '\n',
                    _ => continue,
                };
                open.last_mut().into_iter().for_each(|words| words.push(mark));
            }
            Event::Text(text) if left_out == 0 => {
                let text = text.xml10_content();
                open.last_mut().into_iter().for_each(|words| words.push_str(&text));
            }
            Event::GeneralRef(reference) if left_out == 0 => {
                let character = referred(&reference);
                open.last_mut().into_iter().for_each(|words| words.extend(character));
            }
            Event::End(element) => match element.local_name().as_ref() {
                name @ ("p" | "h") => {
                    let Some(words) = open.pop().as_deref().and_then(tidy) else {
                        continue;
                    };
                    if rows > 0 {
                        row.push(words.replace('\n', " "));
                        continue;
                    }
                    let kind = match name {
                        _ if in_note > 0 => Some(BlockKind::Paragraph),
                        "h" => Some(BlockKind::Heading),
                        _ if lists > 0 => Some(BlockKind::ListItem),
                        _ => None,
                    };
                    let target = if in_note > 0 { &mut notes } else { &mut pieces };
                    target.push(Piece { kind, words });
                }
                "list" => lists = lists.saturating_sub(1),
                "note-body" => in_note = in_note.saturating_sub(1),
                "note-citation" | "annotation" | "tracked-changes" => left_out = left_out.saturating_sub(1),
                "table-row" => {
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
    pieces.extend(notes);
    Ok(pieces)
}
