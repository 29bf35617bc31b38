//! `read`: what is printed where, and what a bad input costs.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by it")]

mod desk;

use desk::{DENIAL, Desk, SHIPMENT};
use serde_json::Value;
use std::process::Stdio;

/// Every object with `start`, `end` and `exact`, wherever it stands.
fn spans<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    match value {
        Value::Object(fields) => {
            if fields.contains_key("exact") && fields.contains_key("start") {
                found.push(value);
            }
            fields.values().for_each(|field| spans(field, found));
        }
        Value::Array(entries) => entries.iter().for_each(|entry| spans(entry, found)),
        _ => {}
    }
}

#[test]
fn json_is_one_object_a_document_in_the_order_of_the_inputs_and_its_spans_are_code_points() {
    let desk = Desk::with_documents();
    let printed = desk.run(&["read", "--json", "shipment.txt", "denial.txt", "page.html"]);
    assert_eq!((printed.code, printed.err.as_str()), (Some(0), ""));
    let records: Vec<Value> = printed
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(records.len(), 3);
    assert_eq!(records[0]["document"]["text"], SHIPMENT);
    assert_eq!(records[1]["document"]["text"], DENIAL);
    let mut count = 0;
    for record in &records {
        let text: Vec<char> = record["document"]["text"].as_str().unwrap().chars().collect();
        let mut found = Vec::new();
        spans(record, &mut found);
        for span in found {
            let (start, end) = (
                span["start"].as_u64().unwrap() as usize,
                span["end"].as_u64().unwrap() as usize,
            );
            assert_eq!(
                text[start..end].iter().collect::<String>(),
                span["exact"].as_str().unwrap()
            );
            count += 1;
        }
    }
    assert!(count > 30, "{count} spans");
}

#[test]
fn a_person_reads_who_said_what_and_where_it_stands() {
    let desk = Desk::with_documents();
    let printed = desk.run(&["read", "denial.txt"]);
    assert_eq!(printed.code, Some(0), "{printed:?}");
    assert!(printed.out.starts_with("denial.txt\n  doc-"), "{}", printed.out);
    assert!(printed.out.contains("Statements"), "{}", printed.out);
    assert!(printed.out.contains("declined to comment"), "{}", printed.out);
    assert!(!printed.out.contains('\u{1b}'), "no colours in a pipe");
}

#[test]
fn nothing_is_stored() {
    let desk = Desk::with_documents();
    desk.run(&["read", "denial.txt"]);
    assert!(!desk.path("onrecord.case").exists());
}

#[test]
fn standard_input_is_a_document_too() {
    let desk = Desk::new();
    let printed = desk.run_with(&["read", "--json", "-"], SHIPMENT.as_bytes());
    assert_eq!(printed.code, Some(0), "{printed:?}");
    let record: Value = serde_json::from_str(&printed.out).unwrap();
    assert_eq!(record["document"]["text"], SHIPMENT);
    assert!(record["document"]["capture"].get("url").is_none());
}

#[test]
fn a_folder_is_read_with_its_folders() {
    let desk = Desk::new();
    desk.write("pile/b/two.txt", DENIAL.as_bytes());
    desk.write("pile/one.txt", SHIPMENT.as_bytes());
    let printed = desk.run(&["read", "--json", "pile"]);
    assert_eq!(printed.code, Some(0), "{printed:?}");
    let first: Vec<Value> = printed
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(first.len(), 2);
    assert_eq!(first[0]["document"]["capture"]["url"], "pile/b/two.txt");
}

