//! Who a text says it comes from: title, author, publisher, credited agency, and the text it retells.

use crate::blocks::Part;
use crate::catalogue::WORDING;
use crate::offsets::Offsets;
use crate::{Basis, BlockKind, Stated, byline, dateline, marks, outlet, wording};
use std::ops::Range;

/// A text with its parts, to be asked where it comes from.
pub(crate) struct Text<'text> {
    pub(crate) text: &'text str,
    pub(crate) parts: &'text [Part],
    pub(crate) offsets: &'text Offsets<'text>,
}

impl Text<'_> {
    fn words(&self, part: &Part) -> &str {
        self.text.get(part.range.clone()).unwrap_or_default()
    }

    fn stated(&self, rule: &str, range: Range<usize>) -> Stated {
        let value = self
            .text
            .get(range.clone())
            .unwrap_or_default()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        Stated {
            value,
            basis: Basis {
                rule: rule.to_owned(),
                spans: vec![self.offsets.span(&range)],
            },
        }
    }

    fn named(&self, rule: &str, value: &str, range: Range<usize>) -> Stated {
        Stated {
            value: value.to_owned(),
            basis: Basis {
                rule: rule.to_owned(),
                spans: vec![self.offsets.span(&range)],
            },
        }
    }

    /// The first heading that is no letterhead.
    pub(crate) fn title(&self) -> Option<Stated> {
        let headings: Vec<&Part> = self
            .parts
            .iter()
            .take_while(|part| !is_running_text(part.kind, self.words(part)))
            .filter(|part| part.kind == BlockKind::Heading)
            .collect();
        let first = headings.first()?;
        // A letterhead, the name of the form and a number stand above the title of an official document.
        let mut below = headings.iter().skip_while(|part| is_letterhead(self.words(part)));
        let after_form = below
            .clone()
            .find(|part| !is_letterhead(self.words(part)) && !names_form(self.words(part)));
        let title = after_form.or_else(|| below.next()).unwrap_or(first);
        Some(self.stated("title.first-heading", title.range.clone()))
    }

    /// The author's line, or an agency's closing line where there is none.
    pub(crate) fn byline(&self) -> Option<Stated> {
        let read = |part: &Part| {
            byline::read(self.words(part)).map(|found| {
                (
                    part.range.start + found.names.start..part.range.start + found.names.end,
                    found.closing,
                )
            })
        };
        let found: Vec<_> = self
            .parts
            .iter()
            .filter(|part| part.kind == BlockKind::Byline)
            .filter_map(read)
            .collect();
        let (range, closing) = found.iter().find(|(_, closing)| !closing).or_else(|| found.first())?;
        let rule = if *closing { "byline.closing-line" } else { "byline.line" };
        Some(self.stated(rule, range.clone()))
    }

    /// A letterhead above the title, or a "Source:" line near the top.
    pub(crate) fn publisher(&self) -> Option<Stated> {
        let top = self.parts.get(..self.parts.len().min(6)).unwrap_or_default();
        for (at, part) in top.iter().enumerate() {
            let line = self.words(part);
            if let Some(after) = marks::longest(line, &WORDING.marks.source) {
                let more_below = self
                    .parts
                    .get(at + 1..)
                    .is_some_and(|rest| rest.iter().any(|part| part.kind == BlockKind::Paragraph));
                if let Some(name) = marks::name_after(line, after).filter(|_| more_below && wording::count(line) <= 12)
                {
                    return Some(self.stated(
                        "publisher.source-line",
                        part.range.start + name.start..part.range.start + name.end,
                    ));
                }
            }
        }
        let letterhead: Vec<&Part> = self
            .parts
            .iter()
            .take_while(|part| part.kind == BlockKind::Heading && is_letterhead(self.words(part)))
            .collect();
        if let Some(body) = letterhead
            .iter()
            .find(|part| !names_state(self.words(part)))
            .or(letterhead.first())
        {
            let title_below = self
                .parts
                .iter()
                .skip(letterhead.len())
                .take(5)
                .any(|part| part.kind == BlockKind::Heading);
            return title_below.then(|| self.stated("publisher.letterhead", body.range.clone()));
        }
        top.iter().enumerate().skip(1).find_map(|(at, part)| {
            let dated = self
                .parts
                .get(at + 1)
                .is_some_and(|next| next.kind == BlockKind::Byline || crate::blocks::is_date_line(self.words(next)));
            let name = outlet::line(self.words(part), dated).filter(|_| part.kind == BlockKind::Boilerplate)?;
            Some(self.stated(
                "publisher.line-under-title",
                part.range.start + name.start..part.range.start + name.end,
            ))
        })
    }

    /// The agency credited in the dateline, the byline, a closing line or a line of thanks.
    pub(crate) fn credit(&self) -> Option<Stated> {
        let paragraphs = || self.parts.iter().filter(|part| part.kind == BlockKind::Paragraph);
        for part in paragraphs().take(3) {
            if let Some((range, name)) = dateline::read(self.words(part)).and_then(|dateline| dateline.agency) {
                return Some(self.named(
                    "credit.dateline",
                    &name,
                    part.range.start + range.start..part.range.start + range.end,
                ));
            }
        }
        for part in self.parts.iter().filter(|part| part.kind == BlockKind::Byline) {
            if let Some((range, name)) = self.agency_named(part) {
                return Some(self.named("credit.byline", name, range));
            }
        }
        let ends: Vec<&Part> = self
            .parts
            .iter()
            .rev()
            .filter(|part| part.kind != BlockKind::Repeat)
            .take(12)
            .collect();
        for part in ends {
            let line = self.words(part);
            if wording::count(line) > 40 {
                continue;
            }
            let bare = line.trim_matches(|character: char| !character.is_alphanumeric());
            if let Some(name) = dateline::agency(bare) {
                let start = part.range.start + line.find(bare).unwrap_or_default();
                return Some(self.named("credit.closing-line", name, start..start + bare.len()));
            }
            let flat = wording::flat(line);
            let thanks = WORDING
                .marks
                .credit_before
                .iter()
                .any(|mark| wording::find(&flat, mark).is_some())
                || WORDING
                    .marks
                    .credit_after
                    .iter()
                    .any(|mark| mark.contains(' ') && wording::find(&flat, mark).is_some());
            if let Some((range, name)) = self.agency_named(part).filter(|_| thanks) {
                return Some(self.named("credit.contribution-line", name, range));
            }
        }
        self.closing_bracket()
    }

    /// "… the ministry said. (AP)" or "… – Reuters" at the end of the last paragraph.
    fn closing_bracket(&self) -> Option<Stated> {
        let last = self.parts.iter().rev().find(|part| part.kind == BlockKind::Paragraph)?;
        let words = self.words(last);
        let tail_at = words.char_indices().rev().nth(40).map_or(0, |(at, _)| at);
        let tail = words.get(tail_at..)?.trim_end();
        let open = tail.rfind(['(', '–', '—'])?;
        let mark = tail
            .get(open..)?
            .trim_matches(|character: char| !character.is_alphanumeric());
        let name = dateline::agency(mark)?;
        let start = last.range.start + tail_at + open + tail.get(open..)?.find(mark)?;
        Some(self.named("credit.closing-bracket", name, start..start + mark.len()))
    }

    /// The first agency that a line names, as whole words in the agency's own writing.
    fn agency_named(&self, part: &Part) -> Option<(Range<usize>, &'static str)> {
        let line = self.words(part);
        WORDING
            .agencies
            .iter()
            .flat_map(|agency| agency.marks.iter().map(move |mark| (mark, agency.name.as_str())))
            .filter_map(|(mark, name)| wording::find(line, mark).map(|at| (at, std::cmp::Reverse(mark.len()), name)))
            .min()
            .map(|(at, std::cmp::Reverse(length), name)| (part.range.start + at..part.range.start + at + length, name))
    }

    /// What the mark of a rewrite says of its origin; an empty value where it names none, with the mark's own span.
    pub(crate) fn copied_from(&self) -> Option<Stated> {
        let last_told = self
            .parts
            .iter()
            .rposition(|part| {
                matches!(
                    part.kind,
                    BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quotation
                )
            })
            .unwrap_or_default();
        let mut unnamed = None;
        for (at, part) in self.parts.iter().enumerate() {
            let line = self.words(part);
            let own = part.kind == BlockKind::Boilerplate || at >= last_told && wording::count(line) <= 45;
            if !own {
                continue;
            }
            let Some(origin) = marks::origin(line, at >= last_told && at > 2) else {
                continue;
            };
            match origin.name {
                Some(name) => {
                    return Some(self.stated(
                        "copied-from.mark",
                        part.range.start + name.start..part.range.start + name.end,
                    ));
                }
                None if unnamed.is_none() => {
                    unnamed = Some(self.named("copied-from.mark-without-name", "", part.range.clone()))
                }
                None => {}
            }
        }
        unnamed
    }
}

