//! Chance that is the same on every machine, for the order of examples, first weights and resampling.

/// Seeds it.
const SEED: u64 = 20_261_125;

/// A linear congruential generator (Knuth's MMIX).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn seeded() -> Self {
        Random(SEED)
    }

    /// The next number, of 31 bits.
    pub(crate) fn next(&mut self) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as u32
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.next() as usize % end
    }

    /// From 0 to 1.
    pub(crate) fn share(&mut self) -> f32 {
        self.next() as f32 / (1u32 << 31) as f32
    }

    /// Puts examples into a new order (Fisher and Yates).
    pub(crate) fn shuffle<T>(&mut self, examples: &mut [T]) {
        for at in (1..examples.len()).rev() {
            examples.swap(at, self.below(at + 1));
        }
    }
}
