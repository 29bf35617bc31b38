//! What a case proves to others: exchanges kept as they went over the network, tree heads, signatures, timestamps, and single entries.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by it")]

#[path = "../../preserve/tests/tools/authority.rs"]
mod authority;
mod writing;

use authority::Authority;
use onrecord_ledger::{Added, Addition, Case, Decision, Expected, Verification};
use onrecord_preserve::digest::{from_hexadecimal, hash_of};
use onrecord_preserve::timestamp::request;
use onrecord_preserve::{Authorities, Exchange, SigningKey, merkle};
use tempfile::TempDir;
use writing::{MONDAY, TUESDAY, record_of, tamper};

const HARBOUR: &str = "Inspectors board the Wren\n\nHarbour inspectors boarded the Wren on Monday.\n\n“Ні, ракет не було,” said Ivo Marsh, the harbour master.\n";
const URL: &str = "https://example.org/wren";
const NONCE: [u8; 8] = [1, 2, 3, 4, 5, 6, 7, 8];

struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn case(&self) -> Case {
        Case::create_or_open(&self.0.path().join("wren.case"), MONDAY).unwrap()
    }

    fn tamper(&self, change: &str) {
        tamper(&self.0.path().join("wren.case"), change);
    }
}

fn key() -> SigningKey {
    SigningKey::from_seed([5; 32]).unwrap()
}

fn response(head: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat()
}

fn exchange(url: &str, at: &str, response: Vec<u8>) -> Exchange {
    Exchange {
        url: url.into(),
        at: at.into(),
        address: Some("192.0.2.7".into()),
        request: b"GET /wren HTTP/1.1\r\n\r\n".to_vec(),
        response,
    }
}

/// A redirect and then the page, compressed.
fn exchanges() -> [Exchange; 2] {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut packed, HARBOUR.as_bytes()).unwrap();
    let head = "200 OK\r\nETag: \"a1\"\r\nLast-Modified: Mon, 02 Mar 2026 09:00:00 GMT\r\nContent-Encoding: gzip";
    [
        exchange(
            "http://example.org/wren",
            MONDAY,
            response("301 Moved\r\nLocation: https://example.org/wren", b""),
        ),
        exchange(URL, MONDAY, response(head, &packed.finish().unwrap())),
    ]
}

fn add(case: &mut Case, at: &str) -> Added {
    let record = record_of(HARBOUR, URL, "0.1.0");
    let addition = Addition {
        record: &record,
        bytes: HARBOUR.as_bytes(),
        location: URL,
        at,
    };
    case.add_fetched(&addition, &exchanges()).unwrap()
}

fn words(found: &Verification) -> Vec<String> {
    let words = |problem: &onrecord_ledger::Problem| format!("{}: {}", problem.subject, problem.reason);
    found.problems.iter().map(words).collect()
}

#[test]
fn exchanges_are_kept_verbatim_once_and_tell_how_an_address_last_answered() {
    let place = Place::new();
    let mut case = place.case();
    assert_eq!(add(&mut case, MONDAY), Added::New);
    assert_eq!(add(&mut case, TUESDAY), Added::Known);
    let mut kept = Vec::new();
    case.each_exchange(|exchange| {
        kept.push(exchange);
        Ok::<_, onrecord_ledger::LedgerError>(())
    })
    .unwrap();
    assert_eq!(
        kept.iter().map(|kept| kept.exchange.clone()).collect::<Vec<_>>(),
        exchanges()
    );
    assert_eq!(kept[0].capture, None);
    let capture = kept[1].capture.clone().unwrap();
    let last = case.last_seen(URL).unwrap().unwrap();
    assert_eq!((last.etag.as_deref(), last.capture), (Some("\"a1\""), Some(capture)));
    assert_eq!(case.last_body(URL).unwrap().unwrap(), HARBOUR.as_bytes());
    assert_eq!(case.last_seen("http://example.org/wren").unwrap(), None);
    let found = case.verify(None).unwrap();
    assert_eq!((words(&found), found.exchanges), (vec![], 2));
}

