//! Lengths of time, recurring times, times of the day, and words for the present, the past and the future. None of them
//! dates an event; a record carries them because a text says them.

use super::super::meaning::Meaning;
use super::super::words::{self, Unit};
use super::{Grammar, Parsed};
use crate::quantities::numerals;

/// How newswire writes the zone of a time.
const ZONES: &[&str] = &[
    "gmt", "utc", "est", "edt", "cet", "cst", "cdt", "mst", "mdt", "pst", "pdt", "et",
];

impl Grammar<'_, '_> {
    /// What the words at `at` open, if it is none of the dates.
    pub(super) fn undated(&self, at: usize) -> Parsed {
        self.recurring(at)
            .or_else(|| self.clock(at))
            .or_else(|| self.length(at))
            .or_else(|| self.vague(at))
            .or_else(|| self.loose(at))
    }

    /// "every Friday", "each year", "daily", "twice a week", "Mondays".
    pub(super) fn recurring(&self, at: usize) -> Parsed {
        let set = |value: String, end: usize| Some((Meaning::Recurring(value), end));
        let adverb = match self.lower(at) {
            "daily" | "nightly" => "P1D",
            "weekly" => "P1W",
            "monthly" => "P1M",
            "quarterly" => "P3M",
            "yearly" | "annually" | "annual" => "P1Y",
            "hourly" => "PT1H",
            _ => "",
        };
        if !adverb.is_empty() {
            return (!self.words[at].in_name).then(|| (Meaning::Recurring(adverb.to_owned()), at + 1));
        }
        if self.is(at, &["every", "each"]) {
            let other = usize::from(self.is(at + 1, &["other"]));
            let unit_at = at + 1 + other;
            if let Some((weekday, _)) = words::weekday(self.text(unit_at)) {
                return set(format!("XXXX-WXX-{}", weekday.to_monday_one_offset()), unit_at + 1);
            }
            if let Some(part) = words::day_part(self.lower(unit_at)) {
                return set(format!("XXXX-XX-XX{}", part.code()), unit_at + 1);
            }
            if let Some((month, _)) = words::month(self.text(unit_at)) {
                return set(format!("XXXX-{month:02}"), unit_at + 1);
            }
            let (count, unit_at) = match self.count(unit_at) {
                Some((Some(count), unit_at)) => (count, unit_at),
                _ => (1 + other as i32, unit_at),
            };
            let unit = words::unit(self.lower(unit_at))?;
            return set(period(unit, &count.to_string()), unit_at + 1);
        }
        if self.is(at, &["once", "twice"]) && self.is(at + 1, &["a", "an", "every", "each"]) {
            let unit = words::unit(self.lower(at + 2))?;
            return set(period(unit, "1"), at + 3);
        }
        if self.is(at, &["per"]) {
            let unit = words::unit(self.lower(at + 1)).filter(|unit| !unit.within_a_day())?;
            return set(period(unit, "1"), at + 2);
        }
        let weekday = self.plural_weekday(at)?;
        set(format!("XXXX-WXX-{}", weekday.to_monday_one_offset()), at + 1)
    }

    /// "two years", "a week and a half", "10-year", "several months", "for decades", "the whole day".
    pub(super) fn length(&self, at: usize) -> Parsed {
        if self.is(at, &["all", "whole", "full", "entire", "another"]) {
            let unit_at = at + 1 + usize::from(self.is(at + 1, &["-"]));
            let unit = words::unit(self.lower(unit_at)).filter(|_| !self.lower(unit_at).ends_with('s'))?;
            return Some((Meaning::Length(period(unit, "1")), unit_at + 1));
        }
        let long = match self.lower(at) {
            "daylong" => "P1D",
            "weeklong" => "P1W",
            "monthlong" => "P1M",
            "yearlong" => "P1Y",
            "hourlong" => "PT1H",
            "decadelong" => "P10Y",
            _ => "",
        };
        if !long.is_empty() {
            return Some((Meaning::Length(long.to_owned()), at + 1));
        }
        let mut amounts: Vec<(Unit, String)> = Vec::new();
        let mut end = at;
        loop {
            let and = if amounts.is_empty() { 0 } else { self.separator(end) };
            let Some((unit, amount, next)) = self.amount(end + and) else {
                break;
            };
            // "a few weeks, or several days" are two.
            if !amounts.is_empty() && amount == "X" {
                break;
            }
            // "Six days a week" is no length.
            let rate = and == 0 && !amounts.is_empty() && self.is(end, &["a", "an"]);
            if rate || amounts.iter().any(|(told, _)| *told == unit) {
                break;
            }
            end = next;
            amounts.push((unit, amount));
        }
        if !amounts.is_empty() {
            return Some((Meaning::Length(period_of(&amounts)), end));
        }
        const BEFORE: [&str; 13] = [
            "for", "in", "within", "of", "over", "after", "took", "takes", "take", "lasted", "last", "spent", "many",
        ];
        let unit = words::unit(self.lower(at)).filter(|_| self.lower(at).ends_with('s'))?;
        let counted = self.before(at, &BEFORE) && !self.is(at + 1, &["of", "-"])
            || self.is(at + 1, &["after", "before"]) && !self.before(at, &["the", "these", "those"]);
        counted.then(|| (Meaning::Length(period(unit, "X")), at + 1))
    }

