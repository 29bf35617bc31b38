//! Every span of a record, by the entry it belongs to and the part it plays there.

use std::collections::BTreeSet;

use onrecord_document::{Basis, Span};
use onrecord_extract::{Date, Place, Record};

/// One span of an entry.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// The entry's id.
    pub entry: &'a str,
    /// `statement`, `event`, `toll`, `citation`, `actor`, `contradiction`, `incident`, `document`.
    pub kind: &'static str,
    /// The part: `content`, `cue`, `source`, `trigger`, `role`, `place`, `date`, `basis.date`…
    pub part: &'static str,
    /// Its number within the part, from 0.
    pub ordinal: usize,
    /// The rule, where the part has one of its own.
    pub rule: Option<&'a str>,
    /// The words.
    pub span: &'a Span,
}

/// Entries that have an id of their own: an id is what an entry is, so a second one of the same says nothing new.
pub(crate) fn distinct<'a, T>(entries: &'a [T], id: impl Fn(&'a T) -> &'a str) -> impl Iterator<Item = &'a T> {
    let mut seen = BTreeSet::new();
    entries.iter().filter(move |&entry| seen.insert(id(entry)))
}

/// Collects the spans of one entry.
struct Entry<'a, 'c> {
    id: &'a str,
    kind: &'static str,
    parts: &'c mut Vec<Part<'a>>,
}

impl<'a> Entry<'a, '_> {
    fn one(&mut self, part: &'static str, ordinal: usize, rule: Option<&'a str>, span: &'a Span) {
        self.parts.push(Part {
            entry: self.id,
            kind: self.kind,
            part,
            ordinal,
            rule,
            span,
        });
    }

    fn ruled(&mut self, part: &'static str, rule: Option<&'a str>, spans: impl IntoIterator<Item = &'a Span>) {
        for (ordinal, span) in spans.into_iter().enumerate() {
            self.one(part, ordinal, rule, span);
        }
    }

    fn spans(&mut self, part: &'static str, spans: impl IntoIterator<Item = &'a Span>) {
        self.ruled(part, None, spans);
    }

    fn basis(&mut self, part: &'static str, basis: &'a Basis) {
        self.ruled(part, Some(&basis.rule), &basis.spans);
    }

    fn date(&mut self, date: Option<&'a Date>) {
        if let Some(date) = date {
            self.basis("date", &date.basis);
        }
    }

    fn place(&mut self, place: Option<&'a Place>) {
        if let Some(place) = place {
            self.ruled("place", Some(&place.basis.rule), [&place.extracted]);
            self.basis("place_basis", &place.basis);
        }
    }
}

/// Every span of a record, in the order of its entries.
pub fn parts(record: &Record) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    document(&mut parts, record);
    for actor in distinct(&record.actors, |actor| &actor.id) {
        let mut entry = of(&mut parts, "actor", &actor.id);
        for (ordinal, mention) in actor.mentions.iter().enumerate() {
            entry.one("mention", ordinal, Some(&mention.rule), &mention.span);
        }
        for (part, stated) in [("office", &actor.office), ("represents", &actor.represents)] {
            if let Some(stated) = stated {
                entry.basis(part, &stated.basis);
            }
        }
    }
    statements(&mut parts, record);
    events(&mut parts, record);
    for toll in distinct(&record.tolls, |toll| &toll.id) {
        let mut entry = of(&mut parts, "toll", &toll.id);
        entry.ruled("figure", Some(&toll.rule), [&toll.span]);
        entry.spans("as_written", [&toll.figure.as_written]);
        entry.spans("population", &toll.population);
        entry.basis("scope", &toll.scope_basis);
        if let Some(country) = &toll.country {
            entry.basis("country", &country.basis);
        }
        entry.place(toll.place.as_ref());
        entry.date(toll.as_of.as_ref());
    }
    for citation in distinct(&record.citations, |citation| &citation.id) {
        of(&mut parts, "citation", &citation.id).ruled("citation", Some(&citation.rule), [&citation.span]);
    }
    for contradiction in distinct(&record.contradictions, |contradiction| &contradiction.id) {
        let mut entry = of(&mut parts, "contradiction", &contradiction.id);
        entry.ruled("challenged", Some(&contradiction.rule), &contradiction.challenged);
        entry.ruled("correction", Some(&contradiction.rule), &contradiction.correction);
        entry.spans("cue", &contradiction.cue);
    }
    parts
}

fn of<'a, 'c>(parts: &'c mut Vec<Part<'a>>, kind: &'static str, id: &'a str) -> Entry<'a, 'c> {
    Entry { id, kind, parts }
}

fn document<'a>(parts: &mut Vec<Part<'a>>, record: &'a Record) {
    let document = &record.document;
    let mut entry = of(parts, "document", &document.id);
    for (part, stated) in [
        ("title", &document.title),
        ("byline", &document.byline),
        ("publisher", &document.publisher),
        ("credit", &document.credit),
    ] {
        if let Some(stated) = stated {
            entry.basis(part, &stated.basis);
        }
    }
    if let Some(published) = &document.published {
        entry.basis("published", &published.basis);
    }
}

fn statements<'a>(parts: &mut Vec<Part<'a>>, record: &'a Record) {
    for statement in distinct(&record.statements, |statement| &statement.id) {
        let mut entry = of(parts, "statement", &statement.id);
        entry.ruled("content", Some(&statement.rule), &statement.content);
        entry.spans("source", &statement.source);
        entry.spans("cue", &statement.cue);
        entry.spans("venue", &statement.venue);
        entry.spans("audience", &statement.audience);
        entry.spans("asserts_breach", &statement.asserts_breach);
        if let Some(evidence) = &statement.evidence {
            entry.ruled("evidence", Some(&evidence.rule), [&evidence.span]);
        }
        entry.date(statement.date.as_ref());
    }
}

fn events<'a>(parts: &mut Vec<Part<'a>>, record: &'a Record) {
    for event in distinct(&record.events, |event| &event.id) {
        let mut entry = of(parts, "event", &event.id);
        entry.ruled("trigger", Some(&event.rule), [&event.trigger]);
        entry.spans("mention", &event.mentions);
        for (ordinal, role) in event.roles.iter().enumerate() {
            entry.one("role", ordinal, Some(&role.rule), &role.span);
        }
        if let Some(count) = &event.count {
            entry.spans("count", [&count.as_written]);
        }
        entry.place(event.place.as_ref());
        entry.date(event.date.as_ref());
    }
}
