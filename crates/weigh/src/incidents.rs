//! Which incident a figure counts the victims of: attack, impact and casualties of one day and place are one.

use onrecord_extract::{EventType, Toll};
use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::calendar::Interval;
use crate::days::violent;
use crate::facts::{Fact, family};
use crate::names::folded;
use crate::propositions::Claim;
use crate::set::RecordSet;

/// Incidents by the claims that tell them.
pub(crate) struct Incidents<'set> {
    claim_of: BTreeMap<(usize, &'set str), usize>,
    /// By claim: the first claim of its incident.
    incident: Vec<usize>,
    /// By document: its acts with a day, where their words begin, and their claims.
    told: Vec<Vec<(&'set str, u32, usize)>>,
    /// By claim: its place, where it is told to the town.
    towns: Vec<Option<String>>,
    texts: &'set [String],
    /// By incident: the claim that names it best.
    names: BTreeMap<usize, usize>,
}

impl<'set> Incidents<'set> {
    pub(crate) fn new(set: &RecordSet<'set>, claims: &[Claim<'set>], texts: &'set [String]) -> Self {
        let mut of_day: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
        let incident: Vec<usize> = (0..claims.len())
            .map(|position| {
                let core = claims[position].core();
                let days = core.date.as_ref().map(Interval::each_day).unwrap_or_default();
                let first = days
                    .iter()
                    .filter_map(|day| of_day.get(day))
                    .flatten()
                    .copied()
                    .filter(|earlier| one_incident(core, claims[*earlier].core()))
                    .min();
                for day in days {
                    of_day.entry(day).or_default().push(position);
                }
                first.unwrap_or(position)
            })
            .collect();
        let mut claim_of = BTreeMap::new();
        let mut told = vec![Vec::new(); set.records.len()];
        for (position, claim) in claims.iter().enumerate() {
            for fact in &claim.facts {
                let (document, event) = (fact.document, fact.event);
                claim_of.insert((document, event.id.as_str()), position);
                if violent(claim.core().act) && fact.date.as_ref().is_some_and(|date| date.exact) {
                    told[document].push((event.id.as_str(), event.trigger.start, position));
                }
            }
        }
        for acts in &mut told {
            acts.sort_by_key(|(event, start, _)| (*start, *event));
        }
        let mut names: BTreeMap<usize, usize> = BTreeMap::new();
        for (position, &first) in incident.iter().enumerate() {
            let rank = |claim: usize| {
                let core = claims[claim].core();
                (
                    family(core.act) != EventType::Attack,
                    // A heading that blames somebody would take a side.
                    !core.accused().is_empty(),
                    Reverse(claims[claim].facts.len()),
                    claim,
                )
            };
            let named = names.entry(first).or_insert(position);
            if rank(position) < rank(*named) {
                *named = position;
            }
        }
        Self {
            claim_of,
            incident,
            told,
            towns: claims.iter().map(|claim| town(claim.core())).collect(),
            texts,
            names,
        }
    }

    /// The incident of a figure: its own event's; else the one told where it stands, or last before it, or first after it.
    pub(crate) fn of_toll(&self, document: usize, toll: &Toll) -> Option<usize> {
        let own = toll
            .event
            .as_deref()
            .and_then(|event| self.claim_of.get(&(document, event)))
            .copied();
        let dated = |claim: &usize| self.told[document].iter().any(|(_, _, told)| told == claim);
        if let Some(own) = own.filter(dated) {
            return Some(self.incident[own]);
        }
        let told: Vec<&(&str, u32, usize)> = self.told[document]
            .iter()
            .filter(|(_, _, claim)| self.place_fits(toll, *claim))
            .collect();
        let here = toll
            .scope_basis
            .spans
            .first()
            .map_or(toll.span.start, |span| span.start);
        told.iter()
            .filter(|(_, start, _)| *start <= here.max(toll.span.end))
            .max_by_key(|(_, start, _)| *start)
            .or_else(|| told.first())
            .map(|(_, _, claim)| self.incident[*claim])
            .or(own.map(|claim| self.incident[claim]))
    }

    /// A figure of one town is no figure of another's incident.
    fn place_fits(&self, toll: &Toll, claim: usize) -> bool {
        use onrecord_extract::PlacePrecision::{City, Point};
        let place = toll
            .place
            .as_ref()
            .filter(|place| matches!(place.precision, City | Point));
        match (place, &self.towns[claim]) {
            (Some(place), Some(town)) => folded(place.resolved.as_deref().unwrap_or(&place.extracted.exact)) == *town,
            _ => true,
        }
    }

    /// What happened, blaming nobody where some account blames nobody.
    pub(crate) fn text(&self, incident: usize) -> String {
        self.names
            .get(&incident)
            .and_then(|claim| self.texts.get(*claim))
            .cloned()
            .unwrap_or_default()
    }
}

fn town(fact: &Fact) -> Option<String> {
    use onrecord_extract::PlacePrecision::{City, Point};
    fact.place
        .as_ref()
        .filter(|place| matches!(place.precision, City | Point))
        .map(|place| place.name.clone())
}

fn one_incident(one: &Fact, other: &Fact) -> bool {
    let same_day =
        matches!((&one.date, &other.date), (Some(one), Some(two)) if one.overlaps(two) && one.exact && two.exact);
    let same_place = match (&one.place, &other.place) {
        (Some(one), Some(two)) => one.name == two.name || one.precision != two.precision,
        _ => true,
    };
    violent(one.act) && violent(other.act) && same_day && same_place
}
