//! What can go wrong while a format is written.

use thiserror::Error;

/// An export that was not finished. What was written until then is not to be used.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The place that is written to fails: a full disk, a closed pipe.
    #[error(transparent)]
    Write(#[from] std::io::Error),
    /// A value that JSON cannot hold.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// A row that the CSV writer refuses.
    #[error(transparent)]
    Csv(#[from] csv::Error),
    /// A column that the Parquet writer refuses.
    #[error(transparent)]
    Parquet(#[from] parquet::errors::ParquetError),
}
