//! The trained model: rows of small whole numbers, summed, and a ladder of yes-or-no questions over their sum.

use std::sync::OnceLock;

/// Numbers in a row.
pub const WIDTH: usize = 16;
/// The rungs of the scale. Between two of them stands one question: does the event stand above?
pub const RUNGS: [f32; 12] = [-3.0, -2.0, -1.0, 0.0, 0.6, 1.2, 1.6, 2.0, 2.4, 2.6, 2.8, 3.0];
/// Questions of a scale.
pub const QUESTIONS: usize = RUNGS.len() - 1;
/// Numbers that answer the questions of one scale: a weight for each number of a row, and one for none.
pub const ANSWERS: usize = QUESTIONS * (WIDTH + 1);
/// What the sum of rows is multiplied with, so that its numbers are of the size of one.
pub const SCALED: f32 = 0.2;
/// What a negative sum counts for (a leaky rectifier).
pub const LEAK: f32 = 0.05;

/// Whose judgements are foretold: how far people spread them over −3 to 3 differs from one corpus to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Newswire, judged by the author's words (UW; Lee, Artzi, Choi and Zettlemoyer, EMNLP 2015).
    News,
    /// Web texts, judged by whether it happened and how sure one is (UDS-IH2; Rudinger, White and Van Durme, NAACL 2018).
    Web,
}

impl Scale {
    /// All, in the order of the stored weights.
    pub const ALL: [Scale; 2] = [Scale::News, Scale::Web];

    /// Its place in the stored weights.
    pub fn place(self) -> usize {
        match self {
            Scale::News => 0,
            Scale::Web => 1,
        }
    }
}

/// How many values the first twelve bits of a key have.
const SHELVES: u32 = 1 << 12;

/// The trained weights.
pub struct Model {
    rows: Vec<[i8; WIDTH]>,
    /// Which features have rows, in order; features are known by the first three bytes of their number.
    keys: Vec<u32>,
    /// Where the keys begin that share their first twelve bits, by these.
    begins: Vec<u32>,
    unit: f32,
    answers: Vec<f32>,
    digest: String,
}

/// The part of a feature's number by which it is stored.
pub fn key(feature: u32) -> u32 {
    feature >> 8
}

