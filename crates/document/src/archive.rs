//! Archives (ZIP, tar, gzip): the files in them, unpacked within limits and never written anywhere.

use std::io::{Cursor, Read};

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

use crate::media::Archive;
use crate::parts::Budget;
use crate::{MAXIMUM_BYTES, MAXIMUM_CONTAINER_BYTES, ReadError};

/// How many bytes tell a tar.
const TAR_HEADER: u64 = 512;

/// A file of an archive: its path there, and its bytes or why it has none.
pub(crate) type Member = (String, Result<Vec<u8>, ReadError>);

impl Archive {
    /// Its plain name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Archive::Zip => "ZIP archive",
            Archive::Gzip => "gzip archive",
            Archive::Tar => "tar archive",
        }
    }

    /// The files, in the archive's order, as far as the budget goes. Folders, hidden files and links are none.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] where the archive itself is broken, [`ReadError::Unopened`] where a limit ends the unpacking.
    pub(crate) fn members(self, bytes: &[u8], name: &str, budget: &mut Budget) -> Result<Vec<Member>, ReadError> {
        match self {
            Archive::Zip => zipped(bytes, budget),
            Archive::Tar => tarred(Cursor::new(bytes), budget),
            Archive::Gzip => gzipped(bytes, name, budget),
        }
    }
}

fn damaged(archive: Archive, error: &dyn std::fmt::Display) -> ReadError {
    ReadError::Damaged {
        format: archive.name(),
        reason: error.to_string(),
    }
}

fn zipped(bytes: &[u8], budget: &mut Budget) -> Result<Vec<Member>, ReadError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(Archive::Zip, &error))?;
    let mut members = Vec::new();
    for at in 0..archive.len() {
        let name = archive.name_for_index(at).and_then(Result::ok);
        let name = name.map_or_else(|| format!("file {}", at + 1), |name| label(&name));
        if name.ends_with('/') || is_hidden(&name) {
            continue;
        }
        budget.one_more()?;
        let content = match archive.by_index(at) {
            Ok(file) if file.is_symlink() => continue,
            Ok(file) => whole(file, Archive::Zip, budget)?,
            Err(error) => Err(damaged(Archive::Zip, &error)),
        };
        members.push((name, content));
    }
    Ok(members)
}

fn tarred(from: impl Read, budget: &mut Budget) -> Result<Vec<Member>, ReadError> {
    // What is passed over has to be unpacked too: that ends somewhere as well.
    let mut archive = tar::Archive::new(from.take(2 * MAXIMUM_CONTAINER_BYTES as u64));
    let entries = archive.entries().map_err(|error| damaged(Archive::Tar, &error))?;
    let mut members = Vec::new();
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            // What stands before the break is kept.
            Err(error) => {
                members.push((
                    format!("file {}", members.len() + 1),
                    Err(damaged(Archive::Tar, &error)),
                ));
                break;
            }
        };
        let name = label(&String::from_utf8_lossy(&entry.path_bytes()));
        if !entry.header().entry_type().is_file() || is_hidden(&name) {
            continue;
        }
        budget.one_more()?;
        let content = whole(entry, Archive::Tar, budget)?;
        members.push((name, content));
    }
    Ok(members)
}

/// One file, named by the archive's header, else by the archive's own name without its ending; where it is a tar, the files of that.
fn gzipped(bytes: &[u8], name: &str, budget: &mut Budget) -> Result<Vec<Member>, ReadError> {
    let mut decoder = MultiGzDecoder::new(bytes);
    let stated = decoder
        .header()
        .and_then(|header| header.filename())
        .map(|name| label(&String::from_utf8_lossy(name)));
    let own = label(name.rsplit(['/', '\\']).next().unwrap_or_default());
    let shorter = own
        .strip_suffix(".gz")
        .or_else(|| own.strip_suffix(".tgz"))
        .unwrap_or("content");
    let name = stated
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| shorter.to_owned());
    let mut first = Vec::new();
    if let Err(error) = (&mut decoder).take(TAR_HEADER).read_to_end(&mut first) {
        return Ok(vec![(name, Err(damaged(Archive::Gzip, &error)))]);
    }
    let rest = Cursor::new(&first).chain(decoder);
    if crate::media::is_tar(&first) {
        return tarred(rest, budget);
    }
    budget.one_more()?;
    Ok(vec![(name, whole(rest, Archive::Gzip, budget)?)])
}

fn whole(from: impl Read, archive: Archive, budget: &mut Budget) -> Result<Result<Vec<u8>, ReadError>, ReadError> {
    budget.unpack(from, MAXIMUM_BYTES, |error| damaged(archive, &error))
}

/// A name as it can be shown: without characters that steer a terminal, and no longer than a path is.
pub(crate) fn label(name: &str) -> String {
    name.replace('\\', "/")
        .chars()
        .map(|character| if character.is_control() { '\u{fffd}' } else { character })
        .take(1024)
        .collect()
}

/// Hidden files, in whichever folder, and what one system's archives add to every file.
fn is_hidden(path: &str) -> bool {
    path.split('/')
        .any(|name| name.starts_with('.') && !matches!(name, "." | "..") || name == "__MACOSX")
}