    /// One count and its unit, in the words of TIMEX3.
    fn amount(&self, at: usize) -> Option<(Unit, String, usize)> {
        let half_a = usize::from(self.is(at, &["half"]) && self.is(at + 1, &["a", "an"])) * 2;
        if half_a > 0 {
            let unit = words::unit(self.lower(at + 2))?;
            let (unit, amount) = if unit == Unit::Hour {
                (Unit::Minute, "30")
            } else {
                (unit, "0.5")
            };
            return Some((unit, amount.to_owned(), at + 3));
        }
        if self.is(at, &["couple"]) && self.is(at + 1, &["of"]) {
            let unit = words::unit(self.lower(at + 2))?;
            return Some((unit, "2".to_owned(), at + 3));
        }
        let text = self.text(at);
        let decimal = text.split('.').count() == 2
            && text.starts_with(|c: char| c.is_ascii_digit())
            && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && !text.ends_with('.');
        let (mut amount, mut end) = if decimal {
            (text.to_owned(), at + 1)
        } else {
            let (count, mut end) = self.count(at)?;
            // "twenty and four hours"
            let mut count = count;
            if let Some(tens) = count
                && tens % 10 == 0
                && (20..100).contains(&tens)
                && self.is(end, &["and"])
                && let Some(ones) = numerals::cardinal(self.lower(end + 1))
                && ones < 10
            {
                count = Some(tens + ones as i32);
                end += 2;
            }
            (count.map_or_else(|| "X".to_owned(), |count| count.to_string()), end)
        };
        let whole = !decimal && amount != "X";
        if whole && self.is(end, &["and"]) && self.is(end + 1, &["a"]) && self.is(end + 2, &["half"]) {
            amount += ".5";
            end += 3;
        }
        // "2 1/2 years"
        if whole && self.is(end, &["1"]) && self.is(end + 1, &["/"]) && self.is(end + 2, &["2"]) {
            amount += ".5";
            end += 3;
        }
        let hyphen = self.is(end, &["-"]) && end > at;
        end += usize::from(hyphen);
        while self.is(
            end,
            &[
                "more",
                "single",
                "extra",
                "additional",
                "full",
                "whole",
                "straight",
                "consecutive",
                "long",
                "business",
                "working",
                "calendar",
            ],
        ) {
            end += 1;
        }
        let lower = self.lower(end);
        let (unit, twice) = match lower {
            "fortnight" | "fortnights" => (Unit::Week, true),
            "night" | "nights" if whole && !self.is(at, &["a", "an", "one"]) => (Unit::Day, false),
            "h" if whole || decimal => (Unit::Hour, false),
            "second" if decimal || self.is(at, &["one"]) => (Unit::Second, false),
            _ => (words::unit(lower).filter(|unit| *unit != Unit::Weekend)?, false),
        };
        if twice {
            amount = amount.parse::<i32>().map_or(amount, |count| (count * 2).to_string());
        }
        end += 1;
        let half = end + 1 + usize::from(self.is(end + 1, &["a"]));
        if whole && !hyphen && self.is(end, &["and"]) && self.is(half, &["half"]) {
            amount += ".5";
            end = half + 1;
        }
        // "a year-earlier truce" is no length.
        if self.is(end, &["-"]) && self.is(end + 1, &["earlier", "ago"]) {
            return None;
        }
        Some((unit, amount, end))
    }

