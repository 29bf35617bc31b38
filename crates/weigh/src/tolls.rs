//! Figures of people as series: one incident or running, never added up, the same lineage counted once.

use onrecord_document::DocumentKind;
use onrecord_extract::{Act, ActorKind, Effect, Record, Statement, Toll, TollScope, entry_id};
use std::collections::{BTreeMap, BTreeSet};

use crate::actors::Resolution;
use crate::calendar::day_in_words;
use crate::incidents::Incidents;
use crate::lineage::Lineages;
use crate::names::folded;
use crate::propositions::Claim;
use crate::set::{RecordSet, begins};
use crate::{Anchor, StandingFlag, TollPoint, TollSeries, TollSummary, knowledge, wording};

/// The rule by which low, best and high are chosen.
///
/// The Armed Conflict Location & Event Data Project records the most conservative of conflicting reports, and later, better figures replace
/// earlier ones (ACLED Codebook, "Fatalities"); low and high are kept beside best as in the Uppsala Conflict Data Program's event data.
pub(crate) const RULE: &str = "newest-conservative: each source's newest figure replaces its earlier ones; best is the lowest of the figures of the newest day, low and high are the lowest and highest of the sources' newest figures (after ACLED's rule of the most conservative report)";

/// What makes figures one series.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    about: About,
    effect: Effect,
    population: String,
    scope: Scope,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    /// An incident, by the first of its claims.
    Incident(usize),
    /// Figures of one place and day without an event of their own.
    Place(String),
    /// A country's running count.
    Country(String),
    /// Nothing is told: the text's own, one for its copies.
    Text(String),
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Scope {
    Incident,
    Cumulative,
}

/// A figure on its way into a series.
struct Found<'set> {
    document: usize,
    toll: &'set Toll,
    /// Who answers for it: the states, bodies and people behind its sources.
    sides: BTreeSet<String>,
    point: TollPoint,
}

/// Series of all figures, and flags of running ones that fall.
pub(crate) fn series(
    set: &RecordSet,
    resolution: &Resolution,
    lineages: &Lineages,
    claims: &[Claim],
    texts: &[String],
) -> (Vec<TollSeries>, Vec<StandingFlag>) {
    let incidents = Incidents::new(set, claims, texts);
    let mut by_series: BTreeMap<Key, Vec<Found>> = BTreeMap::new();
    for (document, record) in set.records.iter().enumerate() {
        for toll in record
            .tolls
            .iter()
            .filter(|toll| toll.part_of.is_none() && !withdrawn(record, toll) && step_of(record, toll).is_none())
        {
            let key = key(set, lineages, &incidents, document, toll);
            by_series
                .entry(key)
                .or_default()
                .push(found(set, resolution, lineages, document, record, toll));
        }
    }
    let mut all = Vec::new();
    let mut flags = Vec::new();
    for (key, mut found) in by_series {
        // Of one day, the text that others copy comes before its copies.
        let place = |found: &Found| {
            (
                found.point.date.is_none(),
                found.point.date.clone(),
                lineages.copied_from[found.document] != found.document,
                found.point.toll.clone(),
            )
        };
        found.sort_by_cached_key(place);
        let about = about(&incidents, set, &key, &found);
        let population = population(&found);
        let country = found
            .iter()
            .find_map(|found| found.toll.country.as_ref().map(|country| country.value.clone()));
        let found = once_a_lineage(found);
        let summary = summary(&found);
        let by_rule = by_rule(&found);
        let points: Vec<TollPoint> = found.into_iter().map(|found| found.point).collect();
        if key.scope == Scope::Cumulative {
            flags.extend(falling(&points));
        }
        let id = entry_id("ts", &[&format!("{:?}", key.effect), &key.population, &about]);
        let scope = match key.scope {
            Scope::Incident => TollScope::Incident,
            Scope::Cumulative => TollScope::Cumulative,
        };
        all.push(TollSeries {
            id,
            effect: key.effect,
            population,
            scope,
            about,
            country,
            summary,
            by_rule,
            points,
        });
    }
    (all, flags)
}

/// A figure that its own statement takes back, or that is told to be wrong.
fn withdrawn(record: &Record, toll: &Toll) -> bool {
    said_in(record, toll).is_some_and(|statement| matches!(statement.act, Act::Retract | Act::Deny | Act::Reject))
}

