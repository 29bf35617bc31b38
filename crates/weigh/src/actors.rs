//! Who is who across documents: states by code, bodies by code or name, people by full name, unnamed sources never.

use onrecord_extract::{Actor, ActorKind, Statement};
use std::collections::{BTreeMap, BTreeSet};

use crate::aliases::Aliases;
use crate::names::{folded, person, slug};
use crate::rulings::Rulings;
use crate::set::RecordSet;
use crate::voices::{self, Voice};
use crate::{EntryReference, ResolvedActor, knowledge, mandates};

/// The resolved actors and the way from a record's actor to its own.
pub(crate) struct Resolution {
    pub(crate) resolved: BTreeMap<String, ResolvedActor>,
    of: Vec<BTreeMap<String, String>>,
    voices: Vec<BTreeMap<String, Voice>>,
}

impl Resolution {
    /// The resolved id of an actor of a record.
    pub(crate) fn of(&self, document: usize, actor: &str) -> Option<&str> {
        self.of[document].get(actor).map(String::as_str)
    }

    /// The resolved ids of those who really speak in a statement.
    pub(crate) fn speakers(&self, document: usize, statement: &Statement) -> Vec<String> {
        let mut speakers: Vec<String> = self.voices[document]
            .get(&statement.id)
            .map_or(&statement.speakers, |voice| &voice.speakers)
            .iter()
            .filter_map(|speaker| self.of(document, speaker))
            .map(str::to_owned)
            .collect();
        speakers.sort();
        speakers.dedup();
        speakers
    }

    /// Whether a document itself speaks in a statement.
    pub(crate) fn narrates(&self, document: usize, statement: &Statement) -> bool {
        self.voices[document]
            .get(&statement.id)
            .map_or(statement.narrator, |voice| voice.narrator)
    }

    /// The state or body that answers for an actor's deeds: the one it speaks for, else itself.
    pub(crate) fn answerable(&self, resolved: &str) -> String {
        let Some(actor) = self.resolved.get(resolved) else {
            return resolved.to_owned();
        };
        match &actor.represents {
            Some(code) if actor.kind != ActorKind::State => self.by_code(code),
            _ => resolved.to_owned(),
        }
    }

    /// The resolved id that goes with a code, whether or not a record mentions it.
    pub(crate) fn by_code(&self, code: &str) -> String {
        ["state", "body", "organisation"]
            .into_iter()
            .map(|kind| format!("{kind}:{code}"))
            .find(|id| self.resolved.contains_key(id))
            .unwrap_or_else(|| {
                if is_state_code(code) {
                    format!("state:{code}")
                } else {
                    format!("organisation:{code}")
                }
            })
    }

    /// Name to print.
    pub(crate) fn name(&self, resolved: &str) -> String {
        if let Some(actor) = self.resolved.get(resolved) {
            return actor.name.clone();
        }
        let code = resolved.split_once(':').map_or(resolved, |(_, code)| code);
        knowledge::actor_name(code).unwrap_or_else(|| code.to_owned())
    }

    pub(crate) fn kind(&self, resolved: &str) -> Option<ActorKind> {
        self.resolved.get(resolved).map(|actor| actor.kind)
    }
}

/// ISO 3166-1 alpha-3 codes are three capital letters; the catalogue decides where it knows the code.
pub(crate) fn is_state_code(code: &str) -> bool {
    knowledge::is_state(code)
}

/// The key under which an actor merges, and why it is one.
enum Key {
    Code(String),
    Name(String),
    Person(String),
    Office {
        represents: String,
        class: &'static str,
    },
    /// An organ that every state has, of one state.
    Organ {
        state: String,
        code: String,
    },
    Alone,
}

/// Actors of records that are one.
struct Group<'records> {
    why: String,
    /// Each with its document.
    members: Vec<(usize, &'records Actor)>,
    /// The decisions by which some of them were joined to the others.
    joined: BTreeSet<String>,
    /// The states that it was found to speak for, and by what.
    mandates: BTreeSet<(String, &'static str)>,
}

impl Group<'_> {
    fn new(why: String) -> Self {
        Self {
            why,
            members: Vec::new(),
            joined: BTreeSet::new(),
            mandates: BTreeSet::new(),
        }
    }

    /// The one state found for it; none where its documents point at several.
    fn mandate(&self) -> Option<(&str, &'static str)> {
        let codes: BTreeSet<&str> = self.mandates.iter().map(|(code, _)| code.as_str()).collect();
        let (code, because) = self.mandates.first()?;
        (codes.len() == 1).then_some((code.as_str(), *because))
    }
}

