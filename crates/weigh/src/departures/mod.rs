//! What a report changed of the document that it reports: signatories, quotations, figures, dates, hedges, scope, and what cannot be.

mod figures;
mod hedges;
mod institutions;
mod quotations;
mod sentences;
mod signatories;

use onrecord_document::Span;
use onrecord_extract::Record;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use crate::actors;
use crate::rulings::Rulings;
use crate::set::RecordSet;
use sentences::Pairs;

/// In what a report departs from the document that it reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DepartureKind {
    /// Somebody is named who did not sign.
    SignatoryAdded,
    /// Somebody who signed is left out of the list.
    SignatoryMissing,
    /// Words in quotation marks are not those of the document.
    QuotationAltered,
    /// Words within quotation marks are left out.
    QuotationElided,
    /// Words in quotation marks stand nowhere in the document.
    QuotationInvented,
    /// A number is another.
    NumberDrifted,
    /// A day is another.
    DateDrifted,
    /// A word that held a claim back is gone.
    HedgeDropped,
    /// What was said of a part is said of all.
    ScopeWidened,
    /// By the rules of the institution it cannot be so.
    CannotBe,
}

/// One departure, with the places on both sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Departure {
    /// In what.
    pub kind: DepartureKind,
    /// What was changed, in words.
    pub reason: String,
    /// The words of the report.
    pub report: Vec<Span>,
    /// The words of the document; none where it has nothing of the kind.
    pub primary: Vec<Span>,
}

/// A report beside the document that it reports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Departures {
    /// The report's id.
    pub report: String,
    /// The document's id.
    pub primary: String,
    /// Quotations of the document that are word for word.
    pub quoted_exactly: u32,
    /// Quotations of the report that others than the document's speakers are quoted with.
    pub quoted_of_others: u32,
    /// Sentences of the report that tell what a sentence of the document tells.
    pub sentences_paired: u32,
    /// What was changed, in the order of the report.
    pub departures: Vec<Departure>,
}

/// Compares a report with the document that it reports.
pub fn departures(report: &Record, primary: &Record) -> Departures {
    let set = RecordSet::new([report, primary]);
    let resolution = actors::resolve(&set, &Rulings::default());
    let (Some(here), Some(there)) = (set.position(&report.document.id), set.position(&primary.document.id)) else {
        return Departures::default();
    };
    let pairs = Pairs::of(&report.document, &primary.document);
    let signed = |document, sentences| signatories::signed(&set, &resolution, document, sentences);
    let speaking: BTreeSet<String> = [signed(here, &pairs.report), signed(there, &pairs.primary)]
        .into_iter()
        .flatten()
        .flat_map(|signed| signed.ids)
        .filter_map(|id| Some(id.split_once(':')?.1.to_owned()))
        .collect();
    let quoted = quotations::compare(report, primary, &speaking);
    let mut departures = quoted.departures;
    departures.extend(signatories::compare(&set, &resolution, here, there, &pairs));
    departures.extend(figures::numbers(report, primary, &pairs));
    departures.extend(figures::days(report, primary, &pairs));
    departures.extend(hedges::compare(&pairs));
    departures.extend(institutions::compare(&set, &resolution, here));
    departures.sort_by(|one, other| {
        let place = |departure: &Departure| departure.report.first().map_or(u32::MAX, |span| span.start);
        (place(one), one.kind, &one.reason).cmp(&(place(other), other.kind, &other.reason))
    });
    departures.dedup();
    Departures {
        report: report.document.id.clone(),
        primary: primary.document.id.clone(),
        quoted_exactly: quoted.exact,
        quoted_of_others: quoted.of_others,
        sentences_paired: pairs.paired(),
        departures,
    }
}
