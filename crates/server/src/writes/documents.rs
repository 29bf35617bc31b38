//! Documents that are sent, or named by their address.

use axum::Extension;
use axum::Json;
use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{FromRequest, Path, Request, State};
use axum::http::{StatusCode, header};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::taken::{Taken, words};
use crate::access::Caller;
use crate::intake::Offered;
use crate::jobs::{self, Job};
use crate::refusal::Refusal;
use crate::state::Shared;

/// All that is sent at once has so many bytes at most.
pub(crate) const LONGEST: usize = 256 * 1024 * 1024;
/// Files that are sent at once, at most.
const MOST: usize = 500;
/// Jobs that wait or run at once, at most.
const MOST_JOBS: usize = 20;

/// An address to be fetched.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AddressAsked {
    #[schemars(length(min = 1, max = 4000))]
    url: String,
}

/// Files, each a part with a name of a file.
#[derive(Deserialize, JsonSchema)]
#[allow(dead_code)]
pub(crate) struct Files {
    #[schemars(extend("items" = {"type": "string", "format": "binary"}))]
    files: Vec<String>,
}

/// The job that reads what was sent.
#[derive(Serialize, JsonSchema)]
pub(crate) struct JobBegun {
    /// To be followed at `/jobs/{id}`, or as events.
    job: u64,
}

pub(crate) async fn add(
    State(shared): State<Shared>,
    Extension(caller): Extension<Caller>,
    request: Request,
) -> Result<(StatusCode, Json<JobBegun>), Refusal> {
    if shared.intake.is_none() {
        return Err(Refusal::new(
            StatusCode::NOT_IMPLEMENTED,
            "no-intake",
            "this server takes no documents",
            "add them with `onrecord add`",
        ));
    }
    if shared.jobs.waiting() >= MOST_JOBS {
        return Err(Refusal::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "busy",
            "many documents are on their way already",
            "wait until some of them are read",
        )
        .after(30));
    }
    let media_type = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let offered = if media_type.starts_with("multipart/form-data") {
        let multipart = Multipart::from_request(request, &()).await;
        files(multipart.map_err(|cause| Refusal::wrong(cause.body_text(), "send files as multipart/form-data"))?)
            .await?
    } else {
        let Taken(asked) = Taken::<AddressAsked>::from_request(request, &()).await?;
        vec![address(&asked.url)?]
    };
    let told: Vec<&str> = offered
        .iter()
        .map(|one| match one {
            Offered::File { name, .. } => name.as_str(),
            Offered::Address(address) => address.as_str(),
        })
        .collect();
    shared.note(
        &caller.name,
        &caller.address,
        "documents.add",
        &told.join(", "),
        "begun",
    );
    let job = jobs::begin(&shared, offered);
    Ok((StatusCode::ACCEPTED, Json(JobBegun { job: job.job })))
}

fn address(url: &str) -> Result<Offered, Refusal> {
    let url = words("url", url, 4000)?;
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    if !is_web || url.contains(char::is_whitespace) {
        return Err(Refusal::wrong(
            "this is no address of the web",
            "give one that begins with https://",
        ));
    }
    Ok(Offered::Address(url))
}

async fn files(mut multipart: Multipart) -> Result<Vec<Offered>, Refusal> {
    let failed = |cause: MultipartError| {
        let status = cause.status();
        Refusal::new(
            status,
            "wrong-files",
            cause.body_text(),
            "send files as multipart/form-data",
        )
    };
    let mut files = Vec::new();
    while let Some(part) = multipart.next_field().await.map_err(failed)? {
        let Some(name) = part.file_name().map(harmless) else {
            continue;
        };
        let media_type = part
            .content_type()
            .map(str::to_owned)
            .filter(|of| of != "application/octet-stream");
        let bytes = part.bytes().await.map_err(failed)?.to_vec();
        if bytes.is_empty() {
            continue;
        }
        files.push(Offered::File {
            name,
            media_type,
            bytes,
        });
        if files.len() > MOST {
            return Err(Refusal::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "too-many-files",
                format!("more than {MOST} files were sent at once"),
                "send an archive, or fewer at a time",
            ));
        }
    }
    if files.is_empty() {
        return Err(Refusal::wrong(
            "no file was sent",
            "send at least one, as a part with a name of a file",
        ));
    }
    Ok(files)
}

/// The last part of a file's name: the sender's folders are nobody's business.
fn harmless(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name.chars().filter(|letter| !letter.is_control()).take(200).collect();
    if name.is_empty() { "a file".to_owned() } else { name }
}

pub(crate) async fn job(State(shared): State<Shared>, Path(id): Path<String>) -> Result<Json<Job>, Refusal> {
    let job = id.parse().ok().and_then(|id| shared.jobs.get(id));
    job.map(Json).ok_or_else(|| Refusal::missing("job", &id))
}
