//! `watch` and `changes` against a server on this machine.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by it")]

mod desk;
#[path = "../../fetch/tests/server/mod.rs"]
mod server;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use desk::{Desk, Printed};
use serde_json::Value;
use server::{Server, reply};

/// A page of an outlet; what the second state corrects is its figure and the denial.
fn page(number: usize, state: usize) -> String {
    let (killed, denied) = if number == 1 && state > 0 {
        ("21", "Belarus confirmed on Wednesday that it had sent the rockets.")
    } else {
        ("12", "Belarus denied the allegation on Wednesday.")
    };
    format!(
        "<!doctype html><html><head><title>Rockets for Syria, part {number}</title></head><body><article><h1>Rockets for Syria, part {number}</h1><p>March 4, 2026. Estonia accused Belarus on Monday of sending {} rockets to Syria.</p><p>The strike on the harbour of Tartus killed at least {killed} people on February 27, the health ministry said.</p><p>{denied}</p></article></body></html>",
        40 + number
    )
}

fn feed(entries: usize, base: &str) -> String {
    let items: String = (1..=entries)
        .map(|number| format!("<item><title>Part {number}</title><link>{base}/{number}</link><pubDate>Wed, 04 Mar 2026 10:00:00 GMT</pubDate></item>"))
        .collect();
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Gannet</title><link>{base}/</link><description>News</description>{items}</channel></rss>"
    )
}

/// An outlet with a feed; `state` 0 has two entries, 1 a third and a correction, and it answers conditional requests.
fn outlet(state: &Arc<AtomicUsize>) -> Server {
    let state = Arc::clone(state);
    Server::start(move |request, stream| {
        let state = state.load(Ordering::SeqCst);
        let host = request.header("host").unwrap_or_default();
        let (media_type, body) = match request.path.as_str() {
            "/feed.xml" => ("application/rss+xml", feed(2 + state.min(1), &format!("http://{host}"))),
            "/robots.txt" => ("text/plain", "User-agent: *\nDisallow: /private\n".to_owned()),
            path => match path.trim_start_matches('/').parse() {
                Ok(number) => ("text/html; charset=utf-8", page(number, state)),
                Err(_) => return reply(stream, "404 Not found", &[], b""),
            },
        };
        let tag = format!("\"{}-{}\"", body.len(), body.contains("killed at least 21"));
        if request.header("if-none-match") == Some(tag.clone()) {
            return reply(stream, "304 Not modified", &[], b"");
        }
        let head = [format!("Content-Type: {media_type}"), format!("ETag: {tag}")];
        reply(stream, "200 OK", &[&head[0], &head[1]], body.as_bytes());
    })
}

fn watch(desk: &Desk, more: &[&str]) -> Printed {
    let fixed = ["watch", "--once", "--allow-address", "127.0.0.1", "--pace", "0"];
    desk.run(&[&fixed[..], more].concat())
}

#[test]
fn what_is_new_is_told_once_and_what_was_corrected_with_the_entries_it_changes() {
    let desk = Desk::new();
    let state = Arc::new(AtomicUsize::new(0));
    let server = outlet(&state);
    let feed = server.url("/feed.xml");
    let first = watch(&desk, &[&feed]);
    assert_eq!(first.code, Some(0), "{}", first.err);
    assert_eq!(first.out.matches("new      ").count(), 2, "{}", first.out);
    assert!(
        first.err.contains("2 new; onrecord.case holds 2 documents"),
        "{}",
        first.err
    );
    let second = watch(&desk, &[&feed]);
    assert_eq!((second.code, second.out.as_str()), (Some(0), ""), "{}", second.err);
    assert!(second.err.contains("0 new, 2 unchanged"), "{}", second.err);
    state.store(1, Ordering::SeqCst);
    let third = watch(&desk, &[&feed, "--json"]);
    assert_eq!(third.code, Some(0), "{}", third.err);
    let lines: Vec<Value> = third
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let what: Vec<&str> = lines.iter().map(|line| line["what"].as_str().unwrap()).collect();
    assert_eq!(what, ["changed", "new"], "{}", third.out);
    let changes = &lines[0]["changes"]["changes"];
    let words = changes["words"].to_string();
    assert!(
        words.contains("\"12\"") && words.contains("\"21\"") && words.contains("denied"),
        "{words}"
    );
    let entries = changes["entries"].to_string();
    assert!(
        entries.contains("at least 12 people") && entries.contains("at least 21 people"),
        "{entries}"
    );
    assert!(entries.contains("(deny)"), "{entries}");
    // The part that did not change was asked for only if it had.
    let conditional = server.requests().iter().filter(|request| request.path == "/2").count();
    assert_eq!(conditional, 3);
    let told = desk.run(&["changes"]);
    assert_eq!(told.code, Some(0), "{}", told.err);
    assert!(
        told.out.contains("- ") && told.out.contains("“12”") && told.out.contains("toll "),
        "{}",
        told.out
    );
    assert_eq!(desk.run(&["changes", &server.url("/1")]).out, told.out);
    assert_eq!(desk.run(&["changes", &server.url("/2"), "--json"]).out.trim(), "[]");
    assert_eq!(desk.run(&["changes", "https://example.org/none"]).code, Some(2));
    let verified: Value = serde_json::from_str(&desk.run(&["verify", "--json"]).out).unwrap();
    assert_eq!(
        (&verified["captures"], &verified["problems"]),
        (&4.into(), &Value::Array(vec![]))
    );
}

