//! For which state an office or organ speaks where the record does not say: by the words around its name, else by who else speaks.

use onrecord_extract::{Act, Actor, ActorKind, Modality, Statement};
use std::collections::BTreeSet;

use crate::facts::ACCUSED;
use crate::knowledge;
use crate::names::folded;
use crate::set::{RecordSet, begins};

/// A state found for an actor, and by what.
pub(crate) struct Mandate {
    pub(crate) code: String,
    pub(crate) because: &'static str,
}

/// How far, in code points, a state's name may stand from an organ's for the two to be one name ("the army of the Republic of …").
const NAME_REACH: u32 = 24;

/// The code that an actor is told to speak for. An organ that any state has is nobody to speak for.
pub(crate) fn told(actor: &Actor) -> Option<&str> {
    actor
        .represents
        .as_ref()
        .map(|stated| stated.value.as_str())
        .filter(|code| !knowledge::is_of_any_state(code))
}

/// The state of an actor that holds an office or is an organ, where the record leaves open of which.
pub(crate) fn infer(set: &RecordSet, document: usize, actor: &Actor) -> Option<Mandate> {
    if told(actor).is_some() || !needs_one(set, document, actor) {
        return None;
    }
    let mandate = |code: &str, because| {
        Some(Mandate {
            code: code.to_owned(),
            because,
        })
    };
    if let Some(code) = named_with_it(set, document, actor) {
        return mandate(code, "its name is printed with the state’s");
    }
    let accused = accused_by(set, document, actor);
    let speaking: Vec<(u32, &str)> = speaking_states(set, document, actor)
        .into_iter()
        .filter(|(_, code)| !accused.contains(code))
        .collect();
    let codes: BTreeSet<&str> = speaking.iter().map(|(_, code)| *code).collect();
    if let [only] = codes.iter().copied().collect::<Vec<_>>()[..] {
        return mandate(only, "it is the only state that speaks in the document");
    }
    let states: Vec<&str> = set.records[document]
        .actors
        .iter()
        .filter(|other| other.kind == ActorKind::State)
        .filter_map(|other| other.code.as_deref())
        .collect();
    if let [only] = states[..] {
        return mandate(only, "it is the only state in the document");
    }
    let begins = actor.mentions.iter().map(|mention| mention.span.start).min()?;
    speaking
        .iter()
        .filter(|(start, _)| *start < begins)
        .max_by_key(|(start, _)| *start)
        .and_then(|(_, code)| mandate(code, "the state spoke last before it in the document"))
}

/// Holders of an office that speaks for a state, and organs of a state, where no code says of which.
fn needs_one(set: &RecordSet, document: usize, actor: &Actor) -> bool {
    match actor.kind {
        ActorKind::Person | ActorKind::Unnamed => {
            statements_of(set, document, actor).next().is_some()
                && actor
                    .office
                    .as_ref()
                    .is_some_and(|office| knowledge::speaks_for_state(&folded(&office.value)))
        }
        ActorKind::Organisation => match &actor.code {
            Some(code) => knowledge::is_of_any_state(code),
            None => knowledge::is_organ(&folded(&actor.name)),
        },
        _ => false,
    }
}

fn statements_of<'records>(
    set: &RecordSet<'records>,
    document: usize,
    actor: &Actor,
) -> impl Iterator<Item = &'records Statement> {
    set.records[document]
        .statements
        .iter()
        .filter(|statement| statement.speakers.contains(&actor.id))
}

/// States that the actor itself says did something: it speaks for none of them.
fn accused_by<'records>(set: &RecordSet<'records>, document: usize, actor: &Actor) -> BTreeSet<&'records str> {
    let said: BTreeSet<&str> = statements_of(set, document, actor)
        .filter(|statement| !crate::propositions::speaks_against(statement.act))
        .map(|statement| statement.id.as_str())
        .collect();
    set.records[document]
        .events
        .iter()
        .filter(|event| event.is_compared() && event.modality != Modality::Denied)
        .filter(|event| event.said_in.iter().any(|id| said.contains(id.as_str())))
        .flat_map(|event| &event.roles)
        .filter(|role| ACCUSED.contains(&role.role))
        .filter_map(|role| set.actor(document, role.actor.as_deref()?)?.code.as_deref())
        .collect()
}

/// A state whose name stands inside the actor's, or right beside it: "the Norwegian army", "Norway’s army", "the army of Norway".
fn named_with_it<'records>(set: &RecordSet<'records>, document: usize, actor: &Actor) -> Option<&'records str> {
    let record = set.records[document];
    let text: Vec<char> = record.document.text.chars().collect();
    let between = |from: u32, to: u32| -> String {
        text.get(from as usize..to as usize)
            .map(|letters| letters.iter().collect())
            .unwrap_or_default()
    };
    let beside = |own: &onrecord_document::Span, state: &onrecord_document::Span| {
        if own.overlaps(state) {
            return own.contains(state);
        }
        if state.end <= own.start {
            let gap = between(state.end, own.start);
            return matches!(gap.trim(), "" | "’s" | "'s" | "’" | "'") && !gap.contains('\n');
        }
        state.start - own.end <= NAME_REACH && {
            let gap = between(own.end, state.start);
            gap.trim_start().starts_with("of ") && !gap.contains([',', '.', '\n'])
        }
    };
    let found: BTreeSet<&str> = record
        .actors
        .iter()
        .filter(|other| other.kind == ActorKind::State)
        .filter(|other| {
            other.mentions.iter().any(|state| {
                actor
                    .mentions
                    .iter()
                    .filter(|mention| mention.rule != "pronoun")
                    .any(|mention| beside(&mention.span, &state.span))
            })
        })
        .filter_map(|other| other.code.as_deref())
        .collect();
    match found.into_iter().collect::<Vec<_>>()[..] {
        [only] => Some(only),
        _ => None,
    }
}

/// The states for which somebody else says something in the document, with where the words begin. Silence says nothing.
fn speaking_states<'records>(set: &RecordSet<'records>, document: usize, actor: &Actor) -> Vec<(u32, &'records str)> {
    let record = set.records[document];
    record
        .statements
        .iter()
        .filter(|statement| !statement.joint && !statement.narrator && !silent(set, document, statement))
        .flat_map(|statement| {
            statement
                .speakers
                .iter()
                .filter(|speaker| **speaker != actor.id)
                .filter_map(|speaker| set.actor(document, speaker))
                .filter_map(|speaker| match speaker.kind {
                    ActorKind::State => speaker.code.as_deref(),
                    _ => told(speaker).filter(|code| knowledge::is_state(code)),
                })
                .map(|code| (begins(statement), code))
        })
        .collect()
}

/// Whether a statement is a refusal to speak, or what was asked of who refused.
fn silent(set: &RecordSet, document: usize, statement: &Statement) -> bool {
    let outer = statement
        .nested_in
        .as_deref()
        .and_then(|outer| set.statement(document, outer));
    statement.act == Act::DeclineComment || outer.is_some_and(|outer| outer.act == Act::DeclineComment)
}
