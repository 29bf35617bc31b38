//! Annotated documents to records: who said what, and what is said to have happened.

pub mod actors;
pub mod arms;
pub mod attribution;
pub mod casing;
pub mod citations;
pub mod contradictions;
pub mod dates;
pub mod events;
pub mod factuality;
mod identity;
pub mod incidents;
pub mod places;
pub mod quantities;
pub mod reading;
mod record;
pub mod statements;
pub mod tolls;

pub use identity::entry_id;
pub use reading::{Reading, Tokens};
pub use record::*;

use onrecord_catalogue::Catalogue;
use onrecord_document::{Basis, BlockKind, Document};
use onrecord_language::{Pipeline, Pos};

/// Reads a document: annotates its blocks and derives its record. Deterministic.
pub fn read(pipeline: &Pipeline, document: &Document) -> Record {
    let reading = Reading::new(pipeline, document);
    derive(&reading, versions(pipeline))
}

/// "carried rockets from Nampo to Massawa": a name of one word that is no actor is where they went, not who got them.
fn is_destination(reading: &Reading, role: &Role) -> bool {
    role.role == RoleName::Recipient
        && role.actor.is_none()
        && role.rule.ends_with("preposition")
        && !role.span.exact.contains(char::is_whitespace)
        && reading
            .token_at(role.span.start)
            .is_some_and(|(block, token)| reading.annotated(block).pos(token) == Pos::Propn)
}

/// The versions by which this program derives a record with `pipeline`.
pub fn versions(pipeline: &Pipeline) -> Derivation {
    // What was learned changes a record as what was written down does.
    let knowledge = [
        Catalogue::shipped().digest(),
        attribution::Model::shipped().digest(),
        factuality::Model::shipped().digest(),
        onrecord_gazetteer::Gazetteer::digest(),
        incidents::Model::shipped().digest(),
        &casing::digest(),
    ];
    Derivation {
        onrecord: env!("CARGO_PKG_VERSION").to_owned(),
        pipeline: format!("{} {}", pipeline.name(), pipeline.version()),
        catalogue: identity::digest(&knowledge),
    }
}

/// Derives the record of a document whose blocks are annotated.
pub fn derive(reading: &Reading, versions: Derivation) -> Record {
    let (dates, times) = dates::read_all(reading);
    let places = places::find(reading);
    let figures = quantities::find(reading, &dates);
    let mut index = actors::ActorIndex::new(reading);
    let heard = statements::hear(reading, &mut index);
    let chains = contradictions::chains(reading, &index, &heard);
    let statements::Found { mut utterances, unsaid } = statements::find(reading, &mut index, &heard);
    let mut events = events::find(reading, &index, &figures, &dates, &places);
    events.retain(|found| reading.blocks[found.trigger.block].block.kind != BlockKind::Heading);
    // "made in 2021", "came from the sea": only where somebody made it is it told who did.
    events.retain(|found| {
        found.event.event_type != EventType::Manufacture
            || found
                .event
                .roles
                .iter()
                .any(|role| role.role == RoleName::By && role.actor.is_some())
    });
    for found in &mut events {
        found.event.roles.retain(|role| !is_destination(reading, role));
        found.event.mentions.retain(|span| {
            reading
                .token_at(span.start)
                .is_some_and(|(block, _)| reading.blocks[block].block.kind != BlockKind::Heading)
        });
    }
    statements::judge(reading, &index, &mut utterances, &events);

    // The document's own voice is heard where something is told that nobody is said to say.
    let quoted = statements::build(reading, &index, &utterances, &dates);
    let told: Vec<Tokens> = events
        .iter()
        .map(|found| found.trigger.clone())
        .chain(
            tolls::find(reading, &figures, &dates, &places, &index, &quoted)
                .into_iter()
                .map(|at| at.tokens),
        )
        .chain(citations::find(reading, &quoted).into_iter().map(|at| at.tokens))
        .collect();
    statements::narrate(reading, &mut index, &mut utterances, &told);
    let contradicting = contradictions::read(reading, &mut index, &heard, &chains, &utterances);
    contradictions::reject(reading, &chains, &contradicting, &events, &mut utterances);
    // Nothing that is told hangs on words that nobody said.
    utterances.extend(unsaid);
    let statements = statements::build(reading, &index, &utterances, &dates);
    // Deeds come last: they open no statement of the narrator's and are no tokens of anybody else's entry.
    events::add_deeds(reading, &index, &figures, &dates, &places, &mut events);
    events::settle(reading, &index, &mut events, &statements);

    let mut tolls = tolls::find(reading, &figures, &dates, &places, &index, &statements);
    for at in &mut tolls {
        at.toll.event = events
            .iter()
            .find(|found| found.trigger.holds(at.tokens.block, at.trigger))
            .map(|found| found.event.id.clone());
    }
    let citations = citations::find(reading, &statements)
        .into_iter()
        .map(|at| at.citation)
        .collect();
    let contradictions = contradictions::find(reading, &index, &chains, contradicting, &statements);
    let around = incidents::Around {
        reading,
        figures: &figures,
        dates: &dates,
        places: &places,
        events: &events,
    };
    let incidents = incidents::find(&around, &index);
    let roles = events
        .iter()
        .flat_map(|found| &found.event.roles)
        .filter_map(|role| role.actor.clone());
    let speak_or_act: Vec<String> = statements
        .iter()
        .flat_map(|statement| statement.speakers.iter().cloned())
        .chain(
            contradictions
                .iter()
                .flat_map(|found| found.speakers.iter().chain(&found.whose).cloned()),
        )
        .chain(roles)
        .chain(
            incidents
                .iter()
                .flat_map(incidents::Incident::actors)
                .map(str::to_owned),
        )
        .collect();
    Record {
        schema: SCHEMA_VERSION,
        derived_by: versions,
        document: reading.document.clone(),
        actors: index.finish(reading, &speak_or_act),
        statements,
        events: events.into_iter().map(|found| found.event).collect(),
        tolls: tolls.into_iter().map(|at| at.toll).collect(),
        citations,
        dates: times,
        contradictions,
        incidents,
        case_restored: reading.caseless.map(|caseless| Basis {
            rule: caseless.rule().to_owned(),
            spans: Vec::new(),
        }),
        arms: arms::find(reading, &figures),
        places: places.into_iter().map(|at| at.place).collect(),
    }
}
