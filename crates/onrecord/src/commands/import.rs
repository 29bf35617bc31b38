//! `import`: another case, captures from a table, reviews of claims, entities.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use onrecord_document::{Document, Input, MAXIMUM_BYTES, ReadError};
use onrecord_export::incoming::{Refused, captures, claim_reviews, entities};
use onrecord_extract::Record;
use onrecord_ledger::{Added, Addition, Case, Merged};
use rayon::prelude::*;
use serde::Serialize;

use crate::arguments::{Every, Fetching};
use crate::clock;
use crate::evidence;
use crate::failure::{InputFailure, Misuse, note};
use crate::fetching;
use crate::import_arguments::{Import, Imported};
use crate::inputs::{self, Loaded, Source};
use crate::keeping::document_of;
use crate::output::Output;
use crate::progress;
use crate::reading::{Outcome, Reader};
use crate::settings::Settings;

pub fn run(every: &Every, options: &Import) -> anyhow::Result<ExitCode> {
    match &options.what {
        Imported::Case { file } => case(every, file, options.json),
        Imported::Csv { file, fetching } => csv(every, file, fetching, options.json),
        Imported::Claimreview { file } => reviews(every, file, options.json),
        Imported::Ftm { file } => ftm(every, file, options.json),
    }
}

fn case(every: &Every, file: &Path, json: bool) -> anyhow::Result<ExitCode> {
    let at = clock::now();
    let same = |one: &Path, other: &Path| matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other);
    if same(file, &every.case) {
        return Err(Misuse {
            cause: "a case cannot be taken into itself".to_owned(),
            remedy: "name the case that receives with --case".to_owned(),
        }
        .into());
    }
    let other = Case::open(file, &at)?;
    let found = other.verify(None)?;
    if !found.holds() {
        anyhow::bail!(
            "{} was altered, and nothing of it was taken: see `onrecord verify --case {}`",
            file.display(),
            file.display()
        );
    }
    let mut case = Case::create_or_open(&every.case, &at)?;
    let merged = case.merge(&other, &at)?;
    evidence::seal(&mut case, every, &Settings::read()?, &Fetching::default())?;
    if json {
        let mut output = Output::new();
        output.json(&merged)?;
        output.done()?;
    } else if !every.quiet {
        told(&merged, &every.case);
    }
    Ok(ExitCode::SUCCESS)
}

fn told(merged: &Merged, case: &Path) {
    for (counted, what) in [
        (merged.captures, "captures"),
        (merged.records, "readings of documents"),
        (merged.exchanges, "requests with their answers"),
        (merged.decisions, "decisions"),
        (merged.stamps, "timestamps of captures"),
    ] {
        if counted.new + counted.known > 0 {
            note(&format!("{what}: {} new, {} there already", counted.new, counted.known));
        }
    }
    if merged.older_records > 0 {
        note(&format!(
            "readings left out, since {} read the same document later: {}",
            case.display(),
            merged.older_records
        ));
    }
}

/// What became of the rows of a table, a feed or a list.
#[derive(Default, Serialize)]
struct Tally {
    new: usize,
    known: usize,
    failed: usize,
    /// Entities that are no actor.
    #[serde(skip_serializing_if = "is_none")]
    passed_over: usize,
    /// Rows whose text is not the bytes that their digest is of.
    #[serde(skip_serializing_if = "is_none")]
    texts_of_other_bytes: usize,
}

fn is_none(count: &usize) -> bool {
    *count == 0
}

/// Everything that a row, review or list needs to be kept.
struct Ready {
    loaded: Loaded,
    record: Box<Record>,
}

impl Tally {
    fn refuse(&mut self, file: &Path, refused: &Refused) {
        InputFailure::new(
            format!("{}: {}", file.display(), refused.which),
            &refused.cause,
            "mend it, or leave it out; every other is taken",
        )
        .tell();
        self.failed += 1;
    }

    fn keep(&mut self, case: &mut Case, ready: &Ready) -> anyhow::Result<()> {
        let added = case.add_fetched(
            &Addition {
                record: &ready.record,
                bytes: &ready.loaded.bytes,
                location: &ready.loaded.location,
                at: &clock::now(),
            },
            &ready.loaded.exchanges,
        )?;
        match added {
            Added::New | Added::ReadAnew => self.new += 1,
            Added::FoundElsewhere | Added::Known => self.known += 1,
        }
        Ok(())
    }

