//! Places named in a document: the words always, and the state and the kind of place where the words tell them.

mod context;
mod joined;
mod named;
mod resolve;
mod unmarked;
mod words;

use std::ops::Range;

use onrecord_document::Basis;
use onrecord_gazetteer::RegionId;
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
    /// Whether it is a state: what may stand after a comma.
    is_state: bool,
    /// Whether it is named like a state's capital.
    is_capital: bool,
    /// The region that is named beside it ("Odessa, Texas").
    within: Option<RegionId>,
    /// Whether it is a place only if resolving it bears that out.
    tentative: bool,
}

impl Draft {
    /// A name of which nothing else is told yet.
    fn named(name: Range<usize>, rule: &'static str) -> Self {
        Draft {
            tokens: name.clone(),
            name,
            precision: PlacePrecision::Unknown,
            country: None,
            resolved: None,
            rule,
            is_state: false,
            is_capital: false,
            within: None,
            tentative: false,
        }
    }
}

/// A place that was read, and what resolving it needs.
struct Named {
    at: PlaceAt,
    block: usize,
    /// The proper name alone.
    name: Range<usize>,
    is_state: bool,
    is_capital: bool,
    within: Option<RegionId>,
    tentative: bool,
}

/// Every place of a document, in the order of the text; the longest wording wins.
///
/// A state or a capital is told by the catalogue, a region, district or town by the word beside its name, a state around
/// it by "City, State", "State’s region", "the Eritrean port of …". A name that stands with its state once keeps it in the whole
/// document. Then the gazetteer is asked which place a name means, by the document's other words ([`resolve`]); what it does not
/// tell keeps its words and is [`PlacePrecision::Unknown`] unless a word tells its kind.
pub fn find(reading: &Reading) -> Vec<PlaceAt> {
    let mut found: Vec<Named> = Vec::new();
    let mut heard = context::Heard::default();
    for (block, read) in reading.blocks.iter().enumerate() {
        let annotated = &read.annotated;
        let mut states = Vec::new();
        let drafts = joined(annotated, named(annotated, &mut states));
        heard.add(block, states);
        for draft in drafts {
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
            found.push(Named {
                at: PlaceAt { tokens, place },
                block,
                name: draft.name,
                is_state: draft.is_state,
                is_capital: draft.is_capital,
                within: draft.within,
                tentative: draft.tentative,
            });
        }
    }
    share_states(reading, &mut found);
    resolve::resolve(reading, &mut heard, &mut found);
    read_as_regions(reading, &heard, &mut found);
    found.retain(|named| !named.tentative);
    found.into_iter().map(|named| named.at).collect()
}

/// "Georgia" in a document that has told of "Atlanta, Georgia" and of nothing of the state of that name is the region.
fn read_as_regions(reading: &Reading, heard: &context::Heard, found: &mut [Named]) {
    let words = |named: &Named| reading.annotated(named.block).slice(named.at.tokens.range()).to_owned();
    let joined: Vec<(String, String, Basis)> = found
        .iter()
        .filter(|named| named.within.is_some())
        .filter_map(|named| {
            let country = named.at.place.country.clone()?;
            let region = words(named).rsplit_once(", ")?.1.to_owned();
            Some((region, country, named.at.place.basis.clone()))
        })
        .collect();
    for named in found {
        let Some(code) = named.at.place.country.clone().filter(|_| named.is_state) else {
            continue;
        };
        let name = words(named);
        let Some((_, country, basis)) = joined.iter().find(|(region, ..)| *region == name) else {
            continue;
        };
        let of_the_state = heard
            .said_of(&code)
            .iter()
            .any(|&(block, token)| !name.contains(reading.annotated(block).token(token)));
        if *country == code || of_the_state {
            continue;
        }
        let place = &mut named.at.place;
        place.country = Some(country.clone());
        place.precision = PlacePrecision::Region;
        place.resolved = Some(name);
        (place.lat, place.lon) = (None, None);
        place.basis.rule = format!("{}+place.region-of-that-name", place.basis.rule);
        place.basis.spans.extend(basis.spans.iter().cloned());
    }
}

/// A name told with its state in one place lies in that state wherever the document names it.
fn share_states(reading: &Reading, found: &mut [Named]) {
    let words = |named: &Named| reading.annotated(named.block).slice(named.name.clone()).to_owned();
    let told: Vec<(String, String, Basis)> = found
        .iter()
        .filter(|named| {
            !named.name.is_empty() && !named.is_capital && named.at.place.precision != PlacePrecision::Country
        })
        .filter_map(|named| {
            let country = named.at.place.country.clone()?;
            Some((words(named), country, named.at.place.basis.clone()))
        })
        .collect();
    for named in found.iter_mut() {
        let name = words(named);
        let place = &mut named.at.place;
        if named.within.is_some() || (place.country.is_some() && !named.is_capital) {
            continue;
        }
        let mut countries = told.iter().filter(|(other, ..)| *other == name);
        let Some((_, country, basis)) = countries.next() else {
            continue;
        };
        if place.country.as_ref() != Some(country) && countries.all(|(_, other, _)| other == country) {
            place.country = Some(country.clone());
            place.resolved = None;
            named.is_capital = false;
            place.basis.rule = format!("{}+place.same-name", place.basis.rule);
            place.basis.spans.extend(basis.spans.iter().cloned());
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
