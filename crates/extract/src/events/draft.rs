//! One trigger read: its type, its roles and what it hangs on, or nothing where the words do not tell an event.

use onrecord_catalogue::event_words::EventWord;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as PlainError, StrDeserializer};

use super::grammar::{children_as, is_passive, is_verb, modified_noun, normal, surface_subjects, undergoers};
use super::parts::{Part, Sources, Takes};
use super::reach::prepositional;
use super::slots::{Slots, light_verb, occurrence_verb};
use super::triggers::{Trigger, company};
use crate::dates::DateAt;
use crate::places::PlaceAt;
use crate::quantities;
use crate::reading::Tokens;
use crate::record::{EventType, Figure, Modality, RoleName};

/// An event before it is joined with others of the document.
pub(super) struct Draft<'r> {
    pub event_type: EventType,
    pub block: usize,
    pub head: usize,
    pub trigger: Tokens,
    pub verb: bool,
    pub parts: Vec<Part>,
    pub dates: Vec<&'r DateAt>,
    pub date_rule: &'static str,
    pub place: Option<&'r PlaceAt>,
    pub modality: Modality,
    pub count: Option<Figure>,
    pub mentions: Vec<Tokens>,
    /// It points back: "the strikes", "these attacks".
    pub definite: bool,
    /// All that the entry needs is there.
    pub complete: bool,
    /// The words that the event hangs on in the tree, itself first: dates and places of these are its own.
    pub anchors: Vec<usize>,
    pub rule: String,
    /// Position of the draft that this one is a part of.
    pub part_of: Option<usize>,
}

/// What a verb of use adds to the event beside it.
pub(super) struct Instrument {
    /// The trigger noun of that event.
    pub noun: usize,
    pub parts: Vec<Part>,
}

/// What one trigger gives.
pub(super) enum Outcome<'r> {
    Event(Box<Draft<'r>>),
    Instrument(Instrument),
    Nothing,
}

/// The value of a snake-case word of the catalogue.
pub(super) fn named<'de, T: Deserialize<'de>>(word: &'de str) -> Option<T> {
    let deserializer: StrDeserializer<'de, PlainError> = word.into_deserializer();
    T::deserialize(deserializer).ok()
}

fn fill(slots: &Slots, is_event: &dyn Fn(usize) -> bool) -> Vec<Part> {
    let entry = slots.entry;
    let a = slots.a();
    let block = slots.trigger.block;
    let mut order: Vec<(RoleName, &str, &Vec<String>)> = entry
        .roles
        .iter()
        .filter_map(|(name, slots)| named::<RoleName>(name).map(|role| (role, name.as_str(), slots)))
        .collect();
    // What is a weapon is told by the catalogue, so it is the surest and goes first.
    order.sort_by_key(|(role, ..)| !matches!(role, RoleName::Item | RoleName::Weapon));
    let mut parts: Vec<Part> = Vec::new();
    for (role, name, role_slots) in order {
        let takes = if entry.any.iter().any(|any| any == name) {
            Takes::Anything
        } else {
            Takes::of(role)
        };
        for slot in role_slots {
            let found: Vec<Part> = slots
                .fillers(slot)
                .iter()
                .filter(|filler| !parts.iter().any(|part| part.head == filler.head))
                .filter(|filler| role != RoleName::Target || !entry.not_target.contains(&normal(a, filler.head)))
                .filter(|filler| role != RoleName::Target || slot == "object" || !is_verb(a, filler.head))
                .filter(|filler| {
                    !entry.material.iter().any(|material| material == name)
                        || slots.sources.is_struck(block, filler.head)
                })
                .filter_map(|filler| slots.sources.part(block, role, takes, filler, slot, is_event))
                .collect();
            if !found.is_empty() {
                parts.extend(found);
                break;
            }
        }
    }
    parts
}

fn needs_met(entry: &EventWord, parts: &[Part]) -> bool {
    entry.needs.iter().all(|need| {
        need.split('|')
            .any(|name| named::<RoleName>(name).is_some_and(|role| parts.iter().any(|part| part.role == role)))
    })
}

