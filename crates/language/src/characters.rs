//! Classes of characters as the pipelines were trained with them (Unicode general categories, not Rust's wider ones).

use unicode_general_category::{GeneralCategory, get_general_category};

/// A letter: general category L* only. Rust's `is_alphabetic` also takes vowel marks and letter numbers.
pub fn is_letter(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphabetic();
    }
    matches!(
        get_general_category(character),
        GeneralCategory::UppercaseLetter
            | GeneralCategory::LowercaseLetter
            | GeneralCategory::TitlecaseLetter
            | GeneralCategory::ModifierLetter
            | GeneralCategory::OtherLetter
    )
}

/// A digit: a decimal number, or a character of Numeric_Type=Digit such as a superscript or a circled digit.
pub fn is_digit(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_digit();
    }
    get_general_category(character) == GeneralCategory::DecimalNumber
        || DIGITS_BESIDE_DECIMALS
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&character))
}

/// Numeric_Type=Digit outside of general category Nd (Unicode Character Database, DerivedNumericType).
const DIGITS_BESIDE_DECIMALS: [(char, char); 20] = [
    ('\u{B2}', '\u{B3}'),
    ('\u{B9}', '\u{B9}'),
    ('\u{1369}', '\u{1371}'),
    ('\u{19DA}', '\u{19DA}'),
    ('\u{2070}', '\u{2070}'),
    ('\u{2074}', '\u{2079}'),
    ('\u{2080}', '\u{2089}'),
    ('\u{2460}', '\u{2468}'),
    ('\u{2474}', '\u{247C}'),
    ('\u{2488}', '\u{2490}'),
    ('\u{24EA}', '\u{24EA}'),
    ('\u{24F5}', '\u{24FD}'),
    ('\u{24FF}', '\u{24FF}'),
    ('\u{2776}', '\u{277E}'),
    ('\u{2780}', '\u{2788}'),
    ('\u{278A}', '\u{2792}'),
    ('\u{10A40}', '\u{10A43}'),
    ('\u{10E60}', '\u{10E68}'),
    ('\u{11052}', '\u{1105A}'),
    ('\u{1F100}', '\u{1F10A}'),
];

/// Whitespace: Unicode White_Space and the four information separators U+001C to U+001F.
pub fn is_blank(character: char) -> bool {
    character.is_whitespace() || ('\u{1C}'..='\u{1F}').contains(&character)
}

/// Punctuation: general category P*.
pub fn is_punctuation(character: char) -> bool {
    matches!(
        get_general_category(character),
        GeneralCategory::ConnectorPunctuation
            | GeneralCategory::DashPunctuation
            | GeneralCategory::OpenPunctuation
            | GeneralCategory::ClosePunctuation
            | GeneralCategory::InitialPunctuation
            | GeneralCategory::FinalPunctuation
            | GeneralCategory::OtherPunctuation
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arabic_vowel_mark_is_no_letter() {
        assert!(is_letter('ب'));
        assert!(!is_letter('\u{064E}'));
        assert!(!is_letter('Ⅳ'));
    }

    #[test]
    fn superscripts_are_digits_and_fractions_are_not() {
        assert!(is_digit('²') && is_digit('①') && is_digit('٣'));
        assert!(!is_digit('½') && !is_digit('Ⅳ'));
    }

    #[test]
    fn information_separators_are_blank() {
        assert!(is_blank('\u{1F}') && is_blank('\u{A0}') && is_blank('\n'));
        assert!(!is_blank('\u{200B}'));
    }
}