#[test]
fn a_bad_input_costs_itself_alone_and_is_named_with_its_remedy() {
    let desk = Desk::with_documents();
    desk.write("empty.txt", b"");
    desk.write("blank.txt", b" \n\n\t ");
    desk.write("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x00\x01");
    desk.write("paper.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n");
    desk.write("noise.bin", &(0..=255).cycle().take(5000).collect::<Vec<u8>>());
    desk.write("huge.txt", "So much was said. ".repeat(1_000_000).as_bytes());
    std::fs::create_dir(desk.path("nothing")).unwrap();
    let bad = [
        "empty.txt",
        "blank.txt",
        "picture.txt",
        "paper.pdf",
        "noise.bin",
        "huge.txt",
        "nothing",
        "missing.txt",
        "https://example.org/a",
    ];
    let mut arguments = vec!["read", "--json", "shipment.txt"];
    arguments.extend(bad);
    arguments.push("denial.txt");
    let printed = desk.run(&arguments);
    assert_eq!(printed.code, Some(1), "{}", printed.err);
    assert_eq!(printed.out.lines().count(), 2);
    for name in bad {
        let told = printed
            .err
            .lines()
            .position(|line| line.starts_with(&format!("error: {name}: ")));
        let told = told.unwrap_or_else(|| panic!("{name} is not named:\n{}", printed.err));
        let hint = printed.err.lines().nth(told + 1).unwrap();
        assert!(hint.starts_with("  hint: ") && hint.len() > 15, "{name}: {hint}");
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let desk = Desk::with_documents();
    let mut child = desk
        .command(&["read", "--json", "shipment.txt", "denial.txt", "page.html"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn wrong_use_is_told_as_such() {
    let desk = Desk::with_documents();
    for arguments in [
        &["read"] as &[&str],
        &["listen", "shipment.txt"],
        &["read", "--loudly", "shipment.txt"],
        &["report", "--format", "papyrus"],
        &[],
    ] {
        let printed = desk.run(arguments);
        assert_eq!((printed.code, printed.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(!printed.err.is_empty());
    }
}

#[test]
fn an_unknown_pipeline_is_told_with_its_remedy() {
    let desk = Desk::with_documents();
    let printed = desk.run(&["read", "--model", "nl_core_news", "denial.txt"]);
    assert_eq!(printed.code, Some(1));
    assert!(
        printed.err.contains("nl_core_news") && printed.err.contains("hint: "),
        "{}",
        printed.err
    );
    let printed = desk
        .command(&["read", "denial.txt"])
        .env("ONRECORD_MODELS", desk.path("none"))
        .output()
        .unwrap();
    let err = String::from_utf8(printed.stderr).unwrap();
    assert!(
        err.contains("hint: run `onrecord model install en_core_web_sm`"),
        "{err}"
    );
}

#[test]
fn every_command_has_help_with_an_example() {
    let desk = Desk::new();
    for command in [
        "read",
        "add",
        "report",
        "claims",
        "timeline",
        "tolls",
        "positions",
        "provisions",
        "actors",
        "origins",
        "search",
        "verify",
        "model",
    ] {
        let printed = desk.run(&[command, "--help"]);
        assert_eq!(printed.code, Some(0));
        assert!(
            printed.out.contains("Examples:\n") && printed.out.contains(&format!("onrecord {command}")),
            "{}",
            printed.out
        );
    }
}

#[test]
fn the_schemas_describe_what_is_printed() {
    let desk = Desk::new();
    for (shape, field) in [("record", "statements"), ("standing", "propositions")] {
        let printed = desk.run(&["schema", shape]);
        let schema: Value = serde_json::from_str(&printed.out).unwrap();
        assert!(schema["properties"].get(field).is_some(), "{shape}");
        let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/");
        let kept = std::fs::read_to_string(format!("{kept}{shape}.schema.json")).unwrap();
        // As values: in which order a key stands hangs on what else is built beside it.
        let kept: Value = serde_json::from_str(&kept).unwrap();
        assert!(
            kept == schema,
            "docs/{shape}.schema.json is out of date: run `cargo xtask schema`"
        );
    }
}

/// A gzip file of stored blocks, as no compressor is needed to make one: at most 65,535 bytes.
fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let crc = bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg())
        })
    });
    let length = u16::try_from(bytes.len()).unwrap();
    let mut file = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 1];
    file.extend(length.to_le_bytes());
    file.extend((!length).to_le_bytes());
    file.extend(bytes);
    file.extend((!crc).to_le_bytes());
    file.extend((bytes.len() as u32).to_le_bytes());
    file
}

const FEED: &str = "<rss version=\"2.0\"><channel><title>Azania Times</title><item><title>Estonia accuses Belarus</title><link>https://times.example/1</link><pubDate>Mon, 02 Mar 2026 09:30:00 GMT</pubDate><description>Estonia accused Belarus on Monday of sending rockets to Syria.</description></item><item><title>Belarus denies it</title><link>https://times.example/2</link><pubDate>Tue, 03 Mar 2026 09:30:00 GMT</pubDate><description>Belarus denied on Tuesday that it had sent rockets to Syria.</description></item></channel></rss>";

