//! A brief as one page that stands alone: no script, no picture, no address that it would load.

use super::{OWN, described, runs};
use crate::brief::{Block, Brief, Cell, Depth, Footnote, Sentence, Source};

/// Nothing may be loaded and nothing run, whatever a document's words are.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The brief as one self-contained HTML page; what is folded is there to be unfolded, at full depth it is open.
pub fn html(brief: &Brief, depth: Depth) -> String {
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
        depth,
        level: 3,
        referred: vec![Vec::new(); brief.footnotes.len() + 1],
    };
    out.push_str("<nav aria-label=\"Sections\"><ol>\n");
    for section in &brief.sections {
        out.push_str(&format!(
            "<li><a href=\"#{}\">{}</a></li>\n",
            escaped(&section.anchor),
            escaped(&section.heading)
        ));
    }
    out.push_str("<li><a href=\"#sources\">Sources</a></li>\n<li><a href=\"#notes\">Notes</a></li>\n</ol></nav>\n");
    for section in &brief.sections {
        let (anchor, heading) = (escaped(&section.anchor), escaped(&section.heading));
        page.add(&format!(
            "<section aria-labelledby=\"{anchor}\">\n<h2 id=\"{anchor}\">{heading}</h2>\n"
        ));
        page.level = 3;
        section.blocks.iter().for_each(|block| page.block(block));
        page.add("</section>\n");
    }
    page.add("<section aria-labelledby=\"sources\">\n<h2 id=\"sources\">Sources</h2>\n<ol class=\"sources\">\n");
    let mut before = 0;
    for source in &brief.sources {
        page.source(source, before);
        before = source.number;
    }
    page.add("</ol>\n</section>\n");
    page.add("<section aria-labelledby=\"notes\">\n<h2 id=\"notes\">Notes</h2>\n<ol class=\"notes\">\n");
    brief.footnotes.iter().for_each(|note| page.note(note));
    page.add("</ol>\n</section>\n");
    out.push_str(&page.out);
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

struct Page {
    out: String,
    depth: Depth,
    /// The level of the next heading of a list: right under the section's, or under a claim's.
    level: u8,
    /// The names of the references to each footnote, to come back to.
    referred: Vec<Vec<String>>,
}

