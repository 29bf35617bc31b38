//! Places named in a document: the words always, and the state and the kind of place where the words tell them.

use std::ops::Range;

use onrecord_catalogue::{Catalogue, NameKind, NameTarget};
use onrecord_document::Basis;
use onrecord_language::{Annotated, Pos};

use crate::reading::{Reading, Tokens};
use crate::record::{Place, PlacePrecision};

/// One place and its words.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceAt {
    /// The words ("an open field in Ukraine’s Zaporizhzhia region").
    pub tokens: Tokens,
    /// What they tell.
    pub place: Place,
}

/// Words after a name that tell what kind of region it is.
const REGIONS: &[&str] = &["region", "oblast", "province", "governorate", "krai", "prefecture", "republic", "emirate", "canton"];
const DISTRICTS: &[&str] = &["district", "county", "raion", "rayon", "municipality", "subdistrict"];
/// Words before "of" and a name, or after a name, that tell that it is a town.
const TOWNS: &[&str] = &["city", "town", "village", "port", "settlement", "suburb", "hamlet", "capital"];
/// What stands in a place without being named itself.
const SITES: &[&str] = &[
    "airbase", "airfield", "airport", "area", "area", "base", "beach", "border", "bridge", "building", "camp", "center",
    "centre", "church", "clinic", "coast", "compound", "crossing", "dam", "depot", "factory", "farm", "field", "harbour",
    "harbor", "hospital", "hotel", "house", "kindergarten", "market", "mine", "mosque", "neighborhood", "neighbourhood",
    "outskirts", "plant", "prison", "range", "refinery", "residential", "road", "school", "shelter", "site", "square",
    "station", "street", "suburb", "terminal", "theatre", "theater", "university", "warehouse", "waters", "airspace",
    "mall", "supermarket", "cemetery", "stadium", "facility", "shipyard", "substation", "apartment", "block",
];
/// What sets a part of a state apart ("eastern Ukraine").
const PARTS: &[&str] = &[
    "northern", "southern", "eastern", "western", "central", "north", "south", "east", "west", "northeastern",
    "northwestern", "southeastern", "southwestern", "north-eastern", "south-eastern", "mainland", "occupied", "coastal",
    "northeast", "northwest", "southeast", "southwest",
];

/// A place while it is being read.
struct Draft {
    tokens: Range<usize>,
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
            let name = name_of(annotated, &draft.tokens);
            let site = with_site(annotated, &draft.tokens);
            let tokens = Tokens::new(block, site.unwrap_or(draft.tokens));
            let extracted = reading.span(&tokens);
            let basis = Basis { rule: draft.rule.to_owned(), spans: vec![extracted.clone()] };
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
        let Some((_, country, basis, _)) = countries.next() else { continue };
        if countries.all(|(_, other, ..)| other == country) {
            place.place.country = Some(country.clone());
            place.place.basis.rule = format!("{}+place.same-name", place.place.basis.rule);
            place.place.basis.spans.extend(basis.spans.iter().cloned());
        }
    }
}

/// The proper name alone, to tell whether two wordings name one place.
fn name_of(annotated: &Annotated, tokens: &Range<usize>) -> String {
    let mut name: Vec<&str> = Vec::new();
    for token in tokens.clone() {
        if annotated.pos(token) == Pos::Propn && !annotated.lower(token).starts_with(['\'', '’']) {
            name.push(annotated.token(token));
        } else if annotated.lower(token) == "," && !name.is_empty() {
            break;
        }
    }
    name.join(" ")
}

