//! Figures of people as series: one incident or running, never added up, the same lineage counted once.

use onrecord_extract::{Act, Effect, Record, Toll, TollScope, entry_id};
use std::collections::{BTreeMap, BTreeSet};

use crate::actors::Resolution;
use crate::calendar::day_in_words;
use crate::lineage::Lineages;
use crate::names::folded;
use crate::propositions::Claim;
use crate::set::RecordSet;
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
    /// The claims of one incident, by the first of them.
    Claim(String),
    /// Figures of one place and day without an event of their own.
    Place(String),
    /// A country's running count.
    Country(String),
    /// Nothing is told: the document's own.
    Document(String),
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Scope {
    Incident,
    Cumulative,
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
    let mut points: BTreeMap<Key, Vec<(usize, &Toll, TollPoint)>> = BTreeMap::new();
    for (document, record) in set.records.iter().enumerate() {
        for toll in record
            .tolls
            .iter()
            .filter(|toll| toll.part_of.is_none() && !withdrawn(record, toll))
        {
            let key = key(set, &incidents, document, toll);
            points.entry(key).or_default().push((
                document,
                toll,
                point(set, resolution, lineages, document, record, toll),
            ));
        }
    }
    let mut all = Vec::new();
    let mut flags = Vec::new();
    for (key, found) in points {
        let about = incidents.in_words(set, &key, &found);
        let population = population(&found);
        let country = found
            .iter()
            .find_map(|(_, toll, _)| toll.country.as_ref().map(|country| country.value.clone()));
        let mut points: Vec<TollPoint> = found.into_iter().map(|(_, _, point)| point).collect();
        points.sort_by(|one, other| {
            (one.date.is_none(), &one.date, &one.toll).cmp(&(other.date.is_none(), &other.date, &other.toll))
        });
        points = once_a_lineage(points);
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
            summary: summary(&points),
            points,
        });
    }
    (all, flags)
}

/// A figure that its own statement takes back, or that is told to be wrong.
fn withdrawn(record: &Record, toll: &Toll) -> bool {
    toll.said_in
        .as_deref()
        .and_then(|said| record.statements.iter().find(|statement| statement.id == said))
        .is_some_and(|statement| matches!(statement.act, Act::Retract | Act::Deny | Act::Reject))
}

/// Incidents by the claims that tell them: attack, impact and casualties of one place and day are one incident.
struct Incidents<'set> {
    of: BTreeMap<(usize, &'set str), usize>,
    incident: Vec<usize>,
    /// Incidents with a day of their own.
    dated: BTreeSet<usize>,
    /// By document: the incidents with a day that it tells.
    told: Vec<BTreeSet<usize>>,
    texts: &'set [String],
}

impl<'set> Incidents<'set> {
    fn new(set: &RecordSet<'set>, claims: &[Claim<'set>], texts: &'set [String]) -> Self {
        let mut of = BTreeMap::new();
        for (position, claim) in claims.iter().enumerate() {
            for fact in &claim.facts {
                of.insert((fact.document, fact.event.id.as_str()), position);
            }
        }
        let violent = |claim: &Claim| {
            use onrecord_extract::EventType::{Attack, Casualties, Impact};
            matches!(claim.core().act, Attack | Casualties | Impact)
        };
        let incident: Vec<usize> = claims
            .iter()
            .enumerate()
            .map(|(position, claim)| {
                if !violent(claim) {
                    return position;
                }
                let core = claim.core();
                claims[..position]
                    .iter()
                    .position(|other| {
                        let earlier = other.core();
                        let same_day = matches!((&core.date, &earlier.date), (Some(one), Some(two)) if one.overlaps(two) && one.exact && two.exact);
                        let same_place = match (&core.place, &earlier.place) {
                            (Some(one), Some(two)) => one.name == two.name || one.precision != two.precision,
                            _ => true,
                        };
                        violent(other) && same_day && same_place
                    })
                    .unwrap_or(position)
            })
            .collect();
        let mut dated = BTreeSet::new();
        let mut told = vec![BTreeSet::new(); set.records.len()];
        for (position, claim) in claims.iter().enumerate().filter(|(_, claim)| violent(claim)) {
            if claim.core().date.as_ref().is_some_and(|date| date.exact) {
                dated.insert(incident[position]);
                for fact in &claim.facts {
                    told[fact.document].insert(incident[position]);
                }
            }
        }
        Self {
            of,
            incident,
            dated,
            told,
            texts,
        }
    }

    /// The incident that a figure counts the victims of: its own event's, else the only one with a day that its document tells.
    fn of_toll(&self, document: usize, toll: &Toll) -> Option<usize> {
        let own = toll
            .event
            .as_deref()
            .and_then(|event| self.of.get(&(document, event)))
            .map(|claim| self.incident[*claim]);
        let only = match (self.told[document].len(), &toll.place) {
            (1, None) => self.told[document].first().copied(),
            _ => None,
        };
        own.filter(|incident| self.dated.contains(incident)).or(only).or(own)
    }

    fn in_words(&self, set: &RecordSet, key: &Key, found: &[(usize, &Toll, TollPoint)]) -> String {
        match &key.about {
            About::Claim(position) => position
                .parse::<usize>()
                .ok()
                .and_then(|position| self.texts.get(position))
                .cloned()
                .unwrap_or_default(),
            About::Place(_) => {
                let (_, toll, _) = &found[0];
                let place = toll
                    .place
                    .as_ref()
                    .map(|place| place.resolved.clone().unwrap_or_else(|| place.extracted.exact.clone()))
                    .unwrap_or_default();
                match toll
                    .as_of
                    .as_ref()
                    .and_then(|date| date.earliest.as_deref())
                    .and_then(day_in_words)
                {
                    Some(day) => format!("{place}, {day}"),
                    None => place,
                }
            }
            About::Country(code) => {
                let name = crate::knowledge::actor_name(code).unwrap_or_else(|| code.clone());
                let basis = found
                    .iter()
                    .find_map(|(_, toll, _)| toll.scope_basis.spans.first())
                    .map(|span| format!(" (“{}”)", span.exact.trim()))
                    .unwrap_or_default();
                format!("{name}, running{basis}")
            }
            About::Document(_) => {
                let (document, toll, _) = &found[0];
                let basis = toll
                    .scope_basis
                    .spans
                    .first()
                    .map(|span| format!(" (“{}”)", span.exact.trim()))
                    .unwrap_or_default();
                format!("as told by {}{basis}", set.called(*document))
            }
        }
    }
}

