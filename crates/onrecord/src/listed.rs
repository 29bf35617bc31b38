//! Lists as the commands need them: read from files and addresses, kept in a case and taken out of it, and made into an index.

use std::fs;
use std::path::Path;

use anyhow::Context;
use onrecord_ledger::{Case, ListEdition};
use onrecord_lists::{Edition, Entry, Index, SourceFile, read};

use crate::arguments::Fetching;
use crate::failure::{InputFailure, Misuse, note};
use crate::fetching;

/// Whether an input is an address.
fn is_address(input: &str) -> bool {
    input.starts_with("http://") || input.starts_with("https://")
}

/// Reads files and addresses as lists; how many could not be.
pub fn load(inputs: &[String], options: &Fetching) -> anyhow::Result<(Vec<Edition>, usize)> {
    let fetcher = if inputs.iter().any(|input| is_address(input)) {
        Some(fetching::fetcher(options)?)
    } else {
        None
    };
    let mut files = Vec::new();
    let mut failed = 0;
    for input in inputs {
        let bytes = match &fetcher {
            Some(fetcher) if is_address(input) => fetching::load(fetcher, input).map(|loaded| loaded.bytes),
            _ => fs::read(input).map_err(|cause| {
                InputFailure::new(
                    input,
                    format!("cannot be read ({cause})"),
                    "check the path; an address begins with https://",
                )
            }),
        };
        match bytes {
            Ok(bytes) => files.push(SourceFile {
                name: input.clone(),
                bytes,
            }),
            Err(failure) => {
                failed += 1;
                failure.tell();
            }
        }
    }
    let (editions, errors) = read(files);
    for error in &errors {
        crate::failure::tell(&error.to_string(), "give the list's own published files");
    }
    Ok((editions, failed + errors.len()))
}

/// Reads files as lists.
///
/// # Errors
/// When none of them is one.
pub fn of_files(files: &[impl AsRef<Path>]) -> anyhow::Result<Vec<Edition>> {
    let inputs: Vec<String> = files.iter().map(|file| file.as_ref().display().to_string()).collect();
    let (editions, failed) = load(&inputs, &Fetching::default())?;
    if editions.is_empty() || failed > 0 {
        return Err(Misuse {
            cause: format!("{}: not all of these can be read as lists", inputs.join(", ")),
            remedy: "give the list's own published files".into(),
        }
        .into());
    }
    Ok(editions)
}

/// Says what of an edition could not be read, the first few of it.
pub fn tell_problems(edition: &Edition) {
    const MOST: usize = 10;
    for problem in edition.problems.iter().take(MOST) {
        note(&format!(
            "{}: left out: {}: {}",
            edition.list.code(),
            problem.place,
            problem.cause
        ));
    }
    if edition.problems.len() > MOST {
        note(&format!(
            "{}: and {} more",
            edition.list.code(),
            edition.problems.len() - MOST
        ));
    }
}

/// An edition as the case keeps it.
pub fn keep(case: &mut Case, edition: &Edition, at: &str) -> anyhow::Result<bool> {
    let json = serde_json::to_vec(edition)?;
    let kept = ListEdition {
        edition: 0,
        list: edition.list.code().to_owned(),
        date: edition.date.clone(),
        sha256: edition.sha256.clone(),
        source: edition.files.join(" "),
        entries: i64::try_from(edition.entries.len()).unwrap_or(i64::MAX),
        added_at: at.to_owned(),
    };
    Ok(case.keep_list(&kept, &json)?)
}

/// An edition out of the case.
pub fn kept(case: &Case, edition: &ListEdition) -> anyhow::Result<Edition> {
    let json = case.list_entries(edition.edition)?.unwrap_or_default();
    serde_json::from_slice(&json).with_context(|| {
        format!(
            "{}: edition {} of a list is damaged: run `onrecord verify`",
            case.file().display(),
            edition.edition
        )
    })
}

/// The newest edition of each list that the case has: by its day, and where that is not told, the one that was added last.
pub fn newest(case: &Case) -> anyhow::Result<Index> {
    let mut editions = case.lists()?;
    editions.sort_by(|one, other| {
        let day = |edition: &ListEdition| {
            edition
                .date
                .clone()
                .unwrap_or_else(|| edition.added_at.chars().take(10).collect())
        };
        (&one.list, day(other), other.edition).cmp(&(&other.list, day(one), one.edition))
    });
    editions.dedup_by(|later, first| later.list == first.list);
    if editions.is_empty() {
        return Err(Misuse {
            cause: format!("{}: the case has no lists", case.file().display()),
            remedy: "load some with `onrecord lists load FILE…`, or name files with --against".into(),
        }
        .into());
    }
    let editions = editions
        .iter()
        .map(|edition| kept(case, edition))
        .collect::<anyhow::Result<_>>()?;
    Ok(Index::new(editions))
}

/// The edition that is meant by a number, LIST@DATE or the beginning of a digest.
pub fn named<'a>(editions: &'a [ListEdition], name: &str) -> Option<&'a ListEdition> {
    let number = name.parse::<i64>().ok();
    let exact = editions.iter().find(|edition| Some(edition.edition) == number);
    exact.or_else(|| {
        editions.iter().rev().find(|edition| {
            let dated = edition.date.as_ref().map(|date| format!("{}@{date}", edition.list));
            dated.as_deref() == Some(name) || name.len() >= 6 && edition.sha256.starts_with(name)
        })
    })
}

/// What an entry is called in a line.
pub fn called(entry: &Entry) -> String {
    let reference = if entry.reference.is_empty() {
        entry.key()
    } else {
        format!("{} ({})", entry.key(), entry.reference)
    };
    format!("{reference} {}", entry.name())
}
