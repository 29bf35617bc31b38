//! A standing prepared for reading: what every list is filtered, sorted and paged by, worked out once.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use onrecord_brief::claim_numbers;
use onrecord_extract::{EvidenceStatus, Record};
use onrecord_weigh::{Concern, Decision, EntryReference, Proposition, ResolvedActor, Standing, review};

use crate::counts::Counts;
use crate::excerpts::CodePointIndex;
use crate::reads::map::Places;

/// A case as it was known, weighed and prepared.
#[derive(Debug)]
pub(crate) struct View {
    /// The newest link of the case's log when it was read: names this state of the case.
    pub revision: String,
    pub records: Arc<Vec<Record>>,
    pub decisions: Arc<Vec<Decision>>,
    /// When each document's capture came (RFC 3339, UTC).
    pub captured: Arc<BTreeMap<String, String>>,
    pub standing: Standing,
    pub counts: Counts,
    /// Of each claim, in the order of the standing.
    pub claims: Vec<ClaimKeys>,
    /// Claims in the order of the brief.
    pub by_weight: Vec<u32>,
    /// Claims by their first day, the newest first; what has no day comes last.
    pub by_date: Vec<u32>,
    /// Claims by how many independent origins speak of them.
    pub by_origins: Vec<u32>,
    /// Dated claims, the oldest first.
    pub dated: Vec<u32>,
    /// Names of provisions, sorted; [`ClaimKeys::provisions`] points here.
    pub provisions: Vec<String>,
    /// Of each document, in the order of the standing.
    pub documents: Vec<DocumentKeys>,
    /// Actors by how much they say.
    pub actors_by_statements: Vec<u32>,
    /// Of each actor, in the order of the standing: the claims it speaks of or has a part in.
    pub claims_of_actor: Vec<Vec<u32>>,
    /// Of each actor: its positions, by their place in the standing.
    pub positions_of_actor: Vec<Vec<u32>>,
    claim_positions: HashMap<String, u32>,
    document_positions: HashMap<String, u32>,
    actor_positions: HashMap<String, u32>,
    actors_by_code: HashMap<String, u32>,
    /// Actors of records, `document` position and entry, to actors of the standing.
    members: Vec<Vec<(Box<str>, u32)>>,
    /// Claims that each entry of a document tells or speaks of, sorted by entry.
    entries: Vec<Vec<(Box<str>, u32)>>,
    parts: HashMap<u32, Vec<u32>>,
    record_of: Vec<u32>,
    indexes: Vec<OnceLock<CodePointIndex>>,
    concerns: OnceLock<(Vec<Concern>, BTreeMap<String, usize>)>,
    places: OnceLock<Places>,
}

/// What a claim is found by.
#[derive(Debug)]
pub(crate) struct ClaimKeys {
    pub number: Option<usize>,
    pub rung: Option<EvidenceStatus>,
    /// Positions of actors, ascending, each once.
    pub actors: Vec<u32>,
    /// Positions of provisions, ascending, each once.
    pub provisions: Vec<u32>,
    /// Positions of the documents that tell it, ascending, each once.
    pub documents: Vec<u32>,
    pub decided: bool,
    /// Its words and those of its place, in small letters.
    pub words: String,
}

/// What a document is found by.
#[derive(Debug)]
pub(crate) struct DocumentKeys {
    /// The lineage it belongs to and its place there.
    pub lineage: Option<(u32, u32)>,
    /// How many claims it tells.
    pub claims: u32,
    /// Title, outlet and byline in small letters.
    pub words: String,
}

fn position(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

fn positions<'a>(ids: impl Iterator<Item = &'a String>) -> HashMap<String, u32> {
    ids.enumerate().map(|(at, id)| (id.clone(), position(at))).collect()
}

