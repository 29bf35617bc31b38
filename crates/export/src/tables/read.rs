//! The tables of what was read, document by document: entries with every span that they stand on.

use onrecord_extract::{Record, word};

use super::{Cell, Rows, Table, real, text, truth, whole};
use crate::iri::place;
use crate::parts::{distinct, parts};
use crate::{Choice, Dossier, ExportError};

const DOCUMENT: (&str, &str, &str) = ("document", "documents", "document");
const STATEMENT: (&str, &str, &str) = ("statement", "statements", "statement");
const EVENT: (&str, &str, &str) = ("event", "events", "event");

pub(super) const TABLES: &[Table] = &[
    Table {
        name: "documents",
        row: "One document: a capture that was read",
        columns: &[
            text("document", "its id: doc- and the first digits of the capture's SHA-256"),
            text("sha256", "SHA-256 of the captured bytes"),
            text("media_type", "what the bytes were read as"),
            text("url", "where it came from"),
            text("captured", "when it was fetched, else added (RFC 3339, UTC)"),
            text("title", "its title"),
            text("byline", "who wrote it, as printed"),
            text("publisher", "the outlet or body"),
            text("credit", "the agency that it credits"),
            text("published", "when it says it was published: day, or day and time"),
            text("published_precision", "how exact that is"),
            text("language", "ISO 639-1"),
            text("kind", "report, statement, transcript, resolution, list, rewrite"),
            text("lineage", "the group of documents that share one origin"),
            text("lineage_kind", "how it stands to that origin"),
            text("lineage_source", "the document that it was taken from"),
            text("onrecord", "version of the program that derived the record"),
            text("pipeline", "the language pipeline"),
            text("catalogue", "digest of what the program knew"),
            text("text", "the text that all spans count in; empty where it was left out"),
        ],
        key: &["document"],
        refers: &[],
        rows: documents,
    },
    Table {
        name: "record_actors",
        row: "One actor of one document",
        columns: &[
            text("record_actor", "DOCUMENT/ENTRY"),
            text("document", "the document"),
            text("actor", "who that is across documents"),
            text("kind", "state, organisation, body, person, group, unnamed, narrator"),
            text("name", "the fullest name in the document"),
            text("code", "ISO 3166-1 alpha-3, or the catalogue's"),
            text("office", "the office held or the description given"),
            text("represents", "code of the state or body it speaks for"),
            text("decided", "accepted or rejected by a person"),
        ],
        key: &["record_actor"],
        refers: &[DOCUMENT],
        rows: record_actors,
    },
    Table {
        name: "statements",
        row: "One thing said: who, in which words, is in speakers and spans",
        columns: &[
            text("statement", "DOCUMENT/ENTRY"),
            text("document", "the document"),
            text("act", "what the speaker does by it"),
            text("form", "direct, indirect, mixed"),
            text("content", "what is said, its pieces joined by …"),
            text("cue", "the words that tell that something is said"),
            truth("joint", "several speakers in one voice"),
            whole("signatory_count", "how many signed"),
            truth("anonymous", "the source is not named"),
            truth("narrator", "the document's own voice"),
            truth("blanket", "a denial that names no single act"),
            truth("unsaid", "the text tells that it was not said, or only might be"),
            text("earliest", "when it was said: first day"),
            text("latest", "last day"),
            text("evidence", "the kind of evidence offered or disputed"),
            text("evidence_status", "how far that has come"),
            text("nested_in", "the statement whose speaker reports it"),
            text("asserts_breach", "the words by which the speaker calls it a breach"),
            text("rule", "the rule that found it"),
            text("decided", "accepted or rejected by a person"),
            text("places", "where the content stands"),
        ],
        key: &["statement"],
        refers: &[DOCUMENT],
        rows: statements,
    },
    Table {
        name: "speakers",
        row: "One speaker of one statement",
        columns: &[
            text("statement", "the statement"),
            whole("ordinal", "from 0"),
            text("record_actor", "the actor of the document"),
            text("actor", "who that is across documents"),
        ],
        key: &["statement", "ordinal"],
        refers: &[STATEMENT],
        rows: speakers,
    },
    Table {
        name: "events",
        row: "One thing said to have happened, or to be going to, in one document",
        columns: &[
            text("event", "DOCUMENT/ENTRY"),
            text("document", "the document"),
            text(
                "claim",
                "the claim it is an account of; none for deeds, which become no claim",
            ),
            text("type", "what kind"),
            text("modality", "how the text holds it to be"),
            text("trigger", "the words that tell it"),
            text("place", "where, as written"),
            text("place_resolved", "the gazetteer's name"),
            text("country", "ISO 3166-1 alpha-3"),
            real("latitude", "degrees north, of a point or a town alone"),
            real("longitude", "degrees east, of a point or a town alone"),
            text("place_precision", "point, city, district, region, country, unknown"),
            text("earliest", "first day"),
            text("latest", "last day"),
            text("date_precision", "how exact"),
            text("plover", "PLOVER's type"),
            text("plover_mode", "PLOVER's mode"),
            text("part_of", "the event it is a part of"),
            text("rule", "the rule that found it"),
            text("decided", "accepted or rejected by a person"),
            text("places", "where the words stand"),
        ],
        key: &["event"],
        refers: &[DOCUMENT],
        rows: events,
    },
    Table {
        name: "roles",
        row: "One part in one event",
        columns: &[
            text("event", "the event"),
            whole("ordinal", "from 0"),
            text("role", "attacker, target, supplier, recipient, item, weapon…"),
            text("actor", "who that is across documents, where it is an actor"),
            text("class", "the catalogue's class, where it is a weapon"),
            text("words", "as written"),
            text("rule", "the rule that filled it"),
            text("places", "where the words stand"),
        ],
        key: &["event", "ordinal"],
        refers: &[EVENT],
        rows: roles,
    },
    Table {
        name: "tellings",
        row: "One statement in whose content one event stands",
        columns: &[text("event", "the event"), text("statement", "the statement")],
        key: &["event", "statement"],
        refers: &[EVENT, STATEMENT],
        rows: tellings,
    },
    Table {
        name: "tolls",
        row: "One figure of people in one document",
        columns: &[
            text("toll", "DOCUMENT/ENTRY"),
            text("document", "the document"),
            text("effect", "killed, injured, missing…"),
            whole("low", "least"),
            whole("high", "most"),
            text("bound", "what the words say of the number"),
            text("as_written", "the words"),
            text("population", "who they are, as written"),
            text("country", "ISO 3166-1 alpha-3"),
            text("scope", "incident or cumulative"),
            text("event", "the event whose victims are counted"),
            text("said_in", "the statement it stands in"),
            text("part_of", "the figure it is a part of"),
            text("as_of_earliest", "as of when: first day"),
            text("as_of_latest", "last day"),
            text("rule", "the rule that found it"),
            text("decided", "accepted or rejected by a person"),
            text("places", "where the words stand"),
        ],
        key: &["toll"],
        refers: &[DOCUMENT],
        rows: tolls,
    },
    Table {
        name: "citations",
        row: "One provision named in one document",
        columns: &[
            text("citation", "DOCUMENT/ENTRY"),
            text("document", "the document"),
            whole("resolution", "number"),
            whole("year", "year"),
            text("paragraph", "as 8(b)"),
            text("body", "whose it is"),
            text("said_in", "the statement it stands in"),
            text("rule", "the rule that found it"),
            text("places", "where the words stand"),
        ],
        key: &["citation"],
        refers: &[DOCUMENT],
        rows: citations,
    },
    Table {
        name: "spans",
        row: "One span of one entry: code points of the document's text, the end left out",
        columns: &[
            text("document", "the document"),
            text(
                "entry",
                "the entry's id within it; the document's own id for title, byline, publisher and day",
            ),
            text("kind", "what the entry is"),
            text(
                "part",
                "which part of it: content, cue, source, trigger, role, place, date…",
            ),
            whole("ordinal", "from 0 within the part"),
            text("rule", "the rule that read it, where the part has its own"),
            whole("start", "first code point"),
            whole("end", "one past the last"),
            text("exact", "the words"),
        ],
        key: &[],
        refers: &[DOCUMENT],
        rows: spans,
    },
];

