//! Starts a server, and ends it in order.

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::IntoResponse;
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use onrecord_ledger::{Case, LedgerError};
use thiserror::Error;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

use crate::access::door::{Surroundings, only_own_pages, who};
use crate::desk::{Desk, DeskError};
use crate::intake::Intake;
use crate::refusal::Refusal;
use crate::state::{Beginning, Served, Shared};
use crate::{clock, conditional, headers, pages, routes, weighing};

/// The longest that a request may take.
const LONGEST: Duration = Duration::from_secs(120);
/// The longest that a connection may take to send its first request.
const FIRST_REQUEST: Duration = Duration::from_secs(20);
/// How long requests that run are waited for at the end.
const LAST_REQUESTS: Duration = Duration::from_secs(5);

/// A certificate and its key.
#[derive(Clone, Debug)]
pub struct Tls {
    /// Certificates in PEM, the server's own first.
    pub certificate: PathBuf,
    /// The private key in PEM.
    pub key: PathBuf,
}

/// How a case is served.
#[derive(Clone)]
pub struct Options {
    /// The case.
    pub case: PathBuf,
    /// The address and port to listen on.
    pub listen: SocketAddr,
    /// There must be accounts.
    pub accounts: bool,
    /// With TLS.
    pub tls: Option<Tls>,
    /// A proxy stands before it, which does the TLS and says in `X-Forwarded-For` who asks.
    pub behind_proxy: bool,
    /// Further names that it answers to.
    pub names: Vec<String>,
    /// Who sits at this machine: their name stands with their decisions where there are no accounts.
    pub user: String,
    /// Who reads documents that are sent; without, none are taken.
    pub intake: Option<Arc<dyn Intake>>,
    /// Nothing is printed but errors.
    pub quiet: bool,
}

/// Why a case is not served.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ServeError {
    /// The case cannot be read.
    #[error(transparent)]
    Case(#[from] LedgerError),
    /// The file beside it cannot be read.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// Other machines could reach it, and everybody there could do everything.
    #[error(
        "{0} can be reached by other machines, and there are no accounts: let somebody in with `onrecord user add NAME`, or listen on 127.0.0.1"
    )]
    Open(SocketAddr),
    /// There are no accounts, and there must be.
    #[error("there are no accounts yet: let somebody in with `onrecord user add NAME --role administrator`")]
    NoAccounts,
    /// Passwords would go over the network for everybody to read.
    #[error(
        "{0} can be reached by other machines, and passwords would go there unencrypted: give --tls-certificate and --tls-key, or --behind-proxy where a proxy encrypts"
    )]
    Unencrypted(SocketAddr),
    /// The address cannot be listened on.
    #[error("{address} cannot be listened on ({cause}): choose another with --listen")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        cause: io::Error,
    },
    /// The certificate or its key cannot be read.
    #[error("{}: the certificate and its key cannot be used ({cause}): both are files in PEM that belong together", .file.display())]
    Certificate {
        /// The certificate's file.
        file: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// The system failed.
    #[error("the server cannot go on ({0}): see whether the machine has memory and open files left")]
    System(io::Error),
}

fn is_loopback(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_loopback(),
        IpAddr::V6(address) => address.is_loopback() || address.to_ipv4_mapped().is_some_and(|v4| v4.is_loopback()),
    }
}

fn surroundings(options: &Options, desk: &Desk) -> Result<Surroundings, ServeError> {
    let accounts = desk.has_users()?;
    if options.accounts && !accounts {
        return Err(ServeError::NoAccounts);
    }
    let is_local = is_loopback(options.listen.ip()) && !options.behind_proxy;
    if !is_local && !accounts {
        return Err(ServeError::Open(options.listen));
    }
    if !is_local && options.tls.is_none() && !options.behind_proxy {
        return Err(ServeError::Unencrypted(options.listen));
    }
    let mut hosts: Vec<String> = options
        .names
        .iter()
        .map(|name| name.trim().to_ascii_lowercase())
        .collect();
    if is_local || !hosts.is_empty() {
        hosts.extend(["localhost", "127.0.0.1", "::1"].map(str::to_owned));
        hosts.push(options.listen.ip().to_string());
    }
    Ok(Surroundings {
        accounts,
        hosts,
        behind_proxy: options.behind_proxy,
        secure: options.tls.is_some() || options.behind_proxy,
        user: options.user.clone(),
    })
}

/// Reads and weighs a case, and gives what answers for it. Call it within a runtime of tokio; what goes on in the background ends with that.
///
/// # Errors
/// [`ServeError`]: a case or a file beside it that cannot be read, an address that must not be listened on so.
pub async fn app(options: &Options) -> Result<Router, ServeError> {
    Ok(begin(options).await?.0)
}