impl View {
    /// Prepares what records were weighed into.
    pub(crate) fn new(
        revision: String,
        records: Arc<Vec<Record>>,
        decisions: Arc<Vec<Decision>>,
        captured: Arc<BTreeMap<String, String>>,
        standing: Standing,
    ) -> Self {
        let document_positions = positions(standing.documents.iter().map(|document| &document.id));
        let actor_positions = positions(standing.actors.iter().map(|actor| &actor.id));
        let claim_positions = positions(standing.propositions.iter().map(|claim| &claim.id));
        let by_record: HashMap<&str, usize> = records
            .iter()
            .enumerate()
            .map(|(at, record)| (record.document.id.as_str(), at))
            .collect();
        let record_of: Vec<u32> = standing
            .documents
            .iter()
            .map(|document| by_record.get(document.id.as_str()).map_or(0, |at| position(*at)))
            .collect();
        let mut actors_by_code = HashMap::new();
        for (at, actor) in standing.actors.iter().enumerate() {
            if let Some(code) = &actor.code {
                actors_by_code.entry(code.clone()).or_insert(position(at));
            }
        }
        let numbers = claim_numbers(&standing, &records);
        let provisions: Vec<String> = standing
            .propositions
            .iter()
            .flat_map(|claim| &claim.provisions)
            .map(|engagement| engagement.provision.clone())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let lookup = Lookup {
            documents: &document_positions,
            actors: &actor_positions,
            codes: &actors_by_code,
            provisions: &provisions,
            numbers: &numbers,
        };
        let claims: Vec<ClaimKeys> = standing.propositions.iter().map(|claim| lookup.keys(claim)).collect();
        let mut entries: Vec<Vec<(Box<str>, u32)>> = vec![Vec::new(); standing.documents.len()];
        let mut parts: HashMap<u32, Vec<u32>> = HashMap::new();
        for (at, claim) in standing.propositions.iter().enumerate() {
            for reference in entries_of(claim) {
                if let Some(document) = document_positions.get(&reference.document) {
                    entries[*document as usize].push((reference.entry.as_str().into(), position(at)));
                }
            }
            if let Some(whole) = claim.part_of.as_ref().and_then(|id| claim_positions.get(id)) {
                parts.entry(*whole).or_default().push(position(at));
            }
        }
        for found in &mut entries {
            found.sort();
            found.dedup();
        }
        let mut members: Vec<Vec<(Box<str>, u32)>> = vec![Vec::new(); standing.documents.len()];
        for (at, actor) in standing.actors.iter().enumerate() {
            for member in &actor.members {
                if let Some(document) = document_positions.get(&member.document) {
                    members[*document as usize].push((member.entry.as_str().into(), position(at)));
                }
            }
        }
        for found in &mut members {
            found.sort();
        }
        let mut claims_of_actor = vec![Vec::new(); standing.actors.len()];
        for (at, keys) in claims.iter().enumerate() {
            for actor in &keys.actors {
                claims_of_actor[*actor as usize].push(position(at));
            }
        }
        let mut positions_of_actor = vec![Vec::new(); standing.actors.len()];
        for (at, held) in standing.positions.iter().enumerate() {
            if let Some(actor) = actor_positions.get(&held.actor) {
                positions_of_actor[*actor as usize].push(position(at));
            }
        }
        let documents = document_keys(&standing, &records, &record_of, &document_positions, &claims);
        let orders = Orders::of(&standing, &claims);
        let mut actors_by_statements: Vec<u32> = (0..position(standing.actors.len())).collect();
        actors_by_statements.sort_by_key(|at| {
            let actor = &standing.actors[*at as usize];
            (
                std::cmp::Reverse(actor.statements),
                std::cmp::Reverse(actor.members.len()),
                *at,
            )
        });
        Self {
            counts: Counts::of(&standing, &records),
            revision,
            claims,
            by_weight: orders.weight,
            by_date: orders.date,
            by_origins: orders.origins,
            dated: orders.dated,
            provisions,
            indexes: standing.documents.iter().map(|_| OnceLock::new()).collect(),
            documents,
            actors_by_statements,
            claims_of_actor,
            positions_of_actor,
            claim_positions,
            document_positions,
            actor_positions,
            actors_by_code,
            members,
            entries,
            parts,
            record_of,
            concerns: OnceLock::new(),
            places: OnceLock::new(),
            records,
            decisions,
            captured,
            standing,
        }
    }

    pub(crate) fn claim_position(&self, id: &str) -> Option<usize> {
        self.claim_positions.get(id).map(|at| *at as usize)
    }

