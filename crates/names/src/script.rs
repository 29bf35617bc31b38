//! Which script a character is written in, as far as comparing names asks for it.

/// The scripts that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Script {
    /// Latin letters.
    Latin,
    /// Russian, Ukrainian, Belarusian, Kazakh and others.
    Cyrillic,
    /// Greek.
    Greek,
    /// Arabic, Persian, Urdu and others: short vowels are not written.
    Arabic,
    /// Hebrew: vowels are not written.
    Hebrew,
    /// Korean.
    Hangul,
    /// Chinese characters, Japanese ones among them.
    Han,
    /// Japanese syllables.
    Kana,
    /// Scripts of India and of south-east Asia, in which a consonant has a vowel of its own.
    Indic,
    /// Any other.
    Other,
}

impl Script {
    /// The script of a letter.
    #[must_use]
    pub fn of(letter: char) -> Self {
        match u32::from(letter) {
            0x0000..=0x036F
            | 0x1E00..=0x1EFF
            | 0x2C60..=0x2C7F
            | 0xA720..=0xA7FF
            | 0xFB00..=0xFB06
            | 0xFF21..=0xFF5A => Self::Latin,
            0x0370..=0x03FF | 0x1F00..=0x1FFF => Self::Greek,
            0x0400..=0x052F | 0x1C80..=0x1C8F | 0x2DE0..=0x2DFF | 0xA640..=0xA69F => Self::Cyrillic,
            0x0590..=0x05FF | 0xFB1D..=0xFB4F => Self::Hebrew,
            0x0600..=0x06FF | 0x0750..=0x077F | 0x08A0..=0x08FF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFF => Self::Arabic,
            0x0900..=0x0DFF | 0x0E00..=0x0EFF | 0x0F00..=0x0FFF | 0x1000..=0x109F | 0x1780..=0x17FF => Self::Indic,
            0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7AF => Self::Hangul,
            0x3040..=0x30FF | 0x31F0..=0x31FF => Self::Kana,
            0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x323AF | 0x3005 => Self::Han,
            _ => Self::Other,
        }
    }

    /// Whether a word of it tells its consonants, and not all of its vowels.
    #[must_use]
    pub const fn hides_vowels(self) -> bool {
        matches!(self, Self::Arabic | Self::Hebrew | Self::Indic)
    }
}
