//! The case as a whole.

use axum::Json;
use axum::extract::State;
use onrecord_weigh::wants_four_eyes;
use schemars::JsonSchema;
use serde::Serialize;

use super::Seen;
use crate::access::{Caller, Role};
use crate::refusal::Refusal;
use crate::state::Shared;

/// The case as a whole.
#[derive(Serialize, JsonSchema)]
pub(crate) struct CaseTold {
    /// The file's name without its ending.
    name: String,
    /// The file's name.
    file: String,
    documents: usize,
    statements: usize,
    claims: usize,
    actors: usize,
    decisions: usize,
    /// Names the state of the case that is shown.
    revision: String,
    /// A newer standing is being worked out.
    weighing: bool,
    /// A decision counts once a second person has confirmed it.
    four_eyes: bool,
    /// Version of the shape of records and standings.
    schema: u32,
    /// Version of the program.
    version: String,
    me: Option<Me>,
    /// There are accounts.
    accounts: bool,
    /// Documents can be added through this server.
    takes_documents: bool,
    /// The first and the last day of publication.
    published: Option<[String; 2]>,
    /// The outlets and bodies whose documents are most, with how many.
    publishers: Vec<PublisherCounted>,
    warnings: Vec<String>,
}

/// An outlet or body.
#[derive(Serialize, JsonSchema)]
pub(crate) struct PublisherCounted {
    publisher: String,
    n: usize,
}

/// Who asks.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct Me {
    pub name: String,
    pub role: Role,
}

impl Me {
    pub(crate) fn of(caller: &Caller) -> Self {
        Self {
            name: caller.name.clone(),
            role: caller.role,
        }
    }
}

pub(crate) async fn case(
    State(shared): State<Shared>,
    Seen(view): Seen,
    axum::Extension(caller): axum::Extension<Caller>,
) -> Result<Json<CaseTold>, Refusal> {
    let file = shared
        .file
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let counts = &view.counts;
    Ok(Json(CaseTold {
        name: file.strip_suffix(".case").unwrap_or(&file).to_owned(),
        file,
        documents: view.standing.documents.len(),
        statements: counts.statements,
        claims: view.standing.propositions.len(),
        actors: view.standing.actors.len(),
        decisions: shared.decisions().len(),
        revision: view.revision.clone(),
        weighing: shared.is_weighing(),
        four_eyes: wants_four_eyes(&shared.decisions()),
        schema: view.standing.schema,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        me: Some(Me::of(&caller)),
        accounts: shared.surroundings.accounts,
        takes_documents: shared.intake.is_some(),
        published: counts.published.clone(),
        publishers: counts
            .publishers
            .iter()
            .map(|(publisher, n)| PublisherCounted {
                publisher: publisher.clone(),
                n: *n,
            })
            .collect(),
        warnings: warnings(&shared),
    }))
}

fn warnings(shared: &Shared) -> Vec<String> {
    let mut warnings = Vec::new();
    if !shared.surroundings.accounts {
        warnings.push("There are no accounts: whoever sits at this machine may do everything.".to_owned());
    }
    warnings
}

/// That the server answers.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Health {
    /// `ok`.
    status: String,
    version: String,
}

pub(crate) async fn health() -> Json<Health> {
    Json(Health {
        status: "ok".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}
