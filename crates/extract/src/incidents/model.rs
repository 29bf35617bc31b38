//! The trained model of incidents: rows of small whole numbers, one a feature, summed for each question.

use std::sync::OnceLock;

use super::shape::{Fate, IncidentKind};

/// Parts that a phrase can have.
pub const PARTS: usize = 5;
/// Questions about a phrase: its part, the kind of incident it has it in, what becomes of it.
pub const OF_PHRASE: usize = PARTS + IncidentKind::ALL.len() + Fate::ALL.len();
/// Questions about a document: which kinds of incident it tells.
pub const OF_DOCUMENT: usize = IncidentKind::ALL.len();

/// Rows by feature.
#[derive(Debug, Default)]
pub struct Table {
    width: usize,
    keys: Vec<u32>,
    rows: Vec<i8>,
    unit: f32,
}

impl Table {
    /// The answers to each question, as odds on a logarithmic scale.
    pub fn answers(&self, features: &[u32]) -> Vec<f32> {
        let mut sums = vec![0_i32; self.width];
        for feature in features {
            let Ok(at) = self.keys.binary_search(feature) else {
                continue;
            };
            let Some(row) = self.rows.get(at * self.width..(at + 1) * self.width) else {
                continue;
            };
            for (sum, number) in sums.iter_mut().zip(row) {
                *sum += i32::from(*number);
            }
        }
        sums.into_iter().map(|sum| sum as f32 * self.unit).collect()
    }

    /// Reads a table and says what follows it. What is missing is nought.
    fn of_bytes(bytes: &[u8], width: usize) -> (Table, &[u8]) {
        let (count, rest) = four(bytes);
        let (unit, rest) = four(rest);
        let count = u32::from_le_bytes(count) as usize;
        let (keys, rest) = rest.split_at(count.saturating_mul(3).min(rest.len()));
        let (rows, rest) = rest.split_at(count.saturating_mul(width).min(rest.len()));
        let table = Table {
            width,
            keys: keys
                .chunks_exact(3)
                .map(|key| u32::from_le_bytes([key[0], key[1], key[2], 0]))
                .collect(),
            rows: rows.iter().map(|row| i8::from_le_bytes([*row])).collect(),
            unit: f32::from_le_bytes(unit),
        };
        (table, rest)
    }

    /// The stored form: how many rows, what a unit of theirs stands for, their keys in order (three bytes each), the rows.
    pub fn to_bytes(keys: &[u32], rows: &[f32]) -> Vec<u8> {
        let largest = rows.iter().fold(0.0_f32, |largest, number| largest.max(number.abs()));
        let unit = (largest / 127.0).max(f32::MIN_POSITIVE);
        let mut bytes = (keys.len() as u32).to_le_bytes().to_vec();
        bytes.extend(unit.to_le_bytes());
        bytes.extend(keys.iter().flat_map(|key| key.to_le_bytes().into_iter().take(3)));
        bytes.extend(
            rows.iter()
                .map(|number| ((number / unit).round().clamp(-127.0, 127.0) as i8).to_le_bytes()[0]),
        );
        bytes
    }
}

/// Both tables.
#[derive(Debug, Default)]
pub struct Model {
    /// Of phrases.
    pub phrases: Table,
    /// Of documents.
    pub documents: Table,
    digest: String,
}

impl Model {
    /// The model that the crate carries.
    pub fn shipped() -> &'static Model {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| Model::of_bytes(include_bytes!("../../model/incidents.weights")))
    }

    /// Reads what the tables' [`Table::to_bytes`] wrote, one after the other.
    pub fn of_bytes(bytes: &[u8]) -> Model {
        let (phrases, rest) = Table::of_bytes(bytes, OF_PHRASE);
        let (documents, _) = Table::of_bytes(rest, OF_DOCUMENT);
        Model {
            phrases,
            documents,
            digest: crate::identity::digest_of_bytes(bytes),
        }
    }

    /// First 16 hexadecimal digits of the SHA-256 of the stored weights.
    pub fn digest(&self) -> &str {
        &self.digest
    }
}

/// The first four bytes and what follows them.
fn four(bytes: &[u8]) -> ([u8; 4], &[u8]) {
    bytes
        .split_first_chunk::<4>()
        .map_or(([0; 4], &[]), |(four, rest)| (*four, rest))
}
