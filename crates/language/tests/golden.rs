//! What spaCy 3.8 finds in the golden texts, this crate finds too: every token, tag, tree, lemma, sentence and entity.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use onrecord_language::{Annotated, Pipeline, install};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::Path;

#[derive(Deserialize)]
struct Head {
    every: usize,
    repeat: usize,
    long_tokens: usize,
    long_sha256: String,
}

#[derive(Deserialize, PartialEq, Debug)]
struct Expected {
    start: Vec<u32>,
    length: Vec<u32>,
    space: String,
    tag: String,
    pos: String,
    morph: String,
    head: Vec<i64>,
    dep: String,
    lemma: Vec<Option<String>>,
    sentence: String,
    entities: Vec<(usize, usize, String)>,
}

fn pipeline(name: &str) -> Pipeline {
    let folder = install::locate(name).unwrap_or_else(|error| panic!("{error}"));
    Pipeline::load(&folder).unwrap_or_else(|error| panic!("{error}"))
}

fn lines(file: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(file);
    std::fs::read_to_string(path)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect()
}

fn texts() -> Vec<String> {
    lines("texts.jsonl")
        .iter()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn flag(value: bool) -> char {
    if value { '1' } else { '0' }
}

fn starts_sentence(doc: &Annotated, token: usize) -> bool {
    doc.sentence_of(token).start == token
}

fn found(doc: &Annotated) -> Expected {
    let all = 0..doc.len();
    let joined = |part: &dyn Fn(usize) -> String| all.clone().map(part).collect::<Vec<_>>().join(" ");
    let morph = |token| match doc.morph(token) {
        "" => "_".to_owned(),
        morph => morph.to_owned(),
    };
    Expected {
        start: all.clone().map(|token| doc.start(token)).collect(),
        length: all.clone().map(|token| doc.end(token) - doc.start(token)).collect(),
        space: all.clone().map(|token| flag(doc.space_after(token))).collect(),
        tag: joined(&|token| doc.tag(token).to_owned()),
        pos: joined(&|token| doc.pos(token).as_str().to_owned()),
        morph: joined(&morph),
        head: all.clone().map(|token| doc.head(token) as i64 - token as i64).collect(),
        dep: joined(&|token| doc.dep(token).to_owned()),
        lemma: all
            .clone()
            .map(|token| {
                Some(doc.lemma(token))
                    .filter(|lemma| *lemma != doc.lower(token))
                    .map(str::to_owned)
            })
            .collect(),
        sentence: all.clone().map(|token| flag(starts_sentence(doc, token))).collect(),
        entities: doc
            .entities()
            .iter()
            .map(|entity| (entity.start, entity.end, entity.label(doc).to_owned()))
            .collect(),
    }
}

fn long_digest(doc: &Annotated) -> String {
    let mut digest = Sha256::new();
    for token in 0..doc.len() {
        let mut line = String::new();
        let (tag, pos, morph) = (doc.tag(token), doc.pos(token).as_str(), doc.morph(token));
        write!(
            line,
            "{}\t{tag}\t{pos}\t{morph}\t{}\t{}\t",
            doc.start(token),
            doc.head(token),
            doc.dep(token)
        )
        .unwrap();
        let entity = doc.entity_label(token).unwrap_or_default();
        writeln!(
            line,
            "{}\t{}\t{entity}",
            doc.lemma(token),
            u8::from(starts_sentence(doc, token))
        )
        .unwrap();
        digest.update(line);
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn check(name: &str) {
    let pipeline = pipeline(name);
    let expected = lines(&format!("{name}.expected.jsonl"));
    let head: Head = serde_json::from_str(&expected[0]).unwrap();
    let all = texts();
    let texts: Vec<&str> = all.iter().step_by(head.every).map(String::as_str).collect();
    assert_eq!(
        texts.len(),
        expected.len() - 1,
        "texts were added: regenerate the expectations"
    );
    let mut differences = String::new();
    for ((text, expected), doc) in texts.iter().zip(&expected[1..]).zip(pipeline.annotate_batch(&texts)) {
        let expected: Expected = serde_json::from_str(expected).unwrap();
        let found = found(&doc);
        if found != expected {
            writeln!(differences, "{text:?}\n  spaCy {expected:?}\n  here  {found:?}").unwrap();
        }
    }
    assert!(differences.is_empty(), "{differences}");
    let long = pipeline.annotate(&vec![all.join(" "); head.repeat].join(" "));
    assert_eq!(long.len(), head.long_tokens);
    assert_eq!(
        long_digest(&long),
        head.long_sha256,
        "the long text is read differently"
    );
}

#[test]
fn the_small_pipeline_finds_what_spacy_finds() {
    check("en_core_web_sm");
}

#[test]
#[ignore = "needs `onrecord model install en_core_web_md`; run with --ignored"]
fn the_medium_pipeline_finds_what_spacy_finds() {
    check("en_core_web_md");
}
