//! A case opened and weighed: what every view starts from.

use onrecord_brief::{claim_numbers, day_in_words};
use onrecord_extract::Record;
use onrecord_ledger::Case;
use onrecord_weigh::{Decision, Proposition, Standing, weigh_with};
use std::collections::BTreeSet;

use crate::arguments::{Every, Known};
use crate::clock;
use crate::failure::note;
use crate::table::hanging;

/// The records of a case and what they amount to.
pub struct Weighed {
    pub records: Vec<Record>,
    pub standing: Standing,
    /// A person's, that the standing was weighed with.
    pub decisions: Vec<Decision>,
}

/// The documents that were known on a day.
pub struct KnownDocuments(Option<BTreeSet<String>>);

impl KnownDocuments {
    pub fn of(case: &Case, known: &Known) -> anyhow::Result<Self> {
        if is_now(known) {
            return Ok(Self(None));
        }
        Self::among(case, &case.records()?, known)
    }

    /// The same where the records of the case were read already.
    fn among(case: &Case, records: &[Record], known: &Known) -> anyhow::Result<Self> {
        if is_now(known) {
            return Ok(Self(None));
        }
        let captured = case.captured()?;
        let documents = records
            .iter()
            .map(|record| &record.document)
            .filter(|document| {
                let captured = captured.get(&document.id).map(|at| on(at)).unwrap_or_default();
                let published = document
                    .published
                    .as_ref()
                    .map_or(captured, |published| on(&published.value));
                // A moment with a month or year alone begins with it.
                known.as_of.as_deref().is_none_or(|day| published <= day)
                    && known.captured_by.as_deref().is_none_or(|day| captured <= day)
            })
            .map(|document| document.id.clone())
            .collect();
        Ok(Self(Some(documents)))
    }

    /// Whether nothing was asked for but what is known now.
    pub fn all(&self) -> bool {
        self.0.is_none()
    }

    pub fn holds(&self, document: &str) -> bool {
        self.0.as_ref().is_none_or(|known| known.contains(document))
    }
}

/// Whether no day is asked for.
fn is_now(known: &Known) -> bool {
    known.as_of.is_none() && known.captured_by.is_none()
}

/// The day of a moment.
fn on(moment: &str) -> &str {
    moment.get(..10).unwrap_or(moment)
}

fn in_words(known: &Known) -> String {
    let published = known
        .as_of
        .as_deref()
        .map(|day| format!("published by {}", day_in_words(day)));
    let captured = known
        .captured_by
        .as_deref()
        .map(|day| format!("captured by {}", day_in_words(day)));
    published.into_iter().chain(captured).collect::<Vec<_>>().join(" and ")
}

/// A case's decisions, numbered from 1, until the day asked for.
pub fn decisions(case: &Case, known: &Known) -> anyhow::Result<Vec<Decision>> {
    Ok(case
        .decisions()?
        .into_iter()
        .zip(1..)
        .map(|(decision, number)| Decision {
            number,
            at: decision.at,
            who: decision.who,
            subject: decision.subject,
            what: decision.what,
            why: decision.why,
        })
        .filter(|decision| known.captured_by.as_deref().is_none_or(|day| on(&decision.at) <= day))
        .collect())
}

impl Weighed {
    pub fn of(every: &Every, known: &Known) -> anyhow::Result<Self> {
        let case = Case::open(&every.case, &clock::now())?;
        let mut records = case.records()?;
        let known_documents = KnownDocuments::among(&case, &records, known)?;
        let all = records.len();
        records.retain(|record| known_documents.holds(&record.document.id));
        if records.len() < all && !every.quiet {
            note(&format!(
                "{} of the {all} documents of the case: {}",
                records.len(),
                in_words(known)
            ));
        }
        let decisions = decisions(&case, known)?;
        let standing = weigh_with(&records, &decisions);
        Ok(Self {
            records,
            standing,
            decisions,
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
