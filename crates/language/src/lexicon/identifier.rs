//! The number that stands for a string in a trained pipeline: a small one for a symbol, else MurmurHash64A.

use hashbrown::HashMap;
use std::sync::LazyLock;

const SYMBOLS_JSON: &str = include_str!("symbols.json");

/// Names of attributes and labels that trained pipelines number from 1; they are met in real text too ("X", "_", "mark").
static SYMBOLS: LazyLock<HashMap<Box<str>, u64>> =
    LazyLock::new(|| serde_json::from_str(SYMBOLS_JSON).unwrap_or_default());

/// No symbol is longer, so longer texts need no look in the table.
const LONGEST_SYMBOL: usize = 17;

/// The identifier of a text; 0 for the empty one.
pub fn identifier(text: &str) -> u64 {
    if text.is_empty() {
        return 0;
    }
    if text.len() <= LONGEST_SYMBOL
        && let Some(symbol) = SYMBOLS.get(text)
    {
        return *symbol;
    }
    murmur64a(text.as_bytes())
}

/// MurmurHash64A (Austin Appleby's MurmurHash2 for 64 bits) with seed 1, little-endian.
fn murmur64a(bytes: &[u8]) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let mut hash = 1 ^ (bytes.len() as u64).wrapping_mul(M);
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        let mut word = u64::from_le_bytes(*word).wrapping_mul(M);
        word ^= word >> 47;
        hash = (hash ^ word.wrapping_mul(M)).wrapping_mul(M);
    }
    if !rest.is_empty() {
        let tail = rest.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte));
        hash = (hash ^ tail).wrapping_mul(M);
    }
    hash = (hash ^ hash >> 47).wrapping_mul(M);
    hash ^ hash >> 47
}

/// The four rows of a hashed embedding table that stand for a key.
///
/// MurmurHash3_x64_128 of the key's eight bytes, its result as four words, each modulo the number of rows.
pub fn rows(key: u64, seed: u32, table_rows: u32) -> [u32; 4] {
    let mut low = key
        .wrapping_mul(0x87c3_7b91_1142_53d5)
        .rotate_left(31)
        .wrapping_mul(0x4cf5_ad43_2745_937f);
    low ^= u64::from(seed) ^ 8;
    let mut high = u64::from(seed) ^ 8;
    low = low.wrapping_add(high);
    high = high.wrapping_add(low);
    low = finish(low);
    high = finish(high);
    low = low.wrapping_add(high);
    high = high.wrapping_add(low);
    [low as u32, (low >> 32) as u32, high as u32, (high >> 32) as u32].map(|word| word % table_rows.max(1))
}

fn finish(mut word: u64) -> u64 {
    word ^= word >> 33;
    word = word.wrapping_mul(0xff51_afd7_ed55_8ccd);
    word ^= word >> 33;
    word = word.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    word ^ word >> 33
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_have_small_numbers() {
        assert_eq!(identifier(""), 0);
        assert_eq!(identifier("X"), 101);
        assert_eq!(identifier("_"), 456);
        assert_eq!(identifier("mark"), 423);
    }

    #[test]
    fn no_symbol_is_longer_than_the_shortcut_assumes() {
        assert!(!SYMBOLS.is_empty());
        assert_eq!(SYMBOLS.keys().map(|name| name.len()).max(), Some(LONGEST_SYMBOL));
    }

    #[test]
    fn other_texts_have_their_hash() {
        assert_eq!(identifier("coffee"), 3197928453018144401);
        assert_eq!(identifier("Turkey"), 743741383743380674);
        assert_eq!(identifier("“"), 16073121960489476521);
    }

    #[test]
    fn rows_are_those_of_the_hashed_embedding() {
        assert_eq!(rows(3197928453018144401, 8, 5000), [680, 852, 3520, 1278]);
    }
}
