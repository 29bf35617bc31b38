//! `screen`: names against lists, each hit explained.

use std::fs;
use std::io::Read;
use std::process::ExitCode;

use anyhow::Context;
use onrecord_ledger::Case;
use onrecord_lists::{EntryKind, Hit, Index, PartialDate, Query};
use serde_json::{Value, json};

use crate::arguments::Every;
use crate::clock;
use crate::failure::Misuse;
use crate::listed;
use crate::lists_arguments::{BearerKind, Screen};
use crate::output::Output;
use crate::table::hanging;

pub fn run(every: &Every, options: &Screen) -> anyhow::Result<ExitCode> {
    let index = if options.against.is_empty() {
        listed::newest(&Case::open(&every.case, &clock::now())?)?
    } else {
        Index::new(listed::of_files(&options.against)?)
    };
    let born = match &options.born {
        None => None,
        Some(text) => Some(PartialDate::read(text).ok_or_else(|| Misuse {
            cause: format!("“{text}” is no date"),
            remedy: "write it as 1954, 1954-03 or 1954-03-21".into(),
        })?),
    };
    let mut output = Output::new();
    for name in names(options)? {
        let query = Query {
            name,
            kind: options.kind.map(kind),
            born: born.clone(),
            nationality: options.nationality.clone(),
        };
        let mut hits = index.screen(&query);
        hits.truncate(options.limit);
        if options.json {
            let hits: Vec<Value> = hits.iter().map(|hit| as_json(&index, hit)).collect();
            output.json_line(&json!({ "name": query.name, "hits": hits }))?;
        } else {
            print(&mut output, &index, &query.name, &hits)?;
        }
    }
    output.done()?;
    Ok(ExitCode::SUCCESS)
}

fn kind(kind: BearerKind) -> EntryKind {
    match kind {
        BearerKind::Person => EntryKind::Person,
        BearerKind::Organisation => EntryKind::Organisation,
        BearerKind::Vessel => EntryKind::Vessel,
        BearerKind::Aircraft => EntryKind::Aircraft,
    }
}

fn names(options: &Screen) -> anyhow::Result<Vec<String>> {
    let mut names = options.names.clone();
    if let Some(file) = &options.file {
        let text = if file.as_os_str() == "-" {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text)?;
            text
        } else {
            fs::read_to_string(file).with_context(|| {
                format!(
                    "{}: cannot be read as text: give a file with a name a line",
                    file.display()
                )
            })?
        };
        names.extend(
            text.lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .map(str::to_owned),
        );
    }
    Ok(names)
}

fn print(output: &mut Output, index: &Index, name: &str, hits: &[Hit]) -> anyhow::Result<()> {
    if hits.is_empty() {
        return output.line(&format!("{name}: no hit"));
    }
    output.line(&format!("{name}:"))?;
    for hit in hits {
        hit_lines(output, index, hit)?;
    }
    Ok(())
}

/// A hit: how likely, which entry, by which name, why, and what else the list says of it.
pub fn hit_lines(output: &mut Output, index: &Index, hit: &Hit) -> anyhow::Result<()> {
    let Some(entry) = index
        .editions()
        .get(hit.edition)
        .and_then(|edition| edition.entries.get(hit.entry))
    else {
        return Ok(());
    };
    output.text(&hanging(&format!("  {:.2}  ", hit.score), &listed::called(entry)))?;
    let mut said = Vec::new();
    if hit.name != entry.name() {
        said.push(format!("by the name “{}”", hit.name));
    }
    for reason in &hit.reasons {
        said.push(format!("{} ({:+.1})", reason.words, reason.added));
    }
    output.text(&hanging("        why: ", &said.join("; ")))?;
    let mut listed = vec![entry.programmes.join(", ")];
    listed.extend(entry.born.iter().map(|date| format!("born {date}")));
    listed.extend(entry.nationalities.iter().cloned());
    listed.extend(entry.listed_on.iter().map(|day| format!("listed {day}")));
    listed.retain(|part| !part.is_empty());
    if !listed.is_empty() {
        output.text(&hanging("        listed: ", &listed.join("; ")))?;
    }
    Ok(())
}

/// A hit with its entry.
pub fn as_json(index: &Index, hit: &Hit) -> Value {
    let edition = index.editions().get(hit.edition);
    let entry = edition.and_then(|edition| edition.entries.get(hit.entry));
    json!({
        "score": hit.score,
        "list": edition.map(|edition| edition.list),
        "date": edition.and_then(|edition| edition.date.clone()),
        "id": entry.map(onrecord_lists::Entry::key),
        "matched_name": hit.name,
        "quality": hit.quality,
        "reasons": hit.reasons,
        "entry": entry,
    })
}
