//! PDF files made to exhaust who reads them, told before their text is taken out: streams that unpack to too much, forms that
//! draw themselves or one another without end, page trees in a circle.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Read;

use flate2::read::ZlibDecoder;
use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream};
use weezl::BitOrder;
use weezl::decode::Decoder;

/// All streams of a file together unpack to no more, and all that its pages draw is no longer: 256 MiB.
const MOST: u64 = 256 * 1024 * 1024;
/// All its pictures together: 4 GiB.
const MOST_PICTURES: u64 = 4 * 1024 * 1024 * 1024;
/// So many bytes before a stream its dictionary is looked for.
const BEFORE: usize = 512;
/// No document has so many pages; and each is looked up among all.
const MOST_PAGES: usize = 5_000;
/// Streams are packed so many times one in another at most.
const MOST_LAYERS: usize = 3;
/// No page lies so deep in the tree of pages.
const MOST_PARENTS: usize = 256;

/// Whether the streams of a file unpack to no more than may be. Asked of the bytes, since the library unpacks while it opens them.
///
/// # Errors
/// The reason, where they do.
pub(super) fn unpacked(bytes: &[u8]) -> Result<(), String> {
    let (mut left, mut left_of_pictures) = (MOST, MOST_PICTURES);
    let mut at = 0;
    while let Some(found) = position(bytes, at, b"stream") {
        at = found + b"stream".len();
        let closes = found >= 3 && bytes.get(found - 3..found) == Some(b"end");
        if closes {
            continue;
        }
        let from = at
            + match bytes.get(at..at + 2) {
                Some([b'\r', b'\n']) => 2,
                Some([b'\n' | b'\r', _]) => 1,
                _ => continue,
            };
        let to = position(bytes, from, b"endstream").unwrap_or(bytes.len());
        let packed = bytes.get(from..to).unwrap_or_default();
        let before = bytes.get(found.saturating_sub(BEFORE)..found).unwrap_or_default();
        // Pictures are unpacked one at a time, where they are at all, and each may be long.
        let picture = position(before, 0, b"/Image").is_some();
        let limit = if picture { MOST } else { left };
        let length = inflated(packed, limit).saturating_add(lzw(packed, limit, before));
        let all = if picture { &mut left_of_pictures } else { &mut left };
        *all = all
            .checked_sub(length)
            .filter(|_| length <= limit)
            .ok_or_else(|| format!("its streams unpack to more than {MOST} bytes"))?;
        at = to;
    }
    Ok(())
}

fn position(bytes: &[u8], from: usize, wanted: &[u8]) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let mut at = 0;
    while let Some(next) = rest.get(at..)?.iter().position(|byte| *byte == wanted[0]) {
        at += next;
        if rest.get(at..)?.starts_with(wanted) {
            return Some(from + at);
        }
        at += 1;
    }
    None
}

/// How many bytes a packed stream has in all its layers, counted to one more than `most`; 0 where it is not packed so.
fn inflated(packed: &[u8], most: u64) -> u64 {
    let mut all = 0;
    for layers in 1..=MOST_LAYERS {
        let mut reader: Box<dyn Read + '_> = Box::new(packed);
        for _ in 0..layers {
            reader = Box::new(ZlibDecoder::new(reader));
        }
        let count = count(reader, most.saturating_sub(all) + 1);
        if count == 0 {
            break;
        }
        all += count;
        if all > most {
            break;
        }
    }
    all
}

/// What can be read, errors apart, to the limit.
fn count(mut reader: impl Read, most: u64) -> u64 {
    let mut buffer = vec![0; 64 * 1024];
    let mut count = 0;
    while count < most {
        match reader.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(read) => count += read as u64,
        }
    }
    count
}

/// The same for the older packing, where the words before the stream name it.
fn lzw(packed: &[u8], most: u64, before: &[u8]) -> u64 {
    if position(before, 0, b"LZW").is_none() {
        return 0;
    }
    let mut decoder = Decoder::with_tiff_size_switch(BitOrder::Msb, 8);
    let mut buffer = vec![0; 64 * 1024];
    let (mut count, mut from) = (0, packed);
    while count <= most {
        let step = decoder.decode_bytes(from, &mut buffer);
        count += step.consumed_out as u64;
        from = from.get(step.consumed_in..).unwrap_or_default();
        if step.status.is_err() || step.consumed_in == 0 && step.consumed_out == 0 || decoder.has_ended() {
            break;
        }
    }
    count
}

/// Whether the pages of a document can be drawn in a time that grows with its length.
///
/// # Errors
/// The reason, where they cannot.
pub(super) fn drawn(document: &Document, pages: &BTreeMap<u32, ObjectId>) -> Result<(), String> {
    if pages.len() > MOST_PAGES {
        return Err(format!("it has more than {MOST_PAGES} pages"));
    }
    let mut forms = Forms::of(document);
    let mut all = 0_u64;
    for id in pages.values() {
        in_a_tree(document, *id)?;
        let content = document.get_page_content(*id).unwrap_or_default();
        all = all.saturating_add(content.len() as u64);
        for name in drawn_names(&content) {
            for form in forms.named(&name) {
                all = all.saturating_add(forms.length(form, 0)?);
            }
        }
        if all > MOST {
            return Err(format!("its pages draw more than {MOST} bytes"));
        }
    }
    Ok(())
}

