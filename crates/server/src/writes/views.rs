//! Saved views.

use axum::Extension;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use schemars::JsonSchema;
use serde::Serialize;

use super::taken::{Taken, number, words};
use crate::access::{Caller, Role};
use crate::desk::{ViewAsked, ViewKept};
use crate::refusal::Refusal;
use crate::state::Shared;

/// All saved views.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Views {
    total: usize,
    views: Vec<ViewKept>,
}

pub(crate) async fn list(State(shared): State<Shared>) -> Result<Json<Views>, Refusal> {
    let views = shared.desk.views()?;
    Ok(Json(Views {
        total: views.len(),
        views,
    }))
}

pub(crate) async fn save(
    State(shared): State<Shared>,
    Extension(caller): Extension<Caller>,
    Taken(asked): Taken<ViewAsked>,
) -> Result<(StatusCode, Json<ViewKept>), Refusal> {
    let query = asked.query.trim();
    let asked = ViewAsked {
        name: words("name", &asked.name, 200)?,
        page: words("page", &asked.page, 200)?,
        query: if query.is_empty() {
            String::new()
        } else {
            words("query", query, 4000)?
        },
    };
    let saved = shared.desk.save_view(&asked, &caller.name)?;
    shared.note(&caller.name, &caller.address, "view.save", &saved.name, "done");
    Ok((StatusCode::CREATED, Json(saved)))
}

/// One's own; an administrator, anybody's.
pub(crate) async fn remove(
    State(shared): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<StatusCode, Refusal> {
    let at = number("view", &id)?;
    let view = shared.desk.view(at)?.ok_or_else(|| Refusal::missing("view", &id))?;
    if view.who != caller.name && caller.role < Role::Administrator {
        return Err(Refusal::forbidden(
            "somebody else saved this view",
            "ask them, or an administrator",
        ));
    }
    shared.desk.remove_view(at)?;
    shared.note(&caller.name, &caller.address, "view.remove", &view.name, "done");
    Ok(StatusCode::NO_CONTENT)
}