/// Merges the actors of all records.
pub(crate) fn resolve(set: &RecordSet, rulings: &Rulings) -> Resolution {
    let codes_of_bodies = codes_of_bodies(set);
    let aliases = Aliases::new(set);
    let people = people(set, &aliases);
    let endings = endings(&people);
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    let mut of = Vec::with_capacity(set.records.len());
    for (document, record) in set.records.iter().enumerate() {
        let anonymous: BTreeSet<&str> = record
            .statements
            .iter()
            .filter(|statement| statement.anonymous)
            .flat_map(|statement| statement.speakers.iter().map(String::as_str))
            .collect();
        let mut ids = BTreeMap::new();
        for actor in &record.actors {
            let known = aliases.known(document, actor);
            let mandate = mandates::infer(set, document, known);
            let represents = mandates::told(known).or(mandate.as_ref().map(|mandate| mandate.code.as_str()));
            let (id, why) = match key(known, represents, anonymous.contains(actor.id.as_str())) {
                Key::Code(code) if actor.kind == ActorKind::State => (
                    format!("state:{code}"),
                    format!(
                        "every mention of the state with the code {code}: its names, its people, its capital and its government"
                    ),
                ),
                Key::Code(code) => {
                    let kind = if codes_of_bodies.contains(code.as_str()) {
                        "body"
                    } else {
                        "organisation"
                    };
                    (
                        format!("{kind}:{code}"),
                        format!("the catalogue gives all these names the code {code}"),
                    )
                }
                Key::Name(name) => {
                    let kind = if actor.kind == ActorKind::Body {
                        "body"
                    } else {
                        "organisation"
                    };
                    (
                        format!("{kind}:{}", slug(&name)),
                        "the same name, without regard to case, accents and punctuation".to_owned(),
                    )
                }
                Key::Person(name) => {
                    let name = fuller(&endings, name);
                    let (suffix, why) = person_of(&people, &name, known);
                    (format!("person:{}{suffix}", slug(&name)), why)
                }
                Key::Office { represents, class } => (
                    format!("office:{represents}:{class}"),
                    format!(
                        "the holder of one office ({}) of {represents}, whom these documents do not name",
                        class.replace('-', " ")
                    ),
                ),
                Key::Organ { state, code } => (
                    format!("organisation:{state}:{}", slug(&code)),
                    "the organ of one state; other states have one of the same name".to_owned(),
                ),
                Key::Alone => (alone(actor, &record.document.id), alone_because(actor)),
            };
            let joined = rulings
                .same_as(&id)
                .filter(|_| rulings.apart(&record.document.id, &actor.id).is_none())
                .map(|(_, because)| format!("{id} joined by {because}"));
            let (id, why) = decided(rulings, &record.document.id, actor, id, why);
            ids.insert(actor.id.clone(), id.clone());
            let group = groups.entry(id).or_insert_with(|| Group::new(why));
            group.members.push((document, actor));
            group.joined.extend(joined);
            group
                .mandates
                .extend(mandate.map(|mandate| (mandate.code, mandate.because)));
        }
        of.push(ids);
    }
    let mut resolved: BTreeMap<String, ResolvedActor> = groups
        .into_iter()
        .map(|(id, group)| (id.clone(), merged(set, &aliases, id, &group)))
        .collect();
    count_statements(set, &of, &mut resolved);
    Resolution {
        resolved,
        of,
        voices: (0..set.records.len())
            .map(|document| voices::of_document(set, document))
            .collect(),
    }
}

/// What a person decided on an actor, over what its names say.
fn decided(rulings: &Rulings, document: &str, actor: &Actor, id: String, why: String) -> (String, String) {
    if let Some(because) = rulings.apart(document, &actor.id) {
        return (
            format!("{id}:{document}:{}", actor.id),
            format!("kept apart from {id} by {because}"),
        );
    }
    match rulings.same_as(&id) {
        Some((other, _)) => (other.to_owned(), why),
        None => (id, why),
    }
}

