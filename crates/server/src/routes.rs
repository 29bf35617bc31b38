//! Every address of the interface.

use axum::http::Method;

use crate::api::{Api, Operation};
use crate::paging::Page;
use crate::reads::{
    Window, actors, case, claim, claims, decisions, document, documents, figures, map, origins, positions, provisions,
    review, search, timeline,
};

/// Every address of the interface, with its description.
pub(crate) fn api() -> Api {
    crate::writes::routes(reads(Api::new()))
}

fn reads(api: Api) -> Api {
    let read = |id, summary| Operation::new("read", id, summary).asks::<Window>().of_standing();
    let list = |id, summary| read(id, summary).asks::<Page>();
    let get = Method::GET;
    api.route(
        get.clone(),
        "/case",
        case::case,
        Operation::new("read", "getCase", "The case as a whole, and who asks")
            .asks::<Window>()
            .answers::<case::CaseTold>(200),
    )
    .route(
        get.clone(),
        "/claims",
        claims::list,
        list("listClaims", "What is claimed, and where each claim stands")
            .asks::<claims::ClaimsAsked>()
            .answers::<claims::Claims>(200)
            .or_lines(),
    )
    .route(
        get.clone(),
        "/claims/{id}",
        claim::one,
        read(
            "getClaim",
            "One claim: its sides with their words, its origins, its history",
        )
        .answers::<claim::ClaimTold>(200),
    )
    .route(
        get.clone(),
        "/documents",
        documents::list,
        list("listDocuments", "The documents")
            .asks::<documents::DocumentsAsked>()
            .answers::<documents::Documents>(200)
            .or_lines(),
    )
    .route(
        get.clone(),
        "/documents/{id}",
        document::one,
        read(
            "getDocument",
            "One document: its text with all that was taken out of it",
        )
        .answers::<document::DocumentTold>(200),
    )
    .route(
        get.clone(),
        "/documents/{id}/record",
        document::record,
        read("getRecord", "The record of a document").answers::<onrecord_extract::Record>(200),
    )
    .route(
        get.clone(),
        "/documents/{id}/original",
        document::original,
        Operation::new(
            "read",
            "getOriginal",
            "The bytes as they came; a browser runs nothing of them",
        )
        .asks::<Window>()
        .answers_media(&["text/html", "text/plain", "application/pdf", "application/octet-stream"]),
    )
    .route(
        get.clone(),
        "/documents/{id}/diff",
        document::diff,
        read("diffDocuments", "What a report changed of the document that it reports")
            .asks::<document::DiffAsked>()
            .answers::<document::Diff>(200),
    )
    .route(
        get.clone(),
        "/timeline",
        timeline::list,
        list("getTimeline", "What is said to have happened, by date")
            .asks::<timeline::TimelineAsked>()
            .answers::<timeline::Timeline>(200)
            .or_lines(),
    )
    .route(
        get.clone(),
        "/map",
        map::map,
        read(
            "getMap",
            "Where claims lie: points for towns and sites alone, areas for regions and states",
        )
        .answers::<map::Map>(200),
    )
    .route(
        get.clone(),
        "/tolls",
        figures::tolls,
        list("listTolls", "Figures of people as series")
            .answers::<figures::Tolls>(200)
            .or_lines(),
    )
    .route(
        get.clone(),
        "/signatures",
        figures::signatures,
        list(
            "listSignatures",
            "Joint statements, and who signed one and not the one before",
        )
        .answers::<figures::JointStatements>(200),
    )
    .route(
        get.clone(),
        "/flags",
        figures::flags,
        list("listFlags", "What does not fit").answers::<figures::Flags>(200),
    )
    .route(
        get.clone(),
        "/positions",
        positions::list,
        list("listPositions", "What each actor holds of each claim over time")
            .asks::<positions::PositionsAsked>()
            .answers::<positions::Positions>(200)
            .or_lines(),
    )
    .route(
        get.clone(),
        "/origins",
        origins::list,
        list(
            "listOrigins",
            "Which documents share one origin, and what was taken from what",
        )
        .answers::<origins::Origins>(200)
        .or_lines(),
    )
    .route(
        get.clone(),
        "/actors",
        actors::list,
        list("listActors", "Who is mentioned and speaks")
            .asks::<actors::ActorsAsked>()
            .answers::<actors::Actors>(200)
            .or_lines(),
    )
    .route(
        get.clone(),
        "/actors/{id}",
        actors::one,
        list(
            "getActor",
            "One actor: what it is called, said and is claimed to have done",
        )
        .answers::<actors::ActorTold>(200),
    )
    .route(
        get.clone(),
        "/provisions",
        provisions::list,
        list(
            "listProvisions",
            "Provisions that claimed acts would engage, element by element",
        )
        .answers::<provisions::Provisions>(200),
    )
    .route(
        get.clone(),
        "/search",
        search::search,
        Operation::new("read", "search", "Words in texts, statements and names")
            .asks::<Window>()
            .asks::<search::SearchAsked>()
            .asks::<Page>()
            .answers::<search::Hits>(200),
    )
    .route(
        get.clone(),
        "/review",
        review::list,
        list("listConcerns", "What a person should look at first, and why")
            .asks::<review::ReviewAsked>()
            .answers::<review::Concerns>(200)
            .or_lines(),
    )
    .route(
        get.clone(),
        "/decisions",
        decisions::list,
        Operation::new("decide", "listDecisions", "What persons decided, the newest first")
            .asks::<Page>()
            .answers::<decisions::Decisions>(200)
            .or_lines(),
    )
    .route(
        get,
        "/health",
        case::health,
        Operation::new("server", "getHealth", "Whether the server answers")
            .by_anybody()
            .answers::<case::Health>(200),
    )
}
