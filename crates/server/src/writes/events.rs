//! What happens while somebody looks: server-sent events (WHATWG HTML, 9.2).

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event as Sent, KeepAlive, Sse};
use futures_util::stream::{self, Stream};
use serde_json::json;
use tokio::sync::broadcast::error::RecvError;

use crate::state::{Event, Shared};

/// A line is sent so often where nothing happens, so that nobody takes the connection for dead.
const ALIVE: Duration = Duration::from_secs(15);

pub(crate) async fn listen(State(shared): State<Shared>) -> Sse<impl Stream<Item = Result<Sent, Infallible>>> {
    let first = Event::Revision {
        revision: shared.standing_now(),
        weighing: shared.is_weighing(),
    };
    let listening = (Some(first), shared.listen(), shared.end.subscribe());
    let events = stream::unfold(listening, |(first, mut events, mut end)| async move {
        if let Some(first) = first {
            return Some((Ok(sent(&first)), (None, events, end)));
        }
        loop {
            let received = tokio::select! {
                received = events.recv() => received,
                _ = end.wait_for(|ended| *ended) => return None,
            };
            match received {
                Ok(event) => return Some((Ok(sent(&event)), (None, events, end))),
                // Whoever is too slow misses some and looks again.
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return None,
            }
        }
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(ALIVE))
}

fn sent(event: &Event) -> Sent {
    let (name, told) = match event {
        Event::Revision { revision, weighing } => ("revision", json!({"revision": revision, "weighing": weighing})),
        Event::Job(job) => ("job", serde_json::to_value(job).unwrap_or_default()),
        Event::Decision(number) => ("decision", json!({"number": number})),
    };
    Sent::default().event(name).data(told.to_string())
}
