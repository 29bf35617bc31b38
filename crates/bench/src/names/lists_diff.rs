//! What two editions of a list differ in, beside what the newer one's own dates say: listed since, amended since.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use onrecord_lists::{Change, Edition, diff, read};

use super::screening::source;

/// Compares `old` and `new` with what the dates of `new` say.
///
/// # Errors
/// When a file cannot be read, or is no list.
pub(crate) fn run(old: &Path, new: &Path) -> Result<()> {
    let (old, new) = (edition(old)?, edition(new)?);
    let since = old.date.clone().context("the older edition has no day")?;
    println!("{} → {}", since, new.date.as_deref().unwrap_or("no day"));
    let differences = diff(&old, &new);
    let of = |change: Change| -> BTreeSet<&str> {
        differences
            .iter()
            .filter(|one| one.change == change)
            .map(|one| one.id.as_str())
            .collect()
    };
    let (added, removed, changed) = (of(Change::Added), of(Change::Removed), of(Change::Changed));
    println!(
        "compared: {} added, {} removed, {} changed",
        added.len(),
        removed.len(),
        changed.len()
    );
    let listed: BTreeSet<&str> = ids(&new, |entry| entry.listed_on.as_ref().is_some_and(|day| *day > since));
    let amended: BTreeSet<&str> = ids(&new, |entry| entry.changed_on.iter().any(|day| *day > since));
    let amended: BTreeSet<&str> = amended.difference(&listed).copied().collect();
    println!(
        "dates say: {} listed since, {} more amended since (no date tells who was removed)",
        listed.len(),
        amended.len()
    );
    agreement("added / listed since", &added, &listed, &new);
    agreement("changed / amended since", &changed, &amended, &new);
    let mut fields: BTreeMap<String, usize> = BTreeMap::new();
    for difference in differences
        .iter()
        .filter(|one| changed.contains(one.id.as_str()) && !amended.contains(one.id.as_str()))
    {
        for field in &difference.fields {
            *fields.entry(field.field.clone()).or_default() += 1;
        }
    }
    println!("fields of those that changed without a date: {fields:?}");
    for difference in differences
        .iter()
        .filter(|one| changed.contains(one.id.as_str()) && !amended.contains(one.id.as_str()))
        .take(12)
    {
        for field in &difference.fields {
            println!(
                "  {} {}: {} − {:?} + {:?}",
                difference.reference,
                difference.name,
                field.field,
                shortened(&field.removed),
                shortened(&field.added)
            );
        }
    }
    for id in &removed {
        if let Some(entry) = old.entries.iter().find(|entry| entry.id == **id) {
            println!("  removed: {} {}", entry.reference, entry.name());
        }
    }
    Ok(())
}

fn shortened(values: &[String]) -> Vec<String> {
    values.iter().map(|value| value.chars().take(120).collect()).collect()
}

fn agreement(what: &str, ours: &BTreeSet<&str>, dates: &BTreeSet<&str>, new: &Edition) {
    let both = ours.intersection(dates).count();
    println!(
        "{what}: both {both}, only by comparison {}, only by date {}",
        ours.len() - both,
        dates.len() - both
    );
    for (who, ids) in [
        ("only by comparison", ours.difference(dates)),
        ("only by date", dates.difference(ours)),
    ] {
        for id in ids.take(30) {
            if let Some(entry) = new.entries.iter().find(|entry| entry.id == **id) {
                println!(
                    "  {who}: {} {} (listed {}, amended {})",
                    entry.reference,
                    entry.name(),
                    entry.listed_on.as_deref().unwrap_or("-"),
                    entry.changed_on.join(" ")
                );
            }
        }
    }
}

fn ids(edition: &Edition, is: impl Fn(&onrecord_lists::Entry) -> bool) -> BTreeSet<&str> {
    edition
        .entries
        .iter()
        .filter(|entry| is(entry))
        .map(|entry| entry.id.as_str())
        .collect()
}

fn edition(file: &Path) -> Result<Edition> {
    let (editions, errors) = read(vec![source(file)?]);
    for error in errors {
        println!("{error}");
    }
    editions
        .into_iter()
        .next()
        .with_context(|| format!("{}: is no list", file.display()))
}
