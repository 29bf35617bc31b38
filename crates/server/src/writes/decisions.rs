//! A decision taken: checked against what the case has, kept for ever, weighed at once.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::{Extension, Json};
use onrecord_ledger::{Case, Decision as Kept};
use onrecord_weigh::{KnownEntries, Ruling};
use onrecord_weighed::{Known, decisions};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::taken::{Taken, words};
use crate::access::{By, Caller, Role};
use crate::clock;
use crate::reads::decisions::{DecisionRow, rows};
use crate::refusal::Refusal;
use crate::state::{Event, Served, Shared};

/// How long the answer waits for the case to be weighed again.
const PATIENCE: Duration = Duration::from_secs(1);

/// A decision to be taken.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DecisionAsked {
    /// An actor's id, a claim's, a document's, `DOCUMENT/ENTRY`, a decision's number, or `case`.
    #[schemars(length(min = 1, max = 300))]
    subject: String,
    /// As `onrecord decide list` shows it: `reject`, `same as ID`, `act is deny` …
    #[schemars(length(min = 1, max = 1000))]
    what: String,
    /// Why, in words.
    #[schemars(length(min = 1, max = 4000))]
    why: String,
    /// Who, where there are no accounts; with accounts it is whoever is signed in.
    who: Option<String>,
}

/// A decision that was taken.
#[derive(Serialize, JsonSchema)]
pub(crate) struct DecisionTaken {
    #[serde(flatten)]
    decision: DecisionRow,
    /// The case is still being weighed with it.
    weighing: bool,
    /// Names the state of the case that is shown.
    revision: String,
}

pub(crate) async fn decide(
    State(shared): State<Shared>,
    Extension(caller): Extension<Caller>,
    Taken(asked): Taken<DecisionAsked>,
) -> Result<(StatusCode, Json<DecisionTaken>), Refusal> {
    let subject = words("subject", &asked.subject, 300)?;
    let why = words("why", &asked.why, 4000)?;
    let ruling: Ruling =
        words("what", &asked.what, 1000)?
            .parse()
            .map_err(|cause: onrecord_weigh::UnknownRuling| {
                Refusal::wrong(cause.to_string(), "write it as `onrecord decide list` shows it")
            })?;
    let who = match (&caller.by, &asked.who) {
        (By::Machine, Some(who)) if !who.trim().is_empty() => words("who", who, 80)?,
        _ => caller.name.clone(),
    };
    if matches!(ruling, Ruling::FourEyes(_)) && caller.role < Role::Administrator {
        return Err(Refusal::forbidden(
            "four eyes are for an administrator to switch",
            "ask one",
        ));
    }
    let kept = Kept {
        at: clock::now(),
        who,
        subject,
        what: ruling.to_string(),
        why,
    };
    let served = Arc::clone(&shared.0);
    let keeping = tokio::task::spawn_blocking(move || keep(&served, &ruling, &kept));
    let (number, sequence) = keeping.await.map_err(|cause| Refusal::failed(cause.to_string()))??;
    shared.note(
        &caller.name,
        &caller.address,
        "decide",
        &asked.subject,
        &format!("decision {number}: {}", asked.what),
    );
    shared.tell(Event::Decision(number));
    let mut weighed = shared.weighed.subscribe();
    shared.weigh_again.notify_one();
    let done = tokio::time::timeout(PATIENCE, weighed.wait_for(|extent| extent.sequence >= sequence)).await;
    let decision = rows(&shared.decisions()).into_iter().find(|row| row.number == number);
    Ok((
        StatusCode::CREATED,
        Json(DecisionTaken {
            decision: decision.ok_or_else(|| Refusal::failed("the decision is not there"))?,
            weighing: done.is_err(),
            revision: shared.standing_now(),
        }),
    ))
}

/// Keeps a decision; gives its number, and how far the case has come with it. Nobody else writes between the check and the keeping.
fn keep(served: &Served, ruling: &Ruling, kept: &Kept) -> Result<(u32, i64), Refusal> {
    let mut case = served.writer.lock().unwrap_or_else(PoisonError::into_inner);
    let view = served.view();
    let before = decisions(&case, &Known::default())?;
    let known = KnownEntries {
        records: &view.records,
        standing: &view.standing,
        decisions: &before,
    };
    known.admits(&kept.subject, ruling, &kept.who).map_err(|refusal| {
        Refusal::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "not-admitted",
            refusal.cause,
            refusal.remedy,
        )
    })?;
    case.decide(kept)?;
    number(served, &case)
}

fn number(served: &Served, case: &Case) -> Result<(u32, i64), Refusal> {
    let all = decisions(case, &Known::default())?;
    let number = all.last().map_or(0, |last| last.number);
    served.set_decisions(Arc::new(all));
    Ok((number, case.extent()?.sequence))
}