fn said_in<'record>(record: &'record Record, toll: &Toll) -> Option<&'record Statement> {
    let said = toll.said_in.as_deref()?;
    record.statements.iter().find(|statement| statement.id == said)
}

/// Why a figure is shown and not counted: its source took it back later in the document, or a report gives it for another.
fn set_aside(
    set: &RecordSet,
    resolution: &Resolution,
    lineages: &Lineages,
    document: usize,
    record: &Record,
    toll: &Toll,
) -> Option<String> {
    if let Some(statement) = said_in(record, toll) {
        let voices = resolution.speakers(document, statement);
        let taken_back = record.statements.iter().any(|other| {
            other.act == Act::Retract
                && (other.refers_to.contains(&statement.id)
                    || crate::voices::takes_back(other, statement)
                    || other.refers_to.is_empty()
                        && begins(other) > begins(statement)
                        && !voices.is_empty()
                        && resolution.speakers(document, other) == voices)
        });
        if taken_back {
            return Some("its source took it back".to_owned());
        }
    }
    let statement = crate::days::primary(set, lineages, document)
        .filter(|primary| set.document(*primary).kind == DocumentKind::Statement)?;
    let original = crate::flags::misreported(set, statement, toll)?;
    Some(format!(
        "the statement that it reports has “{}”",
        original.span.exact.trim()
    ))
}

/// "Two more bodies": a step of a figure that the document gives as a whole too.
fn step_of<'record>(record: &'record Record, toll: &Toll) -> Option<&'record Toll> {
    if !knowledge::is_increment(&toll.span.exact.to_lowercase()) {
        return None;
    }
    let size = |toll: &Toll| toll.figure.low.or(toll.figure.high);
    record
        .tolls
        .iter()
        .filter(|whole| {
            whole.effect == toll.effect
                && whole.scope == toll.scope
                && whole.part_of.is_none()
                && size(whole) > size(toll)
        })
        .max_by(|one, other| size(one).cmp(&size(other)).then_with(|| other.id.cmp(&one.id)))
}

fn about(incidents: &Incidents, set: &RecordSet, key: &Key, found: &[Found]) -> String {
    let first = &found[0];
    match &key.about {
        About::Incident(incident) => incidents.text(*incident),
        About::Place(_) => {
            let place = first
                .toll
                .place
                .as_ref()
                .map(|place| place.resolved.clone().unwrap_or_else(|| place.extracted.exact.clone()))
                .unwrap_or_default();
            let day = first
                .toll
                .as_of
                .as_ref()
                .and_then(|date| date.earliest.as_deref())
                .and_then(day_in_words);
            match day {
                Some(day) => format!("{place}, {day}"),
                None => place,
            }
        }
        About::Country(code) => {
            let name = knowledge::actor_name(code).unwrap_or_else(|| code.clone());
            let basis = found
                .iter()
                .find_map(|found| found.toll.scope_basis.spans.first())
                .map(|span| format!(" (“{}”)", span.exact.trim()))
                .unwrap_or_default();
            format!("{name}, running{basis}")
        }
        About::Text(_) => {
            let words = said_in(set.records[first.document], first.toll)
                .and_then(|statement| {
                    statement
                        .content
                        .iter()
                        .find(|span| span.contains(&first.toll.span))
                        .map(|span| span.exact.trim())
                })
                .or_else(|| first.toll.scope_basis.spans.first().map(|span| span.exact.trim()))
                .map(|words| format!(": “{}”", shortened(words)))
                .unwrap_or_default();
            format!("as told by {}{words}", set.called(first.document))
        }
    }
}

/// The first words of a passage, as many as a heading bears.
fn shortened(words: &str) -> String {
    const MOST: usize = 90;
    if words.chars().count() <= MOST {
        return words.to_owned();
    }
    let cut: String = words.chars().take(MOST).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(before, _)| before);
    format!("{whole} …")
}

fn key(set: &RecordSet, lineages: &Lineages, incidents: &Incidents, document: usize, toll: &Toll) -> Key {
    let scope = match toll.scope {
        TollScope::Incident => Scope::Incident,
        TollScope::Cumulative => Scope::Cumulative,
    };
    let incident = incidents.of_toll(document, toll);
    let about = match (scope, incident, &toll.country, &toll.place) {
        (Scope::Incident, Some(incident), _, _) => About::Incident(incident),
        (Scope::Incident, None, _, Some(place)) => {
            About::Place(folded(place.resolved.as_deref().unwrap_or(&place.extracted.exact)))
        }
        (Scope::Cumulative, _, Some(country), _) => About::Country(country.value.clone()),
        _ => About::Text(set.document(lineages.copied_from[document]).id.clone()),
    };
    Key {
        about,
        effect: toll.effect,
        population: kind_of_people(toll),
        scope,
    }
}

