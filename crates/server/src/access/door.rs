//! The door: which names this server answers to, from which pages it is written to, and who asks.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::{By, Caller, Role, secrets};
use crate::clock;
use crate::refusal::Refusal;
use crate::state::Shared;

/// The cookie that holds a session's secret.
pub(crate) const SESSION_COOKIE: &str = "onrecord_session";

/// What the server was told of its surroundings.
#[derive(Clone, Debug)]
pub(crate) struct Surroundings {
    /// There are accounts: whoever is not signed in sees nothing.
    pub accounts: bool,
    /// The names that it answers to, in small letters, without port; any where there is none.
    pub hosts: Vec<String>,
    /// It stands behind a proxy, which tells who asks.
    pub behind_proxy: bool,
    /// Cookies go over TLS alone.
    pub secure: bool,
    /// Who sits at this machine, where there are no accounts.
    pub user: String,
}

/// Refuses other names than the server's own (a page elsewhere can point a name of its own at this machine), and writes that come from
/// other pages.
pub(crate) async fn only_own_pages(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned)
        .or_else(|| request.uri().authority().map(ToString::to_string))
        .unwrap_or_default();
    let hosts = &shared.surroundings.hosts;
    if !hosts.is_empty() && !hosts.contains(&name_of(&host)) {
        return Refusal::new(
            StatusCode::MISDIRECTED_REQUEST,
            "other-host",
            "this server does not answer to that name",
            "open it by the address that it printed, or start it with --name",
        )
        .into_response();
    }
    let is_write = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if is_write && !is_own(request.headers(), &host) {
        return Refusal::forbidden(
            "the request comes from a page elsewhere",
            "use the pages of this server",
        )
        .into_response();
    }
    next.run(request).await
}

/// The name of a host without its port, in small letters.
fn name_of(host: &str) -> String {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    name.trim_end_matches('.').to_ascii_lowercase()
}

/// Whether a write comes from the server's own pages, or from no page at all.
fn is_own(headers: &HeaderMap, host: &str) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let site = text("sec-fetch-site").is_none_or(|site| matches!(site, "same-origin" | "none"));
    let origin = text("origin").is_none_or(|origin| {
        origin
            .split_once("://")
            .is_some_and(|(_, authority)| authority.eq_ignore_ascii_case(host))
    });
    site && origin
}

/// Finds out who asks. That they are somebody says nothing yet of what they may.
pub(crate) async fn who(State(shared): State<Shared>, mut request: Request, next: Next) -> Response {
    let address = address(&shared.surroundings, &request);
    match caller(&shared, request.headers(), &address) {
        Ok(Some(caller)) => {
            request.extensions_mut().insert(caller);
        }
        Ok(None) => {}
        Err(refusal) => return refusal.into_response(),
    }
    request.extensions_mut().insert(Address(address));
    next.run(request).await
}

/// The address that a request came from.
#[derive(Clone, Debug)]
pub(crate) struct Address(pub String);

fn address(surroundings: &Surroundings, request: &Request) -> String {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|info| info.0.ip().to_string());
    // The last hop is the one that the proxy itself saw; what stands before it anybody can write.
    let forwarded = request
        .headers()
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .filter_map(|value| value.rsplit(',').next())
        .filter_map(|value| value.trim().parse::<IpAddr>().ok())
        .next_back()
        .map(|address| address.to_string());
    forwarded
        .filter(|_| surroundings.behind_proxy)
        .or(peer)
        .unwrap_or_else(|| "unknown".to_owned())
}

fn caller(shared: &Shared, headers: &HeaderMap, address: &str) -> Result<Option<Caller>, Refusal> {
    let address = address.to_owned();
    if !shared.surroundings.accounts {
        return Ok(Some(Caller {
            name: shared.surroundings.user.clone(),
            role: Role::Administrator,
            by: By::Machine,
            address,
        }));
    }
    let bearer = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "));
    if let Some(secret) = bearer {
        let today = clock::now();
        let found = shared.desk.bearer(secret.trim(), today.get(..10).unwrap_or_default())?;
        return Ok(found.map(|(name, role, scopes)| Caller {
            name,
            role,
            by: By::Token { scopes },
            address,
        }));
    }
    let Some(secret) = cookie(headers, SESSION_COOKIE) else {
        return Ok(None);
    };
    let digest = secrets::digest_of(secret);
    let session = shared.desk.session(&digest, clock::seconds())?;
    Ok(session.map(|session| Caller {
        name: session.name,
        role: session.role,
        by: By::Session {
            digest,
            csrf: session.csrf,
        },
        address,
    }))
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(other, _)| *other == name)
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn a_host_is_named_without_its_port() {
        for (host, name) in [
            ("127.0.0.1:7878", "127.0.0.1"),
            ("LocalHost", "localhost"),
            ("[::1]:7878", "::1"),
            ("Desk.Example.org.:443", "desk.example.org"),
            ("", ""),
        ] {
            assert_eq!(name_of(host), name);
        }
    }
}
