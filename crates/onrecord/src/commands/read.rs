//! `read`: the records of documents, nothing stored.

use std::process::ExitCode;

use super::record_lines::record_lines;
use crate::arguments::{Every, Read};
use crate::fetching;
use crate::output::Output;
use crate::reading::{Outcome, Reader};

pub fn run(every: &Every, options: &Read) -> anyhow::Result<ExitCode> {
    let reader = Reader::new(every, fetching::fetcher(&options.fetching)?)?;
    let mut state = (Output::new(), 0_usize, 0_usize);
    reader.read_all(
        &options.inputs,
        &mut state,
        |_, _, _| Ok(false),
        |(output, read, failed), outcome| {
            match outcome {
                Outcome::Read { record, .. } if options.json => output.json_line(&record)?,
                Outcome::Read { loaded, record } => {
                    if *read > 0 {
                        output.line("")?;
                    }
                    output.text(&record_lines(&loaded.location, &record))?;
                    *read += 1;
                }
                Outcome::Known { .. } => {}
                Outcome::Failed(failure) => {
                    failure.tell();
                    *failed += 1;
                }
            }
            Ok(())
        },
    )?;
    let (output, _, failed) = state;
    output.done()?;
    Ok(if failed > 0 {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}
