//! What stands around words that no entry of the catalogue reads: any verb or noun with a subject and a complement, for
//! the learned reading to judge.

use std::sync::OnceLock;

use onrecord_catalogue::cues::Cue;
use onrecord_language::{Annotated, Pos};

use super::complement;
use super::extent::extent;
use super::syntax::{Doer, doer, issuer_of_text, verb_group};
use crate::attribution::Given;

/// An entry that takes whatever a verb or a noun can take.
fn any() -> &'static Cue {
    static ANY: OnceLock<Cue> = OnceLock::new();
    ANY.get_or_init(|| Cue {
        lemmas: Vec::new(),
        act: "assert".to_owned(),
        takes: [
            "clause",
            "question",
            "infinitive",
            "gerund",
            "object",
            "of",
            "about",
            "on",
            "for",
            "to",
            "against",
            "with",
            "over",
            "in",
        ]
        .map(str::to_owned)
        .to_vec(),
        names: None,
        negated: None,
        accused: None,
        cites: false,
        evaluates: false,
        passive: false,
        attitude: true,
    })
}

/// What any verb or noun with a subject and a complement would report, whatever it means.
pub fn proposal(annotated: &Annotated, token: usize) -> Option<Given> {
    let noun = annotated.pos(token) == Pos::Noun;
    if !noun && annotated.pos(token) != Pos::Verb && annotated.pos(token) != Pos::Aux {
        return None;
    }
    let (found, source) = if noun {
        (
            complement::of_noun(annotated, token, any())?,
            issuer_of_text(annotated, token),
        )
    } else {
        let source = match doer(annotated, token) {
            Doer::Noun(source) | Doer::Text(source) => Some(source),
            Doer::None => None,
        };
        (complement::of_verb(annotated, token, any())?, source)
    };
    let mut cue = if noun {
        token..token + 1
    } else {
        verb_group(annotated, token)
    };
    if let Some(end) = found.cue_to {
        cue.end = cue.end.max(end);
    }
    let source = source
        .filter(|source| !found.pieces.iter().any(|piece| piece.contains(source)))
        .map(|source| extent(annotated, source, Some(token)));
    Some(Given::new(
        found.kind,
        if noun { "noun" } else { "verb" },
        cue,
        source.into_iter().collect(),
        found.pieces,
    ))
}
