//! Static word vectors: `vocab/vectors` (a NumPy array) and `vocab/key2row` (which word has which row).

use super::weights::floats;
use crate::error::{LoadError, read, read_text};
use crate::message_pack::Reader;
use hashbrown::HashMap;
use std::path::Path;

/// The vectors of a pipeline, by the identifier of a word's spelling.
pub struct StaticVectors {
    rows: HashMap<u64, u32>,
    values: Vec<f32>,
    width: usize,
}

impl StaticVectors {
    /// Reads the vectors under a pipeline's `vocab` folder.
    pub fn load(vocabulary: &Path) -> Result<StaticVectors, LoadError> {
        let settings = vocabulary.join("vectors.cfg");
        if settings.exists() && !read_text(&settings)?.contains("\"default\"") {
            return Err(LoadError::unsupported(
                "vocab/vectors.cfg: mode",
                "not `default`",
                "default",
            ));
        }
        let path = vocabulary.join("vectors");
        let bytes = read(&path)?;
        let (width, values) = read_numpy(&bytes).map_err(|reason| LoadError::malformed(&path, reason))?;
        let count = values.len().checked_div(width).unwrap_or_default();
        let path = vocabulary.join("key2row");
        let bytes = read(&path)?;
        let mut reader = Reader::new(&bytes);
        let mut fill = || -> Result<HashMap<u64, u32>, crate::message_pack::PackError> {
            let length = reader.map_length()?;
            // Two bytes a pair at least: a damaged length reserves no more than the file could hold.
            let mut rows = HashMap::with_capacity(length.min(bytes.len() / 2));
            for _ in 0..length {
                let key = reader.number()?;
                let row = reader.number()?;
                if row < count as u64 {
                    rows.insert(key, row as u32);
                }
            }
            Ok(rows)
        };
        let rows = fill().map_err(|error| LoadError::malformed(&path, error.to_string()))?;
        Ok(StaticVectors { rows, values, width })
    }

    /// The number of values of a vector.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The row of a word.
    pub fn row(&self, orth: u64) -> Option<u32> {
        self.rows.get(&orth).copied()
    }

    /// The values of a row.
    pub fn values(&self, row: u32) -> &[f32] {
        &self.values[row as usize * self.width..][..self.width]
    }
}

/// The width and the values of a two-dimensional array in NumPy's format, versions 1 to 3.
fn read_numpy(bytes: &[u8]) -> Result<(usize, Vec<f32>), String> {
    let rest = bytes.strip_prefix(b"\x93NUMPY").ok_or("not a NumPy array")?;
    let (length, start) = match rest {
        [1, _, low, high, ..] => (usize::from(u16::from_le_bytes([*low, *high])), 4),
        [2 | 3, _, a, b, c, d, ..] => (u32::from_le_bytes([*a, *b, *c, *d]) as usize, 6),
        _ => return Err("an unknown version of NumPy's format".to_owned()),
    };
    let header = rest.get(start..start + length).ok_or("the header is cut short")?;
    let header = std::str::from_utf8(header).map_err(|_| "the header is not text")?;
    if !header.contains("'<f4'") || !header.contains("'fortran_order': False") {
        return Err(format!(
            "not an array of little-endian 32-bit floats in row order: {header}"
        ));
    }
    let shape = header
        .split_once("'shape': (")
        .and_then(|(_, rest)| rest.split_once(')'))
        .ok_or("no shape")?
        .0;
    let sizes: Vec<usize> = shape.split(',').filter_map(|size| size.trim().parse().ok()).collect();
    let [rows, width] = sizes[..] else {
        return Err(format!("not two dimensions: {shape}"));
    };
    let values = floats(&rest[start + length..]);
    if rows.checked_mul(width) != Some(values.len()) {
        return Err(format!("{} values do not fill {rows} rows of {width}", values.len()));
    }
    Ok((width, values))
}
