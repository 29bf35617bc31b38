//! How an event is written as a line.

use onrecord_extract::actors::ActorIndex;
use onrecord_extract::{dates, events, places};

use super::kinds::{Outcome, interval, name, number, quoted};

/// `event TYPE "TRIGGER" ROLE="WORDS" ROLE.actor=CODE ROLE.class=CLASS modality= date= place= count= mention= part_of= rule=`, before statements
/// settle the modality.
pub fn lines(outcome: &Outcome) -> Vec<String> {
    let reading = outcome.reading;
    let (dates, places) = (dates::find(reading), places::find(reading));
    let actors = ActorIndex::new(reading);
    let found = events::find(
        reading,
        &actors,
        &onrecord_extract::quantities::find(reading, &dates),
        &dates,
        &places,
    );
    found
        .iter()
        .map(|at| {
            let event = &at.event;
            let mut line = format!(
                "event {} {} modality={}",
                name(&event.event_type),
                quoted(&event.trigger),
                name(&event.modality)
            );
            let mut add = |key: &str, value: String| line += &format!(" {key}={value}");
            for role in &event.roles {
                let key = name(&role.role);
                add(&key, quoted(&role.span));
                let actor = role
                    .actor
                    .as_ref()
                    .and_then(|id| actors.actors.iter().find(|actor| &actor.id == id));
                if let Some(actor) = actor {
                    add(
                        &format!("{key}.actor"),
                        actor.code.clone().unwrap_or_else(|| format!("\"{}\"", actor.name)),
                    );
                }
                if let Some(class) = &role.class {
                    add(&format!("{key}.class"), class.clone());
                }
            }
            add("date", event.date.as_ref().map_or_else(|| "-".to_owned(), interval));
            add(
                "place",
                event
                    .place
                    .as_ref()
                    .map_or_else(|| "-".to_owned(), |place| quoted(&place.extracted)),
            );
            add("count", event.count.as_ref().map_or_else(|| "-".to_owned(), number));
            for mention in &event.mentions {
                add("mention", quoted(mention));
            }
            let whole = event
                .part_of
                .as_ref()
                .and_then(|id| found.iter().find(|other| &other.event.id == id));
            add(
                "part_of",
                whole.map_or_else(|| "-".to_owned(), |whole| quoted(&whole.event.trigger)),
            );
            add("rule", event.rule.clone());
            line
        })
        .collect()
}
