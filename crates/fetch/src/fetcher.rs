//! Fetching one address: look up, check, ask, follow, try again.

use std::collections::BTreeMap;
use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use onrecord_preserve::{BodyError, Exchange};
use ureq::Agent;
use ureq::config::Config;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::transport::{Connector, RustlsConnector, TcpConnector};
use url::Url;

use crate::error::FetchError;
use crate::guard::Allowed;
use crate::pace::Pace;
use crate::recorded::{Checked, Recorder, Recording};
use crate::robots::Robots;

/// What is asked for first, and what else is taken.
const ACCEPT: &str = "text/html,application/xhtml+xml,application/pdf;q=0.9,application/atom+xml;q=0.9,application/rss+xml;q=0.9,text/plain;q=0.8,*/*;q=0.5";
/// More addresses of one host are not tried.
const MOST_ADDRESSES: usize = 4;
/// A server that asks to wait longer than this is not waited for.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// Limits and manners.
#[derive(Clone, Debug)]
pub struct Options {
    /// Who asks: a name that robots.txt can address, a version, and how to reach whoever runs it.
    pub user_agent: String,
    /// Private addresses that may be asked.
    pub allowed: Allowed,
    /// Longest answer, as it comes and unpacked, in bytes.
    pub longest: usize,
    /// Longest time for one request, from the connection to the last byte.
    pub time: Duration,
    /// Most redirects from one address.
    pub redirects: usize,
    /// Tries beyond the first where the server or the connection fails.
    pub retries: u32,
    /// The wait before the second try; each further one is twice as long.
    pub backoff: Duration,
    /// Between two requests to one host.
    pub pace: Duration,
    /// Whether robots.txt is asked for and kept to.
    pub robots: bool,
    /// The present time in RFC 3339, UTC.
    pub now: fn() -> String,
}

/// What is known of an address from before, so that it need not be sent again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// `ETag` of the last answer.
    pub etag: Option<String>,
    /// `Last-Modified` of the last answer.
    pub last_modified: Option<String>,
}

/// What an address gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A body.
    Body {
        /// Where it came from in the end.
        url: String,
        /// What the server says it is.
        media_type: Option<String>,
        /// When (RFC 3339, UTC).
        at: String,
        /// Its bytes without codings.
        bytes: Vec<u8>,
    },
    /// What was known is still so.
    Unchanged,
}

/// All that became of fetching an address.
#[derive(Clone, Debug)]
pub struct Fetched {
    /// Every request that was answered whole, and its answer: robots.txt, redirects, refusals, and the last.
    pub exchanges: Vec<Exchange>,
    /// What it gave.
    pub answer: Result<Answer, FetchError>,
}

/// Fetches addresses; may be shared between threads.
#[derive(Debug)]
pub struct Fetcher {
    options: Options,
    pace: Pace,
    robots: Mutex<BTreeMap<String, HostRobots>>,
}

/// A host's rules once they were asked for; locked by the thread that asks.
type HostRobots = Arc<Mutex<Option<Arc<Robots>>>>;

/// A request to be sent.
struct Ask<'a> {
    url: &'a Url,
    headers: Vec<(&'static str, String)>,
    body: Option<&'a [u8]>,
}

impl Fetcher {
    /// One with these limits and manners.
    pub fn new(options: Options) -> Self {
        Self {
            options,
            pace: Pace::default(),
            robots: Mutex::default(),
        }
    }

    /// Fetches an address, following where it leads.
    pub fn fetch(&self, address: &str, known: Option<&Known>) -> Fetched {
        let mut exchanges = Vec::new();
        let answer = self.follow(address, known, &mut exchanges);
        Fetched { exchanges, answer }
    }

    /// Sends bytes to an address and gives what it answers. It is looked up and checked like any other; redirects are not followed.
    ///
    /// # Errors
    /// [`FetchError`].
    pub fn send(&self, address: &str, media_type: &str, bytes: &[u8]) -> Result<Vec<u8>, FetchError> {
        let url = of_the_web(address)?;
        let ask = Ask {
            url: &url,
            headers: vec![("Content-Type", media_type.to_owned())],
            body: Some(bytes),
        };
        let exchange = self.ask(&ask)?;
        let answer = exchange.answer().ok_or_else(|| damaged("it is no HTTP"))?;
        match answer.status {
            200 => answer
                .decoded(self.options.longest)
                .map_err(|cause| self.of_body(cause)),
            status => Err(FetchError::Status { status }),
        }
    }

