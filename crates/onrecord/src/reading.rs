//! Reads many inputs on all cores and hands the records on in the order of the inputs.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use onrecord_document::{Capture, Document, ReadError};
use onrecord_extract::{Derivation, Record};
use onrecord_fetch::Fetcher;
use onrecord_language::{Pipeline, install};
use rayon::prelude::*;

use crate::arguments::{Every, full_name};
use crate::failure::InputFailure;
use crate::inputs::{self, Loaded, Source};
use crate::{progress, web_archives};

/// A pipeline, loaded, with the versions that a record made by it carries.
pub struct Reader {
    pipeline: Pipeline,
    versions: Derivation,
    fetcher: Fetcher,
    quiet: bool,
}

/// What became of one input.
pub enum Outcome {
    /// It was read.
    Read { loaded: Loaded, record: Box<Record> },
    /// It need not be read.
    Known { loaded: Loaded, capture: Capture },
    /// It could not be read.
    Failed(InputFailure),
}

impl Reader {
    /// Loads the pipeline that the options name.
    pub fn new(every: &Every, fetcher: Fetcher) -> anyhow::Result<Self> {
        Self::of(&every.model, every.quiet, fetcher)
    }

    /// Loads this pipeline.
    pub fn of(model: &str, quiet: bool, fetcher: Fetcher) -> anyhow::Result<Self> {
        let pipeline = Pipeline::load(&install::locate(&full_name(model))?)?;
        let versions = onrecord_extract::versions(&pipeline);
        Ok(Self {
            pipeline,
            versions,
            fetcher,
            quiet,
        })
    }

    /// The versions that a record made now carries.
    pub fn versions(&self) -> &Derivation {
        &self.versions
    }

    /// What fetches.
    pub fn fetcher(&self) -> &Fetcher {
        &self.fetcher
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
        let mut opened: Opened = Box::new(std::iter::empty());
        loop {
            let batch = next_batch(&mut sources, &mut opened, &self.fetcher, || bar.inc_length(1));
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
                    Ok((loaded, capture)) if is_known(state, &capture, &self.versions)? => {
                        Err(Outcome::Known { loaded, capture })
                    }
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

    /// Reads one input.
    pub fn read(&self, loaded: Loaded) -> Outcome {
        self.read_amended(loaded, |_| {})
    }

    /// Reads one input of which more is known than it tells itself.
    pub fn read_amended(&self, loaded: Loaded, amend: impl FnOnce(&mut Document)) -> Outcome {
        self.read_by(loaded, |loaded| {
            let mut document = onrecord_document::read(&loaded.input())?;
            amend(&mut document);
            Ok(document)
        })
    }

    /// Reads one input that becomes a document in a way of its own.
    pub fn read_by(
        &self,
        mut loaded: Loaded,
        document: impl FnOnce(&Loaded) -> Result<Document, ReadError>,
    ) -> Outcome {
        // A fault of the program in one document must not take the others with it.
        let record = catch_unwind(AssertUnwindSafe(|| {
            let document = document(&loaded)?;
            Ok::<_, ReadError>(onrecord_extract::read(&self.pipeline, &document))
        }));
        match record {
            Ok(Ok(record)) => Outcome::Read {
                loaded,
                record: Box::new(record),
            },
            Ok(Err(cause)) => Outcome::Failed(InputFailure {
                exchanges: std::mem::take(&mut loaded.exchanges),
                ..InputFailure::told(&loaded.location, &cause)
            }),
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

/// What a source holds, one after another, until it is its turn: the files of an archive are as many inputs.
type Opened = Box<dyn Iterator<Item = Result<Loaded, InputFailure>>>;

/// The next inputs to read, containers opened up; `found_more` is told of each that is more than there are sources.
fn next_batch(
    sources: &mut impl Iterator<Item = Result<Source, InputFailure>>,
    opened: &mut Opened,
    fetcher: &Fetcher,
    mut found_more: impl FnMut(),
) -> Vec<Result<Loaded, InputFailure>> {
    let most = rayon::current_num_threads() * INPUTS_A_CORE;
    let (mut batch, mut bytes) = (Vec::new(), 0);
    while batch.len() < most && bytes < BYTES_AT_A_TIME {
        let next = match opened.next() {
            Some(next) => {
                found_more();
                next
            }
            None => {
                let Some(source) = sources.next() else { break };
                *opened = open(source, fetcher);
                match opened.next() {
                    Some(first) => first,
                    None => continue,
                }
            }
        };
        bytes += next.as_ref().map_or(0, |loaded| loaded.bytes.len());
        batch.push(next);
    }
    batch
}

fn open(source: Result<Source, InputFailure>, fetcher: &Fetcher) -> Opened {
    let source = match source {
        Ok(source) => source,
        Err(failure) => return Box::new(std::iter::once(Err(failure))),
    };
    if let Source::File(path) = &source
        && let Some(documents) = web_archives::documents(path)
    {
        return documents;
    }
    match inputs::load(&source, fetcher) {
        Ok(loaded) => Box::new(loaded.opened().into_iter()),
        Err(failure) => Box::new(std::iter::once(Err(failure))),
    }
}
