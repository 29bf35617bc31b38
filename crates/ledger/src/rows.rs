//! A record taken apart into the rows of the derived tables: pure, so that `verify` can make them again and compare.

use onrecord_document::{Basis, BlockKind, Span};
use onrecord_extract::{Actor, Citation, Date, Event, Place, Record, Statement, Toll};
use rusqlite::types::Value;
use serde::Serialize;
use std::collections::BTreeSet;

use crate::code_points::CodePoints;

/// The derived tables in the order in which rows may be added, each with its columns after `record`.
pub(crate) const TABLES: &[(&str, &str)] = &[
    (
        "documents",
        "document, kind, title, byline, publisher, credit, published, language, text",
    ),
    ("actors", "actor, kind, name, code, office, represents"),
    (
        "statements",
        "statement, act, form, content, joint, anonymous, narrator, blanket, earliest, latest, evidence, evidence_status, nested_in, rule",
    ),
    ("speakers", "statement, ordinal, actor"),
    (
        "events",
        "event, type, modality, trigger, place, place_resolved, country, lat, lon, earliest, latest, precision, part_of, rule",
    ),
    ("roles", "event, ordinal, role, actor, class, words"),
    ("tellings", "event, ordinal, statement"),
    (
        "tolls",
        "toll, effect, low, high, bound, as_written, population, country, scope, place, as_of_earliest, as_of_latest, said_in, event, part_of, rule",
    ),
    ("toll_sources", "toll, ordinal, actor"),
    (
        "citations",
        "citation, resolution, year, paragraph, body, said_in, rule",
    ),
    ("spans", "entry, part, ordinal, start, \"end\", exact"),
    ("passages", "kind, entry, start, \"end\", words"),
];

/// A row of one derived table, without the number of its record.
pub(crate) struct Row {
    pub(crate) table: &'static str,
    pub(crate) values: Vec<Value>,
}

/// Every row that a record gives, in an order that depends on the record alone.
pub(crate) fn rows(record: &Record) -> Vec<Row> {
    let mut rows = Rows::default();
    rows.document(record);
    record.actors.iter().for_each(|actor| rows.actor(actor));
    record.statements.iter().for_each(|statement| rows.statement(statement));
    record.events.iter().for_each(|event| rows.event(event));
    record.tolls.iter().for_each(|toll| rows.toll(toll));
    record.citations.iter().for_each(|citation| rows.citation(citation));
    rows.rows
}

#[derive(Default)]
struct Rows {
    rows: Vec<Row>,
    /// Ids already taken: an id is what an entry is, so a second entry of one id says nothing new.
    taken: BTreeSet<String>,
}

impl Rows {
    fn push(&mut self, table: &'static str, values: Vec<Value>) {
        self.rows.push(Row { table, values });
    }

    fn is_new(&mut self, id: &str) -> bool {
        self.taken.insert(id.to_owned())
    }

