//! What is said to have happened: events with their roles, dates, places and the way the text holds them to be.
//!
//! Triggers and slots are data (`catalogue/event_words.toml`); the rest is the dependency tree. One trigger gives one [`draft`], the drafts
//! of a document that tell one event are [`merge`]d, and what statements make of them is settled last.

mod deeds;
mod draft;
mod factuality;
mod grammar;
mod merge;
mod modality;
mod parts;
mod reach;
mod series;
mod settle;
mod slots;
mod triggers;
mod when_where;

use onrecord_document::Basis;
use onrecord_language::Annotated;

use crate::actors::ActorIndex;
use crate::dates::DateAt;
use crate::identity::entry_id;
use crate::places::PlaceAt;
use crate::quantities::FigureAt;
use crate::reading::{Reading, Tokens};
use crate::record::{Event, EventType, RoleName};

pub use deeds::add as add_deeds;
pub(crate) use grammar::normal;

use draft::{Draft, Instrument, Outcome};
pub(crate) use modality::of_word as rule_modality;
use parts::Sources;
pub use settle::settle;

/// An event and the tokens that tell it. `event.said_in` and `event.factuality` are empty until [`settle`].
#[derive(Clone, Debug, PartialEq)]
pub struct FoundEvent {
    /// The event.
    pub event: Event,
    /// Its trigger.
    pub trigger: Tokens,
}

/// Every event of a document, in the order of the text.
pub fn find(
    reading: &Reading,
    actors: &ActorIndex,
    figures: &[FigureAt],
    dates: &[DateAt],
    places: &[PlaceAt],
) -> Vec<FoundEvent> {
    let sources = Sources::of(reading, actors, figures, dates, places);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut instruments: Vec<(usize, Instrument)> = Vec::new();
    for block in 0..reading.blocks.len() {
        read_block(&sources, block, &mut drafts, &mut instruments);
    }
    merge::part_users_from_suppliers(&mut drafts);
    series::add_parts(&mut drafts);
    let joined = merge::join(&sources, &mut drafts);
    merge::recipients_from_users(&mut drafts, &joined, &instruments);
    follow_weapons(&mut drafts, &joined, &instruments);
    for at in 0..drafts.len() {
        if let Some(whole) = drafts[at]
            .part_of
            .filter(|&whole| drafts[whole].head == drafts[at].head && drafts[whole].block == drafts[at].block)
        {
            let inherited = drafts[whole].parts.clone();
            merge::fill_in(&mut drafts[at].parts, inherited);
        }
    }
    let ids: Vec<String> = drafts.iter().map(|draft| id_of(reading, draft)).collect();
    let mut found: Vec<FoundEvent> = (0..drafts.len())
        .filter(|&at| joined.stands(at) && tells_enough(&drafts[at]))
        .map(|at| {
            let part_of = drafts[at].part_of.map(|whole| ids[joined.root(whole)].clone());
            finished(reading, &drafts[at], ids[at].clone(), part_of)
        })
        .collect();
    found.sort_by(|left, right| {
        (
            &left.trigger,
            &left.event.date.as_ref().map(|date| &date.earliest),
            left.event.part_of.is_some(),
        )
            .cmp(&(
                &right.trigger,
                &right.event.date.as_ref().map(|date| &date.earliest),
                right.event.part_of.is_some(),
            ))
    });
    found
}

fn read_block<'r>(
    sources: &Sources<'r>,
    block: usize,
    drafts: &mut Vec<Draft<'r>>,
    instruments: &mut Vec<(usize, Instrument)>,
) {
    let triggers = triggers::find(sources, block);
    // Asked for every word on the way from every date and place: looked up, not searched.
    let tokens = sources.annotated(block).len();
    let (mut heads, mut event_nouns) = (vec![false; tokens], vec![false; tokens]);
    for trigger in &triggers {
        heads[trigger.head] = true;
        event_nouns[trigger.head] |= !trigger.verb && trigger.entries.iter().any(|entry| !entry.tells_use);
    }
    let is_event_noun = |token: usize| event_nouns[token];
    let is_trigger = |token: usize| heads[token];
    let mut here: Vec<Draft<'r>> = Vec::new();
    let mut links: Vec<Instrument> = Vec::new();
    for trigger in &triggers {
        match draft::read(sources, trigger, &is_event_noun) {
            Outcome::Event(mut draft) => {
                when_where::place_and_date(sources, &mut draft, &is_trigger);
                here.push(*draft);
            }
            Outcome::Instrument(instrument) => links.push(instrument),
            Outcome::Nothing => {}
        }
    }
    for link in &links {
        if let Some(event) = here
            .iter_mut()
            .find(|draft| draft.head == link.noun && draft.event_type == EventType::Attack)
        {
            merge::fill_in(&mut event.parts, link.parts.clone());
            event.complete |= !event.parts.is_empty();
        }
    }
    drop_repeated_nouns(sources.annotated(block), &mut here);
    drafts.extend(here);
    instruments.extend(links.into_iter().map(|link| (block, link)));
}

