//! The readers and the scorer on invented cases.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

use onrecord_extract::dates::{Anchors, Nature, resolve};

use super::cases::{Meant, of_file};
use super::score::is_right;
use super::{Outcome, fared, why_skipped};

const PARSER: &str = r#"[{
    "Input": "The depot burned on 3 June",
    "Context": {"ReferenceDateTime": "2021-08-10T00:00:00"},
    "Results": [{"Text": "3 June", "Type": "date", "Start": 20, "Length": 6, "Value": {
        "Timex": "XXXX-06-03", "FutureResolution": {"date": "2022-06-03"}, "PastResolution": {"date": "2021-06-03"}}}]
}]"#;

const MODEL: &str = r#"[{
    "Input": "The bridge was shut for two weeks in May 2019.",
    "Context": {"ReferenceDateTime": "2021-08-10T00:00:00"},
    "Results": [
        {"Text": "two weeks", "Start": 24, "End": 32, "TypeName": "datetimeV2.duration",
         "Resolution": {"values": [{"timex": "P2W", "type": "duration", "value": "1209600"}]}},
        {"Text": "may 2019", "Start": 37, "End": 44, "TypeName": "datetimeV2.daterange",
         "Resolution": {"values": [{"timex": "2019-05", "type": "daterange", "start": "2019-05-01", "end": "2019-06-01"}]}},
        {"Text": "2019", "Start": 41, "End": 44, "TypeName": "datetimeV2.set", "Resolution": {"values": []}}]
}]"#;

fn anchored(phrase: &str, day: &str) -> onrecord_extract::dates::Interval {
    let anchors = Anchors {
        published: Some(day.parse().expect("a day")),
        ..Anchors::default()
    };
    resolve(phrase, &anchors).expect("a date")
}

fn days(start: &str, end: &str) -> Meant {
    Meant {
        timex: String::new(),
        start: (!start.is_empty()).then(|| start.to_owned()),
        end: (!end.is_empty()).then(|| end.to_owned()),
    }
}

#[test]
fn both_shapes_of_cases_are_read_and_scored() {
    let cases = of_file("Parser", PARSER).expect("cases");
    assert_eq!(cases.len(), 1);
    assert_eq!(&cases[0].input[cases[0].start..cases[0].end], "3 June");
    assert_eq!(cases[0].meanings.len(), 2);
    assert_eq!(fared(&cases[0]).0, Outcome::Right);
    let cases = of_file("Model", MODEL).expect("cases");
    assert_eq!(
        cases.iter().map(|case| case.kind.as_str()).collect::<Vec<_>>(),
        ["duration", "daterange", "set"]
    );
    assert_eq!(fared(&cases[0]).0, Outcome::Right);
    assert_eq!(fared(&cases[1]).0, Outcome::Right);
    assert_eq!(why_skipped(&cases[2]), Some("recurring"));
}

#[test]
fn an_end_is_the_day_after_or_the_last_day() {
    let found = anchored("from 4 to 9 May 2020", "2021-08-10");
    assert!(is_right(
        &found,
        Nature::Date,
        "daterange",
        &days("2020-05-04", "2020-05-09")
    ));
    assert!(is_right(
        &found,
        Nature::Date,
        "daterange",
        &days("2020-05-04", "2020-05-10")
    ));
    assert!(!is_right(
        &found,
        Nature::Date,
        "daterange",
        &days("2020-05-04", "2020-05-11")
    ));
    let found = anchored("from 2014 to 2018", "2021-08-10");
    assert!(is_right(
        &found,
        Nature::Date,
        "daterange",
        &days("2014-01-01", "2018-01-01")
    ));
    assert!(!is_right(
        &found,
        Nature::Date,
        "daterange",
        &days("2014-01-01", "2017-01-01")
    ));
}

#[test]
fn an_open_end_stays_open() {
    let found = anchored("since 2 May 2020", "2021-08-10");
    assert!(is_right(&found, Nature::Date, "daterange", &days("2020-05-02", "")));
    assert!(!is_right(
        &found,
        Nature::Date,
        "daterange",
        &days("2020-05-02", "2020-12-31")
    ));
    let found = anchored("before 2010", "2021-08-10");
    assert!(is_right(&found, Nature::Date, "daterange", &days("", "2010-01-01")));
}

#[test]
fn a_count_of_months_is_exact_to_the_month() {
    let found = anchored("a month ago", "2021-08-10");
    assert!(is_right(
        &found,
        Nature::Date,
        "date",
        &days("2021-07-10", "2021-07-10")
    ));
    assert!(!is_right(
        &found,
        Nature::Date,
        "date",
        &days("2021-06-10", "2021-06-10")
    ));
}

#[test]
fn a_timex_with_an_open_year_proves_nothing() {
    let found = anchored("on Friday", "2021-08-10");
    let meant = Meant {
        timex: "XXXX-WXX-5".to_owned(),
        ..Meant::default()
    };
    assert!(!is_right(&found, Nature::Date, "date", &meant));
}
