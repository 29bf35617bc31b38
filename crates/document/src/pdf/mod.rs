//! The text layer of a PDF: pages to one text, without what every page repeats, words mended that a line's end broke.

mod limits;

use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::{Document, PlainTextOutput, output_doc_page};

use crate::html::metadata::Metadata;
use crate::page::Page;
use crate::{BlockKind, ReadError, stretch, wording};

/// Headers and footers are looked for in so many lines from either edge of a page.
const EDGE: usize = 3;
/// What stands at the edge of so many pages, figures aside, is a header or footer; half of the pages where that is more.
const FEWEST_REPEATS: usize = 3;
/// No title has more words.
const LONGEST_TITLE: usize = 40;
/// Pages with fewer letters than this on the average have no text layer worth the name.
const LETTERS_A_PAGE: usize = 20;

/// Reads the text of a PDF.
///
/// # Errors
/// [`ReadError::Damaged`] where the file is broken or locked, [`ReadError::Scanned`] where its pages are pictures.
pub(crate) fn read(bytes: &[u8]) -> Result<Page, ReadError> {
    let damaged = |reason: String| ReadError::Damaged {
        format: "PDF document",
        reason,
    };
    limits::unpacked(bytes).map_err(damaged)?;
    // The library panics on some broken files: that costs the file, or a page of it, and no more.
    let opened = catch_unwind(AssertUnwindSafe(|| -> Result<_, String> {
        let mut document = Document::load_mem(bytes).map_err(|error| error.to_string())?;
        if document.is_encrypted() {
            document.decrypt("").map_err(|error| error.to_string())?;
        }
        let numbers = document.get_pages();
        limits::drawn(&document, &numbers)?;
        Ok((document, numbers))
    }));
    let (document, numbers) = opened
        .map_err(|_| damaged("its structure is broken".to_owned()))?
        .map_err(damaged)?;
    let page = |number: u32| {
        let text = catch_unwind(AssertUnwindSafe(|| {
            let mut text = String::new();
            let done = output_doc_page(&document, &mut PlainTextOutput::new(&mut text), number);
            done.is_ok().then_some(text)
        }));
        text.ok().flatten()
    };
    let read: Vec<Option<String>> = numbers.keys().map(|number| page(*number)).collect();
    if read.iter().all(Option::is_none) {
        return Err(damaged("its structure is broken".to_owned()));
    }
    let pages: Vec<String> = read.into_iter().map(Option::unwrap_or_default).collect();
    let letters: usize = pages
        .iter()
        .map(|page| page.chars().filter(|character| character.is_alphabetic()).count())
        .sum();
    if letters < LETTERS_A_PAGE * pages.len().max(1) {
        return Err(ReadError::Scanned { pages: pages.len() });
    }
    let (text, headers) = joined(&pages);
    let pieces: Vec<&str> = stretch::split(&text)
        .into_iter()
        .filter_map(|range| text.get(range))
        .collect();
    let running = running_headers(&pieces, &headers);
    Ok(Page::of(
        pieces
            .iter()
            .enumerate()
            .map(|(at, piece)| ((at < running).then_some(BlockKind::Boilerplate), *piece)),
        Metadata::default(),
    ))
}

/// How many of the first pieces are the headers that every page has, where something that can be a title stands below them.
fn running_headers(pieces: &[&str], headers: &HashSet<String>) -> usize {
    let is_header = |piece: &&&str| piece.lines().all(|line| headers.contains(line.trim()));
    let running = pieces.iter().take_while(is_header).count();
    let titled = pieces
        .get(running)
        .is_some_and(|next| wording::count(next) <= LONGEST_TITLE && !wording::ends_sentence(next));
    if titled { running } else { 0 }
}

/// The pages as one text, and the headers of all pages that the first page kept.
fn joined(pages: &[String]) -> (String, HashSet<String>) {
    let mut pages: Vec<Vec<String>> = pages
        .iter()
        .map(|page| {
            page.lines()
                .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
                .collect()
        })
        .collect();
    let headers = without_edges(&mut pages);
    let mut text = String::new();
    for lines in pages {
        let Some(first) = lines.iter().find(|line| !line.is_empty()) else {
            continue;
        };
        if !text.is_empty() {
            // A paragraph that runs over the edge goes on without a gap.
            let runs_on = !wording::ends_sentence(&text) && first.starts_with(char::is_lowercase);
            text.push_str(if runs_on { "\n" } else { "\n\n" });
        }
        text.push_str(lines.join("\n").trim_matches('\n'));
    }
    (mended(&text), headers)
}