#[test]
fn what_holds_several_documents_is_taken_apart_and_each_says_what_it_came_in() {
    let desk = Desk::new();
    desk.write("feed.xml", FEED.as_bytes());
    desk.write("shipment.txt.gz", &gzipped(SHIPMENT.as_bytes()));
    desk.write("broken.gz", &gzipped(b"words")[..14]);
    let printed = desk.run(&["read", "--json", "feed.xml", "broken.gz", "shipment.txt.gz"]);
    assert_eq!(printed.code, Some(1), "{printed:?}");
    assert!(printed.err.contains("error: broken.gz!/"), "{}", printed.err);
    let records: Vec<Value> = printed
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let urls: Vec<&str> = records
        .iter()
        .map(|record| record["document"]["capture"]["url"].as_str().unwrap())
        .collect();
    assert_eq!(
        urls,
        [
            "feed.xml!/https://times.example/1",
            "feed.xml!/https://times.example/2",
            "shipment.txt.gz!/shipment.txt"
        ]
    );
    assert_eq!(
        records[0]["document"]["capture"]["part_of"]["path"],
        "https://times.example/1"
    );
    assert_eq!(
        records[0]["document"]["canonical_url"]["value"],
        "https://times.example/1"
    );
    assert_eq!(records[0]["document"]["summary_only"], true);
    assert_eq!(records[1]["document"]["published"]["value"], "2026-03-03T09:30:00Z");
    assert_eq!(records[2]["document"]["text"], SHIPMENT);
}

#[test]
fn an_entry_is_kept_once_however_often_its_feed_is_added() {
    let desk = Desk::new();
    desk.write("feed.xml", FEED.as_bytes());
    let first = desk.run(&["add", "feed.xml"]);
    assert!(first.err.contains("added 2"), "{first:?}");
    let second = desk.run(&["add", "feed.xml"]);
    assert!(
        second.err.contains("added 0; ") || second.err.contains("2 known before"),
        "{second:?}"
    );
    assert_eq!(desk.run(&["verify"]).code, Some(0));
}

#[test]
fn one_line_of_two_hundred_megabytes_is_named_and_costs_no_other() {
    let desk = Desk::with_documents();
    let line = std::fs::File::create(desk.path("line.txt")).unwrap();
    // A file of two hundred million zeros takes no room on the disk.
    line.set_len(200_000_000).unwrap();
    desk.write("words.txt", "word ".repeat(4_000_000).as_bytes());
    let printed = desk.run(&["read", "--json", "line.txt", "words.txt", "denial.txt"]);
    assert_eq!(printed.code, Some(1));
    assert!(
        printed.err.contains("error: line.txt: ") && printed.err.contains("error: words.txt: "),
        "{}",
        printed.err
    );
    assert_eq!(printed.out.lines().count(), 1);
}

#[test]
fn what_would_run_in_a_browser_is_words_in_every_form_of_the_brief() {
    let desk = Desk::new();
    let attack = "&quot;>&lt;script>steal()&lt;/script>&lt;img src=x onerror=steal()>";
    let page = format!(
        "<html><head><title>{attack}</title><meta property=\"og:site_name\" content=\"{attack}\"><meta name=author content=\"{attack}\"></head><body><article><h1>{attack}</h1><p>Estonia {attack} accused Belarus on Monday, March 2, 2026 of sending 40 rockets to Syria.</p><p>Belarus denied the allegations on Tuesday. “No {attack} rockets,” a spokesperson for the Belarusian government said.</p></article></body></html>"
    );
    desk.write("page.html", page.as_bytes());
    assert_eq!(desk.run(&["add", "page.html"]).code, Some(0));
    for format in ["html", "markdown"] {
        let printed = desk.run(&["report", "--format", format]);
        assert_eq!(printed.code, Some(0), "{printed:?}");
        // Markdown takes what runs out of force by a backslash.
        let in_force = printed.out.replace("\\<", "");
        assert!(
            !in_force.contains("<script>steal") && !in_force.contains("<img src=x"),
            "{}",
            printed.out
        );
    }
}
