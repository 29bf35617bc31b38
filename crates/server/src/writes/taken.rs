//! What a request brings, read strictly: JSON that is what it says it is, or why not.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use serde::de::DeserializeOwned;

use crate::refusal::Refusal;

/// The body of a request.
pub(crate) struct Taken<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Taken<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        match Json::<T>::from_request(request, state).await {
            Ok(Json(taken)) => Ok(Self(taken)),
            Err(rejection) => Err(refused(&rejection)),
        }
    }
}

fn refused(rejection: &JsonRejection) -> Refusal {
    let mut told = rejection.body_text();
    told.truncate(told.floor_char_boundary(300));
    let status = rejection.status();
    let code = match status {
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "not-json",
        StatusCode::PAYLOAD_TOO_LARGE => "too-long",
        _ => "wrong-body",
    };
    // A body of another shape is as wrong as one that is no JSON.
    let status = if status == StatusCode::UNPROCESSABLE_ENTITY {
        StatusCode::BAD_REQUEST
    } else {
        status
    };
    Refusal::new(status, code, told, "see /api/v1/openapi.json for what is taken")
}

/// A number of an address, or that there is none such.
pub(crate) fn number(what: &str, id: &str) -> Result<i64, Refusal> {
    id.parse().map_err(|_| Refusal::missing(what, id))
}

/// Words of a length, without control characters but line ends and tabs.
pub(crate) fn words(name: &str, given: &str, longest: usize) -> Result<String, Refusal> {
    let given = given.trim();
    let is_wrong = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t');
    let length = given.chars().count();
    if length == 0 || length > longest || given.contains(is_wrong) {
        return Err(Refusal::wrong(
            format!("{name} has between 1 and {longest} characters, none of them a control character"),
            format!("give another {name}"),
        ));
    }
    Ok(given.to_owned())
}
