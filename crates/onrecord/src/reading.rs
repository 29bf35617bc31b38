//! Reads many inputs on all cores and hands the records on in the order of the inputs.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use onrecord_document::{Capture, Input};
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
        // Enough at a time for every core, few enough that neither memory nor the wait for the first result grows with the pile.
        for batch in sources.chunks(rayon::current_num_threads() * 4) {
            let loaded: Vec<Result<(Loaded, Capture), InputFailure>> =
                batch.par_iter().map(|source| load(source.as_ref())).collect();
            let mut tasks = Vec::new();
            for load in loaded {
                tasks.push(match load {
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
        let input = input(&loaded);
        let document = match onrecord_document::read(&input) {
            Ok(document) => document,
            Err(cause) => return Outcome::Failed(InputFailure::told(&loaded.location, &cause)),
        };
        // A fault of the program in one document must not take the others with it.
        let record = catch_unwind(AssertUnwindSafe(|| onrecord_extract::read(&self.pipeline, &document)));
        match record {
            Ok(record) => Outcome::Read {
                loaded,
                record: Box::new(record),
            },
            Err(_) => Outcome::Failed(InputFailure::new(
                &loaded.location,
                "the program failed on this document, which is a fault of the program",
                "report it with the lines above; every other input is unharmed",
            )),
        }
    }
}

fn load(source: Result<&Source, &InputFailure>) -> Result<(Loaded, Capture), InputFailure> {
    let loaded = inputs::load(source.map_err(Clone::clone)?)?;
    let capture = onrecord_document::capture(&input(&loaded));
    Ok((loaded, capture))
}

fn input(loaded: &Loaded) -> Input<'_> {
    Input {
        bytes: &loaded.bytes,
        url: loaded.path.as_deref(),
        ..Input::default()
    }
}
