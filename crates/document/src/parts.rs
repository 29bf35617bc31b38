//! One input that holds several documents: an archive's files, a feed's entries, a mail's attachments, each as bytes of its own.

use std::io::{self, Read};

use crate::media::{self, Form};
use crate::{Input, MAXIMUM_BYTES, ReadError, feed, mail};

/// What holds documents may be longer than one: 256 MiB.
pub const MAXIMUM_CONTAINER_BYTES: usize = 256 * 1024 * 1024;
/// So much is unpacked of one input, however many archives lie in it. More is a bomb, or wants to be a folder.
const MOST_UNPACKED: usize = MAXIMUM_CONTAINER_BYTES;
/// So many files are unpacked of one input.
const MOST_PARTS: usize = 20_000;
/// An archive in an archive is opened, and no further one in that.
const MOST_ARCHIVES: usize = 2;
/// A mail in a mail, a feed in an archive: so many steps, whatever they are.
const DEEPEST: usize = 4;

/// A document that came inside another input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Which part it is: a path in an archive, an entry's address, an attachment's name; `!/` between one archive and the next.
    pub path: String,
    /// The media type that what holds it states.
    pub media_type: Option<String>,
}

/// What lay in an input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// The parts, in their order.
    pub parts: Vec<Part>,
    /// Parts that could not be taken out, by their path. They cost no other.
    pub refused: Vec<(String, ReadError)>,
    /// Whether the input is a document itself, besides (a mail with attachments).
    pub is_document: bool,
}

/// Whether the first 512 bytes of an input are those of an archive, which may be longer than a document.
pub fn begins_archive(first: &[u8]) -> bool {
    let input = Input {
        bytes: first,
        ..Input::default()
    };
    matches!(media::tell(&input).1, Form::Archive(_))
}

/// Takes an input apart: the files of an archive, and of an archive in it; the entries of a feed that carry text; a mail's
/// attachments. None for a document that stands for itself. Pure: nothing is written anywhere.
///
/// # Errors
/// [`ReadError`] where it cannot be opened at all.
pub fn open(input: &Input) -> Result<Option<Opened>, ReadError> {
    let (_, form) = media::tell(input);
    if !matches!(form, Form::Archive(_) | Form::Feed | Form::Mail) {
        return Ok(None);
    }
    if input.bytes.len() > MAXIMUM_CONTAINER_BYTES {
        return Err(ReadError::TooLarge {
            bytes: input.bytes.len(),
            limit: MAXIMUM_CONTAINER_BYTES,
        });
    }
    let mut opened = Opened::default();
    let mut budget = Budget {
        bytes: MOST_UNPACKED,
        parts: MOST_PARTS,
    };
    take_apart(input, "", Depth::default(), &mut budget, &mut opened)?;
    let alone = opened.parts.is_empty() && opened.refused.is_empty();
    if alone && form == Form::Feed && !opened.is_document {
        return Err(ReadError::NoText);
    }
    Ok((!alone || matches!(form, Form::Archive(_))).then_some(opened))
}

/// How far inside the input something lies.
#[derive(Clone, Copy, Default)]
struct Depth {
    steps: usize,
    archives: usize,
}