    fn end(self, every: &Every, case: &mut Case, fetching: &Fetching, json: bool) -> anyhow::Result<ExitCode> {
        evidence::seal(case, every, &Settings::read()?, fetching)?;
        if json {
            let mut output = Output::new();
            output.json(&self)?;
            output.done()?;
        } else if !every.quiet {
            let mut parts = vec![format!("took {}", self.new)];
            for (count, words) in [
                (self.known, "known before"),
                (self.failed, "failed"),
                (self.passed_over, "entities that are no actor passed over"),
                (
                    self.texts_of_other_bytes,
                    "with their text and not with the bytes that it was read from",
                ),
            ] {
                if count > 0 {
                    parts.push(format!("{count} {words}"));
                }
            }
            note(&format!(
                "{}; {} holds {} documents",
                parts.join(", "),
                every.case.display(),
                case.count()?
            ));
        }
        Ok(if self.failed > 0 {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        })
    }
}

/// So many rows are read at a time for every core.
const ROWS_A_CORE: usize = 4;

fn csv(every: &Every, file: &Path, options: &Fetching, json: bool) -> anyhow::Result<ExitCode> {
    let table = fs::File::open(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let rows = captures::read(table).map_err(|cause| {
        let message = cause.to_string();
        let (cause, remedy) = message.split_once(": ").unwrap_or((&message, ""));
        Misuse {
            cause: format!("{}: {cause}", file.display()),
            remedy: remedy.to_owned(),
        }
    })?;
    let settings = Settings::read()?;
    let fetcher = fetching::fetcher_with(options, &settings);
    let reader = Reader::new(every, fetching::fetcher_with(options, &settings))?;
    let mut case = Case::create_or_open(&every.case, &clock::now())?;
    let mut tally = Tally::default();
    let folder = file.parent().unwrap_or(Path::new("")).to_owned();
    let bar = progress::bar(rows.len(), every.quiet);
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let batch: Vec<_> = rows.by_ref().take(rayon::current_num_threads() * ROWS_A_CORE).collect();
        let read: Vec<Result<(Vec<Outcome>, bool), Refused>> = batch
            .into_par_iter()
            .map(|row| {
                let row = row?;
                let location = format!("{}: line {}", file.display(), row.line);
                let loaded = load(&row, &folder, &location, &fetcher);
                let is_other = row.text.is_some()
                    && row.path.is_none()
                    && loaded.iter().flatten().any(|loaded| {
                        let own = onrecord_document::capture(&loaded.input()).sha256;
                        row.sha256.as_ref().is_some_and(|told| *told != own)
                    });
                let outcomes = loaded.into_iter().map(|loaded| match loaded {
                    Ok(loaded) => reader.read_amended(loaded, |document| row.amend(document)),
                    Err(failure) => Outcome::Failed(failure),
                });
                Ok((outcomes.collect(), is_other))
            })
            .collect();
        for read in read {
            bar.inc(1);
            match read {
                Ok((outcomes, is_other)) => {
                    tally.texts_of_other_bytes += usize::from(is_other);
                    for outcome in outcomes {
                        bar.suspend(|| take(&mut case, &mut tally, outcome))?;
                    }
                }
                Err(refused) => bar.suspend(|| tally.refuse(file, &refused)),
            }
        }
    }
    bar.finish_and_clear();
    tally.end(every, &mut case, options, json)
}

fn take(case: &mut Case, tally: &mut Tally, outcome: Outcome) -> anyhow::Result<()> {
    match outcome {
        Outcome::Read { loaded, record } => tally.keep(case, &Ready { loaded, record }),
        Outcome::Known { .. } => Ok(()),
        Outcome::Failed(failure) => {
            for exchange in &failure.exchanges {
                case.keep_exchange(exchange, &clock::now())?;
            }
            failure.tell();
            tally.failed += 1;
            Ok(())
        }
    }
}