/// Whether the way from a page to the root of its tree ends.
fn in_a_tree(document: &Document, page: ObjectId) -> Result<(), String> {
    let mut seen = HashSet::new();
    let mut next = Some(page);
    while let Some(id) = next {
        if !seen.insert(id) || seen.len() > MOST_PARENTS {
            return Err("its tree of pages is a circle".to_owned());
        }
        let parent = document.get_dictionary(id).and_then(|page| page.get(b"Parent"));
        next = parent.and_then(Object::as_reference).ok();
    }
    Ok(())
}

/// The names that a content draws: `/X1 Do`.
fn drawn_names(content: &[u8]) -> Vec<Vec<u8>> {
    let words: Vec<&[u8]> = content
        .split(|byte| byte.is_ascii_whitespace())
        .filter(|word| !word.is_empty())
        .collect();
    words
        .windows(2)
        .filter(|pair| pair[1] == b"Do")
        .filter_map(|pair| pair[0].rsplit(|byte| *byte == b'/').next().map(<[u8]>::to_vec))
        .collect()
}

/// The forms of a document, by the names that any page or form has for them.
struct Forms<'document> {
    document: &'document Document,
    names: HashMap<Vec<u8>, Vec<ObjectId>>,
    lengths: HashMap<ObjectId, u64>,
    open: HashSet<ObjectId>,
}

/// Forms in forms are no deeper.
const DEEPEST: usize = 32;

impl<'document> Forms<'document> {
    fn of(document: &'document Document) -> Self {
        let mut names: HashMap<Vec<u8>, Vec<ObjectId>> = HashMap::new();
        for object in document.objects.values() {
            let dictionary = match object {
                Object::Dictionary(dictionary) => dictionary,
                Object::Stream(stream) => &stream.dict,
                _ => continue,
            };
            // Resources themselves can be an object of their own, and stand in a page's or a form's dictionary else.
            for holder in [Some(dictionary), resolved(document, dictionary, b"Resources")] {
                for (name, form) in holder.into_iter().flat_map(|holder| listed(document, holder)) {
                    let forms = names.entry(name).or_default();
                    if !forms.contains(&form) {
                        forms.push(form);
                    }
                }
            }
        }
        Self {
            document,
            names,
            lengths: HashMap::new(),
            open: HashSet::new(),
        }
    }

    fn named(&self, name: &[u8]) -> Vec<ObjectId> {
        self.names.get(name).cloned().unwrap_or_default()
    }

    /// How many bytes are drawn where a form is.
    fn length(&mut self, id: ObjectId, depth: usize) -> Result<u64, String> {
        if let Some(length) = self.lengths.get(&id) {
            return Ok(*length);
        }
        let Ok(Object::Stream(stream)) = self.document.get_object(id) else {
            return Ok(0);
        };
        if stream
            .dict
            .get(b"Subtype")
            .and_then(Object::as_name)
            .is_ok_and(|kind| kind == b"Image")
        {
            return Ok(0);
        }
        if depth > DEEPEST || !self.open.insert(id) {
            return Err("its forms draw themselves, or one another too deep".to_owned());
        }
        let content = content_of(stream);
        let own: Option<HashMap<Vec<u8>, ObjectId>> = resolved(self.document, &stream.dict, b"Resources")
            .map(|resources| listed(self.document, resources).into_iter().collect());
        let mut length = content.len() as u64;
        for name in drawn_names(&content) {
            let inner: Vec<ObjectId> = match &own {
                Some(own) => own.get(&name).copied().into_iter().collect(),
                None => self.named(&name),
            };
            for form in inner {
                length = length.saturating_add(self.length(form, depth + 1)?);
            }
            if length > MOST {
                break;
            }
        }
        self.open.remove(&id);
        self.lengths.insert(id, length);
        Ok(length)
    }
}

fn content_of(stream: &Stream) -> Vec<u8> {
    stream.decompressed_content().unwrap_or_else(|_| stream.content.clone())
}

/// A dictionary's entry that is a dictionary, by itself or by reference.
fn resolved<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    match dictionary.get(key).ok()? {
        Object::Dictionary(inner) => Some(inner),
        Object::Reference(id) => document.get_dictionary(*id).ok(),
        _ => None,
    }
}

/// The names of the `XObject` entry of resources.
fn listed(document: &Document, resources: &Dictionary) -> Vec<(Vec<u8>, ObjectId)> {
    let Some(forms) = resolved(document, resources, b"XObject") else {
        return Vec::new();
    };
    forms
        .iter()
        .filter_map(|(name, form)| Some((name.clone(), form.as_reference().ok()?)))
        .collect()
}
