//! What can go wrong when a pipeline folder is read.

use std::path::{Path, PathBuf};

/// Why a folder could not be read as a pipeline.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// A file of the pipeline could not be read.
    #[error("cannot read {path}: {source}", path = .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// A file does not hold what its format promises.
    #[error("{path} is damaged or of another format: {reason}", path = .path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What was found in place of what was expected.
        reason: String,
    },
    /// The pipeline uses a component, architecture or setting that this runtime does not run.
    #[error(
        "the pipeline's {place} is `{found}`, which is not supported; supported: {supported}. \
         Train with the supported one, or use one of the pipelines `onrecord model list` names"
    )]
    Unsupported {
        /// Where in the pipeline, such as `components.ner.model`.
        place: String,
        /// What the pipeline asks for.
        found: String,
        /// What would have been accepted.
        supported: String,
    },
}

impl LoadError {
    pub(crate) fn malformed(path: &Path, reason: impl Into<String>) -> LoadError {
        LoadError::Malformed {
            path: path.to_owned(),
            reason: reason.into(),
        }
    }

    pub(crate) fn unsupported(
        place: impl Into<String>,
        found: impl Into<String>,
        supported: impl Into<String>,
    ) -> LoadError {
        LoadError::Unsupported {
            place: place.into(),
            found: found.into(),
            supported: supported.into(),
        }
    }
}

/// Reads a whole file, naming it when that fails.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, LoadError> {
    std::fs::read(path).map_err(|source| LoadError::Read {
        path: path.to_owned(),
        source,
    })
}

/// Reads a whole UTF-8 file, naming it when that fails.
pub(crate) fn read_text(path: &Path) -> Result<String, LoadError> {
    String::from_utf8(read(path)?).map_err(|_| LoadError::malformed(path, "not UTF-8"))
}