#[test]
fn a_head_is_taken_once_signed_and_borne_out_later() {
    let place = Place::new();
    let mut case = place.case();
    add(&mut case, MONDAY);
    let head = case.take_head(MONDAY).unwrap();
    assert_eq!(case.take_head(TUESDAY).unwrap(), head);
    assert!(case.sign(&head, &key(), MONDAY).unwrap());
    assert!(!case.sign(&head, &key(), MONDAY).unwrap());
    let decision = Decision {
        at: TUESDAY.into(),
        who: "Ada Quill".into(),
        subject: "p0000000001".into(),
        what: "accept".into(),
        why: "read in full".into(),
    };
    case.decide(&decision).unwrap();
    let found = case.verify(None).unwrap();
    assert_eq!(words(&found), [""; 0]);
    assert_eq!(
        (
            found.heads,
            found.signatures,
            found.unsigned_links,
            found.unstamped_links
        ),
        (1, 1, 1, found.links)
    );
    let signed = found.signed.unwrap();
    assert_eq!(
        (signed.size, signed.key),
        (head.head.size, key().public().fingerprint())
    );
    let later = case.take_head(TUESDAY).unwrap();
    assert_eq!(later.head.previous, Some(head.head.digest()));
    // A root that was noted down proves as much as a link's hash.
    assert!(case.verify(Some(&head.head.root)).unwrap().holds());
    let expected = |seed: u8| Expected {
        key: Some(SigningKey::from_seed([seed; 32]).unwrap().public()),
        ..Expected::default()
    };
    assert!(case.verify_against(&expected(5)).unwrap().holds());
    let other = case.verify_against(&expected(6)).unwrap();
    assert!(words(&other).concat().contains("none is by the key that was given"));
}

#[test]
fn what_signatures_and_heads_add_is_that_a_log_made_anew_is_seen() {
    let ways = [
        (
            "DELETE FROM log WHERE sequence > 3; DELETE FROM records; DELETE FROM exchanges",
            "links were cut off",
        ),
        (
            "UPDATE heads SET text = replace(text, 'size', 'Size')",
            "tree head 1: was altered",
        ),
        (
            "DELETE FROM heads WHERE head = 1; DELETE FROM signatures WHERE head = 1",
            "does not follow from the head before it",
        ),
        (
            "UPDATE signatures SET signature = replace(signature, substr(signature, 1, 2), 'ab')",
            "is not the key’s",
        ),
        (
            "UPDATE exchanges SET request = x'00' WHERE exchange = 2",
            "exchange 2 (https://example.org/wren): was altered",
        ),
        ("UPDATE bodies SET bytes = x'00'", "its bytes were altered"),
        (
            "DELETE FROM exchanges WHERE exchange = 1",
            "exchange 1: the log tells of it and it is missing",
        ),
        (
            "UPDATE log SET hash = replace(hash, substr(hash, 1, 4), 'abcd') WHERE sequence = 2",
            "the log is not what it was when this head was taken",
        ),
    ];
    for (change, expected) in ways {
        let place = Place::new();
        let mut case = place.case();
        let first = case.take_head(MONDAY).unwrap();
        case.sign(&first, &key(), MONDAY).unwrap();
        add(&mut case, MONDAY);
        let head = case.take_head(TUESDAY).unwrap();
        case.sign(&head, &key(), TUESDAY).unwrap();
        drop(case);
        place.tamper(change);
        let found = place.case().verify(None).unwrap();
        assert!(
            words(&found).iter().any(|words| words.contains(expected)),
            "{change}: {:#?}",
            words(&found)
        );
    }
}

