//! A date as far as a list knows it: a day, a month, a year, a span of years, or about one.

use serde::{Deserialize, Serialize};

/// How exactly a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// As written.
    Exact,
    /// About then.
    About,
    /// Some time between two years.
    Between,
}

/// A date as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PartialDate {
    /// The first year that it can be.
    pub from_year: u16,
    /// The last year that it can be.
    pub to_year: u16,
    /// The month, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<u8>,
    /// The day of the month, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<u8>,
    /// How exactly.
    pub precision: Precision,
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

impl PartialDate {
    /// Reads `1967`, `1967-07`, `1967-07-04`, `04/07/1967`, `04 Jul 1967`, `Jul 1967`, `circa 1967`, `1967 to 1969`; none where it is none of these.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let lower = text.trim().to_lowercase();
        let about = ["circa", "about", "approximately", "approx.", "c.", "~"]
            .iter()
            .find_map(|word| lower.strip_prefix(word));
        let plain = about.unwrap_or(&lower).trim();
        let mut date = if let Some((from, to)) = plain.split_once(" to ").or_else(|| plain.split_once(" - ")) {
            let (from, to) = (Self::one(from)?, Self::one(to)?);
            Self {
                from_year: from.from_year.min(to.from_year),
                to_year: from.from_year.max(to.from_year),
                month: None,
                day: None,
                precision: Precision::Between,
            }
        } else {
            Self::one(plain)?
        };
        if about.is_some() && date.precision == Precision::Exact {
            date.precision = Precision::About;
        }
        Some(date)
    }

    /// A span of years.
    #[must_use]
    pub fn between(from: u16, to: u16) -> Self {
        Self {
            from_year: from.min(to),
            to_year: from.max(to),
            month: None,
            day: None,
            precision: Precision::Between,
        }
    }

    fn one(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text
            .split(|sign: char| !sign.is_alphanumeric())
            .filter(|part| !part.is_empty())
            .collect();
        let number = |part: &str| part.parse::<u16>().ok();
        let year = |part: &str| number(part).filter(|year| (1800..=2200).contains(year));
        let month = |part: &str| {
            let start: String = part.chars().take(3).collect();
            let named = MONTHS.iter().position(|month| *month == start).map(|at| at + 1);
            named
                .or_else(|| number(part).map(usize::from))
                .and_then(|month| u8::try_from(month).ok())
        };
        let day = |part: &str| number(part).and_then(|day| u8::try_from(day).ok());
        // A month or day of nought is not known.
        let (year, month, day) = match parts.as_slice() {
            [one] => (year(one)?, None, None),
            [one, other] if year(one).is_some() => (year(one)?, Some(month(other)?), None),
            [one, other] => (year(other)?, Some(month(one)?), None),
            [one, two, three, ..] if year(one).is_some() => {
                (year(one)?, Some(month(two)?), Some(day(three.split('t').next()?)?))
            }
            [one, two, three, ..] => (year(three)?, Some(month(two)?), Some(day(one)?)),
            [] => return None,
        };
        let month = month.filter(|month| *month != 0);
        let day = day.filter(|day| *day != 0 && month.is_some());
        (month.is_none_or(|month| month <= 12) && day.is_none_or(|day| day <= 31)).then_some(Self {
            from_year: year,
            to_year: year,
            month,
            day,
            precision: Precision::Exact,
        })
    }

    /// It, about.
    #[must_use]
    pub fn about(mut self) -> Self {
        if self.precision == Precision::Exact {
            self.precision = Precision::About;
        }
        self
    }
}

impl std::fmt::Display for PartialDate {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.precision == Precision::About {
            write!(to, "about ")?;
        }
        write!(to, "{}", self.from_year)?;
        if self.to_year != self.from_year {
            write!(to, " to {}", self.to_year)?;
        }
        if let Some(month) = self.month {
            write!(to, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(to, "-{day:02}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::PartialDate;

    #[test]
    fn dates_are_read_as_lists_write_them() {
        let read = |text: &str| PartialDate::read(text).map(|date| date.to_string());
        for (text, day) in [
            ("1967", "1967"),
            ("1967-07-04", "1967-07-04"),
            ("04 Jul 1967", "1967-07-04"),
            ("Jul 1967", "1967-07"),
            ("circa 1967", "about 1967"),
            ("1967 to 1969", "1967 to 1969"),
            ("04/07/1967", "1967-07-04"),
            ("00/00/1967", "1967"),
            ("1967-07-04T00:00:00", "1967-07-04"),
        ] {
            assert_eq!(read(text).as_deref(), Some(day), "{text}");
        }
        for text in ["", "unknown", "32/13/1967", "196"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
