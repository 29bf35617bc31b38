//! Full-text search over texts, statements and actors' names, each hit with its place in the document's text.

use onrecord_document::Span;
use rusqlite::{Row, params};
use serde::Serialize;

use crate::code_points::CodePoints;
use crate::{Case, LedgerError};

/// Set around a hit by the index; no character of any text (Unicode noncharacters).
const OPEN: char = '\u{fdd0}';
const CLOSE: char = '\u{fdd1}';

/// How many code points of context a snippet has on each side of a hit.
const CONTEXT: u32 = 70;

/// What a hit was found in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Passage {
    /// The document's text.
    Text,
    /// What somebody said.
    Statement,
    /// The name or office of an actor.
    Actor,
}

/// A place that a query matches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// What it was found in.
    pub kind: Passage,
    /// The document's id.
    pub document: String,
    /// The document's title, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The entry it was found in: the document, a statement or an actor.
    pub entry: String,
    /// For a statement: who says it. For an actor: its name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<String>,
    /// For a statement: what the speaker does by it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<String>,
    /// The matched words, as places in the document's text.
    pub spans: Vec<Span>,
    /// The words around the first of them, on one line.
    pub snippet: String,
}

impl Case {
    /// Finds what has all the words of the query; `"…"` finds a phrase, `word*` every word that begins so, and
    /// `OR` and `NOT` in capitals do what they say. Best matches first; the same query on the same case gives the same order.
    ///
    /// # Errors
    /// [`LedgerError::EmptyQuery`], or where the case cannot be read.
    pub fn search(&self, query: &str, limit: u32) -> Result<Vec<Hit>, LedgerError> {
        let failed = |cause| self.failed(cause);
        let query = expression(query).ok_or(LedgerError::EmptyQuery)?;
        let mut find = self
            .connection
            .prepare(
                "SELECT passages.kind, passages.entry, passages.start, passages.words, passages.record,
                        highlight(passage_index, 0, ?2, ?3), documents.document, documents.title, documents.text,
                        statements.act
                 FROM passage_index
                 JOIN passages ON passages.passage = passage_index.rowid
                 JOIN current_records ON current_records.record = passages.record
                 JOIN documents ON documents.record = passages.record
                 LEFT JOIN statements ON statements.record = passages.record AND statements.statement = passages.entry
                 WHERE passage_index MATCH ?1
                 ORDER BY passage_index.rank, passages.passage
                 LIMIT ?4",
            )
            .map_err(failed)?;
        let rows = find
            .query_map(params![query, OPEN.to_string(), CLOSE.to_string(), limit], |row| {
                self.hit(row)
            })
            .map_err(failed)?;
        rows.collect::<Result<_, _>>().map_err(failed)
    }

    fn hit(&self, row: &Row) -> rusqlite::Result<Hit> {
        let kind: String = row.get("kind")?;
        let kind = match kind.as_str() {
            "statement" => Passage::Statement,
            "actor" => Passage::Actor,
            _ => Passage::Text,
        };
        let (start, words, marked): (u32, String, String) = (row.get("start")?, row.get("words")?, row.get(5)?);
        let (record, entry, text): (i64, String, String) = (row.get("record")?, row.get("entry")?, row.get("text")?);
        let text = CodePoints::new(&text);
        let found = ranges(&words, &marked);
        let pieces = match kind {
            Passage::Text => vec![(start, start + count(&words))],
            Passage::Statement => self.pieces(record, &entry, "content")?,
            Passage::Actor => self.pieces(record, &entry, "mention")?.into_iter().take(1).collect(),
        };
        // An actor's name may come from the catalogue or stand elsewhere: the hit then is its first mention as a whole.
        let ranges: Vec<(u32, u32)> = match kind {
            Passage::Actor => pieces,
            _ => found.into_iter().flat_map(|range| placed(range, &pieces)).collect(),
        };
        let spans: Vec<Span> = ranges
            .into_iter()
            .filter_map(|(start, end)| {
                Some(Span {
                    start,
                    end,
                    exact: text.slice(start, end)?.to_owned(),
                })
            })
            .collect();
        let snippet = spans.first().map(|span| snippet(&text, span)).unwrap_or_default();
        Ok(Hit {
            kind,
            document: row.get("document")?,
            title: row.get("title")?,
            actors: self.names(record, &entry, kind)?,
            act: row.get("act")?,
            entry,
            spans,
            snippet,
        })
    }

