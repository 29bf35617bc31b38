//! Which of the words that tell deeds a sentence is about: the one nearest to its root, past the verbs that only report.

use onrecord_catalogue::Catalogue;
use onrecord_language::Annotated;

use super::super::grammar::{children_as, is_verb};
use super::words::{self, Kind, Word};

/// A word with its distance from the root of its sentence; the least is what the sentence is about.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub word: Word,
    pub cost: u32,
    /// The verb of saying whose clause it stands in.
    pub report: Option<usize>,
}

/// What an arc costs, in tenths.
fn arc(a: &Annotated, child: usize, reports: bool) -> u32 {
    match a.dep(child) {
        "ccomp" if reports => 1,
        // "…, the ministry said": the saying hangs on what is said.
        "parataxis" if reports => 25,
        "ccomp" => 8,
        "xcomp" | "pobj" | "pcomp" | "prt" | "oprd" => 3,
        "acomp" => 2,
        "dobj" | "attr" => 5,
        "nsubjpass" => 8,
        "prep" | "agent" | "dative" => 9,
        "nsubj" => 9,
        "conj" if is_verb(a, child) => 7,
        "conj" => 10,
        "advcl" => 14,
        "acl" | "amod" | "poss" | "compound" => 16,
        "relcl" => 24,
        "appos" => 26,
        _ => 12,
    }
}

/// The words of one sentence that tell deeds, the one it is about first.
pub(super) fn of_sentence(a: &Annotated, sentence: std::ops::Range<usize>) -> Vec<Placed> {
    let deeds = &Catalogue::shipped().deeds;
    let mut found = Vec::new();
    let roots = sentence.clone().filter(|&token| a.head(token) == token);
    let mut open: Vec<(usize, u32, Option<usize>)> = roots.map(|root| (root, 0, None)).collect();
    while let Some((token, cost, report)) = open.pop() {
        let word = words::at(a, token);
        let saying = is_verb(a, token)
            && deeds.reports.contains(&super::super::grammar::normal(a, token))
            && (!children_as(a, token, &["ccomp", "parataxis"]).is_empty()
                || word.as_ref().is_none_or(|word| word.entry.is_none()));
        if let Some(word) = word.filter(|_| !saying) {
            let more = match word.kind {
                Kind::Verb | Kind::Adjective => 0,
                Kind::Obliged => 1,
                Kind::Noun if word.light.is_some() => 0,
                Kind::Noun => 6,
                Kind::Willed => 12,
            };
            found.push(Placed {
                cost: cost + more,
                word,
                report,
            });
        }
        for child in a.children(token) {
            let inside = if saying && matches!(a.dep(child), "ccomp") {
                Some(token)
            } else {
                report
            };
            let mut step = arc(a, child, saying);
            if saying && matches!(a.dep(child), "nsubj" | "prep" | "advcl") {
                step += 10;
            }
            open.push((child, cost + step, inside));
        }
    }
    found.sort_by_key(|placed| (placed.cost, placed.word.head));
    found
}
