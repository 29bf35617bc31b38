//! What can be read: lists, pages of them, one thing each, as of a day, again without change.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::Value;

use crate::case::{Served, TEXTS, text};

fn ids<'a>(list: &'a Value, of: &str) -> Vec<&'a str> {
    list[of]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["id"].as_str().unwrap())
        .collect()
}

async fn contested(served: &Served) -> Value {
    let claims = served.get("/claims?status=contested").await;
    claims["claims"][0].clone()
}

#[tokio::test]
async fn the_case_tells_how_much_is_in_it_and_who_asks() {
    let served = Served::new().await;
    let case = served.get("/case").await;
    assert_eq!(case["name"], "affair");
    assert_eq!(case["documents"], TEXTS.len());
    assert_eq!(case["me"]["name"], "A. Analyst");
    assert_eq!(case["me"]["role"], "administrator");
    assert_eq!(case["accounts"], false);
    assert_eq!(case["published"][0], "2026-03-02");
}

#[tokio::test]
async fn a_contested_claim_has_both_sides_with_their_words_in_context() {
    let served = Served::new().await;
    let row = contested(&served).await;
    assert!(row["text"].as_str().unwrap().contains("rockets"), "{row}");
    let claim = served.get(&format!("/claims/{}", row["id"].as_str().unwrap())).await;
    for side in ["asserted", "denied"] {
        let excerpt = &claim["sides"][side][0]["excerpts"][0];
        let (start, end) = (excerpt["start"].as_u64().unwrap(), excerpt["end"].as_u64().unwrap());
        let document = served
            .get(&format!("/documents/{}", excerpt["document"].as_str().unwrap()))
            .await;
        let letters: Vec<char> = document["text"].as_str().unwrap().chars().collect();
        let words: String = letters[start as usize..end as usize].iter().collect();
        assert_eq!(excerpt["exact"], words.as_str());
        let around: String = letters[..start as usize].iter().collect();
        assert!(around.ends_with(excerpt["before"].as_str().unwrap()));
    }
    let reprint = claim["origins"]["edges"].as_array().unwrap();
    assert!(
        reprint
            .iter()
            .any(|edge| edge["kind"] == "reprint" || edge["kind"] == "excerpt"),
        "{reprint:?}"
    );
    assert!(!claim["history"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn facets_count_what_the_filters_leave() {
    let served = Served::new().await;
    let all = served.get("/claims").await;
    for status in ["contested", "uncontested", "denied_only", "retracted"] {
        let some = served.get(&format!("/claims?status={status}")).await;
        assert_eq!(
            some["total"],
            *all["facets"]["status"].get(status).unwrap_or(&Value::from(0))
        );
    }
    let actor = all["facets"]["actor"][0].clone();
    let id = actor["id"].as_str().unwrap();
    let of_actor = served.get(&format!("/claims?actor={id}")).await;
    assert_eq!(of_actor["total"], actor["n"]);
    assert_eq!(served.get("/claims?q=rockets+shipped").await["facets"]["event_type"], {
        let found = served.get("/claims?q=ROCKETS+Shipped&sort=date").await;
        found["facets"]["event_type"].clone()
    });
}

#[tokio::test]
async fn every_list_can_be_walked_in_pages_that_hold_everything_once() {
    let served = Served::new().await;
    for (path, name, key) in [
        ("/claims", "claims", "id"),
        ("/documents", "documents", "id"),
        ("/actors", "actors", "id"),
        ("/origins", "lineages", "id"),
        ("/review", "concerns", "subject"),
    ] {
        let whole = served.get(&format!("{path}?limit=500")).await;
        let whole: Vec<Value> = whole[name]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row[key].clone())
            .collect();
        let (mut walked, mut cursor): (Vec<Value>, Option<String>) = (Vec::new(), None);
        loop {
            let at = cursor.map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
            let page = served.get(&format!("{path}?limit=2{at}")).await;
            walked.extend(page[name].as_array().unwrap().iter().map(|row| row[key].clone()));
            cursor = page["next"].as_str().map(str::to_owned);
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(walked, whole, "{path}");
    }
}

#[tokio::test]
async fn a_list_comes_as_lines_where_lines_are_asked_for() {
    let served = Served::new().await;
    let request = Request::get("/api/v1/claims")
        .header("accept", "application/x-ndjson")
        .body(Body::empty())
        .unwrap();
    let response = served.ask(request).await;
    assert_eq!(response.headers()["content-type"], "application/x-ndjson");
    let lines = text(response).await;
    let claims: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let listed = served.get("/claims?limit=500").await;
    assert_eq!(Value::from(claims), listed["claims"]);
}

#[tokio::test]
async fn what_did_not_change_is_not_sent_again() {
    let served = Served::new().await;
    for path in ["/api/v1/claims?limit=3", "/api/v1/case", "/api/v1/decisions"] {
        let first = served.ask(Request::get(path).body(Body::empty()).unwrap()).await;
        let mark = first.headers()["etag"].to_str().unwrap().to_owned();
        let again = Request::get(path)
            .header("if-none-match", &mark)
            .body(Body::empty())
            .unwrap();
        let again = served.ask(again).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{path}");
        assert_eq!(text(again).await, "");
    }
    let one = served
        .ask(Request::get("/api/v1/claims").body(Body::empty()).unwrap())
        .await;
    let other = served
        .ask(Request::get("/api/v1/claims?limit=3").body(Body::empty()).unwrap())
        .await;
    assert_ne!(one.headers()["etag"], other.headers()["etag"]);
}

#[tokio::test]
async fn a_day_takes_every_list_back_to_what_was_published_then() {
    let served = Served::new().await;
    assert_eq!(served.get("/documents?as_of=2026-03-02").await["total"], 2);
    assert_eq!(
        served.get("/claims?as_of=2026-03-02&status=contested").await["total"],
        0
    );
    assert_eq!(
        served.get("/claims?as_of=2026-03-03&status=contested").await["total"],
        1
    );
    assert_eq!(served.get("/documents?captured_by=2026-03-05").await["total"], 0);
    assert_eq!(served.get("/search?q=rockets&as_of=2026-03-01").await["total"], 0);
}

#[tokio::test]
async fn every_view_answers() {
    let served = Served::new().await;
    for path in [
        "/timeline",
        "/map",
        "/tolls",
        "/positions",
        "/origins",
        "/provisions",
        "/signatures",
        "/flags",
        "/review",
        "/decisions",
        "/search?q=rockets",
        "/health",
        "/openapi.json",
    ] {
        served.get(path).await;
    }
    let map = served.get("/map").await;
    for point in map["points"].as_array().unwrap() {
        assert!(
            ["point", "city"].contains(&point["precision"].as_str().unwrap()),
            "{point}"
        );
    }
    let tolls = served.get("/tolls").await;
    assert_eq!(tolls["series"][0]["points"][0]["low"], 12, "{tolls}");
    assert!(tolls["series"][0]["points"][0]["excerpt"]["before"].is_string());
}

#[tokio::test]
async fn an_actor_has_its_names_its_words_and_its_claims() {
    let served = Served::new().await;
    let actors = served.get("/actors?q=quill").await;
    assert_eq!(ids(&actors, "actors").len(), 1, "{actors}");
    let actor = served.get(&format!("/actors/{}", ids(&actors, "actors")[0])).await;
    assert!(actor["names"][0]["n"].as_u64().unwrap() > 0);
    assert_eq!(actor["total"], actor["statements"].as_array().unwrap().len());
    assert!(
        actor["claims"]["alleges"]["count"].as_u64().unwrap() > 0,
        "{}",
        actor["claims"]
    );
}

#[tokio::test]
async fn annotations_lie_where_their_words_are_and_lead_to_claims() {
    let served = Served::new().await;
    let documents = served.get("/documents?q=answers").await;
    let document = served
        .get(&format!("/documents/{}", ids(&documents, "documents")[0]))
        .await;
    let letters: Vec<char> = document["text"].as_str().unwrap().chars().collect();
    let annotations = document["annotations"].as_array().unwrap();
    let mut linked = 0;
    for annotation in annotations {
        let (start, end) = (
            annotation["start"].as_u64().unwrap(),
            annotation["end"].as_u64().unwrap(),
        );
        assert!(start < end && end as usize <= letters.len(), "{annotation}");
        linked += annotation["claims"].as_array().unwrap().len();
    }
    assert!(linked > 0);
}

#[tokio::test]
async fn what_a_reprint_left_out_is_told() {
    let served = Served::new().await;
    let diff = served.get("/documents/D2/diff?primary=D1").await;
    assert!(diff["departures"].is_array());
    assert!(diff["sentences_paired"].as_u64().unwrap() > 0, "{diff}");
}

#[tokio::test]
async fn what_is_not_there_or_not_understood_is_told_with_its_remedy() {
    let served = Served::new().await;
    for (path, status) in [
        ("/claims/p0000000000", StatusCode::NOT_FOUND),
        ("/documents/D99", StatusCode::NOT_FOUND),
        ("/actors/person:nobody", StatusCode::NOT_FOUND),
        ("/briefs/x", StatusCode::NOT_FOUND),
        ("/nothing", StatusCode::NOT_FOUND),
        ("/claims?status=perhaps", StatusCode::BAD_REQUEST),
        ("/claims?limit=0", StatusCode::BAD_REQUEST),
        ("/claims?limit=501", StatusCode::BAD_REQUEST),
        ("/claims?cursor=zz", StatusCode::BAD_REQUEST),
        ("/claims?as_of=yesterday", StatusCode::BAD_REQUEST),
        ("/claims?from=2026-02-30", StatusCode::BAD_REQUEST),
        ("/search", StatusCode::BAD_REQUEST),
        ("/search?q=%22", StatusCode::BAD_REQUEST),
    ] {
        let request = Request::get(format!("/api/v1{path}")).body(Body::empty()).unwrap();
        let response = served.ask(request).await;
        assert_eq!(response.status(), status, "{path}");
        let told: Value = serde_json::from_str(&text(response).await).unwrap();
        assert!(
            told["error"]["remedy"]
                .as_str()
                .is_some_and(|remedy| !remedy.is_empty()),
            "{path}: {told}"
        );
    }
}
