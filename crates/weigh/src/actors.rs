//! Who is who across documents: states by code, bodies by code or name, people by full name, unnamed sources never.

use onrecord_extract::{Actor, ActorKind};
use std::collections::{BTreeMap, BTreeSet};

use crate::names::{folded, person, slug};
use crate::set::RecordSet;
use crate::{EntryReference, ResolvedActor, knowledge};

/// The resolved actors and the way from a record's actor to its own.
pub(crate) struct Resolution {
    pub(crate) resolved: BTreeMap<String, ResolvedActor>,
    of: Vec<BTreeMap<String, String>>,
}

impl Resolution {
    /// The resolved id of an actor of a record.
    pub(crate) fn of(&self, document: usize, actor: &str) -> Option<&str> {
        self.of[document].get(actor).map(String::as_str)
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
    Office { represents: String, class: &'static str },
    Alone,
}

/// Actors of records, each with its document.
type Members<'records> = Vec<(usize, &'records Actor)>;

/// Merges the actors of all records.
pub(crate) fn resolve(set: &RecordSet) -> Resolution {
    let codes_of_bodies = codes_of_bodies(set);
    let people = people(set);
    let mut groups: BTreeMap<String, (Members, String)> = BTreeMap::new();
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
            let (id, why) = match key(actor, anonymous.contains(actor.id.as_str())) {
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
                    let (suffix, why) = person_of(&people, &name, actor);
                    (format!("person:{}{suffix}", slug(&name)), why)
                }
                Key::Office { represents, class } => (
                    format!("office:{represents}:{class}"),
                    format!(
                        "the holder of one office ({}) of {represents}, whom these documents do not name",
                        class.replace('-', " ")
                    ),
                ),
                Key::Alone => (alone(actor, &record.document.id), alone_because(actor)),
            };
            ids.insert(actor.id.clone(), id.clone());
            groups
                .entry(id)
                .or_insert_with(|| (Vec::new(), why))
                .0
                .push((document, actor));
        }
        of.push(ids);
    }
    let mut resolved: BTreeMap<String, ResolvedActor> = groups
        .into_iter()
        .map(|(id, (members, why))| (id.clone(), merged(set, id, &members, &why)))
        .collect();
    count_statements(set, &of, &mut resolved);
    Resolution { resolved, of }
}

fn key(actor: &Actor, anonymous: bool) -> Key {
    match actor.kind {
        ActorKind::State | ActorKind::Organisation | ActorKind::Body => match &actor.code {
            Some(code) => Key::Code(code.clone()),
            None => Key::Name(actor.name.clone()),
        },
        ActorKind::Group => Key::Alone,
        ActorKind::Narrator => Key::Alone,
        ActorKind::Person | ActorKind::Unnamed if anonymous => Key::Alone,
        ActorKind::Person => {
            let name = person(&actor.name);
            match office(actor) {
                Some(office) if unnamed(actor, &name) => office,
                _ if name.contains(' ') => Key::Person(name),
                _ => Key::Alone,
            }
        }
        ActorKind::Unnamed => office(actor).unwrap_or(Key::Alone),
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
        || !name.contains(' ') && OFFICES.iter().any(|(word, _)| folded(&actor.name).contains(word))
        || name.starts_with("the ")
        || OFFICES
            .iter()
            .any(|(word, _)| name.split(' ').any(|part| part == *word))
}

/// The office as a key, where one person at a time holds it.
fn office(actor: &Actor) -> Option<Key> {
    let represents = actor.represents.as_ref()?.value.clone();
    let described = folded(
        actor
            .office
            .as_ref()
            .map_or(actor.name.as_str(), |office| office.value.as_str()),
    );
    let plural_or_one_of_many = ["official", "officials", "former", "deputy", "senior", "adviser", "aide"];
    if described.split(' ').any(|word| plural_or_one_of_many.contains(&word)) {
        return None;
    }
    let class = OFFICES
        .iter()
        .find(|(words, _)| described.contains(words))
        .map(|(_, class)| *class)?;
    Some(Key::Office { represents, class })
}

/// Words of an office that one person at a time holds for a state or body, and the class they belong to. The first that fits counts.
const OFFICES: [(&str, &str); 15] = [
    ("permanent representative", "representative-to-the-united-nations"),
    ("envoy", "representative-to-the-united-nations"),
    ("ambassador", "representative-to-the-united-nations"),
    ("prime minister", "prime-minister"),
    ("foreign minister", "foreign-minister"),
    ("minister of foreign affairs", "foreign-minister"),
    ("secretary of state", "foreign-minister"),
    ("defence minister", "defence-minister"),
    ("defense minister", "defence-minister"),
    ("high representative", "high-representative"),
    ("secretary general", "secretary-general"),
    ("foreign ministry spokes", "foreign-ministry-spokesperson"),
    ("government spokes", "government-spokesperson"),
    ("president", "president"),
    ("chancellor", "chancellor"),
];

fn codes_of_bodies<'records>(set: &RecordSet<'records>) -> BTreeSet<&'records str> {
    set.records
        .iter()
        .flat_map(|record| &record.actors)
        .filter(|actor| actor.kind == ActorKind::Body)
        .filter_map(|actor| actor.code.as_deref())
        .collect()
}

/// For each full name, whom its bearers are said to speak for.
fn people<'records>(set: &RecordSet<'records>) -> BTreeMap<String, BTreeSet<&'records str>> {
    let mut people: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for actor in set
        .records
        .iter()
        .flat_map(|record| &record.actors)
        .filter(|actor| actor.kind == ActorKind::Person)
    {
        let represents = people.entry(person(&actor.name)).or_default();
        represents.extend(actor.represents.as_ref().map(|stated| stated.value.as_str()));
    }
    people
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
        _ => format!("unnamed:{document}:{}", actor.id),
    }
}

fn alone_because(actor: &Actor) -> String {
    match actor.kind {
        ActorKind::Narrator => "the voice of one document".to_owned(),
        ActorKind::Group => "several people under one phrase in one document; a phrase is not enough to say that they are the same elsewhere".to_owned(),
        ActorKind::Person => "known in one document only, by a part of a name; that is not enough to find them elsewhere".to_owned(),
        _ => "an unnamed source of one document; unnamed sources are never merged".to_owned(),
    }
}

fn merged(set: &RecordSet, id: String, members: &[(usize, &Actor)], why: &str) -> ResolvedActor {
    let first = members[0].1;
    let documents: BTreeSet<usize> = members.iter().map(|(document, _)| *document).collect();
    let fullest = members
        .iter()
        .map(|(_, actor)| actor.name.as_str())
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
    ResolvedActor {
        kind: members.iter().map(|(_, actor)| actor.kind).max().unwrap_or(first.kind),
        name,
        code: latest(|actor| actor.code.as_deref()),
        office: latest(|actor| actor.office.as_ref().map(|office| office.value.as_str())),
        represents: latest(|actor| actor.represents.as_ref().map(|represents| represents.value.as_str())),
        members: members
            .iter()
            .map(|(document, actor)| set.reference(*document, &actor.id))
            .collect::<BTreeSet<EntryReference>>()
            .into_iter()
            .collect(),
        explanation: format!("{in_documents}: {why}"),
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
