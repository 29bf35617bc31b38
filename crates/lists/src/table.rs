//! Rows of a table in CSV, a broken one at a time.

use csv::{ReaderBuilder, StringRecord};

/// No field of a list is longer (bytes).
const LONGEST: usize = 1 << 20;

/// Hands each row to `take` with its number, from 1. A row that cannot be read costs itself.
pub(crate) fn rows(text: &str, delimiter: u8, take: &mut dyn FnMut(u64, Result<StringRecord, String>)) {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut row = StringRecord::new();
    let mut number = 0;
    loop {
        number += 1;
        match reader.read_record(&mut row) {
            Ok(false) => return,
            Ok(true) => {
                let is_long = row.iter().any(|field| field.len() > LONGEST);
                let row = std::mem::take(&mut row);
                take(
                    number,
                    if is_long {
                        Err("has a field longer than any is".into())
                    } else {
                        Ok(row)
                    },
                );
            }
            Err(error) => {
                take(number, Err(error.to_string()));
                if reader.is_done() {
                    return;
                }
            }
        }
    }
}