    pub(crate) fn actor_position(&self, id: &str) -> Option<usize> {
        self.actor_positions.get(id).map(|at| *at as usize)
    }

    /// By its id, or by its number as in the brief: `D3`.
    pub(crate) fn document_position(&self, id: &str) -> Option<usize> {
        if let Some(at) = self.document_positions.get(id) {
            return Some(*at as usize);
        }
        let number: usize = id.strip_prefix('D')?.parse().ok()?;
        number.checked_sub(1).filter(|at| *at < self.standing.documents.len())
    }

    /// The record of a document, by the document's position.
    pub(crate) fn record(&self, document: usize) -> &Record {
        &self.records[self.record_of[document] as usize]
    }

    pub(crate) fn code_points(&self, document: usize) -> &CodePointIndex {
        self.indexes[document].get_or_init(|| CodePointIndex::new(&self.record(document).document.text))
    }

    /// The actor of the standing that an actor of a record became.
    pub(crate) fn resolved(&self, document: usize, entry: &str) -> Option<&ResolvedActor> {
        let members = &self.members[document];
        let found = members.binary_search_by(|(other, _)| other.as_ref().cmp(entry)).ok()?;
        self.standing.actors.get(members[found].1 as usize)
    }

    pub(crate) fn actor_of_code(&self, code: &str) -> Option<&ResolvedActor> {
        self.standing.actors.get(*self.actors_by_code.get(code)? as usize)
    }

    /// The name of an actor of the standing; its id where there is none.
    pub(crate) fn name<'a>(&'a self, actor: &'a str) -> &'a str {
        self.actor_position(actor)
            .map_or(actor, |at| self.standing.actors[at].name.as_str())
    }

    /// The claims that an entry of a document tells or speaks of, by their positions.
    pub(crate) fn claims_of(&self, document: usize, entry: &str) -> impl Iterator<Item = usize> {
        let entries = &self.entries[document];
        let first = entries.partition_point(|(other, _)| other.as_ref() < entry);
        entries[first..]
            .iter()
            .take_while(move |(other, _)| other.as_ref() == entry)
            .map(|(_, claim)| *claim as usize)
    }

    /// The claims that are a part of this one.
    pub(crate) fn parts(&self, claim: usize) -> &[u32] {
        self.parts.get(&position(claim)).map_or(&[], Vec::as_slice)
    }

    /// What asks for a second look, and how often for each reason; worked out when it is first asked for.
    pub(crate) fn concerns(&self) -> &(Vec<Concern>, BTreeMap<String, usize>) {
        self.concerns.get_or_init(|| {
            let concerns = review(&self.records, &self.standing, &self.decisions);
            let mut codes = BTreeMap::new();
            for reason in concerns.iter().flat_map(|concern| &concern.reasons) {
                *codes.entry(reason.code.clone()).or_default() += 1;
            }
            (concerns, codes)
        })
    }

    /// Where the claims lie; worked out when it is first asked for.
    pub(crate) fn places(&self) -> &Places {
        self.places.get_or_init(|| Places::of(self))
    }
}

/// Every entry that tells a claim or takes a stance to it.
fn entries_of(claim: &Proposition) -> impl Iterator<Item = &EntryReference> {
    let stances = claim
        .stances
        .iter()
        .flat_map(|entry| std::iter::once(&entry.statement).chain(&entry.also_in));
    claim.events.iter().chain(stances)
}

struct Lookup<'a> {
    documents: &'a HashMap<String, u32>,
    actors: &'a HashMap<String, u32>,
    codes: &'a HashMap<String, u32>,
    provisions: &'a [String],
    numbers: &'a BTreeMap<String, usize>,
}

