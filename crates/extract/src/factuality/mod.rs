//! How certain a text says that an event is, from −3 (certainly not so) to 3 (certainly so): a learned model over what the tree tells.
//!
//! Rules say what an event is held to be in six words ([`crate::Modality`]); the model says how far, from what people judged of thousands of
//! sentences. It sees what the rules find, too. Its card is `crates/extract/model/README.md`; `onrecord-bench learn-factuality` trains it.

use crate::record::Modality;

mod degree;
mod features;
pub mod model;
mod scope;

pub use degree::{Certainty, Degree, Factuality, Held};
pub use features::features;
pub use model::{Model, Scale};
pub use scope::{Governor, Scope};

/// What the rules make of a word that may tell an event, before any statement; nothing where no word of theirs reaches it.
pub fn by_rule(scope: &Scope, token: usize) -> Option<Modality> {
    crate::events::rule_modality(scope, token)
}

/// How certain the words of `scope` hold the predicate `token` to be, −3 to 3. Pure.
pub fn score(scope: &Scope, token: usize, scale: Scale) -> f32 {
    Model::shipped().score(&features(scope, token), scale)
}
