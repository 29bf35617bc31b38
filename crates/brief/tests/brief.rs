//! The brief of an invented affair, as a careful analyst would write it; and what holds of every brief.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by it")]

mod affair;

use affair::affair;
use onrecord_brief::{Block, Brief, Depth, Sentence, compose, html, markdown, text};
use onrecord_weigh::Standing;
use std::path::Path;

fn brief() -> Brief {
    let (standing, records) = affair();
    compose(&standing, &records, &[])
}

fn short() -> String {
    one_line(&text(&brief(), Depth::Short))
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
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

/// All blocks, those in folds too, each with whether it is folded.
fn blocks(brief: &Brief) -> Vec<(&Block, bool)> {
    fn add<'a>(found: &mut Vec<(&'a Block, bool)>, blocks: &'a [Block], is_folded: bool) {
        for block in blocks {
            if let Block::Folded { blocks, .. } = block {
                add(found, blocks, true);
            } else {
                found.push((block, is_folded));
            }
        }
    }
    let mut found = Vec::new();
    for section in &brief.sections {
        add(&mut found, &section.blocks, false);
    }
    found
}

fn sentences(brief: &Brief) -> Vec<&Sentence> {
    blocks(brief)
        .into_iter()
        .flat_map(|(block, _)| match block {
            Block::Paragraph { sentences } => sentences.iter().collect(),
            Block::Points { points, .. } => points.iter().flatten().collect(),
            _ => Vec::new(),
        })
        .collect()
}

#[test]
fn the_text_is_as_expected() {
    compare("affair.txt", &text(&brief(), Depth::Short));
    compare("affair-full.txt", &text(&brief(), Depth::Full));
}

#[test]
fn the_markdown_is_as_expected() {
    compare("affair.md", &markdown(&brief(), Depth::Short));
}

#[test]
fn the_page_is_as_expected() {
    compare("affair.html", &html(&brief(), Depth::Short));
}

#[test]
fn every_sentence_leads_to_words_that_stand_in_their_document() {
    let (_, records) = affair();
    let brief = brief();
    let sentences = sentences(&brief);
    assert!(sentences.len() > 20);
    for sentence in sentences {
        assert!(
            !sentence.footnotes.is_empty() || !sentence.sources.is_empty(),
            "“{}” rests on nothing",
            sentence.text
        );
        let known = |number: &usize| (1..=brief.footnotes.len()).contains(number);
        assert!(sentence.footnotes.iter().all(known));
        assert!(
            sentence
                .sources
                .iter()
                .all(|number| (1..=brief.sources.len()).contains(number))
        );
    }
    let words = |document: &str, start: u32, end: u32| -> String {
        let record = records.iter().find(|record| record.document.id == document).unwrap();
        let text = &record.document.text;
        text.chars().skip(start as usize).take((end - start) as usize).collect()
    };
    for note in &brief.footnotes {
        assert_eq!(words(&note.document, note.start, note.end), note.exact);
        assert_eq!(brief.sources[note.source - 1].document, note.document);
        let record = records
            .iter()
            .find(|record| record.document.id == note.document)
            .unwrap();
        assert!(record.document.text.contains(note.before.trim_start_matches("… ")));
    }
    for source in &brief.sources {
        assert_eq!(words(&source.document, source.start, source.end), source.exact);
    }
}

#[test]
fn a_quotation_is_the_exact_words_of_a_footnote_of_its_sentence() {
    let brief = brief();
    let mut quotations = 0;
    for sentence in sentences(&brief) {
        let noted: Vec<String> = sentence
            .footnotes
            .iter()
            .map(|number| one_line(&brief.footnotes[number - 1].exact))
            .collect();
        for quotation in outer_quotations(&sentence.text) {
            for piece in quotation.split(" … ").map(|piece| piece.trim_matches([' ', '…'])) {
                assert!(
                    noted.iter().any(|words| words.contains(piece)),
                    "“{piece}” of “{}” is in none of {noted:?}",
                    sentence.text
                );
                quotations += 1;
            }
        }
    }
    assert!(quotations > 8, "{quotations}");
}