impl Lookup<'_> {
    fn keys(&self, claim: &Proposition) -> ClaimKeys {
        let sorted = |mut found: Vec<u32>| {
            found.sort_unstable();
            found.dedup();
            found
        };
        let roles = claim.roles.iter().filter_map(|role| role.actor.as_ref());
        let speakers = claim.stances.iter().flat_map(|entry| &entry.speakers);
        let actors = roles.chain(speakers).filter_map(|id| self.actors.get(id).copied());
        let represented = claim
            .stances
            .iter()
            .filter_map(|entry| self.codes.get(entry.represents.as_ref()?).copied());
        let provisions = claim
            .provisions
            .iter()
            .filter_map(|engagement| self.provisions.binary_search(&engagement.provision).ok().map(position));
        let documents = entries_of(claim).filter_map(|entry| self.documents.get(&entry.document).copied());
        ClaimKeys {
            number: self.numbers.get(&claim.id).copied(),
            rung: claim
                .evidence
                .iter()
                .map(|entry| entry.status)
                .min_by_key(|status| rung(*status)),
            actors: sorted(actors.chain(represented).collect()),
            provisions: sorted(provisions.collect()),
            documents: sorted(documents.collect()),
            decided: !claim.decisions.is_empty() || claim.stances.iter().any(|entry| entry.decided),
            words: format!("{} {}", claim.text, claim.place.as_deref().unwrap_or_default()).to_lowercase(),
        }
    }
}

/// How far evidence has come; less is further.
fn rung(status: EvidenceStatus) -> u8 {
    match status {
        EvidenceStatus::IndependentlyExamined => 0,
        EvidenceStatus::Shown => 1,
        EvidenceStatus::UnderInvestigation => 2,
        EvidenceStatus::Asserted => 3,
        EvidenceStatus::Disputed => 4,
    }
}

fn document_keys(
    standing: &Standing,
    records: &[Record],
    record_of: &[u32],
    document_positions: &HashMap<String, u32>,
    claims: &[ClaimKeys],
) -> Vec<DocumentKeys> {
    let mut keys: Vec<DocumentKeys> = standing
        .documents
        .iter()
        .zip(record_of)
        .map(|(summary, record)| {
            let document = &records[*record as usize].document;
            let byline = document.byline.as_ref().map_or("", |byline| byline.value.as_str());
            let publisher = summary.publisher.as_deref().unwrap_or_default();
            DocumentKeys {
                lineage: None,
                claims: 0,
                words: format!("{} {publisher} {byline}", summary.title).to_lowercase(),
            }
        })
        .collect();
    for (lineage, of) in standing.lineages.iter().enumerate() {
        for (member, document) in of.members.iter().enumerate() {
            if let Some(at) = document_positions.get(&document.document) {
                keys[*at as usize].lineage = Some((position(lineage), position(member)));
            }
        }
    }
    for claim in claims {
        for document in &claim.documents {
            keys[*document as usize].claims += 1;
        }
    }
    keys
}

struct Orders {
    weight: Vec<u32>,
    date: Vec<u32>,
    origins: Vec<u32>,
    dated: Vec<u32>,
}

impl Orders {
    fn of(standing: &Standing, claims: &[ClaimKeys]) -> Self {
        let claim = |at: &u32| &standing.propositions[*at as usize];
        let mut weight: Vec<u32> = (0..position(claims.len())).collect();
        weight.sort_by_key(|at| (claims[*at as usize].number.unwrap_or(usize::MAX), *at));
        let mut origins = weight.clone();
        origins
            .sort_by_key(|at| std::cmp::Reverse(claim(at).origins_asserting.count + claim(at).origins_denying.count));
        let mut dated: Vec<u32> = weight
            .iter()
            .copied()
            .filter(|at| first_day(claim(at)).is_some())
            .collect();
        dated.sort_by_key(|at| {
            let date = claim(at).date.as_ref();
            (
                first_day(claim(at)),
                date.and_then(|date| date.latest.as_deref()),
                claim(at).id.as_str(),
            )
        });
        let undated = weight.iter().copied().filter(|at| first_day(claim(at)).is_none());
        let date: Vec<u32> = dated.iter().rev().copied().chain(undated).collect();
        Self {
            weight,
            date,
            origins,
            dated,
        }
    }
}

/// The first day that a claim can be of, else the last.
pub(crate) fn first_day(claim: &Proposition) -> Option<&str> {
    let date = claim.date.as_ref()?;
    date.earliest.as_deref().or(date.latest.as_deref())
}
