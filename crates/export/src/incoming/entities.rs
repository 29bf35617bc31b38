//! FollowTheMoney entities as actors: people, companies, organisations and public bodies of a file, each name with its place in it.

use onrecord_document::{Basis, Block, BlockKind, Document, DocumentKind, Span, Stated};
use onrecord_extract::{Actor, ActorKind, Derivation, Mention, Record, entry_id};
use serde_json::Value;

use super::Refused;

/// What a file of entities gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Entities {
    /// A list that has the actors.
    pub record: Record,
    /// Lines that are no entity.
    pub refused: Vec<Refused>,
    /// Entities that are no actor: documents, links, intervals.
    pub passed_over: usize,
}

/// Reads the entities, one a line, out of a document whose text is the file's own.
pub fn read(mut document: Document, derived_by: Derivation) -> Entities {
    document.kind = DocumentKind::List;
    document.blocks.clear();
    let text = std::mem::take(&mut document.text);
    let (mut actors, mut refused, mut passed_over) = (Vec::new(), Vec::new(), 0);
    let mut start = 0;
    for (line, number) in text.split_inclusive('\n').zip(1..) {
        let length = u32::try_from(line.chars().count()).unwrap_or(u32::MAX);
        let own = line.trim_end_matches(['\n', '\r']);
        if !own.trim().is_empty() {
            document.blocks.push(Block {
                kind: BlockKind::ListItem,
                start,
                end: start + u32::try_from(own.chars().count()).unwrap_or_default(),
            });
            match serde_json::from_str::<Value>(own) {
                Ok(value) => match actor(&document.id, &value, own, start) {
                    Found::Actor(actor) => actors.push(*actor),
                    Found::Other => passed_over += 1,
                    Found::None => refused.push(Refused {
                        which: format!("line {number}"),
                        cause: "it is no entity with a schema, and a name where it is an actor".to_owned(),
                    }),
                },
                Err(cause) => refused.push(Refused {
                    which: format!("line {number}"),
                    cause: format!("it is no JSON: {cause}"),
                }),
            }
        }
        start = start.saturating_add(length);
    }
    document.text = text;
    let mut record = Record::of_nothing(document, derived_by);
    record.actors = actors;
    Entities {
        record,
        refused,
        passed_over,
    }
}

enum Found {
    Actor(Box<Actor>),
    Other,
    None,
}

fn actor(document: &str, value: &Value, line: &str, start: u32) -> Found {
    let Some(schema) = value.get("schema").and_then(Value::as_str) else {
        return Found::None;
    };
    let kind = match schema {
        "Person" => ActorKind::Person,
        "PublicBody" => ActorKind::Body,
        "Organization" | "Company" | "LegalEntity" => ActorKind::Organisation,
        _ => return Found::Other,
    };
    let literals = literals(line);
    let values = |property: &str| -> Vec<&str> {
        let values = value.get("properties").and_then(|properties| properties.get(property));
        let values = values.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        values.iter().filter_map(Value::as_str).collect()
    };
    let place = |words: &str| -> Option<Span> {
        let (_, from, to) = literals.iter().find(|(decoded, _, _)| decoded == words)?;
        let before = line.get(..*from)?.chars().count();
        let exact = line.get(*from..*to)?;
        let first = start + u32::try_from(before).ok()?;
        Some(Span {
            start: first,
            end: first + u32::try_from(exact.chars().count()).ok()?,
            exact: exact.to_owned(),
        })
    };
    let mut mentions = Vec::new();
    for (property, rule) in [("name", "ftm.name"), ("alias", "ftm.alias"), ("weakAlias", "ftm.alias")] {
        for name in values(property) {
            if let Some(span) = place(name).filter(|span| !span.exact.is_empty()) {
                mentions.push(Mention {
                    span,
                    rule: rule.to_owned(),
                });
            }
        }
    }
    let Some(first) = mentions.first().filter(|mention| mention.rule == "ftm.name") else {
        return Found::None;
    };
    let name = values("name")
        .first()
        .map(|name| (*name).to_owned())
        .unwrap_or_default();
    let office = values("position").first().and_then(|office| {
        Some(Stated {
            value: (*office).to_owned(),
            basis: Basis {
                rule: "ftm.position".to_owned(),
                spans: vec![place(office)?],
            },
        })
    });
    Found::Actor(Box::new(Actor {
        id: entry_id("a", &[document, "ftm", &first.span.start.to_string()]),
        kind,
        name,
        code: None,
        office: office.filter(|_| kind == ActorKind::Person),
        represents: None,
        mentions,
    }))
}

/// The texts of a line of JSON, decoded, each with where its words stand between the quotation marks (in bytes).
fn literals(line: &str) -> Vec<(String, usize, usize)> {
    let bytes = line.as_bytes();
    let mut literals = Vec::new();
    let mut at = 0;
    while let Some(open) = bytes
        .get(at..)
        .and_then(|rest| rest.iter().position(|byte| *byte == b'"'))
    {
        let from = at + open + 1;
        let mut to = from;
        while let Some(byte) = bytes.get(to) {
            match byte {
                b'"' => break,
                b'\\' => to += 2,
                _ => to += 1,
            }
        }
        if let Some(decoded) = line
            .get(from - 1..to + 1)
            .and_then(|literal| serde_json::from_str(literal).ok())
        {
            literals.push((decoded, from, to));
        }
        at = to + 1;
    }
    literals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_has_its_place_however_the_file_writes_it() {
        let text = "{\"id\": \"q\", \"schema\": \"Person\", \"properties\": {\"name\": [\"Jos\\u00e9 Qu\\\"ill\"], \"alias\": [\"é 🚀 Q\"], \"position\": [\"minister\"]}}\n{\"schema\": \"Document\"}\nbroken\n{\"schema\": \"Person\", \"properties\": {}}\n";
        let document = Document {
            id: "doc-1".into(),
            text: text.into(),
            ..Document::default()
        };
        let read = read(document, Derivation::default());
        assert_eq!(read.record.actors.len(), 1);
        let actor = &read.record.actors[0];
        assert_eq!((actor.name.as_str(), actor.kind), ("José Qu\"ill", ActorKind::Person));
        let letters: Vec<char> = text.chars().collect();
        for mention in &actor.mentions {
            let words: String = letters[mention.span.start as usize..mention.span.end as usize]
                .iter()
                .collect();
            assert_eq!(words, mention.span.exact);
        }
        assert_eq!(actor.mentions[0].span.exact, "Jos\\u00e9 Qu\\\"ill");
        assert_eq!(actor.mentions[1].span.exact, "é 🚀 Q");
        assert_eq!(actor.office.as_ref().unwrap().value, "minister");
        assert_eq!(read.passed_over, 1);
        let refused: Vec<&str> = read.refused.iter().map(|refused| refused.which.as_str()).collect();
        assert_eq!(refused, ["line 3", "line 4"]);
    }
}