fn of(record: &Record, entry: &str) -> String {
    format!("{}/{entry}", record.document.id)
}

fn documents(dossier: &Dossier, choice: Choice, rows: Rows) -> Result<(), ExportError> {
    for record in dossier.records {
        let document = &record.document;
        let lineage = dossier.lineage(&document.id);
        let value = |stated: &'_ Option<onrecord_document::Stated>| -> Option<String> {
            stated.as_ref().map(|stated| stated.value.clone())
        };
        rows(&[
            Cell::from(&document.id),
            Cell::from(&document.capture.sha256),
            Cell::from(&document.capture.media_type),
            Cell::from(document.capture.url.as_ref()),
            Cell::from(dossier.captured.get(&document.id)),
            Cell::from(value(&document.title)),
            Cell::from(value(&document.byline)),
            Cell::from(value(&document.publisher)),
            Cell::from(value(&document.credit)),
            Cell::from(document.published.as_ref().map(|published| &published.value)),
            Cell::from(document.published.as_ref().map(|published| word(&published.precision))),
            Cell::from(&document.language),
            Cell::from(word(&document.kind)),
            Cell::from(dossier.summary(&document.id).map(|summary| &summary.lineage)),
            Cell::from(lineage.map(|member| word(&member.kind))),
            Cell::from(lineage.and_then(|member| member.source.as_ref())),
            Cell::from(&record.derived_by.onrecord),
            Cell::from(&record.derived_by.pipeline),
            Cell::from(&record.derived_by.catalogue),
            Cell::from(choice.texts.then_some(&document.text)),
        ])?;
    }
    Ok(())
}