impl Page {
    fn add(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { anchor, text } => {
                self.level = 4;
                self.add(&format!("<h3 id=\"{}\">{}</h3>\n", escaped(anchor), escaped(text)));
            }
            Block::Paragraph { sentences } => {
                self.add("<p>");
                sentences.iter().for_each(|sentence| self.sentence(sentence));
                self.add("</p>\n");
            }
            Block::Points { label, points } => {
                self.label(label);
                self.add("<ul>\n");
                for point in points {
                    self.add("<li>");
                    point.iter().for_each(|sentence| self.sentence(sentence));
                    self.add("</li>\n");
                }
                self.add("</ul>\n");
            }
            Block::Table { label, columns, rows } => self.table(label, columns, rows),
            Block::Own { text } => {
                self.add(&format!("<aside class=\"own\"><p class=\"whose\">{OWN}</p>\n"));
                for line in text.lines().filter(|line| !line.trim().is_empty()) {
                    self.add(&format!("<p>{}</p>\n", escaped(line)));
                }
                self.add("</aside>\n");
            }
            Block::Note { text } => self.add(&format!("<p class=\"note\">{}</p>\n", escaped(text))),
            Block::Folded { label, blocks } => {
                let open = if self.depth == Depth::Full { " open" } else { "" };
                self.add(&format!("<details{open}>\n<summary>{}</summary>\n", escaped(label)));
                blocks.iter().for_each(|block| self.block(block));
                self.add("</details>\n");
            }
        }
    }

    fn label(&mut self, label: &str) {
        if !label.is_empty() {
            let level = self.level;
            self.add(&format!("<h{level} class=\"label\">{}</h{level}>\n", escaped(label)));
        }
    }

    fn table(&mut self, label: &str, columns: &[String], rows: &[Vec<Cell>]) {
        self.add("<div class=\"scroll\"><table>\n");
        if !label.is_empty() {
            self.add(&format!("<caption>{}</caption>\n", escaped(label)));
        }
        self.add("<thead><tr>");
        for column in columns {
            self.add(&format!("<th scope=\"col\">{}</th>", escaped(column)));
        }
        self.add("</tr></thead>\n<tbody>\n");
        for row in rows {
            self.add("<tr>");
            for (position, cell) in row.iter().enumerate() {
                let (open, close) = if position == 0 {
                    ("<th scope=\"row\">", "</th>")
                } else {
                    ("<td>", "</td>")
                };
                self.add(&format!("{open}{}", escaped(&cell.text)));
                self.marks(&cell.footnotes);
                self.add(close);
            }
            self.add("</tr>\n");
        }
        self.add("</tbody>\n</table></div>\n");
    }

    fn sentence(&mut self, sentence: &Sentence) {
        self.add(&escaped(&sentence.text));
        let documents: Vec<String> = runs(&sentence.sources)
            .into_iter()
            .map(|(first, last)| match last - first {
                0 => document(first),
                _ => format!("{}–{}", document(first), document(last)),
            })
            .collect();
        if !documents.is_empty() {
            self.add(&format!("<sup>[{}]</sup>", documents.join(", ")));
        }
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
                    let links = (self.reference(first), self.reference(last));
                    // What stands between the two has no number of its own in the text, and leads back to the first.
                    let name = self.referred.get(first).and_then(|names| names.last()).cloned();
                    for between in first + 1..last {
                        if let (Some(known), Some(name)) = (self.referred.get_mut(between), &name) {
                            known.push(name.clone());
                        }
                    }
                    marks.push(format!("{}–{}", links.0, links.1));
                }
            }
        }
        self.add(&format!("<sup>[{}]</sup>", marks.join(", ")));
    }

    fn reference(&mut self, number: usize) -> String {
        let known = self.referred.get_mut(number);
        let name = format!("from-{number}-{}", known.as_ref().map_or(1, |known| known.len() + 1));
        let link = format!("<a href=\"#note-{number}\" id=\"{name}\">{number}</a>");
        if let Some(known) = known {
            known.push(name);
        }
        link
    }

    fn note(&mut self, note: &Footnote) {
        let number = note.number;
        let names = self.referred.get(number).cloned().unwrap_or_default();
        let times = names.len();
        let back: String = names
            .iter()
            .zip(1..)
            .map(|(name, time)| {
                let label = if times == 1 {
                    "Back to the sentence".to_owned()
                } else {
                    format!("Back to sentence {time} of {times}")
                };
                format!(" <a href=\"#{name}\" aria-label=\"{label}\">↩</a>")
            })
            .collect();
        self.add(&format!(
            "<li id=\"note-{number}\" value=\"{number}\"><span class=\"where\">{source}, characters {start}–{end}</span>{back}\n\
             <blockquote>{before}<mark>{exact}</mark>{after}</blockquote></li>\n",
            source = document(note.source),
            start = note.start,
            end = note.end,
            before = escaped(&note.before),
            exact = escaped(&note.exact),
            after = escaped(&note.after),
        ));
    }

    fn source(&mut self, source: &Source, before: usize) {
        // Where some are left out, the next one says its number itself.
        let set = if source.number == before + 1 {
            String::new()
        } else {
            format!(" style=\"counter-set: source {}\"", source.number)
        };
        let address = source
            .url
            .as_ref()
            .map(|url| format!("; {}", escaped(url)))
            .unwrap_or_default();
        self.add(&format!(
            "<li id=\"source-{number}\"{set}><span class=\"where\">{told}{address}</span> <code>{document} · SHA-256 {sha256}</code></li>\n",
            number = source.number,
            told = escaped(&described(source)),
            document = escaped(&source.document),
            sha256 = escaped(&source.sha256),
        ));
    }
}

fn document(number: usize) -> String {
    format!("<a href=\"#source-{number}\">D{number}</a>")
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
