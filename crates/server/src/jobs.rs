//! Documents on their way into the case: one job after another, each telling how far it is.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use schemars::JsonSchema;
use serde::Serialize;

use crate::intake::{Offered, Taken};
use crate::state::{Event, Served};

/// Jobs that are remembered; beyond, the oldest that are done are forgotten.
const MOST: usize = 200;

/// How far a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum JobState {
    /// Another one is before it.
    Waiting,
    /// Its documents are being read.
    Reading,
    /// They are kept, and the case is being weighed anew.
    Weighing,
    /// What could be kept is kept and weighed.
    Done,
    /// None of it could be kept.
    Failed,
}

/// A document that was kept.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct JobAdded {
    pub document: String,
    pub location: String,
    /// `new`, `read anew`, `found elsewhere`, `known`.
    pub what: String,
}

/// A document that was not.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct JobFailed {
    pub input: String,
    pub cause: String,
    pub remedy: String,
}

/// Documents on their way.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct Job {
    pub job: u64,
    pub state: JobState,
    /// Documents that were read or failed.
    pub done: usize,
    /// Documents known to be in it so far.
    pub of: usize,
    pub added: Vec<JobAdded>,
    pub failed: Vec<JobFailed>,
}

/// The jobs so far.
#[derive(Debug, Default)]
pub(crate) struct Jobs {
    jobs: Mutex<BTreeMap<u64, Job>>,
    /// Held by the job that reads: one at a time.
    turn: Mutex<()>,
}

impl Jobs {
    pub(crate) fn get(&self, job: u64) -> Option<Job> {
        self.jobs
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&job)
            .cloned()
    }

    fn begin(&self, of: usize) -> Job {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let job = Job {
            job: jobs.last_key_value().map_or(1, |(last, _)| last + 1),
            state: JobState::Waiting,
            done: 0,
            of,
            added: Vec::new(),
            failed: Vec::new(),
        };
        let is_over = |job: &Job| matches!(job.state, JobState::Done | JobState::Failed);
        if jobs.len() >= MOST
            && let Some(oldest) = jobs.values().find(|job| is_over(job)).map(|job| job.job)
        {
            jobs.remove(&oldest);
        }
        jobs.insert(job.job, job.clone());
        job
    }

    fn put(&self, job: &Job) {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.insert(job.job, job.clone());
    }

    /// Jobs that are not over.
    pub(crate) fn waiting(&self) -> usize {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let is_over = |job: &&Job| matches!(job.state, JobState::Done | JobState::Failed);
        jobs.values().filter(|job| !is_over(job)).count()
    }
}

/// Takes documents in, in the background.
pub(crate) fn begin(served: &Arc<Served>, offered: Vec<Offered>) -> Job {
    let job = served.jobs.begin(offered.len());
    let (served, begun) = (Arc::clone(served), job.clone());
    tokio::task::spawn_blocking(move || take(&served, begun, offered));
    job
}

fn take(served: &Arc<Served>, mut job: Job, offered: Vec<Offered>) {
    let Some(intake) = served.intake.clone() else {
        return;
    };
    {
        let _turn = served.jobs.turn.lock().unwrap_or_else(PoisonError::into_inner);
        told(served, &mut job, JobState::Reading);
        intake.take(offered, &served.writer, &mut |taken| {
            match taken {
                Taken::Found(of) => job.of = of,
                Taken::Kept {
                    document,
                    location,
                    what,
                } => {
                    job.done += 1;
                    job.added.push(JobAdded {
                        document,
                        location,
                        what: what.to_owned(),
                    });
                }
                Taken::Failed { input, cause, remedy } => {
                    job.done += 1;
                    job.failed.push(JobFailed { input, cause, remedy });
                }
            }
            job.of = job.of.max(job.done);
            told(served, &mut job, JobState::Reading);
        });
    }
    if job.added.is_empty() {
        told(served, &mut job, JobState::Failed);
        return;
    }
    told(served, &mut job, JobState::Weighing);
    match served.extent() {
        Ok(extent) => served.wait_until_weighed(&extent),
        Err(refusal) => served.complain(&format!("{refusal:?}")),
    }
    told(served, &mut job, JobState::Done);
}

fn told(served: &Served, job: &mut Job, state: JobState) {
    job.state = state;
    served.jobs.put(job);
    served.tell(Event::Job(Box::new(job.clone())));
}
