//! Records out of a few readable lines: what each case file is written in. See `cases/README.md`.

use onrecord_document::{Basis, Block, BlockKind, Capture, Document, DocumentKind, Precision, Published, Span, Stated};
use onrecord_extract::{
    Actor, Bound, Date, Derivation, Event, Evidence, Figure, Flag, Form, Mention, Place, Record, Role, Statement, Toll,
};
use onrecord_weigh::Decision;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// One case: the records it describes and the lines it expects.
pub struct Case {
    /// Records in the order of the file.
    pub records: Vec<Record>,
    /// `yes`, `no` and `count` lines.
    #[allow(dead_code, reason = "only the cases ask for them, not the properties")]
    pub expectations: Vec<Vec<String>>,
    /// `decide` lines: a person's decisions, in the order of the file.
    #[allow(dead_code, reason = "only the cases ask for them, not the properties")]
    pub decisions: Vec<Decision>,
}

/// One line: its words, and `name=value` pairs.
struct Line {
    words: Vec<String>,
    pairs: BTreeMap<String, String>,
}

impl Line {
    fn read(text: &str) -> Self {
        let mut words = Vec::new();
        let mut pairs = BTreeMap::new();
        for (raw, quoted) in split(text) {
            match raw.split_once('=') {
                Some((name, value)) if !quoted => {
                    pairs.insert(name.to_owned(), value.to_owned());
                }
                _ => words.push(raw),
            }
        }
        Self { words, pairs }
    }

    fn word(&self, position: usize) -> &str {
        self.words
            .get(position)
            .unwrap_or_else(|| panic!("a word is missing in {:?}", self.words))
    }

    fn has(&self, flag: &str) -> bool {
        self.words.iter().any(|word| word == flag)
    }

    fn list(&self, name: &str) -> Vec<String> {
        self.pairs
            .get(name)
            .map(|value| value.split(',').map(str::to_owned).collect())
            .unwrap_or_default()
    }

    fn pair(&self, name: &str) -> Option<String> {
        self.pairs.get(name).cloned()
    }
}

/// Words apart by spaces; quotation marks hold a word together, also behind `name=`. True where the whole word was quoted.
fn split(text: &str) -> Vec<(String, bool)> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut inside = false;
    let mut begins_quoted = false;
    for letter in text.trim().chars() {
        match letter {
            '"' => {
                begins_quoted |= word.is_empty() && !inside;
                inside = !inside;
            }
            ' ' if !inside => {
                if !word.is_empty() {
                    words.push((std::mem::take(&mut word), begins_quoted));
                }
                begins_quoted = false;
            }
            letter => word.push(letter),
        }
    }
    if !word.is_empty() {
        words.push((word, begins_quoted));
    }
    words
}

/// Reads a case file.
pub fn read(text: &str) -> Case {
    let mut documents: Vec<(Line, Vec<Line>)> = Vec::new();
    let mut expectations = Vec::new();
    let mut decisions = Vec::new();
    for line in text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let (keyword, rest) = line.split_once(' ').unwrap_or((line, ""));
        match keyword {
            "yes" | "no" | "count" => {
                let fields = std::iter::once(keyword)
                    .chain(rest.split(" | "))
                    .map(|field| field.trim().to_owned())
                    .collect();
                expectations.push(fields);
            }
            "decide" => {
                let line = Line::read(rest);
                decisions.push(Decision {
                    number: u32::try_from(decisions.len() + 1).unwrap(),
                    at: "2026-01-02T09:00:00Z".to_owned(),
                    who: line.pairs.get("who").map_or("A. Analyst", String::as_str).to_owned(),
                    subject: line.word(0).to_owned(),
                    what: line.word(1).to_owned(),
                    why: line.word(2).to_owned(),
                });
            }
            "doc" => documents.push((Line::read(rest), Vec::new())),
            _ => documents
                .last_mut()
                .expect("a document begins with doc")
                .1
                .push(Line::read(line)),
        }
    }
    let records = documents.iter().map(|(head, lines)| record(head, lines)).collect();
    Case {
        records,
        expectations,
        decisions,
    }
}

fn snake<T: DeserializeOwned>(word: &str) -> T {
    serde_json::from_value(serde_json::Value::String(word.to_owned()))
        .unwrap_or_else(|_| panic!("“{word}” is no such word of the record"))
}

fn basis() -> Basis {
    Basis {
        rule: "case".to_owned(),
        spans: Vec::new(),
    }
}

fn stated(value: String) -> Stated {
    Stated { value, basis: basis() }
}