fn key(actor: &Actor, represents: Option<&str>, anonymous: bool) -> Key {
    match actor.kind {
        ActorKind::State | ActorKind::Organisation | ActorKind::Body => match &actor.code {
            Some(code) if knowledge::is_of_any_state(code) => match represents {
                Some(state) => Key::Organ {
                    state: state.to_owned(),
                    code: code.clone(),
                },
                None => Key::Alone,
            },
            Some(code) => Key::Code(code.clone()),
            None => Key::Name(actor.name.clone()),
        },
        ActorKind::Group => Key::Alone,
        ActorKind::Narrator => Key::Alone,
        ActorKind::Person | ActorKind::Unnamed if anonymous => Key::Alone,
        ActorKind::Person => {
            let name = person(&actor.name);
            match office(actor, represents) {
                Some(office) if unnamed(actor, &name) => office,
                _ if name.contains(' ') => Key::Person(name),
                _ => Key::Alone,
            }
        }
        ActorKind::Unnamed => office(actor, represents).unwrap_or(Key::Alone),
    }
}

/// Whether what stands as a person's name is only the office.
fn unnamed(actor: &Actor, name: &str) -> bool {
    let described = actor
        .office
        .as_ref()
        .map(|office| folded(&office.value))
        .unwrap_or_default();
    described == folded(&actor.name)
        || !name.contains(' ') && knowledge::names_office(&folded(&actor.name))
        || name.starts_with("the ")
        || name.split(' ').any(knowledge::is_office)
}

/// The office as a key, where one person at a time holds it.
fn office(actor: &Actor, represents: Option<&str>) -> Option<Key> {
    let described = folded(
        actor
            .office
            .as_ref()
            .map_or(actor.name.as_str(), |office| office.value.as_str()),
    );
    Some(Key::Office {
        represents: represents?.to_owned(),
        class: knowledge::office_class(&described)?,
    })
}

fn codes_of_bodies<'records>(set: &RecordSet<'records>) -> BTreeSet<&'records str> {
    set.records
        .iter()
        .flat_map(|record| &record.actors)
        .filter(|actor| actor.kind == ActorKind::Body)
        .filter_map(|actor| actor.code.as_deref())
        .collect()
}

/// For each full name, whom its bearers are said to speak for.
fn people<'records>(
    set: &RecordSet<'records>,
    aliases: &Aliases<'records>,
) -> BTreeMap<String, BTreeSet<&'records str>> {
    let mut people: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (document, record) in set.records.iter().enumerate() {
        for actor in &record.actors {
            let known = aliases.known(document, actor);
            if known.kind == ActorKind::Person {
                people
                    .entry(person(&known.name))
                    .or_default()
                    .extend(mandates::told(known));
            }
        }
    }
    people
}

/// By every ending of full names, the one name that ends so; none where several do.
fn endings<'people>(people: &'people BTreeMap<String, BTreeSet<&str>>) -> BTreeMap<&'people str, Option<&'people str>> {
    let mut endings: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    for name in people.keys() {
        for (at, _) in name.match_indices(' ') {
            endings
                .entry(&name[at + 1..])
                .and_modify(|only| *only = None)
                .or_insert(Some(name));
        }
    }
    endings
}

/// The one longer name that ends with all of a name's words, if the set has just one: "Warsama Bouh" of "Idriss Warsama Bouh".
fn fuller(endings: &BTreeMap<&str, Option<&str>>, name: String) -> String {
    match endings.get(name.as_str()) {
        Some(Some(only)) => (*only).to_owned(),
        _ => name,
    }
}

/// Two bearers of one name who speak for different states are two people; one who speaks for nobody is then neither.
fn person_of(people: &BTreeMap<String, BTreeSet<&str>>, name: &str, actor: &Actor) -> (String, String) {
    let speaks_for = people.get(name).map_or(0, BTreeSet::len);
    if speaks_for <= 1 {
        return (String::new(), "the same full name, without titles".to_owned());
    }
    match &actor.represents {
        Some(represents) => (
            format!(":{}", represents.value.to_lowercase()),
            format!(
                "the same full name and the same side, {}; others of this name speak for somebody else",
                represents.value
            ),
        ),
        None => (
            ":unplaced".to_owned(),
            "the same full name, for whom these documents do not say whom they speak for".to_owned(),
        ),
    }
}

