//! Names of places to places: states, first and second level regions, towns and villages, seas, and what newswire calls them.
//!
//! The places are GeoNames' (CC BY 4.0) and the Unicode CLDR's, as published in packages; `data/README.md` says which, under
//! which licences, and what was added. They lie in one file in the binary and are read where they lie: nothing is decoded at
//! start. A name gives [`Candidate`]s; which one a text means is for whoever knows the text.

mod fold;
mod layout;
pub mod writing;

use std::cmp::Ordering;

use layout::{
    BLOCK, COUNTRY, HEADER, MAGIC, NAMES, NO_ROW, PREFIX, REGION, ROW, Row, byte, inhabitants, prefix, u24, u32_at,
};

pub use fold::fold;
pub use layout::Kind;

/// Places by name.
#[derive(Clone, Copy, Debug)]
pub struct Gazetteer<'b> {
    countries: &'b [u8],
    regions: &'b [u8],
    rows: &'b [u8],
    blocks: &'b [u8],
    names: &'b [u8],
}

/// A place of the gazetteer, by its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlaceId(u32);

/// A first-level region by number; also what lies in a state without being in a region that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RegionId(u16);

/// A place that a name can mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate<'b> {
    /// Which.
    pub place: PlaceId,
    /// What it is.
    pub kind: Kind,
    /// ISO 3166-1 alpha-3, `None` for what lies in no one state.
    pub country: Option<&'b str>,
    /// The first-level region that it is or lies in.
    pub region: RegionId,
    /// Degrees north and east. Of a town or a site, where it is; of a region, a district, an area or a sea, the middle of its towns:
    /// good for telling which is nearer, never for drawing it.
    pub centre: Option<(f64, f64)>,
    /// Inhabitants, an eighth too few at most; of a region, those of its towns; 0 where unknown.
    pub population: u64,
    /// Whether the name is its own name, and not another one that it goes by somewhere.
    pub own_name: bool,
}

/// Why bytes are no gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no gazetteer of this layout")]
pub struct NoGazetteer;

static SHIPPED: &[u8] = include_bytes!("../data/places.bin");

impl Gazetteer<'static> {
    /// The gazetteer in this program.
    pub fn shipped() -> Self {
        // A test reads it whole; a file that is none finds nothing.
        Self::new(SHIPPED).unwrap_or(Gazetteer {
            countries: &[],
            regions: &[],
            rows: &[],
            blocks: &[],
            names: &[],
        })
    }

    /// SHA-256 of the gazetteer in this program, in hexadecimal.
    pub fn digest() -> &'static str {
        include_str!("../data/places.sha256").trim_ascii_end()
    }

    /// The bytes of the gazetteer in this program.
    pub fn shipped_bytes() -> &'static [u8] {
        SHIPPED
    }
}

impl<'b> Gazetteer<'b> {
    /// A gazetteer out of the bytes that [`writing::encode`] made.
    ///
    /// # Errors
    /// When the bytes open otherwise or are shorter than they say.
    pub fn new(bytes: &'b [u8]) -> Result<Self, NoGazetteer> {
        if bytes.len() < HEADER || &bytes[..8] != MAGIC {
            return Err(NoGazetteer);
        }
        let mut rest = &bytes[HEADER..];
        let mut section = |count_at: usize, width: usize| {
            let length = (u32_at(bytes, count_at) as usize)
                .checked_mul(width)
                .ok_or(NoGazetteer)?;
            let (section, after) = rest.split_at_checked(length).ok_or(NoGazetteer)?;
            rest = after;
            Ok::<_, NoGazetteer>(section)
        };
        let countries = section(8, COUNTRY)?;
        let regions = section(12, REGION)?;
        let rows = section(16, ROW)?;
        let blocks = section(20, BLOCK)?;
        Ok(Self {
            countries,
            regions,
            rows,
            blocks,
            names: rest,
        })
    }

