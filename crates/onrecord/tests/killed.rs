//! `add` and `watch` killed at random moments against a server on this machine: the case verifies every time, what was
//! acknowledged is there, and nothing is there twice. `ONRECORD_KILLS` says how many (30 without it); `ONRECORD_SEED`, from where.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by it")]

mod desk;
#[path = "../../fetch/tests/server/mod.rs"]
mod server;

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use desk::Desk;
use rusqlite::Connection;
use serde_json::Value;
use server::{Server, reply};

const PAGES: usize = 24;

fn outlet() -> Server {
    Server::start(|request, stream| {
        let host = request.header("host").unwrap_or_default();
        if request.path == "/feed.xml" {
            let items: String = (0..PAGES)
                .map(|number| format!("<item><title>{number}</title><link>http://{host}/{number}</link></item>"))
                .collect();
            let feed = format!(
                "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Gannet</title><link>http://{host}/</link><description>News</description>{items}</channel></rss>"
            );
            if request.header("if-none-match").is_some() {
                return reply(stream, "304 Not modified", &[], b"");
            }
            return reply(
                stream,
                "200 OK",
                &["Content-Type: application/rss+xml", "ETag: \"1\""],
                feed.as_bytes(),
            );
        }
        let Ok(number) = request.path.trim_start_matches('/').parse::<usize>() else {
            return reply(stream, "404 Not found", &[], b"");
        };
        let page = format!(
            "<!doctype html><html><head><title>Report {number}</title></head><body><article><h1>Report {number}</h1><p>March 2, 2026. Estonia accused Belarus on Monday of sending {} rockets to Syria. Belarus denied the allegation.</p><p>The strike killed {} people, the health ministry said.</p></article></body></html>",
            number + 20,
            number + 2
        );
        reply(
            stream,
            "200 OK",
            &["Content-Type: text/html; charset=utf-8"],
            page.as_bytes(),
        );
    })
}

/// A sequence of numbers that look random, the same for the same seed (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end.max(1)
    }
}

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name)
        .ok()
        .and_then(|number| number.parse().ok())
        .unwrap_or(usual)
}

/// Starts the command, ends it after `wait` (never where that is none) and gives the places that it acknowledged, and whether
/// it was still running when it was ended.
fn run(desk: &Desk, arguments: &[String], wait: Option<Duration>) -> (BTreeSet<String>, bool) {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut child = desk
        .command(&arguments)
        .env_remove("SOURCE_DATE_EPOCH")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let reading = thread::spawn(move || {
        let told = lines
            .map_while(Result::ok)
            .filter_map(|line| serde_json::from_str::<Value>(&line).ok());
        told.filter_map(|line| Some(line["location"].as_str()?.to_owned()))
            .collect()
    });
    let mut was_running = false;
    if let Some(wait) = wait {
        thread::sleep(wait);
        was_running = child.try_wait().unwrap().is_none();
        let _ = child.kill();
    }
    child.wait().unwrap();
    (reading.join().unwrap(), was_running)
}

fn column(case: &Connection, query: &str) -> Vec<String> {
    let mut query = case.prepare(query).unwrap();
    let rows = query.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn killed_at_random_moments_a_case_verifies_keeps_what_was_acknowledged_and_nothing_twice() {
    let kills = number("ONRECORD_KILLS", 30);
    let mut numbers = Numbers(number("ONRECORD_SEED", 7));
    let server = outlet();
    let desk = Desk::new();
    assert_eq!(desk.run(&["key", "new"]).code, Some(0));
    let options = ["--json", "--allow-address", "127.0.0.1", "--pace", "0"].map(str::to_owned);
    let pages: Vec<String> = (0..PAGES).map(|number| server.url(&format!("/{number}"))).collect();
    let command = |watches: bool, case: &str| {
        let mut arguments: Vec<String> = if watches {
            vec![
                "watch".into(),
                "--once".into(),
                "--recheck".into(),
                "0".into(),
                server.url("/feed.xml"),
            ]
        } else {
            [vec!["add".to_owned()], pages.clone()].concat()
        };
        arguments.extend(options.clone());
        arguments.extend(["--case".to_owned(), case.to_owned()]);
        arguments
    };
    // How long one run takes undisturbed: the moments are spread over that.
    let begun = Instant::now();
    assert_eq!(run(&desk, &command(true, "whole.case"), None).0.len(), PAGES);
    let whole = u64::try_from(begun.elapsed().as_millis()).unwrap();
    let (mut killed, mut cases, mut acknowledged_in_all) = (0, 0, 0);
    while killed < kills {
        let watches = cases % 2 == 0;
        let case = format!("killed-{cases}.case");
        cases += 1;
        let mut acknowledged = BTreeSet::new();
        // Each case is begun, killed several times, and then finished.
        for _ in 0..3 {
            let wait = Duration::from_millis(numbers.below(whole));
            let (told, was_running) = run(&desk, &command(watches, &case), Some(wait));
            acknowledged.extend(told);
            // One that had ended by itself was not killed.
            killed += u64::from(was_running);
            if !desk.path(&case).exists() {
                assert!(acknowledged.is_empty());
                continue;
            }
            let verified = desk.run(&["verify", "--case", &case]);
            assert_eq!(
                verified.code,
                Some(0),
                "kill {killed} after {wait:?}: {}{}",
                verified.out,
                verified.err
            );
            let kept = Connection::open(desk.path(&case)).unwrap();
            let there: BTreeSet<String> = column(&kept, "SELECT location FROM sources JOIN records USING (capture)")
                .into_iter()
                .collect();
            assert!(
                acknowledged.is_subset(&there),
                "kill {killed}: {acknowledged:?} {there:?}"
            );
        }
        acknowledged_in_all += acknowledged.len();
        run(&desk, &command(watches, &case), None);
        assert_eq!(desk.run(&["verify", "--case", &case]).code, Some(0));
        let kept = Connection::open(desk.path(&case)).unwrap();
        for (query, what) in [
            ("SELECT document FROM records", "documents"),
            ("SELECT location FROM sources", "places"),
            ("SELECT sha256 FROM captures", "captures"),
        ] {
            let all = column(&kept, query);
            assert_eq!(all.len(), PAGES, "{what}");
            assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), PAGES, "{what}");
        }
        if watches {
            let fetched = column(
                &kept,
                "SELECT url FROM exchanges WHERE status = 200 AND capture IS NOT NULL",
            );
            assert_eq!(
                fetched.len(),
                PAGES,
                "a page whose document was kept is not fetched again"
            );
        }
        std::fs::remove_file(desk.path(&case)).unwrap();
    }
    println!(
        "{killed} kills of runs of {whole} ms, {cases} cases, {acknowledged_in_all} documents acknowledged before the last run of their case"
    );
}