impl Model {
    /// The model that the crate carries.
    pub fn shipped() -> &'static Model {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| Model::of_bytes(include_bytes!("../../model/factuality.weights")))
    }

    /// Reads what [`Model::to_bytes`] wrote. What is missing is nought: a file of another form tells nothing, and fails nothing.
    pub fn of_bytes(bytes: &[u8]) -> Model {
        let digest = crate::identity::digest_of_bytes(bytes);
        let (count, rest) = number(bytes);
        let (unit, rest) = number(rest);
        let count = u32::from_le_bytes(count) as usize;
        let (keys, rest) = rest.split_at(count.saturating_mul(3).min(rest.len()));
        let (rows, rest) = rest.split_at(count.saturating_mul(WIDTH).min(rest.len()));
        let unit = f32::from_le_bytes(unit);
        let keys: Vec<u32> = keys
            .chunks_exact(3)
            .map(|key| u32::from_le_bytes([key[0], key[1], key[2], 0]))
            .collect();
        let begins = (0..=SHELVES)
            .map(|shelf| keys.partition_point(|key| key >> 12 < shelf) as u32)
            .collect();
        let rows = rows
            .chunks_exact(WIDTH)
            .map(|row| std::array::from_fn(|at| i8::from_le_bytes([row[at]])))
            .collect();
        let mut answers: Vec<f32> = rest
            .chunks_exact(4)
            .map(|four| f32::from_le_bytes(number(four).0))
            .collect();
        answers.resize(ANSWERS * Scale::ALL.len(), 0.0);
        Model {
            rows,
            keys,
            begins,
            unit,
            answers,
            digest,
        }
    }

    /// The stored form: how many rows, what a unit of theirs stands for, their keys (three bytes each), the rows (a byte a
    /// number), the answers of each scale. `keys` and `rows` are in one order.
    pub fn to_bytes(keys: &[u32], rows: &[f32], answers: &[f32]) -> Vec<u8> {
        let largest = rows.iter().fold(0.0f32, |largest, number| largest.max(number.abs()));
        let unit = (largest / 127.0).max(f32::MIN_POSITIVE);
        let mut bytes = (keys.len() as u32).to_le_bytes().to_vec();
        bytes.extend(unit.to_le_bytes());
        bytes.extend(keys.iter().flat_map(|key| key.to_le_bytes().into_iter().take(3)));
        bytes.extend(
            rows.iter()
                .map(|number| ((number / unit).round().clamp(-127.0, 127.0) as i8).to_le_bytes()[0]),
        );
        bytes.extend(answers.iter().flat_map(|number| number.to_le_bytes()));
        bytes
    }

    /// First 16 hexadecimal digits of the SHA-256 of the stored weights.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The row of a key, where it has one.
    fn row(&self, key: u32) -> Option<&[i8; WIDTH]> {
        let shelf = (key >> 12) as usize;
        let (first, end) = (*self.begins.get(shelf)? as usize, *self.begins.get(shelf + 1)? as usize);
        let at = self.keys.get(first..end)?.iter().position(|&known| known == key)?;
        self.rows.get(first + at)
    }

    /// How certain a predicate with these features is, −3 to 3: each question moves it up by its share of the scale. The answers' sum is
    /// the median of what people would judge; a question that is nearly even counts by halves.
    pub fn score(&self, features: &[u32], scale: Scale) -> f32 {
        let mut sums = [0i32; WIDTH];
        for feature in features {
            let Some(row) = self.row(key(*feature)) else { continue };
            for (sum, number) in sums.iter_mut().zip(row) {
                *sum += i32::from(*number);
            }
        }
        // Whole numbers up to here, then a fixed order of additions: the same on every machine.
        let hidden: [f32; WIDTH] = std::array::from_fn(|at| rectified(sums[at] as f32 * self.unit * SCALED));
        self.answers[scale.place() * ANSWERS..][..ANSWERS]
            .chunks_exact(WIDTH + 1)
            .zip(RUNGS.windows(2))
            .fold(RUNGS[0], |score, (weights, rungs)| {
                let answer = weights[..WIDTH]
                    .iter()
                    .zip(&hidden)
                    .fold(weights[WIDTH], |sum, (weight, number)| sum + weight * number);
                score + (rungs[1] - rungs[0]) * (0.5 + answer).clamp(0.0, 1.0)
            })
    }
}

/// The first four bytes and what follows them.
fn number(bytes: &[u8]) -> ([u8; 4], &[u8]) {
    bytes
        .split_first_chunk::<4>()
        .map_or(([0; 4], &[]), |(four, rest)| (*four, rest))
}

/// The leaky rectifier.
pub fn rectified(number: f32) -> f32 {
    if number > 0.0 { number } else { LEAK * number }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_one_row() -> Model {
        let mut row = [0.0; WIDTH];
        row[0] = 1.0;
        let mut answers = vec![0.0; ANSWERS * 2];
        for question in 0..QUESTIONS {
            answers[question * (WIDTH + 1)] = 10.0;
            answers[question * (WIDTH + 1) + WIDTH] = -1.0;
        }
        Model::of_bytes(&Model::to_bytes(&[key(0x0102_0304)], &row, &answers))
    }

    #[test]
    fn what_was_written_is_read() {
        let model = with_one_row();
        assert_eq!(model.score(&[0x0102_0304], Scale::News), 3.0);
        assert_eq!(model.score(&[0x0902_0304], Scale::News), -3.0);
    }

    #[test]
    fn a_damaged_file_tells_nothing_and_fails_nothing() {
        for bytes in [&[][..], &[255; 7], &[255; 9000]] {
            let score = Model::of_bytes(bytes).score(&[1, 2, 3], Scale::Web);
            assert!(score.is_nan() || (-3.0..=3.0).contains(&score));
        }
    }
}