    /// "now", "recently", "at present", "in the past", "the future".
    pub(super) fn vague(&self, at: usize) -> Parsed {
        const PHRASES: [(&[&str], &str); 29] = [
            (&["right", "now"], "PRESENT_REF"),
            (&["now"], "PRESENT_REF"),
            (&["currently"], "PRESENT_REF"),
            (&["presently"], "PRESENT_REF"),
            (&["nowadays"], "PRESENT_REF"),
            (&["at", "present"], "PRESENT_REF"),
            (&["at", "the", "moment"], "PRESENT_REF"),
            (&["for", "the", "moment"], "PRESENT_REF"),
            (&["at", "this", "time"], "PRESENT_REF"),
            (&["at", "this", "point"], "PRESENT_REF"),
            (&["these", "days"], "PRESENT_REF"),
            (&["to", "date"], "PRESENT_REF"),
            (&["till", "date"], "PRESENT_REF"),
            (&["until", "now"], "PRESENT_REF"),
            (&["recently"], "PAST_REF"),
            (&["lately"], "PAST_REF"),
            (&["previously"], "PAST_REF"),
            (&["formerly"], "PAST_REF"),
            (&["long", "ago"], "PAST_REF"),
            (&["a", "long", "time", "ago"], "PAST_REF"),
            (&["some", "time", "ago"], "PAST_REF"),
            (&["in", "the", "past"], "PAST_REF"),
            (&["the", "recent", "past"], "PAST_REF"),
            (&["the", "past"], "PAST_REF"),
            (&["in", "the", "near", "future"], "FUTURE_REF"),
            (&["the", "near", "future"], "FUTURE_REF"),
            (&["the", "foreseeable", "future"], "FUTURE_REF"),
            (&["the", "future"], "FUTURE_REF"),
            (&["soon"], "FUTURE_REF"),
        ];
        let (phrase, value) = PHRASES.iter().find(|(phrase, _)| {
            phrase
                .iter()
                .enumerate()
                .all(|(ahead, word)| self.is(at + ahead, &[word]))
        })?;
        let end = at + phrase.len();
        // "as soon as", "sooner", "until now" are no bare words; "in the past week" counts.
        let other = phrase == &["soon"] && (self.before(at, &["as"]) || self.is(end, &["after", "as"]))
            || *value == "PAST_REF"
                && self.is(end.wrapping_sub(1), &["past"])
                && words::unit(self.lower(end)).is_some()
            || self.is(end.wrapping_sub(1), &["past"])
                && (self.count(end).is_some() || self.is_noun(end) || matches!(self.tag(end), "CD" | "JJ"))
            || phrase == &["now"] && self.tag(at) == "IN";
        (!other).then_some((Meaning::Vague(value), end))
    }

    /// "10 p.m.", "8:30 a.m. on Friday", "14:00", "noon".
    pub(super) fn clock(&self, at: usize) -> Parsed {
        let (hour, minute, mut end) = match self.lower(at) {
            "noon" | "midday" => (12, 0, at + 1),
            "midnight" => (24, 0, at + 1),
            text => {
                let (hour, minute) = match text.split_once(':') {
                    Some((hour, minute)) if minute.len() == 2 => (hour.parse().ok()?, Some(minute.parse::<u8>().ok()?)),
                    Some(_) => return None,
                    // "1500 GMT"
                    None if text.len() == 4 && self.is(at + 1, ZONES) => {
                        let figures = text.parse::<u16>().ok()?;
                        (u8::try_from(figures / 100).ok()?, u8::try_from(figures % 100).ok())
                    }
                    None => (text.parse::<u8>().ok().filter(|_| text.len() <= 2)?, None),
                };
                let mark = self.lower(at + 1);
                let half = match mark.trim_end_matches('.').replace('.', "").as_str() {
                    "am" => Some(0),
                    "pm" => Some(12),
                    _ => None,
                };
                let hour: u8 = match half {
                    Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
                    Some(_) => return None,
                    None => minute.map(|_| hour)?,
                };
                (hour, minute.unwrap_or(0), at + 1 + usize::from(half.is_some()))
            }
        };
        if hour > 24 || minute > 59 {
            return None;
        }
        end += usize::from(self.is(end, ZONES) || self.is(end, &["local"]));
        end += usize::from(self.is(end.wrapping_sub(1), &["local"]) && self.is(end, &["time"]));
        let clock = format!("{hour:02}:{minute:02}");
        let day_at = end + usize::from(self.is(end, &["on", ","]));
        let day = self
            .weekday(day_at)
            .or_else(|| self.day_and_month(day_at))
            .or_else(|| self.deictic(day_at))
            .filter(|(meaning, _)| {
                matches!(meaning, Meaning::Weekday { .. } | Meaning::Day { .. })
                    || matches!(meaning, Meaning::Current { unit: Unit::Day, .. })
            })
            .filter(|_| !self.is(end, &[","]));
        Some(match day {
            Some((day, end)) => (
                Meaning::Clock {
                    clock,
                    day: Some(Box::new(day)),
                },
                end,
            ),
            None => (Meaning::Clock { clock, day: None }, end),
        })
    }

