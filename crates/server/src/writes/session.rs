//! Signing in and out.

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Response};
use axum::{Extension, Json};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

use super::taken::Taken;
use crate::access::door::{Address, SESSION_COOKIE};
use crate::access::{By, Caller, passwords};
use crate::clock;
use crate::reads::case::Me;
use crate::refusal::Refusal;
use crate::state::Shared;

/// The cookie that the pages send back as a header.
const CSRF_COOKIE: &str = "onrecord_csrf";

/// Who signs in.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignIn {
    #[schemars(length(min = 1, max = 80))]
    name: String,
    #[schemars(length(min = 1, max = 1024))]
    password: String,
}

/// Who is signed in.
#[derive(Serialize, JsonSchema)]
pub(crate) struct SessionTold {
    me: Option<Me>,
    /// There are accounts.
    accounts: bool,
}

pub(crate) async fn session(State(shared): State<Shared>, caller: Option<Extension<Caller>>) -> Json<SessionTold> {
    Json(SessionTold {
        me: caller.map(|Extension(caller)| Me::of(&caller)),
        accounts: shared.surroundings.accounts,
    })
}

pub(crate) async fn sign_in(
    State(shared): State<Shared>,
    Extension(Address(address)): Extension<Address>,
    Taken(asked): Taken<SignIn>,
) -> Result<Response, Refusal> {
    if !shared.surroundings.accounts {
        return Err(Refusal::new(
            StatusCode::CONFLICT,
            "no-accounts",
            "there are no accounts, and nobody needs to sign in",
            "let somebody in with `onrecord user add NAME` and start the server again",
        ));
    }
    let wait = || shared.tries.wait(&asked.name, &address, clock::seconds());
    if let Some(seconds) = wait() {
        shared.note(&asked.name, &address, "session.refused", "", "too many tries");
        return Err(too_many(seconds));
    }
    let _turn = shared
        .checks
        .acquire()
        .await
        .map_err(|cause| Refusal::failed(cause.to_string()))?;
    // Others may have failed with this name while this one waited for its turn.
    if let Some(seconds) = wait() {
        return Err(too_many(seconds));
    }
    let checking = Arc::clone(&shared.0);
    let (name, password) = (asked.name.clone(), asked.password);
    let right = tokio::task::spawn_blocking(move || {
        let kept = checking.desk.password(&name)?;
        Ok::<_, Refusal>(passwords::is_right(&password, kept.as_deref()))
    });
    if !right.await.map_err(|cause| Refusal::failed(cause.to_string()))?? {
        shared.tries.failed(&asked.name, &address, clock::seconds());
        shared.note(&asked.name, &address, "session.refused", "", "wrong name or password");
        return Err(Refusal::new(
            StatusCode::UNAUTHORIZED,
            "wrong-name-or-password",
            "name and password do not belong together",
            "try again, or ask an administrator for a new password",
        ));
    }
    shared.tries.succeeded(&asked.name, &address);
    let user = shared.desk.user(&asked.name)?.ok_or_else(Caller::unknown)?;
    let opened = shared.desk.open_session(&user.name, clock::seconds())?;
    shared.note(&user.name, &address, "session.open", "", "done");
    let me = SessionTold {
        me: Some(Me {
            name: user.name,
            role: user.role,
        }),
        accounts: true,
    };
    let secure = shared.surroundings.secure;
    Ok((
        StatusCode::CREATED,
        AppendHeaders([
            (
                header::SET_COOKIE,
                cookie(
                    SESSION_COOKIE,
                    &opened.secret,
                    true,
                    secure,
                    crate::desk::LONGEST_SESSION,
                )?,
            ),
            (
                header::SET_COOKIE,
                cookie(CSRF_COOKIE, &opened.csrf, false, secure, crate::desk::LONGEST_SESSION)?,
            ),
        ]),
        Json(me),
    )
        .into_response())
}

fn too_many(seconds: u64) -> Refusal {
    Refusal::new(
        StatusCode::TOO_MANY_REQUESTS,
        "too-many-tries",
        "there were too many tries to sign in",
        format!("wait {seconds} seconds"),
    )
    .after(seconds)
}

fn cookie(name: &str, value: &str, hidden: bool, secure: bool, seconds: i64) -> Result<HeaderValue, Refusal> {
    let hidden = if hidden { "; HttpOnly" } else { "" };
    let secure = if secure { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; SameSite=Strict; Max-Age={seconds}{hidden}{secure}");
    HeaderValue::from_str(&cookie).map_err(|cause| Refusal::failed(cause.to_string()))
}

pub(crate) async fn sign_out(
    State(shared): State<Shared>,
    Extension(caller): Extension<Caller>,
) -> Result<Response, Refusal> {
    if let By::Session { digest, .. } = &caller.by {
        shared.desk.close_session(digest)?;
        shared.note(&caller.name, &caller.address, "session.close", "", "done");
    }
    let secure = shared.surroundings.secure;
    Ok((
        StatusCode::NO_CONTENT,
        AppendHeaders([
            (header::SET_COOKIE, cookie(SESSION_COOKIE, "", true, secure, 0)?),
            (header::SET_COOKIE, cookie(CSRF_COOKIE, "", false, secure, 0)?),
        ]),
    )
        .into_response())
}
