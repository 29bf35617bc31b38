//! The built pages, which lie in the program itself.

use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::Embed;

use crate::refusal::Refusal;

#[derive(Embed)]
#[folder = "../../web/dist"]
struct Built;

/// What is shown where the program was built without the pages.
const UNBUILT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>onrecord</title><h1>onrecord</h1>\
<p>This program was built without its pages. Make them with <code>cargo xtask pages</code>, then build the program again. \
The interface is there: <a href=\"/api/v1/openapi.json\">its description</a>.";

/// A file of the pages, else the page itself: the rest of an address is the pages' own to read.
pub(crate) async fn page(uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    if path == "api" || path.starts_with("api/") {
        return Refusal::missing("such address of the interface:", uri.path()).into_response();
    }
    if let Some(file) = Built::get(path).filter(|_| path != "index.html") {
        let kept = if path.starts_with("assets/") {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        };
        return (
            [
                (header::CONTENT_TYPE, HeaderValue::from_static(media_type(path))),
                (header::CACHE_CONTROL, HeaderValue::from_static(kept)),
            ],
            file.data,
        )
            .into_response();
    }
    if path.starts_with("assets/") {
        return (StatusCode::NOT_FOUND, "there is no such file").into_response();
    }
    let page = Built::get("index.html").map_or(UNBUILT.as_bytes().into(), |file| file.data);
    (
        [
            (
                header::CONTENT_TYPE,
                HeaderValue::from_static("text/html; charset=utf-8"),
            ),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        ],
        page,
    )
        .into_response()
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "json" | "map" | "geojson" | "topojson" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
