//! Which events of which records tell one act: claims across documents, and the broader claim each is a part of.

use onrecord_document::DocumentKind;
use onrecord_extract::{Act, Date, EventType, Modality, entry_id};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::actors::Resolution;
use crate::calendar::{Interval, Lie};
use crate::facts::{Coverage, Fact, Relation, denial_covers, family};
use crate::lineage::Lineages;
use crate::placing::{Index, Placing};
use crate::rulings::Rulings;
use crate::set::RecordSet;

/// One claim: the events that tell it, the fullest first.
pub(crate) struct Claim<'records> {
    pub(crate) id: String,
    /// Events that say that it is so (or that speak of it without saying so).
    pub(crate) facts: Vec<Fact<'records>>,
    /// Events that are told only to be denied, with how much of the claim they cover.
    pub(crate) denied: Vec<(Fact<'records>, Coverage)>,
    pub(crate) part_of: Option<String>,
    /// When, by the best supported of its events.
    pub(crate) date: Option<Date>,
}

impl<'records> Claim<'records> {
    /// A claim that one event tells.
    pub(crate) fn of(fact: Fact<'records>) -> Self {
        Self {
            id: String::new(),
            date: fact.told_date.clone(),
            facts: vec![fact],
            denied: Vec::new(),
            part_of: None,
        }
    }

    /// The event that tells most, which stands for the claim.
    pub(crate) fn core(&self) -> &Fact<'records> {
        &self.facts[0]
    }

    /// All events of the claim.
    pub(crate) fn events(&self) -> impl Iterator<Item = &Fact<'records>> {
        self.facts.iter().chain(self.denied.iter().map(|(fact, _)| fact))
    }

    /// Fills the roles that its fullest event leaves open from the others, and chooses its date.
    fn complete(&mut self, set: &RecordSet, lineages: &Lineages) {
        let mut actors = self.facts[0].actors.clone();
        for fact in &self.facts[1..] {
            for (role, fillers) in &fact.actors {
                actors.entry(*role).or_insert_with(|| fillers.clone());
            }
        }
        self.facts[0].actors = actors;
        self.date = self.best_date(set, lineages);
    }

    /// The date that most lineages support, then most statements in their own words, then the narrowest, then the first told.
    fn best_date(&self, set: &RecordSet, lineages: &Lineages) -> Option<Date> {
        let dated: Vec<(&Fact, &Date, &Interval)> = self
            .facts
            .iter()
            .filter_map(|fact| Some((fact, fact.told_date.as_ref()?, fact.date.as_ref()?)))
            .collect();
        // Many events tell few days: what supports one is counted once a day.
        let mut told_by: BTreeMap<&Interval, BTreeSet<usize>> = BTreeMap::new();
        for (fact, _, interval) in dated.iter().filter(|(fact, ..)| !fact.day_inferred) {
            told_by.entry(interval).or_default().insert(fact.document);
        }
        let support = |interval: &Interval| -> (usize, usize) {
            let supporting: BTreeSet<usize> = told_by
                .iter()
                .filter(|(wider, _)| matches!(interval.lies(wider), Lie::Same | Lie::Narrower))
                .flat_map(|(_, documents)| documents)
                .copied()
                .collect();
            let origins: BTreeSet<usize> = supporting.iter().map(|document| lineages.of[*document]).collect();
            let own_words = supporting
                .iter()
                .filter(|document| set.document(**document).kind != DocumentKind::Report)
                .count();
            (origins.len(), own_words)
        };
        let days: BTreeSet<&Interval> = dated.iter().map(|(.., interval)| *interval).collect();
        let supported: BTreeMap<&Interval, (usize, usize)> =
            days.into_iter().map(|interval| (interval, support(interval))).collect();
        dated
            .iter()
            .map(|(fact, date, interval)| {
                let (origins, own_words) = supported.get(interval).copied().unwrap_or_default();
                let rank = (
                    Reverse(origins),
                    Reverse(own_words),
                    interval.days().unwrap_or(i32::MAX),
                    fact.day_inferred,
                    fact.document,
                    fact.event.trigger.start,
                    fact.event.id.as_str(),
                );
                (rank, *date)
            })
            .min_by(|one, other| one.0.cmp(&other.0))
            .map(|(_, date)| date.clone())
    }

    /// Every class that its events name, without those that another names more closely.
    pub(crate) fn classes(&self) -> BTreeSet<String> {
        let all: BTreeSet<&String> = self.facts.iter().flat_map(|fact| &fact.classes).collect();
        all.iter()
            .filter(|class| {
                !all.iter()
                    .any(|other| other != *class && crate::knowledge::is_a(other, class))
            })
            .map(|class| (*class).clone())
            .collect()
    }
}

