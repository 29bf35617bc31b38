//! Signing in, roles, tokens, and what others cannot do in somebody's name.

use std::path::Path;

use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use onrecord_server::{Desk, Role};
use serde_json::{Value, json};

use crate::case::{Served, json_request, text};

const PASSWORD: &str = "a long enough word";

pub fn let_in(case: &Path, name: &str, role: Role) {
    Desk::open(&Desk::file_of(case))
        .unwrap()
        .set_user(name, role, PASSWORD)
        .unwrap();
}

async fn with_accounts() -> Served {
    let everybody = |case: &Path| {
        let_in(case, "Ada", Role::Administrator);
        let_in(case, "Eve Editor", Role::Editor);
        let_in(case, "Rob Reviewer", Role::Reviewer);
        let_in(case, "Rea Reader", Role::Reader);
    };
    Served::with(everybody, |_| {}).await
}

/// A browser in which somebody is signed in.
struct Browser {
    cookies: String,
    csrf: String,
}

fn cookies(response: &Response<Body>) -> Vec<String> {
    let set = response.headers().get_all("set-cookie").iter();
    set.map(|value| value.to_str().unwrap().to_owned()).collect()
}

async fn signed_in(served: &Served, name: &str) -> Browser {
    let asked = json!({"name": name, "password": PASSWORD});
    let response = served.ask(json_request("POST", "/session", &asked)).await;
    assert_eq!(response.status(), StatusCode::CREATED, "{name}");
    let pairs: Vec<String> = cookies(&response)
        .iter()
        .map(|cookie| cookie.split(';').next().unwrap().to_owned())
        .collect();
    let csrf = pairs
        .iter()
        .find_map(|pair| pair.strip_prefix("onrecord_csrf="))
        .unwrap()
        .to_owned();
    Browser {
        cookies: pairs.join("; "),
        csrf,
    }
}

impl Browser {
    async fn send(&self, served: &Served, method: &str, path: &str, body: Value) -> (StatusCode, Value) {
        let mut request = json_request(method, path, &body);
        request.headers_mut().insert("cookie", self.cookies.parse().unwrap());
        request.headers_mut().insert("x-csrf-token", self.csrf.parse().unwrap());
        let response = served.ask(request).await;
        let status = response.status();
        (status, serde_json::from_str(&text(response).await).unwrap_or_default())
    }
}

#[tokio::test]
async fn nobody_sees_anything_before_signing_in_and_everybody_the_same_after() {
    let served = with_accounts().await;
    for path in [
        "/case",
        "/claims",
        "/documents/D1",
        "/documents/D1/original",
        "/events",
        "/audit",
        "/users",
    ] {
        let request = Request::get(format!("/api/v1{path}")).body(Body::empty()).unwrap();
        assert_eq!(served.ask(request).await.status(), StatusCode::UNAUTHORIZED, "{path}");
    }
    // What was answered to somebody else is not handed to a stranger.
    let ada = signed_in(&served, "Ada").await;
    assert_eq!(ada.send(&served, "GET", "/claims", Value::Null).await.0, StatusCode::OK);
    let request = Request::get("/api/v1/claims").body(Body::empty()).unwrap();
    assert_eq!(served.ask(request).await.status(), StatusCode::UNAUTHORIZED);
    for path in ["/health", "/openapi.json", "/session"] {
        served.get(path).await;
    }
    assert_eq!(served.get("/session").await["me"], Value::Null);
    assert_eq!(
        ada.send(&served, "GET", "/session", Value::Null).await.1["me"]["role"],
        "administrator"
    );
}

