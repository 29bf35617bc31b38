//! PolNeAR (Newell et al., LREC 2018): attributions of news articles, read from brat files and scored.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use onrecord_document::{Document, Span};
use onrecord_extract::{Record, Statement};
use onrecord_language::Pipeline;
use rayon::prelude::*;

use crate::resample::Counts;

/// One attribution: spans as code points, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Attribution {
    pub(crate) source: Vec<(u32, u32)>,
    pub(crate) cue: Vec<(u32, u32)>,
    pub(crate) content: Vec<(u32, u32)>,
}

const MEASURES: [&str; 9] = [
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

/// Scores `folder` (`text/`, `attributions/`) and prints one table; with `errors`, every miss is written there by cause.
///
/// # Errors
/// When the folder cannot be read.
pub fn run(pipeline: &Pipeline, folder: &Path, errors: Option<&Path>) -> Result<()> {
    let names = names(folder)?;
    let results: Vec<([Counts; 9], String)> = names
        .par_iter()
        .map(|name| score_file(pipeline, folder, name))
        .collect::<Result<_>>()?;
    println!("{:<22} {:>6} {:>6} {:>6}", "measure", "P", "R", "F1");
    for (measure, name) in MEASURES.iter().enumerate() {
        let total: Counts = results.iter().map(|(counts, _)| counts[measure]).sum();
        println!(
            "{name:<22} {:>6.3} {:>6.3} {:>6.3}",
            total.precision(),
            total.recall(),
            total.f1()
        );
    }
    if let Some(path) = errors {
        let listing: String = results.into_iter().map(|(_, misses)| misses).collect();
        fs::write(path, listing).with_context(|| format!("{}: cannot be written", path.display()))?;
    }
    Ok(())
}

/// The names of the texts of a part, in order.
pub(crate) fn names(folder: &Path) -> Result<Vec<String>> {
    let mut names: Vec<String> = fs::read_dir(folder.join("text"))
        .with_context(|| format!("{}: no folder `text`", folder.display()))?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();
    Ok(names)
}

/// A text and its attributions; nothing where the text cannot be read.
pub(crate) fn load(folder: &Path, name: &str) -> Result<Option<(Document, Vec<Attribution>)>> {
    let bytes = fs::read(folder.join("text").join(name))?;
    let stem = name.trim_end_matches(".txt");
    let mut gold = Vec::new();
    for entry in fs::read_dir(folder.join("attributions"))?.filter_map(Result::ok) {
        let file = entry.file_name().to_string_lossy().into_owned();
        if file.starts_with(stem) && file.ends_with(".ann") {
            gold = attributions(&fs::read_to_string(entry.path())?);
            break;
        }
    }
    Ok(crate::plain_text::read(&bytes).ok().map(|document| (document, gold)))
}

fn score_file(pipeline: &Pipeline, folder: &Path, name: &str) -> Result<([Counts; 9], String)> {
    let Some((document, gold)) = load(folder, name)? else {
        return Ok(([Counts::default(); 9], String::new()));
    };
    let record = onrecord_extract::read(pipeline, &document);
    Ok(score(&record, &gold, name))
}

fn attributions(text: &str) -> Vec<Attribution> {
    let mut spans = std::collections::HashMap::new();
    let mut found = Vec::new();
    for line in text.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        if line.starts_with('T') && fields.len() >= 2 {
            let Some((_, offsets)) = fields[1].split_once(' ') else {
                continue;
            };
            let pieces: Vec<(u32, u32)> = offsets
                .split(';')
                .filter_map(|piece| {
                    piece
                        .split_once(' ')
                        .and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)))
                })
                .collect();
            spans.insert(fields[0].to_owned(), pieces);
        } else if line.starts_with('E') && fields.len() >= 2 && fields[1].starts_with("Attribution") {
            let mut attribution = Attribution::default();
            for argument in fields[1].split(' ').skip(1) {
                let Some((role, id)) = argument.split_once(':') else {
                    continue;
                };
                let pieces = spans.get(id).cloned().unwrap_or_default();
                match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                    "Source" => attribution.source.extend(pieces),
                    "Cue" => attribution.cue.extend(pieces),
                    "Content" => attribution.content.extend(pieces),
                    _ => {}
                }
            }
            attribution.source.sort_unstable();
            attribution.cue.sort_unstable();
            attribution.content.sort_unstable();
            if !attribution.content.is_empty() {
                found.push(attribution);
            }
        }
    }
    found
}

fn of_statement(statement: &Statement) -> Attribution {
    let pieces = |spans: &[Span]| spans.iter().map(|span| (span.start, span.end)).collect::<Vec<_>>();
    Attribution {
        source: pieces(&statement.source),
        cue: statement.cue.iter().map(|span| (span.start, span.end)).collect(),
        content: pieces(&statement.content),
    }
}

