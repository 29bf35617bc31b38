//! What an address tells of the page behind it: the host that published it and a date in its path.

use crate::{Basis, Precision, Published, Stated, dates};

/// Whether a text is the address of a page. Pages are fetched and shown by theirs, so that nothing else may stand there.
pub(crate) fn is_address(text: &str) -> bool {
    let whole = text.starts_with("https://") || text.starts_with("http://");
    whole
        && !text
            .chars()
            .any(|character| character.is_control() || character.is_whitespace())
}

/// The host without `www.`, for an address; nothing for a path.
pub(crate) fn host(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (host.contains('.') && host.chars().any(char::is_alphabetic)).then(|| host.to_owned())
}

/// The host as publisher.
pub(crate) fn publisher(url: &str) -> Option<Stated> {
    host(url).map(|value| Stated {
        value,
        basis: Basis {
            rule: "publisher.address".to_owned(),
            spans: Vec::new(),
        },
    })
}

/// The date in the path of an address: `/2024/01/10/`, `/2024/jan/10/`, `2024-01-10`, `/20240110/`, or only `/2024/01/`.
pub(crate) fn published(url: &str) -> Option<Published> {
    host(url)?;
    let path = url.splitn(4, '/').nth(3)?.split(['?', '#']).next()?;
    let segments: Vec<&str> = path.split('/').collect();
    let (value, precision) = segments
        .windows(3)
        .find_map(|three| day(three.first()?, three.get(1)?, three.get(2)?))
        .or_else(|| segments.iter().find_map(|segment| written_together(segment)))
        .or_else(|| segments.windows(2).find_map(|two| month(two.first()?, two.get(1)?)))?;
    Some(Published {
        value,
        precision,
        basis: Basis {
            rule: "date.address".to_owned(),
            spans: Vec::new(),
        },
    })
}

fn day(year: &str, month: &str, day: &str) -> Option<(String, Precision)> {
    (year.len() == 4 && (1..=9).contains(&month.len()) && (1..=2).contains(&day.len())).then_some(())?;
    let printed = if month.chars().all(|character| character.is_ascii_digit()) {
        format!("{year}-{month}-{day}")
    } else {
        format!("{day} {month} {year}")
    };
    exact(&printed)
}

fn exact(printed: &str) -> Option<(String, Precision)> {
    let found = dates::find(printed).into_iter().next()?;
    (found.range == (0..printed.len()) && found.precision == Precision::Day).then_some((found.value, found.precision))
}

/// `2024-01-10-title`, `title-2024-01-10`, `20240110`.
fn written_together(segment: &str) -> Option<(String, Precision)> {
    let digits: String = segment.chars().take_while(char::is_ascii_digit).collect();
    if digits.len() == 8
        && segment
            .get(8..)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_', '.']))
    {
        return exact(&format!(
            "{}-{}-{}",
            digits.get(..4)?,
            digits.get(4..6)?,
            digits.get(6..)?
        ));
    }
    let found = dates::find(segment)
        .into_iter()
        .find(|found| found.precision == Precision::Day)?;
    let clear = |at: Option<char>| at.is_none_or(|character| !character.is_alphanumeric());
    let before = segment.get(..found.range.start)?.chars().next_back();
    let after = segment.get(found.range.end..)?.chars().next();
    (clear(before) && clear(after)).then_some((found.value, found.precision))
}

fn month(year: &str, month: &str) -> Option<(String, Precision)> {
    let number: u8 = month
        .parse()
        .ok()
        .filter(|number| (1..=12).contains(number) && month.len() == 2)?;
    let year: u16 = year
        .parse()
        .ok()
        .filter(|number| (1990..2200).contains(number) && year.len() == 4)?;
    Some((format!("{year:04}-{number:02}"), Precision::Month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_and_dates_of_addresses() {
        assert_eq!(host("https://www.example.org/a").as_deref(), Some("example.org"));
        assert_eq!(host("files/example.html"), None);
        for (url, value) in [
            ("https://example.org/news/2024/01/10/talks", "2024-01-10"),
            ("https://example.org/world/2024/jan/10/talks", "2024-01-10"),
            ("https://example.org/news/talks-2024-01-10", "2024-01-10"),
            ("https://example.org/20240110/talks", "2024-01-10"),
            ("https://example.org/2024/01/talks", "2024-01"),
        ] {
            assert_eq!(published(url).map(|date| date.value).as_deref(), Some(value), "{url}");
        }
        for url in [
            "https://example.org/news/12345678",
            "https://example.org/talks",
            "cases/2024/01/10/a.txt",
        ] {
            assert_eq!(published(url), None, "{url}");
        }
    }
}
