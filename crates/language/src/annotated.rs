//! A text with what the pipeline found in it.

use crate::names::{Name, Names};
use crate::part_of_speech::Pos;
use std::ops::Range;
use std::sync::Arc;

/// A text's tokens with tags, tree, entities, lemmas and sentences. Tokens are given by their place, from 0.
#[derive(Debug, Clone)]
pub struct Annotated {
    pub(crate) text: String,
    pub(crate) rows: Vec<Row>,
    /// Lower-case words and lemmas, one after the other.
    pub(crate) words: String,
    pub(crate) entities: Vec<Entity>,
    pub(crate) sentences: Vec<Range<usize>>,
    /// Children of all tokens, head by head; those of a token are `children[child_starts[i]..child_starts[i + 1]]`.
    pub(crate) children: Vec<u32>,
    pub(crate) child_starts: Vec<u32>,
    pub(crate) names: Arc<Names>,
}

/// What is kept of one token. Positions in `words` are bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub start: u32,
    pub end: u32,
    pub first_byte: u32,
    pub end_byte: u32,
    pub lower: (u32, u32),
    pub lemma: (u32, u32),
    pub head: u32,
    pub left: u32,
    pub right: u32,
    pub sentence: u32,
    pub tag: Name,
    pub morph: Name,
    pub label: Name,
    pub entity: Name,
    pub pos: Pos,
    pub space_after: bool,
    pub is_space: bool,
    pub is_punct: bool,
}

/// A named entity: tokens `start..end` and what kind of thing they name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entity {
    /// The first token.
    pub start: usize,
    /// The token after the last.
    pub end: usize,
    pub(crate) label: Name,
}

impl Entity {
    /// The kind, such as `PERSON`; `of` is the text the entity was found in.
    pub fn label<'a>(&self, of: &'a Annotated) -> &'a str {
        of.names.text(self.label)
    }

    /// The tokens.
    pub fn tokens(&self) -> Range<usize> {
        self.start..self.end
    }
}

impl Annotated {
    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The number of tokens.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no token, as in the empty text.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The token as written.
    pub fn token(&self, index: usize) -> &str {
        &self.text[self.bytes(index)]
    }

    /// The token in lower case.
    pub fn lower(&self, index: usize) -> &str {
        let (from, to) = self.rows[index].lower;
        &self.words[from as usize..to as usize]
    }

    /// The dictionary form.
    pub fn lemma(&self, index: usize) -> &str {
        let (from, to) = self.rows[index].lemma;
        &self.words[from as usize..to as usize]
    }

    /// The token's first character, in code points from the start of the text.
    pub fn start(&self, index: usize) -> u32 {
        self.rows[index].start
    }

    /// The character after the token's last, in code points.
    pub fn end(&self, index: usize) -> u32 {
        self.rows[index].end
    }

    /// The token's place in the text, in bytes.
    pub fn bytes(&self, index: usize) -> Range<usize> {
        self.rows[index].first_byte as usize..self.rows[index].end_byte as usize
    }

    /// Whether one blank follows that is not a token itself.
    pub fn space_after(&self, index: usize) -> bool {
        self.rows[index].space_after
    }

    /// Whether the token is all whitespace.
    pub fn is_space(&self, index: usize) -> bool {
        self.rows[index].is_space
    }

    /// Whether the token is all punctuation (Unicode general category P).
    pub fn is_punct(&self, index: usize) -> bool {
        self.rows[index].is_punct
    }

    /// The fine tag, such as `VBD` (Penn Treebank).
    pub fn tag(&self, index: usize) -> &str {
        self.names.text(self.rows[index].tag)
    }

    /// The part of speech.
    pub fn pos(&self, index: usize) -> Pos {
        self.rows[index].pos
    }

    /// Features such as `Number=Sing|Person=3`; empty where there are none.
    pub fn morph(&self, index: usize) -> &str {
        self.names.text(self.rows[index].morph)
    }

    /// The label of the arc to the head, such as `nsubj`; `ROOT` at a root.
    pub fn dep(&self, index: usize) -> &str {
        self.names.text(self.rows[index].label)
    }

    /// The head; the token itself at a root.
    pub fn head(&self, index: usize) -> usize {
        self.rows[index].head as usize
    }

    /// The kind of the entity that the token is part of.
    pub fn entity_label(&self, index: usize) -> Option<&str> {
        match self.rows[index].entity {
            Names::EMPTY => None,
            name => Some(self.names.text(name)),
        }
    }

    /// The named entities, from left to right; none overlaps another.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// The tokens of every sentence, in order; together they are all tokens.
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// The tokens of the sentence that a token is in.
    pub fn sentence_of(&self, index: usize) -> Range<usize> {
        self.sentences[self.rows[index].sentence as usize].clone()
    }

    /// The tokens whose head this is, from left to right.
    pub fn children(&self, index: usize) -> impl Iterator<Item = usize> {
        let range = self.child_starts[index] as usize..self.child_starts[index + 1] as usize;
        self.children[range].iter().map(|child| *child as usize)
    }

    /// The first token of the subtree.
    pub fn left_edge(&self, index: usize) -> usize {
        self.rows[index].left as usize
    }

    /// The last token of the subtree, which is part of it.
    pub fn right_edge(&self, index: usize) -> usize {
        self.rows[index].right as usize
    }

    /// The head, its head, and so on up to the root.
    pub fn ancestors(&self, index: usize) -> impl Iterator<Item = usize> {
        let above = |token: &usize| Some(self.head(*token)).filter(|head| head != token);
        // A tree is never deeper than it has tokens; the bound guards against a cycle in a damaged model's output.
        std::iter::successors(above(&index), move |token| above(token)).take(self.len())
    }

    /// The text from the first of the tokens to the last, as written.
    pub fn slice(&self, tokens: Range<usize>) -> &str {
        match self.rows.get(tokens) {
            Some([first, .., last]) => &self.text[first.first_byte as usize..last.end_byte as usize],
            Some([only]) => &self.text[only.first_byte as usize..only.end_byte as usize],
            _ => "",
        }
    }
}
