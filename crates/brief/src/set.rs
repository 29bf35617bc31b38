//! Looks up what a standing points at: documents, actors, statements, events, tolls.

use std::collections::BTreeMap;

use onrecord_document::{Document, Span};
use onrecord_extract::{Event, Record, Statement, Toll};
use onrecord_weigh::{
    Anchor, DocumentSummary, EntryReference, Proposition, ResolvedActor, Stance, StanceEntry, Standing,
};

use crate::quotation::{Sought, of_stance};

/// A standing and the records it was weighed from.
pub(crate) struct Set<'a> {
    pub(crate) standing: &'a Standing,
    records: BTreeMap<&'a str, &'a Record>,
    summaries: BTreeMap<&'a str, &'a DocumentSummary>,
    numbers: BTreeMap<&'a str, usize>,
    actors: BTreeMap<&'a str, &'a ResolvedActor>,
    by_code: BTreeMap<&'a str, &'a ResolvedActor>,
    members: BTreeMap<(&'a str, &'a str), &'a ResolvedActor>,
    claims: BTreeMap<&'a str, &'a Proposition>,
}

impl<'a> Set<'a> {
    pub(crate) fn new(standing: &'a Standing, records: &'a [Record]) -> Self {
        let mut members = BTreeMap::new();
        for actor in &standing.actors {
            for member in &actor.members {
                members.insert((member.document.as_str(), member.entry.as_str()), actor);
            }
        }
        let coded = standing
            .actors
            .iter()
            .rev()
            .filter_map(|actor| Some((actor.code.as_deref()?, actor)));
        Self {
            standing,
            records: records
                .iter()
                .map(|record| (record.document.id.as_str(), record))
                .collect(),
            summaries: standing
                .documents
                .iter()
                .map(|summary| (summary.id.as_str(), summary))
                .collect(),
            numbers: standing
                .documents
                .iter()
                .zip(1..)
                .map(|(summary, number)| (summary.id.as_str(), number))
                .collect(),
            actors: standing.actors.iter().map(|actor| (actor.id.as_str(), actor)).collect(),
            by_code: coded.collect(),
            claims: standing
                .propositions
                .iter()
                .map(|claim| (claim.id.as_str(), claim))
                .collect(),
            members,
        }
    }

