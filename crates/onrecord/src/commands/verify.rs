//! `verify`: what holds, what is unsigned or untimestamped, what is altered or missing; of a case or of one entry.

use std::process::ExitCode;

use anyhow::Context;
use onrecord_ledger::{Case, EntryVerification, Expected, Problem, Proof, Stamped, Verification};
use onrecord_preserve::Authorities;

use crate::arguments::{Every, Verify};
use crate::clock;
use crate::evidence;
use crate::output::Output;
use crate::table::hanging;

/// How many problems are printed; `--json` has them all.
const SHOWN: usize = 25;

pub fn run(every: &Every, options: &Verify) -> anyhow::Result<ExitCode> {
    let case = Case::open(&every.case, &clock::now())?;
    let expected = expected(options)?;
    let mut output = Output::new();
    let holds = if let Some(id) = &options.entry {
        let found = case.verify_entry(id, &expected)?;
        if options.json {
            output.json(&found)?;
        } else {
            output.text(&entry_lines(&found))?;
        }
        found.holds()
    } else {
        let found = case.verify_against(&expected)?;
        if options.json {
            output.json(&found)?;
        } else {
            output.text(&lines(&found))?;
        }
        found.holds()
    };
    output.done()?;
    Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn expected(options: &Verify) -> anyhow::Result<Expected> {
    let key = options.key.as_deref().map(evidence::public_key).transpose()?;
    let authorities = options.authorities.as_deref().map(|file| {
        let text = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
        anyhow::Ok(Authorities::from_pem(&text)?)
    });
    Ok(Expected {
        head: options.head.clone(),
        key,
        authorities: authorities.transpose()?,
    })
}

fn lines(found: &Verification) -> String {
    let verdict = if found.holds() { "holds" } else { "does NOT hold" };
    let mut out = format!("{} {verdict}\n", found.file.display());
    for (count, words) in [
        (found.captures, "captures have the digest they are named by"),
        (
            found.records,
            "records are as they were derived, and so are the tables made of them",
        ),
        (found.spans, "spans have their words where they say"),
        (found.decisions, "decisions are as they were taken down"),
        (
            found.exchanges,
            "requests with their answers are as they went over the network",
        ),
        (found.links, "links of the log follow from one another"),
    ] {
        out.push_str(&format!("{count:>8}  {words}\n"));
    }
    out.push('\n');
    match &found.signed {
        Some(signed) => {
            let whose = match signed.is_expected {
                Some(true) => " (the one given)",
                _ => " (compare it with the published one, or give that with --key)",
            };
            out.push_str(&hanging(
                "signed       ",
                &format!(
                    "{}, up to link {}, by key {}{whose}",
                    signed.at, signed.size, signed.key
                ),
            ));
        }
        None => out.push_str("signed       nothing (`onrecord key new`, then `onrecord sign`)\n"),
    }
    if found.signed.is_some() && found.unsigned_links > 0 {
        out.push_str(&format!(
            "             {} links were added after that and are unsigned\n",
            found.unsigned_links
        ));
    }
    match &found.stamped {
        Some(stamped) => {
            let words = format!(
                "{}, up to link {}, {}",
                stamped.stamp.at,
                stamped.size,
                authority(stamped)
            );
            out.push_str(&hanging("timestamped  ", &words));
        }
        None => out.push_str("timestamped  nothing (`onrecord stamp --authority URL`)\n"),
    }
    let captures = found.captures.saturating_sub(found.stamped_captures);
    if captures > 0 && (found.stamped.is_some() || found.stamped_captures > 0) {
        out.push_str(&format!(
            "             {captures} captures came after that and have no timestamp\n"
        ));
    }
    if found.waiting_stamps > 0 {
        out.push_str(&format!(
            "             {} timestamps were asked for and wait (`onrecord stamp`)\n",
            found.waiting_stamps
        ));
    }
    if found.unchecked_stamps > 0 {
        let words = format!(
            "{} timestamps are signed in a way that is not checked here (`onrecord export evidence`, then `openssl ts -verify`)",
            found.unchecked_stamps
        );
        out.push_str(&hanging("             ", &words));
    }
    problems(&mut out, &found.problems);
    if let Some(head) = &found.head {
        out.push_str(&format!("\nnewest link  {head}\n"));
    }
    if let Some(root) = &found.root {
        out.push_str(&format!("tree root    {root}\n"));
    }
    out
}

fn problems(out: &mut String, problems: &[Problem]) {
    if !problems.is_empty() {
        out.push_str(&format!("\nAltered or missing ({}):\n", problems.len()));
    }
    for problem in problems.iter().take(SHOWN) {
        out.push_str(&hanging("  - ", &format!("{}: {}", problem.subject, problem.reason)));
    }
    if problems.len() > SHOWN {
        out.push_str(&format!("  … and {} more; --json names all\n", problems.len() - SHOWN));
    }
}

fn authority(stamped: &Stamped) -> String {
    let trust = match stamped.stamp.trusted {
        Some(true) => "which you trust",
        _ => "by the certificate in it (give those you trust with --authorities)",
    };
    format!("by {}, {trust}", stamped.stamp.authority)
}

fn entry_lines(found: &EntryVerification) -> String {
    let verdict = if found.holds() { "holds" } else { "does NOT hold" };
    let mut out = format!("{} {verdict}\n", found.id);
    for proof in &found.proofs {
        out.push('\n');
        out.push_str(&hanging("", &proof.what));
        for line in proof_lines(proof) {
            out.push_str(&hanging("    ", &line));
        }
    }
    problems(&mut out, &found.problems);
    out
}

fn proof_lines(proof: &Proof) -> Vec<String> {
    let (link, tree) = (&proof.link, &proof.tree);
    let mut lines = vec![
        format!("added {}, link {} of the log, {}", link.at, link.sequence, link.hash),
        format!(
            "leaf {} of {} in the tree with root {}",
            tree.index, tree.size, tree.root
        ),
    ];
    for (number, hash) in tree.path.iter().enumerate() {
        lines.push(format!("{} {hash}", if number == 0 { "path" } else { "    " }));
    }
    match tree.signed.first() {
        Some(signed) => lines.push(format!("signed {} by key {}", signed.at, signed.key)),
        None => lines.push("unsigned".to_owned()),
    }
    match &tree.stamped {
        Some(stamped) => lines.push(format!("existed by {}, {}", stamped.stamp.at, authority(stamped))),
        None => lines.push("untimestamped".to_owned()),
    }
    lines
}