    /// "the week", "the year", "the morning": the one that the text speaks in, or another; it dates nothing by itself.
    pub(super) fn loose(&self, at: usize) -> Parsed {
        // "third-quarter profit", "the second quarter" that the text reports on, and not the one of a game.
        if let Some((meaning, end)) = self.quarter_or_half_alone(at) {
            let hyphen = self.is(end.wrapping_sub(2), &["-"]);
            let told = matches!(meaning, Meaning::Quarter { .. })
                && (self.is(at, &["the"])
                    || self.before(at, &["the", "its", "their", "in", "for", "fiscal", "'s", "’s"]));
            let of = self.is(end, &["of"]);
            if (hyphen || told) && !of {
                return Some((Meaning::Loose(Box::new(meaning)), end));
            }
        }
        if !self.is(at, &["the"]) {
            return None;
        }
        let of_what = [
            "of", "when", "that", "before", "after", "in", "-", "to", "since", "'s", "’s",
        ];
        let today = Meaning::Current {
            unit: Unit::Day,
            offset: 0,
        };
        // "the fiscal year"
        let fiscal = usize::from(self.is(at + 1, &["fiscal"]) && self.is(at + 2, &["year", "quarter"]));
        if fiscal == 1 && !self.is(at + 3, &["of", "-"]) && words::year(self.text(at + 3)).is_none() {
            let unit = words::unit(self.lower(at + 2))?;
            return Some((Meaning::Loose(Box::new(Meaning::Current { unit, offset: 0 })), at + 3));
        }
        // "the latest quarter" is the last whole one.
        if self.is(at + 1, &["latest"]) && self.is(at + 2, &["quarter"]) {
            let (unit, offset) = (Unit::Quarter, -1);
            return Some((Meaning::Loose(Box::new(Meaning::Current { unit, offset })), at + 3));
        }
        let lower = self.lower(at + 1);
        if self.is(at + 2, &of_what) || self.is_noun(at + 2) {
            return None;
        }
        if let Some(part) = words::day_part(lower)
            && !lower.ends_with('s')
            && self.before(at, &["in", "during", "of"])
        {
            return Some((Meaning::Loose(Box::new(Meaning::Hours(part, Box::new(today)))), at + 2));
        }
        let unit = words::unit(lower)
            .filter(|unit| matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Quarter | Unit::Year))?;
        if lower.ends_with('s') || unit == Unit::Day && !self.before(at, &["of"]) {
            return None;
        }
        // "the quarter" that a report speaks of has ended.
        let offset = if unit == Unit::Quarter { -1 } else { 0 };
        Some((Meaning::Loose(Box::new(Meaning::Current { unit, offset })), at + 2))
    }
}

/// A length of one unit as TIMEX3 writes it: `P2Y`, `PT36H`, `PXM`.
pub fn period(unit: Unit, amount: &str) -> String {
    period_of(&[(unit, amount.to_owned())])
}

/// A length as TIMEX3 writes it, the longest units first: `P1Y1M21D`, `PT1H30M`.
fn period_of(amounts: &[(Unit, String)]) -> String {
    let mut sorted: Vec<&(Unit, String)> = amounts.iter().collect();
    sorted.sort_by_key(|(unit, _)| std::cmp::Reverse(*unit as u8));
    let times = |amount: &str, factor: i32| {
        amount.parse::<i32>().map_or_else(
            |_| amount.to_owned(),
            |count| (count.saturating_mul(factor)).to_string(),
        )
    };
    let mut value = "P".to_owned();
    let mut in_day = false;
    for (unit, amount) in sorted {
        if unit.within_a_day() && !in_day {
            value.push('T');
            in_day = true;
        }
        let (amount, letter) = match unit {
            Unit::Second => (amount.clone(), "S"),
            Unit::Minute => (amount.clone(), "M"),
            Unit::Hour => (amount.clone(), "H"),
            Unit::Day => (amount.clone(), "D"),
            Unit::Week => (amount.clone(), "W"),
            Unit::Weekend => (amount.clone(), "WE"),
            Unit::Month => (amount.clone(), "M"),
            Unit::Quarter => (times(amount, 3), "M"),
            Unit::Year => (amount.clone(), "Y"),
            Unit::Decade => (times(amount, 10), "Y"),
            Unit::Century => (times(amount, 100), "Y"),
        };
        // A vague count of decades is one of tens of years.
        let (amount, letter) = match (unit, amount.as_str()) {
            (Unit::Quarter, "X") => ("X".to_owned(), "Q"),
            (Unit::Decade, "X") => ("X".to_owned(), "DE"),
            (Unit::Century, "X") => ("X".to_owned(), "CE"),
            _ => (amount, letter),
        };
        value += &amount;
        value += letter;
    }
    value
}
