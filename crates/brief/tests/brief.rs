//! The brief of an invented affair, as a careful analyst would write it; and what holds of every brief.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by it")]

mod affair;

use affair::affair;
use onrecord_brief::{Block, Brief, compose, html, markdown, text};
use onrecord_weigh::Standing;
use std::path::Path;

fn brief() -> Brief {
    let (standing, records) = affair();
    compose(&standing, &records)
}

/// Compares with the file kept beside the tests; `UPDATE_EXPECTED=1` writes it anew, to be read before it is kept.
fn compare(name: &str, found: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected").join(name);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, found).unwrap();
    }
    let expected = std::fs::read_to_string(&file).unwrap();
    assert!(expected == found, "{name} differs; found:\n{found}");
}

#[test]
fn the_text_is_as_expected() {
    compare("affair.txt", &text(&brief()));
}

#[test]
fn the_markdown_is_as_expected() {
    compare("affair.md", &markdown(&brief()));
}

#[test]
fn the_page_is_as_expected() {
    compare("affair.html", &html(&brief()));
}

#[test]
fn every_sentence_leads_to_words_that_stand_in_their_document() {
    let (_, records) = affair();
    let brief = brief();
    let mut sentences = 0;
    for block in brief.sections.iter().flat_map(|section| &section.blocks) {
        let of_block = match block {
            Block::Paragraph { sentences } => sentences,
            Block::Points { points, .. } => points,
            _ => continue,
        };
        for sentence in of_block {
            assert!(!sentence.footnotes.is_empty(), "“{}” has no footnote", sentence.text);
            assert!(
                sentence
                    .footnotes
                    .iter()
                    .all(|number| (1..=brief.footnotes.len()).contains(number))
            );
            sentences += 1;
        }
    }
    assert!(sentences > 15);
    for note in &brief.footnotes {
        let record = records
            .iter()
            .find(|record| record.document.id == note.document)
            .unwrap();
        let words: String = record
            .document
            .text
            .chars()
            .skip(note.start as usize)
            .take((note.end - note.start) as usize)
            .collect();
        assert_eq!(words, note.exact);
        assert!(record.document.text.contains(note.before.trim_start_matches("… ")));
    }
}

#[test]
fn contested_claims_come_first_and_reports_own_claims_stand_apart() {
    let brief = brief();
    let order: Vec<&str> = brief.sections.iter().map(|section| section.anchor.as_str()).collect();
    assert_eq!(
        order,
        [
            "read",
            "contested",
            "claims",
            "narrated",
            "tolls",
            "timeline",
            "changes",
            "origins",
            "flags",
            "limits"
        ]
    );
    let text = text(&brief);
    assert!(text.contains("Claim 1 — that Norland supplied rockets to Sudmark"));
    assert!(!text.contains("Claim 2 — that the Council met"));
}

#[test]
fn copies_of_one_origin_are_one_sentence_with_a_footnote_to_each() {
    let text = text(&brief());
    assert_eq!(text.matches("alleged: “Norland shipped").count(), 1);
    assert!(text.contains("in 2 documents of one origin"));
}

#[test]
fn the_brief_never_says_in_its_own_voice_that_a_rule_was_violated() {
    let text = text(&brief()).to_lowercase();
    assert!(!text.contains("violat"));
    assert!(text.contains("would be engaged by the conduct of norland"));
    assert!(text.contains("not verified against the text of the resolution"));
}

#[test]
fn the_page_stands_alone_and_shows_words_as_words() {
    let page = html(&brief());
    for loaded in ["<script", "src=", "<link", "@import", "url(", "<img"] {
        assert!(!page.contains(loaded), "{loaded}");
    }
    assert!(page.contains("&amp; &lt;called them&gt;"));
    let ids: Vec<&str> = page
        .split("id=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), ids.len(), "an id stands twice");
    for target in page
        .split("href=\"#")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
    {
        assert!(ids.contains(&target), "#{target} leads nowhere");
    }
}

#[test]
fn an_empty_case_has_a_brief_too() {
    let brief = compose(&Standing::default(), &[]);
    assert!(text(&brief).contains("The case holds no documents yet."));
    assert!(brief.footnotes.is_empty());
}