#[test]
fn a_timestamp_waits_comes_and_covers_every_capture_before_it() {
    let authority = Authority::new();
    let place = Place::new();
    let mut case = place.case();
    add(&mut case, MONDAY);
    let head = case.take_head(MONDAY).unwrap().head;
    assert!(case.ask_stamp_of_head(&head, NONCE, MONDAY).unwrap());
    assert!(!case.ask_stamp_of_head(&head, [9; 8], MONDAY).unwrap());
    assert_eq!(case.ask_stamp_of_captures(|| NONCE, MONDAY).unwrap(), 1);
    assert_eq!(case.ask_stamp_of_captures(|| NONCE, MONDAY).unwrap(), 0);
    let found = case.verify(None).unwrap();
    assert_eq!(
        (words(&found), found.waiting_stamps, found.stamped_captures),
        (vec![], 2, 0)
    );
    for waiting in case.waiting().unwrap() {
        let answer = authority.answer(&request(&hash_of(&waiting.digest).unwrap(), &waiting.nonce).unwrap());
        case.keep_stamp(waiting.request, "https://stamps.example.org", &answer, TUESDAY)
            .unwrap();
    }
    assert!(case.waiting().unwrap().is_empty());
    let trusted = |authority: &Authority| Expected {
        authorities: Some(Authorities::from_pem(&std::fs::read_to_string(authority.root()).unwrap()).unwrap()),
        ..Expected::default()
    };
    let found = case.verify_against(&trusted(&authority)).unwrap();
    assert_eq!(words(&found), [""; 0]);
    assert_eq!(
        (
            found.stamps,
            found.waiting_stamps,
            found.stamped_captures,
            found.unstamped_links
        ),
        (2, 0, 1, 0)
    );
    assert_eq!(found.stamped.unwrap().stamp.trusted, Some(true));
    let other = case.verify_against(&trusted(&Authority::new())).unwrap();
    assert!(words(&other).concat().contains("is none of those that were given"));
    // What goes out verifies with another tool.
    let evidence = case.newest_head().unwrap().unwrap();
    let (text, answer) = (place.0.path().join("head.txt"), place.0.path().join("head.tsr"));
    std::fs::write(&text, evidence.head.text()).unwrap();
    std::fs::write(&answer, evidence.stamp.unwrap()).unwrap();
    assert!(authority.openssl_verifies(&text, &answer));
    drop(case);
    place.tamper("UPDATE stamps SET answer = x'3000'");
    assert_eq!(place.case().verify(None).unwrap().problems.len(), 2);
}

#[test]
fn a_single_entry_is_proved_by_what_anybody_can_compute_again() {
    let place = Place::new();
    let mut case = place.case();
    add(&mut case, MONDAY);
    let head = case.take_head(MONDAY).unwrap();
    case.sign(&head, &key(), MONDAY).unwrap();
    case.decide(&Decision {
        at: TUESDAY.into(),
        who: "Ada Quill".into(),
        subject: "p0000000001".into(),
        what: "accept".into(),
        why: "read in full".into(),
    })
    .unwrap();
    let record = record_of(HARBOUR, URL, "0.1.0");
    let (document, sha256) = (record.document.id.clone(), record.document.capture.sha256.clone());
    let statement = format!("{document}/{}", record.statements[0].id);
    for (id, parts, signed) in [
        (sha256.as_str(), 3, true),
        (document.as_str(), 4, true),
        (statement.as_str(), 4, true),
        (URL, 3, true),
        ("exchange/1", 1, true),
        ("decision/1", 1, false),
    ] {
        let found = case.verify_entry(id, &Expected::default()).unwrap();
        assert!(found.holds(), "{id}: {found:#?}");
        assert_eq!(found.proofs.len(), parts, "{id}");
        for proof in &found.proofs {
            assert_eq!(!proof.tree.signed.is_empty(), signed, "{id}");
            let path: Vec<merkle::Hash> = proof.tree.path.iter().map(|hash| hash_of(hash).unwrap()).collect();
            let leaf = merkle::leaf(&from_hexadecimal(&proof.link.hash).unwrap());
            let (size, index) = (proof.tree.size as usize, proof.tree.index as usize);
            assert!(merkle::includes(
                &hash_of(&proof.tree.root).unwrap(),
                size,
                index,
                &leaf,
                &path
            ));
        }
    }
    for id in [
        "doc-0000000000000000",
        "exchange/9",
        "https://example.org/none",
        &format!("{document}/s0"),
    ] {
        let found = case.verify_entry(id, &Expected::default()).unwrap();
        assert!(!found.holds() && !found.problems.is_empty(), "{id}");
    }
    drop(case);
    place.tamper("UPDATE records SET json = replace(json, 'Ivo', 'Iva')");
    let found = place.case().verify_entry(&document, &Expected::default()).unwrap();
    assert!(found.problems[0].subject.starts_with("reading 1 of doc-"), "{found:#?}");
}
