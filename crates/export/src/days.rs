//! Days and moments as formats want them.

/// The day of a moment, where it has one (`2026-03-02` of `2026-03-02T10:00:00Z`); none of a month or a year.
pub fn day_of(moment: &str) -> Option<&str> {
    moment.get(..10).filter(|day| is_day(day))
}

/// Whether the text is a day (`2026-03-02`).
pub fn is_day(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// A moment in UTC to the second (`2026-03-02T00:00:00Z`): a moment that says its distance from UTC or none at all is taken by its
/// day alone, since nobody can tell the hour meant.
pub fn moment_of(value: &str) -> Option<String> {
    let day = day_of(value)?;
    let time = value
        .get(10..)
        .filter(|time| time.ends_with('Z') && time.starts_with('T'));
    match time.and_then(|time| time.get(..9)) {
        Some(time) => Some(format!("{day}{time}Z")),
        None => Some(format!("{day}T00:00:00Z")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_no_more_exact_than_it_was_written() {
        assert_eq!(moment_of("2026-03-02"), Some("2026-03-02T00:00:00Z".into()));
        assert_eq!(moment_of("2026-03-02T10:11:12.5Z"), Some("2026-03-02T10:11:12Z".into()));
        assert_eq!(
            moment_of("2026-03-02T10:11:12+03:00"),
            Some("2026-03-02T00:00:00Z".into())
        );
        assert_eq!(moment_of("2026-03"), None);
        assert_eq!(moment_of("2026"), None);
    }
}