    /// How many places it holds.
    pub fn len(&self) -> usize {
        self.rows.len() / ROW
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Every place that `name` can mean, the most populous first; spelling is set aside as [`fold`] says.
    pub fn lookup(&self, name: &str) -> Vec<Candidate<'b>> {
        let sought = fold(name);
        let mut found = Vec::new();
        if sought.is_empty() || sought.len() > 240 {
            return found;
        }
        let first = prefix(&sought);
        let (mut low, mut high) = (0, self.blocks.len() / BLOCK);
        // The last block that opens before the name; names that fold alike may begin in it.
        while low < high {
            let middle = low.midpoint(high);
            let at = middle * BLOCK + BLOCK - PREFIX;
            let opens = self.blocks.get(at..at + PREFIX).unwrap_or_default();
            let before = match opens.cmp(first.as_slice()) {
                Ordering::Equal => fold(&self.names_of(middle).next_name().unwrap_or_default()) < sought,
                order => order == Ordering::Less,
            };
            if before {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        'blocks: for block in low.saturating_sub(1)..self.blocks.len() / BLOCK {
            let mut names = self.names_of(block);
            while let Some(entry) = names.next() {
                let folded = fold(&names.shown);
                if folded > sought {
                    break 'blocks;
                }
                if folded == sought {
                    found.extend(entry.own.filter_map(|row| self.candidate(PlaceId(row), true)));
                    found.extend(
                        (0..entry.others)
                            .map(|other| u24(self.names, entry.others_at + 3 * other))
                            .filter_map(|row| self.candidate(PlaceId(row), false)),
                    );
                }
            }
        }
        found.sort_by_key(|candidate| (std::cmp::Reverse(candidate.population), candidate.place));
        found.dedup_by_key(|candidate| candidate.place);
        found
    }

    /// A place's own name.
    pub fn name(&self, place: PlaceId) -> String {
        let count = self.blocks.len() / BLOCK;
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = low.midpoint(high);
            if u24(self.blocks, middle * BLOCK + 4) <= place.0 {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        // Blocks of other names only have no row of their own: the row lies in the last block that opens at or before it.
        let Some(block) = low.checked_sub(1) else {
            return String::new();
        };
        let mut names = self.names_of(block);
        while let Some(entry) = names.next() {
            if entry.own.contains(&place.0) {
                return names.shown;
            }
        }
        String::new()
    }

    /// The region itself, where it has a name.
    pub fn region(&self, region: RegionId) -> Option<Candidate<'b>> {
        let row = u24(self.regions, usize::from(region.0) * REGION + 1);
        (row != NO_ROW).then(|| self.candidate(PlaceId(row), true)).flatten()
    }

    fn candidate(&self, place: PlaceId, own_name: bool) -> Option<Candidate<'b>> {
        let at = place.0 as usize * ROW;
        let row = Row::unpack(self.rows.get(at..at + ROW)?);
        let country = usize::from(byte(self.regions, usize::from(row.region) * REGION)) * COUNTRY;
        let code = self.countries.get(country..country + COUNTRY)?;
        Some(Candidate {
            place,
            kind: row.kind,
            country: std::str::from_utf8(code).ok().filter(|code| *code != "   "),
            region: RegionId(row.region),
            centre: row
                .located
                .then(|| (f64::from(row.lat) / 1e4, f64::from(row.lon) / 1e4)),
            population: inhabitants(row.population),
            own_name,
        })
    }

    fn names_of(&self, block: usize) -> Names<'b> {
        Names {
            text: self.names,
            at: u32_at(self.blocks, block * BLOCK) as usize,
            left: NAMES,
            row: u24(self.blocks, block * BLOCK + 4),
            shown: String::new(),
        }
    }
}

/// The names of one block, one after the other.
struct Names<'b> {
    text: &'b [u8],
    at: usize,
    left: usize,
    /// The first row that the next name is the own name of.
    row: u32,
    shown: String,
}

/// What a name says of rows.
struct NameEntry {
    own: std::ops::Range<u32>,
    others: usize,
    others_at: usize,
}

impl Names<'_> {
    fn next(&mut self) -> Option<NameEntry> {
        if self.left == 0 || self.at >= self.text.len() {
            return None;
        }
        self.left -= 1;
        let (shared, length) = self.pair();
        let suffix = self.text.get(self.at..self.at + length)?;
        let mut shown = std::mem::take(&mut self.shown).into_bytes();
        shown.truncate(shared);
        shown.extend_from_slice(suffix);
        self.shown = String::from_utf8(shown).ok()?;
        self.at += length;
        let (own, others) = self.pair();
        let first = self.row;
        self.row += u32::try_from(own).ok()?;
        let others_at = self.at;
        self.at += 3 * others;
        Some(NameEntry {
            own: first..self.row,
            others,
            others_at,
        })
    }

    fn next_name(mut self) -> Option<String> {
        self.next()?;
        Some(self.shown)
    }

    fn pair(&mut self) -> (usize, usize) {
        let both = byte(self.text, self.at);
        self.at += 1;
        let mut whole = |nibble: u8| {
            if nibble < 15 {
                return usize::from(nibble);
            }
            self.at += 2;
            usize::from(u16::from_le_bytes([
                byte(self.text, self.at - 2),
                byte(self.text, self.at - 1),
            ]))
        };
        (whole(both >> 4), whole(both & 15))
    }
}

/// Kilometres between two positions (degrees north and east), on a sphere of the Earth's mean radius (haversine).
pub fn kilometres((lat, lon): (f64, f64), (other_lat, other_lon): (f64, f64)) -> f64 {
    let half = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin().powi(2);
    let chord = half(lat, other_lat) + lat.to_radians().cos() * other_lat.to_radians().cos() * half(lon, other_lon);
    2.0 * 6371.0 * chord.sqrt().min(1.0).asin()
}
