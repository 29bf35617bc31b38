//! What is kept of a document's wording to compare it with many others: sets of hashes, no words.

use crate::passages::Wording;

/// One document's wording as sorted hashes.
#[derive(Debug, Default)]
pub(crate) struct Sketch {
    /// How many words.
    pub(crate) words: usize,
    /// Every shingle, sorted, each once.
    pub(crate) shingles: Vec<u64>,
    /// Shingles inside quotation marks, sorted, each once.
    quoted: Vec<u64>,
    /// Stems of the words that carry content, sorted, each once.
    content: Vec<u32>,
    /// Numbers and names in the order of the text.
    pub(crate) distinctive: Vec<u32>,
    /// The same sorted, each once.
    names: Vec<u32>,
    /// All words in order.
    pub(crate) whole: u64,
}

impl Sketch {
    pub(crate) fn of(wording: &Wording) -> Self {
        let distinctive: Vec<u32> = wording
            .words
            .iter()
            .filter(|word| word.distinctive)
            .map(|word| hashed(word.folded.bytes()) as u32)
            .collect();
        Self {
            words: wording.words.len(),
            shingles: sorted(wording.shingles.clone()),
            quoted: sorted(wording.quoted_shingles().collect()),
            content: sorted(wording.content.clone()),
            names: sorted(distinctive.clone()),
            distinctive,
            whole: hashed(wording.words.iter().flat_map(|word| word.folded.bytes().chain([0]))),
        }
    }

    /// Whether a shingle stands in the text.
    pub(crate) fn has(&self, shingle: u64) -> bool {
        self.shingles.binary_search(&shingle).is_ok()
    }

    /// Whether a shingle stands inside quotation marks.
    pub(crate) fn quotes(&self, shingle: u64) -> bool {
        self.quoted.binary_search(&shingle).is_ok()
    }

    /// Whether both quote some of the same words.
    pub(crate) fn quotes_with(&self, other: &Self) -> bool {
        in_common(&self.quoted, &other.quoted) > 0
    }

    /// Whether a name or number, hashed, stands in the text.
    pub(crate) fn names(&self, word: u32) -> bool {
        self.names.binary_search(&word).is_ok()
    }

    /// Leaves the names and numbers out that `is_common` says many documents of the set have: their order proves nothing.
    pub(crate) fn forget(&mut self, is_common: impl Fn(u32) -> bool) {
        self.distinctive.retain(|name| !is_common(*name));
    }

    /// The names and numbers, each once.
    pub(crate) fn all_names(&self) -> &[u32] {
        &self.names
    }

    /// How many shingles both texts have.
    pub(crate) fn shared(&self, other: &Self) -> usize {
        in_common(&self.shingles, &other.shingles)
    }

    /// Share of this text's shingles that the other has.
    pub(crate) fn held_by(&self, other: &Self) -> f64 {
        share(self.shared(other), self.shingles.len())
    }

    /// Share of the shorter text's content words that the other has too.
    pub(crate) fn content_shared(&self, other: &Self) -> f64 {
        share(
            in_common(&self.content, &other.content),
            self.content.len().min(other.content.len()),
        )
    }

    /// Longest common subsequence of names and numbers, as a share of the shorter: whether both tell the same things in the same order.
    pub(crate) fn order_shared(&self, other: &Self) -> f64 {
        let (one, two) = (capped(&self.distinctive), capped(&other.distinctive));
        let mut row = vec![0_usize; two.len() + 1];
        for left in one {
            let mut diagonal = 0;
            for (column, right) in two.iter().enumerate() {
                let above = row[column + 1];
                row[column + 1] = if left == right {
                    diagonal + 1
                } else {
                    above.max(row[column])
                };
                diagonal = above;
            }
        }
        share(row.last().copied().unwrap_or(0), one.len().min(two.len()))
    }
}

fn sorted<T: Ord>(mut hashes: Vec<T>) -> Vec<T> {
    hashes.sort_unstable();
    hashes.dedup();
    hashes.shrink_to_fit();
    hashes
}

/// How many hashes two sorted lists have in common.
fn in_common<T: Ord>(one: &[T], two: &[T]) -> usize {
    let (mut left, mut right, mut common) = (0, 0, 0);
    while left < one.len() && right < two.len() {
        match one[left].cmp(&two[right]) {
            std::cmp::Ordering::Less => left += 1,
            std::cmp::Ordering::Greater => right += 1,
            std::cmp::Ordering::Equal => {
                left += 1;
                right += 1;
                common += 1;
            }
        }
    }
    common
}

/// FNV-1a, so that words have the same hash on any machine.
pub(crate) fn hashed(bytes: impl Iterator<Item = u8>) -> u64 {
    let state = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |state, byte| {
        (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    // The low bits of FNV depend on few bits of what went in last.
    let state = (state ^ (state >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    state ^ (state >> 32)
}

/// Beyond a thousand names and numbers their order is known well enough.
fn capped(words: &[u32]) -> &[u32] {
    &words[..words.len().min(1_000)]
}

#[allow(clippy::cast_precision_loss)]
pub(crate) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
