//! What weighing asks of the catalogue: names of states and bodies, the kinship of weapons, who speaks by consensus.

use onrecord_catalogue::{Catalogue, Provision, SpeaksBy};
use onrecord_extract::EventType;
use std::collections::BTreeSet;

/// The catalogue's name of a state, organisation or body.
pub(crate) fn actor_name(code: &str) -> Option<String> {
    let catalogue = Catalogue::shipped();
    catalogue.state(code).map(|state| state.name.clone()).or_else(|| {
        catalogue
            .organisation(code)
            .map(|organisation| organisation.name.clone())
    })
}

/// Whether a code is a state's.
pub(crate) fn is_state(code: &str) -> bool {
    Catalogue::shipped().state(code).is_some()
}

/// Whether a body needs the consent of every member to speak.
pub(crate) fn speaks_by_consensus(code: &str) -> bool {
    Catalogue::shipped()
        .organisation(code)
        .is_some_and(|organisation| organisation.speaks_by == Some(SpeaksBy::Consensus))
}

/// Whether a state sits in a body that speaks by consensus, in a year.
pub(crate) fn sits_in(state: &str, body: &str, year: Option<u16>) -> bool {
    Catalogue::shipped().state(state).is_some_and(|state| {
        if body == "UNSC" {
            state.is_permanent_member() || year.is_some_and(|year| state.on_council(year))
        } else {
            state.member_of.iter().any(|code| code == body)
        }
    })
}

/// Whether `class` is `other` or a kind of it.
pub(crate) fn is_a(class: &str, other: &str) -> bool {
    class == other || Catalogue::shipped().weapons().is_a(class, other)
}

/// How many steps a class lies below the top of its tree.
pub(crate) fn depth(class: &str) -> usize {
    Catalogue::shipped()
        .weapons()
        .ancestors(class)
        .count()
        .saturating_sub(1)
}

/// Whether a class is too wide to tell one thing from another ("weapons").
pub(crate) fn is_general(class: &str) -> bool {
    depth(class) == 0
}

/// A class in the plural, as it is read in a sentence.
pub(crate) fn class_name(class: &str) -> String {
    Catalogue::shipped().weapons().class(class).map_or_else(
        || class.rsplit('.').next().unwrap_or(class).replace('_', " "),
        |class| class.name.clone(),
    )
}

/// All provisions.
pub(crate) fn provisions() -> &'static [Provision] {
    &Catalogue::shipped().provisions
}

/// Kinds of act that the words of a denial name ("using … weapons", "supplying").
pub(crate) fn acts_named(words: &str) -> BTreeSet<EventType> {
    let mut kinds = BTreeSet::new();
    for word in words.split(|letter: char| !letter.is_alphanumeric()) {
        if USE.contains(&word) {
            kinds.insert(EventType::Attack);
        }
        if SUPPLY.iter().any(|stem| word.starts_with(stem)) {
            kinds.insert(EventType::ArmsTransfer);
        }
    }
    kinds
}

const USE: [&str; 14] = [
    "use",
    "uses",
    "using",
    "used",
    "attack",
    "attacks",
    "attacking",
    "strike",
    "strikes",
    "striking",
    "firing",
    "fired",
    "shelling",
    "bombing",
];

const SUPPLY: [&str; 12] = [
    "suppl", "transfer", "export", "procur", "selling", "sale", "buying", "purchas", "deliver", "provid", "shipment",
    "receiv",
];
