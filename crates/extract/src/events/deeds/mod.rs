//! What parties do to one another, in words and in deeds: who agrees, demands, threatens, withdraws, arrests… and which of a sentence's
//! events it is about.
//!
//! The words are data (`catalogue/deeds.toml`). A deed asks for less than the events of `event_words.toml`, which weighing compares: it is
//! told by a verb and by whoever stands beside it. Where a word tells an event already, the deed only says how it is coded.

mod choice;
pub(super) mod coding;
pub(super) mod parties;
mod sides;
mod words;

use std::cell::LazyCell;

use onrecord_catalogue::Catalogue;
use onrecord_document::BlockKind;
use onrecord_language::Annotated;

use super::FoundEvent;
use super::draft::named;
use super::grammar::{children_as, doers, is_passive, is_verb, undergoers};
use super::parts::Sources;
use super::reach::phrase;
use crate::actors::ActorIndex;
use crate::dates::DateAt;
use crate::identity::entry_id;
use crate::places::PlaceAt;
use crate::quantities::FigureAt;
use crate::reading::{Reading, Tokens};
use crate::record::{Event, EventType, Manner, Modality, Plover, Role, RoleName};
use choice::Placed;
use coding::Held;
use parties::Found;
use sides::{Beside, TARGET_SLOTS, beside, doing, speaker, targets, within_one_state};
use words::{Kind, Word};

/// A deed with who does it to whom.
struct Deed {
    word: Word,
    event_type: EventType,
    plain: String,
    mode: Option<String>,
    held: Held,
    source: Vec<Beside>,
    target: Vec<Beside>,
}

/// Adds the deeds of a document to its events, codes all of them in PLOVER's terms and marks what each sentence is about.
pub fn add(
    reading: &Reading,
    actors: &ActorIndex,
    figures: &[FigureAt],
    dates: &[DateAt],
    places: &[PlaceAt],
    events: &mut Vec<FoundEvent>,
) {
    let sources = &Sources::of(reading, actors, figures, dates, places);
    for block in 0..reading.blocks.len() {
        if reading.blocks[block].block.kind == BlockKind::Heading {
            continue;
        }
        let a = sources.annotated(block);
        for sentence in a.sentences().to_vec() {
            read_sentence(sources, block, sentence, events);
        }
    }
    let place = |found: &FoundEvent| {
        let sentence = sources.annotated(found.trigger.block).sentence_of(found.trigger.start);
        let event = &found.event;
        // The whole of a series, then its parts by their days.
        (
            found.trigger.block,
            sentence.start,
            !event.main,
            found.trigger.clone(),
            event.part_of.is_some(),
            event.date.as_ref().and_then(|date| date.earliest.clone()),
            event.id.clone(),
        )
    };
    events.sort_by_cached_key(place);
}

