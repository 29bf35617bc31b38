//! Which words report speech, learned: a linear model over what the tree tells of a candidate cue.
//!
//! The catalogue's entries are sure of the common cues; the long tail ("likened", "hailed as", "put it") is not a list
//! that can be written. The model is logistic regression over hashed features, trained by `onrecord-bench learn-cues` on
//! attributions that people marked; its card is `crates/extract/model/README.md`. It has two uses: a candidate of no entry
//! is taken where the model is sure, and an entry's candidate is dropped where the model is sure that nothing is said.

use std::ops::Range;
use std::sync::OnceLock;

use onrecord_catalogue::Catalogue;
use onrecord_language::{Annotated, Pos};
use sha2::{Digest, Sha256};

use crate::record::Act;

/// How many weights there are; a feature is a place among them.
pub const WEIGHTS: usize = 1 << 15;
/// What a unit of a stored weight stands for: weights are kept as whole numbers of this size in one byte.
pub const UNIT: f32 = 0.05;
/// Surer than this, a candidate that no entry of the catalogue reads is a statement.
const TAKEN_ABOVE: f32 = 0.50;
/// The same for a verb that the catalogue knows in other uses ("recalled its ambassador").
const KNOWN_TAKEN_ABOVE: f32 = 0.90;
/// Less sure than this, what an entry reads is none.
const DROPPED_BELOW: f32 = 0.20;

/// A possible cue with what it may report.
pub struct Candidate<'a> {
    /// The block's annotation.
    pub annotated: &'a Annotated,
    /// The verb or noun.
    pub head: usize,
    /// The kind of complement ("clause", "object" …).
    pub kind: &'a str,
    /// The head of what may be reported.
    pub content_head: usize,
    /// Where it stands, its first piece.
    pub content: Range<usize>,
    /// The head of who may report it.
    pub source: Option<usize>,
    /// No entry reads it though the catalogue knows the verb, and what follows is a mere object.
    pub known: bool,
    /// The act that the catalogue's entry gives, where one reads it.
    pub entry: Option<Act>,
}

/// The trained weights.
pub struct Model {
    weights: Vec<f32>,
    digest: String,
}

impl Model {
    /// The model that the crate carries.
    pub fn shipped() -> &'static Model {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| Model::of_bytes(include_bytes!("../../model/cues.weights")))
    }

    /// Weights of one signed byte each; what is missing is nought.
    pub fn of_bytes(bytes: &[u8]) -> Model {
        let mut weights: Vec<f32> = bytes
            .iter()
            .take(WEIGHTS)
            .map(|&byte| f32::from(i8::from_le_bytes([byte])) * UNIT)
            .collect();
        weights.resize(WEIGHTS, 0.0);
        let digest = Sha256::digest(bytes)
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Model { weights, digest }
    }

    /// First 16 hexadecimal digits of the SHA-256 of the stored weights.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// How likely the features' candidate is to report something, from 0 to 1.
    pub fn probability(&self, features: &[u32]) -> f32 {
        let sum: f32 = features
            .iter()
            .filter_map(|&feature| self.weights.get(feature as usize))
            .sum();
        1.0 / (1.0 + (-sum).exp())
    }

    /// Whether a candidate is kept: an entry's unless the model is sure against it, another only where it is sure for it.
    pub fn keeps(&self, candidate: &Candidate) -> bool {
        let probability = || self.probability(&features(candidate));
        match candidate.entry {
            Some(act) => {
                weighs_in(act)
                    || candidate.source.is_none()
                    || candidate.kind == "noun"
                    || names_its_source(candidate)
                    || probability() >= DROPPED_BELOW
            }
            None if candidate.known => probability() >= KNOWN_TAKEN_ABOVE,
            None => probability() >= TAKEN_ABOVE,
        }
    }
}

/// Acts that a record is kept for: what an entry reads as one of them is never dropped by a guess.
fn weighs_in(act: Act) -> bool {
    !matches!(
        act,
        Act::Assert | Act::Promise | Act::Announce | Act::Praise | Act::Question | Act::Warn | Act::Appeal
    )
}

/// Whether somebody by name is said to say, think or find that something is so: an attitude of theirs goes on record.
fn names_its_source(candidate: &Candidate) -> bool {
    candidate.kind == "clause"
        && candidate.source.is_some_and(|source| {
            let lemma = candidate.annotated.lemma(source).to_lowercase();
            let phrases = &Catalogue::shipped().phrases;
            matches!(
                candidate.annotated.entity_label(source),
                Some("ORG" | "GPE" | "NORP" | "PERSON")
            ) || phrases.organs.nouns.contains(&lemma)
                || phrases.organs.state.contains(&lemma)
        })
}

