//! The case as a whole.

use axum::Json;
use axum::extract::State;
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
    let documents = &view.standing.documents;
    let statements = (0..documents.len()).map(|at| {
        let statements = &view.record(at).statements;
        statements.iter().filter(|statement| !statement.narrator).count()
    });
    let days = documents.iter().filter_map(|document| document.published.as_deref());
    let day = |moment: &str| moment.get(..10).unwrap_or(moment).to_owned();
    let published = days
        .clone()
        .min()
        .zip(days.max())
        .map(|(first, last)| [day(first), day(last)]);
    let mut publishers: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for publisher in documents.iter().filter_map(|document| document.publisher.as_deref()) {
        *publishers.entry(publisher).or_default() += 1;
    }
    let mut publishers: Vec<(&str, usize)> = publishers.into_iter().collect();
    publishers.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    publishers.truncate(100);
    Ok(Json(CaseTold {
        name: file.strip_suffix(".case").unwrap_or(&file).to_owned(),
        file,
        documents: documents.len(),
        statements: statements.sum(),
        claims: view.standing.propositions.len(),
        actors: view.standing.actors.len(),
        decisions: shared.decisions().len(),
        revision: view.revision.clone(),
        weighing: shared.is_weighing(),
        four_eyes: false,
        schema: view.standing.schema,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        me: Some(Me::of(&caller)),
        accounts: shared.surroundings.accounts,
        takes_documents: shared.intake.is_some(),
        published,
        publishers: publishers
            .into_iter()
            .map(|(publisher, n)| PublisherCounted {
                publisher: publisher.to_owned(),
                n,
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
