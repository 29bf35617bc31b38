//! The list of claims: filtered, sorted, with what is in it by kind.

use std::collections::BTreeMap;

use axum::Json;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use onrecord_extract::{EventType, EvidenceStatus};
use onrecord_weigh::{Proposition, Status};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::rows::ClaimRow;
use super::{Seen, day};
use crate::paging::{Ask, Page, lines, wants_lines};
use crate::refusal::Refusal;
use crate::view::View;
use onrecord_extract::word;

/// Actors and provisions that are counted in the facets; the rest is found by its name.
const FACETS: usize = 50;

/// Which claims.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
pub(crate) struct ClaimsAsked {
    /// Words that all stand in the claim.
    q: Option<String>,
    status: Option<Status>,
    /// An actor's id: it speaks of the claim, or has a part in it.
    actor: Option<String>,
    #[serde(rename = "type")]
    event_type: Option<EventType>,
    /// A provision that the act would engage.
    provision: Option<String>,
    /// Not before this day.
    #[schemars(extend("format" = "date"))]
    from: Option<String>,
    /// Not after this day.
    #[schemars(extend("format" = "date"))]
    to: Option<String>,
    /// Asserted by one independent origin, or by several.
    origins: Option<Origins>,
    /// The best evidence offered.
    evidence: Option<EvidenceStatus>,
    sort: Option<ClaimsOrder>,
}

/// How many independent origins assert a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Origins {
    None,
    Single,
    Several,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ClaimsOrder {
    /// As in the brief.
    #[default]
    Weight,
    /// The newest first.
    Date,
    /// The most origins first.
    Origins,
}

/// Claims, a page of them.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Claims {
    total: usize,
    /// The cursor of the next page.
    next: Option<String>,
    claims: Vec<ClaimRow>,
    facets: Facets,
}

/// How many of the claims are of each kind.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Facets {
    status: BTreeMap<String, usize>,
    /// The same with uncontested claims told apart by how many origins assert them.
    standing: StandingFacet,
    event_type: BTreeMap<String, usize>,
    /// Those that most of them are about, the most first.
    actor: Vec<ActorFacet>,
    provision: Vec<ProvisionFacet>,
}

/// How many claims stand how.
#[derive(Default, Serialize, JsonSchema)]
pub(crate) struct StandingFacet {
    contested: usize,
    /// Uncontested, asserted by several independent origins.
    corroborated: usize,
    /// Uncontested, asserted by one.
    single_origin: usize,
    /// Uncontested, asserted by none.
    unasserted: usize,
    denied_only: usize,
    retracted: usize,
}

impl StandingFacet {
    fn count(&mut self, claim: &Proposition) {
        *match (claim.status, claim.origins_asserting.count) {
            (Status::Contested, _) => &mut self.contested,
            (Status::Uncontested, 0) => &mut self.unasserted,
            (Status::Uncontested, 1) => &mut self.single_origin,
            (Status::Uncontested, _) => &mut self.corroborated,
            (Status::DeniedOnly, _) => &mut self.denied_only,
            (Status::Retracted, _) => &mut self.retracted,
        } += 1;
    }
}

/// How many claims an actor has to do with.
#[derive(Serialize, JsonSchema)]
pub(crate) struct ActorFacet {
    id: String,
    name: String,
    n: usize,
}

/// How many claims would engage a provision.
#[derive(Serialize, JsonSchema)]
pub(crate) struct ProvisionFacet {
    provision: String,
    n: usize,
}

pub(crate) async fn list(
    Seen(view): Seen,
    Ask(asked): Ask<ClaimsAsked>,
    Ask(page): Ask<Page>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let found = filtered(&view, &asked)?;
    if wants_lines(&headers) {
        return Ok(lines(found.len(), move |at| view.claim_row(found[at] as usize)));
    }
    let (rows, next) = page.cut(&found, |at| view.standing.propositions[at as usize].id.as_str())?;
    Ok(Json(Claims {
        total: found.len(),
        next,
        claims: view.claim_rows(&rows),
        facets: facets(&view, &found),
    })
    .into_response())
}

