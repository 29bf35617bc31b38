//! What was right: exact parts, characters, quotations matched one to one, speakers on those.

use std::collections::BTreeSet;

use onrecord_document::Span;
use onrecord_extract::{Record, Statement};

use super::corpus::{Attribution, Pieces};
use crate::resample::Counts;

/// What is measured, in the order of the counts.
pub(crate) const MEASURES: [&str; 9] = [
    "cue exact",
    "source exact",
    "content exact",
    "all exact",
    "content characters",
    "source characters",
    "quote match J>=.3",
    "quote match J>=.8",
    "speaker on matched",
];

/// One document scored.
pub(crate) struct Scored {
    /// By measure.
    pub(crate) counts: [Counts; 9],
    /// Attributions of the corpus that no statement matches.
    pub(crate) missed: Vec<usize>,
    /// Statements that match no attribution.
    pub(crate) spurious: Vec<usize>,
    /// Attributions with the statement that matches each.
    pub(crate) matched: Vec<(usize, usize)>,
}

/// What a record says of who says what, in the corpus's terms; the narrator's own statements are none.
pub(crate) fn proposed(record: &Record) -> Vec<(&Statement, Attribution)> {
    let heard = record.statements.iter().filter(|statement| !statement.narrator);
    heard.map(|statement| (statement, of_statement(statement))).collect()
}

fn of_statement(statement: &Statement) -> Attribution {
    let pieces = |spans: &[Span]| spans.iter().map(|span| (span.start, span.end)).collect();
    Attribution {
        source: pieces(&statement.source),
        cue: statement.cue.iter().map(|span| (span.start, span.end)).collect(),
        content: pieces(&statement.content),
    }
}

/// The code points of some pieces.
pub(crate) fn characters(pieces: &[(u32, u32)]) -> BTreeSet<u32> {
    pieces.iter().flat_map(|&(start, end)| start..end).collect()
}

type Part<'p> = &'p dyn Fn(&Attribution) -> Pieces;

/// Scores what is proposed of one document against what the corpus has.
pub(crate) fn score(gold: &[Attribution], ours: &[&Attribution]) -> Scored {
    let matched = matches(gold, ours);
    let missed = (0..gold.len()).filter(|at| matched.iter().all(|(_, theirs, _)| theirs != at));
    let spurious = (0..ours.len()).filter(|at| matched.iter().all(|(_, _, own)| own != at));
    let sizes = |correct: usize| Counts {
        correct: correct as u32,
        proposed: ours.len() as u32,
        expected: gold.len() as u32,
    };
    let sourced: Vec<_> = matched
        .iter()
        .filter(|(_, theirs, _)| !gold[*theirs].source.is_empty())
        .collect();
    let right = sourced.iter().filter(|(_, theirs, own)| {
        let expected = characters(&gold[*theirs].source);
        characters(&ours[*own].source)
            .iter()
            .any(|place| expected.contains(place))
    });
    let counts = [
        exact(gold, ours, &|a| a.cue.clone()),
        exact(gold, ours, &|a| a.source.clone()),
        exact(gold, ours, &|a| a.content.clone()),
        exact(gold, ours, &|a| {
            [a.source.clone(), a.cue.clone(), a.content.clone()].concat()
        }),
        by_characters(gold, ours, &|a| a.content.clone()),
        by_characters(gold, ours, &|a| a.source.clone()),
        sizes(matched.len()),
        sizes(matched.iter().filter(|(jaccard, ..)| *jaccard >= 0.8).count()),
        Counts {
            correct: right.count() as u32,
            proposed: sourced.len() as u32,
            expected: sourced.len() as u32,
        },
    ];
    Scored {
        counts,
        missed: missed.collect(),
        spurious: spurious.collect(),
        matched: matched.iter().map(|&(_, theirs, own)| (theirs, own)).collect(),
    }
}

fn exact(gold: &[Attribution], ours: &[&Attribution], part: Part) -> Counts {
    let mut expected: Vec<_> = gold.iter().map(part).filter(|pieces| !pieces.is_empty()).collect();
    let proposed: Vec<_> = ours
        .iter()
        .map(|own| part(own))
        .filter(|pieces| !pieces.is_empty())
        .collect();
    let (all_expected, all_proposed) = (expected.len(), proposed.len());
    let mut correct = 0;
    for own in &proposed {
        if let Some(at) = expected.iter().position(|theirs| theirs == own) {
            expected.swap_remove(at);
            correct += 1;
        }
    }
    Counts {
        correct,
        proposed: all_proposed as u32,
        expected: all_expected as u32,
    }
}

fn by_characters(gold: &[Attribution], ours: &[&Attribution], part: Part) -> Counts {
    let expected: BTreeSet<u32> = gold.iter().flat_map(|theirs| characters(&part(theirs))).collect();
    let proposed: BTreeSet<u32> = ours.iter().flat_map(|own| characters(&part(own))).collect();
    Counts {
        correct: expected.intersection(&proposed).count() as u32,
        proposed: proposed.len() as u32,
        expected: expected.len() as u32,
    }
}

/// Attributions and statements matched one to one, greedily by the Jaccard index of their contents' characters, down to .3.
fn matches(gold: &[Attribution], ours: &[&Attribution]) -> Vec<(f64, usize, usize)> {
    let of_gold: Vec<_> = gold.iter().map(|theirs| characters(&theirs.content)).collect();
    let of_ours: Vec<_> = ours.iter().map(|own| characters(&own.content)).collect();
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (theirs, expected) in of_gold.iter().enumerate() {
        for (own, proposed) in of_ours.iter().enumerate() {
            let shared = expected.intersection(proposed).count() as f64;
            if shared > 0.0 {
                pairs.push((shared / expected.union(proposed).count() as f64, theirs, own));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let (mut used_theirs, mut used_ours) = (BTreeSet::new(), BTreeSet::new());
    let mut matched = Vec::new();
    for (jaccard, theirs, own) in pairs {
        if jaccard >= 0.3 && !used_theirs.contains(&theirs) && !used_ours.contains(&own) {
            used_theirs.insert(theirs);
            used_ours.insert(own);
            matched.push((jaccard, theirs, own));
        }
    }
    matched
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attribution(cue: (u32, u32), content: (u32, u32)) -> Attribution {
        Attribution {
            source: vec![(0, 3)],
            cue: vec![cue],
            content: vec![content],
        }
    }

    #[test]
    fn each_statement_matches_one_attribution_at_most() {
        let gold = [attribution((4, 8), (9, 30)), attribution((31, 35), (36, 50))];
        let own = attribution((4, 8), (9, 28));
        let scored = score(&gold, &[&own]);
        assert_eq!(scored.matched, [(0, 0)]);
        assert_eq!(scored.missed, [1]);
        assert_eq!((scored.counts[0].correct, scored.counts[2].correct), (1, 0));
        assert_eq!((scored.counts[6].correct, scored.counts[8].correct), (1, 1));
    }

    #[test]
    fn words_that_hardly_overlap_do_not_match() {
        let gold = [attribution((4, 8), (9, 100))];
        let own = attribution((4, 8), (9, 30));
        let scored = score(&gold, &[&own]);
        assert!(scored.matched.is_empty());
        assert_eq!((scored.missed.len(), scored.spurious.len()), (1, 1));
    }
}