/// Children, civilians, soldiers: kinds that must not be mixed. People and unnamed victims are one kind; the state is told beside.
fn kind_of_people(toll: &Toll) -> String {
    let words = toll
        .population
        .as_ref()
        .map(|span| folded(&span.exact))
        .unwrap_or_default();
    knowledge::kind_of_people(&words).to_owned()
}

fn population(found: &[Found]) -> String {
    found
        .iter()
        .filter_map(|found| found.toll.population.as_ref().map(|span| span.exact.trim().to_owned()))
        .max_by(|one, other| {
            one.chars()
                .count()
                .cmp(&other.chars().count())
                .then_with(|| other.cmp(one))
        })
        .unwrap_or_else(|| "people".to_owned())
}

fn found<'set>(
    set: &RecordSet,
    resolution: &Resolution,
    lineages: &Lineages,
    document: usize,
    record: &Record,
    toll: &'set Toll,
) -> Found<'set> {
    let speaks = said_in(record, toll).filter(|statement| {
        let speakers: BTreeSet<&String> = statement.speakers.iter().collect();
        toll.source.iter().collect::<BTreeSet<_>>() == speakers
    });
    let sources: BTreeSet<String> = match speaks {
        Some(statement) => resolution.speakers(document, statement).into_iter().collect(),
        None => toll
            .source
            .iter()
            .filter_map(|source| resolution.of(document, source))
            .map(str::to_owned)
            .collect(),
    };
    let names: BTreeSet<String> = sources
        .iter()
        .map(|source| wording::speaker(resolution, source))
        .collect();
    Found {
        document,
        toll,
        sides: sources
            .iter()
            .filter(|source| !matches!(resolution.kind(source), Some(ActorKind::Unnamed | ActorKind::Group)))
            .map(|source| resolution.answerable(source))
            .collect(),
        point: TollPoint {
            toll: set.reference(document, &toll.id),
            low: toll.figure.low,
            high: toll.figure.high,
            bound: toll.figure.bound,
            date: toll
                .as_of
                .as_ref()
                .and_then(|date| date.latest.clone().or_else(|| date.earliest.clone()))
                .or_else(|| set.day(document)),
            sources: names.into_iter().collect(),
            lineage: lineages.id(document).to_owned(),
            anchor: set.anchor(document, &toll.span),
            parts: parts(set, document, record, toll),
            set_aside: set_aside(set, resolution, lineages, document, record, toll),
            also_in: Vec::new(),
        },
    }
}

fn parts(set: &RecordSet, document: usize, record: &Record, whole: &Toll) -> Vec<Anchor> {
    let mut parts: Vec<&Toll> = record
        .tolls
        .iter()
        .filter(|part| {
            part.part_of.as_deref() == Some(whole.id.as_str())
                || part.part_of.is_none() && step_of(record, part).is_some_and(|of| of.id == whole.id)
        })
        .collect();
    parts.sort_by_key(|part| part.span.start);
    parts.into_iter().map(|part| set.anchor(document, &part.span)).collect()
}

/// One figure of one lineage is one point, wherever it was printed again and to whomever it was given there.
fn once_a_lineage(all: Vec<Found>) -> Vec<Found> {
    let mut kept: Vec<Found> = Vec::new();
    for mut found in all {
        let same = kept.iter_mut().find(|other| {
            other.point.lineage == found.point.lineage
                && figure(&other.point) == figure(&found.point)
                && figure(&found.point).is_some()
                && other.point.set_aside == found.point.set_aside
        });
        let Some(other) = same else {
            kept.push(found);
            continue;
        };
        // Of one figure, what a source says stands for what a heading repeats.
        if other.point.sources.is_empty() && !found.point.sources.is_empty() {
            std::mem::swap(other, &mut found);
        }
        other.point.also_in.push(found.point.toll);
        other.point.also_in.extend(found.point.also_in);
        other.point.parts.extend(
            found
                .point
                .parts
                .into_iter()
                .filter(|part| part.document != other.point.anchor.document),
        );
        other.point.sources.extend(found.point.sources);
        other.point.sources.sort();
        other.point.sources.dedup();
        other.sides.extend(found.sides);
    }
    kept
}

