//! The format of a case file: a head, a text, and the lines that have to come out.

use onrecord_document::{Basis, Block, BlockKind, Capture, Document, DocumentKind, Precision, Published};

/// One case.
pub struct Case {
    /// The day that the document says it was published on.
    pub published: Option<String>,
    /// What kind of document it is.
    pub kind: DocumentKind,
    /// The text; blank lines part its blocks, `# ` opens a heading.
    pub text: String,
    /// The lines expected.
    pub expected: Vec<String>,
    /// Kinds of which nothing is expected ("no toll").
    pub none: Vec<String>,
}

impl Case {
    /// Reads a file: `key: value` lines, `---`, the text, `---`, the expectations. Lines that open with `//` are remarks.
    pub fn parse(file: &str) -> Result<Case, String> {
        let lines: Vec<&str> = file.lines().filter(|line| !line.starts_with("//")).collect();
        let parts: Vec<&[&str]> = lines.split(|line| line.trim_end() == "---").collect();
        let [head, text, expected] = parts[..] else {
            return Err(format!(
                "a case has a head, a text and expectations between two `---` lines, this has {} parts",
                parts.len()
            ));
        };
        let mut case = Case {
            published: None,
            kind: DocumentKind::Report,
            text: text.join("\n").trim().to_owned(),
            expected: Vec::new(),
            none: Vec::new(),
        };
        for line in head.iter().filter(|line| !line.trim().is_empty()) {
            let (key, value) = line
                .split_once(':')
                .ok_or_else(|| format!("`{line}` is no `key: value`"))?;
            let value = value.trim();
            match key.trim() {
                "published" => case.published = Some(value.to_owned()),
                "kind" => {
                    let name = serde_json::Value::String(value.to_owned());
                    case.kind = serde_json::from_value(name).map_err(|error| format!("kind: {error}"))?;
                }
                other => return Err(format!("`{other}` is no key of a case's head")),
            }
        }
        for line in expected.iter().map(|line| line.trim()).filter(|line| !line.is_empty()) {
            match line.strip_prefix("no ") {
                Some(kind) => case.none.push(kind.trim().to_owned()),
                None => case.expected.push(line.to_owned()),
            }
        }
        if case.kinds().is_empty() {
            return Err("a case without expectations cannot fail".to_owned());
        }
        Ok(case)
    }

    /// The kinds that the case speaks of: each is compared as a whole.
    pub fn kinds(&self) -> Vec<&str> {
        let mut kinds: Vec<&str> = self
            .expected
            .iter()
            .map(|line| kind_of(line))
            .chain(self.none.iter().map(String::as_str))
            .collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    /// The document.
    pub fn document(&self) -> Document {
        let mut blocks = Vec::new();
        let mut text = String::new();
        for paragraph in self
            .text
            .split("\n\n")
            .map(str::trim)
            .filter(|paragraph| !paragraph.is_empty())
        {
            let (kind, words) = match paragraph.strip_prefix("# ") {
                Some(words) => (BlockKind::Heading, words),
                None => (BlockKind::Paragraph, paragraph),
            };
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let start = text.chars().count() as u32;
            // One paragraph is one line of text, however the case file wraps it.
            text.push_str(&words.split_whitespace().collect::<Vec<_>>().join(" "));
            blocks.push(Block {
                kind,
                start,
                end: text.chars().count() as u32,
            });
        }
        Document {
            id: "doc-case".to_owned(),
            capture: Capture {
                sha256: String::new(),
                media_type: "text/plain".to_owned(),
                url: None,
                fetched_at: None,
            },
            title: None,
            byline: None,
            publisher: None,
            credit: None,
            published: self.published.as_ref().map(|value| Published {
                value: value.clone(),
                precision: Precision::Day,
                basis: Basis {
                    rule: "case.head".to_owned(),
                    spans: Vec::new(),
                },
            }),
            language: "en".to_owned(),
            kind: self.kind,
            copied_from: None,
            text,
            blocks,
        }
    }
}

/// The first word of a line.
pub fn kind_of(line: &str) -> &str {
    line.split_whitespace().next().unwrap_or_default()
}