/// What stands in quotation marks, with the quotations in it.
fn outer_quotations(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut depth, mut words) = (0, String::new());
    for character in text.chars() {
        match character {
            '“' => {
                if depth > 0 {
                    words.push(character);
                }
                depth += 1;
            }
            '”' => {
                depth -= 1;
                if depth == 0 {
                    found.push(std::mem::take(&mut words));
                } else {
                    words.push(character);
                }
            }
            other if depth > 0 => words.push(other),
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{text}");
    found
}

#[test]
fn a_long_speech_is_cut_to_the_sentence_on_the_act_and_its_footnote_to_what_is_printed() {
    let brief = brief();
    let text = short();
    let printed =
        "“… My Government did not buy rockets, did not receive rockets from Norland and did not fire them. …”";
    assert!(
        text.contains(&format!("Sudmark’s envoy, 6 March 2026, in a statement: {printed}")),
        "{text}"
    );
    assert!(brief.footnotes.iter().any(|note| {
        note.exact == "My Government did not buy rockets, did not receive rockets from Norland and did not fire them."
    }));
}

#[test]
fn the_summary_comes_first_then_what_to_look_at_then_contested_claims() {
    let brief = brief();
    let order: Vec<&str> = brief.sections.iter().map(|section| section.anchor.as_str()).collect();
    assert_eq!(
        order,
        [
            "summary",
            "flags",
            "contested",
            "single",
            "retracted",
            "tolls",
            "timeline",
            "changes",
            "provisions",
            "narrated",
            "review",
            "origins",
            "limits"
        ]
    );
    let text = short();
    assert!(text.contains("Six documents were read, published from 2 to 6 March 2026; they come from five origins."));
    assert!(text.contains(
        "Contested is that Norland supplied rockets to Sudmark: asserted by Estmark (one origin), denied by"
    ));
    assert!(text.contains("Claim 1: that Norland supplied rockets to Sudmark"));
    assert!(!text.contains("Claim 4: that the Council met"));
}

#[test]
fn the_implausible_signatory_is_flagged_near_the_top_with_its_reason() {
    let text = short();
    let flagged = text
        .find("Implausible signatory: a body speaks only with the consent of its members")
        .unwrap();
    assert!(flagged < text.find("CONTESTED CLAIMS").unwrap());
}

#[test]
fn copies_of_one_origin_are_one_line_and_the_others_stand_behind_also_in() {
    let text = short();
    let claims = &text[..text.find("NOTES").unwrap()];
    assert_eq!(
        claims
            .matches("“Norland shipped “forty rockets” to Sudmark aboard the Wren”")
            .count(),
        1
    );
    assert!(claims.contains("Also in ["));
}

#[test]
fn silence_and_doubt_never_read_as_denial() {
    let text = short();
    let denied = text
        .split("Denied by:")
        .nth(1)
        .unwrap()
        .split("Evidence disputed")
        .next()
        .unwrap();
    assert!(
        !denied.contains("declined") && !denied.contains("no evidence"),
        "{denied}"
    );
    assert!(
        text.contains("Held possible, and no more, by: Eastmark, 4 March 2026: “the Wren may have carried rockets”.")
    );
    assert!(text.contains("The Wren’s owner declined to comment."));
    assert!(text.contains("Evidence disputed, which denies nothing, by: Westmark’s envoy"));
}

#[test]
fn claims_in_the_same_words_are_listed_once() {
    let text = short();
    assert_eq!(
        text.matches("that rockets went by sea").count(),
        2,
        "once as a claim, once in the timeline: {text}"
    );
}

#[test]
fn the_brief_never_says_in_its_own_voice_that_a_rule_was_violated() {
    let text = text(&brief(), Depth::Full).to_lowercase();
    assert!(!text.contains("violat"));
    let text = one_line(&text);
    assert!(text.contains("those that the act would engage if the claim were true"));
    assert!(text.contains("no paragraph below was yet checked against the text of its resolution"));
    assert!(text.contains("with an element open: s/res/9001 (2020) ¶4 — norland (in force)"));
}

#[test]
fn what_is_folded_is_left_out_of_the_short_text_and_its_footnotes_come_last() {
    let brief = brief();
    let (short, full) = (text(&brief, Depth::Short), text(&brief, Depth::Full));
    let why = "How its origins were counted";
    assert!(!short.contains(why) && full.contains(why));
    assert!(short.lines().count() < full.lines().count());
    let page = html(&brief, Depth::Short);
    assert!(page.contains(why) && page.contains("<details>"));
    assert!(html(&brief, Depth::Full).contains("<details open>"));
    let numbers = |folded: bool| -> Vec<usize> {
        let chosen = blocks(&brief)
            .into_iter()
            .filter(move |(_, is_folded)| *is_folded == folded);
        chosen
            .flat_map(|(block, _)| match block {
                Block::Paragraph { sentences } => sentences
                    .iter()
                    .flat_map(|sentence| sentence.footnotes.clone())
                    .collect(),
                Block::Points { points, .. } => points
                    .iter()
                    .flatten()
                    .flat_map(|sentence| sentence.footnotes.clone())
                    .collect(),
                Block::Table { rows, .. } => rows.iter().flatten().flat_map(|cell| cell.footnotes.clone()).collect(),
                _ => Vec::<usize>::new(),
            })
            .collect()
    };
    let last = numbers(false).into_iter().max().unwrap();
    let mut open = numbers(false);
    open.sort_unstable();
    open.dedup();
    assert_eq!(open, (1..=last).collect::<Vec<_>>());
    assert!(numbers(true).into_iter().any(|number| number > last));
    assert!(short.contains(&format!("[{last}]")) || short.contains(&format!("–{last}]")));
    assert!(!short.contains(&format!("[{}]", last + 1)));
}

#[test]
fn the_order_of_the_records_makes_no_other_brief() {
    let (standing, mut records) = affair();
    let expected = compose(&standing, &records, &[]);
    records.reverse();
    assert!(compose(&standing, &records, &[]) == expected);
    records.rotate_left(2);
    assert!(compose(&standing, &records, &[]) == expected);
}

#[test]
fn every_form_tells_every_claim() {
    let (standing, _) = affair();
    let brief = brief();
    for form in [
        text(&brief, Depth::Full),
        markdown(&brief, Depth::Full),
        html(&brief, Depth::Short),
    ] {
        let form = one_line(&form).to_lowercase();
        for claim in &standing.propositions {
            // A claim that nobody makes and no event tells has no place to rest on.
            if !claim.stances.is_empty() {
                assert!(form.contains(&claim.text.to_lowercase()), "{}", claim.text);
            }
        }
    }
}

#[test]
fn the_page_stands_alone_and_shows_words_as_words() {
    let page = html(&brief(), Depth::Short);
    for loaded in ["<script", "src=", "<link", "@import", "url(", "<img"] {
        assert!(!page.contains(loaded), "{loaded}");
    }
    assert!(page.contains("&amp; &lt;called them&gt;"));
    let ids: Vec<&str> = page
        .split(" id=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), ids.len(), "an id stands twice");
    let targets: Vec<&str> = page
        .split("href=\"#")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    for target in &targets {
        assert!(ids.contains(target), "#{target} leads nowhere");
    }
    // Footnotes are linked both ways: each reference leads to its note, and each note back to every reference.
    for id in ids
        .iter()
        .filter(|id| id.starts_with("note-") || id.starts_with("from-"))
    {
        assert!(targets.contains(id), "nothing leads to #{id}");
    }
}

#[test]
fn no_line_of_the_text_is_wider_than_a_hundred_columns() {
    for depth in [Depth::Short, Depth::Full] {
        for line in text(&brief(), depth).lines() {
            assert!(line.chars().count() <= 100, "{line}");
        }
    }
}

#[test]
fn an_empty_case_has_a_brief_too() {
    let brief = compose(&Standing::default(), &[], &[]);
    assert!(text(&brief, Depth::Short).contains("The case holds no documents yet."));
    assert!(brief.footnotes.is_empty());
}
