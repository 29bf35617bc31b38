//! Places named in a document: the words always, and the state and the kind of place where the words tell them.

use crate::reading::{Reading, Tokens};
use crate::record::Place;

/// One place and its words.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceAt {
    /// The words ("an open field in Ukraine’s Zaporizhzhia region").
    pub tokens: Tokens,
    /// What they tell.
    pub place: Place,
}

/// Every place of a document, in the order of the text; the longest wording wins.
pub fn find(reading: &Reading) -> Vec<PlaceAt> {
    let _ = reading;
    Vec::new()
}

/// Where an event at `token` of `block` most likely happened: the place that hangs on it or on its clause by a
/// preposition of place.
pub fn place_of<'p>(reading: &Reading, places: &'p [PlaceAt], block: usize, token: usize) -> Option<&'p PlaceAt> {
    let _ = (reading, places, block, token);
    None
}
