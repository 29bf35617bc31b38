//! What changes a case or what lies beside it, and what tells of changes.

mod briefs;
mod decisions;
mod documents;
mod events;
mod session;
mod taken;
mod users;
mod views;

use std::sync::OnceLock;

use axum::Json;
use axum::http::Method;
use serde_json::Value;

use crate::access::Role;
use crate::api::{Api, Operation};
use crate::desk::{BriefKept, TokenAsked, UserKept, ViewAsked, ViewKept};
use crate::jobs::Job;
use crate::paging::Page;
use crate::reads::Window;

pub(crate) use documents::LONGEST as LONGEST_UPLOAD;

pub(crate) fn routes(api: Api) -> Api {
    server(accounts(briefs(beside(case(api)))))
}

/// What changes the case.
fn case(api: Api) -> Api {
    api.route(
        Method::POST,
        "/decisions",
        decisions::decide,
        Operation::new("decide", "decide", "Take a decision; none is ever removed")
            .by(Role::Reviewer)
            .takes::<decisions::DecisionAsked>()
            .answers::<decisions::DecisionTaken>(201)
            .or(&[413, 415, 422]),
    )
    .route(
        Method::POST,
        "/documents",
        documents::add,
        Operation::new("add", "addDocuments", "Send files, or name an address to be fetched")
            .by(Role::Editor)
            .takes_media::<documents::Files>("multipart/form-data")
            .takes::<documents::AddressAsked>()
            .answers::<documents::JobBegun>(202)
            .or(&[413, 415, 501]),
    )
    .route(
        Method::GET,
        "/jobs/{id}",
        documents::job,
        Operation::new("add", "getJob", "How far documents on their way are").answers::<Job>(200),
    )
    .route(
        Method::GET,
        "/events",
        events::listen,
        Operation::new(
            "server",
            "listen",
            "What happens: a newer standing, a decision, a job that goes on (server-sent events)",
        )
        .answers_media(&["text/event-stream"]),
    )
}

/// What lies beside it.
fn beside(api: Api) -> Api {
    api.route(
        Method::GET,
        "/views",
        views::list,
        Operation::new("views", "listViews", "Saved views").answers::<views::Views>(200),
    )
    .route(
        Method::POST,
        "/views",
        views::save,
        Operation::new("views", "saveView", "Save a page with its filters under a name")
            .takes::<ViewAsked>()
            .answers::<ViewKept>(201)
            .or(&[413, 415]),
    )
    .route(
        Method::DELETE,
        "/views/{id}",
        views::remove,
        Operation::new("views", "removeView", "Remove a saved view").answers_nothing(),
    )
}

/// Briefs in the making.
fn briefs(api: Api) -> Api {
    let brief = |id, summary| Operation::new("briefs", id, summary);
    api.route(
        Method::GET,
        "/briefs",
        briefs::list,
        brief("listBriefs", "Briefs in the making").answers::<briefs::Briefs>(200),
    )
    .route(
        Method::POST,
        "/briefs",
        briefs::make,
        brief("makeBrief", "Begin a brief")
            .by(Role::Editor)
            .takes::<briefs::BriefAsked>()
            .answers::<BriefKept>(201)
            .or(&[409, 413, 415]),
    )
    .route(
        Method::GET,
        "/briefs/{id}",
        briefs::one,
        brief("getBrief", "One brief in the making").answers::<BriefKept>(200),
    )
    .route(
        Method::PUT,
        "/briefs/{id}",
        briefs::change,
        brief("changeBrief", "Change a brief")
            .by(Role::Editor)
            .takes::<briefs::BriefAsked>()
            .answers::<BriefKept>(200)
            .or(&[409, 413, 415]),
    )
    .route(
        Method::DELETE,
        "/briefs/{id}",
        briefs::remove,
        brief("removeBrief", "Remove a brief")
            .by(Role::Editor)
            .answers_nothing(),
    )
    .route(
        Method::GET,
        "/briefs/{id}/render",
        briefs::render,
        brief(
            "renderBrief",
            "A brief as a page, as Markdown or for a word processor: every sentence footnoted",
        )
        .asks::<Window>()
        .asks::<briefs::RenderAsked>()
        .answers_media(&[
            "text/html",
            "text/markdown",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ]),
    )
}

