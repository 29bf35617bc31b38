//! Whether what a date dates has happened or is to happen, by the verb that it hangs on.

use std::ops::Range;

use onrecord_language::{Annotated, Pos};

use super::calendar::Direction;

/// Verbs whose infinitive is still to come ("agreed to meet on Friday").
const AHEAD: &[&str] = &[
    "agree", "aim", "arrange", "ask", "call", "decide", "demand", "due", "expect", "go", "hope", "intend", "invite",
    "plan", "pledge", "prepare", "promise", "schedule", "set", "slate", "threaten", "urge", "vow", "want",
];

/// Verbs and adjectives that put what they govern ahead ("scheduled for Friday", "due on Friday").
const SCHEDULED: &[&str] = &["schedule", "slate", "due", "expect", "plan", "set"];

/// Words before a noun that put it ahead ("the upcoming vote on Friday").
const UPCOMING: &[&str] = &[
    "upcoming",
    "scheduled",
    "planned",
    "forthcoming",
    "expected",
    "proposed",
    "next",
    "coming",
];

/// The direction of the date expression at `tokens`: ahead where its verb is in the future, a wish, a plan or an
/// obligation; in the past where its verb is; untold otherwise.
pub fn direction(annotated: &Annotated, tokens: Range<usize>) -> Direction {
    let Some(head) = tokens
        .clone()
        .find(|&token| !tokens.contains(&annotated.head(token)) || annotated.head(token) == token)
    else {
        return Direction::Untold;
    };
    // "on May 3, on which the two sides will meet"
    let told_of = annotated
        .children(head)
        .filter(|&child| annotated.dep(child) == "relcl");
    if told_of
        .map(|child| of_verb(annotated, child))
        .any(|told| told == Direction::Future)
    {
        return Direction::Future;
    }
    for ancestor in annotated.ancestors(head) {
        let lemma = annotated.lemma(ancestor);
        match annotated.pos(ancestor) {
            Pos::Verb | Pos::Aux => return of_verb(annotated, ancestor),
            Pos::Adj if lemma == "due" && !is_past(annotated, annotated.head(ancestor)) => return Direction::Future,
            Pos::Noun | Pos::Propn => {
                let upcoming = annotated
                    .children(ancestor)
                    .any(|child| UPCOMING.contains(&annotated.lower(child)));
                if upcoming {
                    return Direction::Future;
                }
            }
            _ => {}
        }
    }
    Direction::Untold
}

fn of_verb(annotated: &Annotated, verb: usize) -> Direction {
    let auxiliaries: Vec<usize> = annotated
        .children(verb)
        .filter(|&child| matches!(annotated.dep(child), "aux" | "auxpass"))
        .collect();
    let any = |words: &[&str]| auxiliaries.iter().any(|&child| words.contains(&annotated.lower(child)));
    let has = auxiliaries.iter().any(|&child| annotated.lemma(child) == "have");
    if any(&["will", "'ll", "’ll", "shall", "wo"]) {
        return Direction::Future;
    }
    if any(&["would", "may", "might", "must", "should"]) && !has {
        return Direction::Future;
    }
    let lemma = annotated.lemma(verb);
    if matches!(annotated.tag(verb), "VBN" | "VBD") && SCHEDULED.contains(&lemma) && any(&["is", "are", "'s", "’s"]) {
        return Direction::Future;
    }
    // "due" as an adjective under "is".
    if lemma == "be"
        && !is_past(annotated, verb)
        && annotated.children(verb).any(|child| annotated.lower(child) == "due")
    {
        return Direction::Future;
    }
    let infinitive = annotated.tag(verb) == "VB" && any(&["to"]);
    if infinitive {
        let governor = annotated.head(verb);
        let lemma = annotated.lemma(governor);
        let plans = matches!(annotated.pos(governor), Pos::Verb | Pos::Aux | Pos::Adj);
        if governor != verb && plans && (AHEAD.contains(&lemma) || annotated.lower(governor) == "due") {
            return Direction::Future;
        }
        // A headline: "Council to meet on Friday".
        if governor == verb {
            return Direction::Future;
        }
        // "should be allowed to end on Friday"
        return match annotated.pos(governor) {
            Pos::Verb | Pos::Aux if of_verb(annotated, governor) == Direction::Future => Direction::Future,
            _ => Direction::Untold,
        };
    }
    // A verb joined to another without an auxiliary of its own takes the other's ("will meet and vote on Friday").
    if annotated.dep(verb) == "conj" && auxiliaries.is_empty() && annotated.tag(verb) == "VB" {
        let first = annotated.head(verb);
        if first != verb && matches!(annotated.pos(first), Pos::Verb | Pos::Aux) {
            return of_verb(annotated, first);
        }
    }
    // "said", "had met", "was held", "the year ended Friday": only what is present or bare tells nothing.
    let told =
        is_past(annotated, verb) || has || annotated.tag(verb) == "VBN" && !any(&["is", "are", "'s", "’s", "be"]);
    if told { Direction::Past } else { Direction::Untold }
}

fn is_past(annotated: &Annotated, verb: usize) -> bool {
    annotated.tag(verb) == "VBD"
        || annotated
            .children(verb)
            .any(|child| matches!(annotated.dep(child), "aux" | "auxpass") && annotated.tag(child) == "VBD")
}