    fn spans<'a>(&mut self, entry: &str, part: &str, spans: impl IntoIterator<Item = &'a Span>) {
        for (ordinal, span) in spans.into_iter().enumerate() {
            let values = vec![
                text(entry),
                text(part),
                number(ordinal as u64),
                number(span.start.into()),
                number(span.end.into()),
                text(&span.exact),
            ];
            self.push("spans", values);
        }
    }

    fn basis(&mut self, entry: &str, part: &str, basis: Option<&Basis>) {
        self.spans(entry, part, basis.into_iter().flat_map(|basis| &basis.spans));
    }

    fn passage(&mut self, kind: &str, entry: &str, start: u32, end: u32, words: &str) {
        self.push(
            "passages",
            vec![
                text(kind),
                text(entry),
                number(start.into()),
                number(end.into()),
                text(words),
            ],
        );
    }

    fn document(&mut self, record: &Record) {
        let document = &record.document;
        let stated = |field: &Option<onrecord_document::Stated>| maybe(field.as_ref().map(|stated| &stated.value));
        self.push(
            "documents",
            vec![
                text(&document.id),
                word(&document.kind),
                stated(&document.title),
                stated(&document.byline),
                stated(&document.publisher),
                stated(&document.credit),
                maybe(document.published.as_ref().map(|published| &published.value)),
                text(&document.language),
                text(&document.text),
            ],
        );
        let fields = [
            ("title", &document.title),
            ("byline", &document.byline),
            ("publisher", &document.publisher),
            ("credit", &document.credit),
            ("copied_from", &document.copied_from),
        ];
        for (part, field) in fields {
            self.basis(&document.id, part, field.as_ref().map(|stated| &stated.basis));
        }
        self.basis(
            &document.id,
            "published",
            document.published.as_ref().map(|published| &published.basis),
        );
        let points = CodePoints::new(&document.text);
        let searched = document
            .blocks
            .iter()
            .filter(|block| block.kind != BlockKind::Boilerplate);
        let blocks: Vec<(u32, u32)> = searched.map(|block| (block.start, block.end)).collect();
        let blocks = if document.blocks.is_empty() {
            vec![(0, points.count())]
        } else {
            blocks
        };
        for (start, end) in blocks {
            if let Some(words) = points.slice(start, end) {
                self.passage("text", &document.id, start, end, words);
            }
        }
    }

    fn actor(&mut self, actor: &Actor) {
        if !self.is_new(&actor.id) {
            return;
        }
        let stated = |field: &Option<onrecord_document::Stated>| maybe(field.as_ref().map(|stated| &stated.value));
        self.push(
            "actors",
            vec![
                text(&actor.id),
                word(&actor.kind),
                text(&actor.name),
                maybe(actor.code.as_ref()),
                stated(&actor.office),
                stated(&actor.represents),
            ],
        );
        self.spans(&actor.id, "mention", actor.mentions.iter().map(|mention| &mention.span));
        self.basis(&actor.id, "office", actor.office.as_ref().map(|stated| &stated.basis));
        self.basis(
            &actor.id,
            "represents",
            actor.represents.as_ref().map(|stated| &stated.basis),
        );
        if let Some(first) = actor.mentions.first() {
            let office = actor
                .office
                .as_ref()
                .map(|office| format!(", {}", office.value))
                .unwrap_or_default();
            self.passage(
                "actor",
                &actor.id,
                first.span.start,
                first.span.end,
                &format!("{}{office}", actor.name),
            );
        }
    }

    fn statement(&mut self, statement: &Statement) {
        if !self.is_new(&statement.id) {
            return;
        }
        let pieces: Vec<&str> = statement.content.iter().map(|span| span.exact.as_str()).collect();
        let content = pieces.join(" … ");
        let (earliest, latest) = interval(statement.date.as_ref());
        let evidence = statement.evidence.as_ref();
        self.push(
            "statements",
            vec![
                text(&statement.id),
                word(&statement.act),
                word(&statement.form),
                text(&content),
                flag(statement.joint),
                flag(statement.anonymous),
                flag(statement.narrator),
                flag(statement.blanket),
                earliest,
                latest,
                evidence.map_or(Value::Null, |evidence| word(&evidence.kind)),
                evidence.map_or(Value::Null, |evidence| word(&evidence.status)),
                maybe(statement.nested_in.as_ref()),
                text(&statement.rule),
            ],
        );
        for (ordinal, actor) in statement.speakers.iter().enumerate() {
            self.push(
                "speakers",
                vec![text(&statement.id), number(ordinal as u64), text(actor)],
            );
        }
        let id = &statement.id;
        self.spans(id, "source", &statement.source);
        self.spans(id, "cue", &statement.cue);
        self.spans(id, "content", &statement.content);
        self.spans(id, "venue", &statement.venue);
        self.spans(id, "audience", &statement.audience);
        self.spans(id, "evidence", evidence.map(|evidence| &evidence.span));
        self.spans(id, "asserts_breach", &statement.asserts_breach);
        self.spans(id, "flag", statement.flags.iter().flat_map(|flag| &flag.spans));
        self.basis(id, "date", statement.date.as_ref().map(|date| &date.basis));
        if let Some(first) = statement.content.first() {
            self.passage("statement", id, first.start, first.end, &content);
        }
    }

    fn place(&mut self, entry: &str, place: Option<&Place>) {
        self.spans(entry, "place", place.map(|place| &place.extracted));
        self.basis(entry, "place_basis", place.map(|place| &place.basis));
    }

    fn event(&mut self, event: &Event) {
        if !self.is_new(&event.id) {
            return;
        }
        let (earliest, latest) = interval(event.date.as_ref());
        let place = event.place.as_ref();
        let degrees = |value: Option<f64>| value.map_or(Value::Null, Value::Real);
        self.push(
            "events",
            vec![
                text(&event.id),
                word(&event.event_type),
                word(&event.modality),
                text(&event.trigger.exact),
                maybe(place.map(|place| &place.extracted.exact)),
                maybe(place.and_then(|place| place.resolved.as_ref())),
                maybe(place.and_then(|place| place.country.as_ref())),
                degrees(place.and_then(|place| place.lat)),
                degrees(place.and_then(|place| place.lon)),
                earliest,
                latest,
                event.date.as_ref().map_or(Value::Null, |date| word(&date.precision)),
                maybe(event.part_of.as_ref()),
                text(&event.rule),
            ],
        );
        for (ordinal, role) in event.roles.iter().enumerate() {
            self.push(
                "roles",
                vec![
                    text(&event.id),
                    number(ordinal as u64),
                    word(&role.role),
                    maybe(role.actor.as_ref()),
                    maybe(role.class.as_ref()),
                    text(&role.span.exact),
                ],
            );
        }
        for (ordinal, statement) in event.said_in.iter().enumerate() {
            self.push(
                "tellings",
                vec![text(&event.id), number(ordinal as u64), text(statement)],
            );
        }
        self.spans(&event.id, "trigger", [&event.trigger]);
        self.spans(&event.id, "mention", &event.mentions);
        self.spans(&event.id, "role", event.roles.iter().map(|role| &role.span));
        self.spans(
            &event.id,
            "count",
            event.count.as_ref().map(|figure| &figure.as_written),
        );
        self.basis(&event.id, "date", event.date.as_ref().map(|date| &date.basis));
        self.place(&event.id, place);
    }

    fn toll(&mut self, toll: &Toll) {
        if !self.is_new(&toll.id) {
            return;
        }
        let (earliest, latest) = interval(toll.as_of.as_ref());
        self.push(
            "tolls",
            vec![
                text(&toll.id),
                word(&toll.effect),
                toll.figure.low.map_or(Value::Null, number),
                toll.figure.high.map_or(Value::Null, number),
                word(&toll.figure.bound),
                text(&toll.figure.as_written.exact),
                maybe(toll.population.as_ref().map(|population| &population.exact)),
                maybe(toll.country.as_ref().map(|country| &country.value)),
                word(&toll.scope),
                maybe(toll.place.as_ref().map(|place| &place.extracted.exact)),
                earliest,
                latest,
                maybe(toll.said_in.as_ref()),
                maybe(toll.event.as_ref()),
                maybe(toll.part_of.as_ref()),
                text(&toll.rule),
            ],
        );
        for (ordinal, actor) in toll.source.iter().enumerate() {
            self.push(
                "toll_sources",
                vec![text(&toll.id), number(ordinal as u64), text(actor)],
            );
        }
        self.spans(&toll.id, "toll", [&toll.span]);
        self.spans(&toll.id, "figure", [&toll.figure.as_written]);
        self.spans(&toll.id, "population", &toll.population);
        self.basis(&toll.id, "country", toll.country.as_ref().map(|country| &country.basis));
        self.basis(&toll.id, "scope", Some(&toll.scope_basis));
        self.basis(&toll.id, "as_of", toll.as_of.as_ref().map(|date| &date.basis));
        self.place(&toll.id, toll.place.as_ref());
    }

    fn citation(&mut self, citation: &Citation) {
        if !self.is_new(&citation.id) {
            return;
        }
        let whole = |value: Option<u32>| value.map_or(Value::Null, |value| number(value.into()));
        self.push(
            "citations",
            vec![
                text(&citation.id),
                whole(citation.resolution),
                whole(citation.year),
                maybe(citation.paragraph.as_ref()),
                maybe(citation.body.as_ref()),
                maybe(citation.said_in.as_ref()),
                text(&citation.rule),
            ],
        );
        self.spans(&citation.id, "citation", [&citation.span]);
    }
}

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

fn maybe(value: Option<&String>) -> Value {
    value.map_or(Value::Null, |value| text(value))
}

fn flag(value: bool) -> Value {
    Value::Integer(value.into())
}

/// SQLite counts to 2⁶³ − 1; a figure beyond that stops there.
fn number(value: u64) -> Value {
    Value::Integer(i64::try_from(value).unwrap_or(i64::MAX))
}

/// The word by which a variant goes in JSON, so that tables and JSON never name a thing differently.
fn word(value: &impl Serialize) -> Value {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Value::Text(word),
        _ => Value::Null,
    }
}

fn interval(date: Option<&Date>) -> (Value, Value) {
    (
        maybe(date.and_then(|date| date.earliest.as_ref())),
        maybe(date.and_then(|date| date.latest.as_ref())),
    )
}
