//! Ranges of dates and lists of days that share a month.

use std::ops::Range;

use super::super::meaning::{Meaning, Side};
use super::super::words;
use super::{Expression, Grammar, Parsed};

impl Grammar<'_, '_> {
    pub(super) fn range(&self, at: usize, joins: &[&str]) -> Parsed {
        let now = self.is(at, &["now"]).then_some((
            Meaning::Current {
                unit: words::Unit::Day,
                offset: 0,
            },
            at + 1,
        ));
        let bare = self.bare_day(at).filter(|&(_, end)| self.is(end, joins));
        let (first, middle, bare) = match bare {
            Some((day, end)) => (None, end, Some(day)),
            None => {
                let stretch = now.or_else(|| self.stretch(at));
                let (first, end) = match (self.year_in_range(at), stretch) {
                    (Some(year), Some(stretch)) if stretch.1 > year.1 => stretch,
                    (year, stretch) => year.or(stretch)?,
                };
                (Some(first), end, None)
            }
        };
        if !self.is(middle, joins) {
            return None;
        }
        let start = middle + 1;
        let after_month = match &first {
            Some(Meaning::Day { year, month, side, .. }) => self
                .bare_day(start)
                .filter(|&(_, end)| {
                    let of = end + usize::from(self.is(end, &["of"]));
                    words::month(self.text(of)).is_none() && !self.is_noun(end) && !self.is(end, &["/"])
                })
                .map(|(day, end)| {
                    let (given, end) = self
                        .year_after(end)
                        .map_or((None, end), |(year, end)| (Some(year), end));
                    let last = Meaning::Day {
                        year: given.or(*year),
                        month: *month,
                        day,
                        weekday: None,
                        side: *side,
                    };
                    (last, end)
                }),
            _ => None,
        };
        let (last, end) = after_month
            .or_else(|| self.short_year(first.as_ref(), start))
            .or_else(|| {
                let year = self.year_in_range(start);
                let stretch = self.stretch(start);
                match (year, stretch) {
                    (Some(year), Some(stretch)) if stretch.1 > year.1 => Some(stretch),
                    (year, stretch) => year.or(stretch),
                }
            })?;
        let first = match (first, bare, &last) {
            (Some(first), _, _) => first,
            (None, Some(day), Meaning::Day { year, month, side, .. }) => Meaning::Day {
                year: *year,
                month: *month,
                day,
                weekday: None,
                side: *side,
            },
            (None, Some(day), Meaning::DayIn { month, .. }) => Meaning::DayIn {
                day,
                month: month.clone(),
            },
            _ => return None,
        };
        let is_day = |meaning: &Meaning| {
            matches!(
                meaning,
                Meaning::Day { .. }
                    | Meaning::Figures { .. }
                    | Meaning::Weekday { .. }
                    | Meaning::DayOfMonth { .. }
                    | Meaning::Feast { .. }
                    | Meaning::DayIn { .. }
            ) || matches!(
                meaning,
                Meaning::Current {
                    unit: words::Unit::Day,
                    ..
                }
            )
        };
        let part_of = |meaning: &Meaning| matches!(meaning, Meaning::Part(..));
        let month_or_year =
            |meaning: &Meaning| matches!(meaning, Meaning::Month { .. } | Meaning::Year(_) | Meaning::InYear(..));
        let alike = match (&first, &last) {
            (Meaning::Year(first), Meaning::Year(last)) => first < last,
            (first, last) if is_day(first) && is_day(last) => true,
            (first, last) if month_or_year(first) && part_of(last) || part_of(first) && month_or_year(last) => true,
            (first, last) => std::mem::discriminant(first) == std::mem::discriminant(last) || first.year().is_some(),
        };
        alike.then(|| (Meaning::Between(Box::new(first), Box::new(last)), end))
    }

