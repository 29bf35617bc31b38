//! A case of invented texts, and somebody who asks its server.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, Response, StatusCode};
use http_body_util::BodyExt;
use onrecord_document::Input;
use onrecord_language::{Pipeline, install};
use onrecord_ledger::{Addition, Case};
use onrecord_server::{Intake, Offered, Options, Taken, app};
use serde_json::Value;
use tower::ServiceExt;

/// What the case holds. Nobody in it exists.
pub const TEXTS: [(&str, &str); 4] = [
    (
        "wire.txt",
        "Estonia says Latvia shipped rockets\n\nTALLINN, 2 March 2026 (Gannet Wire) — Latvia shipped rockets to Lithuania on 1 March, Foreign \
         Minister Ada Quill of Estonia said on Monday. She showed photographs of crates. At least 12 people were killed in an attack on Narva, she said.\n",
    ),
    (
        "reprint.txt",
        "Rockets went south\n\nTALLINN, 2 March 2026 (Gannet Wire) — Latvia shipped rockets to Lithuania on 1 March, Foreign Minister Ada Quill of \
         Estonia said on Monday. She showed photographs of crates.\n",
    ),
    (
        "denial.txt",
        "Latvia answers\n\nRIGA, 3 March 2026 — Latvia denied on Tuesday that it had shipped rockets to Lithuania. “We shipped nothing,” Foreign \
         Minister Olo Brand said.\n",
    ),
    (
        "hostile.html",
        "<!doctype html><html><head><title>A page that means harm</title><meta property=\"article:published_time\" content=\"2026-03-05\"></head>\
         <body><article><h1>A page that means harm</h1><p>Lithuania said on 5 March 2026 that it had received no rockets from Latvia, and that \
         nobody had asked it about them before the minister spoke.</p><script>document.title='ran';fetch('/api/v1/case')</script>\
         <img src=x onerror=\"document.title='ran'\"></article></body></html>",
    ),
];

fn pipeline() -> &'static Pipeline {
    static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
    PIPELINE.get_or_init(|| Pipeline::load(&install::locate(install::DEFAULT).unwrap()).unwrap())
}

fn keep(case: &mut Case, name: &str, bytes: &[u8]) -> Result<String, String> {
    let input = Input {
        bytes,
        url: Some(name),
        ..Input::default()
    };
    let document = onrecord_document::read(&input).map_err(|cause| cause.to_string())?;
    let record = onrecord_extract::read(pipeline(), &document);
    let addition = Addition {
        record: &record,
        bytes,
        location: name,
        at: "2026-03-06T10:00:00Z",
    };
    case.add(&addition).map_err(|cause| cause.to_string())?;
    Ok(record.document.id)
}

/// The bytes of the case's file, made once for all tests.
fn case_bytes() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("affair.case");
        let mut case = Case::create_or_open(&file, "2026-03-06T09:00:00Z").unwrap();
        for (name, text) in TEXTS {
            keep(&mut case, name, text.as_bytes()).unwrap();
        }
        // The last connection that closes writes all into the one file.
        drop(case);
        std::fs::read(&file).unwrap()
    })
}

/// Reads what is sent as the command line does.
struct Reading;

impl Intake for Reading {
    fn take(&self, offered: Vec<Offered>, case: &Mutex<Case>, tell: &mut dyn FnMut(Taken)) {
        for one in offered {
            let (name, bytes) = match one {
                Offered::File { name, bytes, .. } => (name, bytes),
                Offered::Address(address) => {
                    tell(Taken::Failed {
                        input: address,
                        cause: "nothing is fetched in tests".into(),
                        remedy: "send a file".into(),
                    });
                    continue;
                }
            };
            let kept = keep(&mut case.lock().unwrap(), &name, &bytes);
            tell(match kept {
                Ok(document) => Taken::Kept {
                    document,
                    location: name,
                    what: "new",
                },
                Err(cause) => Taken::Failed {
                    input: name,
                    cause,
                    remedy: "send another".into(),
                },
            });
        }
    }
}

/// A served case, in a folder of its own.
pub struct Served {
    pub router: Router,
    pub file: PathBuf,
    _folder: tempfile::TempDir,
}

pub fn options(file: &Path) -> Options {
    Options {
        case: file.to_owned(),
        listen: SocketAddr::from(([127, 0, 0, 1], 7878)),
        accounts: false,
        tls: None,
        behind_proxy: false,
        names: Vec::new(),
        user: "A. Analyst".into(),
        intake: Some(Arc::new(Reading)),
        quiet: true,
    }
}

/// A copy of the case, and its file.
pub fn copied() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("affair.case");
    std::fs::write(&file, case_bytes()).unwrap();
    (folder, file)
}

impl Served {
    pub async fn new() -> Self {
        Self::with(|_| {}, |_| {}).await
    }

    /// `before` prepares what lies beside the case, `change` how it is served.
    pub async fn with(before: impl FnOnce(&Path), change: impl FnOnce(&mut Options)) -> Self {
        let (folder, file) = copied();
        before(&file);
        let mut options = options(&file);
        change(&mut options);
        Self {
            router: app(&options).await.unwrap(),
            file,
            _folder: folder,
        }
    }

    pub async fn ask(&self, mut request: Request<Body>) -> Response<Body> {
        if !request.headers().contains_key("host") {
            request.headers_mut().insert("host", "127.0.0.1:7878".parse().unwrap());
        }
        request
            .extensions_mut()
            .insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 40_000))));
        self.router.clone().oneshot(request).await.unwrap()
    }

    pub async fn get(&self, path: &str) -> Value {
        let request = Request::get(format!("/api/v1{path}")).body(Body::empty()).unwrap();
        let response = self.ask(request).await;
        let status = response.status();
        let body = text(response).await;
        assert_eq!(status, StatusCode::OK, "{path}: {body}");
        serde_json::from_str(&body).unwrap()
    }

    pub async fn send(&self, method: &str, path: &str, body: Value) -> (StatusCode, Value) {
        let request = json_request(method, path, &body);
        let response = self.ask(request).await;
        let status = response.status();
        (status, serde_json::from_str(&text(response).await).unwrap_or_default())
    }
}

pub fn json_request(method: &str, path: &str, body: &Value) -> Request<Body> {
    Request::builder()
        .method(method)
        .uri(format!("/api/v1{path}"))
        .header("content-type", "application/json")
        .body(Body::from(body.to_string()))
        .unwrap()
}

pub async fn text(response: Response<Body>) -> String {
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8_lossy(&bytes).into_owned()
}
