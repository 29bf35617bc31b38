//! How statements and actors are written as lines, and what keeps a case about them from expecting words of no text.

use onrecord_document::Span;
use onrecord_extract::{Actor, ActorKind, Statement};

use super::difference::parts;
use super::kinds::{Outcome, interval, name, speakers};

/// What parts the pieces of a source or a content in one attribute.
const BETWEEN: &str = " | ";

/// The attributes of a line about what is said.
const SAID: &[&str] = &[
    "act",
    "form",
    "by",
    "source",
    "cue",
    "content",
    "in",
    "joint",
    "signatories",
    "anonymous",
    "blanket",
    "unsaid",
    "venue",
    "audience",
    "date",
    "evidence",
    "evidence.status",
    "evidence.words",
    "rule",
];

/// The attributes of a line about an actor.
const ACTOR: &[&str] = &["name", "code", "office", "represents", "mention"];

/// Those whose value is words of the text.
const WORDS: &[&str] = &[
    "source",
    "cue",
    "content",
    "in",
    "venue",
    "audience",
    "evidence.words",
    "office",
    "mention",
];

/// `statement act= form= by= source= cue= content= in= joint= signatories= anonymous= blanket= venue= audience= date= evidence=
/// evidence.status= evidence.words= rule=`: what anybody says but the narrator.
pub fn said(outcome: &Outcome) -> Vec<String> {
    let statements = &outcome.record.statements;
    statements
        .iter()
        .filter(|statement| !statement.narrator)
        .map(|statement| line("statement", outcome, statement))
        .collect()
}

/// `narrator content= …`: what the document says in its own voice.
pub fn narrated(outcome: &Outcome) -> Vec<String> {
    let statements = &outcome.record.statements;
    statements
        .iter()
        .filter(|statement| statement.narrator)
        .map(|statement| line("narrator", outcome, statement))
        .collect()
}

/// `actor KIND name= code= office= represents= mention=`, one `mention` for each; the narrator left out.
pub fn actors(outcome: &Outcome) -> Vec<String> {
    outcome
        .record
        .actors
        .iter()
        .filter(|actor| actor.kind != ActorKind::Narrator)
        .map(actor)
        .collect()
}

fn actor(actor: &Actor) -> String {
    let told = |value: Option<&String>| format!("\"{}\"", value.map_or("-", String::as_str).replace('"', "'"));
    let mut line = format!("actor {} name={}", name(&actor.kind), told(Some(&actor.name)));
    line += &format!(" code={}", told(actor.code.as_ref()));
    line += &format!(" office={}", told(actor.office.as_ref().map(|office| &office.value)));
    line += &format!(
        " represents={}",
        told(actor.represents.as_ref().map(|state| &state.value))
    );
    for mention in &actor.mentions {
        line += &format!(" mention={}", words(std::slice::from_ref(&mention.span)));
    }
    line
}

fn line(kind: &str, outcome: &Outcome, statement: &Statement) -> String {
    let flag = |set: bool| if set { "yes" } else { "no" }.to_owned();
    let span = |span: Option<&Span>| words(span.map_or(&[], std::slice::from_ref));
    let outer = statement
        .nested_in
        .as_ref()
        .and_then(|id| outcome.record.statements.iter().find(|other| &other.id == id));
    let evidence = statement.evidence.as_ref();
    let attributes = [
        ("act", name(&statement.act)),
        ("form", name(&statement.form)),
        (
            "by",
            match statement.speakers.as_slice() {
                [] => "-".to_owned(),
                ids => format!("\"{}\"", speakers(&outcome.record.actors, ids).replace('"', "'")),
            },
        ),
        ("source", words(&statement.source)),
        ("cue", span(statement.cue.as_ref())),
        ("content", words(&statement.content)),
        (
            "in",
            match outer {
                Some(outer) => words(outer.cue.as_ref().map_or(&outer.content, std::slice::from_ref)),
                None => "-".to_owned(),
            },
        ),
        ("joint", flag(statement.joint)),
        (
            "signatories",
            statement
                .signatory_count
                .map_or_else(|| "-".to_owned(), |count| count.to_string()),
        ),
        ("anonymous", flag(statement.anonymous)),
        ("blanket", flag(statement.blanket)),
        ("unsaid", flag(statement.unsaid)),
        ("venue", span(statement.venue.as_ref())),
        ("audience", span(statement.audience.as_ref())),
        ("date", statement.date.as_ref().map_or_else(|| "-".to_owned(), interval)),
        (
            "evidence",
            evidence.map_or_else(|| "-".to_owned(), |evidence| name(&evidence.kind)),
        ),
        (
            "evidence.status",
            evidence.map_or_else(|| "-".to_owned(), |evidence| name(&evidence.status)),
        ),
        ("evidence.words", span(evidence.map(|evidence| &evidence.span))),
        ("rule", statement.rule.clone()),
    ];
    let attributes: Vec<String> = attributes
        .into_iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    format!("{kind} {}", attributes.join(" "))
}

/// Pieces in quotation marks, `-` where there are none.
fn words(pieces: &[Span]) -> String {
    if pieces.is_empty() {
        return "-".to_owned();
    }
    let pieces: Vec<String> = pieces.iter().map(|piece| piece.exact.replace('"', "'")).collect();
    format!("\"{}\"", pieces.join(BETWEEN))
}

/// Refuses an expectation with an attribute that no line has, or with words that the text has not: it could never come out.
pub fn check(line: &str, text: &str) -> Result<(), String> {
    let kind = super::case::kind_of(line);
    let known = match kind {
        "statement" | "narrator" => SAID,
        "actor" => ACTOR,
        _ => return Ok(()),
    };
    let text = text.replace('"', "'");
    for attribute in parts(line).1 {
        let Some((key, value)) = attribute.split_once('=') else {
            continue;
        };
        if !known.contains(&key) {
            return Err(format!("`{key}` is no attribute of `{kind}`"));
        }
        let value = value.replace('"', "");
        let strange = value
            .split(BETWEEN)
            .find(|piece| *piece != "-" && !text.contains(piece));
        if let (true, Some(piece)) = (WORDS.contains(&key), strange) {
            return Err(format!("the text has no `{piece}` for `{key}`"));
        }
    }
    Ok(())
}
