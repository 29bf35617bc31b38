//! Chooses what of a speaker's words is printed: all of them, or of long ones the sentence or clause that speaks of the act.

use onrecord_document::Span;
use onrecord_extract::Act;
use onrecord_weigh::{Anchor, Proposition, StanceEntry};

use crate::clauses::{Cuts, clause_ends, sentence_ends, word_ends};
use crate::set::Set;

/// How many code points are printed whole.
const LONGEST: usize = 260;
/// A sentence shorter than this is printed with those around it.
const SHORT: usize = 60;
/// Words of a claim shorter than this tell nothing of what it is about.
const SHORTEST_WORD: usize = 4;
/// Two words that begin alike by so many letters are taken for forms of one.
const STEM: usize = 5;
/// How much more the act's own word counts than another word of the claim.
const TRIGGER: usize = 4;

/// Words as they are printed, and where exactly these stand.
#[derive(Clone, Debug)]
pub(crate) struct Quotation {
    /// In quotation marks, on one line, with … where something is left out.
    pub(crate) words: String,
    /// The places of what is printed; nothing more.
    pub(crate) anchors: Vec<Anchor>,
    /// How much of the claim it speaks of.
    pub(crate) weight: usize,
    /// It begins with the word that tells what the speaker did: `denied …`.
    pub(crate) has_cue: bool,
}

/// What is looked for in the words: the act's own words by their places, and the stems of the claim's words.
pub(crate) struct Sought {
    triggers: Vec<Anchor>,
    stems: Vec<String>,
}

impl Sought {
    /// What a claim is about.
    pub(crate) fn of(set: &Set, claim: &Proposition) -> Self {
        let triggers = claim.events.iter().filter_map(|reference| {
            Some(Anchor {
                document: reference.document.clone(),
                span: set.event(reference)?.trigger.clone(),
            })
        });
        Self {
            triggers: triggers.collect(),
            stems: stems(&claim.text),
        }
    }

    fn weight(&self, document: &str, span: &Span) -> usize {
        let found = stems(&span.exact);
        let words = self.stems.iter().filter(|stem| found.contains(stem)).count();
        let acts = self.triggers.iter().any(|trigger| {
            trigger.document == document && trigger.span.start >= span.start && trigger.span.end <= span.end
        });
        words + if acts { TRIGGER } else { 0 }
    }
}

/// The words of a stance on a claim; with the verb before them where they only make sense with it.
pub(crate) fn of_stance(set: &Set, entry: &StanceEntry, sought: &Sought) -> Quotation {
    let Some(led) = led_by_cue(set, entry) else {
        return of(&entry.anchors, sought);
    };
    let quotation = of(&led, sought);
    let has_cue = quotation
        .anchors
        .first()
        .is_some_and(|first| led.first().is_some_and(|whole| whole.span.start == first.span.start));
    Quotation { has_cue, ..quotation }
}

/// The places of a stance from its verb on, where the words stand right behind it and are not what somebody says in a clause of its own.
fn led_by_cue(set: &Set, entry: &StanceEntry) -> Option<Vec<Anchor>> {
    let cue = set.statement(&entry.statement)?.cue.as_ref()?;
    let (first, rest) = entry.anchors.split_first()?;
    if first.document != entry.statement.document || first.span.start <= cue.end {
        return None;
    }
    let says = matches!(
        entry.act,
        Act::Assert | Act::Allege | Act::Announce | Act::Confirm | Act::DisputeEvidence
    );
    let is_own_words = first.span.exact.starts_with(['“', '"', '«']);
    if is_own_words || (says && first.span.exact.starts_with("that ")) {
        return None;
    }
    let text = &set.record(&entry.statement.document)?.document.text;
    let between: String = text
        .chars()
        .skip(cue.end as usize)
        .take((first.span.start - cue.end) as usize)
        .collect();
    if !between.trim().is_empty() || between.contains('\n') {
        return None;
    }
    let exact: String = text
        .chars()
        .skip(cue.start as usize)
        .take((first.span.end.saturating_sub(cue.start)) as usize)
        .collect();
    let mut led = vec![Anchor {
        document: first.document.clone(),
        span: Span {
            start: cue.start,
            end: first.span.end,
            exact,
        },
    }];
    led.extend(rest.iter().cloned());
    Some(led)
}