fn read_sentence(sources: &Sources, block: usize, sentence: std::ops::Range<usize>, events: &mut Vec<FoundEvent>) {
    let a = sources.annotated(block);
    // Most sentences tell no deed, and of those nothing is coded.
    let spoken = LazyCell::new(|| coding::spoken(a, sentence.clone()));
    let mut main_told = false;
    let mut told_at: Vec<(usize, EventType)> = Vec::new();
    for placed in choice::of_sentence(a, sentence.clone()) {
        let known: Vec<usize> = (0..events.len())
            .filter(|&at| {
                let trigger = &events[at].trigger;
                trigger.holds(block, placed.word.head)
                    || placed.word.light.is_some_and(|light| trigger.holds(block, light))
            })
            .collect();
        let Some(deed) = read(sources, block, &placed) else {
            continue;
        };
        // "seized a cache": verb and noun tell one deed, and the verb tells more of it.
        let above = a.head(placed.word.head);
        let repeats = |token: usize| told_at.contains(&(token, deed.event_type));
        if deed.word.kind == Kind::Noun && (repeats(above) || repeats(a.head(above))) {
            continue;
        }
        // What happens to people without anybody doing it needs nobody beside it.
        let befalls = matches!(
            deed.event_type,
            EventType::Disaster | EventType::Accident | EventType::Crime | EventType::Protest | EventType::Combat
        );
        if deed.source.is_empty() && deed.target.is_empty() && known.is_empty() && !befalls {
            continue;
        }
        // "will" with a verb that no entry knows: told only where the sentence tells nothing else, of a party.
        let of_a_party = deed.source.iter().any(|side| !side.found.is_empty());
        if deed.word.kind == Kind::Willed && (main_told || !of_a_party) {
            continue;
        }
        told_at.push((deed.word.light.unwrap_or(deed.word.head), deed.event_type));
        let (deed_plain, deed_head) = (deed.plain.clone(), deed.word.head);
        let plover = coded(sources, &deed, &spoken);
        let manner = manners_of(deed.event_type, &spoken);
        let fresh = known.is_empty() || known.iter().any(|&at| events[at].event.plover.is_none());
        let main = !main_told && fresh;
        main_told |= fresh;
        if known.is_empty() {
            events.push(told(sources, block, deed, plover, manner, main));
        } else {
            for (nth, &at) in known.iter().enumerate() {
                let event = &mut events[at].event;
                // The word that the sentence is about codes it; a further one of the same event does not.
                if event.plover.is_none() {
                    event.main = main && nth == 0;
                    if is_told_otherwise(a, event, &deed_plain, deed_head) {
                        code_known(sources, block, &mut events[at], &spoken);
                    }
                    let event = &mut events[at].event;
                    if event.plover.is_none() {
                        event.plover = Some(plover.clone());
                        event.manner.clone_from(&manner);
                    }
                }
            }
        }
    }
    for found in events.iter_mut().filter(|found| {
        found.event.plover.is_none() && found.trigger.block == block && sentence.contains(&found.trigger.start)
    }) {
        code_known(sources, block, found, &spoken);
        found.event.main = !main_told;
        main_told = true;
    }
}

fn manners_of(event_type: EventType, spoken: &std::collections::HashSet<String>) -> Vec<Manner> {
    let done_in_ways = matches!(
        event_type,
        EventType::Attack
            | EventType::Impact
            | EventType::Casualties
            | EventType::Combat
            | EventType::Protest
            | EventType::Destruction
            | EventType::Abuse
            | EventType::Launch
            | EventType::Control
            | EventType::Detention
            | EventType::Crime
            | EventType::Seizure
    );
    if done_in_ways {
        coding::manners(spoken)
    } else {
        Vec::new()
    }
}

/// An event of `event_words.toml` whose word tells no deed: its own roles say who and whom.
fn code_known(sources: &Sources, block: usize, found: &mut FoundEvent, spoken: &std::collections::HashSet<String>) {
    let event = &mut found.event;
    let name = serde_json::to_string(&event.event_type).unwrap_or_default();
    let types = &Catalogue::shipped().deeds.coding.types;
    let Some(plain) = types.get(name.trim_matches('"')) else {
        return;
    };
    let held = match event.modality {
        Modality::Future => Held::Future,
        Modality::Possible | Modality::Hypothetical => Held::Possible,
        Modality::Denied => Held::Denied,
        Modality::Stated | Modality::Alleged => Held::Done,
    };
    let (event_type, mode) = coding::type_of(plain, held, spoken);
    let (mut source, mut target) = (Vec::new(), Vec::new());
    for role in &event.roles {
        let doer = match role.role {
            RoleName::Attacker | RoleName::Supplier | RoleName::By | RoleName::User | RoleName::Body => true,
            RoleName::Participant => role.rule.contains(".subject.") || source.is_empty(),
            RoleName::Target | RoleName::Recipient | RoleName::Victim => false,
            _ => continue,
        };
        let Some((at, token)) = sources.reading.token_at(role.span.start) else {
            continue;
        };
        let end = (token..sources.annotated(at).len())
            .find(|&one| sources.reading.span(&Tokens::new(at, one..one + 1)).end >= role.span.end)
            .map_or(token + 1, |one| one + 1);
        let head = super::reach::head_of(sources.annotated(at), token, end);
        if doer && words::befalls(sources.annotated(at), head) {
            return;
        }
        let parties = parties::of_phrase(sources, at, head);
        (if doer { &mut source } else { &mut target }).extend(parties);
    }
    let _ = block;
    event.plover = Some(Plover {
        context: coding::contexts(&event_type, spoken),
        event_type,
        mode,
        source: distinct(sources, source),
        target: distinct(sources, target),
    });
    event.manner = manners_of(event.event_type, spoken);
}

