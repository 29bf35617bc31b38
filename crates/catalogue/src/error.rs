//! What can be wrong with a catalogue.

/// Why a catalogue could not be read. Each names the file and the cause.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// A file that the catalogue needs was not given.
    #[error("the catalogue has no file {file}")]
    Missing {
        /// Name of the file.
        file: &'static str,
    },
    /// A file is not TOML of the expected shape.
    #[error("{file}: {cause}")]
    Syntax {
        /// Name of the file.
        file: &'static str,
        /// What the TOML reader says, with line and column.
        cause: Box<toml::de::Error>,
    },
    /// Two entries of one table have one code.
    #[error("{file}: {code} is given twice")]
    Repeated {
        /// Name of the file.
        file: &'static str,
        /// The code.
        code: String,
    },
    /// An entry points at a code that does not exist.
    #[error("{file}: {code} points at {target}, which does not exist")]
    Unknown {
        /// Name of the file.
        file: &'static str,
        /// The entry.
        code: String,
        /// What it points at.
        target: String,
    },
    /// A chain of parents comes back to its start.
    #[error("{file}: {code} is its own ancestor")]
    Circular {
        /// Name of the file.
        file: &'static str,
        /// An entry of the circle.
        code: String,
    },
    /// A name has several bearers and no `[[ambiguous]]` entry says which is meant most often.
    #[error("names.toml: “{name}” names {bearers} and has no [[ambiguous]] entry")]
    Ambiguous {
        /// The name.
        name: String,
        /// Codes of all that bear it.
        bearers: String,
    },
}
