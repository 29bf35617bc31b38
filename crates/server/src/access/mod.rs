//! Who asks, and what they may.

pub(crate) mod door;
pub(crate) mod passwords;
mod role;
pub(crate) mod secrets;
pub(crate) mod tries;

pub use role::{Role, UnknownRole};

use axum::extract::Request;
use axum::http::{Method, StatusCode};

use crate::refusal::Refusal;

/// The header that a write must carry the token of the cookie in.
pub(crate) const CSRF_HEADER: &str = "x-csrf-token";

/// Who asks.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub name: String,
    pub role: Role,
    pub by: By,
    /// The address that the request came from.
    pub address: String,
}

/// By what they are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// They sit at this machine, and there are no accounts.
    Machine,
    /// A session: the digest of its secret, and the token that writes must carry.
    Session { digest: String, csrf: String },
    /// A token of an interface, with what it is for.
    Token { scopes: Vec<String> },
}

impl Caller {
    /// What is answered where nobody is known.
    pub(crate) fn unknown() -> Refusal {
        Refusal::new(
            StatusCode::UNAUTHORIZED,
            "not-signed-in",
            "nobody is signed in",
            "sign in, or send a token as Authorization: Bearer …",
        )
    }

    /// Whether they may do what asks for this role.
    pub(crate) fn may(&self, role: Role, request: &Request) -> Result<(), Refusal> {
        if self.role < role {
            return Err(Refusal::forbidden(
                format!(
                    "this is for {}s, and {} is a {}",
                    role.as_str(),
                    self.name,
                    self.role.as_str()
                ),
                "ask an administrator for the role",
            ));
        }
        let is_write = !matches!(*request.method(), Method::GET | Method::HEAD);
        match &self.by {
            By::Machine => Ok(()),
            By::Session { csrf, .. } if is_write => {
                let sent = request
                    .headers()
                    .get(CSRF_HEADER)
                    .map_or(&[][..], |value| value.as_bytes());
                if secrets::are_same(sent, csrf.as_bytes()) {
                    Ok(())
                } else {
                    Err(Refusal::forbidden(
                        "the request does not show that it comes from the pages",
                        "send the cookie onrecord_csrf back as the header X-CSRF-Token",
                    ))
                }
            }
            By::Session { .. } => Ok(()),
            By::Token { scopes } => {
                let wanted = if is_write { Role::scope(role) } else { "read" };
                if scopes.iter().any(|scope| scope == wanted) {
                    Ok(())
                } else {
                    Err(Refusal::forbidden(
                        format!("the token is not for this: it lacks the scope {wanted}"),
                        "make a token with that scope",
                    ))
                }
            }
        }
    }
}