fn record(head: &Line, lines: &[Line]) -> Record {
    let text = text(lines);
    let key = head.word(0);
    let published = (head.word(1) != "-").then(|| Published {
        value: head.word(1).to_owned(),
        precision: Precision::Day,
        basis: basis(),
    });
    let mut record = Record::of_nothing(
        Document {
            id: format!("doc-{key}"),
            capture: Capture {
                sha256: format!("{key:0>64}"),
                media_type: "text/plain".to_owned(),
                ..Capture::default()
            },
            title: head.pair("title").map(stated),
            byline: head.pair("byline").map(stated),
            publisher: Some(stated(head.pair("publisher").unwrap_or_else(|| key.to_owned()))),
            credit: head.pair("credit").map(stated),
            published,
            language: "en".to_owned(),
            kind: snake::<DocumentKind>(head.word(2)),
            copied_from: head.pair("from").map(stated),
            blocks: blocks(&text),
            text,
            ..Document::default()
        },
        Derivation::default(),
    );
    let mut from = 0;
    for line in lines {
        match line.word(0) {
            "text" => {}
            "actor" => record.actors.push(actor(line, &record.document.text)),
            "say" => {
                let statement = statement(line, &record.document.text, from);
                from = statement.content.first().map_or(from, |span| span.start);
                record.statements.push(statement);
            }
            "event" => {
                let event = event(line, &record);
                record.events.push(event);
            }
            "toll" => record.tolls.push(toll(line, &record.document.text)),
            other => panic!("“{other}” begins no line of a case"),
        }
    }
    record
}

/// What is said and what is told, one paragraph each.
fn text(lines: &[Line]) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    for line in lines {
        let words = match line.word(0) {
            "text" => line.word(1),
            "say" => line.word(4),
            "event" => line.words.get(3).map_or("", String::as_str),
            "toll" => line.word(4),
            _ => "",
        };
        if !words.is_empty() && !paragraphs.iter().any(|paragraph| paragraph.contains(words)) {
            paragraphs.push(words.to_owned());
        }
    }
    paragraphs.join("\n\n")
}

fn blocks(text: &str) -> Vec<Block> {
    let mut start = 0;
    text.split("\n\n")
        .map(|paragraph| {
            let length = u32::try_from(paragraph.chars().count()).unwrap();
            let block = Block {
                kind: BlockKind::Paragraph,
                start,
                end: start + length,
            };
            start += length + 2;
            block
        })
        .collect()
}

fn span(text: &str, words: &str, from: u32) -> Span {
    let begin = text.char_indices().nth(from as usize).map_or(0, |(byte, _)| byte);
    let byte = text[begin..]
        .find(words)
        .map(|byte| byte + begin)
        .or_else(|| text.find(words))
        .unwrap_or_else(|| panic!("“{words}” is not in “{text}”"));
    let start = u32::try_from(text[..byte].chars().count()).unwrap();
    Span {
        start,
        end: start + u32::try_from(words.chars().count()).unwrap(),
        exact: words.to_owned(),
    }
}

fn actor(line: &Line, text: &str) -> Actor {
    let key = line.word(1);
    let name = line
        .pair("name")
        .or_else(|| line.pair("code"))
        .unwrap_or_else(|| key.to_owned());
    let mentions = text
        .match_indices(name.as_str())
        .map(|(byte, words)| Mention {
            span: span(text, words, u32::try_from(text[..byte].chars().count()).unwrap()),
            rule: "name".to_owned(),
        })
        .collect();
    Actor {
        id: key.to_owned(),
        kind: snake(line.word(2)),
        name,
        code: line.pair("code"),
        office: line.pair("office").map(stated),
        represents: line.pair("for").map(stated),
        mentions,
    }
}

/// `say ID SPEAKERS ACT "content"`.
fn statement(line: &Line, text: &str, from: u32) -> Statement {
    let content = span(text, line.word(4), from);
    let within = |words: String| span(text, &words, content.start);
    let speakers: Vec<String> = line
        .word(2)
        .split(',')
        .filter(|speaker| *speaker != "-")
        .map(str::to_owned)
        .collect();
    Statement {
        id: line.word(1).to_owned(),
        joint: speakers.len() > 1,
        speakers,
        source: Vec::new(),
        cue: None,
        form: Form::Indirect,
        act: snake(line.word(3)),
        signatory_count: line.pair("count").map(|count| count.parse().unwrap()),
        anonymous: line.has("anonymous"),
        narrator: line.has("narrator"),
        venue: None,
        audience: None,
        date: line.pair("date").map(|date| day(&date)),
        nested_in: line.pair("in"),
        evidence: line.pair("evidence").map(|evidence| {
            let (kind, status) = evidence.split_once('/').expect("evidence=kind/status");
            let (status, words) = status
                .split_once(':')
                .map_or((status, None), |(status, words)| (status, Some(words)));
            Evidence {
                kind: snake(kind),
                status: snake(status),
                span: words.map_or_else(|| content.clone(), |words| within(words.to_owned())),
                rule: "case".to_owned(),
            }
        }),
        asserts_breach: line.pair("breach").map(within),
        blanket: line.has("blanket"),
        unsaid: line.has("unsaid"),
        refers_to: line.list("refers"),
        rule: "case".to_owned(),
        flags: line
            .list("flag")
            .into_iter()
            .map(|code| Flag {
                code,
                reason: "raised when it was read".to_owned(),
                spans: vec![content.clone()],
            })
            .collect(),
        content: vec![content],
    }
}

