//! Who is mentioned and speaks; of one of them, what it is called, said and is claimed to have done.

use std::collections::{BTreeMap, HashMap};

use axum::Json;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use onrecord_extract::{Act, ActorKind};
use onrecord_weigh::{EntryReference, ResolvedActor};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Seen;
use super::rows::{ActorRow, ClaimRow};
use crate::excerpts::Excerpt;
use crate::paging::{Ask, Page, lines, wants_lines};
use crate::refusal::Refusal;
use crate::view::View;
use onrecord_extract::word;

/// Names that are shown of an actor, and claims of each of its roles.
const SHOWN: usize = 50;

/// Which actors.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
pub(crate) struct ActorsAsked {
    /// Words that all stand in name or office.
    q: Option<String>,
    kind: Option<ActorKind>,
}

/// Actors, a page of them: those who say most first.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Actors {
    total: usize,
    next: Option<String>,
    actors: Vec<ActorRow>,
}

/// One actor.
#[derive(Serialize, JsonSchema)]
pub(crate) struct ActorTold {
    actor: ActorRow,
    /// What it is called, most often first.
    names: Vec<NameCounted>,
    /// Why its members are one, in words.
    explanation: String,
    /// The actors of the records that were merged into it.
    members: Vec<EntryReference>,
    /// How many statements it made.
    total: usize,
    next: Option<String>,
    /// What it said, the oldest first.
    statements: Vec<Said>,
    /// The claims in which it has a part, or to which it takes a stance, by which.
    claims: BTreeMap<String, ClaimsOfRole>,
    /// Names on lists that may be its own.
    matches: Vec<ListMatch>,
}

/// A name, and how often it stands there.
#[derive(Serialize, JsonSchema)]
pub(crate) struct NameCounted {
    name: String,
    n: usize,
}

/// Something that an actor said.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Said {
    document: String,
    entry: String,
    /// When it was said, else when published.
    date: Option<String>,
    act: Act,
    excerpt: Option<Excerpt>,
    /// The claims that it speaks of.
    claims: Vec<String>,
}

/// Claims in which an actor has one part.
#[derive(Default, Serialize, JsonSchema)]
pub(crate) struct ClaimsOfRole {
    count: usize,
    claims: Vec<ClaimRow>,
}

/// A name on a list.
#[derive(Serialize, JsonSchema)]
pub(crate) struct ListMatch {
    list: String,
    name: String,
    explanation: String,
}

pub(crate) async fn list(
    Seen(view): Seen,
    Ask(asked): Ask<ActorsAsked>,
    Ask(page): Ask<Page>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let words: Vec<String> = asked
        .q
        .iter()
        .flat_map(|words| words.split_whitespace())
        .map(str::to_lowercase)
        .collect();
    let wanted = |at: &u32| {
        let told = &view.counts.actor_words[*at as usize];
        asked
            .kind
            .is_none_or(|kind| view.standing.actors[*at as usize].kind == kind)
            && words.iter().all(|word| told.contains(word.as_str()))
    };
    let found: Vec<u32> = view.actors_by_statements.iter().copied().filter(wanted).collect();
    if wants_lines(&headers) {
        return Ok(lines(found.len(), move |at| view.actor_row(found[at] as usize)));
    }
    let (rows, next) = page.cut(&found, |at| view.standing.actors[at as usize].id.as_str())?;
    Ok(Json(Actors {
        total: found.len(),
        next,
        actors: rows.into_iter().map(|at| view.actor_row(at as usize)).collect(),
    })
    .into_response())
}