fn record_actors(dossier: &Dossier, _: Choice, rows: Rows) -> Result<(), ExportError> {
    for record in dossier.records {
        let document = &record.document.id;
        for actor in distinct(&record.actors, |actor| &actor.id) {
            let id = of(record, &actor.id);
            rows(&[
                Cell::from(&id),
                Cell::from(document),
                Cell::from(dossier.resolved(document, &actor.id).map(|resolved| &resolved.id)),
                Cell::from(word(&actor.kind)),
                Cell::from(&actor.name),
                Cell::from(actor.code.as_ref()),
                Cell::from(actor.office.as_ref().map(|office| &office.value)),
                Cell::from(actor.represents.as_ref().map(|represents| &represents.value)),
                Cell::from(dossier.judged(&id)),
            ])?;
        }
    }
    Ok(())
}

fn statements(dossier: &Dossier, _: Choice, rows: Rows) -> Result<(), ExportError> {
    for record in dossier.records {
        let document = &record.document.id;
        for statement in distinct(&record.statements, |statement| &statement.id) {
            let id = of(record, &statement.id);
            let content: Vec<&str> = statement.content.iter().map(|span| span.exact.as_str()).collect();
            let places: Vec<String> = statement.content.iter().map(|span| place(document, span)).collect();
            let date = statement.date.as_ref();
            rows(&[
                Cell::from(&id),
                Cell::from(document),
                Cell::from(word(&statement.act)),
                Cell::from(word(&statement.form)),
                Cell::from(content.join(" … ")),
                Cell::from(statement.cue.as_ref().map(|cue| &cue.exact)),
                Cell::from(statement.joint),
                Cell::from(statement.signatory_count),
                Cell::from(statement.anonymous),
                Cell::from(statement.narrator),
                Cell::from(statement.blanket),
                Cell::from(statement.unsaid),
                Cell::from(date.and_then(|date| date.earliest.as_ref())),
                Cell::from(date.and_then(|date| date.latest.as_ref())),
                Cell::from(statement.evidence.as_ref().map(|evidence| word(&evidence.kind))),
                Cell::from(statement.evidence.as_ref().map(|evidence| word(&evidence.status))),
                Cell::from(statement.nested_in.as_ref().map(|outer| of(record, outer))),
                Cell::from(statement.asserts_breach.as_ref().map(|breach| &breach.exact)),
                Cell::from(&statement.rule),
                Cell::from(dossier.judged(&id)),
                Cell::from(places.join(" ")),
            ])?;
        }
    }
    Ok(())
}

fn speakers(dossier: &Dossier, _: Choice, rows: Rows) -> Result<(), ExportError> {
    for record in dossier.records {
        for statement in distinct(&record.statements, |statement| &statement.id) {
            for (ordinal, actor) in statement.speakers.iter().enumerate() {
                let resolved = dossier.resolved(&record.document.id, actor);
                rows(&[
                    Cell::from(of(record, &statement.id)),
                    Cell::from(ordinal),
                    Cell::from(of(record, actor)),
                    Cell::from(resolved.map(|resolved| &resolved.id)),
                ])?;
            }
        }
    }
    Ok(())
}

fn events(dossier: &Dossier, _: Choice, rows: Rows) -> Result<(), ExportError> {
    for record in dossier.records {
        let document = &record.document.id;
        for event in distinct(&record.events, |event| &event.id) {
            let id = of(record, &event.id);
            let (place_told, date) = (event.place.as_ref(), event.date.as_ref());
            let plover = event.plover.as_ref();
            rows(&[
                Cell::from(&id),
                Cell::from(document),
                Cell::from(dossier.claim_of(document, &event.id).map(|claim| &claim.id)),
                Cell::from(word(&event.event_type)),
                Cell::from(word(&event.modality)),
                Cell::from(&event.trigger.exact),
                Cell::from(place_told.map(|told| &told.extracted.exact)),
                Cell::from(place_told.and_then(|told| told.resolved.as_ref())),
                Cell::from(place_told.and_then(|told| told.country.as_ref())),
                Cell::from(place_told.and_then(|told| told.lat)),
                Cell::from(place_told.and_then(|told| told.lon)),
                Cell::from(place_told.map(|told| word(&told.precision))),
                Cell::from(date.and_then(|date| date.earliest.as_ref())),
                Cell::from(date.and_then(|date| date.latest.as_ref())),
                Cell::from(date.map(|date| word(&date.precision))),
                Cell::from(plover.map(|plover| &plover.event_type)),
                Cell::from(plover.and_then(|plover| plover.mode.as_ref())),
                Cell::from(event.part_of.as_ref().map(|whole| of(record, whole))),
                Cell::from(&event.rule),
                Cell::from(dossier.judged(&id)),
                Cell::from(place(document, &event.trigger)),
            ])?;
        }
    }
    Ok(())
}

