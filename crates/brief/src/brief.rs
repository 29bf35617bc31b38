//! The shape of a brief: sections of sentences and tables, each with the footnotes it rests on.

use serde::Serialize;

/// A brief, ready to be rendered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Brief {
    /// Its title.
    pub title: String,
    /// Its sections in reading order.
    pub sections: Vec<Section>,
    /// The documents it was made of, by number from 1.
    pub sources: Vec<Source>,
    /// The places that its sentences rest on, by number from 1: first those of what stands open, then those of what is folded.
    pub footnotes: Vec<Footnote>,
}

/// A section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    /// A name that stays the same, for links.
    pub anchor: String,
    /// Its heading.
    pub heading: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// A part of a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "block")]
pub enum Block {
    /// A heading within the section: a claim, a series of figures.
    Heading {
        /// A name that stays the same, for links.
        anchor: String,
        /// The words.
        text: String,
    },
    /// A sentence or two that stand alone.
    Paragraph {
        /// The sentences.
        sentences: Vec<Sentence>,
    },
    /// A list under a label ("Asserted by").
    Points {
        /// The label; may be empty.
        label: String,
        /// A sentence or a few a point.
        points: Vec<Vec<Sentence>>,
    },
    /// A table.
    Table {
        /// What it shows; may be empty.
        label: String,
        /// Heads of the columns.
        columns: Vec<String>,
        /// Rows of as many cells.
        rows: Vec<Vec<Cell>>,
    },
    /// What the brief says of itself: nothing about the world, and so without a footnote.
    Note {
        /// The words.
        text: String,
    },
    /// An author's own words, which rest on nothing in the documents and are marked as the author's.
    Own {
        /// The words, a paragraph a line.
        text: String,
    },
    /// What only a reader who goes into detail wants: closed on a page, left out of short text and Markdown.
    Folded {
        /// What stands in it.
        label: String,
        /// Its parts.
        blocks: Vec<Block>,
    },
}

/// A sentence and what it rests on: there is always a footnote, or a document that it speaks of as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// The words.
    pub text: String,
    /// Numbers of footnotes, ascending.
    pub footnotes: Vec<usize>,
    /// Numbers of documents, ascending.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<usize>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// The words; may be empty.
    pub text: String,
    /// Numbers of footnotes, ascending.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub footnotes: Vec<usize>,
}

/// A document that the brief was made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Its number, from 1; printed as `D1`.
    pub number: usize,
    /// Its id.
    pub document: String,
    /// Its title.
    pub title: String,
    /// Outlet or body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// ISO date or date and time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// Address or path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// SHA-256 of the capture.
    pub sha256: String,
    /// How it stands to its origin: `origin`, `reprint of D1`.
    pub kind: String,
    /// It is an origin itself.
    pub is_origin: bool,
    /// First code point of its title or first words.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Its title or first words, character by character.
    pub exact: String,
}

/// A place in a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Footnote {
    /// Its number, from 1.
    pub number: usize,
    /// The document's number among the sources.
    pub source: usize,
    /// The document's id.
    pub document: String,
    /// First code point in the document's text.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The words, character by character.
    pub exact: String,
    /// What stands before them.
    pub before: String,
    /// What stands after them.
    pub after: String,
}

/// How much of a brief is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// What is folded stays folded.
    Short,
    /// What is folded is printed where it stands.
    Full,
}

impl Cell {
    /// A cell without footnotes.
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            footnotes: Vec::new(),
        }
    }
}