/// Whether what the words alone would code is not what they tell of an event of this type: jets that are sent to a state
/// are no mobilization, a strike that hits a town is no protest. What is traded stays so.
fn is_told_otherwise(a: &Annotated, event: &Event, plain: &str, head: usize) -> bool {
    let coding = &Catalogue::shipped().deeds.coding;
    // What is sent somewhere and to nobody may well be mobilized.
    let to_nobody =
        event.event_type == EventType::ArmsTransfer && !event.roles.iter().any(|role| role.role == RoleName::Recipient);
    if to_nobody {
        return false;
    }
    let name = serde_json::to_string(&event.event_type).unwrap_or_default();
    let told = coding.instead.get(name.trim_matches('"'));
    told.is_some_and(|types| types.contains(plain)) && !coding.trade.contains(a.lemma(head))
}

fn distinct(sources: &Sources, found: Vec<Found>) -> Vec<crate::record::Party> {
    let mut parties: Vec<crate::record::Party> = Vec::new();
    for one in found {
        if parties.iter().all(|party| party.code != one.code) {
            parties.push(one.into_party(sources));
        }
    }
    parties
}

fn coded(sources: &Sources, deed: &Deed, spoken: &std::collections::HashSet<String>) -> Plover {
    let (event_type, mode) = coding::type_of(&deed.plain, deed.held, spoken);
    let all = |sides: &[Beside]| {
        let found = sides.iter().flat_map(|side| side.found.clone()).collect();
        distinct(sources, found)
    };
    Plover {
        context: coding::contexts(&event_type, spoken),
        mode: mode.or_else(|| deed.mode.clone().filter(|_| event_type == deed.plain)),
        event_type,
        source: all(&deed.source),
        target: all(&deed.target),
    }
}

/// The deed as an event of the record.
fn told(sources: &Sources, block: usize, deed: Deed, plover: Plover, manner: Vec<Manner>, main: bool) -> FoundEvent {
    let a = sources.annotated(block);
    let head = deed.word.head;
    let trigger = Tokens::new(block, head..head + 1);
    let span = sources.reading.span(&trigger);
    let name = serde_json::to_string(&deed.event_type).unwrap_or_default();
    let id = entry_id(
        "e",
        &[
            &sources.reading.document.id,
            "deed",
            name.trim_matches('"'),
            &span.start.to_string(),
            &span.end.to_string(),
        ],
    );
    let sides = [(RoleName::By, &deed.source), (RoleName::Target, &deed.target)];
    let roles = sides
        .into_iter()
        .flat_map(|(role, sides)| {
            sides.iter().map(move |side| Role {
                role,
                actor: sources
                    .actor(block, side.head)
                    .map(|(actor, _)| sources.actors.actors[actor].id.clone()),
                class: None,
                span: sources.reading.span(&Tokens::new(block, phrase(a, side.head))),
                rule: format!("deed.{}", side.slot),
            })
        })
        .collect();
    let modality = super::rule_modality(
        &crate::factuality::Scope::sentence(a, head),
        deed.word.light.unwrap_or(head),
    );
    let event = Event {
        id,
        event_type: deed.event_type,
        roles,
        place: place_of(sources, block, head),
        date: date_of(sources, block, head),
        modality: modality.unwrap_or(Modality::Stated),
        factuality: None,
        count: None,
        trigger: span,
        mentions: Vec::new(),
        said_in: Vec::new(),
        part_of: None,
        main,
        manner,
        plover: Some(plover),
        rule: format!("deed.{}", a.lemma(head).to_lowercase()),
    };
    FoundEvent { event, trigger }
}

/// The place among what hangs on a word.
fn place_of(sources: &Sources, block: usize, head: usize) -> Option<crate::record::Place> {
    let a = sources.annotated(block);
    sources
        .places
        .iter()
        .find(|place| {
            place.tokens.block == block
                && (place.tokens.start..place.tokens.end).any(|token| {
                    a.dep(token) == "pobj" && a.head(a.head(token)) == head && a.lower(a.head(token)) != "of"
                })
        })
        .map(|place| place.place.clone())
}