fn take_apart(
    input: &Input,
    path: &str,
    depth: Depth,
    budget: &mut Budget,
    opened: &mut Opened,
) -> Result<(), ReadError> {
    let below = |name: &str| {
        if path.is_empty() {
            name.to_owned()
        } else {
            format!("{path}!/{name}")
        }
    };
    let (media, form) = media::tell(input);
    let parts: Vec<(Part, Option<ReadError>)> = match form {
        Form::Archive(_) if depth.archives >= MOST_ARCHIVES => {
            return Err(ReadError::Unopened {
                reason: "it is an archive in an archive in an archive".to_owned(),
            });
        }
        Form::Archive(archive) => {
            let name = if path.is_empty() {
                input.url.unwrap_or_default()
            } else {
                path
            };
            let members = archive.members(input.bytes, name, budget)?;
            let member = |(path, content): (String, Result<Vec<u8>, ReadError>)| {
                let (bytes, refused) = content.map_or_else(|error| (Vec::new(), Some(error)), |bytes| (bytes, None));
                let part = Part {
                    bytes,
                    path,
                    media_type: None,
                };
                (part, refused)
            };
            members.into_iter().map(member).collect()
        }
        Form::Feed => {
            // A JSON Feed of one entry is that entry: so entries are kept, and they need no taking apart.
            let feed = feed::read_feed(input)?;
            if media == feed::ENTRY && feed.entries.len() == 1 {
                opened.is_document = true;
                return Ok(());
            }
            feed::parts(&feed).into_iter().map(|part| (part, None)).collect()
        }
        Form::Mail => {
            let (attachments, has_text) = mail::attachments(input.bytes);
            if depth.steps == 0 {
                opened.is_document = has_text;
            } else if has_text || attachments.is_empty() {
                opened.parts.push(Part {
                    bytes: input.bytes.to_vec(),
                    path: path.to_owned(),
                    media_type: Some("message/rfc822".to_owned()),
                });
            }
            attachments.into_iter().map(|part| (part, None)).collect()
        }
        _ => Vec::new(),
    };
    let is_feed = form == Form::Feed;
    let inside = Depth {
        steps: depth.steps + 1,
        archives: depth.archives + usize::from(matches!(form, Form::Archive(_))),
    };
    for (part, refused) in parts {
        let path = below(&part.path);
        if let Some(error) = refused {
            opened.refused.push((path, error));
            continue;
        }
        let inner = Input {
            bytes: &part.bytes,
            url: Some(&path),
            declared_media_type: part.media_type.as_deref(),
            ..Input::default()
        };
        let holds_more = !is_feed
            && inside.steps < DEEPEST
            && matches!(media::tell(&inner).1, Form::Archive(_) | Form::Feed | Form::Mail);
        if holds_more {
            if let Err(error) = take_apart(&inner, &path, inside, budget, opened) {
                opened.refused.push((path, error));
            }
        } else {
            opened.parts.push(Part { path, ..part });
        }
    }
    Ok(())
}

/// What may still be unpacked of one input.
pub(crate) struct Budget {
    bytes: usize,
    parts: usize,
}

impl Budget {
    /// Takes one part off.
    ///
    /// # Errors
    /// [`ReadError::Unopened`] where there were too many.
    pub(crate) fn one_more(&mut self) -> Result<(), ReadError> {
        self.parts = self.parts.checked_sub(1).ok_or_else(|| ReadError::Unopened {
            reason: format!("it holds more than {MOST_PARTS} files"),
        })?;
        Ok(())
    }

    /// Unpacks one file, no further than `most` bytes and than the budget goes.
    ///
    /// # Errors
    /// Outside: the whole input unpacks to too much. Inside: this file does, or is broken.
    pub(crate) fn unpack(
        &mut self,
        from: impl Read,
        most: usize,
        damaged: impl Fn(io::Error) -> ReadError,
    ) -> Result<Result<Vec<u8>, ReadError>, ReadError> {
        let limit = most.min(self.bytes);
        let mut bytes = Vec::new();
        let read = from.take(limit as u64 + 1).read_to_end(&mut bytes);
        if bytes.len() > limit && limit < most {
            return Err(ReadError::Unopened {
                reason: format!("it unpacks to more than {MOST_UNPACKED} bytes"),
            });
        }
        self.bytes -= bytes.len().min(self.bytes);
        if bytes.len() > limit {
            return Ok(Err(ReadError::Unopened {
                reason: format!("it unpacks to more than {MAXIMUM_BYTES} bytes"),
            }));
        }
        Ok(read.map(|_| bytes).map_err(damaged))
    }
}
