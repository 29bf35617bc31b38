//! Dates told by another date, and feasts.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use onrecord_document::Precision;

use super::super::grammar::period;
use super::super::meaning::{Feast, Meaning, Side};
use super::super::words::Unit;
use super::named::{back_to, first_day_of_week, iso_week, whole_months, years};
use super::{Anchor, Anchors, Direction, Interval, one_day, precision_of, resolve, unanchored};

/// `parts` added to a day, the longest units first.
pub(super) fn moved(from: Date, parts: &[(Unit, i32)]) -> Option<Date> {
    let mut sorted: Vec<&(Unit, i32)> = parts.iter().collect();
    sorted.sort_by_key(|(unit, _)| std::cmp::Reverse(*unit as u8));
    let mut day = from;
    for &&(unit, count) in &sorted {
        let span = match unit {
            Unit::Second | Unit::Minute | Unit::Hour => return None,
            Unit::Day => count.days(),
            Unit::Week | Unit::Weekend => count.checked_mul(7)?.days(),
            Unit::Month => count.months(),
            Unit::Quarter => count.checked_mul(3)?.months(),
            Unit::Year => count.years(),
            Unit::Decade => count.checked_mul(10)?.years(),
            Unit::Century => count.checked_mul(100)?.years(),
        };
        day = day.checked_add(span).ok()?;
    }
    Some(day)
}

pub(super) fn counted_from(parts: &[(Unit, i32)], from: &Meaning, anchors: &Anchors) -> Option<Interval> {
    let base = resolve(from, anchors)?;
    let back = parts.iter().any(|(_, count)| *count < 0);
    let Some(day) = (if back { base.earliest } else { base.latest }) else {
        return Some(unanchored(Precision::Day, None));
    };
    Some(one_day(moved(day, parts)?, "date.counted-from", base.anchor))
}

pub(super) fn beginning(parts: &[(Unit, i32)], from: &Meaning, anchors: &Anchors) -> Option<Interval> {
    let base = resolve(from, anchors)?;
    let Some(first) = base.earliest else {
        return Some(unanchored(Precision::Days, None));
    };
    let last = moved(first, parts)?.yesterday().ok()?;
    Some(Interval {
        earliest: Some(first),
        latest: Some(last.max(first)),
        precision: Precision::Days,
        value: None,
        rule: "date.stretch-from".to_owned(),
        anchor: base.anchor,
    })
}

/// The `rank`th units of a stretch. A week belongs to the month or the year that its Thursday lies in (ISO 8601).
pub(super) fn ranked(rank: i32, count: i32, unit: Unit, of: &Meaning, anchors: &Anchors) -> Option<Interval> {
    let outer = resolve(of, anchors)?;
    let (Some(first), Some(last)) = (outer.earliest, outer.latest) else {
        return Some(unanchored(precision_of(unit), None));
    };
    let whole = match unit {
        Unit::Week => 7,
        _ => 1,
    };
    let (start, end) = match unit {
        Unit::Week | Unit::Weekend => {
            let thursday_on = first
                .checked_add(6.days())
                .ok()
                .and_then(|day| back_to(day, Weekday::Thursday))?;
            let monday = if rank > 0 {
                first_day_of_week(thursday_on)?
                    .checked_add(rank.checked_sub(1)?.checked_mul(7)?.days())
                    .ok()?
            } else {
                let last_monday = first_day_of_week(back_to(last, Weekday::Thursday)?)?;
                last_monday
                    .checked_sub((count.checked_sub(1)?.checked_mul(7)?).days())
                    .ok()?
            };
            let start = if unit == Unit::Weekend {
                monday.checked_add(5.days()).ok()?
            } else {
                monday
            };
            let length = if unit == Unit::Weekend {
                2
            } else {
                count.checked_mul(whole)?
            };
            (start, start.checked_add(length.checked_sub(1)?.days()).ok()?)
        }
        _ => {
            let step = |from: Date, steps: i32| moved(from, &[(unit, steps)]);
            if rank > 0 {
                let start = step(first, (rank - 1).checked_mul(1)?)?;
                (start, step(start, count)?.yesterday().ok()?)
            } else {
                let start = step(last.tomorrow().ok()?, -count)?;
                (start, last)
            }
        }
    };
    if start > last || end < first {
        return None;
    }
    let value = match unit {
        Unit::Week if count == 1 => Some(iso_week(start)),
        Unit::Weekend => Some(format!("{}-WE", iso_week(start))),
        Unit::Day if count == 1 => Some(start.to_string()),
        Unit::Month if count == 1 => Some(format!("{:04}-{:02}", start.year(), start.month())),
        Unit::Quarter if count == 1 => Some(format!("{:04}-Q{}", start.year(), (start.month() - 1) / 3 + 1)),
        Unit::Year if count == 1 => Some(format!("{:04}", start.year())),
        _ => Some(period(unit, &count.to_string())),
    };
    let precision = match unit {
        Unit::Day if count == 1 => Precision::Day,
        Unit::Month if count == 1 => Precision::Month,
        Unit::Month | Unit::Quarter => Precision::Months,
        Unit::Year if count == 1 => Precision::Year,
        Unit::Year => Precision::Years,
        _ => Precision::Days,
    };
    Some(Interval {
        earliest: Some(start),
        latest: Some(end),
        precision,
        value,
        rule: format!("{}.ranked", outer.rule),
        anchor: outer.anchor,
    })
}