/// The words at these places; of long ones the part that speaks of what is sought.
pub(crate) fn of(anchors: &[Anchor], sought: &Sought) -> Quotation {
    let pieces: Vec<Anchor> = anchors.iter().map(trimmed).collect();
    let weight = pieces
        .iter()
        .map(|piece| sought.weight(&piece.document, &piece.span))
        .sum();
    let length: usize = pieces.iter().map(|piece| length(&piece.span)).sum();
    if length <= LONGEST {
        return Quotation {
            words: marked(&pieces, false, false),
            anchors: pieces,
            weight,
            has_cue: false,
        };
    }
    let mut best: Option<(usize, usize)> = None;
    for (position, piece) in pieces.iter().enumerate() {
        let found = sought.weight(&piece.document, &piece.span);
        if best.is_none_or(|(_, most)| found > most) {
            best = Some((position, found));
        }
    }
    let Some((position, piece)) = best.and_then(|(position, _)| Some((position, pieces.get(position)?))) else {
        return Quotation {
            words: String::new(),
            anchors: Vec::new(),
            weight,
            has_cue: false,
        };
    };
    let part = part(piece, sought);
    let starts_later = position > 0 || part.span.start > piece.span.start;
    let ends_earlier = position + 1 < pieces.len() || part.span.end < piece.span.end;
    let printed = vec![part];
    Quotation {
        words: marked(&printed, starts_later, ends_earlier),
        anchors: printed,
        weight,
        has_cue: false,
    }
}

