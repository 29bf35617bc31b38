//! Reads many inputs on all cores and hands the records on in the order of the inputs.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use onrecord_document::{Capture, ReadError};
use onrecord_extract::{Derivation, Record};
use onrecord_language::{Pipeline, install};
use rayon::prelude::*;

use crate::arguments::{Every, full_name};
use crate::failure::InputFailure;
use crate::inputs::{self, Loaded, Source};
use crate::progress;

/// A pipeline, loaded, with the versions that a record made by it carries.
pub struct Reader {
    pipeline: Pipeline,
    versions: Derivation,
    quiet: bool,
}

/// What became of one input.
pub enum Outcome {
    /// It was read.
    Read { loaded: Loaded, record: Box<Record> },
    /// It need not be read.
    Known { location: String, capture: Capture },
    /// It could not be read.
    Failed(InputFailure),
}

impl Reader {
    /// Loads the pipeline that the options name.
    pub fn new(every: &Every) -> anyhow::Result<Self> {
        let pipeline = Pipeline::load(&install::locate(&full_name(&every.model))?)?;
        let versions = onrecord_extract::versions(&pipeline);
        Ok(Self {
            pipeline,
            versions,
            quiet: every.quiet,
        })
    }

    /// Reads every input. `is_known` says of a capture whether its record by these versions is there already; `sink` takes the
    /// outcomes in the order of the inputs.
    pub fn read_all<State>(
        &self,
        arguments: &[PathBuf],
        state: &mut State,
        is_known: impl Fn(&State, &Capture, &Derivation) -> anyhow::Result<bool>,
        mut sink: impl FnMut(&mut State, Outcome) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let sources = inputs::expanded(arguments);
        let bar = progress::bar(sources.len(), self.quiet);
        let mut sources = sources.into_iter();
        // What a source holds, until it is its turn: the files of an archive are as many inputs.
        let mut waiting: VecDeque<Result<Loaded, InputFailure>> = VecDeque::new();
        loop {
            let batch = next_batch(&mut sources, &mut waiting, |more| {
                bar.inc_length(more as u64);
            });
            if batch.is_empty() {
                break;
            }
            let captured: Vec<Result<(Loaded, Capture), InputFailure>> = batch
                .into_par_iter()
                .map(|loaded| {
                    let loaded = loaded?;
                    let capture = onrecord_document::capture(&loaded.input());
                    Ok((loaded, capture))
                })
                .collect();
            let mut tasks = Vec::new();
            for captured in captured {
                tasks.push(match captured {
                    Ok((loaded, capture)) if is_known(state, &capture, &self.versions)? => Err(Outcome::Known {
                        location: loaded.location,
                        capture,
                    }),
                    Ok((loaded, _)) => Ok(loaded),
                    Err(failure) => Err(Outcome::Failed(failure)),
                });
            }
            let outcomes: Vec<Outcome> = tasks
                .into_par_iter()
                .map(|task| {
                    let outcome = task.map_or_else(|known| known, |loaded| self.read(loaded));
                    bar.inc(1);
                    outcome
                })
                .collect();
            for outcome in outcomes {
                bar.suspend(|| sink(state, outcome))?;
            }
        }
        bar.finish_and_clear();
        Ok(())
    }

    fn read(&self, loaded: Loaded) -> Outcome {
        // A fault of the program in one document must not take the others with it.
        let record = catch_unwind(AssertUnwindSafe(|| {
            let document = onrecord_document::read(&loaded.input())?;
            Ok::<_, ReadError>(onrecord_extract::read(&self.pipeline, &document))
        }));
        match record {
            Ok(Ok(record)) => Outcome::Read {
                loaded,
                record: Box::new(record),
            },
            Ok(Err(cause)) => Outcome::Failed(InputFailure::told(&loaded.location, &cause)),
            Err(_) => Outcome::Failed(InputFailure::new(
                &loaded.location,
                "the program failed on this document, which is a fault of the program",
                "report it with the lines above; every other input is unharmed",
            )),
        }
    }
}

/// So many inputs at a time for every core: few enough that neither memory nor the wait for the first result grows with the pile.
const INPUTS_A_CORE: usize = 4;
/// And no more bytes than these at a time, save where one input alone has more.
const BYTES_AT_A_TIME: usize = 64 * 1024 * 1024;

/// The next inputs to read, containers opened up; `found_more` is told how many more there are than sources.
fn next_batch(
    sources: &mut impl Iterator<Item = Result<Source, InputFailure>>,
    waiting: &mut VecDeque<Result<Loaded, InputFailure>>,
    mut found_more: impl FnMut(usize),
) -> Vec<Result<Loaded, InputFailure>> {
    let most = rayon::current_num_threads() * INPUTS_A_CORE;
    let (mut batch, mut bytes) = (Vec::new(), 0);
    while batch.len() < most && bytes < BYTES_AT_A_TIME {
        if waiting.is_empty() {
            let Some(source) = sources.next() else { break };
            match source.and_then(|source| inputs::load(&source)) {
                Ok(loaded) => waiting.extend(loaded.opened()),
                Err(failure) => waiting.push_back(Err(failure)),
            }
            found_more(waiting.len().saturating_sub(1));
        }
        let Some(next) = waiting.pop_front() else { continue };
        bytes += next.as_ref().map_or(0, |loaded| loaded.bytes.len());
        batch.push(next);
    }
    batch
}
