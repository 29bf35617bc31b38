//! Bytes to captures and documents.
#![doc = "Everything that later stages say about a text points into [`Document::text`] by [`Span`]."]

mod model;

pub use model::{
    Basis, Block, BlockKind, Capture, Document, DocumentKind, Precision, Published, Span, Stated,
};