#[tokio::test]
async fn cookies_are_for_this_server_alone_and_end_with_the_session() {
    let served = Served::with(
        |case| let_in(case, "Ada", Role::Administrator),
        |options| options.behind_proxy = true,
    )
    .await;
    let asked = json!({"name": "ada", "password": PASSWORD});
    let response = served.ask(json_request("POST", "/session", &asked)).await;
    let set = cookies(&response);
    let session = set
        .iter()
        .find(|cookie| cookie.starts_with("onrecord_session="))
        .unwrap();
    for part in ["HttpOnly", "SameSite=Strict", "Secure", "Path=/"] {
        assert!(session.contains(part), "{session}");
    }
    let browser = signed_in(&served, "Ada").await;
    assert_eq!(
        browser.send(&served, "DELETE", "/session", Value::Null).await.0,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        browser.send(&served, "GET", "/case", Value::Null).await.0,
        StatusCode::UNAUTHORIZED
    );
    // The secret itself lies nowhere.
    let secret = session.split(['=', ';']).nth(1).unwrap();
    for ending in ["", "-wal"] {
        let mut file = Desk::file_of(&served.file).into_os_string();
        file.push(ending);
        let bytes = std::fs::read(file).unwrap_or_default();
        assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()));
        assert!(
            !bytes
                .windows(PASSWORD.len())
                .any(|window| window == PASSWORD.as_bytes())
        );
    }
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_are_told_alike_and_both_are_slowed_down() {
    let served = with_accounts().await;
    let mut told = Vec::new();
    for name in ["Ada", "Nobody"] {
        let (status, answer) = served
            .send("POST", "/session", json!({"name": name, "password": "wrong"}))
            .await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        told.push(answer);
    }
    assert_eq!(told[0], told[1]);
    for _ in 0..4 {
        served
            .send("POST", "/session", json!({"name": "Ada", "password": "wrong"}))
            .await;
    }
    let response = served
        .ask(json_request(
            "POST",
            "/session",
            &json!({"name": "Ada", "password": PASSWORD}),
        ))
        .await;
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(
        response.headers()["retry-after"]
            .to_str()
            .unwrap()
            .parse::<u64>()
            .unwrap()
            > 0
    );
    signed_in(&served, "Eve Editor").await;
}

#[tokio::test]
async fn a_write_needs_the_token_of_its_own_session() {
    let served = with_accounts().await;
    let (ada, eve) = (signed_in(&served, "Ada").await, signed_in(&served, "Eve Editor").await);
    let view = json!({"name": "mine", "page": "claims", "query": "status=contested"});
    for csrf in ["", "x", &ada.csrf] {
        let mut request = json_request("POST", "/views", &view);
        request.headers_mut().insert("cookie", eve.cookies.parse().unwrap());
        request.headers_mut().insert("x-csrf-token", csrf.parse().unwrap());
        assert_eq!(served.ask(request).await.status(), StatusCode::FORBIDDEN, "“{csrf}”");
    }
    assert_eq!(eve.send(&served, "POST", "/views", view).await.0, StatusCode::CREATED);
}

#[tokio::test]
async fn each_role_may_what_it_may_and_no_more() {
    let served = with_accounts().await;
    let decision = json!({"subject": "p0000000000", "what": "accept", "why": "looked at"});
    let brief = json!({"title": "Rockets", "parts": []});
    let user = json!({"name": "New", "role": "reader", "password": PASSWORD});
    let four_eyes = json!({"subject": "case", "what": "four eyes on", "why": "two of us"});
    // A subject that is not there is understood, by whoever may decide.
    let admitted = StatusCode::UNPROCESSABLE_ENTITY;
    for (name, decides, edits, administers) in [
        ("Rea Reader", false, false, false),
        ("Rob Reviewer", true, false, false),
        ("Eve Editor", true, true, false),
        ("Ada", true, true, true),
    ] {
        let browser = signed_in(&served, name).await;
        let status = |may: bool, done: StatusCode| if may { done } else { StatusCode::FORBIDDEN };
        let asked = browser.send(&served, "POST", "/decisions", decision.clone()).await.0;
        assert_eq!(asked, status(decides, admitted), "{name} decides");
        let asked = browser.send(&served, "POST", "/briefs", brief.clone()).await.0;
        assert_eq!(asked, status(edits, StatusCode::CREATED), "{name} writes a brief");
        let asked = browser.send(&served, "POST", "/users", user.clone()).await.0;
        assert_eq!(
            asked,
            status(administers, StatusCode::CREATED),
            "{name} lets somebody in"
        );
        assert_eq!(
            browser.send(&served, "GET", "/audit", Value::Null).await.0,
            status(administers, StatusCode::OK)
        );
        if !administers {
            let asked = browser.send(&served, "POST", "/decisions", four_eyes.clone()).await.0;
            assert_eq!(asked, StatusCode::FORBIDDEN, "{name} switches four eyes");
        }
    }
}