fn roles(dossier: &Dossier, _: Choice, rows: Rows) -> Result<(), ExportError> {
    for record in dossier.records {
        let document = &record.document.id;
        for event in distinct(&record.events, |event| &event.id) {
            for (ordinal, role) in event.roles.iter().enumerate() {
                let actor = role.actor.as_ref().and_then(|actor| dossier.resolved(document, actor));
                rows(&[
                    Cell::from(of(record, &event.id)),
                    Cell::from(ordinal),
                    Cell::from(word(&role.role)),
                    Cell::from(actor.map(|actor| &actor.id)),
                    Cell::from(role.class.as_ref()),
                    Cell::from(&role.span.exact),
                    Cell::from(&role.rule),
                    Cell::from(place(document, &role.span)),
                ])?;
            }
        }
    }
    Ok(())
}

fn tellings(dossier: &Dossier, _: Choice, rows: Rows) -> Result<(), ExportError> {
    for record in dossier.records {
        for event in distinct(&record.events, |event| &event.id) {
            for statement in distinct(&event.said_in, String::as_str) {
                rows(&[Cell::from(of(record, &event.id)), Cell::from(of(record, statement))])?;
            }
        }
    }
    Ok(())
}

fn tolls(dossier: &Dossier, _: Choice, rows: Rows) -> Result<(), ExportError> {
    for record in dossier.records {
        for toll in distinct(&record.tolls, |toll| &toll.id) {
            let id = of(record, &toll.id);
            let within = |entry: &Option<String>| entry.as_ref().map(|entry| of(record, entry));
            let as_of = toll.as_of.as_ref();
            rows(&[
                Cell::from(&id),
                Cell::from(&record.document.id),
                Cell::from(word(&toll.effect)),
                Cell::from(toll.figure.low),
                Cell::from(toll.figure.high),
                Cell::from(word(&toll.figure.bound)),
                Cell::from(&toll.figure.as_written.exact),
                Cell::from(toll.population.as_ref().map(|population| &population.exact)),
                Cell::from(toll.country.as_ref().map(|country| &country.value)),
                Cell::from(word(&toll.scope)),
                Cell::from(within(&toll.event)),
                Cell::from(within(&toll.said_in)),
                Cell::from(within(&toll.part_of)),
                Cell::from(as_of.and_then(|date| date.earliest.as_ref())),
                Cell::from(as_of.and_then(|date| date.latest.as_ref())),
                Cell::from(&toll.rule),
                Cell::from(dossier.judged(&id)),
                Cell::from(place(&record.document.id, &toll.span)),
            ])?;
        }
    }
    Ok(())
}

fn citations(dossier: &Dossier, _: Choice, rows: Rows) -> Result<(), ExportError> {
    for record in dossier.records {
        for citation in distinct(&record.citations, |citation| &citation.id) {
            rows(&[
                Cell::from(of(record, &citation.id)),
                Cell::from(&record.document.id),
                Cell::from(citation.resolution),
                Cell::from(citation.year),
                Cell::from(citation.paragraph.as_ref()),
                Cell::from(citation.body.as_ref()),
                Cell::from(citation.said_in.as_ref().map(|statement| of(record, statement))),
                Cell::from(&citation.rule),
                Cell::from(place(&record.document.id, &citation.span)),
            ])?;
        }
    }
    Ok(())
}

fn spans(dossier: &Dossier, _: Choice, rows: Rows) -> Result<(), ExportError> {
    for record in dossier.records {
        for part in parts(record) {
            rows(&[
                Cell::from(&record.document.id),
                Cell::from(part.entry),
                Cell::from(part.kind),
                Cell::from(part.part),
                Cell::from(part.ordinal),
                Cell::from(part.rule),
                Cell::from(part.span.start),
                Cell::from(part.span.end),
                Cell::from(&part.span.exact),
            ])?;
        }
    }
    Ok(())
}
