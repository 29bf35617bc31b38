//! Screening: how many listed names are found, clean and misspelt, how many names that are on no list are alarms, and how long a name takes.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use onrecord_lists::{EntryKind, Hit, Index, Query, SourceFile, read};
use rayon::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    full_name: String,
}

/// Screens the names of `folder` against the lists in `lists`; misses and alarms go to `errors`.
///
/// # Errors
/// When a file cannot be read or written, or a list is none.
pub(crate) fn run(folder: &Path, lists: &Path, errors: Option<&Path>) -> Result<()> {
    let start = Instant::now();
    let index = index(lists)?;
    for edition in index.editions() {
        println!(
            "{} of {}: {} entries, {} problems ({})",
            edition.list.code(),
            edition.date.as_deref().unwrap_or("no day"),
            edition.entries.len(),
            edition.problems.len(),
            edition.files.join(", ")
        );
    }
    println!(
        "{} names in the index, made in {:.2} s",
        index.names().len(),
        start.elapsed().as_secs_f64()
    );
    time(&index, folder)?;
    let mut told = String::new();
    let mut clean = Vec::new();
    for (what, file) in [
        ("clean", "positives_un_untreated.csv"),
        ("misspelt", "positives_un_treated.csv"),
    ] {
        let rows = rows(&folder.join(file))?;
        if clean.is_empty() {
            clean = rows.iter().map(|row| words(&row.full_name)).collect();
        }
        let (mut any, mut right) = (0, 0);
        for (at, row) in rows.iter().enumerate() {
            let hits = screen(&index, &row.full_name);
            any += usize::from(!hits.is_empty());
            let is_right = hits
                .iter()
                .any(|hit| clean.get(at).is_some_and(|words| has(&index, hit, words)));
            right += usize::from(is_right);
            if hits.is_empty() || !is_right {
                writeln!(
                    told,
                    "{what} missed: {} (hits {}: {})",
                    row.full_name,
                    hits.len(),
                    hits.first().map_or("", |hit| &hit.name)
                )?;
            }
        }
        println!(
            "{what}: {any} of {} names have a hit, recall {:.4}; the right entry is among them for {right}, {:.4}",
            rows.len(),
            any as f64 / rows.len() as f64,
            right as f64 / rows.len() as f64
        );
    }
    for file in [
        "negatives_us.csv",
        "negatives_global.csv",
        "positives_us_congress_untreated.csv",
    ] {
        let Ok(rows) = rows(&folder.join(file)) else { continue };
        let found: Vec<Vec<Hit>> = rows.par_iter().map(|row| screen(&index, &row.full_name)).collect();
        let mut alarms = 0;
        for (row, hits) in rows.iter().zip(found) {
            if let Some(hit) = hits.first() {
                alarms += 1;
                let words = hit
                    .reasons
                    .iter()
                    .map(|reason| format!("{:+.1} {}", reason.added, reason.words))
                    .collect::<Vec<_>>();
                writeln!(
                    told,
                    "{file} alarm {:.2}: {} | {} ({})",
                    hit.score,
                    row.full_name,
                    hit.name,
                    words.join("; ")
                )?;
            }
        }
        println!(
            "{file}: {alarms} of {} names are alarms, {:.4} %",
            rows.len(),
            100.0 * alarms as f64 / rows.len() as f64
        );
    }
    if let Some(errors) = errors {
        fs::write(errors, told).with_context(|| format!("{}: cannot be written", errors.display()))?;
    }
    Ok(())
}

fn screen(index: &Index, name: &str) -> Vec<Hit> {
    let mut query = Query::new(name);
    query.kind = Some(EntryKind::Person);
    index.screen(&query)
}

/// How long a name takes, one after the other, the quickest of three tries, since other work may share the machine: listed names and some
/// that are on no list.
fn time(index: &Index, folder: &Path) -> Result<()> {
    let mut times = Vec::new();
    for file in [
        "positives_un_untreated.csv",
        "positives_un_treated.csv",
        "negatives_us.csv",
        "negatives_global.csv",
    ] {
        for row in rows(&folder.join(file))?.iter().take(1000) {
            let tries = (0..3).map(|_| {
                let start = Instant::now();
                screen(index, &row.full_name);
                start.elapsed()
            });
            times.extend(tries.min());
        }
    }
    times.sort_unstable();
    let at = |share: f64| {
        let place = (times.len().saturating_sub(1) as f64 * share) as usize;
        times.get(place).map_or(0.0, |time| time.as_secs_f64() * 1e3)
    };
    println!(
        "ms a name, of {}: p50 {:.3}, p95 {:.3}, p99 {:.3}, longest {:.3}",
        times.len(),
        at(0.5),
        at(0.95),
        at(0.99),
        at(1.0)
    );
    Ok(())
}

fn has(index: &Index, hit: &Hit, clean: &BTreeSet<String>) -> bool {
    let entry = index
        .editions()
        .get(hit.edition)
        .and_then(|edition| edition.entries.get(hit.entry));
    entry.is_some_and(|entry| entry.names.iter().any(|name| words(&name.name) == *clean))
}

fn words(name: &str) -> BTreeSet<String> {
    name.to_lowercase()
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn rows(file: &Path) -> Result<Vec<Row>> {
    let mut reader = csv::Reader::from_path(file).with_context(|| format!("{}: cannot be read", file.display()))?;
    reader
        .deserialize()
        .collect::<Result<_, _>>()
        .with_context(|| format!("{}: not a table of names", file.display()))
}

/// The lists of a folder, of each the newest edition.
fn index(folder: &Path) -> Result<Index> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    files.sort();
    let files = files
        .into_iter()
        .filter(|file| file.is_file())
        .map(|file| source(&file))
        .collect::<Result<Vec<_>>>()?;
    let (mut editions, errors) = read(files);
    for error in errors {
        println!("{error}");
    }
    editions.sort_by(|one, other| (one.list, &other.date).cmp(&(other.list, &one.date)));
    editions.dedup_by_key(|edition| edition.list);
    if editions.is_empty() {
        bail!("{}: has no list", folder.display());
    }
    Ok(Index::new(editions))
}

/// A file, read.
pub(crate) fn source(file: &Path) -> Result<SourceFile> {
    Ok(SourceFile {
        name: file
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        bytes: fs::read(file).with_context(|| format!("{}: cannot be read", file.display()))?,
    })
}
