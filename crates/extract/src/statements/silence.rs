//! Refusals to speak: "declined to comment", "did not respond", "could not be reached", "neither confirmed nor denied",
//! “No comment.” Nothing is said by them, and that is on record: they deny nothing.

use onrecord_catalogue::Catalogue;
use onrecord_catalogue::cues::Cue;
use onrecord_language::{Annotated, Pos};

use super::complement::{self, Complement, tells_manner};
use super::syntax::{child, is_negated, subtree, verb_group};
use crate::record::Act;

/// A refusal told by a cue verb that is negated or refused. What it was asked about is the content, where the text tells.
pub fn of_cue(annotated: &Annotated, verb: usize, entries: &[&Cue]) -> Option<(Act, Complement)> {
    let silent = entries
        .iter()
        .any(|cue| cue.negated.as_deref() == Some("decline_comment"));
    if !silent {
        return None;
    }
    let refused = refusing(annotated, verb).is_some();
    if !(refused || is_negated(annotated, verb)) {
        return None;
    }
    // "did not say whether the battery was armed" keeps the question as its content.
    if let Some(question) = complement::open_question(annotated, verb) {
        return Some((Act::DeclineComment, question));
    }
    // "did not deny that…" keeps its clause as content.
    let keeps = entries.iter().any(|cue| {
        complement::of_verb(annotated, verb, cue)
            .is_some_and(|found| matches!(found.kind, "clause" | "gerund" | "object" | "infinitive"))
    });
    if keeps {
        return None;
    }
    let about = annotated
        .children(verb)
        .filter(|&preposition| {
            annotated.dep(preposition) == "prep"
                && matches!(annotated.lower(preposition), "on" | "to" | "about" | "whether" | "for")
        })
        .filter_map(|preposition| {
            annotated
                .children(preposition)
                .find(|&object| matches!(annotated.dep(object), "pobj" | "pcomp"))
        })
        .find(|&object| {
            !matches!(annotated.entity_label(object), Some("DATE" | "TIME")) && !tells_manner(annotated, object)
        });
    let clause = || {
        annotated
            .children(verb)
            .find(|&clause| annotated.dep(clause) == "ccomp" && clause > verb)
    };
    let object = || {
        child(annotated, verb, "dobj")
            .filter(|&object| object > verb && !matches!(annotated.entity_label(object), Some("DATE" | "TIME")))
    };
    Some((
        Act::DeclineComment,
        about_or_cue(annotated, verb, about.or_else(clause).or_else(object)),
    ))
}

/// The content of a refusal: what it is about, else the cue itself.
fn about_or_cue(annotated: &Annotated, verb: usize, about: Option<usize>) -> Complement {
    let (head, range) = match about {
        Some(object) => (object, subtree(annotated, object)),
        None => (verb, verb..verb + 1),
    };
    Complement {
        pieces: vec![range],
        head,
        cue_to: None,
        kind: "silence",
        cited: None,
    }
}

/// "could not be reached (for comment)", "was not available for comment": whose subject is silent.
pub fn of_phrase(annotated: &Annotated, verb: usize) -> Option<(usize, Complement)> {
    let negated = is_negated(annotated, verb);
    let subject = child(annotated, verb, "nsubjpass").or_else(|| child(annotated, verb, "nsubj"))?;
    let lemma = annotated.lemma(verb);
    let for_comment = (verb..(verb + 8).min(annotated.len())).any(|token| {
        matches!(annotated.lower(token), "comment" | "interview")
            && token > 0
            && matches!(annotated.lower(annotated.head(token)), "for")
    });
    let unreached = lemma == "reach" && negated && (for_comment || annotated.right_edge(verb) <= verb + 1);
    let unavailable = lemma == "be"
        && negated
        && for_comment
        && annotated
            .children(verb)
            .any(|word| matches!(annotated.lower(word), "available" | "reachable"));
    let comment = (verb..(verb + 8).min(annotated.len())).find(|&token| annotated.lower(token) == "comment");
    (unreached || unavailable).then(|| (subject, about_or_cue(annotated, verb, comment)))
}

/// "has neither confirmed nor denied": the second verb of the pair, where `verb` is the first.
pub fn neither_nor(annotated: &Annotated, verb: usize) -> Option<usize> {
    let neither = (verb.saturating_sub(3)..verb).any(|token| annotated.lower(token) == "neither");
    let confirms = matches!(annotated.lemma(verb), "confirm" | "deny" | "admit");
    let other = annotated.children(verb).find(|&other| {
        annotated.dep(other) == "conj" && matches!(annotated.lemma(other), "confirm" | "deny" | "admit")
    })?;
    let nor = (verb..other).any(|token| matches!(annotated.lower(token), "nor" | "or"));
    (confirms && neither && nor).then_some(other)
}

/// The first verb of "neither confirmed nor denied", where `verb` is the second.
pub fn paired_with(annotated: &Annotated, verb: usize) -> Option<usize> {
    let first = annotated.head(verb);
    (annotated.dep(verb) == "conj" && neither_nor(annotated, first) == Some(verb)).then_some(first)
}

/// The verb that refuses an act ("declined to comment"), where it governs it.
pub fn refusing(annotated: &Annotated, verb: usize) -> Option<usize> {
    let governor = annotated.head(verb);
    (annotated.dep(verb) == "xcomp"
        && Catalogue::shipped()
            .cues
            .refusing
            .contains(&annotated.lemma(governor).to_lowercase()))
    .then_some(governor)
}

/// "There was no immediate comment from Ankara": the noun of answering that is missing, with the one who gave none.
pub fn of_noun(annotated: &Annotated, noun: usize) -> Option<usize> {
    let answers = matches!(
        annotated.lemma(noun),
        "comment" | "response" | "reaction" | "reply" | "statement"
    );
    let none = annotated
        .children(noun)
        .any(|word| annotated.dep(word) == "det" && annotated.lower(word) == "no");
    let exists = annotated.lemma(annotated.head(noun)) == "be";
    if !(answers && none && exists) {
        return None;
    }
    ["from", "by"].into_iter().find_map(|word| {
        super::syntax::object_of_preposition(annotated, noun, word)
            .or_else(|| super::syntax::object_of_preposition(annotated, annotated.head(noun), word))
            .map(|(_, object)| object)
    })
}

/// “No comment.”: words that say that nothing will be said.
pub fn is_no_comment(annotated: &Annotated, range: std::ops::Range<usize>) -> bool {
    let words: Vec<&str> = range
        .filter(|&token| {
            !annotated.is_space(token) && (annotated.pos(token) != Pos::Punct) && !annotated.is_punct(token)
        })
        .map(|token| annotated.lower(token))
        .collect();
    let words = words.join(" ");
    matches!(
        words.as_str(),
        "no comment" | "i have no comment" | "we have no comment" | "no comment for now" | "no comment at this time"
    )
}

/// The cue of a refusal whose two verbs stand together.
pub fn pair_group(annotated: &Annotated, first: usize, second: usize) -> std::ops::Range<usize> {
    let group = verb_group(annotated, first);
    let start = (group.start.saturating_sub(2)..group.start)
        .find(|&token| annotated.head(token) == first && matches!(annotated.dep(token), "aux" | "preconj" | "cc"))
        .unwrap_or(group.start);
    start..second + 1
}
