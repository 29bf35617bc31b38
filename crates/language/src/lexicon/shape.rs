//! The shape of a word: `Xxxxx` for `Ankara`, `ddd` for `155`, `XdX` for `T4G`.

use crate::characters::{is_digit, is_letter};

/// From this many characters on, every word has one shape.
const LONG: usize = 100;

/// Letters become `X` or `x`, digits `d`; the fifth and later of a run of equal signs is dropped.
pub fn shape(text: &str) -> String {
    if text.len() >= LONG && text.chars().count() >= LONG {
        return "LONG".to_owned();
    }
    let mut shape = String::with_capacity(text.len());
    let mut last = None;
    let mut run = 0;
    for character in text.chars() {
        let sign = if is_letter(character) {
            if character.is_uppercase() { 'X' } else { 'x' }
        } else if is_digit(character) {
            'd'
        } else {
            character
        };
        run = if last == Some(sign) { run + 1 } else { 0 };
        last = Some(sign);
        if run < 4 {
            shape.push(sign);
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::shape;

    #[test]
    fn runs_are_cut_at_four() {
        assert_eq!(shape("Ankara"), "Xxxxx");
        assert_eq!(shape("2,500,000"), "d,ddd,ddd");
        assert_eq!(shape("U.S."), "X.X.");
        assert_eq!(shape("ABCDEfghijk"), "XXXXxxxx");
        assert_eq!(shape("-------"), "----");
    }

    #[test]
    fn a_vowel_mark_stays_itself() {
        assert_eq!(shape("بَب"), "x\u{064E}x");
    }

    #[test]
    fn a_hundred_characters_are_long() {
        assert_eq!(shape(&"é".repeat(99)), "xxxx");
        assert_eq!(shape(&"é".repeat(100)), "LONG");
    }
}
