//! What changes a case through its server: decisions, documents, briefs; and what others write to it meanwhile.

use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt;
use onrecord_ledger::{Case, Decision};
use serde_json::{Value, json};

use crate::case::{Served, text};

/// Asks until the answer is as wanted; a server that never gives it is a failure.
async fn until(served: &Served, path: &str, wanted: impl Fn(&Value) -> bool) -> Value {
    let begun = Instant::now();
    loop {
        let answer = served.get(path).await;
        if wanted(&answer) {
            return answer;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{path}: {answer}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn contested(served: &Served) -> Value {
    served.get("/claims?status=contested").await["claims"][0].clone()
}

#[tokio::test]
async fn a_decision_is_weighed_and_can_be_taken_back() {
    let served = Served::new().await;
    let row = contested(&served).await;
    let claim = served.get(&format!("/claims/{}", row["id"].as_str().unwrap())).await;
    let denials = claim["sides"]["denied"].as_array().unwrap().clone();
    let before = served.get("/case").await["revision"].clone();
    for denial in &denials {
        let statement = &denial["statement"];
        let subject = format!(
            "{}/{}",
            statement["document"].as_str().unwrap(),
            statement["entry"].as_str().unwrap()
        );
        let asked = json!({"subject": subject, "what": "reject", "why": "read wrongly", "who": "B. Second"});
        let (status, taken) = served.send("POST", "/decisions", asked).await;
        assert_eq!(status, StatusCode::CREATED, "{taken}");
        assert_eq!(taken["who"], "B. Second");
    }
    let all = served.get("/decisions").await;
    assert_eq!(all["total"], denials.len());
    let weighed = until(&served, "/case", |case| {
        case["weighing"] == false && case["revision"] != before
    })
    .await;
    assert_eq!(weighed["decisions"], denials.len());
    until(&served, "/claims?status=contested", |claims| claims["total"] == 0).await;
    for number in 1..=denials.len() {
        let asked = json!({"subject": number.to_string(), "what": "undo", "why": "it was right"});
        assert_eq!(served.send("POST", "/decisions", asked).await.0, StatusCode::CREATED);
    }
    until(&served, "/claims?status=contested", |claims| claims["total"] == 1).await;
    assert!(
        served.get("/decisions").await["decisions"]
            .as_array()
            .unwrap()
            .iter()
            .any(|row| row["undone_by"].is_u64())
    );
}

#[tokio::test]
async fn a_decision_on_nothing_and_one_that_is_none_are_refused() {
    let served = Served::new().await;
    for (asked, status) in [
        (
            json!({"subject": "p0000000000", "what": "accept", "why": "x"}),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            json!({"subject": "9", "what": "undo", "why": "x"}),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            json!({"subject": "p0000000000", "what": "perhaps", "why": "x"}),
            StatusCode::BAD_REQUEST,
        ),
        (
            json!({"subject": "p0000000000", "what": "accept", "why": " "}),
            StatusCode::BAD_REQUEST,
        ),
        (
            json!({"subject": "p0000000000", "what": "accept"}),
            StatusCode::BAD_REQUEST,
        ),
    ] {
        let (answered, told) = served.send("POST", "/decisions", asked.clone()).await;
        assert_eq!(answered, status, "{asked}: {told}");
    }
    assert_eq!(served.get("/decisions").await["total"], 0);
}

#[tokio::test]
async fn what_another_process_writes_is_noticed_and_weighed() {
    let served = Served::new().await;
    let row = contested(&served).await;
    let mut case = Case::open(&served.file, "2026-03-07T10:00:00Z").unwrap();
    case.decide(&Decision {
        at: "2026-03-07T10:00:00Z".into(),
        who: "Somebody at a terminal".into(),
        subject: row["id"].as_str().unwrap().into(),
        what: "accept".into(),
        why: "looked at".into(),
    })
    .unwrap();
    let path = format!("/claims/{}", row["id"].as_str().unwrap());
    let claim = until(&served, &path, |claim| {
        claim["decisions"].as_array().is_some_and(|all| !all.is_empty())
    })
    .await;
    assert_eq!(claim["decisions"][0]["who"], "Somebody at a terminal");
}

fn files(parts: &[(&str, &str)]) -> Request<Body> {
    let mut body = String::new();
    for (name, content) in parts {
        body.push_str(&format!(
            "--edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n{content}\r\n"
        ));
    }
    body.push_str("--edge--\r\n");
    Request::post("/api/v1/documents")
        .header("content-type", "multipart/form-data; boundary=edge")
        .body(Body::from(body))
        .unwrap()
}

#[tokio::test]
async fn documents_that_are_sent_are_read_kept_and_weighed_and_a_bad_one_costs_itself() {
    let served = Served::new().await;
    let words = "Wren in port\n\nRIGA, 7 March 2026 — Lithuania said on Friday that Latvia had shipped rockets to Lithuania on 1 March.\n";
    let request = files(&[("../../new.txt", words), ("broken.pdf", "%PDF-1.7 broken")]);
    let response = served.ask(request).await;
    assert_eq!(response.status(), StatusCode::ACCEPTED);
    let begun: Value = serde_json::from_str(&text(response).await).unwrap();
    let job = until(&served, &format!("/jobs/{}", begun["job"]), |job| {
        job["state"] == "done"
    })
    .await;
    assert_eq!(job["added"][0]["location"], "new.txt", "{job}");
    assert_eq!(job["failed"][0]["input"], "broken.pdf", "{job}");
    assert_eq!(job["done"], 2);
    assert_eq!(served.get("/documents?q=wren").await["total"], 1);
    let nothing = served.ask(files(&[])).await;
    assert_eq!(nothing.status(), StatusCode::BAD_REQUEST);
    let odd = served
        .send("POST", "/documents", json!({"url": "file:///etc/passwd"}))
        .await;
    assert_eq!(odd.0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_brief_has_what_its_author_chose_in_the_authors_order_with_their_own_words_marked() {
    let served = Served::new().await;
    let claim = contested(&served).await["id"].as_str().unwrap().to_owned();
    let parts = json!([
        {"kind": "section", "section": "Rockets"},
        {"kind": "text", "text": "We asked both sides <b>twice</b>."},
        {"kind": "claim", "claim": claim, "with": ["sides"]},
        {"kind": "claim", "claim": "p0000000000"}
    ]);
    let (status, kept) = served
        .send("POST", "/briefs", json!({"title": "Вітер & wind", "parts": parts}))
        .await;
    assert_eq!(status, StatusCode::CREATED, "{kept}");
    let id = kept["id"].as_i64().unwrap();
    let render = async |format: &str| {
        let request = Request::get(format!("/api/v1/briefs/{id}/render?format={format}"))
            .body(Body::empty())
            .unwrap();
        let response = served.ask(request).await;
        assert_eq!(response.status(), StatusCode::OK, "{format}");
        assert!(
            response.headers()["content-security-policy"]
                .to_str()
                .unwrap()
                .contains("sandbox")
        );
        response.into_body().collect().await.unwrap().to_bytes()
    };
    let page = String::from_utf8(render("html").await.to_vec()).unwrap();
    let (words, told) = (
        page.find("We asked both sides &lt;b&gt;").unwrap(),
        page.find(&format!("id=\"{claim}\"")).unwrap(),
    );
    assert!(words < told && page.contains("In the author’s own words") && page.contains("Вітер &amp; wind"));
    assert!(page.contains("p0000000000 is not in the case"));
    let markdown = String::from_utf8(render("markdown").await.to_vec()).unwrap();
    assert!(
        markdown.contains("> *In the author’s own words:*") && markdown.contains("[^1]"),
        "{markdown}"
    );
    assert!(render("docx").await.starts_with(b"PK"));
    let change = json!({"title": "Wind", "parts": [], "updated_at": "2020-01-01T00:00:00Z"});
    assert_eq!(
        served.send("PUT", &format!("/briefs/{id}"), change).await.0,
        StatusCode::CONFLICT
    );
    let change = json!({"title": "Wind", "parts": [], "updated_at": kept["updated_at"]});
    assert_eq!(
        served.send("PUT", &format!("/briefs/{id}"), change).await.1["title"],
        "Wind"
    );
    assert_eq!(
        served.send("DELETE", &format!("/briefs/{id}"), Value::Null).await.0,
        StatusCode::NO_CONTENT
    );
    assert_eq!(served.get("/briefs").await["total"], 0);
}

#[tokio::test]
async fn whoever_listens_is_told_of_decisions_and_standings() {
    let served = Served::new().await;
    let claim = contested(&served).await["id"].as_str().unwrap().to_owned();
    let request = Request::get("/api/v1/events").body(Body::empty()).unwrap();
    let response = served.ask(request).await;
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let mut body = response.into_body();
    let asked = json!({"subject": claim, "what": "accept", "why": "looked at"});
    assert_eq!(served.send("POST", "/decisions", asked).await.0, StatusCode::CREATED);
    let mut told = String::new();
    while !(told.contains("event: decision") && told.matches("event: revision").count() >= 3) {
        let frame = tokio::time::timeout(Duration::from_secs(60), body.frame())
            .await
            .unwrap()
            .unwrap()
            .unwrap();
        told.push_str(&String::from_utf8_lossy(frame.data_ref().unwrap()));
    }
    assert!(told.contains("data: {\"number\":1}"), "{told}");
    assert!(
        told.contains("\"weighing\":true") && told.contains("\"weighing\":false"),
        "{told}"
    );
}