    pub(crate) fn record(&self, document: &str) -> Option<&'a Record> {
        self.records.get(document).copied()
    }

    pub(crate) fn records(&self) -> impl Iterator<Item = &'a Record> {
        self.standing
            .documents
            .iter()
            .filter_map(|summary| self.record(&summary.id))
    }

    pub(crate) fn summary(&self, document: &str) -> Option<&'a DocumentSummary> {
        self.summaries.get(document).copied()
    }

    pub(crate) fn claim(&self, id: &str) -> Option<&'a Proposition> {
        self.claims.get(id).copied()
    }

    pub(crate) fn actor(&self, id: &str) -> Option<&'a ResolvedActor> {
        self.actors.get(id).copied()
    }

    /// The name of an actor; its id where the standing has no such actor.
    pub(crate) fn name<'b>(&'b self, id: &'b str) -> &'b str {
        self.actor(id).map_or(id, |actor| &actor.name)
    }

    /// The name of the state or body with this code, where somebody in the set has it.
    pub(crate) fn name_of_code(&self, code: &str) -> Option<&'a str> {
        self.by_code.get(code).map(|actor| actor.name.as_str())
    }

    /// The id of the state or body with this code, where somebody in the set has it.
    pub(crate) fn id_of_code(&self, code: &str) -> Option<&'a str> {
        self.by_code.get(code).map(|actor| actor.id.as_str())
    }

    pub(crate) fn statement(&self, reference: &EntryReference) -> Option<&'a Statement> {
        self.record(&reference.document)?
            .statements
            .iter()
            .find(|statement| statement.id == reference.entry)
    }

    pub(crate) fn event(&self, reference: &EntryReference) -> Option<&'a Event> {
        self.record(&reference.document)?
            .events
            .iter()
            .find(|event| event.id == reference.entry)
    }

    pub(crate) fn toll(&self, reference: &EntryReference) -> Option<&'a Toll> {
        self.record(&reference.document)?
            .tolls
            .iter()
            .find(|toll| toll.id == reference.entry)
    }

    /// Names of those who said a statement, across documents where they are known there.
    pub(crate) fn speakers(&self, reference: &EntryReference) -> Vec<String> {
        let Some(statement) = self.statement(reference) else {
            return Vec::new();
        };
        let name = |id: &String| self.name_in(&reference.document, id);
        statement.speakers.iter().filter_map(name).collect()
    }

    /// The name of a document's actor, across documents where it is known there.
    pub(crate) fn name_in(&self, document: &str, id: &str) -> Option<String> {
        if let Some(actor) = self.members.get(&(document, id)) {
            return Some(actor.name.clone());
        }
        let actors = &self.record(document)?.actors;
        actors
            .iter()
            .find(|actor| actor.id == id)
            .map(|actor| actor.name.clone())
    }

    /// A document's number among the sources of the brief.
    pub(crate) fn source(&self, document: &str) -> Option<usize> {
        self.numbers.get(document).copied()
    }

    /// What a document is called in a sentence: its outlet, or its number among the sources.
    pub(crate) fn called(&self, document: &str) -> String {
        match self.summary(document).and_then(|summary| summary.publisher.clone()) {
            Some(publisher) => publisher,
            None => self.label(document),
        }
    }

    /// `D3`.
    pub(crate) fn label(&self, document: &str) -> String {
        self.source(document)
            .map_or_else(|| document.to_owned(), |number| format!("D{number}"))
    }

    /// Whether a date is the day of the only document of the set, and so need not be told with every sentence.
    pub(crate) fn is_its_day(&self, date: &str) -> bool {
        match self.standing.documents.as_slice() {
            [only] => only.published.as_deref().and_then(|day| day.get(..10)) == date.get(..10),
            _ => false,
        }
    }

    /// The state or body that answers for what an actor says; the actor itself where none does.
    pub(crate) fn answerable(&self, id: &str) -> String {
        let Some(actor) = self.actor(id) else {
            return id.to_owned();
        };
        let code = actor.represents.as_ref().or(actor.code.as_ref());
        let side = code.and_then(|code| self.by_code.get(code.as_str()));
        side.map_or_else(|| id.to_owned(), |side| side.id.clone())
    }

    /// The place that stands for a whole document: its title, else its first block.
    pub(crate) fn head(&self, document: &str) -> Option<Anchor> {
        let document: &Document = &self.record(document)?.document;
        let title = document
            .title
            .as_ref()
            .and_then(|title| title.basis.spans.first())
            .cloned();
        let first = || {
            let (start, end) = document
                .blocks
                .first()
                .map_or((0, 80), |block| (block.start, block.end));
            let exact: String = document
                .text
                .chars()
                .skip(start as usize)
                .take((end - start) as usize)
                .collect();
            let end = start + u32::try_from(exact.chars().count()).unwrap_or_default();
            Span { start, end, exact }
        };
        Some(Anchor {
            document: document.id.clone(),
            span: title.unwrap_or_else(first),
        })
    }

    /// The places that tell a claim: what its speakers say, one a document, else the words of its events.
    pub(crate) fn told(&self, claim: &Proposition, most: usize) -> Vec<Anchor> {
        let sought = Sought::of(self, claim);
        let said = claim
            .stances
            .iter()
            .filter_map(|entry| of_stance(self, entry, &sought).anchors.into_iter().next());
        let events = claim.events.iter().filter_map(|reference| {
            Some(Anchor {
                document: reference.document.clone(),
                span: self.event(reference)?.trigger.clone(),
            })
        });
        let mut told: Vec<Anchor> = said.chain(events).collect();
        let mut documents = std::collections::BTreeSet::new();
        told.retain(|anchor| documents.insert(anchor.document.clone()));
        told.truncate(most);
        told
    }
}

/// Whether a claim is told by documents in their own voice and by nobody else, and denied by nobody.
pub(crate) fn is_narrated(claim: &Proposition) -> bool {
    !claim.stances.is_empty() && claim.stances.iter().all(|entry| entry.narrator)
}

/// Whether nobody takes a stance on a claim: it is only supposed, foreseen or spoken of.
pub(crate) fn is_unclaimed(claim: &Proposition) -> bool {
    claim.stances.is_empty()
}

/// Whether an entry says that the claim is so.
pub(crate) fn asserts(entry: &StanceEntry) -> bool {
    matches!(entry.stance, Stance::Alleges | Stance::Confirms)
}
