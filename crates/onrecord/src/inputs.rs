//! Paths, folders and standard input to bytes, each failure for itself.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use onrecord_document::{Input, MAXIMUM_BYTES, MAXIMUM_CONTAINER_BYTES, PartOf, ReadError};

use onrecord_fetch::Fetcher;
use onrecord_preserve::Exchange;

use crate::failure::InputFailure;
use crate::fetching;

/// Where bytes are to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    File(PathBuf),
    /// An address of the web.
    Address(String),
    StandardInput,
}

/// Bytes as they came, with what was said of them.
#[derive(Debug, Default)]
pub struct Loaded {
    pub bytes: Vec<u8>,
    /// The path as given or the address; none for standard input.
    pub url: Option<String>,
    /// What to call it.
    pub location: String,
    /// The media type that a server, an archive or a mail stated.
    pub media_type: Option<String>,
    /// When it was fetched (RFC 3339, UTC).
    pub fetched_at: Option<String>,
    /// What it came in, where it did not come alone.
    pub part_of: Option<PartOf>,
    /// What went over the network to bring it.
    pub exchanges: Vec<Exchange>,
}

impl Loaded {
    /// What the document's reader is given.
    pub fn input(&self) -> Input<'_> {
        Input {
            bytes: &self.bytes,
            url: self.url.as_deref(),
            declared_media_type: self.media_type.as_deref(),
            fetched_at: self.fetched_at.as_deref(),
            part_of: self.part_of.as_ref(),
            ..Input::default()
        }
    }

    /// The documents in it, in their order: itself, or the files, entries and attachments that it holds, each with where it lay.
    pub fn opened(mut self) -> Vec<Result<Loaded, InputFailure>> {
        let exchanges = std::mem::take(&mut self.exchanges);
        let mut all = self.parts();
        match all.first_mut() {
            Some(Ok(first)) => first.exchanges = exchanges,
            Some(Err(first)) => first.exchanges = exchanges,
            None => {}
        }
        all
    }

    fn parts(self) -> Vec<Result<Loaded, InputFailure>> {
        let opened = match onrecord_document::open(&self.input()) {
            Ok(Some(opened)) => opened,
            Ok(None) => return vec![Ok(self)],
            Err(cause) => return vec![Err(InputFailure::told(&self.location, &cause))],
        };
        let within = |path: &str| format!("{}!/{path}", self.location);
        let sha256 = onrecord_document::capture(&self.input()).sha256;
        if opened.parts.is_empty() && opened.refused.is_empty() {
            let cause = ReadError::Empty;
            return vec![Err(InputFailure::told(&self.location, &cause))];
        }
        let parts = opened.parts.into_iter().map(|part| {
            let location = within(&part.path);
            Ok(Loaded {
                bytes: part.bytes,
                url: Some(location.clone()),
                location,
                media_type: part.media_type,
                fetched_at: self.fetched_at.clone(),
                part_of: Some(PartOf {
                    sha256: sha256.clone(),
                    path: part.path,
                }),
                exchanges: Vec::new(),
            })
        });
        let refused = opened
            .refused
            .iter()
            .map(|(path, cause)| Err(InputFailure::told(&within(path), cause)));
        let mut all: Vec<_> = parts.chain(refused).collect();
        if opened.is_document {
            all.insert(0, Ok(self));
        }
        all
    }
}

/// The sources that the arguments name, in their order, folders opened up; what cannot be a source is a failure in its place.
pub fn expanded(arguments: &[PathBuf]) -> Vec<Result<Source, InputFailure>> {
    let mut sources = Vec::new();
    for argument in arguments {
        let text = argument.to_string_lossy();
        if text == "-" {
            sources.push(Ok(Source::StandardInput));
        } else if is_address(&text) {
            sources.push(Ok(Source::Address(text.into_owned())));
        } else if argument.is_dir() {
            let before = sources.len();
            open_up(argument, &mut sources);
            if sources.len() == before {
                sources.push(Err(InputFailure::new(
                    text,
                    "the folder holds no file",
                    "name a folder with documents in it",
                )));
            }
        } else {
            sources.push(Ok(Source::File(argument.clone())));
        }
    }
    sources
}

fn is_address(argument: &str) -> bool {
    argument.split_once("://").is_some_and(|(scheme, _)| {
        scheme.len() > 1
            && scheme
                .chars()
                .all(|character| character.is_ascii_alphanumeric() || character == '+')
    })
}

