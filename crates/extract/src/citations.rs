//! Provisions that a document names: resolutions, their paragraphs, articles of the Charter.

use std::ops::Range;
use std::sync::LazyLock;

use onrecord_language::Annotated;
use regex::{Captures, Regex};

use crate::identity::entry_id;
use crate::reading::{Reading, Tokens};
use crate::record::{Citation, Statement};

/// One citation and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitationAt {
    /// The words.
    pub tokens: Tokens,
    /// What they cite.
    pub citation: Citation,
}

/// Every citation of a document, in the order of the text; `said_in` is the innermost of `statements` that holds it.
///
/// "Resolutions 1718 and 1874" are two citations. Where a number stands without its body, the body is told only by a
/// document that elsewhere speaks of no other than the Security Council.
pub fn find(reading: &Reading, statements: &[Statement]) -> Vec<CitationAt> {
    let council_only = speaks_of_council_only(reading);
    let mut found: Vec<CitationAt> = Vec::new();
    let mut last: Option<Provision> = None;
    for (block, read) in reading.blocks.iter().enumerate() {
        let text = read.annotated.text();
        for mut provision in in_text(text, last.as_ref()) {
            if provision.resolution.is_some() && provision.body.is_none() && council_only {
                provision.body = Some("UNSC");
            }
            let Some(tokens) = tokens_of(&read.annotated, &provision.bytes) else {
                continue;
            };
            let tokens = Tokens::new(block, tokens);
            let code_points = |byte: usize| text[..byte].chars().count() as u32 + read.block.start;
            let span =
                reading.span_of_code_points(code_points(provision.bytes.start), code_points(provision.bytes.end));
            let said_in = innermost(statements, span.start, span.end);
            let position = (span.start.to_string(), span.end.to_string());
            let number = provision
                .resolution
                .map(|number| number.to_string())
                .unwrap_or_default();
            let paragraph = provision.paragraph.clone().unwrap_or_default();
            let id = entry_id(
                "c",
                &[&reading.document.id, &position.0, &position.1, &number, &paragraph],
            );
            if provision.resolution.is_some() {
                last = Some(provision.clone());
            }
            let citation = Citation {
                id,
                resolution: provision.resolution,
                year: provision.year,
                paragraph: provision.paragraph,
                body: provision.body.map(str::to_owned),
                said_in,
                span,
                rule: provision.rule.to_owned(),
            };
            found.push(CitationAt { tokens, citation });
        }
    }
    found
}

fn innermost(statements: &[Statement], start: u32, end: u32) -> Option<String> {
    let holds = |statement: &&Statement| {
        statement
            .content
            .iter()
            .any(|span| span.start <= start && end <= span.end)
    };
    let length = |statement: &&Statement| statement.content.iter().map(|span| span.end - span.start).sum::<u32>();
    statements
        .iter()
        .filter(holds)
        .min_by_key(length)
        .map(|statement| statement.id.clone())
}

fn speaks_of_council_only(reading: &Reading) -> bool {
    let any = |words: &str| reading.blocks.iter().any(|read| read.annotated.text().contains(words));
    any("Security Council") && !any("General Assembly") && !any("Human Rights Council")
}

fn tokens_of(annotated: &Annotated, bytes: &Range<usize>) -> Option<Range<usize>> {
    let first = (0..annotated.len()).find(|&token| annotated.bytes(token).end > bytes.start)?;
    let last = (first..annotated.len())
        .take_while(|&token| annotated.bytes(token).start < bytes.end)
        .last()?;
    Some(first..last + 1)
}

/// What one citation names, and where in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provision {
    /// Bytes of the words.
    pub bytes: Range<usize>,
    /// As in [`Citation::resolution`].
    pub resolution: Option<u32>,
    /// As in [`Citation::year`].
    pub year: Option<u32>,
    /// As in [`Citation::paragraph`].
    pub paragraph: Option<String>,
    /// As in [`Citation::body`].
    pub body: Option<&'static str>,
    /// As in [`Citation::rule`].
    pub rule: &'static str,
}