/// Gathers the events of all records into claims.
pub(crate) fn gather<'records>(
    set: &RecordSet<'records>,
    resolution: &Resolution,
    lineages: &Lineages,
    rulings: &Rulings,
) -> Vec<Claim<'records>> {
    let mut told = Vec::new();
    let mut denied = Vec::new();
    for (document, record) in set.records.iter().enumerate() {
        for event in record.events.iter().filter(|event| event.is_compared()) {
            let mut fact = Fact::of(set, resolution, document, event);
            fact.copied_from = lineages.copied_from[document];
            if only_denied(set, &fact) {
                denied.push(fact)
            } else {
                told.push(fact)
            }
        }
    }
    crate::days::settle(set, lineages, &mut told);
    told.sort_by_key(|fact| rank(set, fact));
    denied.sort_by_key(|fact| rank(set, fact));
    let mut placing = Placing::default();
    let mut alone = Vec::new();
    for fact in told {
        let document = &set.document(fact.document).id;
        match rulings.apart(document, &fact.event.id) {
            Some(_) => alone.push(fact),
            None => placing.place(fact),
        }
    }
    let Placing {
        mut claims, mut index, ..
    } = placing;
    // What a person kept apart is nothing that others could be told of.
    claims.extend(alone.into_iter().map(Claim::of));
    for claim in &mut claims {
        claim.complete(set, lineages);
    }
    let mut named = Named::default();
    for (position, claim) in claims.iter().enumerate() {
        named.add(claim.core(), position);
    }
    for fact in denied {
        deny(&mut claims, &mut index, &mut named, fact);
    }
    name(set, &mut claims);
    if join(&mut claims, rulings) {
        index = Index::default();
        for (position, claim) in claims.iter().enumerate() {
            index.add(claim.core(), position);
        }
    }
    tie_parts(&mut claims, &index);
    claims
}

/// The fullest first; then the earliest document, then the place in it. The order of the records never matters.
fn rank<'fact>(set: &RecordSet<'fact>, fact: &Fact<'fact>) -> (usize, bool, usize, u32, &'fact str) {
    let uncertain = matches!(
        fact.modality,
        Modality::Possible | Modality::Future | Modality::Hypothetical
    );
    debug_assert!(fact.document < set.records.len());
    (
        usize::MAX - fact.fullness(),
        uncertain,
        fact.document,
        fact.event.trigger.start,
        fact.event.id.as_str(),
    )
}

/// Whether an event stands in the record only because somebody denies it or disputes the evidence of it.
fn only_denied(set: &RecordSet, fact: &Fact) -> bool {
    if fact.modality == Modality::Denied {
        return true;
    }
    let acts: Vec<Act> = fact
        .event
        .said_in
        .iter()
        .filter_map(|id| set.statement(fact.document, id))
        .map(|statement| statement.act)
        .collect();
    !acts.is_empty() && acts.iter().all(|act| speaks_against(*act))
}

/// Acts that take a claim up without making it.
pub(crate) fn speaks_against(act: Act) -> bool {
    matches!(
        act,
        Act::Deny | Act::Reject | Act::DisputeEvidence | Act::DeclineComment | Act::Retract
    )
}

