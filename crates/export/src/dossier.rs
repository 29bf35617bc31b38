//! What every format is written out of: the records of a case, what they amount to, and a person's decisions, joined by their ids.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_document::Span;
use onrecord_extract::{Event, Place, PlacePrecision, Record, Statement};
use onrecord_weigh::{
    Decision, DocumentSummary, EntryReference, LineageMember, Proposition, ResolvedActor, Ruling, Standing, TollSeries,
    in_force,
};

/// A case, weighed, as the exporters read it.
#[derive(Debug)]
pub struct Dossier<'a> {
    /// What to call the case.
    pub name: &'a str,
    /// When the last thing was added to it (RFC 3339, UTC): an export was made then, so that the same case gives the same bytes.
    pub at: &'a str,
    /// One record a document.
    pub records: &'a [Record],
    /// What they amount to.
    pub standing: &'a Standing,
    /// Every decision, also those taken back.
    pub decisions: &'a [Decision],
    /// When each document's capture came, by document (RFC 3339, UTC).
    pub captured: &'a BTreeMap<String, String>,
    by_document: BTreeMap<&'a str, &'a Record>,
    summaries: BTreeMap<&'a str, &'a DocumentSummary>,
    lineages: BTreeMap<&'a str, &'a LineageMember>,
    resolved: BTreeMap<(&'a str, &'a str), &'a ResolvedActor>,
    actors: BTreeMap<&'a str, &'a ResolvedActor>,
    claims_by_event: BTreeMap<(&'a str, &'a str), &'a Proposition>,
    tolls_by_claim: BTreeMap<&'a str, Vec<&'a TollSeries>>,
    judged: BTreeMap<&'a str, &'static str>,
}

impl<'a> Dossier<'a> {
    /// Joins the parts of a case.
    pub fn new(
        name: &'a str,
        at: &'a str,
        records: &'a [Record],
        standing: &'a Standing,
        decisions: &'a [Decision],
        captured: &'a BTreeMap<String, String>,
    ) -> Self {
        let by_document: BTreeMap<_, _> = records
            .iter()
            .map(|record| (record.document.id.as_str(), record))
            .collect();
        let resolved = standing.actors.iter().flat_map(|actor| {
            let members = actor.members.iter();
            members.map(move |member| ((member.document.as_str(), member.entry.as_str()), actor))
        });
        let claims_by_event: BTreeMap<_, _> = standing
            .propositions
            .iter()
            .flat_map(|claim| {
                let events = claim.events.iter();
                events.map(move |event| ((event.document.as_str(), event.entry.as_str()), claim))
            })
            .collect();
        let lineages = standing.lineages.iter().flat_map(|lineage| &lineage.members);
        let mut dossier = Self {
            name,
            at,
            records,
            standing,
            decisions,
            captured,
            by_document,
            summaries: standing
                .documents
                .iter()
                .map(|summary| (summary.id.as_str(), summary))
                .collect(),
            lineages: lineages.map(|member| (member.document.as_str(), member)).collect(),
            resolved: resolved.collect(),
            actors: standing.actors.iter().map(|actor| (actor.id.as_str(), actor)).collect(),
            claims_by_event,
            tolls_by_claim: BTreeMap::new(),
            judged: judged(decisions),
        };
        dossier.tolls_by_claim = dossier.tolls();
        dossier
    }

    fn tolls(&self) -> BTreeMap<&'a str, Vec<&'a TollSeries>> {
        // Found once: a toll knows its event, and the event its claim.
        let mut events: BTreeMap<(&str, &str), &str> = BTreeMap::new();
        for record in self.records {
            for toll in &record.tolls {
                if let Some(event) = &toll.event {
                    events.insert((&record.document.id, &toll.id), event);
                }
            }
        }
        let mut tolls: BTreeMap<&'a str, Vec<&'a TollSeries>> = BTreeMap::new();
        for series in &self.standing.tolls {
            let claims: BTreeSet<&'a str> = series
                .points
                .iter()
                .flat_map(|point| std::iter::once(&point.toll).chain(&point.also_in))
                .filter_map(|toll| {
                    let event = events.get(&(toll.document.as_str(), toll.entry.as_str()))?;
                    self.claim_of(&toll.document, event)
                })
                .map(|claim| claim.id.as_str())
                .collect();
            for claim in claims {
                tolls.entry(claim).or_default().push(series);
            }
        }
        tolls
    }

