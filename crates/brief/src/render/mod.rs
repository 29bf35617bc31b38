//! Renderings of one brief.

mod html;
mod markdown;
mod text;

pub use html::html;
pub use markdown::markdown;
pub use text::text;

use crate::brief::Footnote;

/// Runs of consecutive numbers: 1, 2, 3, 7 → (1, 3), (7, 7).
fn runs(numbers: &[usize]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    runs
}

/// On one line, with single spaces.
fn on_one_line(words: &str) -> String {
    let inner = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let edge = |there: bool| if there && !inner.is_empty() { " " } else { "" };
    format!(
        "{}{inner}{}",
        edge(words.starts_with(char::is_whitespace)),
        edge(words.ends_with(char::is_whitespace))
    )
}

/// `Publisher, “Title”, 2 March 2026, characters 12–40`: where a footnote's words stand.
fn place(note: &Footnote) -> String {
    let mut place = note
        .publisher
        .as_ref()
        .map(|publisher| format!("{publisher}, "))
        .unwrap_or_default();
    place.push_str(&format!("“{}”", on_one_line(&note.title).trim()));
    match &note.published {
        Some(date) => place.push_str(&format!(", {}", crate::day_in_words(date))),
        None => place.push_str(", no date"),
    }
    if let Some(url) = &note.url {
        place.push_str(&format!(", {url}"));
    }
    place.push_str(&format!(", characters {}–{}", note.start, note.end));
    place
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn consecutive_numbers_are_one_run() {
        assert_eq!(runs(&[1, 2, 3, 7, 9, 10]), [(1, 3), (7, 7), (9, 10)]);
        assert_eq!(runs(&[]), []);
    }
}
