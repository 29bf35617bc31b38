//! Names of places by themselves: of the catalogue, of entities, and told by a word beside them.

use std::ops::Range;

use onrecord_catalogue::{Catalogue, NameKind, NameTarget};
use onrecord_gazetteer::{Gazetteer, Kind};
use onrecord_language::{Annotated, Pos};

use super::Draft;
use super::unmarked::{site_at, unmarked};
use super::words::{DISTRICTS, LISTED, PARTS, REGIONS, TOWNS, is_kind_word};
use crate::record::PlacePrecision;

/// Names of places by themselves, from left to right, without overlaps; and at `heard` the states that any word speaks of, as
/// token and code.
pub(super) fn named(annotated: &Annotated, heard: &mut Vec<(usize, String)>) -> Vec<Draft> {
    let catalogue = Catalogue::shipped();
    let tokens: Vec<&str> = (0..annotated.len()).map(|token| annotated.token(token)).collect();
    let mut drafts: Vec<Draft> = Vec::new();
    let mut taken = vec![false; tokens.len()];
    // "the United States": the article is no part of the name, and the catalogue is asked first.
    let opens = |start: usize| {
        if annotated.lower(start) == "the" {
            start + 1
        } else {
            start
        }
    };
    let entity_end = |at: usize| annotated.entities().iter().find(|entity| opens(entity.start) == at);
    let mut at = 0;
    while at < tokens.len() {
        let name = catalogue.names().longest_at(&tokens, at);
        if let Some((range, kind)) = site_at(annotated, at)
            && name.as_ref().is_none_or(|name| name.length <= range.len())
        {
            taken[range.clone()].fill(true);
            drafts.push(Draft {
                tokens: range.clone(),
                name: range.clone(),
                precision: if kind == Kind::Site {
                    PlacePrecision::Point
                } else {
                    PlacePrecision::Region
                },
                country: None,
                resolved: None,
                rule: "place.site-name",
                is_state: false,
                is_capital: false,
                within: None,
                tentative: false,
            });
            at = range.end;
            continue;
        }
        let name = name.filter(|found| {
            let range = at..at + found.length;
            let elsewhere = matches!(found.target, NameTarget::Elsewhere);
            // "Atlanta, Georgia" is read as a town in a region, "New Mexico" is in the gazetteer.
            !(is_in_person(annotated, &range)
                || elsewhere && (annotated.slice(range.clone()).contains(',') || is_region(annotated.slice(range))))
        });
        let is_place_name = |how: NameKind| {
            matches!(
                how,
                NameKind::Name | NameKind::Alias | NameKind::Acronym | NameKind::Capital
            )
        };
        if let Some(found) = &name {
            let range = at..at + found.length;
            if let NameTarget::State(state) = found.target {
                heard.push((at, catalogue.states[state].code.clone()));
            }
            match found.target {
                NameTarget::State(state)
                    if is_place_name(found.how) && found.characters.is_none() && !attributive(annotated, &range) =>
                {
                    let state = &catalogue.states[state];
                    let capital = found.how == NameKind::Capital;
                    let name = annotated.slice(range.clone()).to_owned();
                    let part = at
                        .checked_sub(1)
                        .filter(|&before| !capital && PARTS.contains(&annotated.lower(before)));
                    drafts.push(Draft {
                        tokens: part.unwrap_or(at)..range.end,
                        name: range.clone(),
                        precision: if capital {
                            PlacePrecision::City
                        } else {
                            PlacePrecision::Country
                        },
                        country: Some(state.code.clone()),
                        resolved: Some(if capital { name } else { state.name.clone() }),
                        rule: if capital {
                            "place.capital"
                        } else if part.is_some() {
                            "place.part-of-state"
                        } else {
                            "place.state"
                        },
                        is_state: !capital,
                        is_capital: capital,
                        within: None,
                        tentative: false,
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
            while range.end > range.start
                && (annotated.is_punct(range.end - 1) || matches!(annotated.lower(range.end - 1), "'s" | "’s"))
            {
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
                drafts.push(Draft {
                    precision,
                    ..Draft::named(range.clone(), rule)
                });
                at = range.end.max(at + 1);
                continue;
            }
        }
        at += 1;
    }
    for draft in told_by_a_word(annotated, &taken) {
        taken[draft.tokens.clone()].fill(true);
        drafts.push(draft);
    }
    let places: Vec<Range<usize>> = drafts.iter().map(|draft| draft.tokens.clone()).collect();
    drafts.extend(unmarked(annotated, &taken, &places));
    drafts.sort_by_key(|draft| draft.tokens.start);
    drafts
}

/// Whether a name of a state or a capital is part of a person's ("Michael Jordan", "Paris Hilton"), by the model's marks.
fn is_in_person(annotated: &Annotated, range: &Range<usize>) -> bool {
    let holds = |entity: &&onrecord_language::Entity| {
        let tokens = entity.tokens();
        entity.label(annotated) == "PERSON" && tokens.start <= range.start && range.end <= tokens.end
    };
    let Some(person) = annotated.entities().iter().find(holds) else {
        return false;
    };
    let tokens = person.tokens();
    let proper = |token: usize| tokens.contains(&token) && annotated.pos(token) == Pos::Propn;
    let before = range.start.checked_sub(1);
    // "President of Ukraine Volodymyr …" is marked as one name now and then.
    let after_of = before.is_some_and(|before| matches!(annotated.lower(before), "of" | "in" | "from" | "to"));
    (range.start > 0 && proper(range.start - 1)) || (proper(range.end) && !after_of)
}

/// Whether the gazetteer has a region or a stretch of land of a name.
fn is_region(name: &str) -> bool {
    let found = Gazetteer::shipped().lookup(name);
    found
        .iter()
        .any(|found| matches!(found.kind, Kind::Region | Kind::Area | Kind::Water))
}

/// A state's name before a noun names its people or government, not where something is ("the Ukraine war" aside).
fn attributive(annotated: &Annotated, range: &Range<usize>) -> bool {
    let last = range.end - 1;
    matches!(annotated.lower(range.start), "us" | "u.s." | "uk" | "u.k." | "us.") && annotated.dep(last) == "compound"
}

fn is_demonym(catalogue: &Catalogue, annotated: &Annotated, range: &Range<usize>) -> bool {
    let tokens: Vec<&str> = range.clone().map(|token| annotated.token(token)).collect();
    catalogue
        .names()
        .longest_at(&tokens, 0)
        .is_some_and(|found| found.how == NameKind::Demonym && found.length == tokens.len())
}

/// Names that no entity covers, told by a word beside them: "Zaporizhzhia region", "the village of Hroza".
fn told_by_a_word(annotated: &Annotated, taken: &[bool]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for at in 0..annotated.len() {
        let lower = annotated.lower(at);
        let is_name =
            |token: usize| annotated.pos(token) == Pos::Propn && !taken[token] && !is_kind_word(annotated.lower(token));
        if LISTED.contains(&lower) {
            drafts.extend(listed_before(at, &is_name, annotated));
            continue;
        }
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
        } else if stands_where(annotated, at) {
            at..at + 1
        } else {
            continue;
        };
        let overlaps = range.clone().any(|token| taken[token]);
        let demonym = !range.is_empty() && is_demonym(Catalogue::shipped(), annotated, &range);
        if !range.is_empty() && !overlaps && !demonym {
            drafts.push(Draft::named(range, "place.name"));
        }
    }
    drafts
}

/// The names before a kind in the plural: "Kharkiv, Sumy and Kherson regions".
fn listed_before(kind: usize, is_name: &dyn Fn(usize) -> bool, annotated: &Annotated) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut end = kind;
    loop {
        let mut start = end;
        while start > 0 && is_name(start - 1) {
            start -= 1;
        }
        let range = start..end;
        if range.is_empty() || is_demonym(Catalogue::shipped(), annotated, &range) {
            return drafts;
        }
        drafts.push(Draft::named(range, "place.name"));
        end = start;
        while end > 0 && matches!(annotated.lower(end - 1), "," | "and" | "or") {
            end -= 1;
        }
        if end == start {
            return drafts;
        }
    }
}

/// A lone proper name after "in" or "near" is a place, whatever else a model takes it for ("the strike in Kherson"):
/// unless it is trust, money or a part that is in somebody.
fn stands_where(annotated: &Annotated, at: usize) -> bool {
    const NOT_WHERE: &[&str] = &[
        "believe",
        "trust",
        "confidence",
        "faith",
        "belief",
        "interest",
        "interested",
        "invest",
        "investment",
        "stake",
        "share",
        "succeed",
        "involve",
        "member",
    ];
    let preposition = annotated.head(at);
    let next = (at + 1).min(annotated.len() - 1);
    annotated.pos(at) == Pos::Propn
        && annotated.dep(at) == "pobj"
        && preposition + 1 == at
        && matches!(annotated.lower(preposition), "in" | "near" | "outside")
        && matches!(annotated.entity_label(at), None | Some("PERSON"))
        && annotated.token(at).chars().skip(1).any(char::is_lowercase)
        && annotated.pos(next) != Pos::Propn
        && !matches!(annotated.lower(next), "'s" | "’s")
        && !NOT_WHERE.contains(&annotated.lemma(annotated.head(preposition)))
        && !NOT_WHERE.contains(&annotated.lemma(preposition.saturating_sub(1)))
        && !is_date_word(annotated.token(at))
        && Catalogue::shipped()
            .names()
            .longest_at(&[annotated.token(at)], 0)
            .is_none()
}

/// Whether a word is a month or a day of the week.
pub(super) fn is_date_word(word: &str) -> bool {
    crate::dates::words::month(word).is_some() || crate::dates::words::weekday(word).is_some()
}