pub(super) fn ranked_weekday(rank: i32, weekday: Weekday, of: &Meaning, anchors: &Anchors) -> Option<Interval> {
    let outer = resolve(of, anchors)?;
    let (Some(first), Some(last)) = (outer.earliest, outer.latest) else {
        return Some(unanchored(Precision::Day, None));
    };
    let day = if rank > 0 {
        back_to(first.checked_add(6.days()).ok()?, weekday)?
            .checked_add((rank - 1).checked_mul(7)?.days())
            .ok()?
    } else {
        back_to(last, weekday)?
    };
    (first <= day && day <= last).then(|| one_day(day, &format!("{}.weekday-of", outer.rule), outer.anchor))
}

pub(super) fn weekday_of_week(weekday: Weekday, week: &Meaning, anchors: &Anchors) -> Option<Interval> {
    let outer = resolve(week, anchors)?;
    let Some(last) = outer.latest else {
        return Some(unanchored(
            Precision::Day,
            Some(format!("XXXX-WXX-{}", weekday.to_monday_one_offset())),
        ));
    };
    Some(one_day(back_to(last, weekday)?, "date.weekday-of-week", outer.anchor))
}

pub(super) fn week_of(day: &Meaning, anchors: &Anchors) -> Option<Interval> {
    let inner = resolve(day, anchors)?;
    let Some(day) = inner.earliest else {
        return Some(unanchored(Precision::Days, None));
    };
    week_from(first_day_of_week(day)?, "date.week-of", inner.anchor)
}

pub(super) fn week_numbered(year: Option<i16>, week: i8, anchors: &Anchors) -> Option<Interval> {
    let (year, anchor) = match (year, anchors.published) {
        (Some(year), _) => (year, Anchor::None),
        (None, Some(published)) => (published.year(), Anchor::Published),
        (None, None) => return Some(unanchored(Precision::Days, Some(format!("XXXX-W{week:02}")))),
    };
    // The fourth of January lies in the first week (ISO 8601).
    let monday = first_day_of_week(Date::new(year, 1, 4).ok()?)?
        .checked_add((i32::from(week) - 1).checked_mul(7)?.days())
        .ok()?;
    week_from(monday, "date.week-numbered", anchor)
}

fn week_from(monday: Date, rule: &str, anchor: Anchor) -> Option<Interval> {
    Some(Interval {
        earliest: Some(monday),
        latest: Some(monday.checked_add(6.days()).ok()?),
        precision: Precision::Days,
        value: Some(iso_week(monday)),
        rule: rule.to_owned(),
        anchor,
    })
}

pub(super) fn day_in(day: i8, month: &Meaning, anchors: &Anchors) -> Option<Interval> {
    let outer = resolve(month, anchors)?;
    let Some(first) = outer.earliest else {
        return Some(unanchored(Precision::Day, Some(format!("XXXX-XX-{day:02}"))));
    };
    let day = Date::new(first.year(), first.month(), day).ok()?;
    Some(one_day(day, "date.day-of-named-month", outer.anchor))
}

