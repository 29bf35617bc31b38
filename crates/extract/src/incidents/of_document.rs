//! What the model of incidents sees of a document: its words, and how those hang together that tell of violence.

use std::collections::BTreeMap;

use onrecord_language::Pos;

use super::features::{classes, number};
use crate::reading::Reading;

/// The features of a document, each once; nothing where no word of it tells an incident.
pub fn of_document(reading: &Reading) -> Vec<u32> {
    let mut out = Vec::new();
    let mut told = false;
    let mut sentences = 0_usize;
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for block in 0..reading.blocks.len() {
        let a = reading.annotated(block);
        for sentence in a.sentences() {
            sentences += 1;
            let early = match sentences {
                1 => "1",
                2..=3 => "2",
                4..=8 => "4",
                _ => "9",
            };
            for token in sentence.clone() {
                if !matches!(a.pos(token), Pos::Verb | Pos::Noun | Pos::Adj | Pos::Propn) {
                    continue;
                }
                let lemma = a.lemma(token);
                let lemma = if a.pos(token) == Pos::Propn {
                    a.lower(token)
                } else {
                    lemma
                };
                out.push(number(&["d", lemma]));
                if sentences <= 2 {
                    out.push(number(&["d-opening", lemma]));
                }
                let of_token = classes(a, token);
                if of_token.is_empty() {
                    continue;
                }
                told = true;
                out.push(number(&["d-tag", lemma, a.tag(token), a.dep(token)]));
                out.push(number(&["d-early", lemma, early]));
                for class in of_token {
                    *counts.entry((class, early)).or_default() += 1;
                    out.push(number(&["d-class", class, early]));
                    out.push(number(&["d-class-tag", class, a.tag(token)]));
                }
                for child in a.children(token) {
                    if matches!(
                        a.dep(child),
                        "dobj"
                            | "nsubj"
                            | "nsubjpass"
                            | "agent"
                            | "aux"
                            | "auxpass"
                            | "neg"
                            | "prep"
                            | "compound"
                            | "advmod"
                    ) {
                        out.push(number(&["d-child", lemma, a.dep(child), a.lemma(child)]));
                        out.push(number(&[
                            "d-child-label",
                            lemma,
                            a.dep(child),
                            a.entity_label(child).unwrap_or("none"),
                        ]));
                        for class in of_token {
                            out.push(number(&["d-child-class", class, a.dep(child), a.lemma(child)]));
                        }
                    }
                }
                out.push(number(&["d-head", lemma, a.dep(token), a.lemma(a.head(token))]));
            }
        }
    }
    if !told {
        return Vec::new();
    }
    for ((class, early), count) in counts.into_iter().filter(|(_, count)| *count > 1) {
        out.push(number(&["d-times", class, early, &count.min(4).to_string()]));
    }
    out.push(number(&["always"]));
    out.push(number(&["d-length", &(sentences.min(40) / 5).to_string()]));
    out.sort_unstable();
    out.dedup();
    out
}
