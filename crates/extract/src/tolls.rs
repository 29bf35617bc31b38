//! Figures of people killed, injured, missing, displaced or detained.

use crate::actors::ActorIndex;
use crate::dates::DateAt;
use crate::places::PlaceAt;
use crate::reading::{Reading, Tokens};
use crate::record::{Statement, Toll};

/// One toll and its words.
#[derive(Clone, Debug, PartialEq)]
pub struct TollAt {
    /// The whole phrase.
    pub tokens: Tokens,
    /// The word that tells the effect ("killed", "dead", "toll"); an event of the same trigger is what it counts.
    pub trigger: usize,
    /// The toll; `event` is left for the caller to fill.
    pub toll: Toll,
}

/// Every toll of a document, in the order of the text.
pub fn find(
    reading: &Reading,
    dates: &[DateAt],
    places: &[PlaceAt],
    actors: &ActorIndex,
    statements: &[Statement],
) -> Vec<TollAt> {
    let _ = (reading, dates, places, actors, statements);
    Vec::new()
}
