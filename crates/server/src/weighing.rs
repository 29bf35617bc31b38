//! Weighs a case again when it has changed, whoever changed it, and as it was known on a day.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::http::StatusCode;
use onrecord_ledger::{Case, LedgerError};
use onrecord_weigh::weigh_with;
use onrecord_weighed::{Known, KnownDocuments, decisions};
use tokio::sync::OnceCell;

use crate::refusal::Refusal;
use crate::state::{Event, Served};
use crate::view::View;

/// How often it is looked whether another process wrote to the case.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// Past standings that are held at once.
const PAST: usize = 4;
/// The longest that a request waits for a past standing.
const PATIENCE: Duration = Duration::from_secs(20);

type PastView = Arc<OnceCell<Result<Arc<View>, String>>>;

/// Standings as of days that somebody asked for, the newest last.
#[derive(Debug, Default)]
pub(crate) struct Past(Mutex<Vec<(String, Known, PastView)>>);

/// Weighs a case as it is now.
pub(crate) fn now(case: &Case, before: Option<&View>, records_before: i64) -> Result<View, LedgerError> {
    // Read before all else: what is added meanwhile is weighed the next time.
    let extent = case.extent()?;
    let records = match before {
        Some(view) if extent.records == records_before => Arc::clone(&view.records),
        _ => Arc::new(case.records()?),
    };
    let decisions = Arc::new(decisions(case, &Known::default())?);
    let captured = Arc::new(case.captured()?);
    let standing = weigh_with(&records, &decisions);
    Ok(View::new(
        revision(&extent.hash),
        records,
        decisions,
        captured,
        standing,
    ))
}

/// Names a state of the case.
pub(crate) fn revision(hash: &str) -> String {
    hash.get(..16).unwrap_or(hash).to_owned()
}

/// Weighs again whenever the case has changed, until the server ends.
pub(crate) async fn follow(served: Arc<Served>) {
    let mut end = served.end.subscribe();
    loop {
        tokio::select! {
            () = served.weigh_again.notified() => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
            _ = end.wait_for(|ended| *ended) => return,
        }
        let at = served.weighed.borrow().clone();
        let Ok(extent) = served.extent() else {
            continue;
        };
        if extent == at {
            continue;
        }
        served.weighing.store(true, Ordering::Release);
        served.tell(Event::Revision {
            revision: served.standing_now(),
            weighing: true,
        });
        let weighing = Arc::clone(&served);
        let records_before = at.records;
        let before = served.view();
        let weighed =
            tokio::task::spawn_blocking(move || weighing.reading(|case| Ok(now(case, Some(&before), records_before)?)))
                .await;
        match weighed {
            Ok(Ok(view)) => served.set_view(view),
            Ok(Err(refusal)) => served.complain(&format!("the case could not be weighed: {refusal:?}")),
            Err(cause) => served.complain(&format!("the case could not be weighed: {cause}")),
        }
        served.weighing.store(false, Ordering::Release);
        served.weighed.send_replace(extent);
        served.tell(Event::Revision {
            revision: served.standing_now(),
            weighing: false,
        });
        // What came meanwhile is seen at once.
        served.weigh_again.notify_one();
    }
}

/// The standing as it was known, worked out once for all who ask for the same days.
pub(crate) async fn as_known(served: &Arc<Served>, known: &Known) -> Result<Arc<View>, Refusal> {
    let view = served.view();
    if known.is_now() {
        return Ok(view);
    }
    let cell = {
        let mut past = served.past.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = past
            .iter()
            .position(|(revision, other, _)| *revision == view.revision && other == known);
        let entry = match found {
            Some(at) => past.remove(at),
            None => (view.revision.clone(), known.clone(), PastView::default()),
        };
        let cell = Arc::clone(&entry.2);
        past.push(entry);
        let beyond = past.len().saturating_sub(PAST);
        past.drain(..beyond);
        cell
    };
    let known = known.clone();
    // A task of its own: whoever gives up waiting finds it done the next time.
    let task = tokio::spawn(async move {
        cell.get_or_init(|| async move {
            let made = tokio::task::spawn_blocking(move || back(&view, known));
            match made.await {
                Ok(view) => Ok(Arc::new(view)),
                Err(cause) => Err(cause.to_string()),
            }
        })
        .await
        .clone()
    });
    match tokio::time::timeout(PATIENCE, task).await {
        Ok(Ok(Ok(view))) => Ok(view),
        Ok(Ok(Err(cause))) => Err(Refusal::failed(format!(
            "the case could not be weighed as of that day ({cause})"
        ))),
        Ok(Err(cause)) => Err(Refusal::failed(cause.to_string())),
        Err(_) => Err(Refusal::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "weighing",
            "what was known on that day is being worked out",
            "ask again in a while",
        )
        .after(10)),
    }
}

fn back(view: &View, known: Known) -> View {
    let documents = KnownDocuments::among(&view.records, &view.captured, &known);
    let records: Vec<_> = view
        .records
        .iter()
        .filter(|record| documents.holds(&record.document.id))
        .cloned()
        .collect();
    let decisions: Vec<_> = view
        .decisions
        .iter()
        .filter(|decision| known.holds_decision(decision))
        .cloned()
        .collect();
    let standing = weigh_with(&records, &decisions);
    View::new(
        view.revision.clone(),
        Arc::new(records),
        Arc::new(decisions),
        Arc::clone(&view.captured),
        standing,
    )
}
