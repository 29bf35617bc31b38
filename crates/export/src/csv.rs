//! Tables as CSV (RFC 4180, UTF-8): one file a table, nothing told is an empty field.

use std::io::Write;

use crate::tables::{Cell, Table};
use crate::{Choice, Dossier, ExportError};

/// Writes a table with its head, and gives how many rows it has. Words that a spreadsheet would take for a formula are written with a `'` before them where
/// [`Choice::for_spreadsheets`] asks for it.
///
/// # Errors
/// [`ExportError`] where the place written to fails.
pub fn write(table: &Table, dossier: &Dossier, choice: Choice, to: impl Write) -> Result<usize, ExportError> {
    let mut writer = csv::Writer::from_writer(to);
    writer.write_record(table.columns.iter().map(|column| column.name))?;
    let mut count = 0;
    (table.rows)(dossier, choice, &mut |cells| {
        count += 1;
        for cell in cells {
            match cell {
                Cell::None => writer.write_field("")?,
                Cell::Text(text) if choice.for_spreadsheets && is_formula(text) => {
                    writer.write_field(format!("'{text}"))?;
                }
                Cell::Text(text) => writer.write_field(text.as_ref())?,
                Cell::Whole(number) => writer.write_field(number.to_string())?,
                Cell::Real(number) => writer.write_field(number.to_string())?,
                Cell::Truth(truth) => writer.write_field(if *truth { "true" } else { "false" })?,
            }
        }
        writer.write_record(None::<&[u8]>)?;
        Ok(())
    })?;
    writer.flush()?;
    Ok(count)
}

fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use super::is_formula;

    #[test]
    fn what_a_spreadsheet_would_run_is_known_by_its_first_letter() {
        assert!(is_formula("=HYPERLINK(\"x\")"));
        assert!(is_formula("@SUM(1)"));
        assert!(!is_formula("the missiles"));
    }
}
