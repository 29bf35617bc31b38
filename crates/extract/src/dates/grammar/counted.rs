//! Dates counted from the publication or from another date: "yesterday", "two weeks ago", "three days later".

use super::super::meaning::{Meaning, Side};
use super::super::words::{self, Unit};
use super::{Grammar, Parsed};
use crate::quantities::numerals;

impl Grammar<'_, '_> {
    /// "yesterday", "last month", "this week", "next year", "tonight", "the day before yesterday".
    pub(super) fn deictic(&self, at: usize) -> Parsed {
        let day = |offset| Meaning::Current {
            unit: Unit::Day,
            offset,
        };
        let lower = self.lower(at);
        match lower {
            "yesterday" => return Some((day(-1), at + 1)),
            // The name of a broadcaster or a newspaper.
            "today" if at > 0 && self.text(at).starts_with('T') && self.tag(at - 1).starts_with("NNP") => return None,
            "today" => return Some((day(0), at + 1)),
            "tomorrow" => return Some((day(1), at + 1)),
            "tonight" => return Some((Meaning::Hours(words::DayPart::Night, Box::new(day(0))), at + 1)),
            "overnight" if !self.is_noun(at + 1) => {
                let next = if self.is(at + 1, &["on"]) { at + 2 } else { at + 1 };
                if let Some((meaning @ (Meaning::Weekday { .. } | Meaning::Day { .. }), end)) =
                    self.weekday(next).or_else(|| self.day_and_month(next))
                {
                    return Some((Meaning::Hours(words::DayPart::Night, Box::new(meaning)), end));
                }
                return Some((Meaning::Overnight, at + 1));
            }
            "the" if self.is(at + 1, &["day"]) => {
                if self.is(at + 2, &["before"]) && self.is(at + 3, &["yesterday"]) {
                    return Some((day(-2), at + 4));
                }
                if self.is(at + 2, &["after"]) && self.is(at + 3, &["tomorrow"]) {
                    return Some((day(2), at + 4));
                }
                return None;
            }
            "the"
                if self.is(at + 1, &["week", "month", "year"])
                    && self.is(at + 2, &["after"])
                    && self.is(at + 3, &["next"]) =>
            {
                let unit = words::unit(self.lower(at + 1))?;
                return Some((Meaning::Current { unit, offset: 2 }, at + 4));
            }
            "the" if self.is(at + 1, &["weekend"]) && !self.is(at + 2, &["of", "-"]) && !self.is_noun(at + 2) => {
                return Some((Meaning::Weekend, at + 2));
            }
            _ => {}
        }
        let led = self.is(at, &["the"]) && self.is(at + 1, &["coming", "upcoming", "current"]);
        let (side, name) = self.side(at + usize::from(led));
        let offset = match side {
            Side::This if self.is(name.wrapping_sub(1), &["current"]) && words::unit(self.lower(name)).is_none() => {
                return None;
            }
            Side::Coming => 1,
            Side::Last if lower != "past" => -1,
            Side::This => 0,
            Side::Next => 1,
            _ => return None,
        };
        // "the last week" is a stretch of seven days, "the next week" the one after another date.
        if self.before(at, &["the"]) && !led {
            return None;
        }
        let word = self.lower(name);
        if let Some(part) = words::day_part(word) {
            let offset = if offset > 0 { return None } else { offset };
            return Some((Meaning::Hours(part, Box::new(day(offset))), name + 1));
        }
        // "this fiscal year"
        if word == "fiscal" && self.is(name + 1, &["year", "quarter"]) {
            let unit = words::unit(self.lower(name + 1))?;
            return Some((Meaning::Current { unit, offset }, name + 2));
        }
        let unit = words::unit(word).filter(|unit| {
            !unit.within_a_day()
                && (*unit != Unit::Day || side == Side::Next || side == Side::Last && self.is(at, &["last", "past"]))
        })?;
        if word.ends_with('s') {
            return None;
        }
        Some((Meaning::Current { unit, offset }, name + 1))
    }

