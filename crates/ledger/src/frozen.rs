//! A copy of a case as it is at one moment, for handing on.

use std::path::Path;

use crate::{Case, LedgerError};

impl Case {
    /// Writes the case as it is now to a new file: whole, in one piece, without what SQLite keeps beside it. What others write
    /// meanwhile is not in it.
    ///
    /// # Errors
    /// [`LedgerError`] where the file is there already or cannot be written.
    pub fn copy_to(&self, file: &Path) -> Result<(), LedgerError> {
        let name = file.to_string_lossy();
        self.connection
            .execute("VACUUM INTO ?1", [name.as_ref()])
            .map(|_| ())
            .map_err(|cause| LedgerError::new(file, cause))
    }
}