pub(crate) async fn one(
    Seen(view): Seen,
    Path(id): Path<String>,
    Ask(page): Ask<Page>,
) -> Result<Json<ActorTold>, Refusal> {
    let at = view.actor_position(&id).ok_or_else(|| Refusal::missing("actor", &id))?;
    let actor = &view.standing.actors[at];
    let said = said(&view, actor);
    let places: Vec<usize> = (0..said.len()).collect();
    let (rows, next) = page.cut(&places, |at| format!("{}/{}", said[at].1, said[at].2))?;
    let statements = rows.into_iter().map(|at| {
        let (date, document, statement) = said[at];
        told(&view, date, document, statement)
    });
    Ok(Json(ActorTold {
        actor: view.actor_row(at),
        names: names(&view, actor),
        explanation: actor.explanation.clone(),
        members: actor.members.clone(),
        total: said.len(),
        next,
        statements: statements.collect(),
        claims: claims(&view, at),
        matches: Vec::new(),
    }))
}

/// Date, document and statement, by their places.
type Place<'a> = (Option<&'a str>, usize, usize);

fn said<'a>(view: &'a View, actor: &ResolvedActor) -> Vec<Place<'a>> {
    let mut said: Vec<Place> = Vec::new();
    for member in &actor.members {
        let Some(document) = view.document_position(&member.document) else {
            continue;
        };
        let published = view.standing.documents[document].published.as_deref();
        for (at, statement) in view.record(document).statements.iter().enumerate() {
            if statement.speakers.contains(&member.entry) {
                let date = statement.date.as_ref();
                let date = date.and_then(|date| date.earliest.as_deref().or(date.latest.as_deref()));
                said.push((date.or(published.map(|day| day.get(..10).unwrap_or(day))), document, at));
            }
        }
    }
    said.sort_by_key(|(date, document, at)| (date.is_none(), *date, *document, *at));
    said.dedup();
    said
}

fn told(view: &View, date: Option<&str>, document: usize, at: usize) -> Said {
    let statement = &view.record(document).statements[at];
    let id = &view.standing.documents[document].id;
    let words = statement.content.first().or(statement.cue.as_ref());
    Said {
        document: id.clone(),
        entry: statement.id.clone(),
        date: date.map(str::to_owned),
        act: statement.act,
        excerpt: words.and_then(|span| view.excerpt(id, span)),
        claims: view
            .claims_of(document, &statement.id)
            .map(|at| view.standing.propositions[at].id.clone())
            .collect(),
    }
}

fn names(view: &View, actor: &ResolvedActor) -> Vec<NameCounted> {
    let mut counted: HashMap<&str, usize> = HashMap::new();
    for member in &actor.members {
        let Some(document) = view.document_position(&member.document) else {
            continue;
        };
        let own = view.record(document).actors.iter().find(|own| own.id == member.entry);
        for mention in own.iter().flat_map(|own| &own.mentions) {
            if !matches!(mention.rule.as_str(), "pronoun" | "definite") {
                *counted.entry(mention.span.exact.as_str()).or_default() += 1;
            }
        }
    }
    let mut names: Vec<NameCounted> = counted
        .into_iter()
        .map(|(name, n)| NameCounted {
            name: name.split_whitespace().collect::<Vec<_>>().join(" "),
            n,
        })
        .collect();
    names.sort_by(|one, other| other.n.cmp(&one.n).then_with(|| one.name.cmp(&other.name)));
    names.truncate(SHOWN);
    names
}

fn claims(view: &View, at: usize) -> BTreeMap<String, ClaimsOfRole> {
    let id = &view.standing.actors[at].id;
    let mut by_role: BTreeMap<String, ClaimsOfRole> = BTreeMap::new();
    for claim in &view.claims_of_actor[at] {
        let told = &view.standing.propositions[*claim as usize];
        let roles = told
            .roles
            .iter()
            .filter(|role| role.actor.as_ref() == Some(id))
            .map(|role| word(&role.role));
        let stances = told
            .stances
            .iter()
            .filter(|entry| entry.speakers.contains(id))
            .map(|entry| word(&entry.stance));
        let mut parts: Vec<String> = roles.chain(stances).collect();
        parts.sort();
        parts.dedup();
        for part in parts {
            let of_role = by_role.entry(part).or_default();
            of_role.count += 1;
            if of_role.claims.len() < SHOWN {
                of_role.claims.push(view.claim_row(*claim as usize));
            }
        }
    }
    by_role
}