    /// "so many" before a unit: a numeral, "a", "a few", "several", "a couple of"; a vague one has no number.
    pub(super) fn count(&self, at: usize) -> Option<(Option<i32>, usize)> {
        let views: Vec<&str> = (at..at + 8).map(|at| self.lower(at)).collect();
        if let Some(numeral) = numerals::read(&views) {
            let value = i32::try_from(numeral.value).ok().filter(|value| *value <= 10_000)?;
            return Some((Some(value), at + numeral.words));
        }
        if self.is(at, &["a", "an"]) {
            if self.is(at + 1, &["few"]) || self.is(at + 1, &["number"]) && self.is(at + 2, &["of"]) {
                return Some((None, at + 2 + usize::from(self.is(at + 1, &["number"]))));
            }
            if self.is(at + 1, &["couple"]) {
                let end = if self.is(at + 2, &["of"]) { at + 3 } else { at + 2 };
                return Some((Some(2), end));
            }
            return Some((Some(1), at + 1));
        }
        if self.is(at, &["couple"]) {
            return Some((Some(2), at + 1 + usize::from(self.is(at + 1, &["of"]))));
        }
        self.is(at, &["several", "few", "many", "some"])
            .then_some((None, at + 1))
    }

    /// "two weeks ago", "days ago", "three days from now", "in two weeks' time".
    pub(super) fn counted(&self, at: usize) -> Parsed {
        if self.is(at, &["in"]) {
            let (count, unit_at) = self.count(at + 1)?;
            let unit = words::unit(self.lower(unit_at))?;
            let end = unit_at + 1;
            let mark = usize::from(self.is(end, &["'", "’", "'s", "’s"]));
            return (mark == 1 && self.is(end + 1, &["time"])).then_some((Meaning::Counted { unit, count }, end + 2));
        }
        let (count, unit_at) = self.count(at).unwrap_or((None, at));
        if self.is(at, &["year", "week", "month"]) && self.is(at + 1, &["-"]) && self.is(at + 2, &["ago"]) {
            let unit = words::unit(self.lower(at))?;
            return Some((Meaning::Counted { unit, count: Some(-1) }, at + 3));
        }
        if self.is(at, &["year"]) && self.is(at + 1, &["-"]) && self.is(at + 2, &["earlier"]) {
            let unit = Unit::Year;
            return Some((Meaning::FromPrevious { unit, count: -1 }, at + 3));
        }
        let unit = words::unit(self.lower(unit_at))?;
        if self.is(unit_at + 1, &["ago"]) {
            return Some((
                Meaning::Counted {
                    unit,
                    count: count.map(|count| -count),
                },
                unit_at + 2,
            ));
        }
        if self.is(unit_at + 1, &["from"]) && self.is(unit_at + 2, &["now", "today"]) && count.is_some() {
            return Some((Meaning::Counted { unit, count }, unit_at + 3));
        }
        None
    }

    /// "three days later", "the same day", "the following week", "a day earlier", "that month".
    pub(super) fn relative_to_previous(&self, at: usize) -> Parsed {
        if self.is(at, &["the", "that"]) {
            let named = |offset: i32, unit_at: usize| {
                let unit = words::unit(self.lower(unit_at)).filter(|unit| !unit.within_a_day())?;
                (!self.lower(unit_at).ends_with('s'))
                    .then_some((Meaning::FromPrevious { unit, count: offset }, unit_at + 1))
            };
            if let Some(parsed) = self.part_of_day_from_previous(at) {
                return Some(parsed);
            }
            if self.is(at, &["that"]) {
                if self.before(at, &["of", "on", "by", "in", "later", "earlier", ",", ".", "\"", "“"]) || at == 0 {
                    let same = if self.is(at + 1, &["same"]) { at + 2 } else { at + 1 };
                    return named(0, same);
                }
                return None;
            }
            if self.is(at + 1, &["same"]) {
                return named(0, at + 2);
            }
            if self.is(at + 1, &["next"]) && self.is(at + 2, &["quarter"]) {
                let unit = Unit::Quarter;
                return Some((Meaning::Current { unit, offset: 1 }, at + 3));
            }
            // "the following Monday"
            if self.is(at + 1, &["following", "next", "previous", "preceding"])
                && let Some((weekday, _)) = words::weekday(self.text(at + 2))
            {
                let ahead = self.is(at + 1, &["following", "next"]);
                return Some((Meaning::WeekdayFromPrevious { weekday, ahead }, at + 3));
            }
            if self.is(at + 1, &["next", "following", "subsequent"]) {
                return named(1, at + 2);
            }
            if self.is(at + 1, &["previous", "preceding"]) {
                return named(-1, at + 2);
            }
            let unit = words::unit(self.lower(at + 1)).filter(|unit| !unit.within_a_day())?;
            if self.is(at + 2, &["before", "after"]) {
                return Some(self.relative_to_what(unit, 1, at + 2));
            }
            return None;
        }
        let (count, unit_at) = self.count(at)?;
        let (count, unit) = (
            count?,
            words::unit(self.lower(unit_at)).filter(|unit| !unit.within_a_day())?,
        );
        match self.lower(unit_at + 1) {
            "later" => Some((Meaning::FromPrevious { unit, count }, unit_at + 2)),
            "earlier" => Some((Meaning::FromPrevious { unit, count: -count }, unit_at + 2)),
            "before" | "after" => Some(self.relative_to_what(unit, count, unit_at + 1)),
            _ => None,
        }
    }

