//! Dates, places, numbers and effects of victims against the keys of 25 slots.

use std::collections::BTreeMap;

use onrecord_catalogue::Catalogue;
use onrecord_extract::dates::MONTHS;
use onrecord_extract::{Fate, Incident, Record};
use onrecord_gazetteer::fold;

use super::corpus::{Message, Of, Template};
use super::effect_name;
use super::score::{Measure, Proposed, matched, names};
use crate::resample::Counts;

/// The slots that are scored here.
pub(super) const SLOTS: [&str; 4] = ["Date", "Place", "Number", "Effect"];

/// Counts of one text by [`SLOTS`]: over all templates, and over those that were matched.
pub(super) struct Verdict {
    pub(super) all: [Counts; 4],
    pub(super) matched: [Counts; 4],
}

/// Scores a record's incidents. A template that the key calls optional counts only where one is read that is matched with it.
pub(super) fn judge(
    message: &Message,
    record: &Record,
    read: &[Proposed],
    listed: &mut BTreeMap<&'static str, Vec<String>>,
) -> Verdict {
    let pairs = matched(Measure::Loose, read, &message.templates);
    let mut verdict = Verdict {
        all: Default::default(),
        matched: Default::default(),
    };
    for (at, incident) in record.incidents.iter().enumerate() {
        let gold = pairs.get(at).copied().flatten().map(|at| &message.templates[at]);
        let counts = of_pair(message, record, incident, gold, listed);
        let add = |sums: &mut [_; SLOTS.len()]| {
            for (sum, count) in sums.iter_mut().zip(counts) {
                *sum = [*sum, count].into_iter().sum();
            }
        };
        add(&mut verdict.all);
        if gold.is_some() {
            add(&mut verdict.matched);
        }
    }
    for (at, template) in message.templates.iter().enumerate() {
        if !template.optional && !pairs.contains(&Some(at)) {
            for (count, expected) in verdict.all.iter_mut().zip(expected(template)) {
                count.expected += expected;
            }
        }
    }
    verdict
}

fn expected(template: &Template) -> [u32; 4] {
    let one = |there: bool| u32::from(there);
    [
        one(!template.dates.is_empty()),
        one(!template.places.is_empty() && template.places.iter().all(|place| place != "-")),
        template.numbers.len() as u32,
        template.effects.len() as u32,
    ]
}

fn of_pair(
    message: &Message,
    record: &Record,
    incident: &Incident,
    gold: Option<&Template>,
    listed: &mut BTreeMap<&'static str, Vec<String>>,
) -> [Counts; 4] {
    let mut note = |cause: &'static str, line: String| {
        listed.entry(cause).or_default().push(format!("{}\t{line}", message.id));
    };
    let mut counts = [Counts::default(); 4];
    if let Some(gold) = gold {
        for (count, expected) in counts.iter_mut().zip(expected(gold)) {
            count.expected = expected;
        }
    }
    if let Some(date) = date(record, incident) {
        counts[0].proposed = 1;
        if let Some(gold) = gold {
            if gold.dates.contains(&date) {
                counts[0].correct = 1;
            } else {
                note("date otherwise", format!("{date}\t{}", gold.dates.join(" / ")));
            }
        }
    }
    if let Some(place) = &incident.place {
        counts[1].proposed = 1;
        let name = place.resolved.as_deref().unwrap_or(&place.extracted.exact);
        let name = fold(name);
        let state = place
            .country
            .as_deref()
            .and_then(|code| Catalogue::shipped().state(code))
            .map(|state| fold(&state.name));
        if let Some(gold) = gold {
            let right = gold.places.iter().any(|known| {
                known
                    .split([':', '('])
                    .any(|part| part.trim().len() > 2 && name.contains(&fold(part)))
                    || state.as_deref().is_some_and(|state| fold(known) == state)
            });
            if right {
                counts[1].correct = 1;
            } else {
                note("place otherwise", format!("{name}\t{}", gold.places.join(" / ")));
            }
        }
    }
    let mut taken = (Vec::new(), Vec::new());
    for victim in &incident.victims {
        let words = &victim.span.exact;
        let number = victim
            .number
            .map_or_else(|| "PLURAL".to_owned(), |number| number.to_string());
        counts[2].proposed += 1;
        if let Some(gold) = gold {
            match claim(&gold.numbers, words, &number, &mut taken.0) {
                true => counts[2].correct += 1,
                false => note("number otherwise", told(words, &number, &gold.numbers)),
            }
        }
        if let Some(fate) = victim.fate {
            let effect = effect_name(fate);
            counts[3].proposed += 1;
            if let Some(gold) = gold {
                let right = claim(&gold.effects, words, effect, &mut taken.1)
                    || fate == Fate::Unhurt
                        && ["NO INJURY", "NO DEATH"]
                            .iter()
                            .any(|effect| claim(&gold.effects, words, effect, &mut taken.1));
                match right {
                    true => counts[3].correct += 1,
                    false => note("effect otherwise", told(words, effect, &gold.effects)),
                }
            }
        }
    }
    counts
}

/// Whether the key says this value of somebody whom the words name, each once.
fn claim(gold: &[Of], words: &str, value: &str, taken: &mut Vec<usize>) -> bool {
    let found = gold.iter().enumerate().find(|(at, of)| {
        !taken.contains(at)
            && of
                .values
                .iter()
                .any(|known| known.trim_start_matches(['~', '-', ' ']) == value)
            && names(Measure::Loose, words, &of.whom)
    });
    if let Some((at, _)) = found {
        taken.push(at);
    }
    found.is_some()
}

fn told(words: &str, value: &str, gold: &[Of]) -> String {
    let gold: Vec<String> = gold
        .iter()
        .map(|of| format!("{}: {}", of.values.join("/"), of.whom.join("|")))
        .collect();
    format!("{value}: {}\t{}", words.replace('\n', " "), gold.join("; "))
}

/// The date as the keys write it: a day, a span of days, or up to the day of the report where none is told.
fn date(record: &Record, incident: &Incident) -> Option<String> {
    match &incident.date {
        Some(date) => {
            let (first, last) = (written(date.earliest.as_deref()?)?, written(date.latest.as_deref()?)?);
            Some(if first == last {
                first
            } else {
                format!("{first} - {last}")
            })
        }
        None => Some(format!(
            "- {}",
            written(record.document.published.as_ref()?.value.get(..10)?)?
        )),
    }
}

/// `1989-08-26` as `26 AUG 89`.
fn written(day: &str) -> Option<String> {
    let month: usize = day.get(5..7)?.parse().ok()?;
    Some(format!(
        "{} {} {}",
        day.get(8..10)?,
        MONTHS.get(month.checked_sub(1)?)?.get(..3)?.to_uppercase(),
        day.get(2..4)?
    ))
}
