//! Entries of one person under several names: a surname alone, a name with its office grown onto it, an office that one person is named with.

use onrecord_extract::{Actor, ActorKind};
use std::collections::BTreeMap;

use crate::names::{folded, person};
use crate::set::RecordSet;

/// For each record, the actors that are known better under another entry, by id.
pub(crate) struct Aliases<'records>(Vec<BTreeMap<&'records str, &'records Actor>>);

impl<'records> Aliases<'records> {
    pub(crate) fn new(set: &RecordSet<'records>) -> Self {
        let holders = Holders::new(set);
        Self(
            set.records
                .iter()
                .enumerate()
                .map(|(document, record)| {
                    let people: Vec<(String, &Actor)> = record
                        .actors
                        .iter()
                        .filter(|actor| actor.kind == ActorKind::Person)
                        .map(|actor| (person(&actor.name), actor))
                        .filter(|(name, _)| name.contains(' '))
                        .collect();
                    record
                        .actors
                        .iter()
                        .filter(|actor| could_be_a_person(actor))
                        .filter_map(|actor| {
                            let known = holders
                                .of(document, actor)
                                .or_else(|| named_more_fully(&people, actor))?;
                            Some((actor.id.as_str(), known))
                        })
                        .collect()
                })
                .collect(),
        )
    }

    /// The entry under which an actor is known best: its own, where no other is.
    pub(crate) fn known(&self, document: usize, actor: &'records Actor) -> &'records Actor {
        self.0[document].get(actor.id.as_str()).copied().unwrap_or(actor)
    }
}

fn could_be_a_person(actor: &Actor) -> bool {
    match actor.kind {
        ActorKind::Person => true,
        ActorKind::Organisation => actor.code.is_none() && actor.represents.is_none(),
        _ => false,
    }
}

/// The person of the same document whose full name ends with the actor's, or who is called so with an office before it.
fn named_more_fully<'records>(people: &[(String, &'records Actor)], actor: &Actor) -> Option<&'records Actor> {
    let own = person(&actor.name);
    let others: Vec<&(String, &Actor)> = people
        .iter()
        .filter(|(full, other)| {
            other.id != actor.id && (!own.contains(' ') && ends_with(full, &own) || ends_with(&own, full))
        })
        .collect();
    // The name itself and the name with an office before it are one; two names are two people.
    let (shortest, found) = others.iter().min_by_key(|(full, other)| (full.len(), &other.id))?;
    others
        .iter()
        .all(|(full, _)| full == shortest || ends_with(full, shortest))
        .then_some(*found)
}

/// Who is named with which office.
struct Holders<'records> {
    /// In the whole set, by the office in full.
    by_office: BTreeMap<String, BTreeMap<String, &'records Actor>>,
    /// In one document, where it has the office in short ("the prefect").
    in_document: Vec<Vec<(String, String, &'records Actor)>>,
}

impl<'records> Holders<'records> {
    fn new(set: &RecordSet<'records>) -> Self {
        let mut by_office: BTreeMap<String, BTreeMap<String, &Actor>> = BTreeMap::new();
        let mut in_document = Vec::with_capacity(set.records.len());
        for record in &set.records {
            let mut here = Vec::new();
            for actor in record.actors.iter().filter(|actor| actor.kind == ActorKind::Person) {
                let name = person(&actor.name);
                let Some(office) = actor.office.as_ref().map(|office| bare(&office.value)) else {
                    continue;
                };
                if name.contains(' ') && office != bare(&actor.name) {
                    by_office
                        .entry(office.clone())
                        .or_default()
                        .entry(name.clone())
                        .or_insert(actor);
                    here.push((format!("{office} "), name, actor));
                }
            }
            in_document.push(here);
        }
        Self { by_office, in_document }
    }

    /// For an entry that is only an office ("the prefect of …"): the one person who is named with it.
    fn of(&self, document: usize, actor: &Actor) -> Option<&'records Actor> {
        let office = actor.office.as_ref().map(|office| bare(&office.value))?;
        if office != bare(&actor.name) || !office.contains(' ') {
            return None;
        }
        let short = self.in_document[document]
            .iter()
            .filter(|(held, _, _)| office.starts_with(held.as_str()))
            .map(|(_, name, holder)| (name.as_str(), *holder));
        let full = self
            .by_office
            .get(&office)
            .into_iter()
            .flatten()
            .map(|(name, holder)| (name.as_str(), *holder));
        let holders: BTreeMap<&str, &Actor> = short.chain(full).collect();
        match holders.into_values().collect::<Vec<_>>()[..] {
            [only] => Some(only),
            _ => None,
        }
    }
}

fn bare(words: &str) -> String {
    folded(words).trim_start_matches("the ").to_owned()
}

/// Whether a name ends with all the words of a part of it, and has more.
fn ends_with(name: &str, part: &str) -> bool {
    name.strip_suffix(part)
        .is_some_and(|before| before.ends_with(' ') && !part.is_empty())
}
