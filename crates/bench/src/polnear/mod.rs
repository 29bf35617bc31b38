//! PolNeAR (Newell et al., LREC 2018): attributions of news articles, read from brat files and scored.

mod causes;
mod corpus;
mod score;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use onrecord_extract::Reading;
use onrecord_language::Pipeline;
use rayon::prelude::*;

pub(crate) use corpus::{Attribution, load, names};
use score::{MEASURES, Scored};

use crate::resample::{self, Counts};

/// Scores `folder` (`text/`, `attributions/`) and prints one table, each F1 with the interval in which it lies in 95 of 100
/// draws of as many articles, and how often each cause went wrong; with `errors`, every miss is written there by cause.
///
/// # Errors
/// When the folder cannot be read.
pub fn run(pipeline: &Pipeline, folder: &Path, errors: Option<&Path>) -> Result<()> {
    let names = names(folder)?;
    let results: Vec<([Counts; 9], Vec<Miss>)> = names
        .par_iter()
        .map(|name| score_file(pipeline, folder, name))
        .collect::<Result<_>>()?;
    println!("{:<22} {:>6} {:>6} {:>6}  95 %", "measure", "P", "R", "F1");
    for (measure, name) in MEASURES.iter().enumerate() {
        let counts: Vec<Counts> = results.iter().map(|(counts, _)| counts[measure]).collect();
        let (low, high) = resample::interval(&counts);
        let total: Counts = counts.into_iter().sum();
        println!(
            "{name:<22} {:>6.3} {:>6.3} {:>6.3}  {low:.3}–{high:.3}",
            total.precision(),
            total.recall(),
            total.f1()
        );
    }
    let mut misses: Vec<Miss> = results.into_iter().flat_map(|(_, misses)| misses).collect();
    let mut causes: BTreeMap<String, usize> = BTreeMap::new();
    for miss in &misses {
        *causes.entry(miss.cause.clone()).or_default() += 1;
    }
    let mut by_number: Vec<(&String, &usize)> = causes.iter().collect();
    by_number.sort_by_key(|(cause, count)| (std::cmp::Reverse(**count), cause.as_str()));
    println!("\n{:>5}  cause", "times");
    for (cause, count) in by_number {
        println!("{count:>5}  {cause}");
    }
    if let Some(path) = errors {
        misses.sort_by(|a, b| {
            (std::cmp::Reverse(causes[&a.cause]), &a.cause).cmp(&(std::cmp::Reverse(causes[&b.cause]), &b.cause))
        });
        let listing: String = misses.into_iter().map(|miss| miss.lines).collect();
        fs::write(path, listing).with_context(|| format!("{}: cannot be written", path.display()))?;
    }
    Ok(())
}

/// One thing that went wrong: its cause, and the lines that show it.
struct Miss {
    cause: String,
    lines: String,
}

fn score_file(pipeline: &Pipeline, folder: &Path, name: &str) -> Result<([Counts; 9], Vec<Miss>)> {
    let Some((document, gold)) = load(folder, name)? else {
        return Ok(([Counts::default(); 9], Vec::new()));
    };
    let reading = Reading::new(pipeline, &document);
    let record = onrecord_extract::derive(&reading, onrecord_extract::versions(pipeline));
    let proposed = score::proposed(&record);
    let ours: Vec<&Attribution> = proposed.iter().map(|(_, own)| own).collect();
    let Scored {
        counts,
        missed,
        spurious,
        matched,
    } = score::score(&gold, &ours);

    let text: Vec<char> = document.text.chars().collect();
    let line = |what: &str, cause: &str, attribution: &Attribution, rule: &str| {
        let words = |pieces: &[(u32, u32)]| {
            let each = pieces.iter().map(|&(start, end)| {
                let end = (end as usize).min(text.len());
                text.get(start as usize..end).unwrap_or(&[]).iter().collect::<String>()
            });
            each.collect::<Vec<_>>().join(" … ").replace(['\n', '\t'], " ")
        };
        let Attribution { source, cue, content } = attribution;
        let mut line = String::new();
        let _ = writeln!(
            line,
            "{cause}\t{what}\t{rule}\t{name}\t{}\t{}\t{}",
            words(cue),
            words(source),
            words(content)
        );
        line
    };
    let mut misses: Vec<Miss> = Vec::new();
    for at in missed {
        let cause = causes::of_missed(&reading, &gold[at], &ours);
        let lines = line("expected", &cause, &gold[at], "");
        misses.push(Miss { cause, lines });
    }
    for at in spurious {
        let rule = &proposed[at].0.rule;
        let cause = causes::of_spurious(&reading, ours[at], &gold, rule);
        let lines = line("proposed", &cause, ours[at], rule);
        misses.push(Miss { cause, lines });
    }
    for (theirs, own) in matched {
        for cause in causes::of_inexact(&gold[theirs], ours[own]) {
            let lines = line("expected", &cause, &gold[theirs], "")
                + &line("proposed", &cause, ours[own], &proposed[own].0.rule);
            misses.push(Miss { cause, lines });
        }
    }
    Ok((counts, misses))
}