/// Names of places by themselves, from left to right, without overlaps.
fn named(annotated: &Annotated) -> Vec<Draft> {
    let catalogue = Catalogue::shipped();
    let tokens: Vec<&str> = (0..annotated.len()).map(|token| annotated.token(token)).collect();
    let mut drafts: Vec<Draft> = Vec::new();
    let mut taken = vec![false; tokens.len()];
    let entity_end = |at: usize| annotated.entities().iter().find(|entity| entity.start == at);
    let mut at = 0;
    while at < tokens.len() {
        let name = catalogue.names().longest_at(&tokens, at);
        let is_place_name = |how: NameKind| matches!(how, NameKind::Name | NameKind::Alias | NameKind::Acronym | NameKind::Capital);
        if let Some(found) = &name {
            let range = at..at + found.length;
            match found.target {
                NameTarget::State(state) if is_place_name(found.how) && found.characters.is_none() && !attributive(annotated, &range) => {
                    let state = &catalogue.states[state];
                    let capital = found.how == NameKind::Capital;
                    let name = annotated.slice(range.clone()).to_owned();
                    let part = at.checked_sub(1).filter(|&before| !capital && PARTS.contains(&annotated.lower(before)));
                    drafts.push(Draft {
                        tokens: part.unwrap_or(at)..range.end,
                        precision: if capital { PlacePrecision::City } else { PlacePrecision::Country },
                        country: Some(state.code.clone()),
                        resolved: Some(if capital { name } else { state.name.clone() }),
                        rule: if capital { "place.capital" } else if part.is_some() { "place.part-of-state" } else { "place.state" },
                        is_state: !capital,
                    });
                    taken[range.clone()].fill(true);
                    at = range.end;
                    continue;
                }
                // A demonym may open a longer name ("Korean Peninsula"); anything else of the catalogue is no place.
                NameTarget::State(_) if found.how == NameKind::Demonym => {}
                _ => {
                    at = range.end.max(at + 1);
                    continue;
                }
            }
        }
        if let Some(entity) = entity_end(at)
            && matches!(entity.label(annotated), "GPE" | "LOC" | "FAC")
        {
            let mut range = entity.tokens();
            while range.end > range.start && (annotated.is_punct(range.end - 1) || matches!(annotated.lower(range.end - 1), "'s" | "’s")) {
                range.end -= 1;
            }
            while range.start < range.end && annotated.lower(range.start) == "the" {
                range.start += 1;
            }
            let overlaps = range.clone().any(|token| taken[token]);
            let has_name = range.clone().any(|token| annotated.pos(token) == Pos::Propn);
            if !range.is_empty() && !overlaps && has_name && !is_demonym(catalogue, annotated, &range) {
                let (precision, rule) = if entity.label(annotated) == "FAC" {
                    (PlacePrecision::Point, "place.site-name")
                } else {
                    (PlacePrecision::Unknown, "place.name")
                };
                taken[range.clone()].fill(true);
                drafts.push(Draft { tokens: range.clone(), precision, country: None, resolved: None, rule, is_state: false });
                at = range.end.max(at + 1);
                continue;
            }
        }
        at += 1;
    }
    drafts.extend(told_by_a_word(annotated, &taken));
    drafts.sort_by_key(|draft| draft.tokens.start);
    drafts
}

/// A state's name before a noun names its people or government, not where something is ("the Ukraine war" aside).
fn attributive(annotated: &Annotated, range: &Range<usize>) -> bool {
    let last = range.end - 1;
    matches!(annotated.lower(range.start), "us" | "u.s." | "uk" | "u.k." | "us.") && annotated.dep(last) == "compound"
}

fn is_demonym(catalogue: &Catalogue, annotated: &Annotated, range: &Range<usize>) -> bool {
    let tokens: Vec<&str> = range.clone().map(|token| annotated.token(token)).collect();
    catalogue.names().longest_at(&tokens, 0).is_some_and(|found| found.how == NameKind::Demonym && found.length == tokens.len())
}

/// Names that no entity covers, told by a word beside them: "Zaporizhzhia region", "the village of Hroza".
fn told_by_a_word(annotated: &Annotated, taken: &[bool]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for at in 0..annotated.len() {
        let lower = annotated.lower(at);
        let is_name = |token: usize| annotated.pos(token) == Pos::Propn && !taken[token] && !is_kind_word(annotated.lower(token));
        let range = if REGIONS.contains(&lower) || DISTRICTS.contains(&lower) {
            let mut start = at;
            while start > 0 && is_name(start - 1) {
                start -= 1;
            }
            start..at
        } else if TOWNS.contains(&lower) && at + 2 < annotated.len() && annotated.lower(at + 1) == "of" {
            let mut end = at + 2;
            while end < annotated.len() && is_name(end) {
                end += 1;
            }
            at + 2..end
        } else {
            continue;
        };
        let overlaps = range.clone().any(|token| taken[token]);
        let demonym = !range.is_empty() && is_demonym(Catalogue::shipped(), annotated, &range);
        if !range.is_empty() && !overlaps && !demonym {
            drafts.push(Draft {
                tokens: range,
                precision: PlacePrecision::Unknown,
                country: None,
                resolved: None,
                rule: "place.name",
                is_state: false,
            });
        }
    }
    drafts
}

