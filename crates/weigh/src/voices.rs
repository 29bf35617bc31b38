//! Who really speaks in a statement: a text speaks for whoever issued it, "we" for the document, an outlet in its own pages for its narrator.

use onrecord_extract::{Actor, ActorKind, Statement};
use std::collections::BTreeMap;

use crate::knowledge;
use crate::names::{folded, slug};
use crate::set::{RecordSet, begins};

/// Who speaks, as actors of the record, and whether that is the document itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Voice {
    /// Ids of actors of the record.
    pub(crate) speakers: Vec<String>,
    /// The document's own voice.
    pub(crate) narrator: bool,
}

/// Voices of every statement of one record, by the statement's id.
pub(crate) fn of_document(set: &RecordSet, document: usize) -> BTreeMap<String, Voice> {
    let record = set.records[document];
    record
        .statements
        .iter()
        .map(|statement| (statement.id.clone(), voice(set, document, statement)))
        .collect()
}

fn voice(set: &RecordSet, document: usize, statement: &Statement) -> Voice {
    let mut voice = Voice {
        speakers: Vec::new(),
        narrator: statement.narrator,
    };
    for id in &statement.speakers {
        match set.actor(document, id) {
            Some(actor) if is_text(actor) => voice.speakers.extend(issuers(set, document, statement, actor)),
            Some(actor) if is_outlet(set, document, actor) => match narrator(set, document) {
                Some(narrator) => {
                    voice.narrator = true;
                    voice.speakers.push(narrator.id.clone());
                }
                None => voice.speakers.push(id.clone()),
            },
            _ => voice.speakers.push(id.clone()),
        }
    }
    if statement.speakers.is_empty() {
        if let Some(withdrawing) = retracting(set, document, statement) {
            voice.speakers = withdrawing.speakers.clone();
        } else if first_person(statement) {
            match statement
                .nested_in
                .as_deref()
                .and_then(|outer| set.statement(document, outer))
            {
                Some(outer) => voice.speakers = outer.speakers.clone(),
                None => {
                    voice.narrator = true;
                    voice.speakers = narrator(set, document)
                        .map(|actor| actor.id.clone())
                        .into_iter()
                        .collect();
                }
            }
        }
    }
    voice.speakers.sort();
    voice.speakers.dedup();
    voice
}

/// Whether an actor is a written thing and no body of that name: it has no code, stands for nobody, and is called "a statement", "the report".
fn is_text(actor: &Actor) -> bool {
    matches!(
        actor.kind,
        ActorKind::Organisation | ActorKind::Group | ActorKind::Unnamed | ActorKind::Person
    ) && actor.code.is_none()
        && actor.represents.is_none()
        && knowledge::is_text(&folded(&actor.name))
}

fn is_outlet(set: &RecordSet, document: usize, actor: &Actor) -> bool {
    actor.kind == ActorKind::Organisation
        && set
            .document(document)
            .publisher
            .as_ref()
            .is_some_and(|publisher| slug(&publisher.value) == slug(&actor.name))
}

fn narrator<'records>(set: &RecordSet<'records>, document: usize) -> Option<&'records Actor> {
    set.records[document]
        .actors
        .iter()
        .find(|actor| actor.kind == ActorKind::Narrator)
}

/// Who issued a text: who says the same words, or speaks in it as a venue; else who spoke last before it.
fn issuers(set: &RecordSet, document: usize, statement: &Statement, text: &Actor) -> Vec<String> {
    let named = |other: &&Statement| {
        other.id != statement.id
            && !other.narrator
            && !other.speakers.is_empty()
            && !other
                .speakers
                .iter()
                .any(|id| set.actor(document, id).is_none_or(is_text))
    };
    let others = || set.records[document].statements.iter().filter(named);
    let same_words = others().find(|other| {
        other
            .content
            .iter()
            .any(|span| statement.content.iter().any(|own| own.overlaps(span)))
    });
    let in_it = || {
        others().find(|other| {
            other
                .venue
                .as_ref()
                .is_some_and(|venue| text.mentions.iter().any(|mention| mention.span.overlaps(venue)))
        })
    };
    let before = || {
        let here = begins(statement);
        others()
            .filter(|other| begins(other) < here)
            .max_by_key(|other| begins(other))
    };
    same_words
        .or_else(in_it)
        .or_else(before)
        .map(|other| other.speakers.clone())
        .unwrap_or_default()
}

/// The retraction whose own words hold a statement without a speaker: who takes it back is who said it.
fn retracting<'records>(
    set: &RecordSet<'records>,
    document: usize,
    statement: &Statement,
) -> Option<&'records Statement> {
    set.records[document]
        .statements
        .iter()
        .find(|other| takes_back(other, statement))
}

/// Whether a retraction names what it takes back in its own words.
pub(crate) fn takes_back(retraction: &Statement, statement: &Statement) -> bool {
    retraction.act == onrecord_extract::Act::Retract
        && retraction.id != statement.id
        && retraction
            .source
            .iter()
            .chain(&retraction.content)
            .any(|span| statement.content.iter().any(|own| span.contains(own)))
}

fn first_person(statement: &Statement) -> bool {
    statement
        .source
        .first()
        .is_some_and(|source| matches!(folded(&source.exact).as_str(), "we" | "i"))
}
