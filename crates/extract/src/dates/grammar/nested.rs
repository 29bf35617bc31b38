//! Dates told by another date: "the first Friday of July", "Sunday of next week", "two weeks before Christmas".

use jiff::civil::Weekday;

use super::super::meaning::{Meaning, Side};
use super::super::words::{self, Unit};
use super::{Grammar, Parsed};

impl Grammar<'_, '_> {
    /// The first of the constructions that the words at `at` open.
    pub(super) fn nested(&self, at: usize) -> Parsed {
        const DEEPEST: u8 = 2;
        if self.depth.get() >= DEEPEST {
            return None;
        }
        self.depth.set(self.depth.get() + 1);
        let found = self.nested_in(at);
        self.depth.set(self.depth.get() - 1);
        found
    }

    fn nested_in(&self, at: usize) -> Parsed {
        self.counted_from(at)
            .or_else(|| self.beginning(at))
            .or_else(|| self.ranked(at))
            .or_else(|| self.day_in(at))
            .or_else(|| self.weekday_of(at))
            .or_else(|| self.week_of(at))
            .or_else(|| self.week_number(at))
            .or_else(|| self.in_year(at))
            .or_else(|| self.rest_of(at))
            .or_else(|| self.after_next(at))
            .or_else(|| self.within(at))
            .or_else(|| self.ahead_in(at))
            .or_else(|| self.century(at))
            .or_else(|| self.short_decade(at))
    }

    /// A longer stretch that another is in: "next month", "the year", "2015", "July 2016".
    fn outer(&self, at: usize) -> Parsed {
        let unit = |at: usize| {
            words::unit(self.lower(at)).filter(|unit| {
                matches!(
                    unit,
                    Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade
                )
            })
        };
        if self.is(at, &["the"])
            && let Some(unit) = unit(at + 1)
            && !self.lower(at + 1).ends_with('s')
            && !self.is(at + 2, &["of", "before", "after", "starting"])
        {
            return Some((Meaning::Current { unit, offset: 0 }, at + 2));
        }
        let year_at = at + usize::from(self.is(at, &["fiscal"]));
        let year_at = year_at + usize::from(self.is(year_at, &["year"]));
        if let Some((year, end)) = self.year_told(year_at) {
            return Some((Meaning::Year(year), end));
        }
        self.month(at)
            .or_else(|| self.deictic(at))
            .or_else(|| self.decade(at))
            .filter(|(meaning, _)| {
                matches!(
                    meaning,
                    Meaning::Month { .. } | Meaning::Years(..) | Meaning::Current { .. }
                ) && !matches!(meaning, Meaning::Current { unit: Unit::Day, .. })
            })
    }

    /// Several counts with their units: "2 years, 1 month and 21 days".
    pub(super) fn parts(&self, at: usize) -> Option<(Vec<(Unit, i32)>, usize)> {
        let mut parts = Vec::new();
        let mut end = at;
        loop {
            let start = if parts.is_empty() {
                end
            } else {
                end + self.separator(end)
            };
            let Some((Some(count), unit_at)) = self.count(start) else {
                break;
            };
            let unit_at = unit_at + usize::from(self.is(unit_at, &["full", "more", "whole"]));
            let fortnight = self.is(unit_at, &["fortnight", "fortnights"]);
            let Some(unit) = words::unit(self.lower(unit_at)).or(fortnight.then_some(Unit::Week)) else {
                break;
            };
            let count = if fortnight { count.checked_mul(2)? } else { count };
            parts.push((unit, count));
            end = unit_at + 1;
        }
        (!parts.is_empty()).then_some((parts, end))
    }