/// The words of places in quotation marks.
fn marked(pieces: &[Anchor], starts_later: bool, ends_earlier: bool) -> String {
    let words = pieces
        .iter()
        .map(|piece| piece.span.exact.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join(" … ");
    let before = if starts_later { "… " } else { "" };
    let after = if ends_earlier { " …" } else { "" };
    format!("“{before}{words}{after}”")
}

fn length(span: &Span) -> usize {
    (span.end.saturating_sub(span.start)) as usize
}

/// A part of a span by offsets within it.
fn within(anchor: &Anchor, from: usize, to: usize) -> Anchor {
    let exact: String = anchor.span.exact.chars().skip(from).take(to - from).collect();
    let start = anchor.span.start + u32::try_from(from).unwrap_or_default();
    let end = start + u32::try_from(to - from).unwrap_or_default();
    Anchor {
        document: anchor.document.clone(),
        span: Span { start, end, exact },
    }
}

/// Without what is not the speaker's: blanks, the quotation marks around it, the comma that the sentence around it put at its
/// end, the mark of a list, a dateline, the joining word before it.
fn trimmed(anchor: &Anchor) -> Anchor {
    let characters: Vec<char> = anchor.span.exact.chars().collect();
    let (mut from, mut to) = (0, characters.len());
    loop {
        let before = (from, to);
        while from < to && characters[from].is_whitespace() {
            from += 1;
        }
        while to > from
            && (characters[to - 1].is_whitespace() || matches!(characters[to - 1], ',' | ';' | ':' | '—' | '–'))
        {
            to -= 1;
        }
        if to > from + 1
            && characters[from] == '“'
            && characters[to - 1] == '”'
            && !characters[from + 1..to - 1]
                .iter()
                .any(|mark| matches!(mark, '“' | '”'))
        {
            (from, to) = (from + 1, to - 1);
        }
        from += lead(&characters[from..to]);
        if (from, to) == before {
            break;
        }
    }
    if from >= to {
        return anchor.clone();
    }
    within(anchor, from, to)
}

/// How long what stands before the words is: `• `, `4. `, `PORT LUME — `, `that `.
fn lead(characters: &[char]) -> usize {
    let words: String = characters.iter().take(40).collect();
    let after = |mark: &str| {
        words
            .split_once(mark)
            .map(|(before, _)| (before.chars().count() + mark.chars().count(), before.to_owned()))
    };
    if words.starts_with("that ") {
        return 5;
    }
    if words.starts_with(['•', '·']) {
        return 1;
    }
    if let Some((length, _)) = after(". ")
        .filter(|(_, number)| (1..=2).contains(&number.len()) && number.chars().all(|digit| digit.is_ascii_digit()))
    {
        return length;
    }
    let is_place = |place: &str| place.chars().any(char::is_alphabetic) && !place.chars().any(char::is_lowercase);
    after(" — ")
        .filter(|(_, place)| is_place(place))
        .map_or(0, |(length, _)| length)
}

/// The sentences of a piece that fit, around the one that says most of what is sought; a clause of it where that is too long.
fn part(piece: &Anchor, sought: &Sought) -> Anchor {
    let characters: Vec<char> = piece.span.exact.chars().collect();
    let mut range = (0, characters.len());
    let levels: [(Cuts, bool); 3] = [(sentence_ends, true), (clause_ends, false), (word_ends, false)];
    for (cuts, is_whole) in levels {
        if range.1 - range.0 <= LONGEST {
            break;
        }
        let mut bounds: Vec<usize> = cuts(&characters)
            .into_iter()
            .filter(|cut| *cut > range.0 && *cut < range.1)
            .collect();
        bounds.insert(0, range.0);
        bounds.push(range.1);
        range = grown(piece, &bounds, is_whole, sought);
    }
    trimmed(&within(piece, range.0, range.1))
}

/// The segment between bounds that weighs most, with its neighbours, later ones first, as long as all of it fits. A segment that
/// is whole by itself needs no neighbour that says nothing of what is sought.
fn grown(piece: &Anchor, bounds: &[usize], is_whole: bool, sought: &Sought) -> (usize, usize) {
    let weights: Vec<usize> = bounds
        .windows(2)
        .map(|ends| sought.weight(&piece.document, &within(piece, ends[0], ends[1]).span))
        .collect();
    let mut best = (0, 0);
    for (position, weight) in weights.iter().enumerate() {
        if *weight > best.1 {
            best = (position, *weight);
        }
    }
    let (mut first, mut last) = (best.0, best.0 + 1);
    loop {
        let length = bounds[last] - bounds[first];
        let wanted = |position: usize| !is_whole || length < SHORT || weights[position] > 1;
        if last + 1 < bounds.len() && bounds[last + 1] - bounds[first] <= LONGEST && wanted(last) {
            last += 1;
        } else if first > 0 && bounds[last] - bounds[first - 1] <= LONGEST && wanted(first - 1) {
            first -= 1;
        } else {
            return (bounds[first], bounds[last]);
        }
    }
}

fn stems(words: &str) -> Vec<String> {
    let mut stems: Vec<String> = words
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| {
            word.chars().count() >= SHORTEST_WORD || word.chars().any(|character| character.is_ascii_digit())
        })
        .map(|word| word.to_lowercase().chars().take(STEM).collect())
        .collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchor(exact: &str) -> Anchor {
        Anchor {
            document: "doc-1".into(),
            span: Span {
                start: 100,
                end: 100 + exact.chars().count() as u32,
                exact: exact.to_owned(),
            },
        }
    }

    fn sought(claim: &str) -> Sought {
        Sought {
            triggers: Vec::new(),
            stems: stems(claim),
        }
    }

    /// What is printed stands at its offsets in what was given.
    fn checked(exact: &str, claim: &str) -> Quotation {
        let quotation = of(&[anchor(exact)], &sought(claim));
        for piece in &quotation.anchors {
            let words: String = exact
                .chars()
                .skip(piece.span.start as usize - 100)
                .take(length(&piece.span))
                .collect();
            assert_eq!(words, piece.span.exact);
        }
        quotation
    }

    #[test]
    fn short_words_are_printed_whole_without_the_comma_of_the_sentence_around_them() {
        let quotation = checked("that Norland sent nothing,", "that Norland sent rockets");
        assert_eq!(quotation.words, "“Norland sent nothing”");
        assert_eq!(
            checked("“We sent nothing.”", "that Norland sent rockets").words,
            "“We sent nothing.”"
        );
        assert_eq!(
            checked("“We sent nothing,”", "that Norland sent rockets").words,
            "“We sent nothing”"
        );
    }

    #[test]
    fn the_number_of_a_paragraph_the_mark_of_a_list_and_a_dateline_are_not_the_speakers_words() {
        for before in ["3. ", "• ", "PORT LUME — "] {
            let quotation = checked(&format!("{before}Norland sent rockets"), "that Norland sent rockets");
            assert_eq!(quotation.words, "“Norland sent rockets”");
        }
    }

    #[test]
    fn of_a_long_speech_the_sentence_that_speaks_of_the_act_is_printed() {
        let filler =
            "The Government thanks all those who came here today from near and far, and it greets them. ".repeat(3);
        let words = format!("{filler}Norland shipped rockets to Sudmark aboard the Wren. {filler}");
        let quotation = checked(&words, "that Norland supplied rockets to Sudmark aboard the Wren");
        assert!(quotation.words.starts_with("“… "), "{}", quotation.words);
        assert!(
            quotation
                .words
                .contains("Norland shipped rockets to Sudmark aboard the Wren.")
        );
        assert!(quotation.words.ends_with(" …”"));
        assert!(quotation.words.chars().count() < 280);
    }

    #[test]
    fn of_a_long_sentence_whole_clauses_are_printed() {
        let words = format!(
            "that {}, that Norland shipped rockets to Sudmark, and that {}",
            "the harbour was calm ".repeat(10).trim(),
            "nobody had seen anything of it there ".repeat(6).trim()
        );
        let quotation = checked(&words, "that Norland supplied rockets to Sudmark");
        assert!(
            quotation.words.contains("Norland shipped rockets to Sudmark"),
            "{}",
            quotation.words
        );
        assert!(
            quotation.words.ends_with("rockets to Sudmark …”"),
            "{}",
            quotation.words
        );
    }

    #[test]
    fn nothing_is_cut_inside_a_word_even_where_no_clause_ends() {
        let words = "wordy ".repeat(80);
        let quotation = checked(&words, "that Norland supplied rockets");
        assert!(quotation.words.ends_with("wordy …”"), "{}", quotation.words);
    }
}
