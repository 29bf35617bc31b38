//! Names with the words that tell their kind and their state, and neighbours that are one wording.

use std::ops::Range;

use onrecord_catalogue::{Catalogue, NameKind, NameTarget};
use onrecord_gazetteer::{Gazetteer, Kind, RegionId};
use onrecord_language::{Annotated, Pos};

use super::Draft;
use super::words::{DISTRICTS, LISTED, PARTS, REGIONS, SITES, TOWNS};
use crate::record::PlacePrecision;

/// Drafts with the words that tell their kind and their state, and neighbours that are one wording made one.
pub(super) fn joined(annotated: &Annotated, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for mut draft in drafts {
        // A state's own "republic" or "region" is no region of it.
        tell_kind(annotated, &mut draft);
        tell_state_before(annotated, &mut draft);
        tell_countryside(annotated, &mut draft);
        if let Some(last) = out.last_mut()
            && draft.tokens.start < last.tokens.end
        {
            // "Ukraine" inside "Ukraine’s Zaporizhzhia region".
            if draft.tokens.len() <= last.tokens.len() {
                continue;
            }
            out.pop();
        }
        if draft.tokens.start >= 1 && out.last().is_some_and(|last| last.tokens.start >= draft.tokens.start) {
            out.pop();
        }
        if let Some(last) = out.last_mut()
            && let Some(region) = lies_in_named_region(annotated, last, &draft)
        {
            last.tokens.end = draft.tokens.end;
            last.tentative &= draft.tentative;
            last.within = Some(region);
            last.rule = "place.town-and-region";
            // Neither the state that the region's name also names, nor the state whose capital the town's name also names.
            last.country = None;
            last.resolved = None;
            last.is_capital = false;
            continue;
        }
        if let Some(last) = out.last_mut()
            && lies_in(annotated, last, &draft)
        {
            if last.is_capital && draft.country.is_some() && draft.country != last.country {
                last.country = None;
                last.resolved = None;
                last.is_capital = false;
                last.rule = "place.town-and-state";
            }
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
    let country_fits = first.country.is_none()
        || second.country.is_none()
        || first.country == second.country
        || (first.is_capital && has_town_in(annotated, first, second.country.as_deref()));
    if !kind_differs || !country_fits {
        return false;
    }
    // "Europe, Britain" is a list.
    let found = Gazetteer::shipped().lookup(annotated.slice(first.name.clone()));
    if !found.is_empty()
        && found
            .iter()
            .all(|found| matches!(found.kind, Kind::Area | Kind::Water | Kind::Country))
    {
        return false;
    }
    let words: Vec<&str> = between.map(|token| annotated.lower(token)).collect();
    match words[..] {
        // "Kyiv, Moscow and Minsk" is a list of towns, "Kharkiv, Ukraine" is one place.
        [","] => {
            let next = second.tokens.end;
            let list = next < annotated.len() && matches!(annotated.lower(next), "and" | "or") && !second.is_state;
            (second.is_state && !listed_state(annotated, second))
                || (second.precision == PlacePrecision::Region && !list)
        }
        ["in"] => second.is_state || second.precision == PlacePrecision::Region,
        ["in", "the"] => second.precision == PlacePrecision::Region,
        _ => false,
    }
}

/// The region that the gazetteer has a town of the first name in, where the second is its name: "Odessa, Texas",
/// "Birmingham, Alabama", "Atlanta, Georgia" (the state of that name has no such town).
fn lies_in_named_region(annotated: &Annotated, first: &Draft, second: &Draft) -> Option<RegionId> {
    if first.is_state || second.name.is_empty() || first.within.is_some() {
        return None;
    }
    let between = first.tokens.end..second.tokens.start;
    if between.len() != 1 || annotated.lower(between.start) != "," || lists_on(annotated, second) {
        return None;
    }
    let gazetteer = Gazetteer::shipped();
    let towns = gazetteer.lookup(annotated.slice(first.name.clone()));
    let towns = || towns.iter().filter(|town| town.kind == Kind::City);
    let regions = gazetteer.lookup(annotated.slice(second.name.clone()));
    let (region, inhabitants) = regions
        .iter()
        .filter(|region| region.kind == Kind::Region)
        .filter_map(|region| {
            let there = towns().filter(|town| town.region == region.region);
            Some((region.region, there.map(|town| town.population).max()?))
        })
        .max_by_key(|(region, inhabitants)| (*inhabitants, *region))?;
    if second.is_state {
        let in_state = towns().filter(|town| town.country == second.country.as_deref());
        if in_state.map(|town| town.population).max() >= Some(inhabitants) {
            return None;
        }
    }
    Some(region)
}

/// Whether the names go on after a comma or "and": "Aleppo, Idlib, and Hama".
fn lists_on(annotated: &Annotated, second: &Draft) -> bool {
    let mut next = second.tokens.end;
    let lower = |at: usize| if at < annotated.len() { annotated.lower(at) } else { "" };
    let comma = lower(next) == ",";
    next += usize::from(comma);
    let and = matches!(lower(next), "and" | "or");
    next += usize::from(and);
    let name = next < annotated.len() && annotated.pos(next) == Pos::Propn;
    let place = name && matches!(annotated.entity_label(next), Some("GPE" | "LOC"));
    and && place && (!comma || lower(second.tokens.end + 3) != ",")
}

/// Whether the gazetteer has a town of a name in a state.
fn has_town_in(annotated: &Annotated, town: &Draft, state: Option<&str>) -> bool {
    let found = Gazetteer::shipped().lookup(annotated.slice(town.name.clone()));
    found
        .iter()
        .any(|found| found.kind == Kind::City && found.country == state)
}

/// "Kharkiv, Ukraine and Poland": the state belongs to a list, not to the town.
fn listed_state(annotated: &Annotated, state: &Draft) -> bool {
    let next = state.tokens.end;
    next < annotated.len() && matches!(annotated.lower(next), "and" | "or")
}

fn tell_kind(annotated: &Annotated, draft: &mut Draft) {
    let after = draft.tokens.end;
    let lower = |token: usize| {
        if token < annotated.len() {
            annotated.lower(token)
        } else {
            ""
        }
    };
    let own_kind = annotated.lower(draft.tokens.end - 1);
    if draft.is_state {
        return;
    }
    if let Some(kind) = listed_kind(annotated, after) {
        draft.precision = kind;
        draft.rule = "place.listed-kind";
        draft.resolved = None;
        draft.is_capital = false;
        return;
    }
    if REGIONS.contains(&lower(after)) || REGIONS.contains(&own_kind) {
        draft.precision = PlacePrecision::Region;
    } else if DISTRICTS.contains(&lower(after)) || DISTRICTS.contains(&own_kind) {
        draft.precision = PlacePrecision::District;
    } else {
        // "the village of Hroza", "the region of Tigray".
        let before = |steps: usize| {
            draft
                .tokens
                .start
                .checked_sub(steps)
                .map_or("", |token| annotated.lower(token))
        };
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
    draft.is_capital = false;
}

/// "Kharkiv, Sumy and Kherson regions": the kind stands after the last of a list.
fn listed_kind(annotated: &Annotated, after: usize) -> Option<PlacePrecision> {
    let goes_on = |token: &usize| {
        annotated.pos(*token) == Pos::Propn || matches!(annotated.lower(*token), "," | "and" | "or" | "-")
    };
    let end = annotated.len().min(after + 16);
    let last = (after..end).find(|token| !goes_on(token) || LISTED.contains(&annotated.lower(*token)))?;
    // "in Pyongyang and provinces" names none.
    if last > after && annotated.pos(last - 1) != Pos::Propn {
        return None;
    }
    kind_of_several(annotated.lower(last))
}

/// What kind a word in the plural tells.
fn kind_of_several(lower: &str) -> Option<PlacePrecision> {
    match lower {
        "regions" | "provinces" | "oblasts" | "governorates" | "republics" => Some(PlacePrecision::Region),
        "districts" | "counties" | "raions" => Some(PlacePrecision::District),
        _ => None,
    }
}

/// "Aleppo’s northern countryside": the words go on to what lies around a town.
fn tell_countryside(annotated: &Annotated, draft: &mut Draft) {
    let mut at = draft.tokens.end;
    let lower = |at: usize| if at < annotated.len() { annotated.lower(at) } else { "" };
    at += usize::from(matches!(lower(at), "'s" | "’s"));
    while PARTS.contains(&lower(at)) {
        at += 1;
    }
    if !draft.is_state && matches!(lower(at), "countryside" | "hinterland") {
        draft.tokens.end = at + 1;
        draft.precision = PlacePrecision::Region;
        draft.rule = "place.name-and-kind";
        draft.resolved = None;
        draft.is_capital = false;
    }
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
        let tokens: Vec<&str> = (before.saturating_sub(3)..=before)
            .map(|token| annotated.token(token))
            .collect();
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
            let code = &catalogue.states[state].code;
            if draft.is_capital && draft.country.as_ref() != Some(code) {
                // "Lebanon's Tripoli" is not Libya's.
                if !has_town_in(annotated, draft, Some(code)) {
                    return;
                }
                draft.country = None;
                draft.resolved = None;
                draft.is_capital = false;
            }
            draft.country.get_or_insert_with(|| code.clone());
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
pub(super) fn with_site(annotated: &Annotated, tokens: &Range<usize>) -> Option<Range<usize>> {
    let mut start = tokens.start;
    if start > 0 && annotated.lower(start - 1) == "the" {
        start -= 1;
    }
    let preposition = start.checked_sub(1)?;
    if !matches!(
        annotated.lower(preposition),
        "in" | "of" | "near" | "at" | "outside" | "on"
    ) {
        return None;
    }
    let noun = preposition.checked_sub(1)?;
    if !SITES.contains(&annotated.lemma(noun)) && !SITES.contains(&annotated.lower(noun)) {
        return None;
    }
    // "bombed a school in Kherson": the school is what was bombed, not where; "landed in a field near …" tells where.
    let where_to = annotated.head(noun);
    if annotated.dep(noun) != "pobj"
        || !matches!(
            annotated.lower(where_to),
            "in" | "at" | "on" | "near" | "into" | "onto" | "inside" | "outside" | "over" | "from" | "to"
        )
    {
        return None;
    }
    let left = annotated.left_edge(noun);
    // Only the noun's own words: determiner, adjectives, compounds.
    let first = (left..=noun).rev().take_while(|&token| {
        token == noun
            || matches!(
                annotated.pos(token),
                Pos::Adj | Pos::Noun | Pos::Propn | Pos::Det | Pos::Num
            )
    });
    let first = first.last().unwrap_or(noun);
    let first = if annotated.lower(first) == "the" {
        first + 1
    } else {
        first
    };
    Some(first..tokens.end)
}
