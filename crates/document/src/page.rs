//! What the readers of pages, office files, mail and PDF hand on: the text that the document will have, its stretches, and what
//! was said of it outside the text.

use crate::BlockKind;
use crate::blocks::Draft;
use crate::html::metadata::Metadata;

/// A source read.
pub(crate) struct Page {
    pub(crate) text: String,
    pub(crate) drafts: Vec<Draft>,
    pub(crate) metadata: Metadata,
}

impl Page {
    /// The pieces in order, parted by blank lines. A piece without a kind is told by its words.
    pub(crate) fn of<'words>(
        pieces: impl IntoIterator<Item = (Option<BlockKind>, &'words str)>,
        metadata: Metadata,
    ) -> Page {
        let mut text = String::new();
        let mut drafts = Vec::new();
        for (markup, words) in pieces {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let start = text.len();
            text.push_str(words);
            drafts.push(Draft {
                range: start..text.len(),
                markup,
            });
        }
        Page { text, drafts, metadata }
    }
}
