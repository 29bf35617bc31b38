//! How the factuality of an event is written as a line.

use onrecord_extract::factuality::Certainty;

use super::kinds::{Outcome, name, quoted};

/// `factuality "TRIGGER" modality= narrator=DEGREE narrator.score= speaker=DEGREE speaker.score=`, a speaker for each statement that tells the event.
pub fn lines(outcome: &Outcome) -> Vec<String> {
    outcome
        .record
        .events
        .iter()
        .filter(|event| event.is_compared())
        .filter_map(|event| {
            let factuality = event.factuality.as_ref()?;
            let mut line = format!(
                "factuality {} modality={}",
                quoted(&event.trigger),
                name(&event.modality)
            );
            let mut add = |who: &str, certainty: &Certainty| {
                line += &format!(" {who}={} {who}.score={}", name(&certainty.degree), certainty.score);
            };
            add("narrator", &factuality.narrator);
            for held in &factuality.speakers {
                add("speaker", &held.certainty);
            }
            if factuality.speakers.is_empty() {
                line += " speaker=-";
            }
            Some(line)
        })
        .collect()
}
