//! Two entries of one record that are one person: a surname alone, and a name with its office grown onto it.

use onrecord_extract::{Actor, ActorKind};
use std::collections::BTreeMap;

use crate::names::{folded, person};
use crate::set::RecordSet;

/// The person of the same document under whose full name an actor is known, where it has only a part of it.
pub(crate) fn of<'records>(set: &RecordSet<'records>, document: usize, actor: &Actor) -> Option<&'records Actor> {
    let could_be_a_person = match actor.kind {
        ActorKind::Person => true,
        ActorKind::Organisation => actor.code.is_none() && actor.represents.is_none(),
        _ => false,
    };
    if !could_be_a_person {
        return None;
    }
    if let Some(holder) = holder_of_its_office(set, document, actor) {
        return Some(holder);
    }
    let own = person(&actor.name);
    let others: Vec<(String, &Actor)> = set.records[document]
        .actors
        .iter()
        .filter(|other| other.kind == ActorKind::Person && other.id != actor.id)
        .map(|other| (person(&other.name), other))
        .filter(|(full, _)| {
            full.contains(' ') && (!own.contains(' ') && ends_with(full, &own) || ends_with(&own, full))
        })
        .collect();
    // The name itself and the name with an office before it are one; two names are two people.
    let (shortest, found) = others.iter().min_by_key(|(full, _)| full.len())?;
    others
        .iter()
        .all(|(full, _)| full == shortest || ends_with(full, shortest))
        .then_some(found)
}

/// For an entry that is only an office ("the prefect of …"): the one person of the document, or else of the set, who is named with it.
fn holder_of_its_office<'records>(
    set: &RecordSet<'records>,
    document: usize,
    actor: &Actor,
) -> Option<&'records Actor> {
    let bare = |words: &str| folded(words).trim_start_matches("the ").to_owned();
    let office = actor.office.as_ref().map(|office| bare(&office.value))?;
    if office != bare(&actor.name) || !office.contains(' ') {
        return None;
    }
    let holders: BTreeMap<String, &Actor> = set
        .records
        .iter()
        .enumerate()
        .flat_map(|(position, record)| record.actors.iter().map(move |other| (position, other)))
        .filter(|(position, other)| {
            other.kind == ActorKind::Person
                && person(&other.name).contains(' ')
                && other.office.as_ref().is_some_and(|held| {
                    let held = bare(&held.value);
                    held != bare(&other.name)
                        && (held == office || *position == document && office.starts_with(&format!("{held} ")))
                })
        })
        .map(|(_, other)| (person(&other.name), other))
        .collect();
    match holders.into_values().collect::<Vec<_>>()[..] {
        [only] => Some(only),
        _ => None,
    }
}

/// Whether a name ends with all the words of a part of it, and has more.
fn ends_with(name: &str, part: &str) -> bool {
    name.strip_suffix(part)
        .is_some_and(|before| before.ends_with(' ') && !part.is_empty())
}