/// Reads one trigger. `is_event` tells whether a token is a noun that tells an event itself.
pub(super) fn read<'r>(sources: &Sources<'r>, trigger: &Trigger, is_event: &dyn Fn(usize) -> bool) -> Outcome<'r> {
    let a = sources.annotated(trigger.block);
    let words = company(a, trigger);
    let mut weak = None;
    for entry in &trigger.entries {
        let before = trigger.tokens.start.checked_sub(1).map(|token| normal(a, token));
        if !trigger.verb && before.is_some_and(|before| entry.not_before.contains(&before)) {
            continue;
        }
        if entry.not_with.iter().any(|word| words.contains(word)) {
            continue;
        }
        if !entry.only_with.is_empty() && !entry.only_with.iter().any(|word| words.contains(word)) {
            continue;
        }
        if entry.intransitive && !undergoers(a, trigger.head).is_empty() {
            continue;
        }
        if entry.passive && !is_passive(a, trigger.head) {
            continue;
        }
        let Some(event_type) = named::<EventType>(&entry.event_type) else {
            continue;
        };
        let top = if trigger.verb {
            trigger.head
        } else {
            sources.counting(trigger.block, trigger.head)
        };
        let light = if trigger.verb {
            None
        } else {
            light_verb(sources, trigger.block, trigger.head, entry)
        };
        let slots = Slots {
            sources,
            trigger,
            entry,
            top,
            light,
        };
        let parts = fill(&slots, is_event);
        if entry.tells_use
            && let Some(noun) = event_used_in(sources, trigger, is_event)
        {
            return Outcome::Instrument(Instrument { noun, parts });
        }
        let complete = needs_met(entry, &parts) && (trigger.verb || !parts.is_empty());
        let draft = || draft_of(sources, trigger, event_type, parts.clone(), complete, top, light);
        if complete {
            return Outcome::Event(Box::new(draft()));
        }
        if !trigger.verb && !entry.tells_use && weak.is_none() {
            weak = Some(draft());
        }
    }
    match weak {
        Some(draft) => Outcome::Event(Box::new(draft)),
        None => Outcome::Nothing,
    }
}

/// The noun of the event that a verb of use tells the weapon of: "the attacks utilized", "used in the attack", "attacks using".
fn event_used_in(sources: &Sources, trigger: &Trigger, is_event: &dyn Fn(usize) -> bool) -> Option<usize> {
    let a = sources.annotated(trigger.block);
    let head = trigger.head;
    if trigger.verb {
        if let Some(subject) = surface_subjects(a, head)
            .into_iter()
            .find(|filler| is_event(filler.head))
        {
            return Some(subject.head);
        }
        if a.tag(head) == "VBG"
            && let Some(noun) = modified_noun(a, head).filter(|&noun| is_event(noun))
        {
            return Some(noun);
        }
    }
    let beside = ["in", "during", "for"]
        .into_iter()
        .flat_map(|word| prepositional(a, head, word, 0))
        .map(|filler| filler.head)
        .find(|&noun| is_event(noun));
    // "carried out strikes using missiles"
    beside.or_else(|| {
        if !trigger.verb || a.tag(head) != "VBG" || !matches!(a.dep(head), "advcl" | "xcomp") {
            return None;
        }
        let objects = children_as(a, a.head(head), &["dobj", "nsubjpass"]);
        objects
            .into_iter()
            .map(|object| sources.counted(trigger.block, object))
            .find(|&noun| is_event(noun))
    })
}

fn draft_of<'r>(
    sources: &Sources<'r>,
    trigger: &Trigger,
    event_type: EventType,
    parts: Vec<Part>,
    complete: bool,
    top: usize,
    light: Option<(usize, bool)>,
) -> Draft<'r> {
    let a = sources.annotated(trigger.block);
    let mut anchors = vec![trigger.head];
    if trigger.verb {
        if matches!(a.dep(trigger.head), "xcomp")
            && matches!(
                a.lemma(a.head(trigger.head)),
                "begin" | "start" | "continue" | "manage" | "resume"
            )
        {
            anchors.push(a.head(trigger.head));
        }
        if a.dep(trigger.head) == "advcl" && a.tag(trigger.head) == "VBG" && a.head(trigger.head) < trigger.head {
            anchors.push(a.head(trigger.head));
        }
    } else {
        if top != trigger.head {
            anchors.push(top);
        }
        if let Some((verb, _)) = light {
            anchors.push(verb);
        } else if let Some(verb) = occurrence_verb(sources, trigger.block, top) {
            anchors.push(verb);
        }
    }
    let definite = !trigger.verb
        && [trigger.head, top].into_iter().any(|noun| {
            children_as(a, noun, &["det", "poss"]).into_iter().any(|child| {
                matches!(
                    a.lower(child),
                    "the" | "these" | "this" | "those" | "that" | "its" | "their" | "both"
                )
            }) || children_as(a, noun, &["amod"])
                .into_iter()
                .any(|child| a.lower(child) == "such")
        });
    let count = if trigger.verb {
        None
    } else {
        quantities::figure_at(sources.figures, trigger.block, top).map(|found| found.figure.clone())
    };
    let kind = if trigger.verb {
        "verb"
    } else if light.is_some() {
        "light-verb"
    } else {
        "noun"
    };
    Draft {
        event_type,
        block: trigger.block,
        head: trigger.head,
        trigger: trigger.tokens.clone(),
        verb: trigger.verb,
        parts,
        dates: Vec::new(),
        date_rule: "",
        place: None,
        modality: super::modality::of(
            sources,
            trigger.block,
            trigger.head,
            top,
            trigger.verb,
            light.map(|(verb, _)| verb),
        ),
        count,
        mentions: Vec::new(),
        definite,
        complete,
        anchors,
        rule: format!("event.{kind}.{}", normal(a, trigger.head)),
        part_of: None,
    }
}
