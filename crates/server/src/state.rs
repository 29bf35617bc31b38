//! What one server holds: a case, its newest standing and a few past ones, who may do what, and who listens.

use std::ops::Deref;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use onrecord_ledger::{Case, Extent};
use onrecord_weigh::Decision;
use tokio::sync::{Notify, Semaphore, broadcast, watch};

use crate::access::door::Surroundings;
use crate::access::tries::Tries;
use crate::clock;
use crate::conditional::Kept;
use crate::desk::Desk;
use crate::intake::Intake;
use crate::jobs::{Job, Jobs};
use crate::refusal::Refusal;
use crate::view::View;
use crate::weighing::Past;

/// The longest that a job waits for its documents to be weighed.
const LONGEST_WEIGHING: Duration = Duration::from_secs(3600);

/// Something that whoever listens is told.
#[derive(Clone, Debug)]
pub(crate) enum Event {
    /// There is a newer standing, or one is being worked out.
    Revision { revision: String, weighing: bool },
    /// A job went on.
    Job(Box<Job>),
    /// A decision was taken.
    Decision(u32),
}

/// What one server holds.
pub(crate) struct Served {
    pub file: PathBuf,
    pub surroundings: Surroundings,
    pub desk: Desk,
    // Closed before the writer, which as the last to close leaves one file behind.
    readers: Mutex<Vec<Case>>,
    pub writer: Mutex<Case>,
    pub intake: Option<Arc<dyn Intake>>,
    pub jobs: Jobs,
    pub kept: Kept,
    pub tries: Tries,
    /// Passwords that are checked at once: each takes time and memory.
    pub checks: Semaphore,
    pub past: Past,
    pub quiet: bool,
    view: RwLock<Arc<View>>,
    decisions: RwLock<Arc<Vec<Decision>>>,
    pub weighing: AtomicBool,
    pub weigh_again: Notify,
    pub weighed: watch::Sender<Extent>,
    events: broadcast::Sender<Event>,
    /// Who sends the word that everything ends.
    pub end: watch::Sender<bool>,
}

/// The same, handed to every request.
#[derive(Clone)]
pub(crate) struct Shared(pub Arc<Served>);

impl Deref for Shared {
    type Target = Arc<Served>;

    fn deref(&self) -> &Arc<Served> {
        &self.0
    }
}

/// What a server begins with.
pub(crate) struct Beginning {
    pub file: PathBuf,
    pub surroundings: Surroundings,
    pub desk: Desk,
    pub writer: Case,
    pub intake: Option<Arc<dyn Intake>>,
    pub view: View,
    pub extent: Extent,
    pub quiet: bool,
}

impl Served {
    pub(crate) fn new(beginning: Beginning) -> Self {
        Self {
            file: beginning.file,
            surroundings: beginning.surroundings,
            desk: beginning.desk,
            writer: Mutex::new(beginning.writer),
            intake: beginning.intake,
            jobs: Jobs::default(),
            kept: Kept::default(),
            tries: Tries::default(),
            checks: Semaphore::new(2),
            past: Past::default(),
            quiet: beginning.quiet,
            readers: Mutex::new(Vec::new()),
            decisions: RwLock::new(Arc::clone(&beginning.view.decisions)),
            view: RwLock::new(Arc::new(beginning.view)),
            weighing: AtomicBool::new(false),
            weigh_again: Notify::new(),
            weighed: watch::Sender::new(beginning.extent),
            events: broadcast::Sender::new(256),
            end: watch::Sender::new(false),
        }
    }

    /// The newest standing.
    pub(crate) fn view(&self) -> Arc<View> {
        Arc::clone(&self.view.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn set_view(&self, view: View) {
        self.set_decisions(Arc::clone(&view.decisions));
        *self.view.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(view);
    }

    /// The decisions so far, weighed already or not.
    pub(crate) fn decisions(&self) -> Arc<Vec<Decision>> {
        Arc::clone(&self.decisions.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn set_decisions(&self, decisions: Arc<Vec<Decision>>) {
        let mut held = self.decisions.write().unwrap_or_else(PoisonError::into_inner);
        if decisions.len() >= held.len() {
            *held = decisions;
        }
    }

    /// Names the standing that is shown.
    pub(crate) fn standing_now(&self) -> String {
        self.view().revision.clone()
    }

    pub(crate) fn is_weighing(&self) -> bool {
        self.weighing.load(Ordering::Acquire)
    }

    /// Does something with a connection that only reads.
    pub(crate) fn reading<T>(&self, what: impl FnOnce(&Case) -> Result<T, Refusal>) -> Result<T, Refusal> {
        let pooled = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let case = match pooled {
            Some(case) => case,
            None => Case::read_only(&self.file)?,
        };
        let done = what(&case);
        self.readers.lock().unwrap_or_else(PoisonError::into_inner).push(case);
        done
    }

    /// How far the case has come, whoever wrote to it.
    pub(crate) fn extent(&self) -> Result<Extent, Refusal> {
        self.reading(|case| Ok(case.extent()?))
    }

    /// Tells whoever listens.
    pub(crate) fn tell(&self, event: Event) {
        let _ = self.events.send(event);
    }

    pub(crate) fn listen(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }

    /// Waits, outside of anything that must not wait, until the case is weighed as far as this.
    pub(crate) fn wait_until_weighed(&self, extent: &Extent) {
        self.weigh_again.notify_one();
        let begun = Instant::now();
        while self.weighed.borrow().sequence < extent.sequence
            && begun.elapsed() < LONGEST_WEIGHING
            && !*self.end.borrow()
        {
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Notes what somebody did; what cannot be noted is told on standard error.
    pub(crate) fn note(&self, who: &str, address: &str, what: &str, subject: &str, outcome: &str) {
        if let Err(cause) = self.desk.note(who, address, what, subject, outcome) {
            self.complain(&cause.to_string());
        }
    }

    /// A line on standard error.
    #[allow(clippy::print_stderr)]
    pub(crate) fn complain(&self, line: &str) {
        let line: String = line.chars().filter(|letter| !letter.is_control()).collect();
        eprintln!("{} {line}", clock::now());
    }
}
