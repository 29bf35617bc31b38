//! Checks a wheel and unpacks the pipeline folder in it, all or nothing.

use super::{InstallError, is_plain_name};
use crate::config::read_meta;
use crate::pipeline::Pipeline;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use zip::ZipArchive;

/// The file of every pipeline that marks its folder in a wheel.
const MARK: &str = "config.cfg";
/// Far above any pipeline of the supported kinds (the medium one unpacks to 57 MB): a bound for damaged archives.
const MOST_BYTES: u64 = 4 << 30;

/// A new folder inside the cache, gone when dropped.
pub fn temporary_directory(cache: &Path) -> Result<TempDir, InstallError> {
    std::fs::create_dir_all(cache).map_err(InstallError::files(cache))?;
    tempfile::Builder::new()
        .prefix(".partial-")
        .tempdir_in(cache)
        .map_err(InstallError::files(cache))
}

/// The SHA-256 of a file, in lower-case hexadecimal.
pub fn sha256(file: &Path) -> Result<String, InstallError> {
    let mut hasher = Sha256::new();
    let mut reader = File::open(file).map_err(InstallError::files(file))?;
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = reader.read(&mut buffer).map_err(InstallError::files(file))?;
        if read == 0 {
            return Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect());
        }
        hasher.update(&buffer[..read]);
    }
}

/// Refuses a file whose SHA-256 is another.
pub fn check(file: &Path, expected: &str) -> Result<(), InstallError> {
    let found = sha256(file)?;
    if found == expected {
        return Ok(());
    }
    Err(InstallError::Checksum {
        path: file.to_owned(),
        found,
        expected: expected.to_owned(),
    })
}

/// Unpacks the pipeline in a wheel to `cache/name` (without a name: the one in its `meta.json`). The folder appears
/// complete or not at all; one that is there already stays.
pub fn unpack(file: &Path, cache: &Path, name: Option<&str>) -> Result<PathBuf, InstallError> {
    let none = |reason: String| InstallError::NoPipeline {
        path: file.to_owned(),
        reason,
    };
    let reader = File::open(file).map_err(InstallError::files(file))?;
    let mut archive = ZipArchive::new(reader).map_err(|error| none(error.to_string()))?;
    let prefix = archive
        .file_names()
        .filter_map(|name| Some(name.ok()?.strip_suffix(MARK)?.to_owned()))
        .filter(|folder| folder.is_empty() || folder.ends_with('/'))
        .min_by_key(String::len)
        .ok_or_else(|| none(format!("no folder with a {MARK} in it")))?;
    let partial = temporary_directory(cache)?;
    let mut left = MOST_BYTES;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|error| none(error.to_string()))?;
        // `enclosed_name` refuses absolute paths and `..`.
        let Some(inside) = entry
            .enclosed_name()
            .and_then(|path| path.strip_prefix(&prefix).map(Path::to_owned).ok())
        else {
            continue;
        };
        let target = partial.path().join(&inside);
        if entry.is_dir() || inside.as_os_str().is_empty() {
            continue;
        }
        if let Some(parent) = target.parent() {
            std::fs::create_dir_all(parent).map_err(InstallError::files(parent))?;
        }
        let mut out = File::create(&target).map_err(InstallError::files(&target))?;
        let copied = std::io::copy(&mut (&mut entry).take(left), &mut out).map_err(InstallError::files(&target))?;
        left -= copied;
        if left == 0 {
            return Err(none("it unpacks to more than any pipeline".to_owned()));
        }
    }
    let own_name = read_meta(&partial.path().join("meta.json")).map(|(name, _)| name);
    let unusable = |source| InstallError::Unusable {
        path: file.to_owned(),
        source,
    };
    let own_name = own_name.map_err(unusable)?;
    Pipeline::load(partial.path()).map_err(unusable)?;
    let name = name.unwrap_or(&own_name);
    if !is_plain_name(name) {
        return Err(none(format!("its name `{name}` is no name for a folder")));
    }
    let target = cache.join(name);
    if target.exists() {
        return Ok(target);
    }
    let partial = partial.keep();
    match std::fs::rename(&partial, &target) {
        Ok(()) => Ok(target),
        // Another process was quicker with the same pipeline.
        Err(_) if target.exists() => {
            std::fs::remove_dir_all(&partial).map_err(InstallError::files(&partial))?;
            Ok(target)
        }
        Err(error) => {
            let failed = Err(InstallError::files(&target)(error));
            // Best effort: the error that matters is that of the renaming.
            drop(std::fs::remove_dir_all(&partial));
            failed
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn wheel(folder: &Path, files: &[(&str, &str)]) -> PathBuf {
        let path = folder.join("some_pipeline-1.0-py3-none-any.whl");
        let mut archive = zip::ZipWriter::new(File::create(&path).unwrap());
        for (name, contents) in files {
            archive
                .start_file(*name, zip::write::SimpleFileOptions::default())
                .unwrap();
            archive.write_all(contents.as_bytes()).unwrap();
        }
        archive.finish().unwrap();
        path
    }

    fn names(folder: &Path) -> Vec<String> {
        std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    #[test]
    fn another_checksum_is_refused_with_both() {
        let folder = tempfile::tempdir().unwrap();
        let file = wheel(folder.path(), &[("a/config.cfg", "")]);
        let message = check(&file, "00").unwrap_err().to_string();
        assert!(
            message.contains("expected 00") && message.contains(&sha256(&file).unwrap()),
            "{message}"
        );
        assert!(check(&file, &sha256(&file).unwrap()).is_ok());
    }

    #[test]
    fn the_checksum_is_sha_256() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("abc");
        std::fs::write(&file, "abc").unwrap();
        assert_eq!(
            sha256(&file).unwrap(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn a_wheel_without_a_pipeline_leaves_nothing_behind() {
        let (folder, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let file = wheel(folder.path(), &[("a/readme.txt", "no pipeline")]);
        assert!(matches!(
            unpack(&file, cache.path(), None),
            Err(InstallError::NoPipeline { .. })
        ));
        assert!(names(cache.path()).is_empty());
    }

    #[test]
    fn a_pipeline_that_cannot_be_run_leaves_nothing_behind() {
        let (folder, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let meta = r#"{"lang": "en", "name": "cats", "version": "1"}"#;
        let config = "[nlp]\npipeline = [\"textcat\"]\n[components.textcat]\nfactory = \"textcat\"\n";
        let file = wheel(folder.path(), &[("a/meta.json", meta), ("a/config.cfg", config)]);
        let error = unpack(&file, cache.path(), None).unwrap_err();
        assert!(
            matches!(error, InstallError::Unusable { .. }) && error.to_string().contains("textcat"),
            "{error}"
        );
        assert!(names(cache.path()).is_empty());
    }

    #[test]
    fn a_file_that_is_no_archive_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.whl");
        std::fs::write(&file, "not a zip file").unwrap();
        assert!(matches!(
            unpack(&file, folder.path(), None),
            Err(InstallError::NoPipeline { .. })
        ));
    }
}
