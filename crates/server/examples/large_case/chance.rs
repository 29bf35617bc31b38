//! Chance that is the same on every machine.

/// A linear congruential generator (Knuth's MMIX).
pub(super) struct Random(u64);

impl Random {
    pub(super) fn seeded() -> Self {
        Self(20_260_302)
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