    fn follow(
        &self,
        address: &str,
        known: Option<&Known>,
        exchanges: &mut Vec<Exchange>,
    ) -> Result<Answer, FetchError> {
        let mut url = of_the_web(address)?;
        url.set_fragment(None);
        for hop in 0..=self.options.redirects {
            // What is known is known of the address that was given, and of none that it leads to.
            let exchange = self.politely(&url, known.filter(|_| hop == 0), exchanges)?;
            exchanges.push(exchange.clone());
            let answer = exchange.answer().ok_or_else(|| damaged("it is no HTTP"))?;
            match answer.status {
                301 | 302 | 303 | 307 | 308 => {
                    let to = answer.header("location").ok_or_else(|| damaged("it leads nowhere"))?;
                    let to = url.join(to).map_err(|_| FetchError::NotOfTheWeb)?;
                    url = of_the_web(to.as_str())?;
                    url.set_fragment(None);
                }
                304 => return Ok(Answer::Unchanged),
                200..=299 => {
                    let bytes = answer
                        .decoded(self.options.longest)
                        .map_err(|cause| self.of_body(cause))?;
                    return Ok(Answer::Body {
                        url: url.to_string(),
                        media_type: answer.header("content-type").map(str::to_owned),
                        at: exchange.at.clone(),
                        bytes,
                    });
                }
                status => return Err(FetchError::Status { status }),
            }
        }
        Err(FetchError::Redirects {
            limit: self.options.redirects,
        })
    }

    fn of_body(&self, cause: BodyError) -> FetchError {
        match cause {
            BodyError::TooLong { limit } => FetchError::TooLong { limit },
            other => damaged(&other.to_string()),
        }
    }

    /// Asks as robots.txt allows, at the host's pace, and again where that may help. Answers before the last are put to `exchanges`.
    fn politely(
        &self,
        url: &Url,
        known: Option<&Known>,
        exchanges: &mut Vec<Exchange>,
    ) -> Result<Exchange, FetchError> {
        let mut interval = self.options.pace;
        if self.options.robots {
            let robots = self.robots(url, exchanges)?;
            let path = url
                .query()
                .map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
            if !robots.allows(&path) {
                return Err(FetchError::Robots { host: host(url) });
            }
            interval = interval.max(robots.delay.unwrap_or_default());
        }
        let mut headers = vec![("Accept", ACCEPT.to_owned()), ("Accept-Encoding", "gzip".to_owned())];
        let known = known.cloned().unwrap_or_default();
        headers.extend(known.etag.map(|etag| ("If-None-Match", etag)));
        headers.extend(known.last_modified.map(|moment| ("If-Modified-Since", moment)));
        let ask = Ask {
            url,
            headers,
            body: None,
        };
        let mut wait = self.options.backoff;
        for tries_left in (0..=self.options.retries).rev() {
            self.pace.wait(&authority(url), interval);
            let (failure, asked) = match self.ask(&ask) {
                Ok(exchange) => {
                    let answer = exchange.answer().ok_or_else(|| damaged("it is no HTTP"))?;
                    let failure = FetchError::Status { status: answer.status };
                    if !failure.may_pass() || tries_left == 0 {
                        return Ok(exchange);
                    }
                    let asked = answer.header("retry-after").and_then(|wait| wait.trim().parse().ok());
                    let asked = asked.map(Duration::from_secs);
                    if let Some(wait) = asked.filter(|wait| *wait > LONGEST_WAIT) {
                        exchanges.push(exchange);
                        return Err(FetchError::Later { wait });
                    }
                    exchanges.push(exchange);
                    (failure, asked)
                }
                Err(failure) => (failure, None),
            };
            if tries_left == 0 || !failure.may_pass() {
                return Err(failure);
            }
            thread::sleep(asked.unwrap_or_default().max(wait));
            wait = wait.saturating_mul(2);
        }
        Err(damaged("it was never asked for"))
    }