    fn pieces(&self, record: i64, entry: &str, part: &str) -> rusqlite::Result<Vec<(u32, u32)>> {
        let pieces = "SELECT start, \"end\" FROM spans WHERE record = ?1 AND entry = ?2 AND part = ?3 ORDER BY ordinal";
        let mut query = self.connection.prepare_cached(pieces)?;
        query
            .query_map(params![record, entry, part], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect()
    }

    fn names(&self, record: i64, entry: &str, kind: Passage) -> rusqlite::Result<Vec<String>> {
        let names = match kind {
            Passage::Text => return Ok(Vec::new()),
            Passage::Statement => {
                "SELECT name FROM speakers JOIN actors USING (record, actor)
                 WHERE record = ?1 AND statement = ?2 ORDER BY ordinal"
            }
            Passage::Actor => "SELECT name FROM actors WHERE record = ?1 AND actor = ?2",
        };
        let mut query = self.connection.prepare_cached(names)?;
        query.query_map(params![record, entry], |row| row.get(0))?.collect()
    }
}

/// What a person types, as an expression of FTS5: every word and phrase is wanted unless `OR` or `NOT`, in capitals between
/// two of them, says otherwise. No other character is an operator.
fn expression(query: &str) -> Option<String> {
    let mut terms: Vec<String> = Vec::new();
    let mut operator = None;
    for (position, part) in query.split('"').enumerate() {
        let is_phrase = position % 2 == 1;
        let words: Vec<&str> = if is_phrase {
            vec![part]
        } else {
            part.split_whitespace().collect()
        };
        for word in words {
            if !is_phrase && matches!(word, "OR" | "NOT" | "AND") {
                operator = Some(word);
            } else if word.chars().any(char::is_alphanumeric) {
                let before = operator
                    .take()
                    .filter(|operator| *operator != "AND" && !terms.is_empty());
                terms.extend(before.map(str::to_owned));
                let star = if !is_phrase && word.ends_with('*') { "*" } else { "" };
                terms.push(format!("\"{}\"{star}", word.trim_end_matches('*')));
            }
        }
    }
    (!terms.is_empty()).then(|| terms.join(" "))
}

/// The marked ranges, in code points of the words that were marked.
fn ranges(words: &str, marked: &str) -> Vec<(u32, u32)> {
    let mut ranges = Vec::new();
    let mut original = words.chars().peekable();
    let (mut at, mut open) = (0, None);
    for character in marked.chars() {
        match character {
            OPEN if original.peek() != Some(&OPEN) => open = Some(at),
            CLOSE if original.peek() != Some(&CLOSE) => ranges.extend(open.take().map(|start| (start, at))),
            _ => {
                original.next();
                at += 1;
            }
        }
    }
    ranges
}

/// Where a range of joined pieces lies in the text: joined by three code points (` … `), it may reach over several.
fn placed((start, end): (u32, u32), pieces: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let mut before = 0;
    let mut places = Vec::new();
    for (first, last) in pieces {
        let length = last.saturating_sub(*first);
        let (from, to) = (start.max(before), end.min(before + length));
        if from < to {
            places.push((first + from - before, first + to - before));
        }
        before += length + 3;
    }
    places
}

fn count(words: &str) -> u32 {
    u32::try_from(words.chars().count()).unwrap_or(u32::MAX)
}

fn snippet(text: &CodePoints, span: &Span) -> String {
    let (from, to) = (
        span.start.saturating_sub(CONTEXT),
        (span.end + CONTEXT).min(text.count()),
    );
    let part = |start, end| text.slice(start, end).unwrap_or_default();
    let (before, after) = (part(from, span.start), part(span.end, to));
    // A snippet begins and ends with whole words.
    let before = if from == 0 {
        before
    } else {
        before.split_once(char::is_whitespace).map_or("", |(_, rest)| rest)
    };
    let after = if to == text.count() {
        after
    } else {
        after.rsplit_once(char::is_whitespace).map_or("", |(rest, _)| rest)
    };
    let line = format!("{before}{}{after}", span.exact);
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let (head, tail) = (
        if from == 0 { "" } else { "… " },
        if to == text.count() { "" } else { " …" },
    );
    format!("{head}{line}{tail}")
}

#[cfg(test)]
mod tests {
    use super::{CLOSE, OPEN, expression, placed, ranges};

    #[test]
    fn words_phrases_and_beginnings_are_wanted_and_nothing_else_is_an_operator() {
        assert_eq!(expression("missiles AND -north").unwrap(), r#""missiles" "-north""#);
        assert_eq!(
            expression("OR fin OR fragments NOT").unwrap(),
            r#""fin" OR "fragments""#
        );
        assert_eq!(
            expression(r#"missil* "security council""#).unwrap(),
            r#""missil"* "security council""#
        );
        assert_eq!(expression(" \" ( \" * "), None);
    }

    #[test]
    fn marks_become_ranges_of_code_points() {
        let marked = format!("“Ні, {OPEN}ракет{CLOSE} не {OPEN}було{CLOSE}”");
        assert_eq!(ranges("“Ні, ракет не було”", &marked), [(5, 10), (14, 18)]);
    }

    #[test]
    fn a_range_over_two_pieces_is_two_places() {
        assert_eq!(placed((3, 11), &[(100, 105), (200, 210)]), [(103, 105), (200, 203)]);
        assert_eq!(placed((0, 2), &[(7, 9)]), [(7, 9)]);
    }
}
