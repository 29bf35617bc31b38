//! A case opened and weighed: what every view starts from.

use onrecord_extract::Record;
use onrecord_ledger::Case;
use onrecord_weigh::{Standing, weigh};

use crate::arguments::Every;
use crate::clock;

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

    /// What a document is called in a line: its outlet, else its title.
    pub fn called<'a>(&'a self, document: &'a str) -> &'a str {
        let summary = self.standing.documents.iter().find(|summary| summary.id == document);
        summary.map_or(document, |summary| {
            summary.publisher.as_deref().unwrap_or(&summary.title)
        })
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
