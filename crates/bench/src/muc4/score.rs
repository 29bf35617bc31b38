//! Templates against templates: matched one to one, slot by slot.

use std::collections::BTreeMap;

use onrecord_extract::incidents::key;

use super::corpus::{Filler, Message, SLOTS, Template};
use crate::resample::Counts;

/// A template that was read.
pub(super) struct Proposed {
    pub(super) kind: &'static str,
    pub(super) slots: [Vec<String>; 5],
}

/// Counts of one text: the type, then [`SLOTS`].
pub(super) struct Verdict {
    pub(super) exact: [Counts; 6],
    pub(super) loose: [Counts; 6],
}

/// How strings are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    Exact,
    Loose,
}

/// Whether a string names a filler.
pub(super) fn names(measure: Measure, read: &str, filler: &[String]) -> bool {
    let read = key(read);
    filler.iter().any(|name| {
        let name = key(name);
        name == read || measure == Measure::Loose && (holds(&name, &read) || holds(&read, &name))
    })
}

/// Whether the words of one are in the other.
fn holds(whole: &str, part: &str) -> bool {
    !part.is_empty() && format!(" {whole} ").contains(&format!(" {part} "))
}

/// For each string that was read, the gold filler that it names; each gold filler once.
pub(super) fn paired(measure: Measure, read: &[String], gold: &[Filler]) -> Vec<Option<usize>> {
    let mut taken = vec![false; gold.len()];
    read.iter()
        .map(|read| {
            let found = (0..gold.len()).find(|&at| !taken[at] && names(measure, read, &gold[at]))?;
            taken[found] = true;
            Some(found)
        })
        .collect()
}

fn right(measure: Measure, read: &Proposed, gold: &Template) -> u32 {
    if !gold.kinds.iter().any(|kind| kind == read.kind) {
        return 0;
    }
    let fillers: usize = (0..SLOTS.len())
        .map(|slot| {
            paired(measure, &read.slots[slot], &gold.slots[slot])
                .iter()
                .flatten()
                .count()
        })
        .sum();
    1 + fillers as u32
}

/// Which gold template each one that was read is matched with, so that the most is right.
pub(super) fn matched(measure: Measure, read: &[Proposed], gold: &[Template]) -> Vec<Option<usize>> {
    let table: Vec<Vec<u32>> = read
        .iter()
        .map(|read| gold.iter().map(|gold| right(measure, read, gold)).collect())
        .collect();
    let mut best = (0, vec![None; read.len()]);
    let mut current = vec![None; read.len()];
    let mut budget = 200_000_u32;
    search(&table, 0, 0, &mut current, &mut best, &mut budget);
    best.1
}

fn search(
    table: &[Vec<u32>],
    at: usize,
    sum: u32,
    current: &mut Vec<Option<usize>>,
    best: &mut (u32, Vec<Option<usize>>),
    budget: &mut u32,
) {
    *budget = budget.saturating_sub(1);
    if at == table.len() || *budget == 0 {
        if sum > best.0 {
            *best = (sum, current.clone());
        }
        return;
    }
    let mut choices: Vec<usize> = (0..table[at].len())
        .filter(|gold| table[at][*gold] > 0 && !current[..at].contains(&Some(*gold)))
        .collect();
    choices.sort_by_key(|gold| std::cmp::Reverse(table[at][*gold]));
    for gold in choices {
        current[at] = Some(gold);
        search(table, at + 1, sum + table[at][gold], current, best, budget);
        current[at] = None;
    }
    search(table, at + 1, sum, current, best, budget);
}

/// Counts one text; what is wrong is listed by cause.
pub(super) fn judge(message: &Message, read: &[Proposed], listed: &mut BTreeMap<&'static str, Vec<String>>) -> Verdict {
    let exact = counts(Measure::Exact, message, read);
    let loose = counts(Measure::Loose, message, read);
    causes(message, read, listed);
    Verdict { exact, loose }
}

fn counts(measure: Measure, message: &Message, read: &[Proposed]) -> [Counts; 6] {
    let mut counts = [Counts::default(); 6];
    let gold = &message.templates;
    let matched = matched(measure, read, gold);
    counts[0].proposed = read.len() as u32;
    counts[0].expected = gold.len() as u32;
    counts[0].correct = matched.iter().flatten().count() as u32;
    for slot in 0..SLOTS.len() {
        let count = &mut counts[slot + 1];
        count.proposed = read.iter().map(|read| read.slots[slot].len() as u32).sum();
        count.expected = gold.iter().map(|gold| gold.slots[slot].len() as u32).sum();
        for (read, gold_at) in read.iter().zip(&matched) {
            if let Some(at) = gold_at {
                let pairs = paired(measure, &read.slots[slot], &gold[*at].slots[slot]);
                count.correct += pairs.iter().flatten().count() as u32;
            }
        }
    }
    counts
}

fn causes(message: &Message, read: &[Proposed], listed: &mut BTreeMap<&'static str, Vec<String>>) {
    let gold = &message.templates;
    let matched = matched(Measure::Exact, read, gold);
    let mut note = |cause: &'static str, line: String| {
        listed.entry(cause).or_default().push(format!("{}\t{line}", message.id));
    };
    for (at, template) in gold.iter().enumerate() {
        let ours = matched
            .iter()
            .position(|matched| *matched == Some(at))
            .map(|ours| &read[ours]);
        if ours.is_none() {
            let same = read
                .iter()
                .any(|read| template.kinds.iter().any(|kind| kind == read.kind));
            let cause = match (read.is_empty(), same) {
                (true, _) => "six slots: template missed, none read",
                (_, true) => "six slots: template missed, another of its type read",
                _ => "six slots: template missed, another type read",
            };
            note(cause, template.kinds.join("/"));
        }
        for (slot, name) in SLOTS.iter().enumerate() {
            for filler in &template.slots[slot] {
                let here =
                    ours.is_some_and(|ours| ours.slots[slot].iter().any(|read| names(Measure::Exact, read, filler)));
                if here {
                    continue;
                }
                let loosely =
                    ours.is_some_and(|ours| ours.slots[slot].iter().any(|read| names(Measure::Loose, read, filler)));
                let elsewhere = read.iter().any(|read| {
                    read.slots
                        .iter()
                        .flatten()
                        .any(|read| names(Measure::Exact, read, filler))
                });
                let cause = match (ours.is_some(), loosely, elsewhere) {
                    (false, ..) => "six slots: filler of a missed template",
                    (_, true, _) => "six slots: filler in other words",
                    (_, _, true) => "six slots: filler in another slot or template",
                    _ => "six slots: filler missed",
                };
                note(cause, format!("{name}\t{}", filler.join(" | ")));
            }
        }
    }
    for (ours, gold_at) in read.iter().zip(&matched) {
        if gold_at.is_none() {
            let cause = if gold.is_empty() {
                "six slots: template where the key has none"
            } else {
                "six slots: template too many"
            };
            note(cause, ours.kind.to_owned());
        }
        for (slot, name) in SLOTS.iter().enumerate() {
            for filler in &ours.slots[slot] {
                let right = gold_at.is_some_and(|at| {
                    gold[at].slots[slot]
                        .iter()
                        .any(|gold| names(Measure::Exact, filler, gold))
                });
                if !right {
                    let cause = if gold_at.is_some() {
                        "six slots: filler too many"
                    } else {
                        "six slots: filler of a template too many"
                    };
                    note(cause, format!("{name}\t{}", filler.replace('\n', " ")));
                }
            }
        }
    }
}