fn alone(actor: &Actor, document: &str) -> String {
    match actor.kind {
        ActorKind::Narrator => format!("narrator:{document}"),
        ActorKind::Group => format!("group:{document}:{}", actor.id),
        ActorKind::Person => format!("person:{}:{document}", slug(&actor.name)),
        ActorKind::Organisation | ActorKind::Body => format!("organisation:{document}:{}", slug(&actor.name)),
        _ => format!("unnamed:{document}:{}", actor.id),
    }
}

fn alone_because(actor: &Actor) -> String {
    match actor.kind {
        ActorKind::Narrator => "the voice of one document".to_owned(),
        ActorKind::Group => "several people under one phrase in one document; a phrase is not enough to say that they are the same elsewhere".to_owned(),
        ActorKind::Person => "known in one document only, by a part of a name; that is not enough to find them elsewhere".to_owned(),
        ActorKind::Organisation | ActorKind::Body => "an organ that every state has; of which state, the document does not tell".to_owned(),
        _ => "an unnamed source of one document; unnamed sources are never merged".to_owned(),
    }
}

fn merged<'records>(
    set: &RecordSet<'records>,
    aliases: &Aliases<'records>,
    id: String,
    group: &Group<'records>,
) -> ResolvedActor {
    let members = &group.members;
    let first = members[0].1;
    let documents: BTreeSet<usize> = members.iter().map(|(document, _)| *document).collect();
    let fullest = members
        .iter()
        .map(|(document, actor)| aliases.known(*document, actor).name.as_str())
        .max_by(|one, other| {
            one.chars()
                .count()
                .cmp(&other.chars().count())
                .then_with(|| other.cmp(one))
        })
        .unwrap_or_default();
    let name = match first.kind {
        ActorKind::Narrator => set.called(members[0].0),
        _ => first
            .code
            .as_deref()
            .and_then(knowledge::actor_name)
            .unwrap_or_else(|| fullest.to_owned()),
    };
    let in_documents = match documents.len() {
        1 => "in one document".to_owned(),
        several => format!("in {several} documents"),
    };
    let latest = |read: fn(&Actor) -> Option<&str>| {
        members
            .iter()
            .rev()
            .find_map(|(_, actor)| read(actor))
            .map(str::to_owned)
    };
    let represents = latest(mandates::told);
    let found = group.mandate().filter(|_| represents.is_none());
    let inferred = found
        .map(|(code, because)| format!("; that it speaks for {code} is inferred: {because}"))
        .unwrap_or_default();
    let represents = represents.or(found.map(|(code, _)| code.to_owned()));
    let name = match (&represents, &first.code) {
        (Some(state), Some(code)) if knowledge::is_of_any_state(code) => {
            let state = knowledge::actor_name(state).unwrap_or_else(|| state.clone());
            format!("{name} of {state}")
        }
        _ => name,
    };
    ResolvedActor {
        kind: members
            .iter()
            .map(|(document, actor)| aliases.known(*document, actor).kind)
            .max()
            .unwrap_or(first.kind),
        name,
        code: latest(|actor| actor.code.as_deref()),
        office: latest(|actor| actor.office.as_ref().map(|office| office.value.as_str())),
        represents,
        members: members
            .iter()
            .map(|(document, actor)| set.reference(*document, &actor.id))
            .collect::<BTreeSet<EntryReference>>()
            .into_iter()
            .collect(),
        explanation: [format!("{in_documents}: {}{inferred}", group.why)]
            .into_iter()
            .chain(group.joined.iter().cloned())
            .collect::<Vec<_>>()
            .join("; "),
        statements: 0,
        id,
    }
}

fn count_statements(set: &RecordSet, of: &[BTreeMap<String, String>], resolved: &mut BTreeMap<String, ResolvedActor>) {
    for (document, record) in set.records.iter().enumerate() {
        for statement in &record.statements {
            let speakers: BTreeSet<&String> = statement
                .speakers
                .iter()
                .filter_map(|speaker| of[document].get(speaker))
                .collect();
            for speaker in speakers {
                if let Some(actor) = resolved.get_mut(speaker) {
                    actor.statements += 1;
                }
            }
        }
    }
}
