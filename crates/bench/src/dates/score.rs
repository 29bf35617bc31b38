//! When a value is right.
//!
//! A value is right where its days are those of one of the resolutions, or where its TIMEX3 value is the case's TIMEX with
//! every figure told. What the two ways of writing do not share is let pass, and nothing else:
//! - the case's end is the day after the last one ("2016" ends on 2017-01-01), or the last one ("from 4 to 23 December"),
//!   or, of a range between two weeks, months or years, the first day of the later one ("2014 to 2018" ends on 2018-01-01);
//! - "since" ends on the reference day here and is open there;
//! - what is counted in months or years is a month or a year here ("a month ago"), and a day in it there;
//! - weeks, months, decades and parts of a day in TIMEX differ in spelling alone.

use jiff::ToSpan;
use jiff::civil::Date;
use onrecord_extract::dates::{Interval, Nature};

use super::cases::Meant;

/// Whether an interval is one that a resolution means.
pub fn is_right(found: &Interval, nature: Nature, kind: &str, meant: &Meant) -> bool {
    let same_timex = found.value.as_deref().is_some_and(|value| {
        let timex = meant.timex.as_str();
        !timex.contains("XX") && !timex.is_empty() && (value == timex || as_hours(value) == as_hours(timex))
    });
    if kind == "duration" {
        return nature == Nature::Duration && same_timex;
    }
    if nature == Nature::Duration && found.earliest.is_none() {
        return false;
    }
    if same_timex {
        return true;
    }
    if kind == "date" && meant.start.is_some() && meant.start == meant.end {
        let day = meant.start.as_deref().and_then(|day| day.parse::<Date>().ok());
        let one = found.earliest == day && found.latest == day;
        let counted = found.rule == "date.ago" || found.rule == "date.from-now";
        let holds = found.earliest <= day && day <= found.latest && day.is_some();
        return one || counted && holds;
    }
    if meant.start.is_none() && meant.end.is_none() {
        return false;
    }
    let text = |day: Option<Date>| day.map(|day| day.to_string());
    let start = match &meant.start {
        None => found.earliest.is_none(),
        Some(start) => {
            let after = found.rule.ends_with(".after");
            text(found.earliest).as_ref() == Some(start)
                || after && text(found.earliest.and_then(|day| day.yesterday().ok())).as_ref() == Some(start)
        }
    };
    let end = match &meant.end {
        None => found.latest.is_none() || found.rule.ends_with(".since"),
        Some(end) => {
            text(found.latest).as_ref() == Some(end)
                || text(found.latest.and_then(|day| day.tomorrow().ok())).as_ref() == Some(end)
                || first_of_later(found).as_ref() == Some(end)
        }
    };
    start && end
}

/// The first day of the later part of a range of months or years.
fn first_of_later(found: &Interval) -> Option<String> {
    let later = found.value.as_deref()?.split_once('/')?.1;
    match later.len() {
        4 => Some(format!("{later}-01-01")),
        7 => match later.split_once("-Q") {
            Some((year, quarter)) => quarter
                .parse::<u8>()
                .ok()
                .map(|quarter| format!("{year}-{:02}-01", quarter * 3 - 2)),
            None => Some(format!("{later}-01")),
        },
        8 if later.contains("-W") => found.latest?.checked_sub(6.days()).ok().map(|day| day.to_string()),
        _ => None,
    }
}

/// `PT24H` and `P1D` are one length, `P3W` and `P21D` are not told apart by it.
fn as_hours(value: &str) -> String {
    value.replace("PT24H", "P1D")
}