/// The figure that a point stands for: "at least 12" is 12, "up to 12" is no more than 12, "dozens" has none.
fn figure(point: &TollPoint) -> Option<u64> {
    point.low.or(point.high)
}

/// Each source's newest figure; a figure without a named source is its lineage's. What was set aside is nobody's.
fn newest<'found>(found: &'found [Found]) -> Vec<&'found TollPoint> {
    let mut newest: BTreeMap<&str, &TollPoint> = BTreeMap::new();
    for found in found {
        let point = &found.point;
        if figure(point).is_none() || point.set_aside.is_some() {
            continue;
        }
        if found.sides.is_empty() {
            newest.insert(&point.lineage, point);
        }
        for side in &found.sides {
            newest.insert(side, point);
        }
    }
    newest.into_values().collect()
}

fn summary(found: &[Found]) -> TollSummary {
    let newest = newest(found);
    let day = |point: &TollPoint| {
        point
            .date
            .as_deref()
            .map(|date| date.get(..10).unwrap_or(date).to_owned())
    };
    let newest_day = newest.iter().filter_map(|point| day(point)).max();
    TollSummary {
        low: newest.iter().filter_map(|point| figure(point)).min(),
        best: newest
            .iter()
            .filter(|point| newest_day.is_none() || day(point) == newest_day)
            .filter_map(|point| figure(point))
            .min(),
        high: newest.iter().filter_map(|point| point.high.or(point.low)).max(),
        rule: RULE.to_owned(),
    }
}

/// ACLED, Codebook, "Fatalities": of conflicting reports the most conservative figure is recorded.
const MOST_CONSERVATIVE: &str = "acled-most-conservative: best is the lowest of the sources’ newest figures, high the highest (ACLED Codebook, “Fatalities”)";

/// UCDP GED Codebook: best is the most reliable estimate, low and high the least and most that is reliable.
const BEST_LOW_HIGH: &str = "ucdp-best-low-high: best is the figure that most sources’ newest reports give, of equals the newest, then the lower; low and high are the lowest and highest of them (after the UCDP GED Codebook, where a person judges what is most reliable)";

/// Lowest, best and highest by the rules of others.
fn by_rule(found: &[Found]) -> Vec<TollSummary> {
    let newest = newest(found);
    let low = newest.iter().filter_map(|point| figure(point)).min();
    let high = newest.iter().filter_map(|point| point.high.or(point.low)).max();
    if low.is_none() {
        return Vec::new();
    }
    let mut given: BTreeMap<u64, (usize, Option<&str>)> = BTreeMap::new();
    for point in &newest {
        if let Some(figure) = figure(point) {
            let entry = given.entry(figure).or_default();
            entry.0 += 1;
            entry.1 = entry.1.max(point.date.as_deref());
        }
    }
    let best = given
        .into_iter()
        .max_by_key(|(figure, (sources, newest))| (*sources, *newest, std::cmp::Reverse(*figure)))
        .map(|(figure, _)| figure);
    [(low, MOST_CONSERVATIVE), (best, BEST_LOW_HIGH)]
        .into_iter()
        .map(|(best, rule)| TollSummary {
            low,
            best,
            high,
            rule: rule.to_owned(),
        })
        .collect()
}

/// A running count cannot fall: a lower later figure of one source is a correction, another count or an error.
fn falling(points: &[TollPoint]) -> Vec<StandingFlag> {
    let mut flags = Vec::new();
    for (position, later) in points.iter().enumerate() {
        let earlier = points[..position]
            .iter()
            .filter(|earlier| earlier.sources == later.sources && earlier.date < later.date)
            .max_by_key(|earlier| figure(earlier));
        let Some(earlier) = earlier else { continue };
        if let (Some(before), Some(after), true) = (figure(earlier), figure(later), later.date.is_some())
            && after < before
        {
            flags.push(StandingFlag {
                code: "falling-cumulative".to_owned(),
                reason: format!(
                    "a running figure of {} fell from {before} to {after}; it may be a correction, a count of something else, or an error",
                    if later.sources.is_empty() { "one source".to_owned() } else { later.sources.join(", ") }
                ),
                entry: later.toll.clone(),
                anchors: vec![earlier.anchor.clone(), later.anchor.clone()],
            });
        }
    }
    flags
}
