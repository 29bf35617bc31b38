//! What is looked at in XML before a library reads it: how deep it nests, and what its outermost element is.

use quick_xml::Reader;
use quick_xml::events::Event;

/// No feed, sitemap or office file nests so deep; deeper ones are made to exhaust who reads them.
const DEEPEST: usize = 512;

/// Whether elements nest no deeper than is read.
///
/// # Errors
/// The reason, where they do. Broken markup is no reason here: whoever reads it says so.
pub(crate) fn within_depth(source: &str) -> Result<(), String> {
    let mut reader = Reader::from_str(source);
    reader.config_mut().check_end_names = false;
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
        if depth > DEEPEST {
            return Err(format!("its elements nest deeper than {DEEPEST}"));
        }
    }
}

/// The name of the outermost element, without its prefix, lower case; none where the text is no XML.
pub(crate) fn outermost(source: &str) -> Option<String> {
    let source = source.trim_start_matches('\u{feff}').trim_start();
    if !source.starts_with('<') {
        return None;
    }
    let mut reader = Reader::from_str(source);
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element) => {
                let name = element.local_name();
                return Some(name.as_ref().to_ascii_lowercase());
            }
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_) => {}
            Event::Text(text) if text.trim().is_empty() => {}
            _ => return None,
        }
    }
}

/// What a reference in markup stands for (`&amp;`, `&#8217;`). Only what XML itself defines: an entity of
/// the file's own could unfold without end.
pub(crate) fn referred(reference: &quick_xml::events::BytesRef) -> Option<char> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return Some(character);
    }
    match reference.xml10_content().as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}
