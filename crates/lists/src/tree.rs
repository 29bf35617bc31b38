//! The elements of an XML file one by one, each as a small tree, within limits: no entity of the file's own is unfolded, and depth, number
//! and length are bounded.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// An entry nests no deeper.
const DEEPEST: usize = 64;
/// An entry has no more elements, and no longer text (bytes).
const MOST_ELEMENTS: usize = 50_000;
const LONGEST_TEXT: usize = 4 << 20;

/// An element.
#[derive(Debug, Default, Clone)]
pub(crate) struct Element {
    /// Without its prefix.
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    pub text: String,
}

impl Element {
    pub fn attribute(&self, name: &str) -> &str {
        self.attributes
            .iter()
            .find(|(known, _)| known == name)
            .map_or("", |(_, value)| value.trim())
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The text of a child, trimmed; empty where there is none.
    pub fn text_of(&self, name: &str) -> &str {
        self.child(name).map_or("", |child| child.text.trim())
    }

    /// The texts of children of children: `<NATIONALITY><VALUE>`.
    pub fn texts_in<'a>(&'a self, list: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.all(list)
            .flat_map(move |child| child.all(name))
            .map(|child| child.text.trim())
            .filter(|text| !text.is_empty())
    }
}

/// Hands each element that is called one of `wanted` to `take`, with its number; and every element that stands above them, bare, to `above`.
///
/// # Errors
/// What is wrong with the markup.
pub(crate) fn each(
    source: &str,
    wanted: &[&str],
    above: &mut dyn FnMut(&Element),
    take: &mut dyn FnMut(usize, Element),
) -> Result<(), String> {
    let mut reader = Reader::from_str(source);
    let mut open: Vec<Element> = Vec::new();
    let (mut depth, mut number, mut elements, mut length) = (0_usize, 0, 0, 0);
    loop {
        let at = reader.buffer_position();
        let event = reader
            .read_event()
            .map_err(|error| format!("broken markup at byte {at}: {error}"))?;
        let inside = !open.is_empty();
        match event {
            Event::Start(start) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(format!("its elements nest deeper than {DEEPEST}"));
                }
                let element = element(&start);
                if inside || wanted.contains(&element.name.as_str()) {
                    elements += 1;
                    open.push(element);
                } else {
                    above(&element);
                }
            }
            Event::Empty(start) => {
                let element = element(&start);
                if let Some(parent) = open.last_mut() {
                    elements += 1;
                    parent.children.push(element);
                } else if wanted.contains(&element.name.as_str()) {
                    number += 1;
                    take(number, element);
                } else {
                    above(&element);
                }
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                if let Some(done) = open.pop() {
                    if let Some(parent) = open.last_mut() {
                        parent.children.push(done);
                    } else {
                        number += 1;
                        (elements, length) = (0, 0);
                        take(number, done);
                    }
                }
            }
            Event::Text(text) => push(&mut open, &text.xml10_content(), &mut length),
            Event::CData(text) => push(&mut open, &text, &mut length),
            Event::GeneralRef(reference) => {
                if let Some(sign) = referred(&reference) {
                    push(&mut open, sign.encode_utf8(&mut [0; 4]), &mut length);
                }
            }
            Event::Eof if depth > 0 => return Err("it ends before its last element does".into()),
            Event::Eof => return Ok(()),
            _ => {}
        }
        if elements > MOST_ELEMENTS || length > LONGEST_TEXT {
            return Err(format!("entry {} is larger than any entry is", number + 1));
        }
    }
}

fn push(open: &mut [Element], text: &str, length: &mut usize) {
    if let Some(element) = open.last_mut() {
        *length += text.len();
        element.text.push_str(text);
    }
}

fn element(start: &BytesStart) -> Element {
    let attributes = start.attributes().flatten().map(|attribute| {
        let value = attribute.value.as_ref().to_owned();
        (attribute.key.local_name().as_ref().to_owned(), unfolded(&value))
    });
    Element {
        name: start.local_name().as_ref().to_owned(),
        attributes: attributes.collect(),
        ..Element::default()
    }
}

/// The five entities of XML itself, and characters by number.
fn unfolded(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        let known = after
            .split_once(';')
            .and_then(|(name, after)| Some((named(name)?, after)));
        if let Some((sign, after)) = known {
            text.push(sign);
            rest = after;
        } else {
            text.push('&');
            rest = after;
        }
    }
    text.push_str(rest);
    text
}

fn named(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

fn referred(reference: &BytesRef) -> Option<char> {
    if let Ok(Some(sign)) = reference.resolve_char_ref() {
        return Some(sign);
    }
    named(reference.xml10_content().as_ref())
}

/// The name of the outermost element, without its prefix; none where the text is no XML.
pub(crate) fn outermost(source: &str) -> Option<String> {
    if !source.trim_start().starts_with('<') {
        return None;
    }
    let mut reader = Reader::from_str(source);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) | Event::Empty(start) => return Some(start.local_name().as_ref().to_owned()),
            Event::Eof => return None,
            _ => {}
        }
    }
}
