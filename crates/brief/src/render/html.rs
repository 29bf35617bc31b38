//! A brief as one page that stands alone: no script, no picture, no address that it would load.

use super::{place, runs};
use crate::{Block, Brief, Cell, Footnote, Sentence};

/// Nothing may be loaded and nothing run, whatever a document's words are.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The brief as one self-contained HTML page.
pub fn html(brief: &Brief) -> String {
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n",
        title = escaped(&brief.title),
        style = include_str!("page.css"),
    );
    let mut page = Page {
        out: String::new(),
        referred: vec![0; brief.footnotes.len() + 1],
    };
    out.push_str("<nav aria-label=\"Sections\"><ol>\n");
    for section in &brief.sections {
        out.push_str(&format!(
            "<li><a href=\"#{}\">{}</a></li>\n",
            escaped(&section.anchor),
            escaped(&section.heading)
        ));
    }
    out.push_str("<li><a href=\"#notes\">Notes</a></li>\n</ol></nav>\n");
    for section in &brief.sections {
        let (anchor, heading) = (escaped(&section.anchor), escaped(&section.heading));
        page.add(&format!(
            "<section aria-labelledby=\"{anchor}\">\n<h2 id=\"{anchor}\">{heading}</h2>\n"
        ));
        section.blocks.iter().for_each(|block| page.block(block));
        page.add("</section>\n");
    }
    page.add("<section aria-labelledby=\"notes\">\n<h2 id=\"notes\">Notes</h2>\n<ol class=\"notes\">\n");
    brief.footnotes.iter().for_each(|note| page.note(note));
    page.add("</ol>\n</section>\n");
    out.push_str(&page.out);
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

struct Page {
    out: String,
    /// How often each footnote was referred to, so that each reference has a name of its own to come back to.
    referred: Vec<usize>,
}

impl Page {
    fn add(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { anchor, text } => {
                self.add(&format!("<h3 id=\"{}\">{}</h3>\n", escaped(anchor), escaped(text)));
            }
            Block::Paragraph { sentences } => {
                self.add("<p>");
                sentences.iter().for_each(|sentence| self.sentence(sentence));
                self.add("</p>\n");
            }
            Block::Points { label, points } => {
                self.add(&format!("<p class=\"label\">{}</p>\n<ul>\n", escaped(label)));
                for point in points {
                    self.add("<li>");
                    self.sentence(point);
                    self.add("</li>\n");
                }
                self.add("</ul>\n");
            }
            Block::Table { columns, rows } => self.table(columns, rows),
            Block::Note { text } => self.add(&format!("<p class=\"note\">{}</p>\n", escaped(text))),
        }
    }

    fn table(&mut self, columns: &[String], rows: &[Vec<Cell>]) {
        self.add("<div class=\"scroll\"><table>\n<thead><tr>");
        for column in columns {
            self.add(&format!("<th scope=\"col\">{}</th>", escaped(column)));
        }
        self.add("</tr></thead>\n<tbody>\n");
        for row in rows {
            self.add("<tr>");
            for cell in row {
                self.add(&format!("<td>{}", escaped(&cell.text)));
                self.marks(&cell.footnotes);
                self.add("</td>");
            }
            self.add("</tr>\n");
        }
        self.add("</tbody>\n</table></div>\n");
    }

    fn sentence(&mut self, sentence: &Sentence) {
        self.add(&escaped(&sentence.text));
        self.marks(&sentence.footnotes);
        self.add(" ");
    }

    fn marks(&mut self, numbers: &[usize]) {
        if numbers.is_empty() {
            return;
        }
        let mut marks = Vec::new();
        for (first, last) in runs(numbers) {
            match last - first {
                0 => marks.push(self.reference(first)),
                1 => marks.extend([self.reference(first), self.reference(last)]),
                _ => {
                    let (first, last) = (self.reference(first), self.reference(last));
                    marks.push(format!("{first}–{last}"));
                }
            }
        }
        self.add(&format!("<sup>[{}]</sup>", marks.join(", ")));
    }

    fn reference(&mut self, number: usize) -> String {
        let count = self.referred.get_mut(number).map_or(0, |count| {
            *count += 1;
            *count
        });
        format!("<a href=\"#note-{number}\" id=\"from-{number}-{count}\">{number}</a>")
    }

    fn note(&mut self, note: &Footnote) {
        let number = note.number;
        let back = match self.referred.get(number) {
            Some(0) | None => String::new(),
            Some(_) => format!(" <a href=\"#from-{number}-1\" aria-label=\"Back to the sentence\">↩</a>"),
        };
        self.add(&format!(
            "<li id=\"note-{number}\" value=\"{number}\"><span class=\"where\">{place}</span>{back}\n\
             <blockquote>{before}<mark>{exact}</mark>{after}</blockquote>\n\
             <span class=\"where\"><code>{document} · SHA-256 {sha256}</code></span></li>\n",
            place = escaped(&place(note)),
            before = escaped(&note.before),
            exact = escaped(&note.exact),
            after = escaped(&note.after),
            document = escaped(&note.document),
            sha256 = escaped(&note.sha256),
        ));
    }
}

fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}
