//! Briefs in the making, and what comes out of them.

use axum::Extension;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use onrecord_brief::{Brief, Chosen, Depth, Told, compose_chosen, html, markdown, word};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::taken::{Taken, number, words};
use crate::access::Caller;
use crate::desk::{BriefKept, BriefPart, With};
use crate::headers::CAPTURED;
use crate::paging::Ask;
use crate::reads::Seen;
use crate::refusal::Refusal;
use crate::state::Shared;
use crate::view::View;

/// Parts of a brief, at most.
const MOST_PARTS: usize = 1000;
/// Briefs of a case, at most.
const MOST_BRIEFS: usize = 2000;

/// All briefs in the making.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Briefs {
    total: usize,
    briefs: Vec<BriefKept>,
}

/// A brief as its author wants it.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BriefAsked {
    #[schemars(length(min = 1, max = 300))]
    title: String,
    #[schemars(length(max = 1000))]
    parts: Vec<BriefPart>,
    /// When the brief was last changed as far as its author knows: somebody else's later change is not written over.
    updated_at: Option<String>,
}

/// In which form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum BriefForm {
    #[default]
    Html,
    Markdown,
    Docx,
}

/// In which form.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct RenderAsked {
    format: Option<BriefForm>,
}

impl BriefAsked {
    fn checked(&self) -> Result<String, Refusal> {
        if self.parts.len() > MOST_PARTS {
            return Err(Refusal::wrong(
                format!("a brief has {MOST_PARTS} parts at most"),
                "make two of it",
            ));
        }
        for part in &self.parts {
            match part {
                BriefPart::Claim { claim, .. } => words("claim", claim, 100)?,
                BriefPart::Text { text } if text.trim().is_empty() => String::new(),
                BriefPart::Text { text } => words("text", text, 100_000)?,
                BriefPart::Section { section } => words("section", section, 300)?,
            };
        }
        words("title", &self.title, 300)
    }
}

pub(crate) async fn list(State(shared): State<Shared>) -> Result<Json<Briefs>, Refusal> {
    let briefs = shared.desk.briefs()?;
    Ok(Json(Briefs {
        total: briefs.len(),
        briefs,
    }))
}

fn found(shared: &Shared, id: &str) -> Result<BriefKept, Refusal> {
    let brief = shared.desk.brief(number("brief", id)?)?;
    brief.ok_or_else(|| Refusal::missing("brief", id))
}

pub(crate) async fn one(State(shared): State<Shared>, Path(id): Path<String>) -> Result<Json<BriefKept>, Refusal> {
    found(&shared, &id).map(Json)
}

pub(crate) async fn make(
    State(shared): State<Shared>,
    Extension(caller): Extension<Caller>,
    Taken(asked): Taken<BriefAsked>,
) -> Result<(StatusCode, Json<BriefKept>), Refusal> {
    let title = asked.checked()?;
    if shared.desk.briefs()?.len() >= MOST_BRIEFS {
        return Err(Refusal::new(
            StatusCode::CONFLICT,
            "too-many-briefs",
            format!("the case has {MOST_BRIEFS} briefs"),
            "remove one that is not needed",
        ));
    }
    let revision = shared.standing_now();
    let kept = shared
        .desk
        .keep_brief(None, &title, &asked.parts, &caller.name, &revision)?;
    let kept = kept.ok_or_else(|| Refusal::failed("the brief is not there"))?;
    shared.note(
        &caller.name,
        &caller.address,
        "brief.make",
        &kept.id.to_string(),
        "done",
    );
    Ok((StatusCode::CREATED, Json(kept)))
}

pub(crate) async fn change(
    State(shared): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    Taken(asked): Taken<BriefAsked>,
) -> Result<Json<BriefKept>, Refusal> {
    let title = asked.checked()?;
    let before = found(&shared, &id)?;
    if asked
        .updated_at
        .as_ref()
        .is_some_and(|known| *known != before.updated_at)
    {
        return Err(Refusal::new(
            StatusCode::CONFLICT,
            "changed-meanwhile",
            format!("{} changed the brief at {}", before.who, before.updated_at),
            "look at their version, then change that",
        ));
    }
    let revision = shared.standing_now();
    let kept = shared
        .desk
        .keep_brief(Some(before.id), &title, &asked.parts, &caller.name, &revision)?;
    shared.note(&caller.name, &caller.address, "brief.change", &id, "done");
    kept.map(Json).ok_or_else(|| Refusal::missing("brief", &id))
}

pub(crate) async fn remove(
    State(shared): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<StatusCode, Refusal> {
    let brief = found(&shared, &id)?;
    shared.desk.remove_brief(brief.id)?;
    shared.note(&caller.name, &caller.address, "brief.remove", &id, &brief.title);
    Ok(StatusCode::NO_CONTENT)
}

pub(crate) async fn render(
    State(shared): State<Shared>,
    Seen(view): Seen,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    Ask(asked): Ask<RenderAsked>,
) -> Result<Response, Refusal> {
    let kept = found(&shared, &id)?;
    let form = asked.format.unwrap_or_default();
    let name = file_name(&kept.title);
    let made = tokio::task::spawn_blocking(move || {
        let brief = composed(&view, &kept);
        // What its author chose is all there: nothing is folded.
        match form {
            BriefForm::Html => Ok(html(&brief, Depth::Full).into_bytes()),
            BriefForm::Markdown => Ok(markdown(&brief, Depth::Full).into_bytes()),
            BriefForm::Docx => word(&brief, Depth::Full),
        }
    });
    let made = made.await.map_err(|cause| Refusal::failed(cause.to_string()))?;
    let bytes = made.map_err(|cause| Refusal::failed(cause.to_string()))?;
    let (media_type, ending, shown) = match form {
        BriefForm::Html => ("text/html; charset=utf-8", "html", "inline"),
        BriefForm::Markdown => ("text/markdown; charset=utf-8", "md", "attachment"),
        BriefForm::Docx => (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "docx",
            "attachment",
        ),
    };
    shared.note(&caller.name, &caller.address, "brief.render", &id, ending);
    let disposition = format!("{shown}; filename=\"{name}.{ending}\"");
    let disposition = HeaderValue::from_str(&disposition).map_err(|cause| Refusal::failed(cause.to_string()))?;
    Ok((
        [
            (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
            (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CAPTURED)),
            (header::CONTENT_DISPOSITION, disposition),
            (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        ],
        bytes,
    )
        .into_response())
}

fn composed(view: &View, kept: &BriefKept) -> Brief {
    let parts: Vec<Chosen> = kept
        .parts
        .iter()
        .map(|part| match part {
            BriefPart::Section { section } => Chosen::Section(section.clone()),
            BriefPart::Text { text } => Chosen::Own(text.clone()),
            BriefPart::Claim { claim, with } => Chosen::Claim {
                id: claim.clone(),
                told: told(with),
            },
        })
        .collect();
    compose_chosen(&kept.title, &parts, &view.standing, &view.records)
}

fn told(with: &[With]) -> Told {
    if with.is_empty() {
        return Told::ALL;
    }
    Told {
        sides: with.contains(&With::Sides),
        evidence: with.contains(&With::Evidence),
        provisions: with.contains(&With::Provisions),
        origins: with.contains(&With::Origins),
    }
}

/// A name for a file: letters and digits of the title.
fn file_name(title: &str) -> String {
    let words: Vec<String> = title
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .take(8)
        .collect();
    if words.is_empty() {
        "brief".to_owned()
    } else {
        words.join("-")
    }
}