/// The bytes that a row is about: those of its file, its text, or what its address answers.
fn load(
    row: &captures::Row,
    folder: &Path,
    location: &str,
    fetcher: &onrecord_fetch::Fetcher,
) -> Vec<Result<Loaded, InputFailure>> {
    let found = match (&row.path, &row.text, &row.url) {
        (Some(path), _, _) => inputs::load(&Source::File(folder.join(path)), fetcher),
        (None, Some(text), _) => Ok(Loaded {
            bytes: text.clone().into_bytes(),
            media_type: Some("text/plain; charset=utf-8".to_owned()),
            location: location.to_owned(),
            ..Loaded::default()
        }),
        (None, None, Some(url)) => inputs::load(&Source::Address(url.clone()), fetcher),
        (None, None, None) => return Vec::new(),
    };
    let mut loaded = match found {
        Ok(loaded) => loaded,
        Err(failure) => return vec![Err(failure)],
    };
    if row.path.is_some() || row.text.is_some() {
        if let Some(url) = &row.url {
            loaded.url = Some(url.clone());
            loaded.location.clone_from(url);
        }
        if row.captured.is_some() {
            loaded.fetched_at.clone_from(&row.captured);
        }
        if row.path.is_some() && row.media_type.is_some() {
            loaded.media_type.clone_from(&row.media_type);
        }
    }
    loaded.opened()
}

/// A file of text, no longer than a document may be.
fn text_of(file: &Path) -> anyhow::Result<String> {
    let about = || format!("{} cannot be read", file.display());
    let length = fs::metadata(file).with_context(about)?.len();
    if length > MAXIMUM_BYTES as u64 {
        return Err(Misuse {
            cause: format!("{} is longer than {} MiB", file.display(), MAXIMUM_BYTES / 1024 / 1024),
            remedy: "cut it into several".to_owned(),
        }
        .into());
    }
    fs::read_to_string(file).with_context(about)
}

fn reviews(every: &Every, file: &Path, json: bool) -> anyhow::Result<ExitCode> {
    let feed = text_of(file)?;
    let settings = Settings::read()?;
    let reader = Reader::new(every, fetching::fetcher_with(&Fetching::default(), &settings))?;
    let mut case = Case::create_or_open(&every.case, &clock::now())?;
    let mut tally = Tally::default();
    for review in claim_reviews::read(&feed) {
        let review = match review {
            Ok(review) => review,
            Err(refused) => {
                tally.refuse(file, &refused);
                continue;
            }
        };
        let location = review.url.clone().unwrap_or_else(|| file.display().to_string());
        let loaded = Loaded {
            bytes: review.json.clone().into_bytes(),
            url: Some(location.clone()),
            location,
            media_type: Some("application/ld+json".to_owned()),
            ..Loaded::default()
        };
        take(
            &mut case,
            &mut tally,
            reader.read_by(loaded, |loaded| document_of_review(&review, loaded)),
        )?;
    }
    if tally.new + tally.known + tally.failed == 0 {
        note(&format!("{} holds no ClaimReview", file.display()));
    }
    tally.end(every, &mut case, &Fetching::default(), json)
}

/// The document that a review's own words make, of the capture that its JSON is.
fn document_of_review(review: &claim_reviews::Review, loaded: &Loaded) -> Result<Document, ReadError> {
    let mut capture = onrecord_document::capture(&loaded.input());
    "application/ld+json".clone_into(&mut capture.media_type);
    let mut document = onrecord_document::read(&Input {
        bytes: review.text.as_bytes(),
        declared_media_type: Some("text/plain; charset=utf-8"),
        ..Input::default()
    })?;
    document.id = document_of(&capture.sha256);
    document.capture = capture;
    review.amend(&mut document);
    Ok(document)
}

fn ftm(every: &Every, file: &Path, json: bool) -> anyhow::Result<ExitCode> {
    let text = text_of(file)?;
    let settings = Settings::read()?;
    let reader = Reader::new(every, fetching::fetcher_with(&Fetching::default(), &settings))?;
    let mut case = Case::create_or_open(&every.case, &clock::now())?;
    let mut tally = Tally::default();
    let location = file.display().to_string();
    let loaded = Loaded {
        bytes: text.clone().into_bytes(),
        url: Some(location.clone()),
        location,
        media_type: Some("text/plain; charset=utf-8".to_owned()),
        ..Loaded::default()
    };
    let capture = onrecord_document::capture(&loaded.input());
    let document = Document {
        id: document_of(&capture.sha256),
        capture,
        language: "und".to_owned(),
        text,
        ..Document::default()
    };
    let read = entities::read(document, reader.versions().clone());
    for refused in &read.refused {
        tally.refuse(file, refused);
    }
    tally.passed_over = read.passed_over;
    let actors = read.record.actors.len();
    if actors > 0 {
        let ready = Ready {
            loaded,
            record: Box::new(read.record),
        };
        tally.keep(&mut case, &ready)?;
    }
    if !every.quiet && !json {
        note(&format!("actors in {}: {actors}", file.display()));
    }
    tally.end(every, &mut case, &Fetching::default(), json)
}