/// The date that hangs on a word, or on the preposition of it.
fn date_of(sources: &Sources, block: usize, head: usize) -> Option<crate::record::Date> {
    let a = sources.annotated(block);
    sources
        .dates
        .iter()
        .find(|date| {
            date.tokens.block == block
                && (date.tokens.start..date.tokens.end)
                    .any(|token| a.head(token) == head || (a.dep(token) == "pobj" && a.head(a.head(token)) == head))
        })
        .map(|date| date.date.clone())
}

/// One word read: its type, and who stands beside it.
fn read(sources: &Sources, block: usize, placed: &Placed) -> Option<Deed> {
    let a = sources.annotated(block);
    let word = placed.word.clone();
    let coding = &Catalogue::shipped().deeds.coding;
    let verb = match word.kind {
        Kind::Verb | Kind::Obliged | Kind::Willed => word.head,
        Kind::Noun | Kind::Adjective => word.light.unwrap_or(word.head),
    };
    let (event_type, plain, mode) = match (word.kind, word.entry) {
        (Kind::Obliged, _) => (EventType::Demand, "DEMAND".to_owned(), None),
        (Kind::Willed, _) => (EventType::Undertaking, "AGREE".to_owned(), None),
        (_, Some(entry)) => (
            named::<EventType>(&entry.event_type)?,
            entry
                .plover
                .clone()
                .or_else(|| coding.types.get(&entry.event_type).cloned())?,
            entry.mode.clone(),
        ),
        _ => return None,
    };
    let held = held(a, verb, &word);
    let slots: Vec<&str> = word.entry.filter(|entry| !entry.target.is_empty()).map_or_else(
        || TARGET_SLOTS.to_vec(),
        |entry| entry.target.iter().map(String::as_str).collect(),
    );
    let speaker = speaker(a, placed.report, verb);
    let (mut source, mut target);
    if word.kind == Kind::Obliged {
        source = beside(sources, block, "subject", &speaker, &[]);
        let subjects: Vec<usize> = doers(a, verb).into_iter().map(|filler| filler.head).collect();
        let done_to: Vec<usize> = if subjects.is_empty() {
            undergoers(a, verb).into_iter().map(|filler| filler.head).collect()
        } else {
            subjects
        };
        target = beside(sources, block, "clause", &done_to, &speaker);
    } else {
        let doing = doing(a, &word, verb);
        source = beside(sources, block, "subject", &doing, &speaker);
        if source.iter().all(|side| side.found.is_empty())
            && doing.is_empty()
            && !is_passive(a, verb)
            && is_verb(a, verb)
        {
            let by_speaker = beside(sources, block, "speaker", &speaker, &[]);
            if !by_speaker.is_empty() {
                source = by_speaker;
            }
        }
        target = targets(sources, block, &word, verb, &slots, &source);
    }
    if word.entry.is_some_and(|entry| entry.swapped) {
        std::mem::swap(&mut source, &mut target);
    }
    within_one_state(sources, block, &plain, (&mut source, &mut target), &speaker);
    Some(Deed {
        word,
        event_type,
        plain,
        mode,
        held,
        source,
        target,
    })
}

/// How the clause holds the deed to be.
fn held(a: &Annotated, verb: usize, word: &Word) -> Held {
    if matches!(word.kind, Kind::Obliged | Kind::Adjective) {
        return Held::Done;
    }
    let mut at = verb;
    for _ in 0..4 {
        let condition = (a.left_edge(at)..=a.right_edge(at)).any(|token| a.lower(token) == "unless");
        if words::negated(a, at) {
            return Held::Denied;
        }
        let mut future = false;
        for child in children_as(a, at, &["aux"]) {
            match a.lower(child) {
                "will" | "would" | "'ll" | "’ll" | "shall" => future = true,
                "may" | "might" | "could" => return Held::Possible,
                _ => {}
            }
        }
        if future {
            return if condition { Held::Possible } else { Held::Future };
        }
        let above = a.head(at);
        let infinitive = a.children(at).any(|child| a.tag(child) == "TO");
        if above == at || !infinitive {
            break;
        }
        // "plans to", "is to", "is going to"
        if is_verb(a, above) && matches!(a.lemma(above), "plan" | "intend" | "go" | "be" | "expect" | "prepare") {
            return Held::Future;
        }
        if a.dep(at) == "conj" || a.dep(at) == "xcomp" {
            at = above;
        } else {
            break;
        }
    }
    Held::Done
}
