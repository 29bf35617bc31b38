//! Two entries of one record that are one person: a surname alone, and a name with its office grown onto it.

use onrecord_extract::{Actor, ActorKind};

use crate::names::person;
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

/// Whether a name ends with all the words of a part of it, and has more.
fn ends_with(name: &str, part: &str) -> bool {
    name.strip_suffix(part)
        .is_some_and(|before| before.ends_with(' ') && !part.is_empty())
}
