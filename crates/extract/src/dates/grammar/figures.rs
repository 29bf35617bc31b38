//! Dates written in figures: "2023-12-30", "30/12/2023", "2016-11".

use super::super::meaning::{Meaning, Side};
use super::super::words;
use super::{Grammar, Parsed};

impl Grammar<'_, '_> {
    /// "2023-12-30", "2023/12/30", also with a time after it.
    pub(super) fn iso_day(&self, at: usize) -> Parsed {
        let text = self.text(at);
        if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            // "20231230"
            let year = words::year(&text[..4]).filter(|year| (1900..2100).contains(year))?;
            let (month, day) = (two_figures(&text[4..6])?, two_figures(&text[6..])?);
            return valid(month, day).then_some((full_day(year, month, day), at + 1));
        }
        let year = words::year(text)?;
        let dash = self.text(at + 1);
        if !matches!(dash, "-" | "–" | "/") || self.text(at + 3) != dash {
            return None;
        }
        let month: i8 = two_figures(self.text(at + 2))
            .or_else(|| words::month(&capital(self.text(at + 2))).map(|(month, _)| month))?;
        let day = self.text(at + 4);
        let day: i8 = two_figures(day.split(['T', 't']).next().unwrap_or(day))?;
        valid(month, day).then_some((full_day(year, month, day), at + 5))
    }

    /// "2016-11", "11/2016", "2016, Nov": a month and its year, most of it in figures.
    pub(super) fn month_in_figures(&self, at: usize) -> Parsed {
        const JOINS: [&str; 4] = ["-", "/", "–", ","];
        let month_of = |at: usize| {
            let text = self.text(at);
            two_figures(text).filter(|month| (1..=12).contains(month))
        };
        let build = |year: i16, month: i8, end: usize| {
            // "2011-12-30" and "3/11/2016" are days.
            let more = self.is(end, &JOINS[..3]) && words::day_of_month(self.text(end + 1)).is_some();
            let side = Side::Plain;
            (!more && !self.before(at, &JOINS[..3])).then_some((
                Meaning::Month {
                    year: Some(year),
                    month,
                    side,
                },
                end,
            ))
        };
        if !self.is(at + 1, &JOINS) {
            return None;
        }
        if let Some(year) = words::year(self.text(at)) {
            if let Some((month, _)) = words::month(&capital(self.text(at + 2))).filter(|_| self.text(at + 2).len() > 2)
            {
                let day = self.day_number(at + 3).is_some() || words::year(self.text(at + 3)).is_some();
                return if day { None } else { build(year, month, at + 3) };
            }
            // "2011-12" is two years as often as December.
            let month = month_of(at + 2).filter(|month| i16::from(*month) != (year + 1) % 100)?;
            return if self.is(at + 1, &[","]) {
                None
            } else {
                build(year, month, at + 3)
            };
        }
        let year = words::year(self.text(at + 2))?;
        let month = month_of(at).filter(|_| !self.is(at + 1, &[","]))?;
        build(year, month, at + 3)
    }

    /// "4/22" where words around say that it is a day, and the order is plain.
    pub(super) fn day_without_year(&self, at: usize) -> Parsed {
        const BEFORE: [&str; 11] = [
            "on", "by", "since", "until", "till", "from", "to", "before", "after", "next", "between",
        ];
        let split: Vec<&str> = self.text(at).split('.').collect();
        let (first, second, end) = match split[..] {
            [first, second] if self.before(at, &["on"]) => (two_figures(first)?, two_figures(second)?, at + 1),
            _ if self.is(at + 1, &["/"]) => (two_figures(self.text(at))?, two_figures(self.text(at + 2))?, at + 3),
            _ => return None,
        };
        let opened = self.before(at, &BEFORE) || at == 0 || words::weekday(self.text(at - 1)).is_some();
        if !opened || self.is(end, &["/", "-", "."]) && words::day_of_month(self.text(end + 1)).is_some() {
            return None;
        }
        let (month, day) = match (valid(first, second), valid(second, first)) {
            (true, false) => (first, second),
            (false, true) => (second, first),
            _ => return None,
        };
        Some((
            Meaning::Day {
                year: None,
                month,
                day,
                weekday: None,
                side: Side::Plain,
            },
            end,
        ))
    }

    /// "30/12/2023", "30-12-2023", "30.12.2023".
    pub(super) fn slashed_day(&self, at: usize) -> Parsed {
        let dotted: Vec<&str> = self.text(at).split('.').collect();
        let figures_first = |first: &str| first.len() == 4;
        let (first, second, year, end) = if let [year, first, second] = dotted[..]
            && figures_first(year)
        {
            // "2015.5.13"
            let (month, day) = (two_figures(first)?, two_figures(second)?);
            return valid(month, day).then_some((full_day(words::year(year)?, month, day), at + 1));
        } else if let [first, second, year] = dotted[..] {
            (first.to_owned(), second.to_owned(), year.to_owned(), at + 1)
        } else {
            let dash = self.text(at + 1);
            if !matches!(dash, "-" | "–" | "/")
                || !(self.text(at + 3) == dash || self.is(at + 3, &[","]) && dash == "/")
            {
                return None;
            }
            if let Some((month, _)) = words::month(&capital(self.text(at + 2)))
                && let (Some(day), Some(year)) = (two_figures(self.text(at)), words::year(self.text(at + 4)))
            {
                // "23/Sep/2020"
                return valid(month, day).then_some((full_day(year, month, day), at + 5));
            }
            (
                self.text(at).to_owned(),
                self.text(at + 2).to_owned(),
                self.text(at + 4).to_owned(),
                at + 5,
            )
        };
        let figure = |text: &str| (text.len() <= 2).then(|| text.parse::<i8>().ok()).flatten();
        let (first, second) = (figure(&first)?, figure(&second)?);
        let comma = self.is(end.wrapping_sub(2), &[","]) && dotted.len() == 1;
        let year = words::year(&year).or_else(|| {
            // Two figures for the year only where nothing else could be meant.
            (year.len() == 2 && dotted.len() == 1 && !comma && matches!(self.text(at + 1), "/" | "-"))
                .then(|| year.parse::<i16>().ok())
                .flatten()
                .map(|short| century_of(short) + short)
        })?;
        let full = |month: i8, day: i8| Meaning::Day {
            year: Some(year),
            month,
            day,
            weekday: None,
            side: Side::Plain,
        };
        let meaning = match (valid(second, first), valid(first, second)) {
            (true, true) if first != second => Meaning::Figures { year, first, second },
            (true, _) => full(second, first),
            (false, true) => full(first, second),
            (false, false) => return None,
        };
        Some((meaning, end))
    }
}

pub(super) fn full_day(year: i16, month: i8, day: i8) -> Meaning {
    Meaning::Day {
        year: Some(year),
        month,
        day,
        weekday: None,
        side: Side::Plain,
    }
}

pub(super) fn two_figures(text: &str) -> Option<i8> {
    ((1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// Whether a month has such a day in some year.
pub(super) fn valid(month: i8, day: i8) -> bool {
    let most = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=most).contains(&day)
}

/// The name of a month with a capital, where it stands between figures ("2019-sep-1").
pub(super) fn capital(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// The century that two figures are of: those up to 34 of this one.
pub(super) fn century_of(short: i16) -> i16 {
    if short < 35 { 2000 } else { 1900 }
}
