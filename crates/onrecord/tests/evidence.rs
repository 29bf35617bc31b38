//! Web archives in and out, keys, signatures, timestamps and single entries, as a user meets them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by it")]

mod desk;
#[path = "../../fetch/tests/server/mod.rs"]
mod server;
#[path = "../../preserve/tests/tools/mod.rs"]
mod tools;

use std::fs;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use desk::{DENIAL, Desk, PAGE, SHIPMENT};
use onrecord_preserve::Exchange;
use onrecord_preserve::wacz::Composer;
use onrecord_preserve::warc::Writer;
use serde_json::Value;
use server::{Server, reply};
use tools::authority::Authority;

fn exchange(path: &str, media_type: &str, body: &[u8]) -> Exchange {
    Exchange {
        url: format!("https://example.org/2026/{path}"),
        at: "2026-03-05T08:30:00Z".into(),
        address: None,
        request: format!("GET /2026/{path} HTTP/1.1\r\nHost: example.org\r\n\r\n").into_bytes(),
        response: [
            format!("HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\n\r\n").as_bytes(),
            body,
        ]
        .concat(),
    }
}

fn exchanges() -> [Exchange; 4] {
    // In the charset that only the server's header names.
    let denial: Vec<u8> = "<!doctype html><html><head><title>Belarus answers</title></head><body><article><h1>Belarus answers</h1><p>March 3, 2026. Belarus denied the allegations on Tuesday. “Нет, ракет не было,” a spokesperson for the Belarusian government said.</p></article></body></html>"
        .chars()
        .map(|letter| match letter {
            '“' => 0x93,
            '”' => 0x94,
            'А'..='я' => u8::try_from(u32::from(letter) - 0x410 + 0xc0).unwrap(),
            other => u8::try_from(u32::from(other)).unwrap(),
        })
        .collect();
    [
        exchange("shipment.txt", "text/plain; charset=utf-8", SHIPMENT.as_bytes()),
        exchange("crates.png", "image/png", b"\x89PNG"),
        exchange("page", "text/html", PAGE.as_bytes()),
        exchange("denial", "text/html; charset=windows-1251", &denial),
    ]
}

fn warc() -> Vec<u8> {
    let mut writer = Writer::new(Vec::new(), "a test", "2026-03-05T09:00:00Z").unwrap();
    for exchange in exchanges() {
        writer.exchange(&exchange, &[]).unwrap();
    }
    writer.finish().unwrap()
}

