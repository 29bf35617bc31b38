//! The day of an act where its own words do not tell it, or tell another than what they report: before claims are gathered.

use onrecord_document::{Basis, Precision};
use onrecord_extract::{Date, EventType, Modality, TollScope};
use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Interval;
use crate::facts::Fact;
use crate::lineage::Lineages;
use crate::names::folded;
use crate::set::RecordSet;
use crate::{LineageKind, calendar};
use onrecord_document::DocumentKind;

/// How many days a report may misdate what it reports; more apart, it tells of another act.
const DAYS_OF_MISREPORT: i32 = 3;

/// How many days after an incident a document may still tell of it without naming its day.
const DAYS_OF_INCIDENT: i32 = 30;

/// Settles the days of attacks, impacts and casualties: a report's yields to that of the statement or text which it reports,
/// and an act without a day has that of the only incident which its document can mean.
pub(crate) fn settle(set: &RecordSet, lineages: &Lineages, facts: &mut [Fact]) {
    yield_to_what_is_reported(set, lineages, facts);
    take_from_the_incident(set, facts);
}

/// Whether an act hits people or places on one day.
pub(crate) fn violent(act: EventType) -> bool {
    matches!(act, EventType::Attack | EventType::Impact | EventType::Casualties)
}

fn is_told(fact: &Fact) -> bool {
    violent(fact.act) && matches!(fact.modality, Modality::Stated | Modality::Alleged)
}

fn exact_day(fact: &Fact) -> Option<i32> {
    fact.date
        .as_ref()
        .filter(|date| date.exact)
        .and_then(|date| date.earliest)
}

fn yield_to_what_is_reported(set: &RecordSet, lineages: &Lineages, facts: &mut [Fact]) {
    let mut by_document: BTreeMap<usize, BTreeMap<i32, Date>> = BTreeMap::new();
    for fact in facts.iter().filter(|fact| is_told(fact)) {
        if let (Some(day), Some(date)) = (exact_day(fact), &fact.told_date) {
            by_document.entry(fact.document).or_default().insert(day, date.clone());
        }
    }
    let primary: Vec<Option<usize>> = (0..set.records.len())
        .map(|document| primary(set, lineages, document))
        .collect();
    for fact in facts.iter_mut().filter(|fact| is_told(fact)) {
        let Some(days) = primary[fact.document].and_then(|primary| by_document.get(&primary)) else {
            continue;
        };
        if let (Some(own), Some((day, date)), 1) = (exact_day(fact), days.first_key_value(), days.len())
            && own != *day
            && (own - day).abs() <= DAYS_OF_MISREPORT
        {
            fact.date = Interval::of(Some(date));
            fact.told_date = Some(date.clone());
        }
    }
}

/// The document that another reports or copies: the statement of its lineage, else the text it was copied from.
pub(crate) fn primary(set: &RecordSet, lineages: &Lineages, document: usize) -> Option<usize> {
    if lineages.copied_from[document] != document {
        return Some(lineages.copied_from[document]);
    }
    let members = &lineages.lineages[lineages.of[document]].members;
    let reports = members
        .iter()
        .any(|member| member.document == set.document(document).id && member.kind == LineageKind::SameBriefing);
    members
        .iter()
        .filter_map(|member| set.position(&member.document))
        .find(|other| reports && *other != document && set.document(*other).kind == DocumentKind::Statement)
}