#[test]
fn without_recheck_an_entry_is_fetched_once_and_a_page_itself_is_followed() {
    let desk = Desk::new();
    let state = Arc::new(AtomicUsize::new(0));
    let server = outlet(&state);
    let feed = server.url("/feed.xml");
    for _ in 0..2 {
        assert_eq!(watch(&desk, &[&feed, "--recheck", "0"]).code, Some(0));
    }
    assert_eq!(server.asked().iter().filter(|asked| *asked == "GET /1").count(), 1);
    let page = server.url("/1");
    assert!(watch(&desk, &[&page]).err.contains("0 new, 1 unchanged"));
    state.store(1, Ordering::SeqCst);
    let changed = watch(&desk, &[&page]);
    assert!(changed.out.starts_with("changed  "), "{}", changed.out);
    assert!(changed.err.contains("1 changed"), "{}", changed.err);
    // A correction that is taken back is a change again, although its bytes were known.
    state.store(0, Ordering::SeqCst);
    let back = watch(&desk, &[&page]);
    assert!(
        back.out.starts_with("changed  ") && back.out.contains("+ ") && back.out.contains("“12”"),
        "{}",
        back.out
    );
    let steps: Value = serde_json::from_str(&desk.run(&["changes", &page, "--json"]).out).unwrap();
    assert_eq!(steps.as_array().unwrap().len(), 2);
    assert_eq!(steps[0]["changes"]["before"], steps[1]["changes"]["after"]);
}

#[test]
fn an_address_that_fails_costs_itself_alone_and_addresses_come_from_a_file_too() {
    let desk = Desk::new();
    let server = outlet(&Arc::new(AtomicUsize::new(0)));
    let list = format!(
        "# the outlet\n{}\n{} # a note\n\n",
        server.url("/feed.xml"),
        server.url("/private/9")
    );
    desk.write("feeds.txt", list.as_bytes());
    let printed = watch(
        &desk,
        &["--from", "feeds.txt", &server.url("/missing"), "file:///etc/passwd"],
    );
    assert_eq!(printed.code, Some(1));
    assert!(printed.err.contains("2 new, 3 failed"), "{}", printed.err);
    assert!(
        printed.err.contains("robots.txt") && printed.err.contains("the server answered 404"),
        "{}",
        printed.err
    );
    assert!(printed.err.contains("this is no address of the web"), "{}", printed.err);
    let closed = desk.run(&["watch", "--once", "--case", "closed.case", &server.url("/feed.xml")]);
    assert_eq!(closed.code, Some(1));
    assert!(
        closed.err.contains("inside this machine or a private network"),
        "{}",
        closed.err
    );
}

#[test]
fn a_hostile_feed_costs_itself_and_gives_no_orders_to_a_terminal() {
    let desk = Desk::new();
    let server = Server::start(|request, stream| {
        let host = request.header("host").unwrap_or_default();
        let item = |link: &str| format!("<item><title>t</title><link>{link}</link></item>");
        let rss = |items: String| {
            format!(
                "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>t</title><link>http://{host}/</link><description>d</description>{items}</channel></rss>"
            )
        };
        let entries = |parts: &[String]| rss(parts.iter().map(|part| item(part)).collect());
        let (status, body) = match request.path.as_str() {
            "/inside.xml" => ("200 OK", entries(&[
                "http://10.0.0.1/admin".into(),
                "http://[::ffff:192.168.0.1]/".into(),
                "http://169.254.169.254/latest/meta-data/".into(),
                "file:///etc/passwd".into(),
                "javascript:alert(1)".into(),
                format!("http://{host}/leads-inside"),
                format!("http://{host}/round"),
                format!("http://{host}/title"),
            ])),
            "/entities.xml" => ("200 OK", format!(
                "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">]>{}",
                rss("<item><title>&d;&d;&d;&d;</title></item>".into()).replace("<?xml version=\"1.0\"?>", "")
            )),
            "/leads-inside" => return reply(stream, "302 Found", &["Location: http://192.168.7.7/"], b""),
            "/round" => return reply(stream, "302 Found", &["Location: /round"], b""),
            "/title" => ("200 OK", "<!doctype html><html><head><title>A &#27;[2J\u{1b}]0;owned\u{7} title</title></head><body><article><h1>A title</h1><p onclick=\"alert(1)\">March 4, 2026. Estonia accused Belarus on Monday of sending rockets to Syria.<script>alert(2)</script></p></article></body></html>".to_owned()),
            _ => ("404 Not found", String::new()),
        };
        let media_type = if request.path.ends_with(".xml") {
            "text/xml"
        } else {
            "text/html"
        };
        reply(
            stream,
            status,
            &[&format!("Content-Type: {media_type}")],
            body.as_bytes(),
        );
    });
    let printed = watch(&desk, &[&server.url("/inside.xml"), &server.url("/entities.xml")]);
    assert_eq!(printed.code, Some(1));
    assert!(printed.err.contains("1 new"), "{}", printed.err);
    assert_eq!(
        printed.err.matches("inside this machine or a private network").count(),
        4,
        "{}",
        printed.err
    );
    assert!(printed.err.contains("more than 10 addresses"), "{}", printed.err);
    for text in [&printed.out, &printed.err] {
        assert!(!text.contains(['\u{1b}', '\u{7}']), "{text:?}");
    }
    let report = desk.run(&["report", "--format", "html"]);
    assert!(!report.out.contains("alert("), "a script is no text");
    assert_eq!(desk.run(&["verify"]).code, Some(0));
}
