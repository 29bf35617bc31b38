//! `add`: documents captured, read and kept.

use std::process::ExitCode;

use onrecord_ledger::{Added, Addition, Case};

use crate::arguments::{Add, Every};
use crate::clock;
use crate::failure::note;
use crate::reading::{Outcome, Reader};

#[derive(Default)]
struct Tally {
    new: usize,
    read_anew: usize,
    known: usize,
    failed: usize,
}

pub fn run(every: &Every, options: &Add) -> anyhow::Result<ExitCode> {
    let reader = Reader::new(every)?;
    let mut state = (Case::create_or_open(&every.case, &clock::now())?, Tally::default());
    reader.read_all(
        &options.inputs,
        &mut state,
        |(case, _), capture, versions| Ok(!options.again && case.holds(&capture.sha256, versions)?),
        |(case, tally), outcome| {
            let at = clock::now();
            let added = match outcome {
                Outcome::Read { loaded, record } => {
                    let addition = Addition {
                        record: &record,
                        bytes: &loaded.bytes,
                        location: &loaded.location,
                        at: &at,
                    };
                    case.add(&addition)?
                }
                Outcome::Known { location, capture } => case.found_at(&capture.sha256, &location, &at)?,
                Outcome::Failed(failure) => {
                    failure.tell();
                    tally.failed += 1;
                    return Ok(());
                }
            };
            match added {
                Added::New => tally.new += 1,
                Added::ReadAnew => tally.read_anew += 1,
                Added::FoundElsewhere | Added::Known => tally.known += 1,
            }
            Ok(())
        },
    )?;
    let (case, tally) = state;
    if !every.quiet {
        note(&summary(&tally, case.count()?, &every.case.display().to_string()));
    }
    Ok(if tally.failed > 0 {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
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