    /// "2022-23".
    pub(super) fn short_year(&self, first: Option<&Meaning>, at: usize) -> Parsed {
        let Some(Meaning::Year(first)) = first else { return None };
        let text = self.text(at);
        let value: i16 = (text.len() == 2).then(|| text.parse().ok()).flatten()?;
        (value == (first + 1) % 100 && self.is(at.wrapping_sub(1), &["-", "–", "/"]))
            .then_some((Meaning::Year(first + 1), at + 1))
    }

    pub(super) fn year_in_range(&self, at: usize) -> Parsed {
        let year = words::year(self.text(at))?;
        // "2023-12-30" is a day.
        if self.iso_day(at).is_some() || self.is_noun(at + 1) {
            return None;
        }
        Some((Meaning::Year(year), at + 1))
    }

    pub(super) fn bare_day(&self, at: usize) -> Option<(i8, usize)> {
        let at = if self.is(at, &["the"]) { at + 1 } else { at };
        self.day_number(at)
    }

    /// "2 and 6 January", "30, 31 December and …": days that share the month after the last of them.
    /// "January 2, 3 and 4": days that share the month before the first of them.
    pub(super) fn days_of_one_month(&self, at: usize) -> Vec<Expression> {
        self.days_before_month(at)
            .or_else(|| self.days_after_month(at))
            .unwrap_or_default()
    }

    pub(super) fn separator(&self, at: usize) -> usize {
        let comma = usize::from(self.is(at, &[","]));
        let word = usize::from(self.is(at + comma, &["and", "or", "&"]));
        comma + word
    }

    pub(super) fn days_before_month(&self, at: usize) -> Option<Vec<Expression>> {
        let mut days: Vec<(Range<usize>, i8)> = Vec::new();
        let mut here = at;
        loop {
            let day = words::day_of_month(self.text(here))?;
            days.push((here..here + 1, day));
            here += 1;
            let separator = self.separator(here);
            if separator == 0 {
                break;
            }
            here += separator;
        }
        if days.len() < 2 {
            return None;
        }
        let here = if self.is(here, &["of"]) { here + 1 } else { here };
        let (month, _) = words::month(self.text(here))?;
        let (year, end) = self
            .year_after(here + 1)
            .map_or((None, here + 1), |(year, end)| (Some(year), end));
        let last = days.len() - 1;
        days[last].0.end = end;
        Some(
            days.into_iter()
                .map(|(words, day)| Expression {
                    words,
                    meaning: Meaning::Day {
                        year,
                        month,
                        day,
                        weekday: None,
                        side: Side::Plain,
                    },
                })
                .collect(),
        )
    }

    pub(super) fn days_after_month(&self, at: usize) -> Option<Vec<Expression>> {
        let (month, _) = words::month(self.text(at))?;
        let first = words::day_of_month(self.text(at + 1))?;
        let mut days: Vec<(Range<usize>, i8)> = vec![(at..at + 2, first)];
        let mut here = at + 2;
        loop {
            let separator = self.separator(here);
            let next = here + separator;
            let Some(day) = (separator > 0).then(|| words::day_of_month(self.text(next))).flatten() else {
                break;
            };
            // "January 2, 3 people": a count, and "January 2, 6 February": another month's day.
            let counts = words::month(self.text(next + 1)).is_some()
                || self.tag(next + 1).starts_with("NN")
                || self.tag(next + 1).starts_with("JJ")
                || words::unit(self.lower(next + 1)).is_some()
                || self.is(next + 1, &["-", "–", ":", "of", "%", "percent", "more", "others"]);
            if counts || (self.words.get(next + 1).is_none() && separator == 1) {
                break;
            }
            days.push((next..next + 1, day));
            here = next + 1;
        }
        if days.len() < 2 {
            return None;
        }
        let year = self.year_after(here).map(|(year, end)| {
            let last = days.len() - 1;
            days[last].0.end = end;
            year
        });
        Some(
            days.into_iter()
                .map(|(words, day)| Expression {
                    words,
                    meaning: Meaning::Day {
                        year,
                        month,
                        day,
                        weekday: None,
                        side: Side::Plain,
                    },
                })
                .collect(),
        )
    }
}
