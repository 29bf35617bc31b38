//! Whether a toll counts one incident or runs over time.

use std::ops::Range;

use onrecord_document::{Basis, Precision};
use onrecord_language::{Annotated, Pos};

use super::words;
use crate::dates::{self, DateAt};
use crate::reading::{Reading, Tokens};
use crate::record::TollScope;

/// The scope of a toll told at `trigger`, and the words it was read from.
///
/// In this order: a date that opens an interval ("since …"); what the trigger itself is said of ("the death toll in the
/// war"); an incident in its clause; a lasting thing in its clause; "so far", "to date", "overall"; a date of a month or
/// longer. Without any of these a toll counts one incident.
pub(super) fn scope(
    reading: &Reading,
    dates: &[DateAt],
    block: usize,
    trigger: usize,
    figure: &Range<usize>,
) -> (TollScope, Basis) {
    let annotated = reading.annotated(block);
    let sentence = annotated.sentence_of(trigger);
    let basis = |rule: &str, tokens: Range<usize>| Basis {
        rule: rule.to_owned(),
        spans: vec![reading.span(&Tokens::new(block, tokens))],
    };
    // "killed 12, bringing the total since May to 19"
    const BROUGHT: &[&str] = &["bring", "raise", "take", "push", "lift"];
    let totals = |token: usize| {
        matches!(annotated.lemma(token), "total" | "tally" | "toll" | "number" | "count")
            && annotated.dep(token) == "dobj"
            && BROUGHT.contains(&annotated.lemma(annotated.head(token)))
    };
    let brought = sentence.clone().find(|&token| totals(token));
    if let Some(total) = brought
        && figure.start > total
        && matches!(annotated.lemma(total), "total" | "tally")
    {
        return (
            TollScope::Cumulative,
            basis("toll.brought-to", phrase(annotated, total)),
        );
    }
    let mut own = clause(annotated, trigger, figure);
    // What the total counts since is no word on the figure that it was brought there by.
    if let Some(verb) = brought
        .map(|total| annotated.head(total))
        .filter(|&verb| figure.end <= verb)
    {
        own.end = own.end.min(verb.max(trigger + 1));
    }
    let opening = dates.iter().find(|date| {
        date.tokens.block == block
            && sentence.contains(&date.tokens.start)
            && own.contains(&date.tokens.start)
            && annotated.lower(date.tokens.start) == "since"
    });
    if let Some(date) = opening {
        return (TollScope::Cumulative, basis("toll.since", date.tokens.range()));
    }
    if let Some(since) = own
        .clone()
        .find(|&token| annotated.lower(token) == "since" && annotated.dep(token) != "advmod")
    {
        let end = (annotated.right_edge(since) + 1).min(own.end).max(since + 1);
        return (TollScope::Cumulative, basis("toll.since", since..end));
    }
    let noun_in = |tokens: Range<usize>, nouns: &[&str]| {
        tokens.into_iter().find(|&token| {
            matches!(annotated.pos(token), Pos::Noun | Pos::Propn)
                && nouns.contains(&annotated.lemma(token))
                && !figure.contains(&token)
        })
    };
    let is_toll_noun = matches!(annotated.lemma(trigger), "toll" | "death" | "casualty" | "fatality");
    let beneath = annotated.left_edge(trigger)..(annotated.right_edge(trigger) + 1).min(annotated.len());
    if is_toll_noun {
        if let Some(noun) = noun_in(beneath.clone(), words::INCIDENTS) {
            return (TollScope::Incident, basis("toll.of-incident", phrase(annotated, noun)));
        }
        if let Some(noun) = noun_in(beneath, words::LASTING) {
            return (TollScope::Cumulative, basis("toll.of-lasting", phrase(annotated, noun)));
        }
    }
    if let Some(noun) = noun_in(own.clone(), words::INCIDENTS) {
        return (TollScope::Incident, basis("toll.of-incident", phrase(annotated, noun)));
    }
    if let Some(noun) = noun_in(own.clone(), words::LASTING) {
        return (TollScope::Cumulative, basis("toll.of-lasting", phrase(annotated, noun)));
    }
    if let Some(words) = running(annotated, own.clone()) {
        return (TollScope::Cumulative, basis("toll.running", words));
    }
    let long = dates::dates_of(reading, dates, block, trigger)
        .into_iter()
        .find(|date| {
            matches!(
                date.date.precision,
                Precision::Month | Precision::Months | Precision::Year | Precision::Years
            )
        });
    if let Some(date) = long {
        return (TollScope::Cumulative, basis("toll.long-date", date.tokens.range()));
    }
    (
        TollScope::Incident,
        basis("toll.default-incident", trigger..trigger + 1),
    )
}

/// The words of the trigger's own clause: its sentence without other finite clauses that neither hold it nor hang on it.
fn clause(annotated: &Annotated, trigger: usize, figure: &Range<usize>) -> Range<usize> {
    let sentence = annotated.sentence_of(trigger);
    let mut top = trigger;
    while !matches!(annotated.pos(top), Pos::Verb | Pos::Aux) && annotated.head(top) != top {
        top = annotated.head(top);
    }
    // A participle hangs on the clause that tells its occasion ("a strike that killed 12", "leaving 14 wounded").
    while matches!(
        annotated.dep(top),
        "relcl" | "acl" | "advcl" | "xcomp" | "pcomp" | "conj" | "oprd"
    ) && annotated.head(top) != top
    {
        top = annotated.head(top);
    }
    while !matches!(annotated.pos(top), Pos::Verb | Pos::Aux) && annotated.head(top) != top {
        top = annotated.head(top);
    }
    let start = annotated.left_edge(top).min(trigger).min(figure.start);
    let end = (annotated.right_edge(top) + 1).max(trigger + 1).max(figure.end);
    start.max(sentence.start)..end.min(sentence.end)
}

/// A noun with its determiner and modifiers before it.
fn phrase(annotated: &Annotated, noun: usize) -> Range<usize> {
    let first = annotated
        .children(noun)
        .filter(|&child| child < noun && matches!(annotated.dep(child), "det" | "amod" | "compound" | "poss"))
        .min();
    first.unwrap_or(noun)..noun + 1
}

fn running(annotated: &Annotated, within: Range<usize>) -> Option<Range<usize>> {
    const PHRASES: &[&[&str]] = &[
        &["so", "far"],
        &["to", "date"],
        &["in", "total"],
        &["in", "all"],
        &["overall"],
        &["altogether"],
        &["cumulative"],
    ];
    within.clone().find_map(|at| {
        let phrase = PHRASES.iter().find(|phrase| {
            phrase
                .iter()
                .enumerate()
                .all(|(step, word)| at + step < within.end && annotated.lower(at + step) == *word)
        })?;
        Some(at..at + phrase.len())
    })
}