fn accounts(api: Api) -> Api {
    api.route(
        Method::GET,
        "/session",
        session::session,
        Operation::new("session", "getSession", "Who is signed in")
            .by_anybody()
            .answers::<session::SessionTold>(200),
    )
    .route(
        Method::POST,
        "/session",
        session::sign_in,
        Operation::new("session", "signIn", "Sign in")
            .by_anybody()
            .takes::<session::SignIn>()
            .answers::<session::SessionTold>(201)
            .or(&[401, 409, 413, 415, 429]),
    )
    .route(
        Method::DELETE,
        "/session",
        session::sign_out,
        Operation::new("session", "signOut", "Sign out").answers_nothing(),
    )
    .route(
        Method::GET,
        "/users",
        users::list,
        Operation::new("accounts", "listUsers", "Who may use the case")
            .by(Role::Administrator)
            .answers::<users::Users>(200),
    )
    .route(
        Method::POST,
        "/users",
        users::add,
        Operation::new("accounts", "addUser", "Let somebody in")
            .by(Role::Administrator)
            .takes::<users::UserAsked>()
            .answers::<UserKept>(201)
            .or(&[409, 413, 415]),
    )
    .route(
        Method::PATCH,
        "/users/{name}",
        users::change,
        Operation::new("accounts", "changeUser", "Give somebody another role")
            .by(Role::Administrator)
            .takes::<users::UserChanged>()
            .answers::<UserKept>(200)
            .or(&[409, 413, 415]),
    )
    .route(
        Method::DELETE,
        "/users/{name}",
        users::remove,
        Operation::new(
            "accounts",
            "removeUser",
            "Take somebody’s account away; what they decided stays",
        )
        .by(Role::Administrator)
        .answers_nothing()
        .or(&[409]),
    )
    .route(
        Method::POST,
        "/users/{name}/password",
        users::password,
        Operation::new(
            "accounts",
            "setPassword",
            "Change one’s own password; an administrator, anybody’s",
        )
        .takes::<users::PasswordAsked>()
        .answers_nothing()
        .or(&[409, 413, 415, 429]),
    )
    .route(
        Method::GET,
        "/tokens",
        users::tokens,
        Operation::new("accounts", "listTokens", "One’s own tokens").answers::<users::Tokens>(200),
    )
    .route(
        Method::POST,
        "/tokens",
        users::make_token,
        Operation::new("accounts", "makeToken", "Make a token; its secret is shown this once")
            .takes::<TokenAsked>()
            .answers::<users::TokenMade>(201)
            .or(&[409, 413, 415]),
    )
    .route(
        Method::DELETE,
        "/tokens/{id}",
        users::remove_token,
        Operation::new("accounts", "removeToken", "Remove one of one’s own tokens").answers_nothing(),
    )
    .route(
        Method::GET,
        "/audit",
        users::audit,
        Operation::new(
            "accounts",
            "listAudit",
            "What was changed and taken out, the newest first",
        )
        .by(Role::Administrator)
        .asks::<users::AuditAsked>()
        .asks::<Page>()
        .answers::<users::Audit>(200),
    )
}

fn server(api: Api) -> Api {
    api.route(
        Method::GET,
        "/openapi.json",
        description,
        Operation::new("server", "getDescription", "This description")
            .by_anybody()
            .answers::<serde_json::Map<String, Value>>(200),
    )
}

async fn description() -> Json<&'static Value> {
    static DESCRIPTION: OnceLock<Value> = OnceLock::new();
    Json(DESCRIPTION.get_or_init(crate::openapi::description))
}
