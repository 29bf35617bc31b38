//! A brief as a document for word processors (Office Open XML, ECMA-376): headings, lists, tables, real footnotes.

use std::io::{Cursor, Write};

use thiserror::Error;
use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

use super::{OWN, described, in_documents, laid_open, on_one_line};
use crate::brief::{Block, Brief, Cell, Depth, Footnote, Sentence};

/// Why no document was made.
#[derive(Debug, Error)]
#[error("the document for word processors could not be made ({0}): the other forms say the same")]
pub struct WordError(#[from] ZipError);

const MAIN: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The brief as the bytes of a `.docx` file. The same brief gives the same bytes.
///
/// # Errors
/// [`WordError`] where it does not fit into the format.
pub fn word(brief: &Brief, depth: Depth) -> Result<Vec<u8>, WordError> {
    let mut written = Written {
        brief,
        body: String::new(),
        notes: String::new(),
        count: 0,
    };
    written.whole(depth);
    let document = format!(
        "{HEAD}<w:document {MAIN}><w:body>{}<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/>\
         </w:sectPr></w:body></w:document>",
        written.body
    );
    let notes = format!(
        "{HEAD}<w:footnotes {MAIN}><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
         <w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>{}</w:footnotes>",
        written.notes
    );
    let core = format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:language>en</dc:language></cp:coreProperties>",
        escaped(&brief.title)
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("[Content_Types].xml", include_str!("word/content_types.xml")),
        ("_rels/.rels", include_str!("word/package.rels")),
        ("word/_rels/document.xml.rels", include_str!("word/document.rels")),
        ("word/styles.xml", include_str!("word/styles.xml")),
        ("word/numbering.xml", include_str!("word/numbering.xml")),
        ("word/document.xml", &document),
        ("word/footnotes.xml", &notes),
        ("docProps/core.xml", &core),
    ];
    for (name, content) in parts {
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(content.as_bytes()).map_err(ZipError::from)?;
    }
    Ok(zip.finish()?.into_inner())
}

struct Written<'a> {
    brief: &'a Brief,
    body: String,
    notes: String,
    /// Footnotes so far: a place that is named twice has two, since each reference of the format is a footnote of its own.
    count: usize,
}

impl Written<'_> {
    fn whole(&mut self, depth: Depth) {
        let brief = self.brief;
        self.paragraph("Title", &run(&brief.title));
        for section in &brief.sections {
            let blocks = laid_open(&section.blocks, depth);
            if blocks.is_empty() {
                continue;
            }
            self.paragraph("Heading1", &run(&section.heading));
            blocks.iter().for_each(|block| self.block(block));
        }
        self.paragraph("Heading1", &run("Sources"));
        for source in &brief.sources {
            let address = source.url.as_ref().map(|url| format!("; {url}")).unwrap_or_default();
            let told = format!(
                "D{} {}{address}; SHA-256 {}",
                source.number,
                described(source),
                source.sha256
            );
            self.paragraph("Normal", &run(&told));
        }
    }

    fn paragraph(&mut self, style: &str, runs: &str) {
        self.body.push_str(&format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>"
        ));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { text, .. } => self.paragraph("Heading2", &run(text)),
            Block::Paragraph { sentences } => {
                let runs = self.sentences(sentences);
                self.paragraph("Normal", &runs);
            }
            Block::Points { label, points } => {
                self.label(label);
                for point in points {
                    let runs = self.sentences(point);
                    self.paragraph("ListBullet", &runs);
                }
            }
            Block::Table { label, columns, rows } => {
                self.label(label);
                self.table(columns, rows);
            }
            Block::Note { text } => self.paragraph("Remark", &run(text)),
            Block::Own { text } => {
                self.paragraph("OwnLabel", &run(OWN));
                for line in text.lines().filter(|line| !line.trim().is_empty()) {
                    self.paragraph("Own", &run(line));
                }
            }
            Block::Folded { .. } => {}
        }
    }

    fn label(&mut self, label: &str) {
        if !label.is_empty() {
            self.paragraph("Heading3", &run(label));
        }
    }

    fn sentences(&mut self, sentences: &[Sentence]) -> String {
        let mut runs = String::new();
        for sentence in sentences {
            runs.push_str(&run(&on_one_line(&sentence.text)));
            if !sentence.sources.is_empty() {
                runs.push_str(&run(&in_documents(&sentence.sources)));
            }
            runs.push_str(&self.marks(&sentence.footnotes));
            runs.push_str(&run(" "));
        }
        runs
    }

    fn marks(&mut self, numbers: &[usize]) -> String {
        let mut marks = String::new();
        for (position, number) in numbers.iter().enumerate() {
            let Some(note) = self.brief.footnotes.iter().find(|note| note.number == *number) else {
                continue;
            };
            if position > 0 {
                marks.push_str("<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>,</w:t></w:r>");
            }
            self.count += 1;
            let id = self.count;
            self.notes.push_str(&format!(
                "<w:footnote w:id=\"{id}\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr>\
                 <w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>{}</w:p></w:footnote>",
                run(&told(note))
            ));
            marks.push_str(&format!(
                "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"{id}\"/></w:r>"
            ));
        }
        marks
    }

    fn table(&mut self, columns: &[String], rows: &[Vec<Cell>]) {
        let widths = "<w:gridCol/>".repeat(columns.len());
        let mut table = format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/></w:tblPr><w:tblGrid>{widths}</w:tblGrid>\
             <w:tr><w:trPr><w:tblHeader/></w:trPr>"
        );
        for column in columns {
            table.push_str(&format!(
                "<w:tc><w:tcPr/><w:p><w:pPr><w:pStyle w:val=\"TableHead\"/></w:pPr>{}</w:p></w:tc>",
                run(column)
            ));
        }
        table.push_str("</w:tr>");
        for row in rows {
            table.push_str("<w:tr>");
            for cell in row {
                let marks = self.marks(&cell.footnotes);
                table.push_str(&format!(
                    "<w:tc><w:tcPr/><w:p>{}{marks}</w:p></w:tc>",
                    run(&on_one_line(&cell.text))
                ));
            }
            table.push_str("</w:tr>");
        }
        table.push_str("</w:tbl>");
        self.body.push_str(&table);
        // Two tables in a row would become one.
        self.paragraph("Normal", "");
    }
}

/// `D3, characters 12–40: “…”`, with its surroundings.
fn told(note: &Footnote) -> String {
    format!(
        " D{}, characters {}–{}: {}“{}”{}",
        note.source,
        note.start,
        note.end,
        on_one_line(&note.before),
        on_one_line(&note.exact).trim(),
        on_one_line(&note.after)
    )
}

fn run(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(words))
}

/// Words as words; what XML cannot hold is left out.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' | '\n' => out.push(' '),
            other if other < ' ' || matches!(other, '\u{fffe}' | '\u{ffff}') => {}
            other => out.push(other),
        }
    }
    out
}
