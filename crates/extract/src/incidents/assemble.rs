//! From what was chosen to incidents as they stand in the record.

use onrecord_document::Basis;

use super::candidates::Place;
use super::choice::{Answers, Chosen, choose};
use super::model::{DESCRIBED, Model, NAMED};
use super::shape::{Fate, Incident, IncidentKind, Involved, Victim};
use super::told::{self, Around};
use crate::actors::ActorIndex;
use crate::identity::entry_id;
use crate::reading::Tokens;

/// Every incident of a document, in the order of [`IncidentKind::ALL`].
pub fn find(around: &Around, index: &ActorIndex) -> Vec<Incident> {
    find_with(Model::shipped(), around, index)
}

/// The same by a model of one's own.
pub fn find_with(model: &Model, around: &Around, index: &ActorIndex) -> Vec<Incident> {
    let answers = Answers::of(model, around.reading);
    choose(around.reading, &answers, &model.odds)
        .iter()
        .map(|(kind, own)| incident(around, index, *kind, own))
        .collect()
}

fn incident(around: &Around, index: &ActorIndex, kind: IncidentKind, own: &[Chosen]) -> Incident {
    let reading = around.reading;
    let of = |part: usize| own.iter().filter(move |chosen| chosen.part == part);
    let involved = |part: usize| {
        of(part)
            .filter_map(|chosen| {
                let place = chosen.phrase.places.first()?;
                Some(Involved {
                    span: reading.span(&Tokens::new(place.block, place.tokens.clone())),
                    actor: actor(index, place),
                    certainty: certainty(chosen.odds),
                })
            })
            .collect()
    };
    let victims = own
        .iter()
        .filter(|chosen| matches!(chosen.part, NAMED | DESCRIBED))
        .filter_map(|chosen| {
            let place = chosen.phrase.places.first()?;
            let named = chosen.part == NAMED;
            Some(Victim {
                span: reading.span(&Tokens::new(place.block, place.tokens.clone())),
                named,
                actor: actor(index, place),
                number: told::number(around, &chosen.phrase.places, named),
                fate: fate(chosen.fates),
                certainty: certainty(chosen.odds),
            })
        })
        .collect();
    let sites: Vec<&Place> = own.iter().flat_map(|chosen| &chosen.phrase.places).collect();
    let telling = told::telling(reading, kind, &sites);
    let first = telling.first().map(|tokens| reading.span(tokens));
    let kind_code = serde_json::to_string(&kind).unwrap_or_default();
    let at = first.as_ref().map(|span| span.start.to_string()).unwrap_or_default();
    // Two acts of one kind can be told in one sentence.
    let keys: Vec<&str> = own.iter().map(|chosen| chosen.phrase.key.as_str()).collect();
    Incident {
        id: entry_id(
            "i",
            &[
                reading.document.id.as_str(),
                kind_code.trim_matches('"'),
                &at,
                &keys.join("|"),
            ],
        ),
        kind,
        date: told::date(around, &telling),
        place: told::place(around, &telling),
        perpetrators: involved(0),
        organisations: involved(1),
        targets: involved(2),
        weapons: involved(3),
        victims,
        events: told::events(around, &telling),
        basis: Basis {
            rule: "incident.learned".to_owned(),
            spans: first.into_iter().collect(),
        },
    }
}

fn actor(index: &ActorIndex, place: &Place) -> Option<String> {
    let mention = index.mention_headed(place.block, place.head)?;
    Some(index.actors[mention.actor].id.clone())
}

fn fate(answers: &[f32]) -> Option<Fate> {
    let (best, odds) = answers
        .iter()
        .enumerate()
        .max_by(|left, right| left.1.total_cmp(right.1))?;
    (*odds > -1.0).then(|| Fate::ALL.get(best).copied()).flatten()
}

/// Odds on a logarithmic scale in hundredths.
fn certainty(odds: f32) -> u8 {
    (100.0 / (1.0 + (-odds).exp())).round().clamp(0.0, 100.0) as u8
}
