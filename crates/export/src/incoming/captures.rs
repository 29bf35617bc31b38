//! Captures from a CSV table: each row a file, an address or a text, with what is known of it.

use std::io::Read;

use onrecord_document::{Basis, Document, Precision, Published, Stated};

use super::Refused;
use crate::days::is_day;

/// One row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its line in the file.
    pub line: u64,
    /// Path of a file with the bytes.
    pub path: Option<String>,
    /// Where it came from.
    pub url: Option<String>,
    /// The text itself.
    pub text: Option<String>,
    /// SHA-256 of the bytes, as the table has it.
    pub sha256: Option<String>,
    /// What the bytes are.
    pub media_type: Option<String>,
    /// When it was fetched.
    pub captured: Option<String>,
    title: Option<String>,
    byline: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
}

impl Row {
    /// Puts down what the table knows of a document and the document does not tell itself.
    pub fn amend(&self, document: &mut Document) {
        for (name, told, field) in [
            ("csv.title", &self.title, &mut document.title),
            ("csv.byline", &self.byline, &mut document.byline),
            ("csv.publisher", &self.publisher, &mut document.publisher),
        ] {
            // A host is what an address tells, and not the document.
            let own = field.as_ref().filter(|stated| stated.basis.rule != "publisher.address");
            if let (Some(value), None) = (told, own) {
                *field = Some(Stated {
                    value: value.clone(),
                    basis: basis(name),
                });
            }
        }
        let day = self
            .published
            .as_deref()
            .filter(|value| value.get(..10).is_some_and(is_day));
        if let (Some(value), None) = (day, &document.published) {
            document.published = Some(Published {
                value: value.to_owned(),
                precision: if value.len() > 10 {
                    Precision::Time
                } else {
                    Precision::Day
                },
                basis: basis("csv.published"),
            });
        }
    }
}

pub(super) fn basis(rule: &str) -> Basis {
    Basis {
        rule: rule.to_owned(),
        spans: Vec::new(),
    }
}

/// A table that has no row to read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the table has none of the columns path, url and text: name one of them in its first line")]
pub struct NoColumn;

/// Reads the rows. Columns are known by the names in the first line, in any order: `path` or `file`, `url`, `text`, `sha256`,
/// `media_type`, `captured` or `fetched_at`, `title`, `byline`, `publisher`, `published`; others are passed over.
///
/// # Errors
/// [`NoColumn`] where no column can hold a capture.
pub fn read(from: impl Read) -> Result<Vec<Result<Row, Refused>>, NoColumn> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(from);
    let names: Vec<String> = reader
        .headers()
        .map_err(|_| NoColumn)?
        .iter()
        .map(|name| name.trim().trim_start_matches('\u{feff}').to_lowercase())
        .collect();
    if !names
        .iter()
        .any(|name| matches!(name.as_str(), "path" | "file" | "url" | "text"))
    {
        return Err(NoColumn);
    }
    let mut rows = Vec::new();
    for (number, row) in reader.records().enumerate() {
        rows.push(match row {
            Ok(row) => {
                let line = row.position().map_or(number as u64 + 2, csv::Position::line);
                of(&names, &row, line)
            }
            Err(cause) => Err(Refused {
                which: cause
                    .position()
                    .map_or_else(|| format!("row {}", number + 1), |at| format!("line {}", at.line())),
                cause: "it is no row of UTF-8 text".to_owned(),
            }),
        });
    }
    Ok(rows)
}

fn of(names: &[String], cells: &csv::StringRecord, line: u64) -> Result<Row, Refused> {
    let mut row = Row { line, ..Row::default() };
    for (name, cell) in names.iter().zip(cells) {
        if cell.trim().is_empty() {
            continue;
        }
        let field = match name.as_str() {
            "path" | "file" => &mut row.path,
            "url" => &mut row.url,
            "text" => &mut row.text,
            "sha256" => &mut row.sha256,
            "media_type" => &mut row.media_type,
            "captured" | "fetched_at" => &mut row.captured,
            "title" => &mut row.title,
            "byline" => &mut row.byline,
            "publisher" => &mut row.publisher,
            "published" => &mut row.published,
            _ => continue,
        };
        // A text is kept to the letter.
        *field = Some(if name == "text" {
            cell.to_owned()
        } else {
            cell.trim().to_owned()
        });
    }
    if row.path.is_none() && row.url.is_none() && row.text.is_none() {
        return Err(Refused {
            which: format!("line {line}"),
            cause: "it names no file, no address and no text".to_owned(),
        });
    }
    Ok(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_known_by_their_names_and_a_bad_row_costs_itself() {
        let table = "Published,note,text,url\n2026-03-02,x,\" A text,\nkept.\",https://example.org/1\n,y,,\n,,b,\n";
        let rows = read(table.as_bytes()).unwrap();
        assert_eq!(rows.len(), 3);
        let first = rows[0].as_ref().unwrap();
        assert_eq!(first.text.as_deref(), Some(" A text,\nkept."));
        assert_eq!(first.url.as_deref(), Some("https://example.org/1"));
        let mut document = Document::default();
        first.amend(&mut document);
        assert_eq!(document.published.unwrap().basis.rule, "csv.published");
        assert_eq!(rows[1].as_ref().unwrap_err().which, "line 4");
        assert!(rows[2].is_ok());
        assert_eq!(read("a,b\n1,2\n".as_bytes()), Err(NoColumn));
    }

    #[test]
    fn what_a_document_tells_itself_stands() {
        let rows = read("text,title\nwords,Theirs\n".as_bytes()).unwrap();
        let mut document = Document {
            title: Some(Stated {
                value: "Its own".into(),
                basis: Basis::default(),
            }),
            ..Document::default()
        };
        rows[0].as_ref().unwrap().amend(&mut document);
        assert_eq!(document.title.unwrap().value, "Its own");
    }
}
