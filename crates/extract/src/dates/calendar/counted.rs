//! Stretches counted from the publication or from another date.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use onrecord_document::Precision;

use super::super::grammar::period;
use super::super::words::Unit;
use super::named::{first_day_of_week, iso_week, whole_months, years};
use super::nested::{centuries, quarters};
use super::{Anchor, Anchors, Direction, Interval, one_day, precision_of, unanchored};

/// The unit that lies `offset` units from the one that `from` lies in.
pub(super) fn shifted(from: Date, unit: Unit, offset: i32, rule: &str, anchor: Anchor) -> Option<Interval> {
    let days = |first: Date, last: Date, precision, value| {
        Some(Interval {
            earliest: Some(first),
            latest: Some(last),
            precision,
            value: Some(value),
            rule: rule.to_owned(),
            anchor,
        })
    };
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => None,
        Unit::Quarter => quarters(from, offset, rule, anchor),
        Unit::Century => Some(Interval {
            rule: rule.to_owned(),
            anchor,
            ..centuries(from, offset)?
        }),
        Unit::Day => Some(one_day(from.checked_add(offset.days()).ok()?, rule, anchor)),
        Unit::Week if anchor == Anchor::Previous && offset != 0 => Some(one_day(
            from.checked_add(offset.checked_mul(7)?.days()).ok()?,
            rule,
            anchor,
        )),
        Unit::Week => {
            let first = first_day_of_week(from)?
                .checked_add(offset.checked_mul(7)?.days())
                .ok()?;
            days(
                first,
                first.checked_add(6.days()).ok()?,
                Precision::Days,
                iso_week(first),
            )
        }
        Unit::Weekend => {
            let monday = first_day_of_week(from)?
                .checked_add(offset.checked_mul(7)?.days())
                .ok()?;
            let saturday = monday.checked_add(5.days()).ok()?;
            days(
                saturday,
                saturday.tomorrow().ok()?,
                Precision::Days,
                format!("{}-WE", iso_week(monday)),
            )
        }
        Unit::Month => {
            let first = from.first_of_month().checked_add(offset.months()).ok()?;
            whole_months(
                first,
                1,
                rule,
                format!("{:04}-{:02}", first.year(), first.month()),
                anchor,
            )
        }
        Unit::Year => {
            let year = i16::try_from(i32::from(from.year()).checked_add(offset)?).ok()?;
            Some(Interval {
                rule: rule.to_owned(),
                anchor,
                ..years(year, year)?
            })
        }
        Unit::Decade => {
            let year = i32::from(from.year()).checked_add(offset.checked_mul(10)?)?;
            let first = i16::try_from(year - year.rem_euclid(10)).ok()?;
            Some(Interval {
                rule: rule.to_owned(),
                anchor,
                ..years(first, first.checked_add(9)?)?
            })
        }
    }
}

pub(super) fn counted(unit: Unit, count: Option<i32>, anchors: &Anchors) -> Option<Interval> {
    let Some(published) = anchors.published else {
        return Some(unanchored(precision_of(unit), None));
    };
    let Some(count) = count else {
        return Some(Interval {
            earliest: None,
            latest: Some(published),
            precision: precision_of(unit),
            value: Some("PAST_REF".to_owned()),
            rule: "date.ago-uncounted".to_owned(),
            anchor: Anchor::Published,
        });
    };
    let rule = if count <= 0 { "date.ago" } else { "date.from-now" };
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => {
            let hours = match unit {
                Unit::Hour => count.abs(),
                Unit::Minute => count.abs() / 60,
                _ => count.abs() / 3600,
            };
            let days = i32::from(count != 0) + hours / 24;
            let other = published.checked_add((days * count.signum()).days()).ok()?;
            Some(Interval {
                earliest: Some(published.min(other)),
                latest: Some(published.max(other)),
                precision: Precision::Days,
                value: None,
                rule: rule.to_owned(),
                anchor: Anchor::Published,
            })
        }
        Unit::Week | Unit::Weekend => Some(one_day(
            published.checked_add(count.checked_mul(7)?.days()).ok()?,
            rule,
            Anchor::Published,
        )),
        Unit::Decade => shifted(published, Unit::Year, count.checked_mul(10)?, rule, Anchor::Published),
        Unit::Century => shifted(published, Unit::Year, count.checked_mul(100)?, rule, Anchor::Published),
        _ => shifted(published, unit, count, rule, Anchor::Published),
    }
}

pub(super) fn window(unit: Unit, count: Option<i32>, ahead: bool, anchors: &Anchors) -> Option<Interval> {
    let precision = match unit {
        Unit::Month => Precision::Months,
        Unit::Quarter => Precision::Months,
        Unit::Year | Unit::Decade | Unit::Century => Precision::Years,
        _ => Precision::Days,
    };
    let Some(published) = anchors.published else {
        return Some(unanchored(precision, None));
    };
    if unit == Unit::Quarter
        && let Some(count) = count
    {
        // Quarters are counted whole.
        let (from, to) = if ahead { (1, count) } else { (-count, -1) };
        let rule = if ahead { "date.window-ahead" } else { "date.window" };
        let first = quarters(published, from, rule, Anchor::Published)?;
        let last = quarters(published, to, rule, Anchor::Published)?;
        return Some(Interval {
            latest: last.latest,
            precision,
            value: Some(period(unit, &count.to_string())),
            ..first
        });
    }
    let other = match count {
        None => None,
        Some(count) => {
            let length: Span = match unit {
                Unit::Second | Unit::Minute => 0.days(),
                Unit::Quarter => count.checked_mul(3)?.months(),
                Unit::Century => count.checked_mul(100)?.years(),
                Unit::Hour => (i64::from(count) + 23).div_euclid(24).days(),
                Unit::Day => count.days(),
                Unit::Week | Unit::Weekend => count.checked_mul(7)?.days(),
                Unit::Month => count.months(),
                Unit::Year => count.years(),
                Unit::Decade => count.checked_mul(10)?.years(),
            };
            Some(if ahead {
                published.checked_add(length).ok()?
            } else {
                published.checked_sub(length).ok()?
            })
        }
    };
    // "The next three days" begin tomorrow.
    let (earliest, latest) = if ahead {
        (
            if unit.within_a_day() || unit == Unit::Hour {
                Some(published)
            } else {
                published.tomorrow().ok()
            },
            other,
        )
    } else {
        (other, Some(published))
    };
    let value = match (count, ahead) {
        (None, false) => Some("PAST_REF".to_owned()),
        (None, true) => Some("FUTURE_REF".to_owned()),
        (Some(count), _) => Some(period(unit, &count.to_string())),
    };
    let rule = if ahead { "date.window-ahead" } else { "date.window" }.to_owned();
    Some(Interval {
        earliest,
        latest,
        precision,
        value,
        rule,
        anchor: Anchor::Published,
    })
}

pub(super) fn weekend(anchors: &Anchors) -> Option<Interval> {
    let Some(published) = anchors.published else {
        return Some(unanchored(Precision::Days, None));
    };
    let offset = match anchors.direction {
        Direction::Past | Direction::Untold if published.weekday().to_monday_zero_offset() < 5 => -1,
        _ => 0,
    };
    shifted(published, Unit::Weekend, offset, "date.weekend", Anchor::Published)
}