    /// The rules of the address's host, fetched once. Threads that want the same wait for one another.
    fn robots(&self, url: &Url, exchanges: &mut Vec<Exchange>) -> Result<Arc<Robots>, FetchError> {
        let place = {
            let mut hosts = self.robots.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(hosts.entry(url.origin().ascii_serialization()).or_default())
        };
        let mut place = place.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(robots) = place.as_ref() {
            return Ok(Arc::clone(robots));
        }
        let robots = Arc::new(self.robots_of(url, exchanges)?);
        *place = Some(Arc::clone(&robots));
        Ok(robots)
    }

    fn robots_of(&self, url: &Url, exchanges: &mut Vec<Exchange>) -> Result<Robots, FetchError> {
        let mut at = url.join("/robots.txt").map_err(|_| FetchError::NotOfTheWeb)?;
        // As many redirects as the standard asks to follow.
        for _ in 0..=5 {
            let ask = Ask {
                url: &at,
                headers: Vec::new(),
                body: None,
            };
            self.pace.wait(&authority(&at), self.options.pace);
            let exchange = match self.ask(&ask) {
                Ok(exchange) => exchange,
                // No connection to the host at all: the page itself would fail the same way, and says so better.
                Err(
                    failure @ (FetchError::NoHost { .. } | FetchError::Inside { .. } | FetchError::Unreachable { .. }),
                ) => {
                    return Err(failure);
                }
                Err(_) => return Ok(Robots::closed()),
            };
            exchanges.push(exchange.clone());
            let Some(answer) = exchange.answer() else {
                return Ok(Robots::closed());
            };
            match answer.status {
                200..=299 => {
                    let program = self.options.user_agent.split('/').next().unwrap_or_default();
                    let text = answer.decoded(self.options.longest);
                    return Ok(text.map_or_else(|_| Robots::closed(), |text| Robots::read(&text, program)));
                }
                301 | 302 | 303 | 307 | 308 => match answer.header("location").and_then(|to| at.join(to).ok()) {
                    Some(to) if of_the_web(to.as_str()).is_ok() => at = to,
                    _ => return Ok(Robots::free()),
                },
                // Not there: nothing is asked. The server fails: all is to be left alone until it does not.
                400..=499 => return Ok(Robots::free()),
                _ => return Ok(Robots::closed()),
            }
        }
        Ok(Robots::free())
    }

    /// One request to the first of the host's checked addresses that takes it.
    fn ask(&self, ask: &Ask) -> Result<Exchange, FetchError> {
        let mut last = FetchError::NoHost { host: host(ask.url) };
        for address in self.checked(ask.url)?.into_iter().take(MOST_ADDRESSES) {
            match self.ask_at(ask, address) {
                Err(failure @ FetchError::Unreachable { .. }) => last = failure,
                done => return done,
            }
        }
        Err(last)
    }

    /// The addresses that the host's name leads to and that may be asked.
    fn checked(&self, url: &Url) -> Result<Vec<SocketAddr>, FetchError> {
        let host = host(url);
        let port = url.port_or_known_default().unwrap_or(80);
        let name = host.trim_matches(['[', ']']).to_owned();
        let (send, receive) = mpsc::sync_channel(1);
        // The system's resolver knows no time limit.
        thread::spawn(move || {
            let found = (name.as_str(), port).to_socket_addrs().map(Iterator::collect::<Vec<_>>);
            let _ = send.send(found);
        });
        let found = match receive.recv_timeout(self.options.time) {
            Ok(Ok(found)) if !found.is_empty() => found,
            Err(RecvTimeoutError::Timeout) => {
                return Err(FetchError::Slow {
                    limit: self.options.time,
                });
            }
            _ => return Err(FetchError::NoHost { host }),
        };
        let (permitted, inside): (Vec<_>, Vec<_>) = found
            .into_iter()
            .partition(|address| self.options.allowed.permits(&host, address.ip()));
        match inside.first() {
            Some(address) if permitted.is_empty() => Err(FetchError::Inside {
                host,
                address: address.ip(),
            }),
            _ => Ok(permitted),
        }
    }

