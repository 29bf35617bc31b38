//! Captured pages that mean harm, names of others, pages elsewhere, bodies without end.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use onrecord_server::{ServeError, app};
use serde_json::{Value, json};

use crate::case::{Served, copied, json_request, options, text};

#[tokio::test]
async fn a_captured_page_runs_nothing_and_reaches_nothing() {
    let served = Served::new().await;
    let found = served.get("/documents?q=harm").await;
    let id = found["documents"][0]["id"].as_str().unwrap();
    let request = Request::get(format!("/api/v1/documents/{id}/original"))
        .body(Body::empty())
        .unwrap();
    let response = served.ask(request).await;
    assert_eq!(response.status(), StatusCode::OK);
    let policy = response.headers()["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    let directives: Vec<&str> = policy.split(';').map(str::trim).collect();
    assert!(directives.contains(&"sandbox"), "{policy}");
    assert!(directives.contains(&"default-src 'none'"), "{policy}");
    assert!(!policy.contains("script") && !policy.contains("allow-"), "{policy}");
    assert_eq!(response.headers()["x-content-type-options"], "nosniff");
    assert_eq!(response.headers()["referrer-policy"], "no-referrer");
    assert!(text(response).await.contains("<script>"), "the bytes are as they came");
}

#[tokio::test]
async fn the_pages_run_their_own_scripts_alone() {
    let served = Served::new().await;
    for path in ["/", "/claims/p0123456789", "/documents/doc-1?x=%3Cscript%3E"] {
        let response = served.ask(Request::get(path).body(Body::empty()).unwrap()).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        let policy = response.headers()["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self'"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(response.headers()["x-frame-options"], "DENY");
    }
}

#[tokio::test]
async fn a_name_that_others_point_at_this_machine_is_not_answered() {
    let served = Served::new().await;
    for (host, status) in [
        ("127.0.0.1:7878", StatusCode::OK),
        ("localhost:7878", StatusCode::OK),
        ("[::1]:7878", StatusCode::OK),
        ("evil.example:7878", StatusCode::MISDIRECTED_REQUEST),
        ("127.0.0.1.evil.example", StatusCode::MISDIRECTED_REQUEST),
        ("", StatusCode::MISDIRECTED_REQUEST),
    ] {
        for path in ["/api/v1/case", "/"] {
            let request = Request::get(path).header("host", host).body(Body::empty()).unwrap();
            assert_eq!(served.ask(request).await.status(), status, "{host}{path}");
        }
    }
}

#[tokio::test]
async fn a_page_elsewhere_changes_nothing() {
    let served = Served::new().await;
    let view = json!({"name": "mine", "page": "claims", "query": ""});
    for (header, value, status) in [
        ("origin", "http://127.0.0.1:7878", StatusCode::CREATED),
        ("origin", "http://evil.example", StatusCode::FORBIDDEN),
        ("origin", "null", StatusCode::FORBIDDEN),
        ("origin", "http://127.0.0.1:9999", StatusCode::FORBIDDEN),
        ("sec-fetch-site", "cross-site", StatusCode::FORBIDDEN),
        ("sec-fetch-site", "same-site", StatusCode::FORBIDDEN),
        ("sec-fetch-site", "same-origin", StatusCode::CREATED),
    ] {
        let mut request = json_request("POST", "/views", &view);
        request.headers_mut().insert(header, value.parse().unwrap());
        assert_eq!(served.ask(request).await.status(), status, "{header}: {value}");
    }
    // A form of a page elsewhere cannot send JSON as such.
    let mut form = json_request("POST", "/views", &view);
    form.headers_mut().insert("content-type", "text/plain".parse().unwrap());
    assert_eq!(served.ask(form).await.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn without_accounts_no_other_machine_is_let_in_and_with_them_no_password_goes_unencrypted() {
    let (_folder, file) = copied();
    let mut open = options(&file);
    open.listen = "0.0.0.0:7878".parse().unwrap();
    assert!(matches!(app(&open).await, Err(ServeError::Open(_))));
    open.behind_proxy = true;
    assert!(matches!(app(&open).await, Err(ServeError::Open(_))));
    let mut local = options(&file);
    local.accounts = true;
    assert!(matches!(app(&local).await, Err(ServeError::NoAccounts)));
    crate::accounts::let_in(&file, "Ada", onrecord_server::Role::Administrator);
    open.behind_proxy = false;
    assert!(matches!(app(&open).await, Err(ServeError::Unencrypted(_))));
    open.behind_proxy = true;
    assert!(app(&open).await.is_ok());
}

#[tokio::test]
async fn no_body_is_too_long_or_too_strange_to_be_answered() {
    let served = Served::new().await;
    let long = json!({"name": "x".repeat(2_000_000), "page": "claims", "query": ""});
    assert_eq!(
        served.send("POST", "/views", long).await.0,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    for body in [
        "",
        "{",
        "[]",
        "null",
        "{\"name\":1}",
        "{\"name\":\"\",\"page\":\"x\",\"query\":\"\"}",
        "\u{0}",
    ] {
        let mut request = json_request("POST", "/views", &Value::Null);
        *request.body_mut() = Body::from(body.to_owned());
        let response = served.ask(request).await;
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{body}");
        let told: Value = serde_json::from_str(&text(response).await).unwrap();
        assert!(told["error"]["code"].is_string(), "{body}: {told}");
    }
    let deep = "[".repeat(200_000);
    let mut request = json_request("POST", "/briefs", &Value::Null);
    *request.body_mut() = Body::from(deep);
    assert_eq!(served.ask(request).await.status(), StatusCode::BAD_REQUEST);
}
