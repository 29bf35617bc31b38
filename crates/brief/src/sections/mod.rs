//! The sections of a brief, one file each.

pub(crate) mod answers;
mod beside;
pub(crate) mod changes;
pub(crate) mod claims;
mod declines;
pub(crate) mod engaged;
mod every;
mod evidence;
pub(crate) mod flags;
pub(crate) mod limits;
pub(crate) mod narrated;
pub(crate) mod provisions;
pub(crate) mod review;
mod sides;
pub(crate) mod sources;
pub(crate) mod summary;
pub(crate) mod timeline;
pub(crate) mod tolls;

use crate::brief::{Block, Sentence};

/// A paragraph, unless nothing in it has a place.
fn paragraph(sentences: impl IntoIterator<Item = Option<Sentence>>) -> Option<Block> {
    let sentences: Vec<Sentence> = sentences.into_iter().flatten().collect();
    (!sentences.is_empty()).then_some(Block::Paragraph { sentences })
}

/// A list under its label, unless it has no point.
fn points(label: &str, points: impl IntoIterator<Item = Vec<Sentence>>) -> Option<Block> {
    let points: Vec<Vec<Sentence>> = points.into_iter().filter(|point| !point.is_empty()).collect();
    (!points.is_empty()).then(|| Block::Points {
        label: label.to_owned(),
        points,
    })
}
