//! A standing as a footnoted brief: one [`Brief`], and renderings of it that say the same.
//!
//! Pure: no file, no clock. Every [`Sentence`] of a brief has at least one footnote to the characters that it rests on,
//! or names the documents that it speaks of as a whole;
//! what the brief says of itself is a [`Block::Note`].

mod brief;
mod chosen;
mod clauses;
mod compose;
mod footnotes;
mod order;
mod quotation;
mod render;
mod sections;
mod set;
mod voice;

pub use brief::{Block, Brief, Cell, Depth, Footnote, Section, Sentence, Source};
pub use chosen::{Chosen, Told, compose_chosen};
pub use compose::compose;
pub use order::claim_numbers;
pub use render::{WordError, html, markdown, text, word};
pub use voice::{
    act_in_words, bound_in_words, day_in_words, effect_in_words, event_in_words, interval_in_words, rung_in_words,
    stance_in_words, status_in_words,
};