    /// "two weeks before Christmas", "3 days after January 12th", "2 years 1 month 21 days ago".
    fn counted_from(&self, at: usize) -> Parsed {
        let (parts, end) = self.parts(at).or_else(|| {
            let named = self
                .is(at, &["the"])
                .then(|| words::unit(self.lower(at + 1)))
                .flatten()
                .filter(|unit| matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year))?;
            (!self.lower(at + 1).ends_with('s')).then(|| (vec![(named, 1)], at + 2))
        })?;
        let today = Meaning::Current {
            unit: Unit::Day,
            offset: 0,
        };
        let counted = |sign: i32, from: Meaning| Meaning::CountedFrom {
            parts: parts.iter().map(|(unit, count)| (*unit, sign * count)).collect(),
            from: Box::new(from),
        };
        if self.is(end, &["ago"]) {
            return (parts.len() > 1 || self.is(end.wrapping_sub(1), &["fortnight"]))
                .then(|| (counted(-1, today), end + 1));
        }
        if self.is(end, &["hence"])
            || self.is(end, &["in"]) && self.is(end + 1, &["the"]) && self.is(end + 2, &["future"])
        {
            let words = if self.is(end, &["hence"]) { 1 } else { 3 };
            return Some((counted(1, today), end + words));
        }
        if self.is(end, &["later", "earlier"]) && self.is(end.wrapping_sub(1), &["fortnight"]) {
            let count = if self.is(end, &["later"]) { 2 } else { -2 };
            return Some((
                Meaning::FromPrevious {
                    unit: Unit::Week,
                    count,
                },
                end + 1,
            ));
        }
        let sign = match self.lower(end) {
            "before" => -1,
            "after" | "from" => 1,
            _ => return None,
        };
        if parts.iter().any(|(unit, _)| unit.within_a_day()) {
            return None;
        }
        let (from, end) = self.stretch(end + 1)?;
        // "A month after 2023" counts from no day.
        let is_day = matches!(
            from,
            Meaning::Day { .. }
                | Meaning::Weekday { .. }
                | Meaning::Feast { .. }
                | Meaning::Figures { .. }
                | Meaning::Current { .. }
                | Meaning::RankedWeekday { .. }
                | Meaning::DayIn { .. }
                | Meaning::DayOfMonth { .. }
        );
        // "The day after the strike on Friday" stands before any day.
        is_day.then(|| (counted(sign, from), end))
    }

    /// "two weeks starting May 20th", "one week from 3 March".
    fn beginning(&self, at: usize) -> Parsed {
        let (parts, end) = self.parts(at)?;
        let end = end + usize::from(self.is(end, &[","]));
        if !self.is(end, &["starting", "beginning", "from"]) {
            return None;
        }
        let start = end + 1 + usize::from(self.is(end + 1, &["on", "from"]));
        let (from, end) = self.stretch(start)?;
        let from = Box::new(from);
        Some((Meaning::Beginning { parts, from }, end))
    }

    /// "the first Friday of July", "the last week of 2015", "the first ten days of May", "the third week next year".
    fn ranked(&self, at: usize) -> Parsed {
        let start = at + usize::from(self.is(at, &["the"]));
        let (rank, next) = if self.is(start, &["last", "final"]) {
            (-1, start + 1)
        } else {
            (words::ordinal(self.lower(start))?, start + 1)
        };
        let joined = |end: usize| {
            let of = end + usize::from(self.is(end, &["of", "in"]));
            self.outer(of)
        };
        if let Some((weekday, _)) = words::weekday(self.text(next)) {
            let (of, end) = joined(next + 1)?;
            let of = Box::new(of);
            return Some((Meaning::RankedWeekday { rank, weekday, of }, end));
        }
        let (count, unit_at) = match self.count(next) {
            Some((Some(count), unit_at)) => (count, unit_at),
            _ => (1, next),
        };
        let unit = words::unit(self.lower(unit_at)).filter(|unit| {
            matches!(
                unit,
                Unit::Day | Unit::Week | Unit::Weekend | Unit::Month | Unit::Year | Unit::Quarter
            )
        })?;
        let (of, end) = joined(unit_at + 1)?;
        let of = Box::new(of);
        Some((Meaning::Ranked { rank, count, unit, of }, end))
    }

    /// "the 20th of next month", "the 15th day of June", "the 21st this month".
    fn day_in(&self, at: usize) -> Parsed {
        let start = at + usize::from(self.is(at, &["the"]));
        let (day, end) = self.day_number(start)?;
        let end = end + usize::from(self.is(end, &["day"]));
        let month_at = end + usize::from(self.is(end, &["of", "in"]));
        let (month, end) = self.outer(month_at)?;
        let is_month = matches!(month, Meaning::Current { unit: Unit::Month, .. })
            || matches!(month, Meaning::Month { .. }) && self.is(month_at.wrapping_sub(2), &["day"]);
        let month = Box::new(month);
        is_month.then_some((Meaning::DayIn { day, month }, end))
    }

    /// "Friday next week", "Sunday of next week", "next week on Friday", "previous week - Monday".
    fn weekday_of(&self, at: usize) -> Parsed {
        let weekday_at = |at: usize| words::weekday(self.text(at)).map(|(weekday, _)| weekday);
        let week_at = |at: usize| {
            let (meaning, end) = self.deictic(at)?;
            matches!(meaning, Meaning::Current { unit: Unit::Week, .. }).then(|| (Box::new(meaning), end))
        };
        if let Some(weekday) = weekday_at(at) {
            let of = at + 1 + usize::from(self.is(at + 1, &["of", ","]));
            let (week, end) = week_at(of)?;
            return Some((Meaning::WeekdayOf { weekday, week }, end));
        }
        let (week, end) = week_at(at)?;
        let named = end + usize::from(self.is(end, &["on", "-", ","]));
        // "last week, Monday's talks": a comma alone joins nothing.
        let weekday = weekday_at(named).filter(|_| !self.is(end, &[","]))?;
        Some((Meaning::WeekdayOf { weekday, week }, named + 1))
    }

    /// "the week of February 4", "the week starting on the 18th".
    fn week_of(&self, at: usize) -> Parsed {
        let start = at + usize::from(self.is(at, &["the"]));
        let commencing = self.is(at, &["w"]) && self.is(at + 1, &["/"]) && self.is(at + 2, &["c"]);
        let start = if commencing { at + 1 } else { start };
        const NAMED: [&str; 5] = ["of", "starting", "beginning", "ending", "commencing"];
        let named = self.is(start, &["week"]) && self.is(start + 1, &NAMED);
        if !commencing && !named {
            return None;
        }
        let day_at = start + 2 + usize::from(self.is(start + 2, &["on"]));
        let (meaning, end) = self
            .weekday(day_at)
            .or_else(|| self.day_and_month(day_at))
            .or_else(|| {
                let (day, end) = self
                    .is(day_at, &["the"])
                    .then(|| self.day_number(day_at + 1))
                    .flatten()?;
                Some((Meaning::DayOfMonth { day, weekday: None }, end))
            })?;
        Some((Meaning::WeekOf(Box::new(meaning)), end))
    }

    /// "week 31", "week 3 of 2027".
    fn week_number(&self, at: usize) -> Parsed {
        let start = at + usize::from(self.is(at, &["the"]));
        if !self.is(start, &["week"]) {
            return None;
        }
        let text = self.text(start + 1);
        let week: i8 = (text.len() <= 2).then(|| text.parse().ok()).flatten()?;
        if !(1..=53).contains(&week) {
            return None;
        }
        let of = self.is(start + 2, &["of", "in"]);
        let year = self.year_told(start + 2 + usize::from(of));
        match year {
            Some((year, end)) => Some((Meaning::Week { year: Some(year), week }, end)),
            // "week 10 of the trial" is no week of the calendar.
            None => (!of).then_some((Meaning::Week { year: None, week }, start + 2)),
        }
    }

    /// "Q3 this year", "the second half of next year", "next year's first quarter", "1989's third quarter".
    fn in_year(&self, at: usize) -> Parsed {
        let year_at = |at: usize| {
            let (meaning, end) = self.outer(at)?;
            matches!(meaning, Meaning::Year(_) | Meaning::Current { unit: Unit::Year, .. })
                .then(|| (Box::new(meaning), end))
        };
        if let Some((year, end)) = year_at(at) {
            let inner = end + usize::from(self.is(end, &["'s", "’s", "-", ","]));
            let inner = inner + usize::from(self.is(inner, &["the"]));
            if self.is(end, &["-", ","]) && !self.text(inner).starts_with(['Q', 'q', 'H'])
                || inner == end && !matches!(*year, Meaning::Year(_))
            {
                return None;
            }
            let (meaning, end) = self.quarter_or_half_alone(inner).or_else(|| {
                let (month, _) = words::month(self.text(inner))?;
                let year = None;
                let side = Side::Plain;
                Some((Meaning::Month { year, month, side }, inner + 1))
            })?;
            return Some((Meaning::InYear(Box::new(meaning), year), end));
        }
        let (meaning, end) = self.quarter_or_half_alone(at).or_else(|| self.season_alone(at))?;
        let of = end + usize::from(self.is(end, &["of", "in", "-"]));
        let (year, end) = year_at(of)?;
        Some((Meaning::InYear(Box::new(meaning), year), end))
    }

    fn season_alone(&self, at: usize) -> Parsed {
        let start = at + usize::from(self.is(at, &["the"]));
        let season = words::season(self.lower(start))?;
        self.is(start + 1, &["of"]).then_some((
            Meaning::Season {
                year: None,
                season,
                side: Side::Plain,
            },
            start + 1,
        ))
    }

    /// "the third quarter", "third-quarter", "Q3", "the first half", without its year.
    pub(super) fn quarter_or_half_alone(&self, at: usize) -> Parsed {
        let text = self.text(at);
        let figure = |letter: char| {
            let number = text.strip_prefix([letter, letter.to_ascii_lowercase()])?;
            (number.len() == 1).then(|| number.parse::<i8>().ok()).flatten()
        };
        let year = None;
        if let Some(quarter) = figure('Q').filter(|quarter| (1..=4).contains(quarter)) {
            return Some((Meaning::Quarter { year, quarter }, at + 1));
        }
        if let Some(half) = figure('H').filter(|half| (1..=2).contains(half)) {
            return Some((Meaning::Half { year, half }, at + 1));
        }
        let start = at + usize::from(self.is(at, &["the"]));
        let last = self.is(start, &["last", "final"]);
        let rank = if last { 4 } else { words::ordinal(self.lower(start))? };
        let fiscal = usize::from(self.is(start + 1, &["fiscal"]));
        let hyphen = usize::from(self.is(start + 1, &["-"]));
        let end = start + 2 + hyphen + fiscal;
        match (self.lower(end - 1), rank) {
            ("quarter", 1..=4) => Some((
                Meaning::Quarter {
                    year,
                    quarter: rank as i8,
                },
                end,
            )),
            ("half", 1..=2) => Some((Meaning::Half { year, half: rank as i8 }, end)),
            _ => None,
        }
    }

    /// "the rest of the week".
    fn rest_of(&self, at: usize) -> Parsed {
        let start = at + usize::from(self.is(at, &["the"]));
        if !self.is(start, &["rest", "remainder", "remaining", "balance"]) {
            return None;
        }
        let of = start + 1 + usize::from(self.is(start + 1, &["of"]));
        let (meaning, end) = self.outer(of).or_else(|| {
            let unit =
                words::unit(self.lower(of)).filter(|unit| matches!(unit, Unit::Week | Unit::Month | Unit::Year))?;
            Some((Meaning::Current { unit, offset: 0 }, of + 1))
        })?;
        Some((Meaning::Rest(Box::new(meaning)), end))
    }

    /// "the week after next".
    fn after_next(&self, at: usize) -> Parsed {
        let start = at + usize::from(self.is(at, &["the"]));
        let unit =
            words::unit(self.lower(start)).filter(|unit| matches!(unit, Unit::Week | Unit::Month | Unit::Year))?;
        if !self.is(start + 1, &["after"]) {
            return None;
        }
        let next = start + 2 + usize::from(self.is(start + 2, &["the"]));
        (self.is(next, &["next"]) && words::unit(self.lower(next + 1)).is_none())
            .then_some((Meaning::Current { unit, offset: 2 }, next + 1))
    }

    /// Whether the words before tell of what is to come.
    fn ahead_of(&self, at: usize) -> bool {
        (at.saturating_sub(6)..at)
            .any(|before| self.is(before, &["will", "'ll", "’ll", "ll", "shall", "expected", "due"]))
    }

    /// "within 10 months" of what is to come, "within the next three years".
    fn within(&self, at: usize) -> Parsed {
        if !self.is(at, &["within"]) {
            return None;
        }
        let the = at + 1 + usize::from(self.is(at + 1, &["the"]));
        let next = self.is(the, &["next", "coming", "upcoming"]);
        let (parts, end) = self.parts(if next { the + 1 } else { at + 1 })?;
        if !next && !self.ahead_of(at) || self.is(end, &["of", "after", "from"]) {
            return None;
        }
        let from = Box::new(Meaning::Current {
            unit: Unit::Day,
            offset: 0,
        });
        Some((Meaning::Beginning { parts, from }, end))
    }

    /// "will leave in two weeks".
    fn ahead_in(&self, at: usize) -> Parsed {
        if !self.is(at, &["in"]) || !self.ahead_of(at) {
            return None;
        }
        let (parts, end) = self.parts(at + 1)?;
        let daily = parts.iter().all(|(unit, _)| !unit.within_a_day());
        if !daily || self.is(end, &["of", "-", "'", "’", "'s", "’s"]) || self.is_noun(end) {
            return None;
        }
        let from = Box::new(Meaning::Current {
            unit: Unit::Day,
            offset: 0,
        });
        Some((Meaning::CountedFrom { parts, from }, end))
    }

    /// "the 15th century", "the nineteenth century".
    fn century(&self, at: usize) -> Parsed {
        let start = at + usize::from(self.is(at, &["the"]));
        let rank = if self.is(start, &["twenty"]) {
            let next = start + 1 + usize::from(self.is(start + 1, &["-"]));
            (20 + words::ordinal(self.lower(next)).filter(|rank| *rank < 10)?, next)
        } else {
            (words::ordinal(self.lower(start))?, start)
        };
        let (rank, end) = rank;
        let end = end + 1 + usize::from(self.is(end + 1, &["-"]));
        let first = i16::try_from(rank).ok().filter(|rank| (1..=30).contains(rank))? * 100 - 100;
        (self.is(end, &["century"])).then_some((Meaning::Years(first, first + 99), end + 1))
    }

    /// "the '40s", "the 70s", "the seventies", "the mid-1990 s".
    fn short_decade(&self, at: usize) -> Parsed {
        if self.year_told(at).is_some_and(|(year, _)| year % 10 == 0) && self.is(at + 1, &["s"]) {
            let first = words::year(self.text(at))?;
            return Some((Meaning::Years(first, first + 9), at + 2));
        }
        let start = at + usize::from(self.is(at, &["the"]));
        if start == at && !self.before(at, &["the", "-", "early", "late", "mid", "in"]) {
            return None;
        }
        // "in her early 20s": an age.
        let part = usize::from(self.before(at, &["early", "late", "mid"]) || self.before(at, &["-"])) + 1;
        if at > part && matches!(self.tag(at - part), "PRP$")
            || at > part + 1 && matches!(self.tag(at - part - 1), "PRP$")
        {
            return None;
        }
        const NAMES: [&str; 8] = [
            "twenties",
            "thirties",
            "forties",
            "fifties",
            "sixties",
            "seventies",
            "eighties",
            "nineties",
        ];
        let quote = start + usize::from(self.is(start, &["'", "’", "‘"]));
        let text = self.lower(quote);
        let bare = text.trim_start_matches(['\'', '’', '‘']);
        let tens = NAMES
            .iter()
            .position(|name| *name == bare)
            .map(|position| position as i16 * 10 + 20)
            .or_else(|| {
                let digits = bare.strip_suffix('s')?;
                (digits.len() == 2 && digits.ends_with('0'))
                    .then(|| digits.parse().ok())
                    .flatten()
            })?;
        // "in his fifties" is an age, and no "the" stands there.
        let first = if tens < 20 { 2000 } else { 1900 } + tens;
        Some((Meaning::Years(first, first + 9), quote + 1))
    }

    /// The weekdays of a phrase, for what counts in them.
    pub(super) fn plural_weekday(&self, at: usize) -> Option<Weekday> {
        let singular = self.text(at).strip_suffix('s')?;
        let (weekday, abbreviated) = words::weekday(singular)?;
        (!abbreviated).then_some(weekday)
    }
}
