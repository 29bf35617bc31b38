//! How an event is written as a line in PLOVER's terms.

use onrecord_extract::{Party, Plover};

use super::kinds::{Outcome, name, quoted};

/// `plover TYPE "TRIGGER" event= source=CODE+CODE target= mode= context= manner= main=`, for every event that has such terms.
pub fn lines(outcome: &Outcome) -> Vec<String> {
    outcome
        .record
        .events
        .iter()
        .filter_map(|event| {
            let Plover {
                event_type,
                mode,
                context,
                source,
                target,
            } = event.plover.as_ref()?;
            let manner: Vec<String> = event.manner.iter().map(name).collect();
            Some(format!(
                "plover {event_type} {} event={} source={} target={} mode={} context={} manner={} main={}",
                quoted(&event.trigger),
                name(&event.event_type),
                codes(source),
                codes(target),
                mode.as_deref().unwrap_or("-"),
                joined(context),
                joined(&manner),
                if event.main { "yes" } else { "no" },
            ))
        })
        .collect()
}

fn codes(parties: &[Party]) -> String {
    let codes: Vec<String> = parties.iter().map(|party| party.code.clone()).collect();
    joined(&codes)
}

fn joined(words: &[String]) -> String {
    if words.is_empty() {
        "-".to_owned()
    } else {
        words.join("+")
    }
}
