//! The records to weigh, in one order whatever order they came in, and their entries by id.

use onrecord_document::Document;
use onrecord_extract::{Actor, Record, Statement};
use std::collections::BTreeMap;

use crate::{Anchor, EntryReference};
use onrecord_document::Span;

/// Where a statement begins, its source or its words, in code points; past every text where it has neither.
pub(crate) fn begins(statement: &Statement) -> u32 {
    statement
        .content
        .iter()
        .chain(&statement.source)
        .map(|span| span.start)
        .min()
        .unwrap_or(u32::MAX)
}

/// Records by publication date, then id; one a document.
pub(crate) struct RecordSet<'records> {
    pub(crate) records: Vec<&'records Record>,
    positions: BTreeMap<&'records str, usize>,
    actors: Vec<BTreeMap<&'records str, usize>>,
    statements: Vec<BTreeMap<&'records str, usize>>,
}

impl<'records> RecordSet<'records> {
    pub(crate) fn new(records: impl IntoIterator<Item = &'records Record>) -> Self {
        let mut by_document: BTreeMap<&str, &Record> = BTreeMap::new();
        // Two derivations of one document: the later versions win, then the text of the record, so that order never does.
        let rank = |record: &Record| (versions(record), serde_json::to_string(record).unwrap_or_default());
        for record in records {
            by_document
                .entry(&record.document.id)
                .and_modify(|kept| {
                    if rank(record) > rank(kept) {
                        *kept = record;
                    }
                })
                .or_insert(record);
        }
        let mut records: Vec<&Record> = by_document.into_values().collect();
        records.sort_by(|one, other| {
            published(&one.document)
                .cmp(&published(&other.document))
                .then_with(|| one.document.id.cmp(&other.document.id))
        });
        let index = |ids: Vec<&'records str>| -> BTreeMap<&'records str, usize> {
            ids.into_iter()
                .enumerate()
                .map(|(position, id)| (id, position))
                .collect()
        };
        Self {
            positions: index(records.iter().map(|record| record.document.id.as_str()).collect()),
            actors: records
                .iter()
                .map(|record| index(record.actors.iter().map(|entry| entry.id.as_str()).collect()))
                .collect(),
            statements: records
                .iter()
                .map(|record| index(record.statements.iter().map(|entry| entry.id.as_str()).collect()))
                .collect(),
            records,
        }
    }

    pub(crate) fn document(&self, document: usize) -> &'records Document {
        &self.records[document].document
    }

    /// Where a document of this id stands in the order of the set.
    pub(crate) fn position(&self, document: &str) -> Option<usize> {
        self.positions.get(document).copied()
    }

    pub(crate) fn actors(&self, document: usize) -> &'records [Actor] {
        &self.records[document].actors
    }

    pub(crate) fn actor(&self, document: usize, id: &str) -> Option<&'records Actor> {
        self.actors[document]
            .get(id)
            .map(|position| &self.records[document].actors[*position])
    }

    pub(crate) fn statement(&self, document: usize, id: &str) -> Option<&'records Statement> {
        self.statements[document]
            .get(id)
            .map(|position| &self.records[document].statements[*position])
    }

    pub(crate) fn reference(&self, document: usize, entry: &str) -> EntryReference {
        EntryReference {
            document: self.document(document).id.clone(),
            entry: entry.to_owned(),
        }
    }

    pub(crate) fn anchor(&self, document: usize, span: &Span) -> Anchor {
        Anchor {
            document: self.document(document).id.clone(),
            span: span.clone(),
        }
    }

    /// The ISO day on which a document was published.
    pub(crate) fn day(&self, document: usize) -> Option<String> {
        self.document(document)
            .published
            .as_ref()
            .map(|published| published.value.chars().take(10).collect())
    }

    /// The outlet, else the agency it credits, else the title in quotation marks, else the id: how a document is called in an explanation.
    pub(crate) fn called(&self, document: usize) -> String {
        let document = self.document(document);
        match (
            document.publisher.as_ref().or(document.credit.as_ref()),
            &document.title,
        ) {
            (Some(outlet), _) => outlet.value.clone(),
            (None, Some(title)) => format!("“{}”", title.value),
            (None, None) => document.id.clone(),
        }
    }
}

fn versions(record: &Record) -> String {
    format!(
        "{}\u{0}{}\u{0}{}",
        record.derived_by.onrecord, record.derived_by.pipeline, record.derived_by.catalogue
    )
}

/// Documents without a date come last.
fn published(document: &Document) -> (bool, &str) {
    match &document.published {
        Some(published) => (false, published.value.as_str()),
        None => (true, ""),
    }
}
