//! The output shown in `README.md`, kept true: each marked block holds what the command in its mark prints.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::command::{onrecord, output, root};

const START: &str = "<!-- output of: onrecord ";
const END: &str = "<!-- end of output -->";

/// Runs the command of every marked block and writes its output there, or with `--check` fails when one differs.
///
/// # Errors
/// When a command fails, a mark has no end, or the file cannot be read or written; with `--check`, when a block is out of date.
pub fn run(arguments: &[String]) -> Result<()> {
    let check = match arguments {
        [] => false,
        [flag] if flag == "--check" => true,
        _ => bail!("`cargo xtask readme` takes nothing, or --check"),
    };
    let path = root().join("README.md");
    let text = fs::read_to_string(&path).context("cannot read README.md")?;
    let fresh = refreshed(&text, |arguments| {
        output(onrecord(false).args(arguments.split_whitespace()))
    })?;
    if fresh == text {
        eprintln!("README.md shows what the program prints");
    } else if check {
        bail!("README.md shows output the program no longer prints: run `cargo xtask readme`");
    } else {
        fs::write(&path, fresh).context("cannot write README.md")?;
        eprintln!("wrote README.md");
    }
    Ok(())
}

/// The text with every marked block replaced by what `print` gives for the arguments in its mark.
fn refreshed(text: &str, mut print: impl FnMut(&str) -> Result<String>) -> Result<String> {
    let mut fresh = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(START) {
        let (before, mark) = rest.split_at(at);
        let line = mark.find('\n').context("a mark in README.md has no line of its own")?;
        let end = mark.find(END).context("a mark of output in README.md has no end")?;
        let arguments = mark[START.len()..line].trim_end().trim_end_matches("-->");
        let printed = print(arguments.trim())?;
        fresh.push_str(before);
        fresh.push_str(&mark[..=line]);
        fresh.push_str("```text\n");
        for line in printed.trim_end().lines() {
            fresh.push_str(line.trim_end());
            fresh.push('\n');
        }
        fresh.push_str("```\n");
        rest = &mark[end..];
        fresh.push_str(END);
        rest = &rest[END.len()..];
    }
    fresh.push_str(rest);
    Ok(fresh)
}

#[cfg(test)]
mod tests {
    use super::refreshed;

    #[test]
    fn a_marked_block_gets_what_its_command_prints_and_the_rest_stays() {
        let text =
            "before\n<!-- output of: onrecord read a.txt -->\n```text\nold\n```\n<!-- end of output -->\nafter\n";
        let fresh = refreshed(text, |arguments| Ok(format!("ran {arguments}  \n"))).unwrap();
        assert_eq!(
            fresh,
            "before\n<!-- output of: onrecord read a.txt -->\n```text\nran read a.txt\n```\n<!-- end of output -->\nafter\n"
        );
    }

    #[test]
    fn refreshing_twice_changes_nothing() {
        let text = "<!-- output of: onrecord claims -->\n<!-- end of output -->\n";
        let print = |arguments: &str| Ok(arguments.to_owned());
        let once = refreshed(text, print).unwrap();
        assert_eq!(refreshed(&once, print).unwrap(), once);
    }

    #[test]
    fn a_mark_without_an_end_is_refused() {
        assert!(refreshed("<!-- output of: onrecord read -->\n", |_| Ok(String::new())).is_err());
    }
}