fn take_from_the_incident(set: &RecordSet, facts: &mut [Fact]) {
    let mut days_by_name: BTreeMap<String, BTreeSet<i32>> = BTreeMap::new();
    let mut dates: BTreeMap<i32, (usize, Date)> = BTreeMap::new();
    let mut told: BTreeMap<usize, BTreeSet<i32>> = BTreeMap::new();
    let mut said: BTreeMap<(usize, String), BTreeSet<i32>> = BTreeMap::new();
    for fact in facts.iter().filter(|fact| is_told(fact)) {
        let (Some(day), Some(date)) = (exact_day(fact), &fact.told_date) else {
            continue;
        };
        told.entry(fact.document).or_default().insert(day);
        for statement in &fact.event.said_in {
            said.entry((fact.document, statement.clone())).or_default().insert(day);
        }
        let kept = dates.entry(day).or_insert_with(|| (fact.document, date.clone()));
        if (fact.document, &date.basis.rule) < (kept.0, &kept.1.basis.rule) {
            *kept = (fact.document, date.clone());
        }
        for name in names_of(set, fact) {
            days_by_name.entry(name).or_default().insert(day);
        }
    }
    let words: Vec<BTreeSet<String>> = set
        .records
        .iter()
        .map(|record| folded(&record.document.text).split(' ').map(str::to_owned).collect())
        .collect();
    let known = |document: usize, names: &BTreeSet<String>| -> BTreeSet<i32> {
        let published = set.day(document).as_deref().and_then(calendar::day_number);
        names
            .iter()
            .filter_map(|name| days_by_name.get(name))
            .flatten()
            .copied()
            .filter(|day| published.is_none_or(|published| (0..=DAYS_OF_INCIDENT).contains(&(published - day))))
            .collect()
    };
    for fact in facts.iter_mut() {
        if !is_told(fact) || fact.date.is_some() || of_running_count(set, fact) {
            continue;
        }
        let own = known(fact.document, &names_of(set, fact));
        let here = told.get(&fact.document).cloned().unwrap_or_default();
        let around: BTreeSet<String> = days_by_name
            .keys()
            .filter(|name| words[fact.document].contains(*name))
            .cloned()
            .collect();
        let together: BTreeSet<i32> = fact
            .event
            .said_in
            .iter()
            .filter_map(|statement| said.get(&(fact.document, statement.clone())))
            .flatten()
            .copied()
            .collect();
        let days = [together, own, here, known(fact.document, &around)]
            .into_iter()
            .find(|days| !days.is_empty())
            .unwrap_or_default();
        if let [only] = days.into_iter().collect::<Vec<_>>()[..]
            && let Some((_, date)) = dates.get(&only)
        {
            let date = Date {
                precision: Precision::Day,
                basis: Basis {
                    rule: "incident-of-the-document".to_owned(),
                    spans: Vec::new(),
                },
                ..date.clone()
            };
            fact.date = Interval::of(Some(&date));
            fact.told_date = Some(date);
            fact.day_inferred = true;
        }
    }
}

/// Names by which an incident is known: those of its place and in the words for what it hit, states apart.
fn names_of(set: &RecordSet, fact: &Fact) -> BTreeSet<String> {
    let states: BTreeSet<String> = set.records[fact.document]
        .actors
        .iter()
        .filter(|actor| actor.kind == onrecord_extract::ActorKind::State)
        .flat_map(|actor| {
            actor
                .mentions
                .iter()
                .map(|mention| mention.span.exact.as_str())
                .chain([actor.name.as_str()])
        })
        .flat_map(|name| folded(name).split(' ').map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let place = fact.event.place.as_ref().map(|place| place.extracted.exact.as_str());
    fact.event
        .roles
        .iter()
        .filter(|role| {
            role.role == onrecord_extract::RoleName::Target || role.role == onrecord_extract::RoleName::Victim
        })
        .map(|role| role.span.exact.as_str())
        .chain(place)
        .chain(fact.event.place.as_ref().and_then(|place| place.resolved.as_deref()))
        .flat_map(|words| words.split_whitespace())
        .filter(|word| word.chars().next().is_some_and(char::is_uppercase))
        .map(folded)
        .filter(|word| word.chars().count() > 3 && !states.contains(word))
        .collect()
}

/// Whether an event is counted in a running figure, which is of no single day.
fn of_running_count(set: &RecordSet, fact: &Fact) -> bool {
    set.records[fact.document]
        .tolls
        .iter()
        .any(|toll| toll.scope == TollScope::Cumulative && toll.event.as_deref() == Some(fact.event.id.as_str()))
}
