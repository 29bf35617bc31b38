//! Pages made to exhaust who reads them, told before they are parsed: the time of parsing grows with the square of what is counted here.

/// No element of a page has so many attributes (40,000 take four seconds).
const MOST_ATTRIBUTES: usize = 2_000;
/// No page leaves so many letterings and links open (150,000 take four seconds).
const MOST_OPEN: usize = 20_000;
/// Elements that a parser opens again in every block until they are closed (HTML, 13.2.4.3).
const FORMATTING: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Whether a page can be parsed in a time that grows with its length.
///
/// # Errors
/// The reason, where it cannot.
pub(crate) fn within(source: &str) -> Result<(), String> {
    let bytes = source.as_bytes();
    let (mut at, mut open) = (0, 0_usize);
    while let Some(next) = bytes
        .get(at..)
        .and_then(|rest| rest.iter().position(|byte| *byte == b'<'))
    {
        at += next + 1;
        let closes = bytes.get(at) == Some(&b'/');
        let name = name(bytes, at + usize::from(closes));
        if name.is_empty() {
            continue;
        }
        at += usize::from(closes) + name.len();
        let (end, attributes) = attributes(bytes, at);
        if attributes > MOST_ATTRIBUTES {
            return Err(format!("an element has more than {MOST_ATTRIBUTES} attributes"));
        }
        at = end;
        if FORMATTING
            .iter()
            .any(|formatting| name.eq_ignore_ascii_case(formatting.as_bytes()))
        {
            open = if closes { open.saturating_sub(1) } else { open + 1 };
            if open > MOST_OPEN {
                return Err(format!("more than {MOST_OPEN} of its elements are never closed"));
            }
        }
        // What stands in a script is no markup.
        let raw = ["script", "style"]
            .iter()
            .find(|raw| name.eq_ignore_ascii_case(raw.as_bytes()));
        if let Some(raw) = raw.filter(|_| !closes) {
            at = end_of(bytes, at, raw);
        }
    }
    Ok(())
}

fn name(bytes: &[u8], at: usize) -> &[u8] {
    let rest = bytes.get(at..).unwrap_or_default();
    if !rest.first().is_some_and(u8::is_ascii_alphabetic) {
        return &[];
    }
    let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    rest.get(..length).unwrap_or_default()
}

/// Where a tag ends and how many attributes it has.
fn attributes(bytes: &[u8], from: usize) -> (usize, usize) {
    let (mut quote, mut apart, mut count) = (None, true, 0);
    for (offset, byte) in bytes.get(from..).unwrap_or_default().iter().enumerate() {
        match (quote, byte) {
            (Some(open), byte) if open == *byte => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return (from + offset + 1, count),
            (None, b'"' | b'\'') => quote = Some(*byte),
            (None, byte) if byte.is_ascii_whitespace() || *byte == b'/' => apart = true,
            (None, _) => {
                count += usize::from(apart);
                apart = false;
            }
        }
    }
    (bytes.len(), count)
}

fn end_of(bytes: &[u8], from: usize, name: &str) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let length = name.len() + 2;
    rest.windows(length)
        .position(|window| window.starts_with(b"</") && window[2..].eq_ignore_ascii_case(name.as_bytes()))
        .map_or(bytes.len(), |at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_within_and_what_was_made_to_exhaust_is_not() {
        let page = "<p class='a > b' title=\"x\">One <b>two</b> <a href=/x>three</a>".repeat(30_000);
        assert_eq!(within(&page), Ok(()));
        let script = format!("<script>if (a <b {}</script><p>x", "c d ".repeat(5_000));
        assert_eq!(within(&script), Ok(()));
        let attributes: String = (0..3_000).map(|at| format!(" a{at}=1")).collect();
        assert!(within(&format!("<p{attributes}>x")).unwrap_err().contains("attributes"));
        assert!(within(&"<b><i>word ".repeat(20_000)).unwrap_err().contains("closed"));
        assert_eq!(within("<p a=\"unclosed"), Ok(()));
        assert_eq!(within("<"), Ok(()));
    }
}