fn is_kind_word(lower: &str) -> bool {
    REGIONS.contains(&lower) || DISTRICTS.contains(&lower) || TOWNS.contains(&lower)
}

/// Drafts with the words that tell their kind and their state, and neighbours that are one wording made one.
fn joined(annotated: &Annotated, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for mut draft in drafts {
        // A state's own "republic" or "region" is no region of it.
        tell_kind(annotated, &mut draft);
        tell_state_before(annotated, &mut draft);
        if let Some(last) = out.last_mut()
            && draft.tokens.start < last.tokens.end
        {
            // "Ukraine" inside "Ukraine’s Zaporizhzhia region".
            if draft.tokens.len() <= last.tokens.len() {
                continue;
            }
            out.pop();
        }
        if draft.tokens.start >= 1
            && out.last().is_some_and(|last| last.tokens.start >= draft.tokens.start)
        {
            out.pop();
        }
        if let Some(last) = out.last_mut()
            && lies_in(annotated, last, &draft)
        {
            if last.precision == PlacePrecision::Unknown && draft.is_state {
                last.precision = PlacePrecision::City;
                last.rule = "place.town-and-state";
            } else if last.country.is_none() && draft.country.is_some() {
                last.rule = "place.with-state";
            }
            last.country = last.country.take().or(draft.country);
            last.tokens.end = draft.tokens.end;
            continue;
        }
        out.push(draft);
    }
    out
}

/// "City, State", "Town in State", "Town, Region, State".
fn lies_in(annotated: &Annotated, first: &Draft, second: &Draft) -> bool {
    let between = first.tokens.end..second.tokens.start;
    let kind_differs = !(first.is_state || first.precision == PlacePrecision::Country);
    let country_fits = first.country.is_none() || second.country.is_none() || first.country == second.country;
    if !kind_differs || !country_fits {
        return false;
    }
    let words: Vec<&str> = between.map(|token| annotated.lower(token)).collect();
    match words[..] {
        // "Kyiv, Moscow and Minsk" is a list of towns, "Kharkiv, Ukraine" is one place.
        [","] => {
            let next = second.tokens.end;
            let list = next < annotated.len() && matches!(annotated.lower(next), "and" | "or") && !second.is_state;
            (second.is_state && !listed_state(annotated, second)) || (second.precision == PlacePrecision::Region && !list)
        }
        ["in"] => second.is_state || second.precision == PlacePrecision::Region,
        ["in", "the"] => second.precision == PlacePrecision::Region,
        _ => false,
    }
}

/// "Kharkiv, Ukraine and Poland": the state belongs to a list, not to the town.
fn listed_state(annotated: &Annotated, state: &Draft) -> bool {
    let next = state.tokens.end;
    next < annotated.len() && matches!(annotated.lower(next), "and" | "or")
}

fn tell_kind(annotated: &Annotated, draft: &mut Draft) {
    let after = draft.tokens.end;
    let lower = |token: usize| if token < annotated.len() { annotated.lower(token) } else { "" };
    let own_kind = annotated.lower(draft.tokens.end - 1);
    if draft.is_state {
        return;
    }
    if REGIONS.contains(&lower(after)) || REGIONS.contains(&own_kind) {
        draft.precision = PlacePrecision::Region;
    } else if DISTRICTS.contains(&lower(after)) || DISTRICTS.contains(&own_kind) {
        draft.precision = PlacePrecision::District;
    } else {
        // "the village of Hroza", "the region of Tigray".
        let before = |steps: usize| draft.tokens.start.checked_sub(steps).map_or("", |token| annotated.lower(token));
        if before(1) == "of" {
            let kind = if REGIONS.contains(&before(2)) {
                Some(PlacePrecision::Region)
            } else if DISTRICTS.contains(&before(2)) {
                Some(PlacePrecision::District)
            } else if TOWNS.contains(&before(2)) {
                Some(PlacePrecision::City)
            } else {
                None
            };
            if let Some(kind) = kind {
                draft.precision = kind;
                draft.tokens.start -= 2;
                draft.rule = "place.kind-of-name";
            }
        } else if matches!(lower(after), "city" | "town" | "village") || matches!(own_kind, "city") {
            draft.precision = PlacePrecision::City;
            draft.rule = "place.name-and-kind";
            draft.tokens.end += usize::from(matches!(lower(after), "city" | "town" | "village"));
        }
        return;
    }
    draft.rule = "place.name-and-kind";
    if !(REGIONS.contains(&own_kind) || DISTRICTS.contains(&own_kind)) {
        draft.tokens.end = after + 1;
    }
    // A capital's region is no longer the capital.
    draft.resolved = None;
}