    /// "that night", "the following morning", "the next evening".
    fn part_of_day_from_previous(&self, at: usize) -> Parsed {
        let (count, part_at) = match self.lower(at + 1) {
            "following" | "next" => (1, at + 2),
            "previous" | "preceding" => (-1, at + 2),
            "same" => (0, at + 2),
            _ if self.is(at, &["that"]) && matches!(self.tag(at), "DT" | "") => (0, at + 1),
            _ => return None,
        };
        let part = words::day_part(self.lower(part_at)).filter(|_| !self.lower(part_at).ends_with('s'))?;
        if self.is_noun(part_at + 1) || self.is(part_at + 1, &["-"]) {
            return None;
        }
        let day = Meaning::FromPrevious { unit: Unit::Day, count };
        Some((Meaning::Hours(part, Box::new(day)), part_at + 1))
    }

    pub(super) fn relative_to_what(&self, unit: Unit, count: i32, side_at: usize) -> (Meaning, usize) {
        let end = side_at + 1;
        let names_event = matches!(
            self.tag(end),
            "DT" | "NN" | "NNS" | "NNP" | "NNPS" | "PRP" | "PRP$" | "JJ" | "VBG" | "CD" | "WDT" | "EX"
        );
        let count = if self.is(side_at, &["before"]) { -count } else { count };
        if names_event {
            (Meaning::FromEvent, end)
        } else {
            (Meaning::FromPrevious { unit, count }, end)
        }
    }

    /// "the past three weeks", "the last 24 hours", "recent days", "the coming months".
    pub(super) fn window(&self, at: usize) -> Parsed {
        if self.is(at, &["recent", "coming"]) {
            let ahead = self.is(at, &["coming"]);
            let unit = words::unit(self.lower(at + 1))?;
            return self.lower(at + 1).ends_with('s').then_some((
                Meaning::Window {
                    unit,
                    count: None,
                    ahead,
                },
                at + 2,
            ));
        }
        let start = if self.is(at, &["the"]) { at + 1 } else { at };
        // "3 next weeks", "the 10 previous weeks"
        if let Some((count, side_at)) = self.count(start).filter(|(count, _)| count.is_some())
            && self.is(side_at, &["next", "coming", "previous", "past", "last"])
            && let Some(unit) = words::unit(self.lower(side_at + 1))
            && self.lower(side_at + 1).ends_with('s')
        {
            let ahead = self.is(side_at, &["next", "coming"]);
            return Some((Meaning::Window { unit, count, ahead }, side_at + 2));
        }
        let ahead = match self.lower(start) {
            "past" | "last" | "previous" => false,
            "next" | "coming" | "following" | "upcoming" => true,
            _ => return None,
        };
        // "It will last a few days": a verb.
        if self.is(start + 1, &["a", "an"]) {
            return None;
        }
        let (count, unit_at) = match self.count(start + 1) {
            Some((count, unit_at)) => (count, unit_at),
            None => (Some(1), start + 1),
        };
        let unit = words::unit(self.lower(unit_at))?;
        let plural = self.lower(unit_at).ends_with('s') || count.is_some_and(|count| count > 1);
        // "the last day of the talks", "last weeks"
        if start == at && !plural || count == Some(1) && (plural || unit == Unit::Day) || self.is(unit_at + 1, &["of"])
        {
            return None;
        }
        Some((Meaning::Window { unit, count, ahead }, unit_at + 1))
    }
}