/// "sent humanitarian aid", "signed an agreement": verb and object tell one event, and the verb tells more of it.
fn drop_repeated_nouns(a: &Annotated, here: &mut Vec<Draft>) {
    let verbs: Vec<(usize, EventType)> = here
        .iter()
        .filter(|draft| draft.verb && draft.complete)
        .map(|draft| (draft.head, draft.event_type))
        .collect();
    here.retain(|draft| {
        let object = draft.anchors.iter().any(|&anchor| {
            matches!(a.dep(anchor), "dobj" | "nsubjpass") && verbs.contains(&(a.head(anchor), draft.event_type))
        });
        draft.verb || !object
    });
}

/// An impact of a weapon "used in the attack" is a part of that attack and of its day.
fn follow_weapons(drafts: &mut [Draft], joined: &merge::Joined, instruments: &[(usize, Instrument)]) {
    for at in 0..drafts.len() {
        if drafts[at].event_type != EventType::Impact || drafts[at].part_of.is_some() {
            continue;
        }
        let block = drafts[at].block;
        let weapons: Vec<usize> = drafts[at]
            .parts
            .iter()
            .filter(|part| part.role == RoleName::Weapon)
            .map(|part| part.head)
            .collect();
        let used = instruments.iter().find(|(used_block, instrument)| {
            *used_block == block
                && instrument.parts.iter().any(|part| {
                    part.role == RoleName::Weapon
                        && weapons.iter().any(|&weapon| {
                            weapon == part.head
                                || drafts[at]
                                    .parts
                                    .iter()
                                    .any(|own| own.head == weapon && own.tokens.holds(block, part.head))
                        })
                })
        });
        let Some((_, instrument)) = used else { continue };
        let Some(attack) = (0..drafts.len()).find(|&other| {
            drafts[other].block == block
                && drafts[other].head == instrument.noun
                && drafts[other].event_type == EventType::Attack
        }) else {
            continue;
        };
        let own_dates = drafts[attack].dates.clone();
        drafts[at].part_of = Some(joined.root(attack));
        if drafts[at].dates.is_empty() && own_dates.len() == 1 {
            drafts[at].dates = own_dates;
            drafts[at].date_rule = "date.of-the-attack";
        }
    }
}

/// An event noun that nothing is told of is none ("the attacks" with nothing to point back to).
fn tells_enough(draft: &Draft) -> bool {
    draft.complete
        || (!draft.verb
            && matches!(draft.event_type, EventType::Attack | EventType::Protest)
            && (draft.place.is_some() || !draft.dates.is_empty() || !draft.parts.is_empty())
            && draft.event_type == EventType::Attack)
}

fn id_of(reading: &Reading, draft: &Draft) -> String {
    let span = reading.span(&draft.trigger);
    let kind = serde_json::to_string(&draft.event_type).unwrap_or_default();
    let (start, end) = (span.start.to_string(), span.end.to_string());
    let day = if draft.rule == "event.series" {
        draft.dates.first().and_then(|date| {
            date.date
                .earliest
                .clone()
                .or_else(|| Some(date.date.basis.spans.first()?.start.to_string()))
        })
    } else {
        None
    };
    let mut parts = vec![
        reading.document.id.as_str(),
        kind.trim_matches('"'),
        start.as_str(),
        end.as_str(),
    ];
    parts.extend(day.as_deref());
    entry_id("e", &parts)
}

fn finished(reading: &Reading, draft: &Draft, id: String, part_of: Option<String>) -> FoundEvent {
    let mut date = when_where::whole_series(&draft.dates);
    if let Some(date) = date
        .as_mut()
        .filter(|_| matches!(draft.date_rule, "date.caption" | "date.of-the-attack"))
    {
        // Which rule gave the event this date, beside the rule that read the date.
        date.basis = Basis {
            rule: format!("{}+{}", date.basis.rule, draft.date_rule),
            spans: date.basis.spans.clone(),
        };
    }
    let mut mentions: Vec<Tokens> = draft.mentions.clone();
    mentions.sort();
    mentions.dedup();
    let event = Event {
        id,
        event_type: draft.event_type,
        roles: draft
            .parts
            .iter()
            .cloned()
            .map(|part| part.into_role(reading))
            .collect(),
        place: draft.place.map(|place| place.place.clone()),
        date,
        modality: draft.modality,
        factuality: None,
        count: draft.count.clone(),
        trigger: reading.span(&draft.trigger),
        mentions: mentions.iter().map(|tokens| reading.span(tokens)).collect(),
        said_in: Vec::new(),
        part_of,
        main: false,
        manner: Vec::new(),
        plover: None,
        rule: draft.rule.clone(),
    };
    FoundEvent {
        event,
        trigger: draft.trigger.clone(),
    }
}