#[expect(clippy::expect_used, reason = "the pattern is a constant, and every test reads it")]
static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
    let body = r"(?:(?:UN|U\.N\.|United\s+Nations)(?:['’]s)?\s+)?(?:(?:Security\s+Council|General\s+Assembly|Human\s+Rights\s+Council|[Cc]ouncil|Assembly|UNSC|UNGA)(?:['’]s)?\s+)?";
    let number = r"(?:No\.?\s*)?\d{2,4}(?:\s*\(\d{4}\)|\s+of\s+(?:19|20)\d\d)?";
    let list = format!(r"{number}(?:\s*(?:,\s*(?:and\s+|or\s+)?|and\s+|or\s+|&\s*){number})*");
    let mark = r"\d{1,3}\s*(?:\([a-z]{1,4}\)\s*){0,2}";
    let marks = format!(r"{mark}(?:\s*(?:,\s*(?:and\s+|or\s+)?|and\s+|or\s+|to\s+|-|–){mark})*");
    let paragraph =
        format!(r"(?:operative\s+|Operative\s+)?(?:[Pp]aragraphs?|[Pp]aras?\.?|OPs?|¶¶?)\s*(?P<marks>{marks})");
    let paragraph_after = paragraph.replace("marks>", "after>");
    let paragraph_alone = paragraph.replace("marks>", "alone>").replace(
        "(?:operative\\s+|Operative\\s+)?(?:[Pp]aragraphs?|[Pp]aras?\\.?|OPs?|¶¶?)",
        "(?:(?:operative|Operative)\\s+(?:paragraphs?|paras?\\.?)|OPs?)",
    );
    let pattern = format!(
        r"(?x)
          (?P<symbol>\b(?P<organ>[SA])/RES/(?P<number>[0-9A-Z\-]+(?:/\d+)?)(?:\s*\((?P<symbol_year>\d{{4}})\))?)
        |(?P<charter>\b(?P<chapter>Articles?|Chapters?)\s+(?P<articles>(?:\d{{1,3}}(?:\s*\(\d\))?|[IVX]+)(?:(?:,\s*|,?\s+and\s+|,?\s+or\s+)(?:\d{{1,3}}|[IVX]+))*)\s+of\s+the\s+(?:UN\s+|U\.N\.\s+|United\s+Nations\s+)?Charter(?:\s+of\s+the\s+United\s+Nations)?)
        |(?P<listed>(?:{paragraph}\s*(?:of|in)\s+(?:the\s+)?)?(?P<listed_body>\b{body})?(?:\b[Rr]esolutions?\s+|\bUNSCRs?\s+|\bSCRs?\s+)(?P<list>{list})(?:,?\s*(?:\(|in\s+)?{paragraph_after}\)?)?)
        |(?P<that>{paragraph_that}\s*of\s+(?:that|the|the\s+same|this|said)\s+resolution\b)
        |(?P<bare>\b{paragraph_alone})
        |(?P<dated>\b(?P<dated_year>(?:19|20)\d\d)\s+(?P<dated_body>{body})resolution\b)
        |(?P<vague>\b(?:(?:several|[Ss]everal|numerous|multiple|successive|previous|relevant|various|many|[Mm]any|all|earlier|existing|past|binding|a\s+number\s+of|dozens\s+of|the|its|these|those|international|U\.?S\.?-backed)\s+){{0,3}}(?P<vague_body>(?:UN|U\.N\.|United\s+Nations)(?:['’]s)?\s+(?:(?:Security\s+Council|General\s+Assembly|[Cc]ouncil)(?:['’]s)?\s+)?|(?:Security\s+Council|General\s+Assembly|Human\s+Rights\s+Council|[Cc]ouncil|UNSC|UNGA)(?:['’]s)?\s+)(?:sanctions\s+|arms\s+embargo\s+|ceasefire\s+)?resolutions?\b)
        |(?P<counted>\b(?:[Ss]everal|[Nn]umerous|[Mm]ultiple|[Ss]uccessive|[Rr]elevant|[Vv]arious)\s+(?:(?:relevant|sanctions|binding)\s+)?resolutions\b)",
        paragraph_that = paragraph.replace("marks>", "that_marks>"),
    );
    Regex::new(&pattern).expect("the pattern compiles")
});

static NUMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(\d{2,4})(?:\s*\((\d{4})\)|\s+of\s+((?:19|20)\d\d))?").ok());
static MARK: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(\d{1,3})\s*((?:\([a-z]{1,4}\)\s*){0,2})").ok());

/// The citations of one text. `last` is the resolution named last before it, which "paragraph 9 of that resolution" means.
pub fn in_text(text: &str, last: Option<&Provision>) -> Vec<Provision> {
    let mut found: Vec<Provision> = Vec::new();
    // One of these stands in whatever the pattern finds; most texts have none, and looking for them costs little.
    if !["esolution", "Charter", "/RES/", "SCR", "OP", "perative"]
        .iter()
        .any(|part| text.contains(part))
    {
        return found;
    }
    let mut from = 0;
    while let Some(captures) = PATTERN.captures_at(text, from) {
        let Some(whole) = captures.get(0) else { break };
        let end = end_of(text, &captures).unwrap_or(whole.end());
        from = end.max(whole.start() + 1);
        let of_parliament = text[..whole.start()].trim_end().rsplit(' ').next().is_some_and(|word| {
            matches!(
                word,
                "House"
                    | "Senate"
                    | "House's"
                    | "House’s"
                    | "congressional"
                    | "Congressional"
                    | "parliamentary"
                    | "Parliament"
            )
        });
        if of_parliament {
            continue;
        }
        let previous = found
            .iter()
            .rev()
            .find(|provision| provision.resolution.is_some())
            .or(last)
            .cloned();
        read(text, &captures, end, previous, &mut found);
    }
    found
}

/// "Resolution 1718, paragraph 9 of resolution 1874": the paragraph after a number is of the next one when "of" follows.
/// Gives where the citation ends then.
fn end_of(text: &str, captures: &Captures) -> Option<usize> {
    captures.name("after")?;
    let rest = text[captures.get(0)?.end()..].trim_start();
    (rest.starts_with("of ") || rest.starts_with("in ")).then(|| captures.name("list").map(|list| list.end()))?
}

fn trimmed(text: &str, bytes: Range<usize>) -> Range<usize> {
    let words = &text[bytes.clone()];
    let start = bytes.start + (words.len() - words.trim_start().len());
    start..bytes.start + words.trim_end().len()
}

fn read(text: &str, captures: &Captures, end: usize, previous: Option<Provision>, found: &mut Vec<Provision>) {
    let Some(whole) = captures.get(0) else { return };
    let bytes = trimmed(text, whole.start()..end);
    let base = Provision {
        bytes,
        resolution: None,
        year: None,
        paragraph: None,
        body: None,
        rule: "",
    };
    if captures.name("symbol").is_some() {
        let body = if captures.name("organ").is_some_and(|organ| organ.as_str() == "S") {
            "UNSC"
        } else {
            "UNGA"
        };
        let resolution = captures.name("number").and_then(|number| number.as_str().parse().ok());
        let year = captures.name("symbol_year").and_then(|year| year.as_str().parse().ok());
        found.push(Provision {
            resolution,
            year,
            body: Some(body),
            rule: "citation.symbol",
            ..base
        });
    } else if captures.name("charter").is_some() {
        let kind = captures
            .name("chapter")
            .map_or("Article", |word| word.as_str().trim_end_matches('s'));
        let articles = captures.name("articles").map_or("", |articles| articles.as_str());
        for article in articles
            .replace(" and ", ",")
            .replace(" or ", ",")
            .split(',')
            .map(str::trim)
            .filter(|article| !article.is_empty())
        {
            let paragraph = Some(format!("{kind} {}", article.replace(' ', "")));
            found.push(Provision {
                paragraph,
                body: Some("UN"),
                rule: "citation.charter",
                ..base.clone()
            });
        }
    } else if let Some(list) = captures.name("list") {
        listed(text, captures, list.range(), end, base, found);
    } else if captures.name("that").is_some() {
        let Some(previous) = previous else { return };
        for paragraph in paragraphs(captures.name("that_marks").map_or("", |marks| marks.as_str())) {
            found.push(Provision {
                resolution: previous.resolution,
                year: previous.year,
                body: previous.body,
                paragraph: Some(paragraph),
                rule: "citation.that-resolution",
                ..base.clone()
            });
        }
    } else if captures.name("bare").is_some() {
        for paragraph in paragraphs(captures.name("alone").map_or("", |marks| marks.as_str())) {
            found.push(Provision {
                paragraph: Some(paragraph),
                rule: "citation.paragraph",
                ..base.clone()
            });
        }
    } else if captures.name("dated").is_some() {
        let year = captures.name("dated_year").and_then(|year| year.as_str().parse().ok());
        let body = captures.name("dated_body").and_then(|body| body_of(body.as_str()));
        if body.is_some() {
            found.push(Provision {
                year,
                body,
                rule: "citation.of-year",
                ..base
            });
        }
    } else if captures.name("vague").is_some() {
        let body = captures.name("vague_body").and_then(|body| body_of(body.as_str()));
        found.push(Provision {
            body,
            rule: "citation.unnumbered",
            ..base
        });
    } else if captures.name("counted").is_some() {
        found.push(Provision {
            rule: "citation.unnumbered",
            ..base
        });
    }
}

/// "Resolutions 1718 (2006), 1874 and 2270": the first citation takes all words up to its number, each later one its own.
fn listed(
    text: &str,
    captures: &Captures,
    list: Range<usize>,
    end: usize,
    base: Provision,
    found: &mut Vec<Provision>,
) {
    let after = captures.name("after").filter(|after| after.end() <= end);
    let (Some(number), Some(words)) = (NUMBER.as_ref(), captures.name("listed")) else {
        return;
    };
    let body = captures.name("listed_body").and_then(|body| body_of(body.as_str()));
    let marks = captures.name("marks").or(after).map_or("", |marks| marks.as_str());
    let paragraphs = paragraphs(marks);
    let numbers: Vec<_> = number.captures_iter(&text[list.clone()]).collect();
    let with_years = numbers.iter().any(|number| number.get(2).is_some());
    for (position, number) in numbers.iter().enumerate() {
        let Some(at) = number.get(0) else { continue };
        let start = if position == 0 {
            words.start()
        } else {
            list.start + at.start()
        };
        let end = if position + 1 == numbers.len() {
            end
        } else {
            list.start + at.end()
        };
        let year = number
            .get(2)
            .or_else(|| number.get(3))
            .and_then(|year| year.as_str().parse().ok());
        // A number with its year in brackets is how the Security Council cites its own.
        let body = body.or_else(|| (with_years || words.as_str().contains("UNSCR")).then_some("UNSC"));
        let resolution = number.get(1).and_then(|number| number.as_str().parse().ok());
        let one = Provision {
            bytes: trimmed(text, start..end),
            resolution,
            year,
            body,
            rule: "citation.number",
            ..base.clone()
        };
        // Paragraphs before a list are of its first resolution, paragraphs after it of its last.
        let own = if after.is_some() {
            position + 1 == numbers.len()
        } else {
            position == 0
        };
        if paragraphs.is_empty() || !own {
            found.push(one);
        } else {
            found.extend(paragraphs.iter().map(|paragraph| Provision {
                paragraph: Some(paragraph.clone()),
                ..one.clone()
            }));
        }
    }
}

fn paragraphs(marks: &str) -> Vec<String> {
    let Some(mark) = MARK.as_ref() else { return Vec::new() };
    mark.captures_iter(marks)
        .map(|captures| {
            let letters: String = captures
                .get(2)
                .map_or("", |letters| letters.as_str())
                .split_whitespace()
                .collect();
            format!("{}{letters}", &captures[1])
        })
        .collect()
}

fn body_of(words: &str) -> Option<&'static str> {
    if words.contains("Human Rights") {
        Some("UNHRC")
    } else if words.contains("ouncil") || words.contains("UNSC") {
        Some("UNSC")
    } else if words.contains("Assembly") || words.contains("UNGA") {
        Some("UNGA")
    } else if words.contains("UN") || words.contains("U.N.") || words.contains("United") {
        Some("UN")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cites(text: &str) -> Vec<String> {
        in_text(text, None)
            .into_iter()
            .map(|provision| {
                let number = provision
                    .resolution
                    .map(|number| number.to_string())
                    .unwrap_or_default();
                let year = provision.year.map(|year| format!("({year})")).unwrap_or_default();
                let paragraph = provision
                    .paragraph
                    .map(|paragraph| format!(" {paragraph}"))
                    .unwrap_or_default();
                format!(
                    "{}{number}{year}{paragraph}={}",
                    provision.body.unwrap_or("?"),
                    &text[provision.bytes]
                )
            })
            .collect()
    }

    #[test]
    fn numbers_years_and_paragraphs_are_read() {
        assert_eq!(
            cites("violates Security Council resolution 1718 (2006)."),
            ["UNSC1718(2006)=Security Council resolution 1718 (2006)"]
        );
        assert_eq!(
            cites("resolutions 1718, 1874 and 2270"),
            ["?1718=resolutions 1718", "?1874=1874", "?2270=2270"]
        );
        assert_eq!(cites("under UNSCR 2270"), ["UNSC2270=UNSCR 2270"]);
        assert_eq!(cites("S/RES/1718 (2006)"), ["UNSC1718(2006)=S/RES/1718 (2006)"]);
        assert_eq!(
            cites("paragraph 8 (b) of resolution 1718 (2006)"),
            ["UNSC1718(2006) 8(b)=paragraph 8 (b) of resolution 1718 (2006)"]
        );
        assert_eq!(
            cites("paragraph 8 (b) of resolution 1718 (2006), paragraph 9 of resolution 1874 (2009)"),
            [
                "UNSC1718(2006) 8(b)=paragraph 8 (b) of resolution 1718 (2006)",
                "UNSC1874(2009) 9=paragraph 9 of resolution 1874 (2009)"
            ]
        );
        assert_eq!(
            cites("resolution 1718 (2006), paragraph 8 (b)"),
            ["UNSC1718(2006) 8(b)=resolution 1718 (2006), paragraph 8 (b)"]
        );
        assert_eq!(cites("operative paragraph 9"), ["? 9=operative paragraph 9"]);
        assert_eq!(
            cites("Article 41 of the Charter"),
            ["UN Article 41=Article 41 of the Charter"]
        );
    }

    #[test]
    fn paragraphs_of_that_resolution_are_of_the_one_before() {
        assert_eq!(
            cites("Resolution 1874 (2009) and paragraph 9 of that resolution"),
            [
                "UNSC1874(2009)=Resolution 1874 (2009)",
                "UNSC1874(2009) 9=paragraph 9 of that resolution"
            ]
        );
    }

    #[test]
    fn unnumbered_resolutions_are_cited_without_a_number() {
        assert_eq!(
            cites("Several council resolutions forbid it"),
            ["UNSC=Several council resolutions"]
        );
        assert_eq!(
            cites("in breach of UN sanctions resolutions"),
            ["UN=UN sanctions resolutions"]
        );
        assert_eq!(
            cites("the 2016 Security Council resolution that"),
            ["UNSC(2016)=2016 Security Council resolution"]
        );
        assert!(cites("House Resolution 755 and a New Year’s resolution").is_empty());
    }
}
