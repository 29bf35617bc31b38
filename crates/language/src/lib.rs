//! Trained spaCy v3 English pipelines, run in Rust: text in, tokens with tags, trees, entities and lemmas out.
//!
//! [`Pipeline::load`] reads a pipeline folder; [`Pipeline::annotate`] reads a text with it. [`install`] fetches the
//! pipelines that this project knows.

mod annotated;
mod characters;
mod config;
mod error;
pub mod install;
mod lemmatizer;
mod lexicon;
mod message_pack;
mod names;
mod network;
mod parse;
mod part_of_speech;
mod pipeline;
mod ruler;
mod tokenizer;

pub use annotated::{Annotated, Entity};
pub use error::LoadError;
pub use part_of_speech::Pos;
pub use pipeline::Pipeline;
