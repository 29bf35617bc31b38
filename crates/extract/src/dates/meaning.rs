//! What a date expression says, before anything anchors it.

use jiff::civil::Weekday;

use super::words::{DayPart, Season, Unit};

/// Which of several an unanchored name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Nothing is said ("on Wednesday"): the tense decides.
    Plain,
    /// "last Wednesday".
    Last,
    /// "this Wednesday".
    This,
    /// "next Wednesday".
    Next,
}

/// A part of a longer stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// "early", "the beginning of".
    Early,
    /// "mid-".
    Mid,
    /// "late", "the end of".
    Late,
}

/// What a date expression says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A day of a named month.
    Day {
        year: Option<i16>,
        month: i8,
        day: i8,
        weekday: Option<Weekday>,
        side: Side,
    },
    /// Figures whose order the text does not tell ("03/04/2024").
    Figures { year: i16, first: i8, second: i8 },
    /// A day of an unnamed month ("the 11th").
    DayOfMonth { day: i8, weekday: Option<Weekday> },
    /// A named month.
    Month { year: Option<i16>, month: i8, side: Side },
    /// A season.
    Season {
        year: Option<i16>,
        season: Season,
        side: Side,
    },
    /// Three months, numbered from 1.
    Quarter { year: Option<i16>, quarter: i8 },
    /// Six months, numbered from 1.
    Half { year: Option<i16>, half: i8 },
    /// A year.
    Year(i16),
    /// Whole years, both inclusive ("the 1990s").
    Years(i16, i16),
    /// A day of the week.
    Weekday { weekday: Weekday, side: Side },
    /// So many units from the one that the publication lies in ("yesterday", "last month", "this week").
    Current { unit: Unit, offset: i32 },
    /// Counted from the publication: "two weeks ago" is −2; without a count, "decades ago".
    Counted { unit: Unit, count: Option<i32> },
    /// Counted from the date that the text gave before ("three days later", "the same day" is 0).
    FromPrevious { unit: Unit, count: i32 },
    /// Counted from something that is no date ("two days after the strike").
    FromEvent,
    /// A stretch that ends (or, when ahead, begins) with the publication: "the past three weeks", "recent days".
    Window {
        unit: Unit,
        count: Option<i32>,
        ahead: bool,
    },
    /// "the weekend" without more.
    Weekend,
    /// "overnight".
    Overnight,
    /// A part of a stretch ("early 2024").
    Part(Part, Box<Meaning>),
    /// What of a stretch lies before the publication ("earlier this year").
    Before(Box<Meaning>),
    /// What of a stretch lies after the publication ("later this month").
    Rest(Box<Meaning>),
    /// A part of a day.
    Hours(DayPart, Box<Meaning>),
    /// "since", "from … on".
    Since(Box<Meaning>),
    /// "until", "by".
    Until(Box<Meaning>),
    /// "before".
    Ahead(Box<Meaning>),
    /// "after".
    After(Box<Meaning>),
    /// "from … to", "between … and".
    Between(Box<Meaning>, Box<Meaning>),
}

impl Meaning {
    /// The year that it names itself.
    pub fn year(&self) -> Option<i16> {
        match self {
            Meaning::Day { year, .. }
            | Meaning::Month { year, .. }
            | Meaning::Season { year, .. }
            | Meaning::Quarter { year, .. }
            | Meaning::Half { year, .. } => *year,
            Meaning::Figures { year, .. } | Meaning::Year(year) | Meaning::Years(year, _) => Some(*year),
            Meaning::Part(_, inner)
            | Meaning::Before(inner)
            | Meaning::Rest(inner)
            | Meaning::Hours(_, inner)
            | Meaning::Since(inner)
            | Meaning::Until(inner)
            | Meaning::Ahead(inner)
            | Meaning::After(inner) => inner.year(),
            Meaning::Between(first, last) => last.year().or(first.year()),
            _ => None,
        }
    }
}
