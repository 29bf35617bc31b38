//! Puts each event into the claim that it tells, in time that grows with the number of events and not with its square.

use onrecord_extract::{EventType, Modality, PlacePrecision, RoleName};
use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Interval;
use crate::facts::{Fact, Relation, family};
use crate::propositions::Claim;

/// Claims by type and by each who answers for them, so that only those are compared that can be of one act.
#[derive(Default)]
pub(crate) struct Index(BTreeMap<(EventType, Option<String>), Vec<usize>>);

impl Index {
    pub(crate) fn add(&mut self, fact: &Fact, claim: usize) {
        for key in Self::keys(fact) {
            self.0.entry(key).or_default().push(claim);
        }
    }

    pub(crate) fn beside(&self, fact: &Fact) -> BTreeSet<usize> {
        self.beside_from(fact, 0)
    }

    /// Those from a position on.
    fn beside_from(&self, fact: &Fact, first: usize) -> BTreeSet<usize> {
        Self::keys(fact)
            .iter()
            .filter_map(|key| self.0.get(key))
            .flat_map(|claims| &claims[claims.partition_point(|claim| *claim < first)..])
            .copied()
            .collect()
    }

    fn keys(fact: &Fact) -> Vec<(EventType, Option<String>)> {
        let accused = fact.accused();
        let act = family(fact.act);
        if accused.is_empty() {
            return vec![(act, None)];
        }
        accused.into_iter().map(|id| (act, Some(id.clone()))).collect()
    }
}

/// All that decides how an event that names who answers for it lies to a claim: what tells the same lies the same.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Told {
    act: EventType,
    actors: BTreeMap<RoleName, BTreeSet<String>>,
    classes: BTreeSet<String>,
    date: Option<Interval>,
    place: Option<(String, Option<String>, PlacePrecision)>,
}

impl Told {
    /// None where the document and the words count as well: without anybody who answers, and for undated acts that recur.
    fn of(fact: &Fact) -> Option<Self> {
        if fact.accused().is_empty() || fact.date.is_none() && fact.recurs() {
            return None;
        }
        Some(Self {
            act: fact.act,
            actors: fact.actors.clone(),
            classes: fact.classes.clone(),
            date: fact.date.clone(),
            place: (fact.place.as_ref()).map(|site| (site.name.clone(), site.country.clone(), site.precision)),
        })
    }
}

/// The claims before a position that something told has a relation to.
#[derive(Default)]
struct Related {
    until: usize,
    /// The first that tells the same.
    same: Option<usize>,
    /// Those that tell more or less, and nothing that differs.
    loose: BTreeSet<usize>,
}

/// Claims in the making.
#[derive(Default)]
pub(crate) struct Placing<'records> {
    pub(crate) claims: Vec<Claim<'records>>,
    pub(crate) index: Index,
    /// Which claims each document tells something of.
    told_in: BTreeMap<usize, BTreeSet<usize>>,
    /// The events of a document, by the event that they are a part of: the claims that they tell.
    parts: BTreeMap<(usize, &'records str), BTreeSet<usize>>,
    /// A claim's first event never changes here, so that a relation once found stays.
    related: BTreeMap<Told, Related>,
}

impl<'records> Placing<'records> {
    /// Puts a fact into the one claim that it tells; where several would do, or none, it is a claim of its own.
    pub(crate) fn place(&mut self, fact: Fact<'records>) {
        let told = Told::of(&fact);
        let mut related = (told.as_ref().and_then(|told| self.related.remove(told))).unwrap_or_default();
        self.complete(&mut related, &fact);
        let home = self.home(&related, &fact);
        if let Some(told) = told {
            self.related.insert(told, related);
        }
        let home = home.or_else(|| self.delivery_told_again(&fact));
        let claim = home.unwrap_or(self.claims.len());
        self.told_in.entry(fact.document).or_default().insert(claim);
        if let Some(whole) = fact.event.part_of.as_deref() {
            self.parts.entry((fact.document, whole)).or_default().insert(claim);
        }
        match home {
            Some(home) => self.claims[home].facts.push(fact),
            None => {
                self.index.add(&fact, claim);
                self.claims.push(Claim::of(fact));
            }
        }
    }

    /// Adds the claims since that the fact has a relation to.
    fn complete(&self, related: &mut Related, fact: &Fact) {
        for position in self.index.beside_from(fact, related.until) {
            match fact.relation(self.claims[position].core()) {
                Some(Relation::Same) => related.same = related.same.or(Some(position)),
                Some(Relation::Vaguer | Relation::Fuller) => {
                    related.loose.insert(position);
                }
                Some(Relation::Broader | Relation::Narrower) | None => {}
            }
        }
        related.until = self.claims.len();
    }

    /// The claim that the fact tells. What tells less belongs to what tells more where only one claim can be meant: in its own
    /// document first.
    fn home(&self, related: &Related, fact: &Fact) -> Option<usize> {
        if related.same.is_some() {
            return related.same;
        }
        // It is the whole of a series whose parts are told.
        let parts = self.parts.get(&(fact.document, fact.event.id.as_str()));
        if parts.is_some_and(|parts| parts.iter().any(|claim| related.loose.contains(claim))) {
            return None;
        }
        let told_here = self.told_in.get(&fact.document).into_iter().flatten();
        let mut here = told_here.filter(|claim| related.loose.contains(claim));
        match (here.next(), here.next()) {
            (Some(only), None) => Some(*only),
            (None, _) if related.loose.len() == 1 => related.loose.first().copied(),
            _ => None,
        }
    }

    /// The one delivery of its document that an act of delivery without a supplier and recipient can mean: "had unloaded crates of
    /// rockets".
    fn delivery_told_again(&self, fact: &Fact) -> Option<usize> {
        let told =
            fact.conditional || matches!(fact.modality, Modality::Stated | Modality::Alleged | Modality::Possible);
        let closely = fact.conditional || fact.classes.iter().any(|class| !crate::knowledge::is_general(class));
        if fact.act != EventType::ArmsTransfer || !told || !closely || fact.names_parties() {
            return None;
        }
        let mut beside = self.told_in.get(&fact.document)?.iter().filter(|claim| {
            let core = self.claims[**claim].core();
            core.act == EventType::ArmsTransfer && core.names_parties()
        });
        let home = *beside.next()?;
        (beside.next().is_none() && fact.can_be_told_of(self.claims[home].core())).then_some(home)
    }
}
