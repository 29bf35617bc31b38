//! A case over HTTP: everything that the pages show and do, accounts, and the built pages themselves.
//!
//! One process serves one case. The records and what they amount to are held in memory, prepared for reading ([`view`]); a decision or an
//! added document is kept by the ledger first and weighed in the background. Who may use it, briefs in the making and saved views lie in a
//! file of their own beside the case, so that a case which is copied to somebody carries no password.

mod access;
mod annotations;
mod api;
mod clock;
mod conditional;
mod counts;
mod desk;
mod excerpts;
mod headers;
mod hexadecimal;
mod intake;
mod jobs;
mod openapi;
mod pages;
mod paging;
mod reads;
mod refusal;
mod routes;
mod serving;
mod state;
mod view;
mod weighing;
mod writes;

pub use access::{Role, UnknownRole};
pub use desk::{Desk, DeskError};
pub use intake::{Intake, Offered, Taken};
pub use openapi::description;
pub use serving::{Options, ServeError, Tls, app, serve};
