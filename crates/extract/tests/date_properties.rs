//! What holds of every date expression, whatever the words and the day of publication.
#![allow(clippy::expect_used, reason = "strategies of tests may fail by panicking")]

use jiff::ToSpan;
use jiff::civil::{Date, date};
use onrecord_extract::dates::{Anchor, Anchors, Direction, Word, read, resolve};
use proptest::prelude::*;

const VOCABULARY: &[&str] = &[
    "on",
    "in",
    "since",
    "until",
    "by",
    "before",
    "after",
    "from",
    "to",
    "between",
    "and",
    ",",
    "the",
    "of",
    "last",
    "this",
    "next",
    "past",
    "early",
    "mid",
    "late",
    "-",
    "–",
    "/",
    "30",
    "31",
    "2",
    "02",
    "12",
    "2023",
    "2024",
    "1718",
    "1990s",
    "December",
    "Feb.",
    "May",
    "March",
    "Sept",
    "Monday",
    "Wednesday",
    "Fri.",
    "Sunday",
    "yesterday",
    "today",
    "tomorrow",
    "week",
    "month",
    "year",
    "weekend",
    "day",
    "days",
    "years",
    "ago",
    "later",
    "earlier",
    "three",
    "a",
    "few",
    "same",
    "following",
    "spring",
    "winter",
    "quarter",
    "first",
    "half",
    "Q1",
    "H2",
    "night",
    "overnight",
    "end",
    "start",
    "recent",
    "coming",
    "hours",
    "29",
    "February",
    "99999999999",
    "million",
    "(",
    ")",
    "3–5",
    "30/12/2023",
    "2023-12-30",
    "9999",
    "",
    "’s",
    "New",
    "Year",
    "Eve",
];

fn day() -> impl Strategy<Value = Date> {
    (0..60_000i64).prop_map(|days| date(1900, 1, 1).checked_add(days.days()).expect("within the calendar"))
}

fn anchors() -> impl Strategy<Value = Anchors> {
    (proptest::option::of(day()), proptest::option::of(day()), any::<bool>()).prop_map(
        |(published, previous, ahead)| Anchors {
            published,
            previous: previous.map(|day| (day, day)),
            direction: if ahead { Direction::Future } else { Direction::Past },
        },
    )
}

fn sentence() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        8 => proptest::sample::select(VOCABULARY).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
        1 => "[0-9]{1,4}[-/–][0-9]{1,4}",
    ];
    proptest::collection::vec(word, 0..14)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_words_are_read_without_panic_to_ordered_intervals(words in sentence(), anchors in anchors()) {
        let words: Vec<Word> = words.iter().enumerate().flat_map(|(token, text)| Word::plain(text, token).pieces()).collect();
        let mut end = 0;
        for found in read(&words, anchors.published, anchors.previous, &|_| anchors.direction) {
            prop_assert!(found.words.start >= end && found.words.start < found.words.end && found.words.end <= words.len());
            end = found.words.end;
            if let (Some(first), Some(last)) = (found.interval.earliest, found.interval.latest) {
                prop_assert!(first <= last, "{:?}", found);
            }
            if anchors.published.is_none() {
                prop_assert_ne!(found.interval.anchor, Anchor::Published);
            }
        }
    }

    #[test]
    fn a_day_without_a_year_lies_on_its_side_of_the_publication(published in day(), month in 1..=12i8, number in 1..=28i8, ahead in any::<bool>()) {
        let name = published.with().month(month).day(1).build().expect("a month").strftime("%B").to_string();
        let direction = if ahead { Direction::Future } else { Direction::Past };
        let anchors = Anchors { published: Some(published), previous: None, direction };
        let found = resolve(&format!("{name} {number}"), &anchors).expect("a day").earliest.expect("anchored");
        prop_assert_eq!((found.month(), found.day()), (month, number));
        let away = if ahead { (found - published).get_days() } else { (published - found).get_days() };
        prop_assert!((0..=366).contains(&away), "{found} for {published}");
    }

    #[test]
    fn a_plain_weekday_is_less_than_a_week_away(published in day(), ahead in any::<bool>(), name in proptest::sample::select(vec!["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])) {
        let direction = if ahead { Direction::Future } else { Direction::Past };
        let anchors = Anchors { published: Some(published), previous: None, direction };
        let plain = resolve(&format!("on {name}"), &anchors).expect("a day").earliest.expect("anchored");
        prop_assert_eq!(plain.strftime("%A").to_string(), name);
        let away = if ahead { (plain - published).get_days() } else { (published - plain).get_days() };
        prop_assert!((0..7).contains(&away));
        let last = resolve(&format!("last {name}"), &anchors).expect("a day").earliest.expect("anchored");
        prop_assert!(last < published && (published - last).get_days() <= 7);
        let next = resolve(&format!("next {name}"), &anchors).expect("a day").earliest.expect("anchored");
        prop_assert!(next > published && (next - published).get_days() < 14);
    }

    #[test]
    fn a_full_date_is_itself_whatever_the_anchors(day in day(), anchors in anchors()) {
        for form in ["%B %-d, %Y", "%-d %B %Y", "%Y-%m-%d"] {
            let text = day.strftime(form).to_string();
            let found = resolve(&text, &anchors).expect("a day");
            prop_assert_eq!((found.earliest, found.latest), (Some(day), Some(day)), "{}", text);
        }
    }
}

#[test]
fn a_day_that_the_calendar_lacks_is_no_day() {
    assert_eq!(resolve("29 February 2023", &Anchors::default()), None);
    let misprinted = resolve("30 February 2023", &Anchors::default()).expect("the month is still told");
    assert_eq!(misprinted.precision, onrecord_document::Precision::Month);
}

#[test]
fn without_a_publication_what_needs_one_is_unresolved() {
    for phrase in [
        "on Wednesday",
        "December 30",
        "last month",
        "two weeks ago",
        "in May",
        "this summer",
        "the past three days",
        "overnight",
    ] {
        let found = resolve(phrase, &Anchors::default()).expect(phrase);
        assert_eq!(
            (found.earliest, found.latest, found.rule.as_str()),
            (None, None, "unanchored"),
            "{phrase}"
        );
    }
}
