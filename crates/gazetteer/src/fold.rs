//! How names are compared: without case, accents, apostrophes and hyphens, and with one spelling of the Arabic article.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What is left of a name when spelling is set aside: two names are the same name where their folded forms are equal.
///
/// Lower case; accents off (compatibility decomposition, Unicode Standard Annex 15); letters without a decomposition by
/// their usual ASCII form ("ł" l, "ø" o, "ı" i); apostrophes, ayns and soft signs dropped; hyphens, commas, full stops and
/// underscores as blanks; the article at the front in the forms "el", "ad", "ar", "as", "ash", "at", "az", "an" as "al";
/// "St" as "saint"; a "the" at the front dropped.
pub fn fold(name: &str) -> String {
    let mut plain = String::with_capacity(name.len() + 2);
    let mut pending_blank = false;
    if name.is_ascii() {
        for character in name.chars() {
            push(&mut plain, &mut pending_blank, character.to_ascii_lowercase());
        }
    } else {
        for character in name.nfkd().filter(|character| !is_combining_mark(*character)) {
            for lower in character.to_lowercase() {
                push(&mut plain, &mut pending_blank, lower);
            }
        }
    }
    let plain = match plain.strip_prefix("the ") {
        Some(rest) if !rest.is_empty() => rest.to_owned(),
        _ => plain,
    };
    match plain.split_once(' ') {
        Some(("el" | "ad" | "ar" | "as" | "ash" | "at" | "az" | "an", rest)) => format!("al {rest}"),
        Some(("st" | "ste" | "sankt", rest)) => format!("saint {rest}"),
        _ => plain,
    }
}

fn push(plain: &mut String, pending_blank: &mut bool, character: char) {
    let spelled = match character {
        '\'' | '’' | '‘' | '`' | '´' | 'ʻ' | 'ʼ' | 'ʿ' | 'ʾ' | 'ʹ' | 'ʺ' | '′' | '"' | '\u{326}' => return,
        ',' | '-' | '‐' | '‑' | '–' | '—' | '.' | '_' | '/' => " ",
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ə' => "a",
        character if character.is_whitespace() => " ",
        other => {
            if *pending_blank && !plain.is_empty() {
                plain.push(' ');
            }
            *pending_blank = false;
            plain.push(other);
            return;
        }
    };
    if spelled == " " {
        *pending_blank = true;
        return;
    }
    if *pending_blank && !plain.is_empty() {
        plain.push(' ');
    }
    *pending_blank = false;
    plain.push_str(spelled);
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spelling_is_set_aside() {
        for (left, right) in [
            ("San José", "san jose"),
            ("Deir ez-Zor", "Deir ez Zor"),
            ("Ar-Raqqah", "al-Raqqah"),
            ("El Geneina", "Al Geneina"),
            ("Ma’rib", "Marib"),
            ("Łódź", "Lodz"),
            ("Diyarbakır", "Diyarbakir"),
            ("The Gambia", "Gambia"),
            ("St. Petersburg", "Saint Petersburg"),
            ("N.H.", "n h"),
        ] {
            assert_eq!(fold(left), fold(right), "{left} and {right}");
        }
        assert_ne!(fold("Kharkiv"), fold("Kharkov"));
    }
}