    /// The record of a document.
    pub fn record(&self, document: &str) -> Option<&'a Record> {
        self.by_document.get(document).copied()
    }

    /// A document as the standing lists it.
    pub fn summary(&self, document: &str) -> Option<&'a DocumentSummary> {
        self.summaries.get(document).copied()
    }

    /// How a document stands to its origin.
    pub fn lineage(&self, document: &str) -> Option<&'a LineageMember> {
        self.lineages.get(document).copied()
    }

    /// Who an actor of a record is across documents.
    pub fn resolved(&self, document: &str, actor: &str) -> Option<&'a ResolvedActor> {
        self.resolved.get(&(document, actor)).copied()
    }

    /// A resolved actor by its id.
    pub fn actor(&self, id: &str) -> Option<&'a ResolvedActor> {
        self.actors.get(id).copied()
    }

    /// The claim that an event of a record tells.
    pub fn claim_of(&self, document: &str, event: &str) -> Option<&'a Proposition> {
        self.claims_by_event.get(&(document, event)).copied()
    }

    /// The events of the records that tell a claim, each with its record.
    pub fn events<'s>(&'s self, claim: &'s Proposition) -> impl Iterator<Item = (&'a Record, &'a Event)> + 's {
        claim.events.iter().filter_map(move |reference| {
            let record = self.record(&reference.document)?;
            let event = record.events.iter().find(|event| event.id == reference.entry)?;
            Some((record, event))
        })
    }

    /// A statement by its reference.
    pub fn statement(&self, reference: &EntryReference) -> Option<&'a Statement> {
        let record = self.record(&reference.document)?;
        record
            .statements
            .iter()
            .find(|statement| statement.id == reference.entry)
    }

    /// The series of figures that count the victims of a claimed act.
    pub fn tolls_of(&self, claim: &str) -> &[&'a TollSeries] {
        self.tolls_by_claim.get(claim).map_or(&[], Vec::as_slice)
    }

    /// The most exact place that an account of a claim gives and the gazetteer knows, else the most exact words; of equals the first.
    pub fn place_of(&self, claim: &Proposition) -> Option<(&'a str, &'a Place)> {
        self.events(claim)
            .filter_map(|(record, event)| Some((record.document.id.as_str(), event.place.as_ref()?)))
            .min_by_key(|(_, place)| (place.resolved.is_none(), rank(place.precision)))
    }

    /// What a person decided of an entry (`DOCUMENT/ENTRY`), an actor or a claim: `accepted`, `rejected`; nothing where nobody did.
    pub fn judged(&self, subject: &str) -> Option<&'static str> {
        self.judged.get(subject).copied()
    }

    /// The day of a document: of its publication, where it tells one.
    pub fn day(&self, document: &str) -> Option<&'a str> {
        self.summary(document)?.published.as_deref()
    }

    /// Every place of a claim's accounts: the words that take a stance to it, then those that tell it.
    pub fn places<'s>(&'s self, claim: &'s Proposition) -> Vec<(&'s str, &'s Span)> {
        let stances = claim
            .stances
            .iter()
            .flat_map(|stance| &stance.anchors)
            .map(|anchor| (anchor.document.as_str(), &anchor.span));
        let triggers = self
            .events(claim)
            .map(|(record, event)| (record.document.id.as_str(), &event.trigger));
        let mut seen = BTreeSet::new();
        stances
            .chain(triggers)
            .filter(|(document, span)| seen.insert((*document, span.start, span.end)))
            .collect()
    }
}

fn rank(precision: PlacePrecision) -> u8 {
    match precision {
        PlacePrecision::Point => 0,
        PlacePrecision::City => 1,
        PlacePrecision::District => 2,
        PlacePrecision::Region => 3,
        PlacePrecision::Country => 4,
        PlacePrecision::Unknown => 5,
    }
}

fn judged(decisions: &[Decision]) -> BTreeMap<&str, &'static str> {
    let mut judged = BTreeMap::new();
    for decision in in_force(decisions) {
        match decision.what.parse() {
            Ok(Ruling::Accept) => judged.insert(decision.subject.as_str(), "accepted"),
            Ok(Ruling::Reject) => judged.insert(decision.subject.as_str(), "rejected"),
            _ => None,
        };
    }
    judged
}