/// Claims by each who is named in them and by document, so that a denial asks only those that it can cover.
#[derive(Default)]
struct Named {
    by_actor: BTreeMap<String, Vec<usize>>,
    by_document: BTreeMap<usize, Vec<usize>>,
}

impl Named {
    fn add(&mut self, fact: &Fact, claim: usize) {
        for id in fact.all_actors() {
            self.by_actor.entry(id.clone()).or_default().push(claim);
        }
        self.by_document.entry(fact.document).or_default().push(claim);
    }

    fn beside(&self, fact: &Fact) -> BTreeSet<usize> {
        let actors = fact.all_actors();
        let here = self.by_document.get(&fact.document).filter(|_| actors.is_empty());
        actors
            .iter()
            .filter_map(|id| self.by_actor.get(*id))
            .chain(here)
            .flatten()
            .copied()
            .collect()
    }
}

/// Points a denied event at every claim that it covers; what nobody claims is a claim known by its denial only.
fn deny<'records>(claims: &mut Vec<Claim<'records>>, index: &mut Index, named: &mut Named, fact: Fact<'records>) {
    let covered: Vec<(usize, Coverage)> = named
        .beside(&fact)
        .into_iter()
        .filter_map(|position| denial_covers(&fact, claims[position].core()).map(|coverage| (position, coverage)))
        .collect();
    if covered.is_empty() {
        named.add(&fact, claims.len());
        index.add(&fact, claims.len());
        claims.push(Claim::of(fact));
        return;
    }
    for (position, coverage) in covered {
        let claim = &mut claims[position];
        let known_by_denial_only = claim.core().modality == Modality::Denied;
        if known_by_denial_only && coverage == Coverage::Whole {
            claim.facts.push(fact.clone());
        } else {
            claim.denied.push((fact.clone(), coverage));
        }
    }
}

/// Ids of what a claim says: type, who, what, where and when.
fn name(set: &RecordSet, claims: &mut [Claim]) {
    let mut taken: BTreeMap<String, u32> = BTreeMap::new();
    for claim in claims.iter_mut() {
        let core = claim.core();
        let mut parts = vec![format!("{:?}", core.act)];
        for (role, fillers) in &core.actors {
            parts.push(format!(
                "{role:?}={}",
                fillers.iter().cloned().collect::<Vec<_>>().join("+")
            ));
        }
        parts.push(core.classes.iter().cloned().collect::<Vec<_>>().join("+"));
        if let Some(place) = &core.place {
            parts.push(place.name.clone());
        }
        if let Some(date) = &core.told_date {
            parts.push(format!("{:?}/{:?}", date.earliest, date.latest));
        }
        if core.actors.is_empty() && core.classes.is_empty() {
            parts.push(core.event.trigger.exact.clone());
            parts.push(set.document(core.document).id.clone());
        }
        let words: Vec<&str> = parts.iter().map(String::as_str).collect();
        let first = entry_id("p", &words);
        let count = taken.entry(first.clone()).or_default();
        *count += 1;
        claim.id = if *count == 1 {
            first
        } else {
            let (document, event) = (set.document(core.document).id.clone(), core.event.id.clone());
            entry_id("p", &[&first, &document, &event])
        };
    }
}

/// Joins claims that a person decided to be one; whether there were any. The other claim's words stand for both.
fn join(claims: &mut Vec<Claim>, rulings: &Rulings) -> bool {
    let positions: BTreeMap<String, usize> = claims
        .iter()
        .enumerate()
        .map(|(position, claim)| (claim.id.clone(), position))
        .collect();
    let into: BTreeMap<usize, usize> = positions
        .iter()
        .filter_map(|(id, &position)| Some((position, *positions.get(rulings.same_as(id)?.0)?)))
        .filter(|(position, into)| position != into)
        .collect();
    for (&from, &to) in &into {
        let facts = std::mem::take(&mut claims[from].facts);
        let denied = std::mem::take(&mut claims[from].denied);
        claims[to].facts.extend(facts);
        claims[to].denied.extend(denied);
    }
    claims.retain(|claim| !claim.facts.is_empty());
    !into.is_empty()
}