#[tokio::test]
async fn a_decision_carries_the_name_of_whoever_is_signed_in() {
    let served = with_accounts().await;
    let rob = signed_in(&served, "Rob Reviewer").await;
    let (_, claims) = rob.send(&served, "GET", "/claims", Value::Null).await;
    let claim = claims["claims"][0]["id"].as_str().unwrap();
    let asked = json!({"subject": claim, "what": "accept", "why": "looked at", "who": "Ada"});
    let (status, taken) = rob.send(&served, "POST", "/decisions", asked).await;
    assert_eq!(status, StatusCode::CREATED, "{taken}");
    assert_eq!(taken["who"], "Rob Reviewer");
    let ada = signed_in(&served, "Ada").await;
    let (_, audit) = ada.send(&served, "GET", "/audit", Value::Null).await;
    let entries = audit["entries"].as_array().unwrap();
    assert!(
        entries
            .iter()
            .any(|entry| entry["what"] == "decide" && entry["who"] == "Rob Reviewer" && entry["subject"] == claim),
        "{audit}"
    );
}

#[tokio::test]
async fn a_token_does_what_it_is_for_until_it_is_removed() {
    let served = with_accounts().await;
    let eve = signed_in(&served, "Eve Editor").await;
    let asked = json!({"name": "nightly", "scopes": ["read"]});
    let (status, made) = eve.send(&served, "POST", "/tokens", asked).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    let secret = made["secret"].as_str().unwrap().to_owned();
    let by_token = async |method: &str, path: &str, body: Value| {
        let mut request = json_request(method, path, &body);
        request
            .headers_mut()
            .insert("authorization", format!("Bearer {secret}").parse().unwrap());
        served.ask(request).await.status()
    };
    assert_eq!(by_token("GET", "/claims", Value::Null).await, StatusCode::OK);
    let brief = json!({"title": "Rockets", "parts": []});
    assert_eq!(by_token("POST", "/briefs", brief).await, StatusCode::FORBIDDEN);
    assert_eq!(
        by_token("POST", "/tokens", json!({"name": "more", "scopes": ["edit"]})).await,
        StatusCode::FORBIDDEN
    );
    let (_, listed) = eve.send(&served, "GET", "/tokens", Value::Null).await;
    assert_eq!(listed["tokens"][0]["name"], "nightly");
    assert!(!listed.to_string().contains(&secret));
    for expires in ["2020-01-01", "2999-01-01", "soon"] {
        let asked = json!({"name": "odd", "scopes": ["read"], "expires": expires});
        assert_eq!(
            eve.send(&served, "POST", "/tokens", asked).await.0,
            StatusCode::BAD_REQUEST,
            "{expires}"
        );
    }
    let id = made["id"].as_i64().unwrap();
    assert_eq!(
        eve.send(&served, "DELETE", &format!("/tokens/{id}"), Value::Null)
            .await
            .0,
        StatusCode::NO_CONTENT
    );
    assert_eq!(by_token("GET", "/claims", Value::Null).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_last_administrator_stays_and_another_password_ends_other_sessions() {
    let served = with_accounts().await;
    let ada = signed_in(&served, "Ada").await;
    assert_eq!(
        ada.send(&served, "DELETE", "/users/Ada", Value::Null).await.0,
        StatusCode::CONFLICT
    );
    assert_eq!(
        ada.send(&served, "PATCH", "/users/Ada", json!({"role": "reader"}))
            .await
            .0,
        StatusCode::CONFLICT
    );
    let (first, second) = (
        signed_in(&served, "Eve Editor").await,
        signed_in(&served, "Eve Editor").await,
    );
    let wrong = json!({"current": "not this one", "password": "another long word"});
    assert_eq!(
        first
            .send(
                &served,
                "POST",
                "/users/Eve Editor/password".replace(' ', "%20").as_str(),
                wrong
            )
            .await
            .0,
        StatusCode::FORBIDDEN
    );
    let right = json!({"current": PASSWORD, "password": "another long word"});
    assert_eq!(
        first
            .send(&served, "POST", "/users/Eve%20Editor/password", right)
            .await
            .0,
        StatusCode::NO_CONTENT
    );
    assert_eq!(first.send(&served, "GET", "/case", Value::Null).await.0, StatusCode::OK);
    assert_eq!(
        second.send(&served, "GET", "/case", Value::Null).await.0,
        StatusCode::UNAUTHORIZED
    );
    let others = json!({"password": "yet another long word"});
    assert_eq!(
        first
            .send(&served, "POST", "/users/Ada/password", others.clone())
            .await
            .0,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        ada.send(&served, "POST", "/users/Eve%20Editor/password", others)
            .await
            .0,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        ada.send(&served, "DELETE", "/users/Rea%20Reader", Value::Null).await.0,
        StatusCode::NO_CONTENT
    );
    let short = json!({"name": "New", "role": "reader", "password": "short"});
    assert_eq!(
        ada.send(&served, "POST", "/users", short).await.0,
        StatusCode::BAD_REQUEST
    );
}
