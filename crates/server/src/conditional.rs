//! Answers that did not change are not sent again, and answers of a case that did not change are not made again.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use ring::digest::{Context, SHA256};

use crate::access::{Caller, Role};
use crate::hexadecimal::hexadecimal;
use crate::paging::wants_lines;
use crate::refusal::Refusal;
use crate::state::Shared;

/// Longer answers than this are sent as they are made.
const LONGEST: usize = 64 * 1024 * 1024;
/// Answers of this many bytes, all together, are kept.
const KEPT: usize = 64 * 1024 * 1024;
/// Longer ones are not kept.
const LONGEST_KEPT: usize = 2 * 1024 * 1024;

/// Answers that were given from the standing as it is.
#[derive(Debug, Default)]
pub(crate) struct Kept(Mutex<KeptAnswers>);

#[derive(Debug, Default)]
struct KeptAnswers {
    by_mark: HashMap<String, (HeaderValue, Bytes)>,
    order: VecDeque<String>,
    bytes: usize,
}

impl Kept {
    fn get(&self, mark: &str) -> Option<(HeaderValue, Bytes)> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.by_mark.get(mark).cloned()
    }

    fn put(&self, mark: &str, media_type: HeaderValue, body: Bytes) {
        if body.len() > LONGEST_KEPT {
            return;
        }
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let length = body.len();
        if kept.by_mark.insert(mark.to_owned(), (media_type, body)).is_none() {
            kept.bytes += length;
            kept.order.push_back(mark.to_owned());
        }
        while kept.bytes > KEPT {
            let Some(oldest) = kept.order.pop_front() else {
                break;
            };
            if let Some((_, body)) = kept.by_mark.remove(&oldest) {
                kept.bytes = kept.bytes.saturating_sub(body.len());
            }
        }
    }
}

fn mark(parts: &[&[u8]]) -> String {
    let mut context = Context::new(&SHA256);
    for part in parts {
        context.update(&(part.len() as u64).to_le_bytes());
        context.update(part);
    }
    let digits = hexadecimal(context.finish().as_ref());
    format!("\"{}\"", &digits[..24])
}

fn is_known(headers: &HeaderMap, mark: &str) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|value| value.trim().trim_start_matches("W/"))
        .any(|value| value == mark || value == "*")
}

fn marked(mut response: Response, mark: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(mark) {
        response.headers_mut().insert(header::ETAG, value);
    }
    // Kept by the browser alone, and asked about each time: somebody signed out sees nothing.
    let again = HeaderValue::from_static("private, no-cache");
    response.headers_mut().insert(header::CACHE_CONTROL, again);
    response
}

/// For what follows from the standing alone: the mark is known before the answer is made.
pub(crate) async fn of_standing(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let may_read = request
        .extensions()
        .get::<Caller>()
        .is_some_and(|caller| caller.may(Role::Reader, &request).is_ok());
    if request.method() != Method::GET || !may_read {
        return next.run(request).await;
    }
    let lines = wants_lines(request.headers());
    let uri = request.uri().to_string();
    let revision = shared.standing_now();
    let mark = mark(&[revision.as_bytes(), uri.as_bytes(), &[u8::from(lines)]]);
    if is_known(request.headers(), &mark) {
        return marked(StatusCode::NOT_MODIFIED.into_response(), &mark);
    }
    if let Some((media_type, body)) = shared.kept.get(&mark) {
        return marked(([(header::CONTENT_TYPE, media_type)], body).into_response(), &mark);
    }
    let response = next.run(request).await;
    // Weighed anew meanwhile: what was answered may be of either state.
    if response.status() != StatusCode::OK || shared.standing_now() != revision {
        return response;
    }
    if lines {
        return marked(response, &mark);
    }
    let (head, body) = response.into_parts();
    let Ok(body) = to_bytes(body, LONGEST).await else {
        return Refusal::failed("the answer is too long").into_response();
    };
    if let Some(media_type) = head
        .headers
        .get(header::CONTENT_TYPE)
        .filter(|_| head.headers.len() <= 2)
    {
        shared.kept.put(&mark, media_type.clone(), body.clone());
    }
    marked(Response::from_parts(head, Body::from(body)), &mark)
}

/// For what can change at any time: the mark is that of the answer.
pub(crate) async fn of_answer(request: Request, next: Next) -> Response {
    let is_get = request.method() == Method::GET;
    let headers = request.headers().clone();
    let response = next.run(request).await;
    let is_json = response
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.starts_with("application/json"));
    if !is_get || !is_json || response.status() != StatusCode::OK {
        return response;
    }
    let (head, body) = response.into_parts();
    let Ok(body) = to_bytes(body, LONGEST).await else {
        return Refusal::failed("the answer is too long").into_response();
    };
    let mark = mark(&[&body]);
    if is_known(&headers, &mark) {
        return marked(StatusCode::NOT_MODIFIED.into_response(), &mark);
    }
    marked(Response::from_parts(head, Body::from(body)), &mark)
}
