//! What is answered where a request is not done: one shape, with a code, the cause and what to do.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use onrecord_ledger::LedgerError;
use schemars::JsonSchema;
use serde::Serialize;

use crate::desk::DeskError;

/// Why a request was not done.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    status: StatusCode,
    code: &'static str,
    cause: String,
    remedy: String,
    retry_after: Option<u64>,
}

/// What is answered where a request is not done.
#[derive(Serialize, JsonSchema)]
pub(crate) struct ErrorAnswer {
    /// What went wrong.
    error: ErrorTold,
}

/// A code, the cause and what to do.
#[derive(Serialize, JsonSchema)]
pub(crate) struct ErrorTold {
    /// A short code that stays the same.
    code: String,
    /// Why, in words.
    cause: String,
    /// What to do, in words.
    remedy: String,
}

impl Refusal {
    pub(crate) fn new(
        status: StatusCode,
        code: &'static str,
        cause: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            status,
            code,
            cause: cause.into(),
            remedy: remedy.into(),
            retry_after: None,
        }
    }

    /// The request cannot be understood.
    pub(crate) fn wrong(cause: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "wrong-request", cause, remedy)
    }

    /// What was asked for is not there.
    pub(crate) fn missing(what: &str, id: &str) -> Self {
        let id: String = id.chars().take(120).collect();
        Self::new(
            StatusCode::NOT_FOUND,
            "not-found",
            format!("there is no {what} {id}"),
            "take the id from a list; with as_of it may not have been known yet",
        )
    }

    /// Whoever asks may not.
    pub(crate) fn forbidden(cause: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", cause, remedy)
    }

    /// The program or the machine failed.
    pub(crate) fn failed(cause: impl Into<String>) -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "failed",
            cause,
            "see what the server prints; nothing that was kept before is harmed",
        )
    }

    /// The same, to be tried again after so many seconds.
    pub(crate) fn after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let answer = ErrorAnswer {
            error: ErrorTold {
                code: self.code.to_owned(),
                cause: self.cause,
                remedy: self.remedy,
            },
        };
        let mut response = (self.status, Json(answer)).into_response();
        if let Some(seconds) = self.retry_after {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl From<LedgerError> for Refusal {
    fn from(error: LedgerError) -> Self {
        let message = error.to_string();
        let (cause, remedy) = message.rsplit_once(": ").unwrap_or((&message, ""));
        match error {
            LedgerError::Busy { .. } => Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy", cause, remedy).after(5),
            LedgerError::EmptyQuery => Self::wrong(cause, remedy),
            LedgerError::Full { .. } => Self::new(StatusCode::INSUFFICIENT_STORAGE, "full", cause, remedy),
            _ => Self::new(StatusCode::INTERNAL_SERVER_ERROR, "case-failed", cause, remedy),
        }
    }
}

impl From<DeskError> for Refusal {
    fn from(error: DeskError) -> Self {
        let message = error.to_string();
        let (cause, remedy) = message.rsplit_once(": ").unwrap_or((&message, ""));
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "desk-failed", cause, remedy)
    }
}