/// Takes the headers, footers and numbers of pages away; the first page keeps its header, which can name the document: it is
/// handed on.
fn without_edges(pages: &mut [Vec<String>]) -> HashSet<String> {
    let mut kept = HashSet::new();
    let edges = |lines: &[String]| -> Vec<usize> {
        let told: Vec<usize> = (0..lines.len()).filter(|&at| !lines[at].is_empty()).collect();
        let mut edges: Vec<usize> = told
            .iter()
            .take(EDGE)
            .chain(told.iter().rev().take(EDGE))
            .copied()
            .collect();
        edges.sort_unstable();
        edges.dedup();
        edges
    };
    let mut times: HashMap<String, usize> = HashMap::new();
    for lines in pages.iter() {
        let shapes: HashSet<String> = edges(lines).into_iter().map(|at| shape(&lines[at])).collect();
        for shape in shapes {
            *times.entry(shape).or_default() += 1;
        }
    }
    let enough = FEWEST_REPEATS.max(pages.len().div_ceil(2));
    for (number, lines) in pages.iter_mut().enumerate() {
        for at in edges(lines) {
            let repeats = times.get(&shape(&lines[at])).is_some_and(|&times| times >= enough);
            if is_page_number(&lines[at]) || number > 0 && repeats {
                lines[at].clear();
            } else if repeats {
                kept.insert(lines[at].clone());
            }
        }
    }
    kept
}

/// A line with its figures made alike.
fn shape(line: &str) -> String {
    let mut shape = String::with_capacity(line.len());
    for character in line.chars() {
        if !character.is_ascii_digit() {
            shape.extend(character.to_lowercase());
        } else if !shape.ends_with('#') {
            shape.push('#');
        }
    }
    shape
}

/// `12`, `- 12 -`, `12/30`, `Page 12 of 30`.
fn is_page_number(line: &str) -> bool {
    let shape = shape(line);
    let bare = shape.trim_matches(|character: char| matches!(character, '-' | '–' | '—' | '[' | ']' | '|' | ' ' | '.'));
    matches!(
        bare,
        "#" | "#/#" | "# / #" | "# of #" | "page #" | "page # of #" | "page #/#" | "p. #"
    )
}

/// Joins words that a line's end broke. A hyphen of the word's own stays where the text has the word with it elsewhere and
/// not without.
fn mended(text: &str) -> String {
    let words: HashSet<String> = text
        .split(|character: char| !character.is_alphanumeric() && character != '-')
        .map(str::to_lowercase)
        .collect();
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("-\n") {
        let (before, after) = (&rest[..at], &rest[at + 2..]);
        out.push_str(before);
        let first: String = before
            .chars()
            .rev()
            .take_while(|character| character.is_alphabetic())
            .collect();
        let first: String = first.chars().rev().collect();
        let second: String = after
            .chars()
            .take_while(|character| character.is_alphabetic())
            .collect();
        let broken = !first.is_empty() && second.starts_with(char::is_lowercase);
        let whole = words.contains(&format!("{first}{second}").to_lowercase());
        let hyphened = words.contains(&format!("{first}-{second}").to_lowercase());
        if broken {
            if hyphened && !whole {
                out.push('-');
            }
            // The rest of the word, and then the line breaks.
            out.push_str(&second);
            rest = &after[second.len()..];
            let gap = rest.len() - rest.trim_start_matches(' ').len();
            if gap > 0 {
                out.push('\n');
            }
            rest = &rest[gap..];
        } else {
            out.push_str("-\n");
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(pages: &[&str]) -> Vec<String> {
        pages.iter().map(|page| (*page).to_owned()).collect()
    }

    #[test]
    fn headers_and_page_numbers_are_left_out_and_paragraphs_run_on() {
        let text = joined(&pages(&[
            "S/2031/7\n\nThe Panel found launchers in\n1/3",
            "S/2031/7\n\nthe port and asked who had sent them.\n2/3",
            "S/2031/7\n\nThe State denied it.\n3/3",
        ]))
        .0;
        assert_eq!(
            text,
            "S/2031/7\n\nThe Panel found launchers in\nthe port and asked who had sent them.\n\nThe State denied it."
        );
    }

    #[test]
    fn words_broken_at_the_end_of_a_line_are_mended() {
        assert_eq!(mended("the trans-\nfer of arms"), "the transfer\nof arms");
        assert_eq!(
            mended("short-range missiles, also short-\nrange rockets"),
            "short-range missiles, also short-range\nrockets"
        );
        assert_eq!(mended("Anglo-\nAmerican"), "Anglo-\nAmerican");
    }

    #[test]
    fn what_is_no_pdf_is_damaged_and_nothing_panics() {
        assert!(matches!(read(b"%PDF-1.7\nnothing"), Err(ReadError::Damaged { .. })));
    }
}
