//! The format of a case file: heads, texts, and the lines that have to come out.

use onrecord_document::{Basis, Block, BlockKind, Capture, Document, DocumentKind, Precision, Published, Stated};

/// One case.
pub struct Case {
    /// The day that the document says it was published on.
    pub published: Option<String>,
    /// Who the document says published it.
    pub publisher: Option<String>,
    /// What kind of document it is.
    pub kind: DocumentKind,
    /// Why what is expected does not come out yet.
    pub known_failing: Option<String>,
    /// The text; blank lines part its blocks, `# ` opens a heading, `[caption] ` a caption.
    pub text: String,
    /// The lines expected.
    pub expected: Vec<String>,
    /// Kinds of which nothing is expected ("no toll").
    pub none: Vec<String>,
    /// Kinds of which more may be found than is expected ("other actor").
    pub open: Vec<String>,
}

/// The cases of a file under their names: one without a name, or one for every line `=== NAME`. What stands before the
/// first such line is the head of them all.
pub fn of_file(file: &str) -> Vec<(Option<String>, Result<Case, String>)> {
    let mut shared: Vec<&str> = Vec::new();
    let mut named: Vec<(String, Vec<&str>)> = Vec::new();
    for line in file.lines() {
        match (line.strip_prefix("=== "), named.last_mut()) {
            (Some(name), _) => named.push((name.trim().to_owned(), shared.clone())),
            (None, Some((_, lines))) => lines.push(line),
            (None, None) => shared.push(line),
        }
    }
    if named.is_empty() {
        return vec![(None, Case::parse(file))];
    }
    named
        .into_iter()
        .map(|(name, lines)| (Some(name), Case::parse(&lines.join("\n"))))
        .collect()
}

impl Case {
    /// Reads a case: `key: value` lines, `---`, the text, `---`, the expectations. Lines that open with `//` are remarks.
    pub fn parse(case: &str) -> Result<Case, String> {
        let lines: Vec<&str> = case.lines().filter(|line| !line.starts_with("//")).collect();
        let parts: Vec<&[&str]> = lines.split(|line| line.trim_end() == "---").collect();
        let [head, text, expected] = parts[..] else {
            return Err(format!(
                "a case has a head, a text and expectations between two `---` lines, this has {} parts",
                parts.len()
            ));
        };
        let mut case = Case {
            published: None,
            publisher: None,
            kind: DocumentKind::Report,
            known_failing: None,
            text: text.join("\n").trim().to_owned(),
            expected: Vec::new(),
            none: Vec::new(),
            open: Vec::new(),
        };
        for line in head.iter().filter(|line| !line.trim().is_empty()) {
            let (key, value) = line
                .split_once(':')
                .ok_or_else(|| format!("`{line}` is no `key: value`"))?;
            let value = value.trim();
            match key.trim() {
                "published" => case.published = Some(value.to_owned()),
                "publisher" => case.publisher = Some(value.to_owned()),
                "known failing" if value.is_empty() => return Err("`known failing:` has to say why".to_owned()),
                "known failing" => case.known_failing = Some(value.to_owned()),
                "kind" => case.kind = named(value)?,
                other => return Err(format!("`{other}` is no key of a case's head")),
            }
        }
        for line in entries(expected) {
            if let Some(kind) = line.strip_prefix("no ") {
                case.none.push(kind.trim().to_owned());
            } else if let Some(kind) = line.strip_prefix("other ") {
                case.open.push(kind.trim().to_owned());
            } else {
                case.expected.push(line);
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
            let (kind, words) = block(paragraph);
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
                ..Capture::default()
            },
            publisher: self.publisher.as_ref().map(|value| Stated {
                value: value.clone(),
                basis: head_of_case(),
            }),
            published: self.published.as_ref().map(|value| Published {
                value: value.clone(),
                precision: Precision::Day,
                basis: head_of_case(),
            }),
            language: "en".to_owned(),
            kind: self.kind,
            text,
            blocks,
            ..Document::default()
        }
    }
}

/// The first word of a line.
pub fn kind_of(line: &str) -> &str {
    line.split_whitespace().next().unwrap_or_default()
}

/// The expectations, each on one line: a line that opens with a blank goes on from the one before.
fn entries(lines: &[&str]) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    for line in lines.iter().filter(|line| !line.trim().is_empty()) {
        match entries.last_mut() {
            Some(entry) if line.starts_with(char::is_whitespace) => {
                entry.push(' ');
                entry.push_str(line.trim());
            }
            _ => entries.push(line.trim().to_owned()),
        }
    }
    entries
}

/// The kind of a block and its words.
fn block(paragraph: &str) -> (BlockKind, &str) {
    let marks = [
        ("# ", BlockKind::Heading),
        ("[caption] ", BlockKind::Caption),
        ("[byline] ", BlockKind::Byline),
        ("[list] ", BlockKind::ListItem),
        ("[quotation] ", BlockKind::Quotation),
    ];
    marks
        .into_iter()
        .find_map(|(mark, kind)| Some((kind, paragraph.strip_prefix(mark)?)))
        .unwrap_or((BlockKind::Paragraph, paragraph))
}

fn head_of_case() -> Basis {
    Basis {
        rule: "case.head".to_owned(),
        spans: Vec::new(),
    }
}

fn named(kind: &str) -> Result<DocumentKind, String> {
    serde_json::from_value(serde_json::Value::String(kind.to_owned())).map_err(|error| format!("kind: {error}"))
}