async fn begin(options: &Options) -> Result<(Router, Arc<Served>), ServeError> {
    let beginning = {
        let options = options.clone();
        tokio::task::spawn_blocking(move || prepare(&options))
            .await
            .map_err(|cause| ServeError::System(io::Error::other(cause)))??
    };
    let served = Arc::new(Served::new(beginning));
    tokio::spawn(weighing::follow(Arc::clone(&served)));
    Ok((router(&served), served))
}

fn prepare(options: &Options) -> Result<Beginning, ServeError> {
    let case = Case::open(&options.case, &clock::now())?;
    let desk = Desk::open(&Desk::file_of(&options.case))?;
    let surroundings = surroundings(options, &desk)?;
    let documents = case.count()?;
    let say = |line: String| {
        if !options.quiet && documents > 200 {
            told(&line);
        }
    };
    say(format!("reading and weighing {documents} documents …"));
    let extent = case.extent()?;
    let view = weighing::now(&case, None, 0)?;
    say(format!("{} claims", view.standing.propositions.len()));
    Ok(Beginning {
        file: absolute(&options.case),
        surroundings,
        desk,
        writer: case,
        intake: options.intake.clone(),
        view,
        extent,
        quiet: options.quiet,
    })
}

fn absolute(file: &Path) -> PathBuf {
    std::path::absolute(file).unwrap_or_else(|_| file.to_owned())
}

#[allow(clippy::print_stderr)]
fn told(line: &str) {
    eprintln!("{line}");
}

fn router(served: &Arc<Served>) -> Router {
    let shared = Shared(Arc::clone(served));
    let (standing, changing) = routes::api().routers();
    let standing = standing.layer(from_fn_with_state(shared.clone(), conditional::of_standing));
    let changing = changing.layer(from_fn(conditional::of_answer));
    Router::new()
        .nest("/api/v1", standing.merge(changing))
        .fallback(pages::page)
        .method_not_allowed_fallback(|| async {
            Refusal::new(
                StatusCode::METHOD_NOT_ALLOWED,
                "no-such-method",
                "this cannot be done there",
                "see /api/v1/openapi.json",
            )
        })
        .layer(from_fn_with_state(shared.clone(), who))
        .layer(from_fn_with_state(shared.clone(), only_own_pages))
        .layer(CompressionLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST))
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            Refusal::failed("the program failed on this request, which is a fault of the program").into_response()
        }))
        .layer(from_fn(headers::careful))
        .with_state(shared)
}

/// Serves a case until the process is told to end.
///
/// # Errors
/// [`ServeError`]: see there.
pub fn serve(options: &Options) -> Result<(), ServeError> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(ServeError::System)?;
    runtime.block_on(run(options))
}

async fn run(options: &Options) -> Result<(), ServeError> {
    let failed = |cause| ServeError::Listen {
        address: options.listen,
        cause,
    };
    // Taken first: a port that is in use is told before a large case is weighed.
    let listener = TcpListener::bind(options.listen).map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let tls = match &options.tls {
        Some(tls) => Some(certificate(tls).await?),
        None => None,
    };
    let (router, served) = begin(options).await?;
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let handle = Handle::new();
    tokio::spawn(end(handle.clone(), Arc::clone(&served)));
    if !options.quiet {
        let scheme = if tls.is_some() { "https" } else { "http" };
        told(&format!(
            "{} is served at {scheme}://{address}/ — end with Ctrl-C",
            options.case.display()
        ));
    }
    let done = match tls {
        Some(config) => {
            let server = axum_server::from_tcp_rustls(listener, config).map_err(failed)?;
            server
                .handle(handle)
                .first_request_timeout(FIRST_REQUEST)
                .serve(service)
                .await
        }
        None => {
            let server = axum_server::from_tcp(listener).map_err(failed)?;
            server
                .handle(handle)
                .first_request_timeout(FIRST_REQUEST)
                .serve(service)
                .await
        }
    };
    served.end.send_replace(true);
    done.map_err(ServeError::System)
}

async fn certificate(tls: &Tls) -> Result<RustlsConfig, ServeError> {
    // Another part of the program may have chosen before.
    let _ = rustls::crypto::ring::default_provider().install_default();
    RustlsConfig::from_pem_file(&tls.certificate, &tls.key)
        .await
        .map_err(|cause| ServeError::Certificate {
            file: tls.certificate.clone(),
            cause,
        })
}

/// Waits for the word to end, then lets what runs be done.
async fn end(handle: Handle<SocketAddr>, served: Arc<Served>) {
    asked_to_end().await;
    if !served.quiet {
        told("ending …");
    }
    served.end.send_replace(true);
    handle.graceful_shutdown(Some(LAST_REQUESTS));
}

#[cfg(unix)]
async fn asked_to_end() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

#[cfg(not(unix))]
async fn asked_to_end() {
    let _ = tokio::signal::ctrl_c().await;
}
