//! A case opened and weighed: what every view starts from.

use onrecord_brief::{claim_numbers, day_in_words};
use onrecord_extract::Record;
use onrecord_ledger::Case;
use onrecord_weigh::{Proposition, Standing, weigh};

use crate::arguments::Every;
use crate::clock;
use crate::table::hanging;

/// The records of a case and what they amount to.
pub struct Weighed {
    pub records: Vec<Record>,
    pub standing: Standing,
}

impl Weighed {
    pub fn of(every: &Every) -> anyhow::Result<Self> {
        let records = Case::open(&every.case, &clock::now())?.records()?;
        let standing = weigh(&records);
        Ok(Self { records, standing })
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

    /// `D3 “Title”, Outlet, 2 March 2026`: each document with its number, a line each.
    pub fn legend(&self) -> String {
        let mut out = String::from("\nDocuments\n");
        for (summary, number) in self.standing.documents.iter().zip(1..) {
            let outlet = summary
                .publisher
                .as_ref()
                .map(|outlet| format!(", {outlet}"))
                .unwrap_or_default();
            let date = summary
                .published
                .as_deref()
                .map_or_else(|| "no date".to_owned(), day_in_words);
            let line = format!("“{}”{outlet}, {date}", summary.title);
            out.push_str(&hanging(&format!("{:<5}", format!("D{number}")), &line));
        }
        out
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
