//! Days as intervals: what it takes to tell whether two dates can be of one act.

use jiff::civil;
use onrecord_document::Precision;
use onrecord_extract::Date;
use onrecord_extract::dates::MONTHS;

/// First and last day, each open where nothing is told.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Interval {
    pub(crate) earliest: Option<i32>,
    pub(crate) latest: Option<i32>,
    pub(crate) exact: bool,
}

/// How one interval lies to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lie {
    Same,
    Wider,
    Narrower,
    Apart,
}

impl Interval {
    pub(crate) fn of(date: Option<&Date>) -> Option<Self> {
        let date = date?;
        let earliest = date.earliest.as_deref().and_then(day_number);
        let latest = date.latest.as_deref().and_then(day_number);
        (earliest.is_some() || latest.is_some()).then_some(Self {
            earliest,
            latest,
            exact: matches!(date.precision, Precision::Time | Precision::Day),
        })
    }

    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        let before =
            |end: Option<i32>, start: Option<i32>| matches!((end, start), (Some(end), Some(start)) if end < start);
        !before(self.latest, other.earliest) && !before(other.latest, self.earliest)
    }

    /// How `self` lies to `other`: nights across midnight (a day's difference of one edge) are the same.
    pub(crate) fn lies(&self, other: &Self) -> Lie {
        if !self.overlaps(other) {
            return Lie::Apart;
        }
        match (self.length(), other.length()) {
            (Some(own), Some(others)) if own > others + 1 => Lie::Wider,
            (Some(own), Some(others)) if others > own + 1 => Lie::Narrower,
            (Some(_), Some(_)) => Lie::Same,
            (None, Some(_)) => Lie::Wider,
            (Some(_), None) => Lie::Narrower,
            (None, None) => Lie::Same,
        }
    }

    /// Each day of one that is told to the day, a night counting as two; none of any other.
    pub(crate) fn each_day(&self) -> Vec<i32> {
        match (self.exact, self.earliest, self.latest) {
            (true, Some(first), Some(last)) => (first..=last.min(first + 31)).collect(),
            (true, Some(day), None) | (true, None, Some(day)) => vec![day],
            _ => Vec::new(),
        }
    }

    /// How many days lie between its ends, where both are told.
    pub(crate) fn days(&self) -> Option<i32> {
        self.length()
    }

    fn length(&self) -> Option<i32> {
        Some(self.latest? - self.earliest?)
    }
}

/// Days since 1 January of the year 1; `None` where the text is no ISO date. Reads the first ten characters.
pub(crate) fn day_number(text: &str) -> Option<i32> {
    let day: civil::Date = text.get(..10)?.parse().ok()?;
    let start = civil::Date::new(1, 1, 1).ok()?;
    Some(day.since(start).ok()?.get_days())
}

/// "30 December 2023" of an ISO date or moment; none where the text begins with no day.
pub fn day_in_words(text: &str) -> Option<String> {
    let day: civil::Date = text.get(..10)?.parse().ok()?;
    let month = MONTHS.get(usize::try_from(day.month()).ok()?.checked_sub(1)?)?;
    Some(format!("{} {month} {}", day.day(), day.year()))
}

/// A date as it stands in a sentence: "on 30 December 2023", "in January 2024", "between 1 and 5 May 2024".
pub(crate) fn date_in_words(date: &Date) -> Option<String> {
    let (earliest, latest) = (date.earliest.as_deref(), date.latest.as_deref());
    match (earliest, latest) {
        (Some(first), Some(last)) if first.get(..10) == last.get(..10) => Some(format!("on {}", day_in_words(first)?)),
        (Some(first), Some(last)) => {
            if let Some(period) = whole_period(first, last) {
                return Some(format!("in {period}"));
            }
            Some(format!("between {} and {}", day_in_words(first)?, day_in_words(last)?))
        }
        (Some(first), None) => Some(format!("since {}", day_in_words(first)?)),
        (None, Some(last)) => Some(format!("by {}", day_in_words(last)?)),
        (None, None) => None,
    }
}

/// A whole month or year that the two days bound.
fn whole_period(first: &str, last: &str) -> Option<String> {
    let first: civil::Date = first.get(..10)?.parse().ok()?;
    let last: civil::Date = last.get(..10)?.parse().ok()?;
    if first.year() != last.year() || first.day() != 1 {
        return None;
    }
    if first.month() == 1 && last.month() == 12 && last.day() == 31 {
        return Some(first.year().to_string());
    }
    let whole = first.month() == last.month() && last.day() == last.days_in_month();
    let month = MONTHS.get(usize::try_from(first.month()).ok()?.checked_sub(1)?)?;
    whole.then(|| format!("{month} {}", first.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_night_across_midnight_is_one_time_and_a_month_is_wider_than_its_day() {
        let interval = |first: &str, last: &str| Interval {
            earliest: day_number(first),
            latest: day_number(last),
            exact: first == last,
        };
        let night = interval("2025-10-11", "2025-10-12");
        assert_eq!(interval("2025-10-11", "2025-10-11").lies(&night), Lie::Same);
        assert_eq!(interval("2025-10-01", "2025-10-31").lies(&night), Lie::Wider);
        assert_eq!(night.lies(&interval("2025-11-01", "2025-11-30")), Lie::Apart);
    }
}
