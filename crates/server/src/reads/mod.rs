//! What can be read, one file a page.

pub(crate) mod actors;
pub(crate) mod case;
pub(crate) mod claim;
pub(crate) mod claims;
pub(crate) mod decisions;
pub(crate) mod document;
pub(crate) mod documents;
pub(crate) mod figures;
pub(crate) mod map;
pub(crate) mod origins;
pub(crate) mod positions;
pub(crate) mod provisions;
pub(crate) mod review;
pub(crate) mod rows;
pub(crate) mod search;
pub(crate) mod timeline;

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use onrecord_weighed::Known;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::paging::Ask;
use crate::refusal::Refusal;
use crate::state::Shared;
use crate::view::View;
use crate::weighing::as_known;

/// The days that a view goes back to.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
pub(crate) struct Window {
    /// Only documents published by this day.
    #[schemars(extend("format" = "date"))]
    as_of: Option<String>,
    /// Only documents captured, and decisions taken, by this day.
    #[schemars(extend("format" = "date"))]
    captured_by: Option<String>,
}

/// The standing that a request looks at.
pub(crate) struct Seen(pub Arc<View>);

impl FromRequestParts<Shared> for Seen {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, shared: &Shared) -> Result<Self, Refusal> {
        let Ask(window) = Ask::<Window>::from_request_parts(parts, shared).await?;
        let known = Known {
            as_of: day(window.as_of, "as_of")?,
            captured_by: day(window.captured_by, "captured_by")?,
        };
        Ok(Self(as_known(shared, &known).await?))
    }
}

/// A day as it is written, or why it is none.
pub(crate) fn day(given: Option<String>, name: &str) -> Result<Option<String>, Refusal> {
    let is_day = |day: &String| day.len() == 10 && day.parse::<jiff::civil::Date>().is_ok();
    match given {
        Some(given) if !is_day(&given) => Err(Refusal::wrong(
            format!("{name} is no day"),
            "write it as YYYY-MM-DD, 2026-03-02",
        )),
        given => Ok(given),
    }
}
