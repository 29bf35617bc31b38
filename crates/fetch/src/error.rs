//! Why an address was not fetched: each message gives the cause, a colon and what to do.

use std::net::IpAddr;
use std::time::Duration;

use thiserror::Error;

/// Why an address was not fetched.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FetchError {
    /// It is no address, or of a kind that is not fetched.
    #[error("this is no address of the web: give one that begins with https or http")]
    NotOfTheWeb,
    /// Its name is unknown.
    #[error("the host {host} is not found: check the address and the connection")]
    NoHost {
        /// The host.
        host: String,
    },
    /// It leads inside the machine or a private network.
    #[error(
        "{host} leads to {address}, which is inside this machine or a private network: name it with --allow-address if it is yours to fetch"
    )]
    Inside {
        /// The host.
        host: String,
        /// Where it leads.
        address: IpAddr,
    },
    /// The host asks that programs leave it alone.
    #[error(
        "{host} asks programs not to fetch this (robots.txt): fetch it with a browser, or with --ignore-robots if you may"
    )]
    Robots {
        /// The host.
        host: String,
    },
    /// It leads from one address to another without an end.
    #[error("it leads on through more than {limit} addresses: open it in a browser to see where it leads")]
    Redirects {
        /// How many are followed.
        limit: usize,
    },
    /// It answered with an error.
    #[error("the server answered {status}: open it in a browser to see whether it is there")]
    Status {
        /// The status code.
        status: u16,
    },
    /// The server asks to wait for longer than is waited.
    #[error("the server asks to wait {} seconds: try again after that", .wait.as_secs())]
    Later {
        /// How long.
        wait: Duration,
    },
    /// It took too long.
    #[error("the server took longer than {} seconds: try again later, or give it more with --timeout", .limit.as_secs())]
    Slow {
        /// The limit.
        limit: Duration,
    },
    /// It is too long, as it came or unpacked.
    #[error("the answer is longer than {limit} bytes: a document is not, and it is refused")]
    TooLong {
        /// The limit in bytes.
        limit: usize,
    },
    /// The connection ended before the answer did, or the answer is in no coding that is read.
    #[error("the answer is cut off or damaged ({cause}): try again")]
    Damaged {
        /// What went wrong.
        cause: String,
    },
    /// No connection.
    #[error("{host} cannot be reached ({cause}): check the connection, and try again")]
    Unreachable {
        /// The host.
        host: String,
        /// What went wrong.
        cause: String,
    },
}

impl FetchError {
    /// Whether another try may go better.
    pub(crate) fn may_pass(&self) -> bool {
        match self {
            Self::Status { status } => matches!(status, 429 | 500 | 502 | 503 | 504),
            Self::Slow { .. } | Self::Damaged { .. } | Self::Unreachable { .. } => true,
            _ => false,
        }
    }
}
