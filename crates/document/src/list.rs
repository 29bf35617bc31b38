//! The marks that entries of a list begin with.

/// How an entry of a list is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marker {
    /// A bullet that nothing else is written with.
    Bullet,
    /// A dash, which can also open a line of speech or a signature.
    Dash,
    /// A number: `1.`, `1)`, `(1)`.
    Number,
    /// A letter or a Roman numeral: `(a)`, `a)`, `(iv)`.
    Letter,
}

/// The mark that a line begins with, if it begins with one.
pub(crate) fn marker(line: &str) -> Option<Marker> {
    let mut characters = line.chars();
    let first = characters.next()?;
    let after_is_space = characters.next().is_some_and(char::is_whitespace);
    match first {
        '•' | '●' | '▪' | '◦' | '‣' | '·' | '■' | '○' | '►' | '▸' | '➤' => {
            return Some(Marker::Bullet);
        }
        '*' | '+' if after_is_space => return Some(Marker::Bullet),
        '-' | '–' | '—' if after_is_space => return Some(Marker::Dash),
        _ => {}
    }
    let open = first == '(';
    let body = if open { &line[1..] } else { line };
    let label: String = body.chars().take_while(char::is_ascii_alphanumeric).take(6).collect();
    let rest = body.get(label.len()..)?;
    let mut rest_characters = rest.chars();
    let close = rest_characters.next()?;
    let spaced = rest_characters.next().is_some_and(char::is_whitespace);
    if !spaced || label.is_empty() || !(close == ')' || close == '.' && !open) {
        return None;
    }
    if label.chars().all(|character| character.is_ascii_digit()) {
        return (label.len() <= 3).then_some(Marker::Number);
    }
    let roman = label.chars().all(|character| "ivx".contains(character));
    let letter = label.len() == 1 && label.chars().all(|character| character.is_ascii_lowercase());
    (close == ')' && (roman || letter)).then_some(Marker::Letter)
}

/// Code points of the mark with the blanks after it; 0 where the text begins with none, or with a dash, which can open
/// speech.
pub(crate) fn marker_length(text: &str) -> u32 {
    let lead = text.chars().take_while(|c| c.is_whitespace()).count();
    let line: String = text.chars().skip(lead).take(12).collect();
    let length = match marker(&line) {
        None | Some(Marker::Dash) => return 0,
        Some(Marker::Bullet) => 1,
        Some(Marker::Number | Marker::Letter) => {
            let closing = line.chars().position(|c| matches!(c, ')' | '.')).unwrap_or(0);
            closing + 1
        }
    };
    let after = lead + length;
    (after + text.chars().skip(after).take_while(|c| c.is_whitespace()).count()) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_lists() {
        assert_eq!(marker("• one"), Some(Marker::Bullet));
        assert_eq!(marker("- one"), Some(Marker::Dash));
        assert_eq!(marker("12. Decides"), Some(Marker::Number));
        assert_eq!(marker("(a) one"), Some(Marker::Letter));
        assert_eq!(marker("(iv) four"), Some(Marker::Letter));
        for no in [
            "1,200 people",
            "-5 degrees",
            "U.S. forces",
            "(AP) The",
            "2024. A",
            "J. Smith",
            "5.6 million",
        ] {
            assert_eq!(marker(no), None, "{no}");
        }
    }

    #[test]
    fn lengths_of_marks() {
        for (text, length) in [
            ("• Four people", 2),
            ("12. The Government", 4),
            ("(iv)  Decides", 6),
            ("— Jane Doe", 0),
            ("2024. A", 0),
            ("The Government", 0),
        ] {
            assert_eq!(marker_length(text), length, "{text}");
        }
    }
}
