//! The records of a case and what they amount to.

use onrecord_brief::claim_numbers;
use onrecord_extract::Record;
use onrecord_ledger::{Case, LedgerError};
use onrecord_weigh::{Decision, Proposition, Standing, weigh_with};

use crate::{Known, KnownDocuments, decisions};

/// The records of a case and what they amount to.
#[derive(Debug)]
pub struct Weighed {
    /// The documents that were known.
    pub records: Vec<Record>,
    /// What they amount to.
    pub standing: Standing,
    /// A person's, that the standing was weighed with.
    pub decisions: Vec<Decision>,
    /// How many documents the case has, known or not.
    pub documents_of_case: usize,
}

impl Weighed {
    /// A case as it was known.
    ///
    /// # Errors
    /// [`LedgerError`] where the case cannot be read.
    pub fn of(case: &Case, known: &Known) -> Result<Self, LedgerError> {
        let mut records = case.records()?;
        let documents_of_case = records.len();
        if !known.is_now() {
            let documents = KnownDocuments::among(&records, &case.captured()?, known);
            records.retain(|record| documents.holds(&record.document.id));
        }
        let decisions = decisions(case, known)?;
        let standing = weigh_with(&records, &decisions);
        Ok(Self {
            records,
            standing,
            decisions,
            documents_of_case,
        })
    }

    /// What a document is called in a line: its outlet, else its number.
    pub fn called(&self, document: &str) -> String {
        let summary = self.standing.documents.iter().find(|summary| summary.id == document);
        summary
            .and_then(|summary| summary.publisher.clone())
            .unwrap_or_else(|| self.label(document))
    }

    /// The number of a document, as in the brief: `D3`.
    pub fn label(&self, document: &str) -> String {
        let position = self
            .standing
            .documents
            .iter()
            .position(|summary| summary.id == document);
        position.map_or_else(|| document.to_owned(), |position| format!("D{}", position + 1))
    }

    /// Claims in the order of the brief, each with its number there; what nobody stands behind has none and comes last.
    pub fn claims(&self) -> Vec<(Option<usize>, &Proposition)> {
        let numbers = claim_numbers(&self.standing, &self.records);
        let mut claims: Vec<(Option<usize>, &Proposition)> = self
            .standing
            .propositions
            .iter()
            .map(|claim| (numbers.get(&claim.id).copied(), claim))
            .collect();
        claims.sort_by_key(|(number, _)| number.unwrap_or(usize::MAX));
        claims
    }

    /// The name of a resolved actor.
    pub fn name<'a>(&'a self, actor: &'a str) -> &'a str {
        self.standing
            .actors
            .iter()
            .find(|resolved| resolved.id == actor)
            .map_or(actor, |resolved| &resolved.name)
    }
}