    fn ask_at(&self, ask: &Ask, address: SocketAddr) -> Result<Exchange, FetchError> {
        let recording = Arc::new(Mutex::new(Recording::default()));
        let connector =
            ().chain(TcpConnector::default())
                .chain(RustlsConnector::default())
                .chain(Recorder {
                    recording: Arc::clone(&recording),
                    // The head is bounded apart, and beside the body.
                    limit: self.options.longest.saturating_add(1 << 18),
                });
        let agent = Agent::with_parts(self.config(), connector, Checked(address));
        let begun = Instant::now();
        let at = (self.options.now)();
        let failed = |cause: ureq::Error| self.told(&cause, ask.url, begun);
        let response = match ask.body {
            None => {
                let mut request = agent.get(ask.url.as_str());
                for (name, value) in &ask.headers {
                    request = request.header(*name, value);
                }
                request.call()
            }
            Some(body) => {
                let mut request = agent.post(ask.url.as_str());
                for (name, value) in &ask.headers {
                    request = request.header(*name, value);
                }
                request.send(body)
            }
        };
        let mut response = response.map_err(failed)?;
        let body = response.body_mut().with_config().limit(self.options.longest as u64 + 1);
        let read = std::io::copy(&mut body.reader(), &mut std::io::sink());
        read.map_err(|cause| match cause.downcast::<ureq::Error>() {
            Ok(cause) => failed(cause),
            Err(cause) => self.told(&ureq::Error::Io(cause), ask.url, begun),
        })?;
        let mut recording = recording.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(Exchange {
            url: ask.url.to_string(),
            at,
            address: Some(address.ip().to_string()),
            request: std::mem::take(&mut recording.sent),
            response: std::mem::take(&mut recording.received),
        })
    }

    fn config(&self) -> Config {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = TlsConfig::builder()
            // What this machine trusts, so that no list of ours grows old.
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(provider)
            .build();
        Agent::config_builder()
            .tls_config(tls)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // A proxy would look names up itself, unchecked.
            .proxy(None)
            .user_agent(self.options.user_agent.as_str())
            .accept("")
            .accept_encoding("")
            .max_idle_connections(0)
            .max_response_header_size(1 << 16)
            .timeout_connect(Some(self.options.time.min(Duration::from_secs(15))))
            .timeout_global(Some(self.options.time))
            .build()
    }

    fn told(&self, cause: &ureq::Error, url: &Url, begun: Instant) -> FetchError {
        let connect = matches!(
            cause,
            ureq::Error::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve)
        );
        match cause {
            ureq::Error::Timeout(_) if !connect => FetchError::Slow {
                limit: self.options.time,
            },
            _ if begun.elapsed() >= self.options.time => FetchError::Slow {
                limit: self.options.time,
            },
            ureq::Error::BodyExceedsLimit(_) => FetchError::TooLong {
                limit: self.options.longest,
            },
            ureq::Error::Io(io) if io.kind() == std::io::ErrorKind::UnexpectedEof => damaged("the connection ended"),
            ureq::Error::Protocol(_) | ureq::Error::Http(_) | ureq::Error::LargeResponseHeader(..) => {
                damaged(&cause.to_string())
            }
            _ => FetchError::Unreachable {
                host: host(url),
                cause: cause.to_string(),
            },
        }
    }
}

fn damaged(cause: &str) -> FetchError {
    FetchError::Damaged {
        cause: cause.to_owned(),
    }
}

/// An address with a host, of the two kinds that are fetched.
fn of_the_web(address: &str) -> Result<Url, FetchError> {
    let mut url = Url::parse(address.trim()).map_err(|_| FetchError::NotOfTheWeb)?;
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return Err(FetchError::NotOfTheWeb);
    }
    // A name and a password in an address would stand in the record for ever.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    Ok(url)
}

fn host(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}

fn authority(url: &Url) -> String {
    format!("{}:{}", host(url), url.port_or_known_default().unwrap_or(80))
}
