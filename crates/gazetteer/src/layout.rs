//! The layout of the file: fixed-width rows and names in blocks, read where they lie, without anything decoded first.
//!
//! ```text
//! magic 8 · countries, regions, rows, blocks u32 each · 3 bytes a country · 4 a region · 9 a row · 15 a block · the names
//! ```
//!
//! A **row** is one place. Rows lie in the order of their own names, so a name has only to say how many rows it is the own name
//! of, and which further rows it is another name of. **Names** lie in the order of their folded forms, sixteen to a block, each
//! as how much of the one before it repeats and what is new. All numbers are little-endian.

/// What the file opens with; the last digits count the layouts.
pub(crate) const MAGIC: &[u8; 8] = b"PLACES02";
/// Bytes before the first section.
pub(crate) const HEADER: usize = 24;
pub(crate) const COUNTRY: usize = 3;
pub(crate) const REGION: usize = 4;
pub(crate) const ROW: usize = 9;
pub(crate) const BLOCK: usize = 15;
/// Bytes of the folded form of a block's first name that its index holds, so that few names have to be folded to find one.
pub(crate) const PREFIX: usize = 8;
/// Names to a block.
pub(crate) const NAMES: usize = 16;
/// The row of a region that has none, and the region of a row that lies in none that is known.
pub(crate) const NO_ROW: u32 = 0xFF_FFFF;

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A state or a territory with a code of its own (ISO 3166-1).
    Country,
    /// A first-level region: an oblast, a province, a governorate, a state of a federation.
    Region,
    /// A second-level region: a district, a county, a raion.
    District,
    /// A town or a village, of 500 inhabitants and more.
    City,
    /// A stretch of land that is no unit of a state's order ("the Donbas", "the Sahel").
    Area,
    /// A sea, a strait, a river.
    Water,
    /// A bridge, a crossing, a base, a plant.
    Site,
}

impl Kind {
    const ALL: [Self; 7] = [
        Self::Country,
        Self::Region,
        Self::District,
        Self::City,
        Self::Area,
        Self::Water,
        Self::Site,
    ];

    pub(crate) fn number(self) -> u32 {
        Self::ALL
            .iter()
            .zip(0..)
            .find(|(kind, _)| **kind == self)
            .map_or(0, |(_, number)| number)
    }

    pub(crate) fn of_number(number: u32) -> Self {
        Self::ALL.get(number as usize).copied().unwrap_or(Self::Area)
    }
}

/// One place as it lies in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Row {
    pub kind: Kind,
    /// Index into the regions; each knows its country.
    pub region: u16,
    /// Ten-thousandths of a degree north.
    pub lat: i32,
    /// Ten-thousandths of a degree east.
    pub lon: i32,
    /// Whether the position is known.
    pub located: bool,
    /// Inhabitants, as a class.
    pub population: u8,
}

const LAT_OFFSET: i32 = 900_000;
const LON_OFFSET: i32 = 1_800_000;

impl Row {
    pub(crate) fn pack(self) -> [u8; ROW] {
        let lat = (self.lat.clamp(-LAT_OFFSET, LAT_OFFSET) + LAT_OFFSET).unsigned_abs() | (self.kind.number() << 21);
        let lon =
            (self.lon.clamp(-LON_OFFSET, LON_OFFSET) + LON_OFFSET).unsigned_abs() | (u32::from(self.located) << 23);
        let mut bytes = [0; ROW];
        bytes[..2].copy_from_slice(&self.region.to_le_bytes());
        bytes[2] = self.population;
        bytes[3..6].copy_from_slice(&lat.to_le_bytes()[..3]);
        bytes[6..].copy_from_slice(&lon.to_le_bytes()[..3]);
        bytes
    }

    pub(crate) fn unpack(bytes: &[u8]) -> Self {
        let lat = u24(bytes, 3);
        let lon = u24(bytes, 6);
        Self {
            kind: Kind::of_number(lat >> 21),
            region: u16::from_le_bytes([byte(bytes, 0), byte(bytes, 1)]),
            lat: (lat & 0x1F_FFFF).cast_signed() - LAT_OFFSET,
            lon: (lon & 0x3F_FFFF).cast_signed() - LON_OFFSET,
            located: lon >> 23 == 1,
            population: byte(bytes, 2),
        }
    }
}

/// The byte at `at`, 0 beyond the end: a damaged file gives wrong places, and no panic.
pub(crate) fn byte(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).copied().unwrap_or(0)
}

pub(crate) fn u24(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([byte(bytes, at), byte(bytes, at + 1), byte(bytes, at + 2), 0])
}

pub(crate) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u24(bytes, at) | u32::from(byte(bytes, at + 3)) << 24
}

/// The first bytes of a folded name, zeros after its end: they sort as the names do, where they differ.
pub(crate) fn prefix(folded: &str) -> [u8; PREFIX] {
    let mut first = [0; PREFIX];
    for (to, from) in first.iter_mut().zip(folded.bytes()) {
        *to = from;
    }
    first
}

/// The class of a number of inhabitants: three bits of fraction, five of exponent, so that it is off by an eighth at most.
pub(crate) fn population_class(inhabitants: u64) -> u8 {
    if inhabitants < 16 {
        return u8::try_from(inhabitants).unwrap_or(0);
    }
    let exponent = inhabitants.ilog2() - 3;
    let fraction = (inhabitants >> exponent) & 7;
    u8::try_from((u64::from(exponent + 1) << 3) | fraction).unwrap_or(u8::MAX)
}

/// The fewest inhabitants of a class.
pub(crate) fn inhabitants(class: u8) -> u64 {
    if class < 16 {
        return u64::from(class);
    }
    (8 + u64::from(class & 7)) << ((class >> 3) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back() {
        let row = Row {
            kind: Kind::Site,
            region: 4012,
            lat: -899_999,
            lon: 1_799_999,
            located: true,
            population: 200,
        };
        assert_eq!(Row::unpack(&row.pack()), row);
    }

    #[test]
    fn classes_are_near() {
        for number in [0, 7, 15, 16, 500, 12_345, 1_421_125, 37_000_000, 1_400_000_000] {
            let near = inhabitants(population_class(number));
            assert!(near <= number && number - near <= number / 8, "{number}: {near}");
        }
    }
}