/// A part of a year whose year another expression tells.
pub(super) fn in_year(inner: &Meaning, of: &Meaning, anchors: &Anchors) -> Option<Interval> {
    let outer = resolve(of, anchors)?;
    let Some(first) = outer.earliest else {
        return Some(unanchored(Precision::Months, None));
    };
    let told = Some(first.year());
    let dated = match inner.clone() {
        Meaning::Day {
            month, day, weekday, ..
        } => Meaning::Day {
            year: told,
            month,
            day,
            weekday,
            side: Side::Plain,
        },
        Meaning::Month { month, .. } => Meaning::Month {
            year: told,
            month,
            side: Side::Plain,
        },
        Meaning::Quarter { quarter, .. } => Meaning::Quarter { year: told, quarter },
        Meaning::Half { half, .. } => Meaning::Half { year: told, half },
        Meaning::Season { season, .. } => Meaning::Season {
            year: told,
            season,
            side: Side::Plain,
        },
        other => other,
    };
    let anchor = outer.anchor;
    Some(Interval {
        anchor,
        ..resolve(&dated, anchors)?
    })
}

pub(super) fn feast_of(feast: Feast, year: Option<i16>, side: Side, anchors: &Anchors) -> Option<Interval> {
    if let Some(year) = year {
        return Some(one_day(day_of_feast(feast, year)?, "date.feast", Anchor::None));
    }
    let Some(published) = anchors.published else {
        return Some(unanchored(Precision::Day, None));
    };
    let in_year = |offset: i16| day_of_feast(feast, published.year() + offset);
    let day = match (side, anchors.direction) {
        (Side::This, _) => in_year(0),
        (Side::Last, _) => [0, -1].into_iter().filter_map(in_year).find(|day| *day < published),
        (Side::Next | Side::Coming, _) => [0, 1].into_iter().filter_map(in_year).find(|day| *day > published),
        (Side::Plain, Direction::Past | Direction::Untold) => {
            [0, -1].into_iter().filter_map(in_year).find(|day| *day <= published)
        }
        (Side::Plain, Direction::Future) => [0, 1].into_iter().filter_map(in_year).find(|day| *day >= published),
    };
    Some(one_day(day?, "date.feast-nearest", Anchor::Published))
}

fn day_of_feast(feast: Feast, year: i16) -> Option<Date> {
    match feast {
        Feast::Fixed(month, day) => Date::new(year, month, day).ok(),
        Feast::Ranked(rank, month, weekday, after) => {
            let first = Date::new(year, month, 1).ok()?;
            let day = if rank > 0 {
                back_to(first.checked_add(6.days()).ok()?, weekday)?
                    .checked_add((i32::from(rank - 1) * 7).days())
                    .ok()?
            } else {
                back_to(first.last_of_month(), weekday)?
            };
            day.checked_add(i32::from(after).days()).ok()
        }
        Feast::Easter(after) => easter(year)?.checked_add(i32::from(after).days()).ok(),
    }
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm, Meeus, Astronomical Algorithms, chapter 8).
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (golden, century, of_century) = (year % 19, year / 100, year % 100);
    let (leap, leap_rest) = (century / 4, century % 4);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - leap - correction + 15) % 30;
    let weekday = (32 + 2 * leap_rest + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let shift = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * shift + 114;
    Date::new(i16::try_from(year).ok()?, (days / 31) as i8, (days % 31 + 1) as i8).ok()
}

/// A hundred years before, with the unit's own value.
pub(super) fn centuries(from: Date, offset: i32) -> Option<Interval> {
    let first = i16::try_from((i32::from(from.year()) / 100 + offset).checked_mul(100)?).ok()?;
    years(first, first.checked_add(99)?)
}

/// The quarter that lies `offset` quarters from the one of `from`.
pub(super) fn quarters(from: Date, offset: i32, rule: &str, anchor: Anchor) -> Option<Interval> {
    let index = (i32::from(from.month()) - 1) / 3;
    let first = Date::new(from.year(), (index * 3 + 1) as i8, 1)
        .ok()?
        .checked_add(offset.checked_mul(3)?.months())
        .ok()?;
    let value = format!("{:04}-Q{}", first.year(), (first.month() - 1) / 3 + 1);
    whole_months(first, 3, rule, value, anchor)
}
