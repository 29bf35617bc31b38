//! `add`: documents captured, read and kept.

use std::process::ExitCode;

use onrecord_ledger::{Added, Case};
use serde::Serialize;

use crate::arguments::{Add, Every};
use crate::clock;
use crate::evidence;
use crate::failure::note;
use crate::fetching;
use crate::keeping::{Keeping, kept, word};
use crate::output::Output;
use crate::reading::Reader;
use crate::settings::Settings;

#[derive(Default)]
struct Tally {
    new: usize,
    read_anew: usize,
    known: usize,
    failed: usize,
}

pub fn run(every: &Every, options: &Add) -> anyhow::Result<ExitCode> {
    let settings = Settings::read()?;
    let reader = Reader::new(every, fetching::fetcher_with(&options.fetching, &settings))?;
    let mut state = (Case::create_or_open(&every.case, &clock::now())?, Tally::default());
    reader.read_all(
        &options.inputs,
        &mut state,
        |(case, _), capture, versions| Ok(!options.again && case.holds(&capture.sha256, versions)?),
        |(case, tally), outcome| {
            let (document, location, added) = match kept(case, outcome, &clock::now())? {
                Keeping::Kept {
                    document,
                    location,
                    added,
                } => (document, location, added),
                Keeping::Failed(failure) => {
                    failure.tell();
                    tally.failed += 1;
                    return Ok(());
                }
            };
            if options.json {
                let line = Line {
                    document: &document,
                    location: &location,
                    what: word(added),
                };
                // To be read at once by whoever waits for it: what stands there is kept.
                let mut output = Output::new();
                output.json_line(&line)?;
                output.done()?;
            }
            match added {
                Added::New => tally.new += 1,
                Added::ReadAnew => tally.read_anew += 1,
                Added::FoundElsewhere | Added::Known => tally.known += 1,
            }
            Ok(())
        },
    )?;
    let (mut case, tally) = state;
    evidence::seal(&mut case, every, &settings, &options.fetching)?;
    if !every.quiet {
        note(&summary(&tally, case.count()?, &every.case.display().to_string()));
    }
    Ok(if tally.failed > 0 {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// What is printed of a document as soon as it is kept.
#[derive(Serialize)]
struct Line<'a> {
    document: &'a str,
    location: &'a str,
    what: &'a str,
}

fn summary(tally: &Tally, count: u64, case: &str) -> String {
    let mut parts = vec![format!("added {}", tally.new)];
    for (count, words) in [
        (tally.read_anew, "read anew"),
        (tally.known, "known before"),
        (tally.failed, "failed"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {words}"));
        }
    }
    let documents = if count == 1 { "document" } else { "documents" };
    format!("{}; {case} holds {count} {documents}", parts.join(", "))
}
