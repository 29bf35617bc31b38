//! Names that the catalogue knows: states with their demonyms and capitals, organisations, and organs that every state has.

use std::collections::HashMap;

use onrecord_catalogue::{Catalogue, NameKind, NameTarget, Organisation, OrganisationKind, Sector};
use onrecord_language::{Annotated, Pos};

use super::ActorIndex;
use super::noun_phrases::{bare_name, core_phrase, head_of};
use crate::reading::{Reading, Tokens};
use crate::record::ActorKind;

/// "defence ministry": an organ that every state has, under its code in the catalogue.
#[derive(Default)]
pub(super) struct Organs {
    /// Those of one block, until the block's states are known: the words, their head, the code.
    waiting: Vec<(std::ops::Range<usize>, usize, String)>,
    /// The actor last named by each code.
    last: HashMap<String, usize>,
}

impl Organs {
    /// Ties each organ to the state that its phrase names ("Armenia’s defence ministry"), else to the organ of that kind
    /// named last ("the defence ministry").
    fn settle(&mut self, index: &mut ActorIndex, reading: &Reading, block: usize) {
        let annotated = reading.annotated(block);
        for (range, head, code) in std::mem::take(&mut self.waiting) {
            let phrase = core_phrase(annotated, head);
            let phrase = phrase.start.min(range.start)..phrase.end.max(range.end);
            let state = super::offices::state_in(index, reading, block, &phrase);
            let tokens = Tokens::new(block, phrase.clone());
            let actor = match (&state, self.last.get(&code)) {
                (None, Some(&last)) => last,
                _ => {
                    let key = format!("organ:{}:{code}", state.as_deref().unwrap_or_default());
                    let span = reading.span(&tokens);
                    let name = bare_name(&span.exact);
                    let actor = index.actor(reading, &key, ActorKind::Organisation, &name);
                    index.set_class(actor, "organ");
                    if let Some(state) = &state {
                        index.set_represents(actor, state, span, "represents.organ");
                    }
                    actor
                }
            };
            self.last.insert(code, actor);
            index.add_mention(tokens, head, actor, "organ");
        }
    }
}

pub(super) fn find(index: &mut ActorIndex, reading: &Reading, block: usize, organs: &mut Organs) {
    let catalogue = Catalogue::shipped();
    let annotated = reading.annotated(block);
    let tokens: Vec<&str> = (0..annotated.len()).map(|token| annotated.token(token)).collect();
    let mut at = 0;
    while at < tokens.len() {
        let Some(found) = catalogue.names().longest_at(&tokens, at) else {
            at += 1;
            continue;
        };
        let range = at..at + found.length;
        at = range.end;
        if inside_a_persons_name(annotated, &range) {
            continue;
        }
        let head = head_of(annotated, range.clone());
        match found.target {
            NameTarget::State(position) => {
                let state = &catalogue.states[position];
                if found.how == NameKind::Capital && stands_as_a_place(annotated, head) {
                    continue;
                }
                let rule = match found.how {
                    NameKind::Demonym => "demonym",
                    NameKind::Capital => "capital",
                    NameKind::Seat => "seat",
                    NameKind::Name => "name",
                    _ => "alias",
                };
                let actor = index.actor(reading, &format!("state:{}", state.code), ActorKind::State, &state.name);
                index.actors[actor].code = Some(state.code.clone());
                index.add_mention(
                    Tokens::new(block, with_article(annotated, range, rule)),
                    head,
                    actor,
                    rule,
                );
            }
            NameTarget::Elsewhere => {}
            NameTarget::Organisation(position) => {
                let organisation = &catalogue.organisations[position];
                let other = organisation.kind == OrganisationKind::Body
                    && found.how != NameKind::Name
                    && is_of_another(annotated, &range);
                if other || within_longer_name(annotated, &range) {
                    continue;
                }
                if organisation.of_any_state {
                    organs.waiting.push((range, head, organisation.code.clone()));
                    continue;
                }
                let kind = match organisation.kind {
                    OrganisationKind::Body => ActorKind::Body,
                    OrganisationKind::Group => ActorKind::Group,
                    OrganisationKind::Organisation => ActorKind::Organisation,
                };
                let key = format!("organisation:{}", organisation.code);
                let actor = index.actor(reading, &key, kind, &organisation.name);
                index.actors[actor].code = Some(organisation.code.clone());
                let tokens = Tokens::new(block, with_article(annotated, range, "name"));
                if let Some(state) = organisation.state.as_ref().filter(|_| speaks_for_state(organisation)) {
                    index.set_represents(actor, state, reading.span(&tokens), "organisation.of-state");
                }
                index.add_mention(
                    tokens,
                    head,
                    actor,
                    if found.how == NameKind::Name { "name" } else { "alias" },
                );
            }
        }
    }
    organs.settle(index, reading, block);
}

