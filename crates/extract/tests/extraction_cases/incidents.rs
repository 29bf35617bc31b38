//! Incidents, and the case that was restored, as lines.

use onrecord_extract::Involved;

use super::kinds::{Outcome, name, quoted};

/// `cased "WORDS"`
pub(crate) fn cased(outcome: &Outcome) -> Vec<String> {
    if outcome.reading.caseless.is_none() {
        return Vec::new();
    }
    let blocks = 0..outcome.reading.blocks.len();
    blocks
        .map(|block| {
            format!(
                "cased \"{}\"",
                outcome.reading.annotated(block).text().replace('"', "'")
            )
        })
        .collect()
}

/// `incident KIND perpetrator= organisation= target= weapon= victim= number= fate= date=`
pub(crate) fn lines(outcome: &Outcome) -> Vec<String> {
    let found = outcome.record.incidents.iter();
    found
        .map(|incident| {
            let mut line = format!("incident {}", name(&incident.kind));
            let mut all = |attribute: &str, involved: &[Involved]| {
                for one in involved {
                    line.push_str(&format!(" {attribute}={}", quoted(&one.span)));
                }
            };
            all("perpetrator", &incident.perpetrators);
            all("organisation", &incident.organisations);
            all("target", &incident.targets);
            all("weapon", &incident.weapons);
            for victim in &incident.victims {
                line.push_str(&format!(" victim={}", quoted(&victim.span)));
            }
            let joined = |told: Vec<String>| {
                if told.is_empty() {
                    "-".to_owned()
                } else {
                    told.join("+")
                }
            };
            let victims = incident.victims.iter();
            let numbers = victims
                .clone()
                .map(|victim| victim.number.map_or("-".to_owned(), |number| number.to_string()));
            let fates = victims.map(|victim| victim.fate.map_or("-".to_owned(), |fate| name(&fate)));
            let date = incident
                .date
                .as_ref()
                .and_then(|date| date.earliest.clone())
                .unwrap_or("-".to_owned());
            format!(
                "{line} number={} fate={} date={date}",
                joined(numbers.collect()),
                joined(fates.collect())
            )
        })
        .collect()
}
