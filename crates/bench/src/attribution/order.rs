//! The order of examples, the same on every machine.

/// Seeds the order of the examples and the first weights.
const SEED: u64 = 20_261_125;

/// A linear congruential generator (Knuth's MMIX).
pub(super) struct Random(u64);

impl Random {
    pub(super) fn seeded() -> Self {
        Random(SEED)
    }

    /// A number below `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

/// Puts examples into a new order (Fisher and Yates).
pub(super) fn shuffle<T>(examples: &mut [T], random: &mut Random) {
    for at in (1..examples.len()).rev() {
        examples.swap(at, random.below(at + 1));
    }
}