fn characters(pieces: &[(u32, u32)]) -> BTreeSet<u32> {
    pieces.iter().flat_map(|&(start, end)| start..end).collect()
}

fn score(record: &Record, gold: &[Attribution], name: &str) -> ([Counts; 9], String) {
    let ours: Vec<(&Statement, Attribution)> = record
        .statements
        .iter()
        .filter(|statement| !statement.narrator)
        .map(|statement| (statement, of_statement(statement)))
        .collect();
    let mut counts = [Counts::default(); 9];
    let exact = |select: &dyn Fn(&Attribution) -> Vec<(u32, u32)>| {
        let mut expected: Vec<_> = gold.iter().map(select).filter(|pieces| !pieces.is_empty()).collect();
        let proposed: Vec<_> = ours
            .iter()
            .map(|(_, own)| select(own))
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
    };
    counts[0] = exact(&|a| a.cue.clone());
    counts[1] = exact(&|a| a.source.clone());
    counts[2] = exact(&|a| a.content.clone());
    counts[3] = exact(&|a| [a.source.clone(), a.cue.clone(), a.content.clone()].concat());
    let by_characters = |select: &dyn Fn(&Attribution) -> Vec<(u32, u32)>| {
        let expected: BTreeSet<u32> = gold.iter().flat_map(|a| characters(&select(a))).collect();
        let proposed: BTreeSet<u32> = ours.iter().flat_map(|(_, a)| characters(&select(a))).collect();
        Counts {
            correct: expected.intersection(&proposed).count() as u32,
            proposed: proposed.len() as u32,
            expected: expected.len() as u32,
        }
    };
    counts[4] = by_characters(&|a| a.content.clone());
    counts[5] = by_characters(&|a| a.source.clone());
    // Greedy one-to-one matching by Jaccard of content characters.
    let gold_characters: Vec<_> = gold.iter().map(|a| characters(&a.content)).collect();
    let our_characters: Vec<_> = ours.iter().map(|(_, a)| characters(&a.content)).collect();
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (theirs, expected) in gold_characters.iter().enumerate() {
        for (own, proposed) in our_characters.iter().enumerate() {
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
    let sizes = |correct: usize| Counts {
        correct: correct as u32,
        proposed: ours.len() as u32,
        expected: gold.len() as u32,
    };
    counts[6] = sizes(matched.len());
    counts[7] = sizes(matched.iter().filter(|(jaccard, ..)| *jaccard >= 0.8).count());
    let sourced: Vec<_> = matched
        .iter()
        .filter(|(_, theirs, _)| !gold[*theirs].source.is_empty())
        .collect();
    let right = sourced
        .iter()
        .filter(|(_, theirs, own)| {
            let expected = characters(&gold[*theirs].source);
            let proposed = characters(&ours[*own].1.source);
            expected.intersection(&proposed).next().is_some()
        })
        .count();
    counts[8] = Counts {
        correct: right as u32,
        proposed: sourced.len() as u32,
        expected: sourced.len() as u32,
    };

    let text: Vec<char> = record.document.text.chars().collect();
    let words = |pieces: &[(u32, u32)]| {
        pieces
            .iter()
            .map(|&(start, end)| {
                text.get(start as usize..(end as usize).min(text.len()))
                    .unwrap_or(&[])
                    .iter()
                    .collect::<String>()
            })
            .collect::<Vec<_>>()
            .join(" … ")
    };
    let mut listing = String::new();
    let mut line = |cause: &str, attribution: &Attribution, rule: &str| {
        listing.push_str(&format!(
            "{cause}\t{rule}\t{name}\t{}\t{}\t{}\n",
            words(&attribution.cue).replace(['\n', '\t'], " "),
            words(&attribution.source).replace(['\n', '\t'], " "),
            words(&attribution.content).replace(['\n', '\t'], " ")
        ));
    };
    for (at, attribution) in gold.iter().enumerate() {
        if !used_theirs.contains(&at) {
            line("missed", attribution, "");
        }
    }
    for (at, (statement, attribution)) in ours.iter().enumerate() {
        if !used_ours.contains(&at) {
            line("spurious", attribution, &statement.rule);
        }
    }
    for (jaccard, theirs, own) in matched {
        let (expected, proposed) = (&gold[theirs], &ours[own].1);
        if expected.content != proposed.content {
            line(&format!("content-expected {jaccard:.2}"), expected, "");
            line("content-proposed", proposed, &ours[own].0.rule);
        }
        if expected.source != proposed.source {
            line("source-expected", expected, "");
            line("source-proposed", proposed, &ours[own].0.rule);
        }
        if expected.cue != proposed.cue {
            line("cue-expected", expected, "");
            line("cue-proposed", proposed, &ours[own].0.rule);
        }
    }
    (counts, listing)
}
