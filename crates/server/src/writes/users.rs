//! Who may use the case: users, passwords, tokens, and what was done.

use axum::Extension;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

use super::taken::{Taken, number, words};
use crate::access::{By, Caller, Role, passwords};
use crate::clock;
use crate::desk::{DeskError, Noted, TokenAsked, TokenKept, UserKept};
use crate::paging::{Ask, Page};
use crate::reads::day;
use crate::refusal::Refusal;
use crate::state::{Served, Shared};

/// A token lasts so many days unless told.
const USUAL_DAYS: i64 = 90;
/// And so many at most.
const MOST_DAYS: i64 = 366;
/// Tokens that one person has at once, at most.
const MOST_TOKENS: usize = 50;

/// All users.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Users {
    total: usize,
    users: Vec<UserKept>,
}

/// Somebody to be let in.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UserAsked {
    #[schemars(length(min = 1, max = 80))]
    name: String,
    role: Role,
    #[schemars(length(min = 10, max = 1024))]
    password: String,
}

/// Another role.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UserChanged {
    role: Role,
}

/// Another password.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasswordAsked {
    /// The present one, where somebody changes their own.
    current: Option<String>,
    #[schemars(length(min = 10, max = 1024))]
    password: String,
}

/// Argon2 takes its time: away from what answers others.
async fn aside<T: Send + 'static>(
    shared: &Shared,
    work: impl FnOnce(&Served) -> Result<T, DeskError> + Send + 'static,
) -> Result<T, Refusal> {
    let _turn = shared
        .checks
        .acquire()
        .await
        .map_err(|cause| Refusal::failed(cause.to_string()))?;
    let served = Arc::clone(&shared.0);
    let done = tokio::task::spawn_blocking(move || work(&served));
    match done.await.map_err(|cause| Refusal::failed(cause.to_string()))? {
        Err(DeskError::Refused { cause, remedy }) => Err(Refusal::wrong(cause, remedy)),
        other => Ok(other?),
    }
}

fn accounts(shared: &Shared) -> Result<(), Refusal> {
    if shared.surroundings.accounts {
        return Ok(());
    }
    Err(Refusal::new(
        StatusCode::CONFLICT,
        "no-accounts",
        "there are no accounts",
        "let the first administrator in with `onrecord user add NAME --role administrator` and start the server again",
    ))
}

fn last() -> Refusal {
    Refusal::new(
        StatusCode::CONFLICT,
        "last-administrator",
        "nobody would be left who may say who may what",
        "make somebody else an administrator first",
    )
}

pub(crate) async fn list(State(shared): State<Shared>) -> Result<Json<Users>, Refusal> {
    let users = shared.desk.users()?;
    Ok(Json(Users {
        total: users.len(),
        users,
    }))
}

pub(crate) async fn add(
    State(shared): State<Shared>,
    Extension(caller): Extension<Caller>,
    Taken(asked): Taken<UserAsked>,
) -> Result<(StatusCode, Json<UserKept>), Refusal> {
    accounts(&shared)?;
    let name = asked.name.trim().to_owned();
    let (named, role) = (name.clone(), asked.role);
    let added = aside(&shared, move |served| {
        served.desk.add_user(&named, role, &asked.password)
    })
    .await?;
    if !added {
        return Err(Refusal::new(
            StatusCode::CONFLICT,
            "name-taken",
            "somebody has that name",
            "choose another",
        ));
    }
    shared.note(&caller.name, &caller.address, "user.add", &name, role.as_str());
    let user = shared
        .desk
        .user(&name)?
        .ok_or_else(|| Refusal::missing("user", &name))?;
    Ok((StatusCode::CREATED, Json(user)))
}

pub(crate) async fn change(
    State(shared): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(name): Path<String>,
    Taken(asked): Taken<UserChanged>,
) -> Result<Json<UserKept>, Refusal> {
    let known =
        || -> Result<UserKept, Refusal> { shared.desk.user(&name)?.ok_or_else(|| Refusal::missing("user", &name)) };
    known()?;
    if !shared.desk.set_role(&name, asked.role)? {
        return Err(last());
    }
    shared.note(&caller.name, &caller.address, "user.role", &name, asked.role.as_str());
    Ok(Json(known()?))
}

pub(crate) async fn remove(
    State(shared): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(name): Path<String>,
) -> Result<StatusCode, Refusal> {
    let user = shared
        .desk
        .user(&name)?
        .ok_or_else(|| Refusal::missing("user", &name))?;
    if !shared.desk.remove_user(&user.name)? {
        return Err(last());
    }
    shared.note(&caller.name, &caller.address, "user.remove", &user.name, "done");
    Ok(StatusCode::NO_CONTENT)
}

