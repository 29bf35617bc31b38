//! Words of any script in small Latin letters, and in the plain letters of their own script.

use crate::hangul;
use crate::script::Script;

/// A word in small Latin letters.
pub(crate) fn latin(word: &str, script: Script) -> String {
    let mut latin = String::with_capacity(word.len() + 4);
    match script {
        Script::Latin => fold_into(word, &mut latin),
        Script::Cyrillic => {
            let ukrainian = word.chars().any(|letter| "іїєґІЇЄҐ".contains(letter));
            for letter in word.chars().flat_map(char::to_lowercase) {
                match cyrillic(letter, ukrainian) {
                    Some(written) => latin.push_str(written),
                    None => push_ascii(letter, &mut latin),
                }
            }
        }
        Script::Arabic => {
            for letter in word.chars() {
                match arabic(letter) {
                    Some(written) => latin.push_str(written),
                    None => push_ascii(letter, &mut latin),
                }
            }
        }
        Script::Hangul => {
            for letter in word.chars() {
                match hangul::romanised(letter) {
                    Some(parts) => parts.iter().for_each(|part| latin.push_str(part)),
                    None => push_ascii(letter, &mut latin),
                }
            }
        }
        _ => word.chars().for_each(|letter| push_ascii(letter, &mut latin)),
    }
    latin
}

fn fold_into(word: &str, latin: &mut String) {
    for letter in word.chars() {
        if letter.is_ascii_alphanumeric() {
            latin.push(letter.to_ascii_lowercase());
        } else if letter == 'ə' || letter == 'Ə' {
            latin.push('a');
        } else {
            push_ascii(letter, latin);
        }
    }
}

fn push_ascii(letter: char, latin: &mut String) {
    for written in any_ascii::any_ascii_char(letter)
        .bytes()
        .filter(u8::is_ascii_alphanumeric)
    {
        latin.push(written.to_ascii_lowercase() as char);
    }
}

fn cyrillic(letter: char, ukrainian: bool) -> Option<&'static str> {
    Some(match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' if ukrainian => "h",
        'г' | 'ґ' => "g",
        'д' => "d",
        'е' | 'э' | 'ё' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' if ukrainian => "y",
        'и' | 'і' => "i",
        'й' => "y",
        'к' | 'қ' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' | 'ө' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ў' | 'ұ' | 'ү' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' | '’' => "",
        'ы' => "y",
        'ю' => "yu",
        'я' => "ya",
        'є' => "ye",
        'ї' => "yi",
        'ә' => "a",
        'ң' => "n",
        'ғ' => "g",
        'һ' => "h",
        'ј' => "j",
        'љ' => "lj",
        'њ' => "nj",
        'ћ' => "c",
        'ђ' => "dj",
        'џ' => "dz",
        _ => return None,
    })
}

fn arabic(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ا' | 'أ' | 'إ' | 'آ' | 'ٱ' | 'ى' | 'ة' => "a",
        'ء' | 'ئ' | 'ؤ' | 'ع' | 'ـ' => "",
        'ب' => "b",
        'پ' => "p",
        'ت' | 'ط' | 'ٹ' => "t",
        'ث' => "th",
        'ج' => "j",
        'چ' => "ch",
        'ح' | 'ه' | 'ہ' | 'ھ' | 'ۀ' => "h",
        'خ' => "kh",
        'د' | 'ض' | 'ڈ' => "d",
        'ذ' => "dh",
        'ر' | 'ڑ' => "r",
        'ز' | 'ظ' => "z",
        'ژ' => "zh",
        'س' | 'ص' => "s",
        'ش' => "sh",
        'غ' => "gh",
        'ف' => "f",
        'ڤ' => "v",
        'ق' => "q",
        'ك' | 'ک' => "k",
        'گ' => "g",
        'ل' => "l",
        'م' => "m",
        'ن' | 'ں' => "n",
        'و' => "w",
        'ي' | 'ی' | 'ے' => "y",
        '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{200C}' | '\u{200D}' => "",
        _ => return None,
    })
}

/// A word in the plain letters of its own script, by which two names of one script are compared; empty for Latin letters.
pub(crate) fn plain(word: &str, script: Script) -> Vec<char> {
    if script == Script::Latin {
        return Vec::new();
    }
    word.chars()
        .flat_map(char::to_lowercase)
        .filter_map(|letter| {
            Some(match letter {
                'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
                'ي' | 'ى' => 'ی',
                'ك' => 'ک',
                'ة' => 'ه',
                'ё' => 'е',
                'ς' => 'σ',
                'ά' => 'α',
                'έ' => 'ε',
                'ή' => 'η',
                'ί' | 'ϊ' | 'ΐ' => 'ι',
                'ό' => 'ο',
                'ύ' | 'ϋ' | 'ΰ' => 'υ',
                'ώ' => 'ω',
                'ـ'
                | '\u{064B}'..='\u{065F}'
                | '\u{0300}'..='\u{036F}'
                | '\u{0670}'
                | '\u{0591}'..='\u{05C7}'
                | '\u{200B}'..='\u{200F}' => return None,
                other => other,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::latin;
    use crate::script::Script;

    #[test]
    fn scripts_are_written_in_latin_letters() {
        assert_eq!(latin("Щербаков", Script::Cyrillic), "shcherbakov");
        assert_eq!(latin("Гриценко", Script::Cyrillic), "gritsenko");
        assert_eq!(latin("Ігор", Script::Cyrillic), "ihor");
        assert_eq!(latin("김", Script::Hangul), "gim");
        assert_eq!(latin("Erdoğan", Script::Latin), "erdogan");
        assert_eq!(latin("سلمان", Script::Arabic), "slman");
    }
}
