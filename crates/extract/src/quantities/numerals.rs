//! English numerals: words and figures to whole numbers.

/// A numeral read from the front of a word list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// The number.
    pub value: u64,
    /// How many words it takes.
    pub words: usize,
}

/// Reads the longest numeral at the front of `words` (lower-cased, a hyphen being a word of its own):
/// "10,000", "1.2 million", "twenty - three", "a hundred", "two hundred and five", "half a dozen".
/// None where the front is no numeral, no whole number, or too large for 64 bits.
pub fn read(words: &[&str]) -> Option<Numeral> {
    let first = words.first()?;
    if first.starts_with(|character: char| character.is_ascii_digit()) {
        return read_figures(words);
    }
    if words.starts_with(&["half", "a", "dozen"]) || words.starts_with(&["half", "-", "a", "-", "dozen"]) {
        return Some(Numeral {
            value: 6,
            words: if words[1] == "-" { 5 } else { 3 },
        });
    }
    read_words(words)
}

/// The value of one plain number word below a hundred.
pub fn cardinal(word: &str) -> Option<u64> {
    const BELOW_TWENTY: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    BELOW_TWENTY
        .iter()
        .position(|name| *name == word)
        .map(|value| value as u64)
        .or_else(|| tens(word))
}

fn tens(word: &str) -> Option<u64> {
    const TENS: [&str; 8] = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    TENS.iter()
        .position(|name| *name == word)
        .map(|position| position as u64 * 10 + 20)
}

/// The factor that a word multiplies what stands before it by.
pub fn scale(word: &str) -> Option<u64> {
    match word {
        "dozen" => Some(12),
        "hundred" => Some(100),
        "thousand" => Some(1_000),
        "million" => Some(1_000_000),
        "billion" => Some(1_000_000_000),
        _ => None,
    }
}

fn read_figures(words: &[&str]) -> Option<Numeral> {
    let (whole, fraction) = match words[0].split_once('.') {
        Some((whole, fraction)) => (whole, fraction),
        None => (words[0], ""),
    };
    let whole = ungroup(whole)?;
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) || fraction.len() > 9 {
        return None;
    }
    let mut factor: u64 = 1;
    let mut read = 1;
    while let Some(next) = words.get(read).and_then(|word| scale(word)) {
        factor = factor.checked_mul(next)?;
        read += 1;
    }
    let mut value = whole.checked_mul(factor)?;
    if !fraction.is_empty() {
        let denominator = 10u64.pow(fraction.len() as u32);
        let part = fraction.parse::<u64>().ok()?.checked_mul(factor)?;
        if part % denominator != 0 {
            return None;
        }
        value = value.checked_add(part / denominator)?;
    }
    Some(Numeral { value, words: read })
}

/// Digits, with commas (or narrow spaces) only between groups of three.
fn ungroup(figures: &str) -> Option<u64> {
    let mut groups = figures.split([',', '\u{a0}', '\u{202f}']);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let digits = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(first) || (!rest.is_empty() && first.len() > 3) {
        return None;
    }
    if rest.iter().any(|group| group.len() != 3 || !digits(group)) {
        return None;
    }
    figures
        .chars()
        .filter(char::is_ascii_digit)
        .collect::<String>()
        .parse()
        .ok()
}

fn read_words(words: &[&str]) -> Option<Numeral> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let mut at = 0;
    let mut total: u64 = 0;
    let mut current: Option<u64> = None;
    if matches!(word(0), "a" | "an") {
        scale(word(1))?;
        current = Some(1);
        at = 1;
    }
    loop {
        if let Some(factor) = scale(word(at)) {
            // A scale word alone ("million") is no number.
            let before = current?;
            if factor >= 1_000 {
                total = total.checked_add(before.checked_mul(factor)?)?;
                current = Some(0);
            } else {
                current = Some(before.checked_mul(factor)?);
            }
            at += 1;
            continue;
        }
        let joined = usize::from(at > 0 && matches!(word(at), "and" | "-"));
        let Some(value) = cardinal(word(at + joined)) else {
            break;
        };
        let fits = match current {
            None => joined == 0,
            Some(before) if joined == 1 && word(at) == "-" => {
                before % 100 >= 20 && before % 10 == 0 && value < 10 && value > 0
            }
            Some(before) => {
                let after_scale = at > 0 && scale(word(at - 1)).is_some_and(|factor| factor >= 100);
                (after_scale && before % 100 == 0)
                    || (joined == 0 && before % 100 >= 20 && before % 10 == 0 && value < 10 && value > 0)
            }
        };
        if !fits {
            break;
        }
        current = Some(current.unwrap_or(0).checked_add(value)?);
        at += joined + 1;
    }
    let value = total.checked_add(current?)?;
    Some(Numeral { value, words: at })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<(u64, usize)> {
        let words: Vec<&str> = text.split(' ').collect();
        read(&words).map(|numeral| (numeral.value, numeral.words))
    }

    #[test]
    fn figures_and_words_give_the_same_numbers() {
        for (text, expected) in [
            ("10,000", 10_000),
            ("1.2 million", 1_200_000),
            ("twenty - three", 23),
            ("twenty three", 23),
            ("a hundred", 100),
            ("one hundred and five", 105),
            ("two thousand three hundred", 2_300),
            ("a dozen", 12),
            ("two dozen", 24),
            ("half a dozen", 6),
            ("3 hundred thousand", 300_000),
        ] {
            let words = text.split(' ').count();
            assert_eq!(value(text), Some((expected, words)), "{text}");
        }
    }

    #[test]
    fn what_follows_a_numeral_is_left() {
        assert_eq!(value("two and three"), Some((2, 1)));
        assert_eq!(value("twelve civilians"), Some((12, 1)));
        assert_eq!(value("five two"), Some((5, 1)));
        assert_eq!(value("forty - odd"), Some((40, 1)));
    }

    #[test]
    fn no_whole_number_is_none() {
        for text in [
            "million",
            "a man",
            "9.15",
            "1,20",
            "122mm",
            "99999999999999999999",
            "20000000 billion billion",
            "",
        ] {
            assert_eq!(value(text), None, "{text}");
        }
    }
}
