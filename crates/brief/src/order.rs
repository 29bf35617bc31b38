//! The order and the numbers of claims: contested ones first, then what several origins assert, one origin, nobody any more.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use onrecord_extract::{EventType, EvidenceStatus, Record};
use onrecord_weigh::{Proposition, StanceEntry, Standing, Status};

use crate::set::{Set, asserts, is_narrated, is_unclaimed};

/// Where a claim stands, in the order of the brief.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    Contested,
    Corroborated,
    SingleOrigin,
    Supposed,
    DeniedOnly,
    Retracted,
}

/// A claim as it is listed, with its number; claims in the same words of which there is no more to tell are listed once.
pub(crate) struct Listed<'a> {
    pub(crate) number: usize,
    pub(crate) rank: Rank,
    pub(crate) claims: Vec<&'a Proposition>,
    /// There is more to tell of it than fits on a line.
    pub(crate) is_detailed: bool,
}

impl<'a> Listed<'a> {
    pub(crate) fn first(&self) -> Option<&'a Proposition> {
        self.claims.first().copied()
    }

    /// It only gives a figure of people, which stands among the figures too.
    pub(crate) fn is_figure(&self) -> bool {
        let only_said = |claim: &Proposition| claim.stances.iter().all(asserts) && claim.evidence.is_empty();
        !self.is_detailed
            && self
                .first()
                .is_some_and(|claim| claim.event_type == EventType::Casualties && only_said(claim))
    }
}

/// The numbers that claims have in the brief, by their ids; what nobody stands behind has none. Claims in the same words share one.
pub fn claim_numbers(standing: &Standing, records: &[Record]) -> BTreeMap<String, usize> {
    let set = Set::new(standing, records);
    let numbered = listed(&set).into_iter().flat_map(|entry| {
        let number = entry.number;
        entry.claims.into_iter().map(move |claim| (claim.id.clone(), number))
    });
    numbered.collect()
}

/// Claims that somebody stands behind, in the order of the brief.
pub(crate) fn listed<'a>(set: &Set<'a>) -> Vec<Listed<'a>> {
    let mut claims: Vec<&Proposition> = set
        .standing
        .propositions
        .iter()
        .filter(|claim| !is_narrated(claim) && !is_unclaimed(claim))
        .collect();
    claims.sort_by_cached_key(|claim| {
        (
            rank(claim),
            !is_detailed(set, claim),
            claim.event_type == EventType::Casualties,
            Reverse(claim.origins_asserting.count + claim.origins_denying.count),
            Reverse(claim.origins_denying.count),
            rung(claim),
            Reverse(claim.provisions.len()),
            Reverse(claim.stances.len()),
            claim.text.to_lowercase(),
            claim.id.clone(),
        )
    });
    let mut listed: Vec<Listed> = Vec::new();
    for claim in claims {
        let (rank, is_detailed) = (rank(claim), is_detailed(set, claim));
        let number = listed.len() + 1;
        match listed.last_mut() {
            Some(last) if !is_detailed && !last.is_detailed && last.rank == rank && alike(last, claim) => {
                last.claims.push(claim);
            }
            _ => listed.push(Listed {
                number,
                rank,
                claims: vec![claim],
                is_detailed,
            }),
        }
    }
    listed
}

/// The number under which a claim is listed.
pub(crate) fn number(listed: &[Listed], id: &str) -> Option<usize> {
    listed
        .iter()
        .find(|entry| entry.claims.iter().any(|claim| claim.id == id))
        .map(|entry| entry.number)
}

fn alike(listed: &Listed, claim: &Proposition) -> bool {
    listed
        .first()
        .is_some_and(|first| first.text.eq_ignore_ascii_case(&claim.text))
}

fn rank(claim: &Proposition) -> Rank {
    match claim.status {
        Status::Contested => Rank::Contested,
        Status::Uncontested if claim.origins_asserting.count > 1 => Rank::Corroborated,
        Status::Uncontested if claim.origins_asserting.count == 0 => Rank::Supposed,
        Status::Uncontested => Rank::SingleOrigin,
        Status::DeniedOnly => Rank::DeniedOnly,
        Status::Retracted => Rank::Retracted,
    }
}

/// Whether there is more to tell than fits on a line: what would engage a provision; what several sides speak of, unless it is a
/// part of a claim that is told at length.
fn is_detailed(set: &Set, claim: &Proposition) -> bool {
    let speaks = |entry: &StanceEntry| !entry.narrator && entry.relays.is_none();
    let is_said = claim.stances.iter().any(|entry| speaks(entry) && asserts(entry));
    let whole = claim.part_of.as_ref().and_then(|id| set.claim(id));
    let is_part = whole.is_some_and(|whole| rank(whole) == rank(claim) && !is_narrated(whole) && !is_unclaimed(whole));
    !claim.provisions.is_empty()
        || match rank(claim) {
            Rank::Contested => is_said && !is_part,
            Rank::Corroborated => !is_part,
            Rank::SingleOrigin | Rank::Supposed | Rank::DeniedOnly | Rank::Retracted => false,
        }
}

/// How far the evidence has come; less is further.
fn rung(claim: &Proposition) -> u8 {
    let rungs = claim.evidence.iter().map(|entry| match entry.status {
        EvidenceStatus::IndependentlyExamined => 0,
        EvidenceStatus::Shown => 1,
        EvidenceStatus::UnderInvestigation => 2,
        EvidenceStatus::Asserted => 3,
        EvidenceStatus::Disputed => 4,
    });
    rungs.min().unwrap_or(5)
}