/// The features of a candidate, as places among the weights: words and labels of the cue, its subject and its complement,
/// alone and in pairs.
pub fn features(candidate: &Candidate) -> Vec<u32> {
    let annotated = candidate.annotated;
    let head = candidate.head;
    let lemma = super::syntax::verb_lemma(annotated, head);
    let kind = candidate.kind;
    let source = source_class(annotated, candidate.source);
    let entry = candidate.entry.map_or_else(|| "-".to_owned(), |act| format!("{act:?}"));
    let negated = super::syntax::is_negated(annotated, head);
    let modal = super::syntax::modal(annotated, head).unwrap_or("-").to_owned();
    let opening = annotated
        .lower(candidate.content.start.min(annotated.len() - 1))
        .to_owned();
    let quoted = candidate
        .content
        .clone()
        .any(|token| matches!(annotated.token(token), "“" | "”" | "\"" | "``" | "''"));
    let length = match candidate.content.len() {
        0..=2 => "a",
        3..=5 => "b",
        6..=12 => "c",
        13..=25 => "d",
        _ => "e",
    };
    let content_lemma = annotated.lemma(candidate.content_head).to_lowercase();
    let content_pos = annotated.pos(candidate.content_head).as_str();
    let tells_event = tells_event(annotated, head);
    let suffix: String = lemma.chars().rev().take(3).collect();
    let noun = annotated.pos(head) == Pos::Noun;
    [
        "bias".to_owned(),
        format!("l {lemma}"),
        format!("lk {lemma} {kind}"),
        format!("le {lemma} {entry}"),
        format!("ls {lemma} {source}"),
        format!("lt {lemma} {}", annotated.tag(head)),
        format!("k {kind} {noun}"),
        format!("kd {kind} {}", annotated.dep(head)),
        format!("t {}", annotated.tag(head)),
        format!("s {source}"),
        format!("sk {source} {kind}"),
        format!("e {entry}"),
        format!("ek {entry} {kind}"),
        format!("es {entry} {source}"),
        format!("ed {entry} {}", annotated.dep(head)),
        format!("n {negated} {entry}"),
        format!("m {modal}"),
        format!("me {modal} {entry}"),
        format!("o {opening}"),
        format!("ko {kind} {opening}"),
        format!("q {quoted} {kind}"),
        format!("qe {quoted} {entry}"),
        format!("c {length} {kind}"),
        format!("cl {content_lemma}"),
        format!("cp {content_pos} {kind}"),
        format!("lcp {lemma} {content_pos}"),
        format!("v {tells_event}"),
        format!("x {suffix} {noun}"),
    ]
    .iter()
    .map(|feature| place(feature))
    .collect()
}

/// Whether the catalogue knows the word as one that tells an event.
pub fn tells_event(annotated: &Annotated, head: usize) -> bool {
    let words = &Catalogue::shipped().event_words;
    let lemma = annotated.lemma(head).to_lowercase();
    if annotated.pos(head) == Pos::Noun {
        !words.noun(&lemma).is_empty()
    } else {
        !words.verb(&lemma).is_empty()
    }
}

/// What kind of word a source is.
fn source_class(annotated: &Annotated, source: Option<usize>) -> String {
    let Some(source) = source else { return "none".to_owned() };
    let lower = annotated.lower(source);
    if annotated.pos(source) == Pos::Pron {
        return lower.to_owned();
    }
    if let Some(label) = annotated.entity_label(source) {
        return label.to_owned();
    }
    let lemma = annotated.lemma(source).to_lowercase();
    let catalogue = Catalogue::shipped();
    let phrases = &catalogue.phrases;
    let class = if phrases.texts.nouns.contains(&lemma) {
        "text"
    } else if catalogue.offices().longest_at(&[lemma.as_str()], 0).is_some() {
        "office"
    } else if phrases.people.singular.contains(&lemma) {
        "people"
    } else if phrases.organs.nouns.contains(&lemma) || phrases.organs.state.contains(&lemma) {
        "organ"
    } else if phrases.organisations.nouns.contains(&lemma) {
        "organisation"
    } else {
        annotated.tag(source)
    };
    class.to_owned()
}

/// The place of a feature among the weights: FNV-1a, folded (Fowler, Noll and Vo).
fn place(feature: &str) -> u32 {
    let mut hash: u32 = 0x811c_9dc5;
    for byte in feature.bytes() {
        hash ^= u32::from(byte);
        hash = hash.wrapping_mul(0x0100_0193);
    }
    (hash ^ (hash >> 15)) & (WEIGHTS as u32 - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_read_and_missing_ones_are_nought() {
        let model = Model::of_bytes(&[20, 236]);
        assert!((model.probability(&[0]) - 0.731).abs() < 0.001);
        assert!((model.probability(&[1]) - 0.269).abs() < 0.001);
        assert!((model.probability(&[2]) - 0.5).abs() < 0.001);
    }

    #[test]
    fn a_feature_has_one_place() {
        assert_eq!(place("l say"), place("l say"));
        assert_ne!(place("l say"), place("l tell"));
        assert!((place("anything at all") as usize) < WEIGHTS);
    }
}
