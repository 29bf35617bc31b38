//! What holds for every text, however odd: spans, trees and sentences are whole, and nothing depends on company.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use onrecord_language::{Annotated, Pipeline, install};
use proptest::prelude::*;
use std::sync::LazyLock;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| {
    let folder = install::locate(install::DEFAULT).unwrap_or_else(|error| panic!("{error}"));
    Pipeline::load(&folder).unwrap_or_else(|error| panic!("{error}"))
});

/// Everything a reader of the result can see, as text.
fn seen(doc: &Annotated) -> String {
    let token = |i: usize| {
        format!(
            "{}-{} {:?} {} {} {:?} {} {} {} {} {:?} {}-{}\n",
            doc.start(i),
            doc.end(i),
            doc.token(i),
            doc.space_after(i),
            doc.tag(i),
            doc.pos(i),
            doc.morph(i),
            doc.head(i),
            doc.dep(i),
            doc.lemma(i),
            doc.entity_label(i),
            doc.left_edge(i),
            doc.right_edge(i)
        )
    };
    (0..doc.len()).map(token).collect::<String>() + &format!("{:?}", doc.sentences())
}

fn check(text: &str, doc: &Annotated) {
    assert_eq!(doc.text(), text);
    let characters: Vec<char> = text.chars().collect();
    let mut rebuilt = String::new();
    let mut end = 0;
    for i in 0..doc.len() {
        assert!(doc.start(i) >= end && doc.end(i) > doc.start(i) && doc.end(i) as usize <= characters.len());
        let by_characters: String = characters[doc.start(i) as usize..doc.end(i) as usize].iter().collect();
        assert_eq!(doc.token(i), by_characters);
        assert_eq!(doc.slice(i..i + 1), by_characters);
        end = doc.end(i);
        rebuilt += doc.token(i);
        if doc.space_after(i) {
            rebuilt.push(' ');
        }
        assert!(doc.sentence_of(i).contains(&i));
        assert!(doc.children(i).all(|child| doc.head(child) == i && child != i));
        let root = doc.ancestors(i).last().unwrap_or(i);
        assert_eq!(doc.head(root), root, "the way up ends at a root");
        assert!(doc.left_edge(i) <= i && i <= doc.right_edge(i));
    }
    assert_eq!(rebuilt, text, "tokens and blanks make up the text");
    let tokens: Vec<usize> = doc.sentences().iter().flat_map(Clone::clone).collect();
    assert_eq!(
        tokens,
        (0..doc.len()).collect::<Vec<_>>(),
        "sentences make up the tokens"
    );
    let mut end = 0;
    for entity in doc.entities() {
        assert!(entity.start >= end && entity.end > entity.start && entity.end <= doc.len());
        assert!(
            entity
                .tokens()
                .all(|token| doc.entity_label(token) == Some(entity.label(doc)))
        );
        end = entity.end;
    }
}

/// Text of the kinds of characters that tokenisers trip over, besides any characters at all.
fn odd_text() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        any::<String>(),
        "[ \t\n\u{a0}]{0,3}",
        "[a-zA-Z]{1,12}",
        "[\"'“”‘’().,;:!?…—–-]{1,4}",
        "[0-9]{1,4}[.,:/%$€km°-]{0,2}",
        Just("U.S.-led".to_owned()),
        Just("don't".to_owned()),
        Just("http://a.b/c?d=e".to_owned()),
        "[\u{300}-\u{310}\u{1f600}-\u{1f610}\u{1f1e6}-\u{1f1ea}ǅßİﬁ\u{64e}]{1,3}",
    ];
    prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn spans_trees_and_sentences_are_whole_whatever_the_text(text in odd_text()) {
        check(&text, &PIPELINE.annotate(&text));
    }

    #[test]
    fn a_text_is_read_the_same_alone_and_in_company(texts in prop::collection::vec(odd_text(), 1..6)) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let together = PIPELINE.annotate_batch(&texts);
        prop_assert_eq!(together.len(), texts.len());
        for (text, doc) in texts.iter().zip(&together) {
            prop_assert_eq!(seen(doc), seen(&PIPELINE.annotate(text)));
        }
    }
}

#[test]
fn the_empty_text_has_no_token_and_no_sentence() {
    let doc = PIPELINE.annotate("");
    assert!(doc.is_empty() && doc.sentences().is_empty() && doc.entities().is_empty());
}

#[test]
fn a_text_longer_than_one_piece_is_read_as_one_text() {
    let sentence = "The minister denied on Monday that the ship had carried arms to the port. ";
    let text = sentence.repeat(400);
    let doc = PIPELINE.annotate(&text);
    check(&text, &doc);
    // Away from the ends every repetition has the same company as far as the network looks.
    let lemmas = |sentence: &std::ops::Range<usize>| sentence.clone().map(|i| doc.lemma(i)).collect::<Vec<_>>();
    assert_eq!(lemmas(&doc.sentences()[100]), lemmas(&doc.sentences()[200]));
}

#[test]
fn a_word_of_very_many_affixes_takes_no_longer_than_other_text() {
    let text = "(".repeat(20_000) + &")".repeat(20_000);
    let started = std::time::Instant::now();
    let doc = PIPELINE.annotate(&text);
    assert_eq!(doc.len(), 40_000);
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
