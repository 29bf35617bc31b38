//! How a word in Latin letters sounds, roughly: the key by which transliterations of one name meet (`ou`, `oo`, `u`; `kh`, `h`; `iy`, `y`, `i`).

/// The sounds of letters, the longest first. What stands for a sound: `S` sh, `C` ch, `J` zh.
const SOUNDS: [(&[u8], &[u8]); 52] = [
    (b"au", b"u"),
    (b"aw", b"u"),
    (b"ai", b"e"),
    (b"ay", b"e"),
    (b"ae", b"e"),
    (b"ch", b"C"),
    (b"ck", b"k"),
    (b"cz", b"C"),
    (b"ce", b"se"),
    (b"ci", b"si"),
    (b"cy", b"si"),
    (b"c", b"k"),
    (b"dzh", b"j"),
    (b"dj", b"j"),
    (b"dh", b"d"),
    (b"ee", b"i"),
    (b"ei", b"e"),
    (b"ey", b"e"),
    (b"gh", b"g"),
    (b"iya", b"ia"),
    (b"iye", b"ie"),
    (b"ie", b"i"),
    (b"iy", b"i"),
    (b"ii", b"i"),
    (b"ij", b"i"),
    (b"kh", b"h"),
    (b"ks", b"x"),
    (b"ovich", b"oviC"),
    (b"ou", b"u"),
    (b"oo", b"u"),
    (b"ow", b"u"),
    (b"oe", b"o"),
    (b"ph", b"f"),
    (b"q", b"k"),
    (b"shch", b"S"),
    (b"sch", b"S"),
    (b"sh", b"S"),
    (b"tsch", b"C"),
    (b"tch", b"C"),
    (b"tsh", b"C"),
    (b"th", b"t"),
    (b"ts", b"c"),
    (b"tz", b"c"),
    (b"ue", b"u"),
    (b"wh", b"v"),
    (b"w", b"v"),
    (b"yev", b"ev"),
    (b"yer", b"er"),
    (b"yi", b"i"),
    (b"yy", b"i"),
    (b"y", b"i"),
    (b"zh", b"j"),
];

/// Which of [`SOUNDS`] begin with a letter.
fn starts(letter: u8) -> std::ops::Range<usize> {
    match letter {
        b'a' => 0..5,
        b'c' => 5..12,
        b'd' => 12..15,
        b'e' => 15..18,
        b'g' => 18..19,
        b'i' => 19..25,
        b'k' => 25..27,
        b'o' => 27..32,
        b'p' => 32..33,
        b'q' => 33..34,
        b's' => 34..37,
        b't' => 37..43,
        b'u' => 43..44,
        b'w' => 44..46,
        b'y' => 46..51,
        b'z' => 51..52,
        _ => 0..0,
    }
}

/// The key of a word in small Latin letters.
pub(crate) fn key(word: &str) -> String {
    let mut key = String::with_capacity(word.len());
    let mut rest = word.as_bytes();
    let mut last = 0_u8;
    while let Some(&first) = rest.first() {
        let found = SOUNDS[starts(first)].iter().find(|(from, _)| rest.starts_with(from));
        let (to, length): (&[u8], usize) = found.map_or((&rest[..1], 1), |(from, to)| (to, from.len()));
        for &sound in to {
            if sound != last {
                key.push(sound as char);
            }
            last = sound;
        }
        rest = &rest[length..];
    }
    key
}

/// The consonants of a key: all that scripts without vowels tell.
pub(crate) fn skeleton(key: &str) -> String {
    let mut skeleton = String::with_capacity(key.len());
    for sound in key.bytes() {
        let sound = match sound {
            b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'w' | b'v' | b'h' | b'\'' => continue,
            b'p' => b'b',
            b'c' | b'z' => b's',
            b'x' => b'k',
            b'J' | b'C' | b'j' => b'j',
            other => other,
        };
        skeleton.push(sound as char);
    }
    skeleton
}

/// What Hanyu Pinyin and Wade-Giles have in common.
pub(crate) fn chinese(word: &str) -> String {
    const SAME: [(&str, &str); 18] = [
        ("zh", "C"),
        ("ch", "C"),
        ("hs", "X"),
        ("sh", "S"),
        ("ts", "Z"),
        ("tz", "Z"),
        ("ong", "uN"),
        ("ung", "uN"),
        ("ng", "N"),
        ("ian", "ien"),
        ("yan", "yen"),
        ("j", "C"),
        ("q", "C"),
        ("x", "X"),
        ("z", "Z"),
        ("c", "Z"),
        ("b", "p"),
        ("d", "t"),
    ];
    let mut key = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        if let Some((from, to)) = SAME.iter().find(|(from, _)| rest.starts_with(from)) {
            key.push_str(to);
            rest = &rest[from.len()..];
        } else {
            key.push(if first == 'g' { 'k' } else { first });
            rest = &rest[first.len_utf8()..];
        }
    }
    key
}

/// Whether a word can be one or two Chinese syllables, in either romanisation.
pub(crate) fn is_chinese(word: &str, syllables: usize) -> bool {
    const ONSETS: [&str; 25] = [
        "zh", "ch", "sh", "hs", "ts", "tz", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r",
        "z", "c", "s", "y",
    ];
    const FINALS: [&str; 36] = [
        "iang", "iong", "uang", "ueng", "iao", "ian", "ieh", "ien", "uai", "uan", "ueh", "ang", "eng", "ing", "ong",
        "ung", "ai", "ei", "ao", "ou", "an", "en", "in", "un", "ia", "ie", "iu", "ua", "uo", "ui", "ue", "a", "o", "e",
        "i", "u",
    ];
    if word.is_empty() {
        return true;
    }
    if syllables == 0 || word.len() > 12 || !word.is_ascii() {
        return false;
    }
    let onsets = ONSETS
        .iter()
        .chain(&["w"])
        .filter_map(|onset| word.strip_prefix(onset))
        .chain([word]);
    for rest in onsets {
        if FINALS
            .iter()
            .filter_map(|vowel| rest.strip_prefix(vowel))
            .any(|rest| is_chinese(rest, syllables - 1))
        {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{chinese, key, skeleton};

    #[test]
    fn spellings_of_one_sound_have_one_key() {
        for (one, other) in [
            ("yousuf", "yusuf"),
            ("khamis", "hamis"),
            ("dmitriy", "dmitry"),
            ("wanda", "vanda"),
            ("farooqi", "faruqi"),
        ] {
            assert_eq!(key(one), key(other), "{one} {other}");
        }
        assert_ne!(key("berlin"), key("merlin"));
    }

    #[test]
    fn consonants_meet_where_vowels_are_not_written() {
        assert_eq!(skeleton(&key("salman")), skeleton(&key("slman")));
        assert_eq!(skeleton(&key("perez")), skeleton(&key("byryz")));
    }

    #[test]
    fn two_romanisations_of_chinese_meet() {
        assert_eq!(chinese("zedong"), chinese("tsetung"));
        assert_eq!(chinese("beijing"), chinese("peiching"));
    }
}
