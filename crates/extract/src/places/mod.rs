//! Places named in a document: the words always, and the state and the kind of place where the words tell them.

mod joined;
mod named;
mod words;

use std::ops::Range;

use onrecord_document::Basis;
use onrecord_language::Pos;

use crate::reading::{Reading, Tokens};
use crate::record::{Place, PlacePrecision};
use joined::{joined, with_site};
use named::named;

/// One place and its words.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceAt {
    /// The words ("an open field in Ukraine’s Zaporizhzhia region").
    pub tokens: Tokens,
    /// What they tell.
    pub place: Place,
}

/// A place while it is being read.
struct Draft {
    tokens: Range<usize>,
    /// The proper name alone.
    name: Range<usize>,
    precision: PlacePrecision,
    country: Option<String>,
    resolved: Option<String>,
    rule: &'static str,
    /// Whether it is a state, a region or a town by name: what may stand after a comma.
    is_state: bool,
}

/// Every place of a document, in the order of the text; the longest wording wins.
///
/// A state or a capital is told by the catalogue, a region, district or town by the word beside its name, a state around
/// it by "City, State", "State’s region", "the Eritrean port of …". Everything else keeps its words and is
/// [`PlacePrecision::Unknown`]. A name that stands with its state once keeps it in the whole document.
pub fn find(reading: &Reading) -> Vec<PlaceAt> {
    let mut found: Vec<(PlaceAt, String)> = Vec::new();
    for (block, read) in reading.blocks.iter().enumerate() {
        let annotated = &read.annotated;
        let drafts = joined(annotated, named(annotated));
        for draft in drafts {
            let name = annotated.slice(draft.name.clone()).to_owned();
            let site = with_site(annotated, &draft.tokens);
            let tokens = Tokens::new(block, site.unwrap_or(draft.tokens));
            let extracted = reading.span(&tokens);
            let basis = Basis {
                rule: draft.rule.to_owned(),
                spans: vec![extracted.clone()],
            };
            let place = Place {
                extracted,
                resolved: draft.resolved,
                country: draft.country,
                lat: None,
                lon: None,
                precision: draft.precision,
                basis,
            };
            found.push((PlaceAt { tokens, place }, name));
        }
    }
    share_states(&mut found);
    found.into_iter().map(|(place, _)| place).collect()
}

/// A name told with its state in one place lies in that state wherever the document names it.
fn share_states(found: &mut [(PlaceAt, String)]) {
    let told: Vec<(String, String, Basis, PlacePrecision)> = found
        .iter()
        .filter(|(place, name)| !name.is_empty() && place.place.precision != PlacePrecision::Country)
        .filter_map(|(place, name)| {
            let country = place.place.country.clone()?;
            Some((name.clone(), country, place.place.basis.clone(), place.place.precision))
        })
        .collect();
    for (place, name) in found.iter_mut().filter(|(place, _)| place.place.country.is_none()) {
        let mut countries = told.iter().filter(|(other, ..)| other == name);
        let Some((_, country, basis, _)) = countries.next() else {
            continue;
        };
        if countries.all(|(_, other, ..)| other == country) {
            place.place.country = Some(country.clone());
            place.place.basis.rule = format!("{}+place.same-name", place.place.basis.rule);
            place.place.basis.spans.extend(basis.spans.iter().cloned());
        }
    }
}

/// Where something at `token` of `block` was: the place that hangs on it, or on the verb that it belongs to, by a
/// preposition of place.
pub fn place_of<'p>(reading: &Reading, places: &'p [PlaceAt], block: usize, token: usize) -> Option<&'p PlaceAt> {
    let annotated = reading.annotated(block);
    let here: Vec<(usize, &PlaceAt)> = places
        .iter()
        .filter(|place| place.tokens.block == block)
        .filter_map(|place| {
            let range = place.tokens.range();
            let head = range
                .clone()
                .find(|&token| !range.contains(&annotated.head(token)) || annotated.head(token) == token)?;
            let preposition = annotated.head(head);
            let located = matches!(
                annotated.lower(preposition),
                "in" | "at"
                    | "near"
                    | "on"
                    | "across"
                    | "outside"
                    | "inside"
                    | "over"
                    | "around"
                    | "of"
                    | "throughout"
                    | "off"
            );
            (located && annotated.dep(head) == "pobj").then_some((preposition, place))
        })
        .collect();
    let mut at = token;
    for _ in 0..5 {
        let under = |preposition: usize| {
            for ancestor in annotated.ancestors(preposition) {
                if ancestor == at {
                    return true;
                }
                if matches!(annotated.pos(ancestor), Pos::Verb | Pos::Aux) {
                    return false;
                }
            }
            false
        };
        if let Some((_, place)) = here
            .iter()
            .filter(|(preposition, _)| under(*preposition))
            .min_by_key(|(preposition, _)| preposition.abs_diff(token))
        {
            return Some(place);
        }
        let head = annotated.head(at);
        if head == at
            || (matches!(annotated.pos(at), Pos::Verb | Pos::Aux)
                && !matches!(annotated.dep(at), "conj" | "advcl" | "xcomp" | "acl" | "relcl"))
        {
            return None;
        }
        at = head;
    }
    None
}