fn key(set: &RecordSet, incidents: &Incidents, document: usize, toll: &Toll) -> Key {
    let scope = match toll.scope {
        TollScope::Incident => Scope::Incident,
        TollScope::Cumulative => Scope::Cumulative,
    };
    let claim = incidents.of_toll(document, toll);
    let about = match (scope, claim, &toll.country, &toll.place) {
        (Scope::Incident, Some(claim), _, _) => About::Claim(format!("{claim:06}")),
        (Scope::Incident, None, _, Some(place)) => {
            About::Place(folded(place.resolved.as_deref().unwrap_or(&place.extracted.exact)))
        }
        (Scope::Cumulative, _, Some(country), _) => About::Country(country.value.clone()),
        _ => About::Document(set.document(document).id.clone()),
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

fn population(found: &[(usize, &Toll, TollPoint)]) -> String {
    found
        .iter()
        .filter_map(|(_, toll, _)| toll.population.as_ref().map(|span| span.exact.trim().to_owned()))
        .max_by(|one, other| {
            one.chars()
                .count()
                .cmp(&other.chars().count())
                .then_with(|| other.cmp(one))
        })
        .unwrap_or_else(|| "people".to_owned())
}

fn point(
    set: &RecordSet,
    resolution: &Resolution,
    lineages: &Lineages,
    document: usize,
    record: &Record,
    toll: &Toll,
) -> TollPoint {
    let sources: BTreeSet<String> = toll
        .source
        .iter()
        .filter_map(|source| resolution.of(document, source))
        .map(|source| wording::speaker(resolution, source))
        .collect();
    TollPoint {
        toll: set.reference(document, &toll.id),
        low: toll.figure.low,
        high: toll.figure.high,
        bound: toll.figure.bound,
        date: toll
            .as_of
            .as_ref()
            .and_then(|date| date.latest.clone().or_else(|| date.earliest.clone()))
            .or_else(|| set.day(document)),
        sources: sources.into_iter().collect(),
        lineage: lineages.id(document).to_owned(),
        anchor: set.anchor(document, &toll.span),
        parts: parts(set, document, record, &toll.id),
        also_in: Vec::new(),
    }
}

fn parts(set: &RecordSet, document: usize, record: &Record, whole: &str) -> Vec<Anchor> {
    let mut parts: Vec<&Toll> = record
        .tolls
        .iter()
        .filter(|part| part.part_of.as_deref() == Some(whole))
        .collect();
    parts.sort_by_key(|part| part.span.start);
    parts.into_iter().map(|part| set.anchor(document, &part.span)).collect()
}

/// One figure of one lineage is one point, wherever it was printed again.
fn once_a_lineage(points: Vec<TollPoint>) -> Vec<TollPoint> {
    let mut kept: Vec<TollPoint> = Vec::new();
    for point in points {
        let same = kept.iter_mut().find(|other| {
            other.lineage == point.lineage
                && (other.low, other.high) == (point.low, point.high)
                && (other.sources == point.sources || point.toll.document != other.toll.document)
        });
        match same {
            Some(other) => other.also_in.push(point.toll),
            None => kept.push(point),
        }
    }
    kept
}

/// The figure that a point stands for: "at least 12" is 12, "up to 12" is no more than 12, "dozens" has none.
fn figure(point: &TollPoint) -> Option<u64> {
    point.low.or(point.high)
}

/// A source's newest figure by the names of the source, else by its lineage.
fn newest(points: &[TollPoint]) -> Vec<&TollPoint> {
    let mut newest: BTreeMap<String, &TollPoint> = BTreeMap::new();
    for point in points.iter().filter(|point| figure(point).is_some()) {
        let source = if point.sources.is_empty() {
            point.lineage.clone()
        } else {
            point.sources.join("\u{0}")
        };
        newest.insert(source, point);
    }
    newest.into_values().collect()
}

fn summary(points: &[TollPoint]) -> TollSummary {
    let newest = newest(points);
    let newest_day = newest
        .iter()
        .filter_map(|point| point.date.as_deref())
        .map(|date| date.get(..10).unwrap_or(date))
        .max();
    let best = newest
        .iter()
        .filter(|point| {
            newest_day.is_none()
                || point
                    .date
                    .as_deref()
                    .is_some_and(|date| Some(date.get(..10).unwrap_or(date)) == newest_day)
        })
        .filter_map(|point| figure(point))
        .min();
    TollSummary {
        low: newest.iter().filter_map(|point| figure(point)).min(),
        best,
        high: newest.iter().filter_map(|point| point.high.or(point.low)).max(),
        rule: RULE.to_owned(),
    }
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