/// One's own password, with the present one; an administrator, anybody's.
pub(crate) async fn password(
    State(shared): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(name): Path<String>,
    Taken(asked): Taken<PasswordAsked>,
) -> Result<StatusCode, Refusal> {
    accounts(&shared)?;
    let is_own = caller.name.eq_ignore_ascii_case(&name);
    if !is_own && caller.role < Role::Administrator {
        return Err(Refusal::forbidden(
            "this is somebody else’s password",
            "change your own",
        ));
    }
    let user = shared
        .desk
        .user(&name)?
        .ok_or_else(|| Refusal::missing("user", &name))?;
    let but = match &caller.by {
        By::Session { digest, .. } if is_own => Some(digest.clone()),
        By::Token { .. } => {
            return Err(Refusal::forbidden("a token changes no password", "sign in"));
        }
        _ => None,
    };
    if is_own {
        let wait = shared.tries.wait(&user.name, &caller.address, clock::seconds());
        if let Some(seconds) = wait {
            return Err(Refusal::new(
                StatusCode::TOO_MANY_REQUESTS,
                "too-many-tries",
                "there were too many tries",
                "wait",
            )
            .after(seconds));
        }
        let (named, current) = (user.name.clone(), asked.current.unwrap_or_default());
        let right = aside(&shared, move |served| {
            let kept = served.desk.password(&named)?;
            Ok(passwords::is_right(&current, kept.as_deref()))
        });
        if !right.await? {
            shared.tries.failed(&user.name, &caller.address, clock::seconds());
            return Err(Refusal::forbidden(
                "the present password is another",
                "give it as current",
            ));
        }
    }
    let named = user.name.clone();
    aside(&shared, move |served| {
        served.desk.set_password(&named, &asked.password, but.as_deref())
    })
    .await?;
    shared.note(&caller.name, &caller.address, "user.password", &user.name, "done");
    Ok(StatusCode::NO_CONTENT)
}

/// One's own tokens.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Tokens {
    total: usize,
    tokens: Vec<TokenKept>,
}

/// A token with its secret, which is shown this once.
#[derive(Serialize, JsonSchema)]
pub(crate) struct TokenMade {
    #[serde(flatten)]
    token: TokenKept,
    /// To be sent as `Authorization: Bearer …`.
    secret: String,
}

pub(crate) async fn tokens(
    State(shared): State<Shared>,
    Extension(caller): Extension<Caller>,
) -> Result<Json<Tokens>, Refusal> {
    let tokens = shared.desk.tokens(&caller.name)?;
    Ok(Json(Tokens {
        total: tokens.len(),
        tokens,
    }))
}

pub(crate) async fn make_token(
    State(shared): State<Shared>,
    Extension(caller): Extension<Caller>,
    Taken(asked): Taken<TokenAsked>,
) -> Result<(StatusCode, Json<TokenMade>), Refusal> {
    accounts(&shared)?;
    if matches!(caller.by, By::Token { .. }) {
        return Err(Refusal::forbidden("a token makes no tokens", "sign in"));
    }
    let asked = TokenAsked {
        name: words("name", &asked.name, 80)?,
        ..asked
    };
    if asked.scopes.is_empty() {
        return Err(Refusal::wrong(
            "a token is for something",
            "name at least one scope: read, review or edit",
        ));
    }
    let on = |days: i64| {
        clock::told(clock::seconds() + days * 86_400)
            .get(..10)
            .unwrap_or_default()
            .to_owned()
    };
    let expires = day(asked.expires.clone(), "expires")?.unwrap_or_else(|| on(USUAL_DAYS));
    if expires < on(0) || expires > on(MOST_DAYS) {
        return Err(Refusal::wrong(
            "the last day of a token lies between today and a year from now",
            "give another day",
        ));
    }
    if shared.desk.tokens(&caller.name)?.len() >= MOST_TOKENS {
        return Err(Refusal::new(
            StatusCode::CONFLICT,
            "too-many-tokens",
            format!("you have {MOST_TOKENS} tokens"),
            "remove one that is not used",
        ));
    }
    let (token, secret) = shared.desk.make_token(&caller.name, &asked, &expires)?;
    shared.note(
        &caller.name,
        &caller.address,
        "token.make",
        &token.name,
        &token.scopes.join(" "),
    );
    Ok((StatusCode::CREATED, Json(TokenMade { token, secret })))
}

pub(crate) async fn remove_token(
    State(shared): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<StatusCode, Refusal> {
    if !shared.desk.remove_token(&caller.name, number("token", &id)?)? {
        return Err(Refusal::missing("token", &id));
    }
    shared.note(&caller.name, &caller.address, "token.remove", &id, "done");
    Ok(StatusCode::NO_CONTENT)
}

/// What was done, a page of it, the newest first.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Audit {
    total: i64,
    next: Option<String>,
    entries: Vec<Noted>,
}

/// From where on.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct AuditAsked {
    /// Only what was noted before this entry.
    before: Option<i64>,
}

pub(crate) async fn audit(
    State(shared): State<Shared>,
    Ask(asked): Ask<AuditAsked>,
    Ask(page): Ask<Page>,
) -> Result<Json<Audit>, Refusal> {
    let limit = page.limit()?;
    let before = match page.cursor_text() {
        Some(cursor) => Some(
            cursor
                .parse()
                .map_err(|_| Refusal::wrong("this is no cursor", "begin again without one, and follow next"))?,
        ),
        None => asked.before,
    };
    let (total, entries) = shared.desk.noted(before, limit)?;
    let next = entries
        .last()
        .filter(|last| last.entry > 1)
        .map(|last| last.entry.to_string());
    Ok(Json(Audit { total, next, entries }))
}
