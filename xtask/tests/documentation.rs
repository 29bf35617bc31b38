//! What the documents of this repository promise: their links lead somewhere, and their dossier table names every document.

#![allow(clippy::unwrap_used)] // the lint sees tests, and not what they call

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

fn markdown_files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in ["", "docs", "examples", "examples/dossier"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "md") {
                files.push(path);
            }
        }
    }
    files
}

/// The targets of `[text](target)` outside of fenced blocks.
fn links(text: &str) -> Vec<String> {
    let mut fenced = false;
    let mut links = Vec::new();
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        if fenced {
            continue;
        }
        for part in line.split("](").skip(1) {
            if let Some(end) = part.find(')') {
                links.push(part[..end].to_owned());
            }
        }
    }
    links
}

/// The way the widely used renderers make an anchor of a heading.
fn anchors(text: &str) -> Vec<String> {
    text.lines()
        .filter(|line| line.starts_with('#'))
        .map(|line| {
            line.trim_start_matches('#')
                .trim()
                .to_lowercase()
                .chars()
                .filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'))
                .map(|letter| if letter == ' ' { '-' } else { letter })
                .collect()
        })
        .collect()
}

#[test]
fn every_link_to_a_file_or_a_heading_of_this_repository_leads_somewhere() {
    let mut broken = Vec::new();
    for file in markdown_files() {
        let text = fs::read_to_string(&file).unwrap();
        for link in links(&text) {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            let (path, heading) = link.split_once('#').unwrap_or((&link, ""));
            let target = if path.is_empty() {
                file.clone()
            } else {
                file.parent().unwrap().join(path)
            };
            let leads = target.exists()
                && (heading.is_empty()
                    || anchors(&fs::read_to_string(&target).unwrap())
                        .iter()
                        .any(|anchor| anchor == heading));
            if !leads {
                broken.push(format!("{}: {link}", file.display()));
            }
        }
    }
    assert!(broken.is_empty(), "links that lead nowhere: {broken:#?}");
}

#[test]
fn the_table_of_the_dossier_names_its_documents_and_no_others() {
    let text = fs::read_to_string(root().join("examples/README.md")).unwrap();
    let mut named: Vec<String> = text
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .filter_map(|line| line.split('`').next())
        .map(str::to_owned)
        .collect();
    let mut present: Vec<String> = fs::read_dir(root().join("examples/dossier"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.ends_with(".md"))
        .collect();
    named.sort();
    present.sort();
    assert_eq!(named, present);
}

#[test]
fn a_reprint_of_the_dossier_has_the_words_of_its_origin() {
    let dossier = root().join("examples/dossier");
    let wire = fs::read_to_string(dossier.join("01-halyard-wire.txt")).unwrap();
    for reprint in ["02-coastal-courier-retitled.txt", "05-harbour-times-verbatim.html"] {
        let text = fs::read_to_string(dossier.join(reprint)).unwrap();
        for paragraph in wire
            .split("\n\n")
            .skip(2)
            .filter(|paragraph| !paragraph.starts_with('('))
        {
            assert!(text.contains(paragraph.trim()), "{reprint} lacks: {paragraph}");
        }
    }
}