/// The files of a folder and of its folders, by name. Hidden ones and cases are left out; links to folders are not followed,
/// so that a link to the folder above is no endless way.
fn open_up(folder: &Path, sources: &mut Vec<Result<Source, InputFailure>>) {
    let entries = fs::read_dir(folder).and_then(|entries| entries.collect::<io::Result<Vec<_>>>());
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(cause) => {
            sources.push(Err(unreadable(&folder.to_string_lossy(), &cause)));
            return;
        }
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_case = [".case", ".case.desk"].iter().any(|kept| {
            ["", "-wal", "-shm"]
                .iter()
                .any(|ending| name.ends_with(&format!("{kept}{ending}")))
        });
        if name.starts_with('.') || is_case {
            continue;
        }
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => open_up(&path, sources),
            Ok(kind) if kind.is_file() || (kind.is_symlink() && path.is_file()) => sources.push(Ok(Source::File(path))),
            Ok(_) => {}
            Err(cause) => sources.push(Err(unreadable(&path.to_string_lossy(), &cause))),
        }
    }
}

/// Reads a source whole, but never more than what holds documents may have.
pub fn load(source: &Source, fetcher: &Fetcher) -> Result<Loaded, InputFailure> {
    match source {
        Source::Address(address) => fetching::load(fetcher, address),
        Source::StandardInput => {
            let location = "standard input".to_owned();
            let bytes = whole(io::stdin().lock()).map_err(|cause| unreadable(&location, &cause))?;
            Ok(Loaded {
                bytes,
                location,
                ..Loaded::default()
            })
        }
        Source::File(path) => {
            let location = path.to_string_lossy().into_owned();
            let bytes = File::open(path)
                .and_then(whole)
                .map_err(|cause| unreadable(&location, &cause))?;
            Ok(Loaded {
                bytes,
                url: Some(location.clone()),
                location,
                ..Loaded::default()
            })
        }
    }
}

/// The bytes, as many as a document or, where they begin one, an archive may have, and one more: enough to tell that they
/// are too many.
fn whole(mut from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.by_ref().take(512).read_to_end(&mut bytes)?;
    let limit = if onrecord_document::begins_archive(&bytes) {
        MAXIMUM_CONTAINER_BYTES
    } else {
        MAXIMUM_BYTES
    };
    let rest = (limit + 1).saturating_sub(bytes.len());
    from.take(rest as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable(input: &str, cause: &io::Error) -> InputFailure {
    match cause.kind() {
        io::ErrorKind::NotFound => InputFailure::new(input, "there is no such file", "check the path"),
        io::ErrorKind::PermissionDenied => {
            InputFailure::new(input, "the file may not be read", "give yourself the right to read it")
        }
        _ => InputFailure::new(
            input,
            format!("cannot be read ({cause})"),
            "check the file and its disk",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{Source, expanded};
    use std::fs;
    use std::path::PathBuf;

    #[test]
    fn a_folder_is_its_files_in_order_of_their_names_without_hidden_ones_and_cases() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        for name in [
            "c.txt",
            "b/x.txt",
            "a.txt",
            ".hidden",
            "my.case",
            "my.case-wal",
            "my.case.desk",
        ] {
            fs::write(folder.path().join(name), "words").unwrap();
        }
        let names: Vec<PathBuf> = expanded(&[folder.path().to_owned()])
            .into_iter()
            .map(|source| match source.unwrap() {
                Source::File(path) => path.strip_prefix(folder.path()).unwrap().to_owned(),
                other => panic!("a folder holds no {other:?}"),
            })
            .collect();
        assert_eq!(names, ["a.txt", "b/x.txt", "c.txt"].map(PathBuf::from));
    }

    #[test]
    fn addresses_are_told_from_paths_and_empty_folders_fail_in_their_place() {
        let folder = tempfile::tempdir().unwrap();
        let arguments = ["https://example.org/a".into(), "-".into(), folder.path().to_owned()];
        let sources = expanded(&arguments);
        assert_eq!(
            sources[0].as_ref().unwrap(),
            &Source::Address("https://example.org/a".into())
        );
        assert_eq!(sources[1].as_ref().unwrap(), &Source::StandardInput);
        assert!(sources[2].as_ref().unwrap_err().cause.contains("no file"));
    }
}
