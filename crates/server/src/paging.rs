//! Lists in pages: how many, from where, as one answer or as JSON Lines.

use axum::body::{Body, Bytes};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

use crate::hexadecimal::hexadecimal;
use crate::refusal::Refusal;

/// Entries of a page unless another number is asked for.
const USUAL: u32 = 50;
/// Most entries of a page.
const MOST: u32 = 500;
/// Lines that are written at a time.
const LINES_AT_A_TIME: usize = 256;

/// What is answered with a page, or line by line.
pub(crate) const LINES: &str = "application/x-ndjson";

/// Which part of a list.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
pub(crate) struct Page {
    /// How many entries: 50 unless told, at most 500.
    #[schemars(range(min = 1, max = 500))]
    limit: Option<u32>,
    /// Where the last page ended: its `next`.
    cursor: Option<String>,
}

/// The part of a query that a handler asks for. Parameters without a value count as not given.
pub(crate) struct Ask<T>(pub T);

impl<T: serde::de::DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Ask<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        let query = parts.uri.query().unwrap_or_default();
        let given: Vec<&str> = query
            .split('&')
            .filter(|part| !part.is_empty() && !part.ends_with('='))
            .collect();
        let uri = format!("/?{}", given.join("&"))
            .parse()
            .map_err(|_| Refusal::wrong("the query cannot be read", "escape what is no letter or digit"))?;
        axum::extract::Query::<T>::try_from_uri(&uri)
            .map(|query| Self(query.0))
            .map_err(|cause| {
                let mut told = std::error::Error::source(&cause).map_or_else(|| cause.to_string(), ToString::to_string);
                told.truncate(told.floor_char_boundary(300));
                Refusal::wrong(
                    format!("the query cannot be read: {told}"),
                    "see the parameters in /api/v1/openapi.json",
                )
            })
    }
}

impl Page {
    pub(crate) fn limit(&self) -> Result<usize, Refusal> {
        match self.limit.unwrap_or(USUAL) {
            limit @ 1..=MOST => Ok(limit as usize),
            other => Err(Refusal::wrong(
                format!("a page has between 1 and {MOST} entries, not {other}"),
                "give another limit",
            )),
        }
    }

    /// The cursor as it was given.
    pub(crate) fn cursor_text(&self) -> Option<&str> {
        self.cursor.as_deref()
    }

    /// Cuts the page out of a list, `id` being what an entry is known by, however the list has changed since the last page.
    pub(crate) fn cut<T: Copy, I: AsRef<str>>(
        &self,
        list: &[T],
        id: impl Fn(T) -> I,
    ) -> Result<(Vec<T>, Option<String>), Refusal> {
        let limit = self.limit()?;
        let from = match &self.cursor {
            None => 0,
            Some(cursor) => {
                let (at, last) = read(cursor)
                    .ok_or_else(|| Refusal::wrong("this is no cursor", "begin again without one, and follow next"))?;
                let is_last = |entry: &T| id(*entry).as_ref() == last;
                if list.get(at).is_some_and(is_last) {
                    at + 1
                } else {
                    // The list has changed: behind the same entry where it is still there, else at the same place.
                    list.iter().position(is_last).map_or(at, |found| found + 1)
                }
            }
        };
        let page: Vec<T> = list.iter().skip(from).take(limit).copied().collect();
        let end = from.saturating_add(page.len());
        let next = page
            .last()
            .filter(|_| end < list.len())
            .map(|last| write(end - 1, id(*last).as_ref()));
        Ok((page, next))
    }
}

/// A cursor: the place and the id of the last entry that was given, in hexadecimal digits so that it stands in an address as it is.
fn write(at: usize, id: &str) -> String {
    hexadecimal(format!("{at}.{id}").as_bytes())
}

fn read(cursor: &str) -> Option<(usize, String)> {
    let digits = cursor.as_bytes();
    if digits.len() > 1000 || digits.len() % 2 == 1 {
        return None;
    }
    let bytes: Option<Vec<u8>> = digits
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect();
    let text = String::from_utf8(bytes?).ok()?;
    let (at, id) = text.split_once('.')?;
    Some((at.parse().ok()?, id.to_owned()))
}

/// Whether JSON Lines are asked for.
pub(crate) fn wants_lines(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .any(|value| value.contains(LINES))
}

/// A whole list as JSON Lines, written as it is read. `line` is told the place of an entry.
pub(crate) fn lines<L: Serialize>(count: usize, line: impl Fn(usize) -> L + Send + Sync + 'static) -> Response {
    let line = Arc::new(line);
    let pieces = (0..count.div_ceil(LINES_AT_A_TIME)).map(move |piece| {
        let mut out = Vec::new();
        for at in (piece * LINES_AT_A_TIME..count).take(LINES_AT_A_TIME) {
            serde_json::to_writer(&mut out, &line(at))?;
            out.push(b'\n');
        }
        Ok::<_, serde_json::Error>(Bytes::from(out))
    });
    let body = Body::from_stream(futures_util::stream::iter(pieces));
    (StatusCode::OK, [(header::CONTENT_TYPE, LINES)], body).into_response()
}

#[cfg(test)]
mod tests {
    use super::Page;

    fn pages(list: &[&str], limit: u32) -> Vec<Vec<String>> {
        let (mut cursor, mut pages) = (None, Vec::new());
        loop {
            let page = Page {
                limit: Some(limit),
                cursor,
            };
            let (cut, next) = page.cut(list, |id| id).unwrap();
            pages.push(cut.into_iter().map(str::to_owned).collect());
            cursor = next;
            if cursor.is_none() {
                return pages;
            }
        }
    }

    #[test]
    fn pages_hold_every_entry_once() {
        assert_eq!(
            pages(&["a", "b", "c", "d", "e"], 2),
            [vec!["a", "b"], vec!["c", "d"], vec!["e"]]
        );
        assert_eq!(pages(&["a", "b"], 2), [vec!["a", "b"]]);
        assert_eq!(pages(&[], 2), [Vec::<String>::new()]);
    }

    #[test]
    fn a_cursor_goes_on_behind_its_entry_when_the_list_has_changed() {
        let first = Page {
            limit: Some(2),
            cursor: None,
        };
        let (_, next) = first.cut(&["a", "b", "c", "d"], |id| id).unwrap();
        let second = Page {
            limit: Some(2),
            cursor: next,
        };
        let (page, _) = second.cut(&["new", "a", "b", "c", "d"], |id| id).unwrap();
        assert_eq!(page, ["c", "d"]);
        let (page, _) = second.cut(&["a", "c", "d"], |id| id).unwrap();
        assert_eq!(page, ["c", "d"]);
    }

    #[test]
    fn what_is_no_cursor_is_refused() {
        for cursor in ["", "zz", "é", "3a", "2e2e", &"0".repeat(3000)] {
            let page = Page {
                limit: None,
                cursor: Some(cursor.to_owned()),
            };
            assert!(page.cut(&["a"], |id| id).is_err(), "{cursor}");
        }
    }
}
