//! Whom a phrase stands for: the state that it names, is of, or acts for, by the surest words first.

use std::ops::Range;

use onrecord_catalogue::{Catalogue, NameTarget, Organisation, Sector};
use onrecord_language::Annotated;

use super::super::grammar::{children_as, conjuncts};
use super::super::parts::Sources;
use crate::actors::MentionAt;
use crate::reading::Tokens;
use crate::record::{ActorKind, Party};

/// A party before its words are cut.
#[derive(Clone, Debug)]
pub(in crate::events) struct Found {
    pub code: String,
    pub actor: Option<usize>,
    pub tokens: Tokens,
    pub rule: &'static str,
}

impl Found {
    pub fn into_party(self, sources: &Sources) -> Party {
        Party {
            code: self.code,
            actor: self.actor.map(|actor| sources.actors.actors[actor].id.clone()),
            span: sources.reading.span(&self.tokens),
            rule: format!("party.{}", self.rule),
        }
    }
}

/// How many tokens a name of the table has at most.
const LONGEST: usize = 4;

/// The parties that the phrase of `head` stands for: those of its own name, else of the words that modify it, else of the phrases that
/// hang on it. Nothing where no word tells a state.
pub(in crate::events) fn of_phrase(sources: &Sources, block: usize, head: usize) -> Vec<Found> {
    let own = named(sources, block, head);
    let a = sources.annotated(block);
    // "his Algerian counterpart": what is told of him himself goes before whom he was tied to.
    let tied = own.iter().all(|found| found.rule == "represents")
        && children_as(a, head, &["poss"])
            .into_iter()
            .any(|child| a.tag(child) == "PRP$");
    if tied {
        for child in children_as(a, head, &["amod", "compound", "nmod"]) {
            let found = named(sources, block, child);
            if found.iter().any(|found| found.rule == "state") {
                return found;
            }
        }
    }
    // "Indian and Pakistani troops" are one phrase of two states.
    if own.iter().all(|found| found.rule == "represents") {
        let joined: Vec<Found> = children_as(a, head, &["amod", "compound", "nmod"])
            .into_iter()
            .map(|child| conjuncts(a, child))
            .filter(|all| all.len() > 1)
            .flatten()
            .flat_map(|child| named(sources, block, child))
            .filter(|found| found.rule == "state")
            .collect();
        if joined.len() > 1 {
            return joined;
        }
    }
    if !own.is_empty() {
        return own;
    }
    let modifiers: Vec<usize> = a
        .children(head)
        .filter(|&child| matches!(a.dep(child), "poss" | "compound" | "amod" | "nmod" | "nummod"))
        .collect();
    // "Serbia’s", then the words nearest to the noun.
    let mut order: Vec<usize> = modifiers
        .iter()
        .copied()
        .filter(|&child| a.dep(child) == "poss")
        .collect();
    order.extend(modifiers.iter().rev().copied().filter(|&child| a.dep(child) != "poss"));
    for child in order {
        let found: Vec<Found> = conjuncts(a, child)
            .into_iter()
            .flat_map(|joined| of_phrase(sources, block, joined))
            .map(|found| Found {
                rule: "modifier",
                ..found
            })
            .collect();
        if !found.is_empty() {
            return found;
        }
    }
    for deps in [&["prep", "agent"][..], &["appos", "acl", "relcl"][..]] {
        for child in children_as(a, head, deps) {
            let inner: Vec<usize> = if deps[0] == "prep" {
                children_as(a, child, &["pobj", "pcomp"])
            } else {
                vec![child]
            };
            for object in inner {
                let found = if deps[0] == "prep" || a.dep(child) == "appos" {
                    conjuncts(a, object)
                        .into_iter()
                        .flat_map(|joined| of_phrase(sources, block, joined))
                        .collect()
                } else {
                    within(sources, block, a.left_edge(object)..a.right_edge(object) + 1)
                        .into_iter()
                        .take(1)
                        .collect::<Vec<Found>>()
                };
                if !found.is_empty() {
                    return found
                        .into_iter()
                        .map(|found| Found {
                            rule: "phrase",
                            ..found
                        })
                        .collect();
                }
            }
        }
    }
    Vec::new()
}

/// Every party named within a range of tokens, in the order of the text.
pub(in crate::events) fn within(sources: &Sources, block: usize, range: Range<usize>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let here = named(sources, block, at);
        let end = here.iter().map(|one| one.tokens.end).max().unwrap_or(at);
        found.extend(here);
        at = end.max(at + 1);
    }
    found
}