/// `2023-12-30` or `2023-12-01..2023-12-31`.
fn day(text: &str) -> Date {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let precision = match (first == last, first.get(..7) == last.get(..7)) {
        (true, _) => Precision::Day,
        (false, true) if first.ends_with("-01") && last[8..].parse::<u8>().unwrap() >= 28 => Precision::Month,
        _ => Precision::Days,
    };
    Date {
        earliest: Some(first.to_owned()),
        latest: Some(last.to_owned()),
        precision,
        value: None,
        basis: basis(),
    }
}

/// `event ID TYPE "trigger" role=KEY… item=CLASS… in=S…`.
fn event(line: &Line, record: &Record) -> Event {
    let text = &record.document.text;
    let said_in = line.list("in");
    let from = said_in
        .first()
        .and_then(|said| record.statements.iter().find(|statement| statement.id == *said))
        .and_then(|statement| statement.content.first())
        .map_or(0, |content| content.start);
    let trigger = span(text, line.word(3), from);
    let mut roles = Vec::new();
    for (name, value) in &line.pairs {
        if matches!(name.as_str(), "in" | "date" | "place" | "modality" | "part") {
            continue;
        }
        for filler in value.split(',') {
            let is_actor = record.actors.iter().any(|actor| actor.id == filler);
            let is_words = !is_actor && filler.contains(' ');
            let span = if is_words {
                span(text, filler, 0)
            } else {
                trigger.clone()
            };
            roles.push(Role {
                role: snake(name),
                actor: is_actor.then(|| filler.to_owned()),
                class: (!is_actor && !is_words).then(|| filler.to_owned()),
                span,
                rule: "case".to_owned(),
            });
        }
    }
    Event {
        id: line.word(1).to_owned(),
        event_type: snake(line.word(2)),
        roles,
        place: line.pair("place").map(|place| self::place(&place, &trigger)),
        date: line.pair("date").map(|date| day(&date)),
        modality: line
            .pair("modality")
            .map_or_else(|| snake("alleged"), |modality| snake(&modality)),
        factuality: None,
        count: None,
        trigger,
        mentions: Vec::new(),
        said_in,
        part_of: line.pair("part"),
        main: false,
        manner: Vec::new(),
        plover: None,
        rule: "case".to_owned(),
    }
}

/// `Name/COUNTRY/precision`.
fn place(text: &str, words: &Span) -> Place {
    let parts: Vec<&str> = text.split('/').collect();
    Place {
        extracted: words.clone(),
        resolved: Some(parts[0].to_owned()),
        country: parts
            .get(1)
            .filter(|code| !code.is_empty())
            .map(|code| (*code).to_owned()),
        lat: None,
        lon: None,
        precision: snake(parts.get(2).copied().unwrap_or("city")),
        basis: basis(),
    }
}

/// `toll ID EFFECT FIGURE "words"`; the figure as `12`, `12+` (at least), `10-12`.
fn toll(line: &Line, text: &str) -> Toll {
    let words = span(text, line.word(4), 0);
    let figure = line.word(3);
    let (low, high, bound) = match (figure.strip_suffix('+'), figure.split_once('-')) {
        (Some(least), _) => (Some(least), None, Bound::AtLeast),
        (None, Some((low, high))) => (Some(low), Some(high), Bound::Range),
        (None, None) => (Some(figure), Some(figure), Bound::Exact),
    };
    let number = |text: &str| text.parse().unwrap();
    Toll {
        id: line.word(1).to_owned(),
        figure: Figure {
            low: low.map(number),
            high: high.map(number),
            as_written: words.clone(),
            bound,
        },
        effect: snake(line.word(2)),
        population: line.pair("population").map(|population| Span {
            exact: population,
            ..words.clone()
        }),
        country: line.pair("country").map(stated),
        scope: snake(if line.has("cumulative") {
            "cumulative"
        } else {
            "incident"
        }),
        scope_basis: basis(),
        place: line.pair("place").map(|place| self::place(&place, &words)),
        as_of: line.pair("as_of").map(|date| day(&date)),
        source: line.list("by"),
        said_in: line.pair("in"),
        event: line.pair("event"),
        part_of: line.pair("part"),
        span: words,
        rule: "case".to_owned(),
    }
}
