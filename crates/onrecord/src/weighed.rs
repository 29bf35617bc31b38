//! A case opened and weighed as the options of a command ask for it, and the list of its documents.

use std::ops::Deref;

use onrecord_brief::day_in_words;
use onrecord_ledger::Case;
use onrecord_weigh::Decision;

use crate::arguments::{Every, Known};
use crate::clock;
use crate::failure::note;
use crate::table::hanging;

/// The records of a case and what they amount to.
pub struct Weighed(onrecord_weighed::Weighed);

/// The documents that were known on a day.
pub struct KnownDocuments(onrecord_weighed::KnownDocuments);

fn days(known: &Known) -> onrecord_weighed::Known {
    onrecord_weighed::Known {
        as_of: known.as_of.clone(),
        captured_by: known.captured_by.clone(),
    }
}

impl KnownDocuments {
    pub fn of(case: &Case, known: &Known) -> anyhow::Result<Self> {
        Ok(Self(onrecord_weighed::KnownDocuments::of(case, &days(known))?))
    }

    /// Whether nothing was asked for but what is known now.
    pub fn all(&self) -> bool {
        self.0.all()
    }

    pub fn holds(&self, document: &str) -> bool {
        self.0.holds(document)
    }
}

/// A case's decisions, numbered from 1, until the day asked for.
pub fn decisions(case: &Case, known: &Known) -> anyhow::Result<Vec<Decision>> {
    Ok(onrecord_weighed::decisions(case, &days(known))?)
}

impl Deref for Weighed {
    type Target = onrecord_weighed::Weighed;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl Weighed {
    pub fn of(every: &Every, known: &Known) -> anyhow::Result<Self> {
        let case = Case::open(&every.case, &clock::now())?;
        let days = days(known);
        let weighed = onrecord_weighed::Weighed::of(&case, &days)?;
        let (known, all) = (weighed.records.len(), weighed.documents_of_case);
        if known < all && !every.quiet {
            note(&format!(
                "{known} of the {all} documents of the case: {}",
                days.in_words()
            ));
        }
        Ok(Self(weighed))
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
}
