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
    /// "the coming Wednesday", "this upcoming Wednesday": the first one ahead.
    Coming,
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
    /// The first such weekday after the date that the text gave before, or the last one before it ("the following Monday").
    WeekdayFromPrevious { weekday: Weekday, ahead: bool },
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
    /// So many units from a date that the text names ("two weeks before Christmas").
    CountedFrom {
        parts: Vec<(Unit, i32)>,
        from: Box<Meaning>,
    },
    /// `count` units of a longer stretch, from the `rank`th on; from its end where `rank` is negative ("the last week of 2015").
    Ranked {
        rank: i32,
        count: i32,
        unit: Unit,
        of: Box<Meaning>,
    },
    /// The `rank`th such weekday of a stretch; the last where it is −1 ("the first Friday of July").
    RankedWeekday {
        rank: i32,
        weekday: Weekday,
        of: Box<Meaning>,
    },
    /// A weekday of a week that is named ("Friday next week").
    WeekdayOf { weekday: Weekday, week: Box<Meaning> },
    /// The week that a day lies in ("the week of February 4").
    WeekOf(Box<Meaning>),
    /// A numbered week of a year.
    Week { year: Option<i16>, week: i8 },
    /// A numbered day of a month that is named ("the 20th of next month").
    DayIn { day: i8, month: Box<Meaning> },
    /// A month, quarter, half or season of a year that is named ("the first quarter of last year").
    InYear(Box<Meaning>, Box<Meaning>),
    /// A feast.
    Feast {
        feast: Feast,
        year: Option<i16>,
        side: Side,
    },
    /// A stretch from a date on ("two weeks starting May 20").
    Beginning {
        parts: Vec<(Unit, i32)>,
        from: Box<Meaning>,
    },
    /// A stretch that the text points to without saying which ("the year"); it is held to be the one that the text was
    /// published in, and dates no event.
    Loose(Box<Meaning>),
    /// A length of time, which lies nowhere: its TIMEX3 value.
    Length(String),
    /// A recurring time: its TIMEX3 value.
    Recurring(String),
    /// Present, past or future without more: its TIMEX3 value.
    Vague(&'static str),
    /// A time of a day, `22:00`; of the document's own day where none is named.
    Clock { clock: String, day: Option<Box<Meaning>> },
}

/// A day that a calendar of feasts tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feast {
    /// The same day each year: month and day.
    Fixed(i8, i8),
    /// The `rank`th such weekday of a month; the last where it is −1; so many days after it.
    Ranked(i8, i8, Weekday, i8),
    /// So many days from Easter Sunday of the western churches.
    Easter(i8),
}

/// What kind of time a meaning is, as TIMEX3 has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// A day or coarser.
    Date,
    /// Finer than a day.
    Time,
    /// A length.
    Duration,
    /// A recurrence.
    Set,
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
            Meaning::Feast { year, .. } | Meaning::Week { year, .. } => *year,
            Meaning::InYear(_, of) => of.year(),
            Meaning::DayIn { month: of, .. }
            | Meaning::RankedWeekday { of, .. }
            | Meaning::Ranked { of, .. }
            | Meaning::WeekOf(of) => of.year(),
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

    /// What kind of time it is.
    pub fn nature(&self) -> Nature {
        match self {
            Meaning::Hours(..) | Meaning::Clock { .. } | Meaning::Overnight => Nature::Time,
            Meaning::Counted { unit, .. } if unit.within_a_day() => Nature::Time,
            Meaning::Part(_, inner) if matches!(**inner, Meaning::Hours(..)) => Nature::Time,
            Meaning::Loose(inner) => inner.nature(),
            Meaning::Length(_) | Meaning::Beginning { .. } => Nature::Duration,
            Meaning::Window { count: Some(_), .. } => Nature::Duration,
            Meaning::Ranked { count, .. } if *count > 1 => Nature::Duration,
            Meaning::Recurring(_) => Nature::Set,
            _ => Nature::Date,
        }
    }

    /// Whether it tells when something was: a length, a recurrence and a bare "now" do not.
    pub fn is_dated(&self) -> bool {
        !matches!(
            self,
            Meaning::Length(_) | Meaning::Recurring(_) | Meaning::Vague(_) | Meaning::Loose(_) | Meaning::Clock { .. }
        )
    }
}
