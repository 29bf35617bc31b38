//! Documents written for the purpose, each with what must be read of it below the line `=== expected`:
//! `field: value [rule]` lines, then every block as `kind: its first words`.

use libtest_mimic::{Arguments, Failed, Trial};
use onrecord_document::{Document, Input, read};
use std::path::Path;

fn main() -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    let mut paths: Vec<_> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    let named = |path: &Path| {
        path.file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    let trials = paths
        .into_iter()
        .map(|path| Trial::test(named(&path), move || check(&path)))
        .collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit()
}

fn check(path: &Path) -> Result<(), Failed> {
    let file = std::fs::read_to_string(path)?;
    let (source, expected) = file.split_once("=== expected\n").ok_or("no `=== expected` line")?;
    let url = expected.lines().find_map(|line| line.strip_prefix("url: "));
    let name = path.to_string_lossy();
    let document = read(&Input {
        bytes: source.as_bytes(),
        url: Some(url.unwrap_or(&name)),
        ..Input::default()
    })?;
    let wanted: Vec<&str> = expected
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("url: "))
        .collect();
    let found = describe(&document);
    let fields = wanted.iter().filter(|line| !is_block(line)).count();
    if fields == 0 || wanted.len() == fields {
        return Err("a case states fields and blocks".into());
    }
    let mut wrong = Vec::new();
    let stated = |line: &str| {
        line.split_once(": ")
            .map(|(name, _)| name.to_owned())
            .unwrap_or_default()
    };
    for line in wanted.iter().filter(|line| !is_block(line)) {
        let name = stated(line);
        let got = found
            .iter()
            .find(|(field, _)| *field == name)
            .map_or_else(|| format!("{name}: none"), |(name, value)| format!("{name}: {value}"));
        if got != *line {
            wrong.push(format!("wanted {line}\n   got {got}"));
        }
    }
    let blocks: Vec<(String, String)> = found
        .into_iter()
        .filter(|(name, _)| is_block(&format!("{name}: ")))
        .collect();
    let wanted: Vec<&&str> = wanted.iter().filter(|line| is_block(line)).collect();
    for at in 0..blocks.len().max(wanted.len()) {
        let want = wanted.get(at).map(|line| line.split_once(": ").unwrap_or((line, "")));
        let got = blocks.get(at);
        let same = match (want, got) {
            (Some((kind, opening)), Some((name, words))) => kind == name && words.starts_with(opening),
            _ => false,
        };
        if !same {
            wrong.push(format!("block {at}: wanted {want:?}\n   got {got:?}"));
        }
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(wrong.join("\n").into())
    }
}

fn is_block(line: &str) -> bool {
    [
        "heading: ",
        "paragraph: ",
        "caption: ",
        "list_item: ",
        "quotation: ",
        "byline: ",
        "boilerplate: ",
        "repeat: ",
    ]
    .iter()
    .any(|kind| line.starts_with(kind))
        && !line.starts_with("byline: [")
}

/// The fields and blocks of a document, named as in its JSON. The byline field is named `author`, as `byline` is a kind of block.
fn describe(document: &Document) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let name = |value: &dyn erased::Named| value.name();
    found.push(("kind".to_owned(), name(&document.kind)));
    found.push(("language".to_owned(), document.language.clone()));
    for (field, stated) in [
        ("title", &document.title),
        ("author", &document.byline),
        ("publisher", &document.publisher),
        ("credit", &document.credit),
        ("copied_from", &document.copied_from),
    ] {
        if let Some(stated) = stated {
            found.push((field.to_owned(), format!("{} [{}]", stated.value, stated.basis.rule)));
        }
    }
    for (field, stated) in [("section", &document.section), ("canonical", &document.canonical_url)] {
        if let Some(stated) = stated {
            found.push((field.to_owned(), format!("{} [{}]", stated.value, stated.basis.rule)));
        }
    }
    for (field, date) in [("published", &document.published), ("modified", &document.modified)] {
        if let Some(date) = date {
            found.push((field.to_owned(), format!("{} [{}]", date.value, date.basis.rule)));
        }
    }
    let text: Vec<char> = document.text.chars().collect();
    for block in &document.blocks {
        let words: String = text[block.start as usize..block.end as usize].iter().collect();
        found.push((
            name(&block.kind),
            words.split_whitespace().collect::<Vec<_>>().join(" "),
        ));
    }
    found
}

/// The name that a value has in JSON.
mod erased {
    pub trait Named {
        fn name(&self) -> String;
    }
    impl<T: serde::Serialize> Named for T {
        fn name(&self) -> String {
            serde_json::to_value(self)
                .ok()
                .and_then(|value| value.as_str().map(str::to_owned))
                .unwrap_or_default()
        }
    }
}
