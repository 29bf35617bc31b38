//! Names of people, organisations and vessels, compared across scripts, spellings and word order.
//!
//! A [`Name`] is prepared once: its words are written in Latin letters, told apart by what they are (titles, particles, legal forms, numbers,
//! places, initials), and given the keys by which spellings of one name meet. [`compare`] lays two names side by side, and says how likely it
//! is that they are one name in two spellings, which words met and how, and what counted how much.
//!
//! No input or output, no clock: the tables are in `data/`, the learned weights in `model/`.

mod align;
mod distance;
mod explain;
mod features;
mod hangul;
mod latin;
mod model;
mod name;
mod orders;
mod script;
mod similarity;
mod sound;
mod tables;
mod words;

pub use align::{How, Pair};
pub use explain::{Count, Part};
pub use features::{FEATURES, Feature};
pub use model::{Model, ModelError, THRESHOLD};
pub use name::{Kind, Name, Schema, Token};
pub use orders::{Match, compare, compare_with, measure};
pub use script::Script;