/// The claims asked for, in the order asked for.
pub(crate) fn filtered(view: &View, asked: &ClaimsAsked) -> Result<Vec<u32>, Refusal> {
    let order = match asked.sort.unwrap_or_default() {
        ClaimsOrder::Weight => &view.by_weight,
        ClaimsOrder::Date => &view.by_date,
        ClaimsOrder::Origins => &view.by_origins,
    };
    let (from, to) = (day(asked.from.clone(), "from")?, day(asked.to.clone(), "to")?);
    let words: Vec<String> = asked
        .q
        .iter()
        .flat_map(|words| words.split_whitespace())
        .map(str::to_lowercase)
        .collect();
    let position = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    // Nothing has to do with an actor or a provision that is not known.
    let actor = asked
        .actor
        .as_ref()
        .map(|id| view.actor_position(id).map_or(u32::MAX, position));
    let provision = asked
        .provision
        .as_ref()
        .map(|provision| view.provisions.binary_search(provision).map_or(u32::MAX, position));
    let wanted = |at: &u32| {
        let (claim, keys) = (&view.standing.propositions[*at as usize], &view.claims[*at as usize]);
        asked.status.is_none_or(|status| claim.status == status)
            && asked.event_type.is_none_or(|of| claim.event_type == of)
            && asked.evidence.is_none_or(|rung| keys.rung == Some(rung))
            && asked.origins.is_none_or(|origins| match origins {
                Origins::None => claim.origins_asserting.count == 0,
                Origins::Single => claim.origins_asserting.count == 1,
                Origins::Several => claim.origins_asserting.count > 1,
            })
            && actor.is_none_or(|actor| keys.actors.binary_search(&actor).is_ok())
            && provision.is_none_or(|provision| keys.provisions.binary_search(&provision).is_ok())
            && within(claim, from.as_deref(), to.as_deref())
            && words.iter().all(|word| keys.words.contains(word.as_str()))
    };
    Ok(order.iter().copied().filter(wanted).collect())
}

/// Whether a claim can be of these days; what has no day is of none.
pub(crate) fn within(claim: &Proposition, from: Option<&str>, to: Option<&str>) -> bool {
    if from.is_none() && to.is_none() {
        return true;
    }
    let Some(date) = &claim.date else {
        return false;
    };
    let (first, last) = (date.earliest.as_deref(), date.latest.as_deref());
    (first.is_some() || last.is_some())
        && from.is_none_or(|from| last.is_none_or(|last| last >= from))
        && to.is_none_or(|to| first.is_none_or(|first| first <= to))
}

fn facets(view: &View, found: &[u32]) -> Facets {
    let mut status: BTreeMap<Status, usize> = BTreeMap::new();
    let mut event_type: BTreeMap<EventType, usize> = BTreeMap::new();
    let mut standing = StandingFacet::default();
    let mut actors = vec![0_usize; view.standing.actors.len()];
    let mut provisions = vec![0_usize; view.provisions.len()];
    for at in found {
        let (claim, keys) = (&view.standing.propositions[*at as usize], &view.claims[*at as usize]);
        standing.count(claim);
        *status.entry(claim.status).or_default() += 1;
        *event_type.entry(claim.event_type).or_default() += 1;
        for actor in &keys.actors {
            actors[*actor as usize] += 1;
        }
        for provision in &keys.provisions {
            provisions[*provision as usize] += 1;
        }
    }
    let actor = most(&actors).into_iter().map(|(at, n)| {
        let actor = &view.standing.actors[at];
        ActorFacet {
            id: actor.id.clone(),
            name: actor.name.clone(),
            n,
        }
    });
    let provision = most(&provisions).into_iter().map(|(at, n)| ProvisionFacet {
        provision: view.provisions[at].clone(),
        n,
    });
    Facets {
        standing,
        status: status.iter().map(|(of, n)| (word(of), *n)).collect(),
        event_type: event_type.iter().map(|(of, n)| (word(of), *n)).collect(),
        actor: actor.collect(),
        provision: provision.collect(),
    }
}

/// The places of the highest counts.
fn most(counts: &[usize]) -> Vec<(usize, usize)> {
    let mut counted: Vec<(usize, usize)> = counts.iter().copied().enumerate().filter(|(_, n)| *n > 0).collect();
    let order = |entry: &(usize, usize)| (std::cmp::Reverse(entry.1), entry.0);
    if counted.len() > FACETS {
        counted.select_nth_unstable_by_key(FACETS, order);
        counted.truncate(FACETS);
    }
    counted.sort_unstable_by_key(order);
    counted
}