/// The party whose own name holds `token`.
fn named(sources: &Sources, block: usize, token: usize) -> Vec<Found> {
    let mut mentions: Vec<&MentionAt> = sources.actors.holding(block, token).collect();
    mentions.sort_by_key(|mention| {
        (
            mention.head != token,
            std::cmp::Reverse(mention.tokens.end - mention.tokens.start),
        )
    });
    for mention in mentions {
        if mention.head != token && mention.rule == "phrase" {
            continue;
        }
        if let Some((code, rule)) = code_of(sources, mention.actor) {
            return vec![Found {
                code,
                actor: Some(mention.actor),
                tokens: mention.tokens.clone(),
                rule,
            }];
        }
    }
    let a = sources.annotated(block);
    in_table(a, block, token)
        .or_else(|| seat(a, block, token))
        .into_iter()
        .collect()
}

/// A state or capital that the catalogue knows, also where it stands only for a place.
fn seat(a: &Annotated, block: usize, token: usize) -> Option<Found> {
    if !a.tag(token).starts_with("NN") {
        return None;
    }
    let catalogue = Catalogue::shipped();
    let from = token.saturating_sub(3);
    let words: Vec<&str> = (from..a.len().min(token + 4)).map(|at| a.token(at)).collect();
    (from..=token).find_map(|start| {
        let found = catalogue.names().longest_at(&words, start - from)?;
        let NameTarget::State(position) = found.target else {
            return None;
        };
        (start + found.length > token).then(|| Found {
            code: catalogue.states[position].code.clone(),
            actor: None,
            tokens: Tokens::new(block, start..start + found.length),
            rule: "place",
        })
    })
}

/// A place, people, group or leader that the table knows, in words that hold `token`.
fn in_table(a: &Annotated, block: usize, token: usize) -> Option<Found> {
    let deeds = &Catalogue::shipped().deeds;
    let person = a.entity_label(token) == Some("PERSON");
    let capital = a.token(token).chars().next().is_some_and(char::is_uppercase);
    if !capital && !a.token(token).contains('-') {
        return None;
    }
    for length in (1..=LONGEST).rev() {
        for start in (token + 1).saturating_sub(length)..=token {
            let end = start + length;
            if end > a.len() {
                continue;
            }
            let words = (start..end)
                .map(|at| a.lower(at).replace('’', "'"))
                .collect::<Vec<_>>()
                .join(" ")
                .replace(" - ", "-");
            if let Some(code) = deeds
                .parties
                .get(&words)
                .or_else(|| deeds.leaders.get(&words).filter(|_| person || length > 1))
            {
                return Some(Found {
                    code: code.clone(),
                    actor: None,
                    tokens: Tokens::new(block, start..end),
                    rule: "table",
                });
            }
        }
    }
    None
}

/// The code of an actor: its state, the state that it acts for, or the class of its organisation.
pub(in crate::events) fn code_of(sources: &Sources, actor: usize) -> Option<(String, &'static str)> {
    let catalogue = Catalogue::shipped();
    let actor = &sources.actors.actors[actor];
    if actor.kind == ActorKind::State {
        return actor.code.clone().map(|code| (code, "state"));
    }
    if let Some(represents) = &actor.represents {
        let code = &represents.value;
        if catalogue.state(code).is_some() {
            return Some((code.clone(), "represents"));
        }
        if let Some(organisation) = catalogue.organisation(code) {
            return of_organisation(organisation).map(|code| (code, "represents"));
        }
    }
    let known = actor
        .code
        .as_ref()
        .and_then(|code| catalogue.organisation(code))
        .and_then(of_organisation);
    if let Some(code) = known {
        return Some((code, "organisation"));
    }
    let deeds = &catalogue.deeds;
    let name = actor.name.to_lowercase().replace('’', "'");
    let last = name.rsplit(' ').next().unwrap_or_default();
    let person = actor.kind == ActorKind::Person;
    deeds
        .parties
        .get(&name)
        .or_else(|| deeds.leaders.get(&name).filter(|_| person))
        .or_else(|| deeds.leaders.get(last).filter(|_| person))
        .map(|code| (code.clone(), "table"))
}

fn of_organisation(organisation: &Organisation) -> Option<String> {
    let catalogue = Catalogue::shipped();
    let mut at = organisation;
    for _ in 0..4 {
        if let Some(state) = &at.state {
            return Some(state.clone());
        }
        if let Some(code) = catalogue.deeds.parties.get(&at.name.to_lowercase()) {
            return Some(code.clone());
        }
        match at.parent.as_deref().and_then(|parent| catalogue.organisation(parent)) {
            Some(parent) => at = parent,
            None => break,
        }
    }
    match organisation.sector {
        Sector::Intergovernmental | Sector::Peacekeeping => Some("IGO".to_owned()),
        Sector::Ngo => Some("NGO".to_owned()),
        Sector::ArmedGroup => Some("IMG".to_owned()),
        _ => None,
    }
}