/// Below the first sentences no heading is the title.
fn is_running_text(kind: BlockKind, words: &str) -> bool {
    kind == BlockKind::Paragraph
        && (wording::count(words) > 20 || wording::count(words) >= 7 && wording::ends_sentence(words))
}

/// `Republic of …`: a letterhead's line that leaves the body to the line below.
fn names_state(line: &str) -> bool {
    let flat = wording::flat(line);
    WORDING
        .marks
        .states
        .iter()
        .any(|state| wording::find(&flat, state).is_some())
        && !["ministry", "embassy", "office", "mission"]
            .iter()
            .any(|body| flat.contains(body))
}

/// `PRESS STATEMENT`, `No. 114/2025`: what form a document has, and not what it is about.
fn names_form(line: &str) -> bool {
    let flat = wording::flat(line);
    let bare = flat.trim_matches(|character: char| !character.is_alphanumeric());
    WORDING.kinds.statement.marks.iter().any(|mark| mark == bare)
        || wording::count(line) <= 3
            && line.chars().any(|character| character.is_ascii_digit())
            && flat.starts_with(['n', '№', '#'])
            && !flat.contains(' ') | flat.starts_with("no")
}

/// A short line in capitals that names a body.
fn is_letterhead(line: &str) -> bool {
    let flat = wording::flat(line);
    wording::count(line) <= 10
        && wording::title_case(line)
        && !line.contains(':')
        && (WORDING
            .marks
            .letterhead
            .iter()
            .any(|body| wording::find(&flat, body).is_some())
            || WORDING
                .marks
                .states
                .iter()
                .any(|state| wording::opens_with(&flat, state)))
        && !flat.starts_with("statement")
        && !flat.contains(" says ")
        && !flat.contains(" on ")
}