/// An organ speaks for its state; an armed group, a party or a company that acts in one does not.
fn speaks_for_state(organisation: &Organisation) -> bool {
    organisation.kind != OrganisationKind::Group
        && !matches!(
            organisation.sector,
            Sector::ArmedGroup | Sector::Party | Sector::Ngo | Sector::Research | Sector::Company
        )
}

/// "the Panel of Experts on the Sudan" is another than the one that the catalogue calls the Panel of Experts.
fn is_of_another(annotated: &Annotated, range: &std::ops::Range<usize>) -> bool {
    let next = range.end;
    let named = (next + 1..(next + 3).min(annotated.len())).any(|token| annotated.pos(token) == Pos::Propn);
    next < annotated.len()
        && matches!(annotated.lower(next), "on" | "concerning")
        && annotated.dep(next) == "prep"
        && range.contains(&annotated.head(next))
        && named
}

/// "Arab Coalition" within "Syrian Arab Coalition": the pipeline saw one organisation that begins before the name.
fn within_longer_name(annotated: &Annotated, range: &std::ops::Range<usize>) -> bool {
    annotated.entities().iter().any(|entity| {
        let lead = entity.start..range.start.max(entity.start);
        entity.label(annotated) == "ORG"
            && entity.start < range.start
            && range.end == entity.end
            && lead.clone().all(|token| annotated.entity_label(token) == Some("ORG"))
            && lead.len() == 1
            && annotated.lower(entity.start) != "the"
            && matches!(annotated.pos(entity.start), Pos::Adj | Pos::Propn)
            && annotated.dep(entity.start) == "amod"
    })
}

/// "the" belongs to a name ("the United States"), not to a demonym.
pub(super) fn with_article(annotated: &Annotated, range: std::ops::Range<usize>, rule: &str) -> std::ops::Range<usize> {
    if rule != "demonym" && range.start > 0 && annotated.lower(range.start - 1) == "the" {
        range.start - 1..range.end
    } else {
        range
    }
}

/// "Jordan" in "Michael Jordan": a person's name of several words that reaches beyond the match.
fn inside_a_persons_name(annotated: &Annotated, range: &std::ops::Range<usize>) -> bool {
    annotated.entities().iter().any(|entity| {
        entity.label(annotated) == "PERSON"
            && entity.start <= range.start
            && range.end <= entity.end
            && entity.end - entity.start > range.len()
            && annotated.lower(entity.end - 1) != "’s"
            && annotated.lower(entity.end - 1) != "'s"
    })
}

/// "in Kyiv" is a place; "Kyiv said", "Kyiv’s claim" is its government.
fn stands_as_a_place(annotated: &Annotated, head: usize) -> bool {
    let governor = annotated.head(head);
    match annotated.dep(head) {
        "pobj" => matches!(
            annotated.lower(governor),
            "in" | "at"
                | "near"
                | "over"
                | "around"
                | "outside"
                | "on"
                | "across"
                | "into"
                | "through"
                | "towards"
                | "above"
        ),
        "compound" | "nmod" | "npadvmod" | "ROOT" | "dep" | "appos" => true,
        "dobj" => true,
        _ => false,
    }
}
