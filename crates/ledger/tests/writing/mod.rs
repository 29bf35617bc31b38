//! Writes a record by hand: the title, and each quotation as a statement of the words that follow `said` or precede it.

use onrecord_document::{Basis, Block, BlockKind, Capture, Document, DocumentKind, Span, Stated};
use onrecord_extract::{Act, Actor, ActorKind, Derivation, Form, Mention, Record, Statement};
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use std::path::Path;

pub const MONDAY: &str = "2026-03-02T10:00:00Z";
pub const TUESDAY: &str = "2026-03-03T10:00:00Z";

fn span_of(text: &str, words: &str) -> Span {
    let byte = text
        .find(words)
        .unwrap_or_else(|| panic!("“{words}” is not in the text"));
    let start = text[..byte].chars().count() as u32;
    Span {
        start,
        end: start + words.chars().count() as u32,
        exact: words.to_owned(),
    }
}

pub fn record_of(text: &str, location: &str, version: &str) -> Record {
    let sha256: String = Sha256::digest(text.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let title = text.lines().next().unwrap();
    let mut blocks = Vec::new();
    let mut start = 0;
    for block in text.split("\n\n") {
        let end = start + block.chars().count() as u32;
        let kind = if start == 0 {
            BlockKind::Heading
        } else {
            BlockKind::Paragraph
        };
        blocks.push(Block { kind, start, end });
        start = end + 2;
    }
    let (name, office, content) = if text.contains("Ivo Marsh") {
        ("Ivo Marsh", Some("the harbour master"), "Ні, ракет не було")
    } else {
        ("The owner of the Wren", None, "there were no rockets")
    };
    Record {
        actors: vec![Actor {
            id: "a0000000001".into(),
            kind: ActorKind::Person,
            name: name.into(),
            code: None,
            office: office.map(|office| Stated {
                value: office.into(),
                basis: Basis {
                    rule: "office.apposition".into(),
                    spans: vec![span_of(text, office)],
                },
            }),
            represents: None,
            mentions: vec![Mention {
                span: span_of(text, name),
                rule: "name".into(),
            }],
        }],
        statements: vec![Statement {
            id: "s0000000001".into(),
            speakers: vec!["a0000000001".into()],
            source: vec![span_of(text, name)],
            cue: Some(span_of(text, "said")),
            content: vec![span_of(text, content)],
            form: Form::Direct,
            act: Act::Deny,
            joint: false,
            signatory_count: None,
            anonymous: false,
            narrator: false,
            venue: None,
            audience: None,
            date: None,
            nested_in: None,
            evidence: None,
            asserts_breach: None,
            unsaid: false,
            blanket: false,
            refers_to: Vec::new(),
            rule: "quotation".into(),
            flags: Vec::new(),
        }],
        ..Record::of_nothing(
            Document {
                id: format!("doc-{}", &sha256[..16]),
                capture: Capture {
                    sha256,
                    media_type: "text/plain".into(),
                    url: Some(location.into()),
                    ..Capture::default()
                },
                title: Some(Stated {
                    value: title.into(),
                    basis: Basis {
                        rule: "title.first-line".into(),
                        spans: vec![span_of(text, title)],
                    },
                }),
                language: "en".into(),
                kind: DocumentKind::Report,
                text: text.into(),
                blocks,
                ..Document::default()
            },
            Derivation {
                onrecord: version.into(),
                pipeline: "by hand".into(),
                catalogue: "none".into(),
            },
        )
    }
}

/// Writes behind the ledger's back, as a tamperer would: triggers off.
pub fn tamper(case: &Path, change: &str) {
    let connection = Connection::open(case).unwrap();
    let triggers: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for trigger in triggers {
        connection.execute_batch(&format!("DROP TRIGGER {trigger}")).unwrap();
    }
    connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    connection.execute_batch(change).unwrap();
}