/// The state before a name: "Ukraine’s Zaporizhzhia region", "the Eritrean port of Massawa", "Russian-held Donetsk" is none.
fn tell_state_before(annotated: &Annotated, draft: &mut Draft) {
    if draft.is_state {
        return;
    }
    let catalogue = Catalogue::shipped();
    let mut at = draft.tokens.start;
    let mut possessive = false;
    // Adjectives between ("Ukraine’s eastern Donetsk region", "the Eritrean Red Sea port of Massawa").
    for _ in 0..4 {
        let Some(before) = at.checked_sub(1) else { return };
        let lower = annotated.lower(before);
        if matches!(lower, "'s" | "’s") {
            possessive = true;
            at = before;
            continue;
        }
        let tokens: Vec<&str> = (before.saturating_sub(3)..=before).map(|token| annotated.token(token)).collect();
        let owner = (0..tokens.len()).find_map(|start| {
            let found = catalogue.names().longest_at(&tokens, start)?;
            (start + found.length == tokens.len() && found.characters.is_none()).then_some((found, start))
        });
        if let Some((found, start)) = owner {
            let NameTarget::State(state) = found.target else { return };
            let adjective = found.how == NameKind::Demonym;
            if !(possessive || adjective) {
                return;
            }
            draft.country.get_or_insert_with(|| catalogue.states[state].code.clone());
            draft.tokens.start = before + 1 - (tokens.len() - start);
            draft.rule = "place.with-state";
            return;
        }
        let skippable = PARTS.contains(&lower) || annotated.pos(before) == Pos::Adj || TOWNS.contains(&lower);
        if !skippable || possessive {
            return;
        }
        at = before;
    }
}

/// "an open field in …", "the market of …", "a school near …": the words of an unnamed site before a place.
fn with_site(annotated: &Annotated, tokens: &Range<usize>) -> Option<Range<usize>> {
    let mut start = tokens.start;
    if start > 0 && annotated.lower(start - 1) == "the" {
        start -= 1;
    }
    let preposition = start.checked_sub(1)?;
    if !matches!(annotated.lower(preposition), "in" | "of" | "near" | "at" | "outside" | "on") {
        return None;
    }
    let noun = preposition.checked_sub(1)?;
    if !SITES.contains(&annotated.lemma(noun)) && !SITES.contains(&annotated.lower(noun)) {
        return None;
    }
    let left = annotated.left_edge(noun);
    // Only the noun's own words: determiner, adjectives, compounds.
    let first = (left..=noun).rev().take_while(|&token| {
        token == noun || matches!(annotated.pos(token), Pos::Adj | Pos::Noun | Pos::Propn | Pos::Det | Pos::Num)
    });
    let first = first.last().unwrap_or(noun);
    let first = if annotated.lower(first) == "the" { first + 1 } else { first };
    Some(first..tokens.end)
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
            let head = range.clone().find(|&token| !range.contains(&annotated.head(token)) || annotated.head(token) == token)?;
            let preposition = annotated.head(head);
            let located = matches!(annotated.lower(preposition), "in" | "at" | "near" | "on" | "across" | "outside" | "inside" | "over" | "around" | "of" | "throughout" | "off");
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
        if let Some((_, place)) = here.iter().filter(|(preposition, _)| under(*preposition)).min_by_key(|(preposition, _)| preposition.abs_diff(token)) {
            return Some(place);
        }
        let head = annotated.head(at);
        if head == at || (matches!(annotated.pos(at), Pos::Verb | Pos::Aux) && !matches!(annotated.dep(at), "conj" | "advcl" | "xcomp" | "acl" | "relcl")) {
            return None;
        }
        at = head;
    }
    None
}