/// Ties each claim to the narrowest broader one: what its document says first, what the taxonomy, dates and places say next.
fn tie_parts(claims: &mut [Claim], index: &Index) {
    let told: BTreeMap<(usize, &str), usize> = claims
        .iter()
        .enumerate()
        .flat_map(|(position, claim)| {
            claim
                .facts
                .iter()
                .map(move |fact| ((fact.document, fact.event.id.as_str()), position))
        })
        .collect();
    let mut happened: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
    for (position, claim) in claims.iter().enumerate() {
        let core = claim.core();
        if family(core.act) == EventType::Attack && core.accused().is_empty() {
            for day in core.date.as_ref().map(Interval::each_day).unwrap_or_default() {
                happened.entry(day).or_default().push(position);
            }
        }
    }
    let parents: Vec<Option<usize>> = claims
        .iter()
        .enumerate()
        .map(|(position, claim)| {
            let explicit = claim
                .facts
                .iter()
                .filter_map(|fact| told.get(&(fact.document, fact.event.part_of.as_deref()?)).copied())
                .find(|parent| *parent != position);
            explicit
                .or_else(|| broader(claims, index, position))
                .or_else(|| incident(claims, &happened, position))
        })
        .collect();
    for (position, parent) in parents.iter().enumerate() {
        if let Some(parent) = parent
            && !leads_back(&parents, *parent, position)
        {
            claims[position].part_of = Some(claims[*parent].id.clone());
        }
    }
}

fn broader(claims: &[Claim], index: &Index, position: usize) -> Option<usize> {
    let core = claims[position].core();
    if matches!(core.act, EventType::Meeting | EventType::Statement) {
        return None;
    }
    index
        .beside(core)
        .into_iter()
        .filter(|&other| {
            let whole = claims[other].core();
            other != position
                && whole.fullness() < core.fullness()
                && matches!(whole.relation(core), Some(Relation::Broader | Relation::Vaguer))
        })
        .max_by(|&one, &other| {
            let fullness = |claim: usize| claims[claim].core().fullness();
            fullness(one)
                .cmp(&fullness(other))
                .then_with(|| claims[other].id.cmp(&claims[one].id))
        })
}

/// For an attack that somebody is said to have carried out, and for those it hit: the claim that it happened.
fn incident(claims: &[Claim], happened: &BTreeMap<i32, Vec<usize>>, position: usize) -> Option<usize> {
    let core = claims[position].core();
    let day = core.date.as_ref().filter(|date| date.exact)?;
    if !crate::days::violent(core.act) || family(core.act) == EventType::Attack && core.accused().is_empty() {
        return None;
    }
    day.each_day()
        .iter()
        .filter_map(|day| happened.get(day))
        .flatten()
        .copied()
        .filter(|&other| {
            let whole = claims[other].core();
            other != position
                && whole.date.as_ref().is_some_and(|date| date.exact && date.overlaps(day))
                && whole.can_be_told_of(core)
        })
        .max_by(|&one, &other| {
            let told = |claim: usize| claims[claim].facts.len();
            told(one)
                .cmp(&told(other))
                .then_with(|| claims[other].id.cmp(&claims[one].id))
        })
}

/// Whether following the parents from `from` comes to `to`.
fn leads_back(parents: &[Option<usize>], from: usize, to: usize) -> bool {
    let mut at = Some(from);
    let mut seen = BTreeSet::new();
    while let Some(position) = at {
        if position == to {
            return true;
        }
        if !seen.insert(position) {
            return true;
        }
        at = parents[position];
    }
    false
}