#[test]
fn each_document_of_a_web_archive_is_read_with_its_address_moment_and_charset() {
    let desk = Desk::new();
    desk.write("crawl.warc.gz", &warc());
    let mut composer = Composer::new(std::io::Cursor::new(Vec::new()), "t", "a test", "2026-03-05T09:00:00Z").unwrap();
    for exchange in exchanges() {
        composer.exchange(&exchange, &[], None).unwrap();
    }
    desk.write("crawl.wacz", &composer.finish(&[]).unwrap().into_inner());
    for file in ["crawl.warc.gz", "crawl.wacz"] {
        let printed = desk.run(&["read", "--json", file]);
        assert_eq!(printed.code, Some(0), "{}", printed.err);
        let records: Vec<Value> = printed
            .out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(records.len(), 3);
        assert_eq!(
            records[0]["document"]["capture"]["url"],
            "https://example.org/2026/shipment.txt"
        );
        assert_eq!(records[0]["document"]["capture"]["fetched_at"], "2026-03-05T08:30:00Z");
        assert!(
            records[2]["document"]["text"]
                .as_str()
                .unwrap()
                .contains("“Нет, ракет не было,”")
        );
    }
    let printed = desk.run(&["add", "--json", "crawl.warc.gz", "crawl.wacz"]);
    assert_eq!(printed.code, Some(0), "{}", printed.err);
    let words: Vec<String> = printed
        .out
        .lines()
        .map(|line| {
            serde_json::from_str::<Value>(line).unwrap()["what"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(words, ["new", "new", "new", "known", "known", "known"]);
    let verified: Value = serde_json::from_str(&desk.run(&["verify", "--json"]).out).unwrap();
    assert_eq!((&verified["captures"], &verified["exchanges"]), (&3.into(), &3.into()));
    assert_eq!(verified["problems"], Value::Array(vec![]));
}

#[test]
fn a_web_archive_that_is_cut_off_costs_what_is_missing() {
    let desk = Desk::new();
    let whole = warc();
    desk.write("cut.warc.gz", &whole[..whole.len() - 400]);
    let printed = desk.run(&["add", "cut.warc.gz"]);
    assert_eq!(printed.code, Some(1));
    assert!(printed.err.contains("the file ends within it"), "{}", printed.err);
    assert!(printed.err.contains("added 2, 1 failed"), "{}", printed.err);
    assert_eq!(desk.run(&["verify"]).code, Some(0));
}

#[test]
fn a_key_is_made_once_kept_to_its_owner_and_signs() {
    let desk = Desk::with_case();
    let made = desk.run(&["key", "new"]);
    assert_eq!(made.code, Some(0), "{}", made.err);
    let file = desk.path("settings/onrecord/key.pem");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert_eq!(desk.run(&["key", "new"]).code, Some(2));
    let shown: Value = serde_json::from_str(&desk.run(&["key", "show", "--json"]).out).unwrap();
    assert!(made.out.contains(shown["fingerprint"].as_str().unwrap()));
    assert!(!format!("{}{}", made.out, shown).contains("PRIVATE"));
    let unsigned = desk.run(&["verify"]);
    assert!(unsigned.out.contains("signed       nothing"), "{}", unsigned.out);
    assert_eq!(desk.run(&["sign"]).code, Some(0));
    let public = "settings/onrecord/key.pub.pem";
    let signed = desk.run(&["verify", "--key", public]);
    assert_eq!(signed.code, Some(0), "{}", signed.out);
    assert!(signed.out.contains("(the one given)"), "{}", signed.out);
    // From here on what is added is signed by itself.
    desk.write(
        "more.txt",
        b"A note\n\nMarch 9, 2026. Estonia said that it had shown all its photographs.\n",
    );
    assert_eq!(desk.run(&["add", "more.txt"]).code, Some(0));
    let verified: Value = serde_json::from_str(&desk.run(&["verify", "--json"]).out).unwrap();
    assert_eq!(
        (&verified["unsigned_links"], &verified["heads"]),
        (&0.into(), &2.into())
    );
    // Another's key has signed nothing here.
    assert_eq!(desk.run(&["key", "new", "--file", "other.pem"]).code, Some(0));
    let other = desk.run(&["verify", "--key", "other.pub.pem"]);
    assert_eq!(other.code, Some(1));
    assert!(other.out.contains("none is by the key that was given"), "{}", other.out);
}

#[test]
fn timestamps_wait_while_no_authority_answers_and_come_when_one_does() {
    let desk = Desk::with_case();
    let authority = Arc::new(Authority::new());
    let open = Arc::new(AtomicBool::new(false));
    let server = {
        let (authority, open) = (Arc::clone(&authority), Arc::clone(&open));
        Server::start(move |request, stream| {
            if open.load(Ordering::SeqCst) {
                let answer = authority.answer(&request.body);
                reply(
                    stream,
                    "200 OK",
                    &["Content-Type: application/timestamp-reply"],
                    &answer,
                );
            } else {
                reply(stream, "403 Closed", &[], b"");
            }
        })
    };
    let url = server.url("/");
    let stamp = [
        "stamp",
        "--authority",
        url.as_str(),
        "--allow-address",
        "127.0.0.1",
        "--pace",
        "0",
    ];
    let printed = desk.run(&stamp);
    assert_eq!(printed.code, Some(1));
    assert!(
        printed.err.contains("timestamps waiting: 1 (") && printed.err.contains("403"),
        "{}",
        printed.err
    );
    let waiting = desk.run(&["verify"]);
    assert_eq!(waiting.code, Some(0));
    assert!(
        waiting.out.contains("1 timestamps were asked for and wait"),
        "{}",
        waiting.out
    );
    open.store(true, Ordering::SeqCst);
    let printed = desk.run(&[&stamp[..], &["--each"]].concat());
    assert_eq!(printed.code, Some(0), "{}", printed.err);
    assert!(printed.err.contains("timestamps received: 4"), "{}", printed.err);
    let root = authority.root().to_string_lossy().into_owned();
    let verified = desk.run(&["verify", "--authorities", &root]);
    assert_eq!(verified.code, Some(0), "{}", verified.out);
    assert!(verified.out.contains("which you trust"), "{}", verified.out);
    let strange = Authority::new().root().to_string_lossy().into_owned();
    fs::write(desk.path("strange.pem"), "no certificate").unwrap();
    assert_eq!(desk.run(&["verify", "--authorities", "strange.pem"]).code, Some(1));
    drop(strange);
    // What goes out is checked by another program.
    assert_eq!(desk.run(&["export", "evidence", "proofs"]).code, Some(0));
    assert!(authority.openssl_verifies(&desk.path("proofs/head.txt"), &desk.path("proofs/head.tsr")));
    // Without the settings' leave the authority inside this machine is not asked.
    let refused = desk.run(&["stamp", "--authority", url.as_str()]);
    assert_eq!(refused.code, Some(0), "nothing waits: {}", refused.err);
}

#[test]
fn settings_name_an_authority_and_a_private_address_once_for_all() {
    let desk = Desk::with_documents();
    let authority = Authority::new();
    let root = authority.root().to_string_lossy().into_owned();
    let authority = Arc::new(authority);
    let answering = Arc::clone(&authority);
    let server = Server::start(move |request, stream| {
        let answer = answering.answer(&request.body);
        reply(stream, "200 OK", &[], &answer);
    });
    let settings = format!(
        "timestamp_authorities = [\"{}\"]\nallow_addresses = [\"127.0.0.0/8\"]\n",
        server.url("/")
    );
    desk.write("settings/onrecord/settings.toml", settings.as_bytes());
    assert_eq!(desk.run(&["key", "new"]).code, Some(0));
    let printed = desk.run(&["add", "shipment.txt"]);
    assert_eq!(printed.code, Some(0), "{}", printed.err);
    assert!(printed.err.contains("timestamps received: 1"), "{}", printed.err);
    let found = desk.run(&["verify", "--entry", "shipment.txt", "--authorities", &root]);
    assert_eq!(found.code, Some(0), "{}", found.out);
    assert!(
        found.out.contains("existed by") && found.out.contains("which you trust"),
        "{}",
        found.out
    );
    desk.write("settings/onrecord/settings.toml", b"no_such = 1\n");
    assert_eq!(desk.run(&["add", "denial.txt"]).code, Some(1));
}

#[test]
fn a_single_entry_is_verified_with_its_proof() {
    let desk = Desk::with_case();
    let record: Value =
        serde_json::from_str(desk.run(&["read", "--json", "denial.txt"]).out.lines().next().unwrap()).unwrap();
    let id = format!(
        "{}/{}",
        record["document"]["id"].as_str().unwrap(),
        record["statements"][0]["id"].as_str().unwrap()
    );
    let printed = desk.run(&["verify", "--entry", &id]);
    assert_eq!(printed.code, Some(0), "{}", printed.out);
    assert!(
        printed.out.contains("unsigned") && printed.out.contains("found at denial.txt"),
        "{}",
        printed.out
    );
    let found: Value = serde_json::from_str(&desk.run(&["verify", "--entry", &id, "--json"]).out).unwrap();
    assert_eq!(found["proofs"].as_array().unwrap().len(), 3);
    let unknown = desk.run(&["verify", "--entry", "doc-0123456789abcdef"]);
    assert_eq!(unknown.code, Some(1));
    assert!(unknown.out.contains("the case has no such entry"), "{}", unknown.out);
}

#[test]
fn what_is_exported_is_read_by_the_formats_own_tools_and_by_this_program() {
    let desk = Desk::with_documents();
    desk.write("crawl.warc.gz", &warc());
    assert_eq!(desk.run(&["key", "new"]).code, Some(0));
    assert_eq!(desk.run(&["add", "crawl.warc.gz", "denial.txt"]).code, Some(0));
    for what in [["wacz", "out.wacz"], ["warc", "out.warc.gz"]] {
        let printed = desk.run(&["export", what[0], what[1]]);
        assert_eq!(printed.code, Some(0), "{}", printed.err);
    }
    let bin = tools::archive_tools();
    let checked = tools::succeeds(
        Command::new(bin.join("wacz"))
            .args(["validate", "-f"])
            .arg(desk.path("out.wacz")),
    );
    assert!(checked.contains("Validation succeeded"), "{checked}");
    let checked = tools::succeeds(
        Command::new(bin.join("warcio"))
            .args(["check", "-v"])
            .arg(desk.path("out.warc.gz")),
    );
    // One warcinfo, three exchanges of three records each, one file.
    assert_eq!(checked.matches("digest pass").count(), 11, "{checked}");
    let before = fs::read(desk.path("out.wacz")).unwrap();
    assert_eq!(desk.run(&["export", "wacz", "out.wacz"]).code, Some(0));
    assert!(fs::read(desk.path("out.wacz")).unwrap() == before);
    // And back: the same captures.
    let printed = desk.run(&["add", "--case", "again.case", "out.wacz", "out.warc.gz"]);
    assert_eq!(printed.code, Some(0), "{}", printed.err);
    assert!(printed.err.contains("added 4, 4 known before"), "{}", printed.err);
    let captures = |case: &str| -> Value {
        serde_json::from_str::<Value>(&desk.run(&["verify", "--json", "--case", case]).out).unwrap()["captures"].clone()
    };
    assert_eq!(captures("onrecord.case"), captures("again.case"));
    assert!(!DENIAL.is_empty());
}

#[test]
fn a_page_is_fetched_and_kept_with_what_led_to_it() {
    let desk = Desk::new();
    let server = Server::start(|request, stream| match request.path.as_str() {
        "/robots.txt" => reply(stream, "404 Not found", &[], b""),
        "/old" => reply(stream, "301 Moved", &["Location: /page"], b""),
        "/page" => reply(
            stream,
            "200 OK",
            &["Content-Type: text/html; charset=utf-8"],
            PAGE.as_bytes(),
        ),
        _ => reply(stream, "404 Not found", &[], b"nothing here"),
    });
    let (page, missing) = (server.url("/old"), server.url("/missing"));
    let closed = desk.run(&["add", &page]);
    assert_eq!(closed.code, Some(1));
    assert!(
        closed
            .err
            .contains("inside this machine or a private network: name it with --allow-address")
            || closed.err.contains("hint: name it with --allow-address"),
        "{}",
        closed.err
    );
    assert!(server.asked().is_empty());
    let open = ["--allow-address", "127.0.0.1", "--pace", "0"];
    let printed = desk.run(&[&["add", &page, &missing][..], &open].concat());
    assert_eq!(printed.code, Some(1));
    assert!(printed.err.contains("the server answered 404"), "{}", printed.err);
    assert!(printed.err.contains("added 1, 1 failed"), "{}", printed.err);
    let verified: Value = serde_json::from_str(&desk.run(&["verify", "--json"]).out).unwrap();
    // robots.txt, the redirect, the page, what is missing.
    assert_eq!((&verified["exchanges"], &verified["captures"]), (&4.into(), &1.into()));
    assert_eq!(verified["problems"], Value::Array(vec![]));
    let read = desk.run(&[&["read", "--json", &page][..], &open].concat());
    let record: Value = serde_json::from_str(read.out.lines().next().unwrap()).unwrap();
    assert_eq!(record["document"]["capture"]["url"], server.url("/page").as_str());
    let entry = desk.run(&["verify", "--entry", &page]);
    assert_eq!(entry.code, Some(0), "{}", entry.out);
    assert!(entry.out.contains("answered 200"), "{}", entry.out);
}
