//! The words a brief uses for what the records name by codes: plain English, past tense for what was said.

use onrecord_document::Precision;
use onrecord_extract::dates::MONTHS;
use onrecord_extract::{Act, Bound, Date, Effect, EventType, EvidenceKind, EvidenceStatus};
use onrecord_weigh::{Anchor, LineageKind, Stance, Status};

/// What a speaker did by a statement, as a verb that fits one speaker or many.
pub fn act_in_words(act: Act) -> &'static str {
    match act {
        Act::Assert => "said",
        Act::Allege => "alleged",
        Act::Confirm => "confirmed",
        Act::Deny => "denied",
        Act::Reject => "rejected",
        Act::DisputeEvidence => "disputed the evidence",
        Act::DeclineComment => "declined to comment",
        Act::Condemn => "condemned",
        Act::Praise => "praised",
        Act::Demand => "demanded",
        Act::Appeal => "appealed",
        Act::Warn => "warned",
        Act::Threaten => "threatened",
        Act::Promise => "promised",
        Act::Announce => "announced",
        Act::Question => "asked",
        Act::Retract => "took back",
    }
}

/// A stance as a verb.
pub fn stance_in_words(stance: Stance) -> &'static str {
    match stance {
        Stance::Alleges => "alleges",
        Stance::Confirms => "confirms",
        Stance::Suggests => "says that it may be so",
        Stance::Denies => "denies",
        Stance::PartlyDenies => "denies in part",
        Stance::DisputesEvidence => "disputes the evidence",
        Stance::Retracts => "took back",
        Stance::Declines => "declined to comment",
    }
}

/// Where a claim stands.
pub fn status_in_words(status: Status) -> &'static str {
    match status {
        Status::Contested => "contested",
        Status::Uncontested => "not denied here",
        Status::DeniedOnly => "denied only",
        Status::Retracted => "retracted",
    }
}

/// What happened to the people counted.
pub fn effect_in_words(effect: Effect) -> &'static str {
    match effect {
        Effect::Killed => "killed",
        Effect::Injured => "injured",
        Effect::Casualties => "killed or injured",
        Effect::Missing => "missing",
        Effect::Displaced => "displaced",
        Effect::Detained => "detained",
    }
}

/// A kind of event.
pub fn event_in_words(event: EventType) -> &'static str {
    match event {
        EventType::Attack => "attack",
        EventType::Impact => "impact",
        EventType::ArmsTransfer => "arms transfer",
        EventType::Launch => "launch",
        EventType::Manufacture => "manufacture",
        EventType::Test => "test",
        EventType::Deployment => "deployment",
        EventType::Casualties => "casualties",
        EventType::Detention => "detention",
        EventType::Investigation => "investigation",
        EventType::Sanction => "sanction",
        EventType::Meeting => "meeting",
        EventType::Vote => "vote",
        EventType::Agreement => "agreement",
        EventType::Aid => "aid",
        EventType::Protest => "protest",
        EventType::Statement => "statement",
        EventType::Undertaking => "undertaking",
        EventType::Consultation => "consultation",
        EventType::Support => "support",
        EventType::Cooperation => "cooperation",
        EventType::Concession => "concession",
        EventType::Withdrawal => "withdrawal",
        EventType::Demand => "demand",
        EventType::Accusation => "accusation",
        EventType::Rejection => "rejection",
        EventType::Threat => "threat",
        EventType::Mobilization => "mobilization",
        EventType::Reduction => "reduction of relations",
        EventType::Restriction => "restriction",
        EventType::Seizure => "seizure",
        EventType::Destruction => "destruction",
        EventType::Expulsion => "expulsion",
        EventType::Abduction => "abduction",
        EventType::Abuse => "abuse",
        EventType::Combat => "combat",
        EventType::Control => "change of control",
        EventType::Accident => "accident",
        EventType::Disaster => "disaster",
        EventType::Crime => "crime",
        EventType::Establishment => "establishment",
        EventType::Reorganization => "change of a group",
        EventType::Responsibility => "claim of responsibility",
    }
}

/// How far evidence has come.
pub fn rung_in_words(status: EvidenceStatus) -> &'static str {
    match status {
        EvidenceStatus::Asserted => "said to exist, not shown",
        EvidenceStatus::Shown => "shown or published",
        EvidenceStatus::IndependentlyExamined => "examined by somebody other than the speaker",
        EvidenceStatus::UnderInvestigation => "being looked into",
        EvidenceStatus::Disputed => "disputed",
    }
}

pub(crate) fn evidence_in_words(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Debris => "wreckage or other physical remains",
        EvidenceKind::Imagery => "pictures",
        EvidenceKind::Document => "papers or records",
        EvidenceKind::Witness => "witnesses",
        EvidenceKind::Intelligence => "intelligence",
        EvidenceKind::Report => "another’s report",
        EvidenceKind::Unspecified => "evidence of no stated kind",
    }
}

pub(crate) fn lineage_in_words(kind: LineageKind) -> &'static str {
    match kind {
        LineageKind::Original => "origin",
        LineageKind::Reprint => "reprint",
        LineageKind::Excerpt => "excerpt",
        LineageKind::Rewrite => "rewrite",
        LineageKind::Cites => "repeats its report",
        LineageKind::SameBriefing => "another report of the same occasion",
    }
}

/// A figure with what its words say of it: `at least 23`, `10 to 12`.
pub fn bound_in_words(bound: Bound, low: Option<u64>, high: Option<u64>) -> String {
    let (low, high) = (low.map(grouped), high.map(grouped));
    let either = |first: &Option<String>, second: &Option<String>| {
        first
            .clone()
            .or_else(|| second.clone())
            .unwrap_or_else(|| "an unstated number".to_owned())
    };
    match bound {
        Bound::Exact => either(&low, &high),
        Bound::AtLeast => format!("at least {}", either(&low, &high)),
        Bound::MoreThan => format!("more than {}", either(&low, &high)),
        Bound::AtMost => format!("up to {}", either(&high, &low)),
        Bound::FewerThan => format!("fewer than {}", either(&high, &low)),
        Bound::About => format!("about {}", either(&low, &high)),
        Bound::Range | Bound::Vague => match (low, high) {
            (Some(low), Some(high)) if low != high => format!("{low} to {high}"),
            (low, high) => either(&low, &high),
        },
    }
}

/// A number with its thousands set apart, from ten thousand on.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut grouped = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// Year, month, day of `2026-03-02`, `2026-03` or `2026`, with or without a time of day behind it.
fn parts(date: &str) -> Option<(i32, Option<usize>, Option<u32>)> {
    let mut numbers = date.split('T').next()?.split('-');
    let year = numbers.next()?.parse().ok()?;
    let month = numbers
        .next()
        .and_then(|month| month.parse().ok())
        .filter(|month| (1..=12).contains(month));
    Some((year, month, month.and(numbers.next()).and_then(|day| day.parse().ok())))
}

/// `2026-03-02` or `2026-03-02T10:00` as `2 March 2026`; what is no such date stays as it is.
pub fn day_in_words(date: &str) -> String {
    match parts(date) {
        Some((year, Some(month), Some(day))) => format!("{day} {} {year}", MONTHS[month - 1]),
        Some((year, Some(month), None)) => format!("{} {year}", MONTHS[month - 1]),
        Some((year, None, _)) => year.to_string(),
        None => date.to_owned(),
    }
}

/// An interval of days in words, no more exact than it is known.
pub fn interval_in_words(date: &Date) -> String {
    match (date.earliest.as_deref(), date.latest.as_deref()) {
        (Some(first), Some(last)) if first.get(..10) == last.get(..10) => day_in_words(first),
        (Some(first), Some(last)) => match (date.precision, parts(first), parts(last)) {
            (Precision::Month, Some((year, Some(month), _)), Some((same, Some(last), _)))
                if year == same && month == last =>
            {
                format!("{} {year}", MONTHS[month - 1])
            }
            (Precision::Year, Some((year, ..)), Some((same, ..))) if year == same => year.to_string(),
            _ => format!("{} to {}", day_in_words(first), day_in_words(last)),
        },
        (Some(first), None) => format!("from {} on", day_in_words(first)),
        (None, Some(last)) => format!("until {}", day_in_words(last)),
        (None, None) => date.value.clone().unwrap_or_default(),
    }
}

/// `a, b and c`; of a long list the first four and how many more.
pub(crate) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] if names.len() <= 12 => format!("{} and {last}", first.join(", ")),
        [a, b, c, d, rest @ ..] => format!("{a}, {b}, {c}, {d} and {} more", rest.len()),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// `5 to 17 November 2025`: what two days have in common is said once.
pub(crate) fn span_in_words(first: &str, last: &str) -> String {
    match (parts(first), parts(last)) {
        (Some((year, Some(month), Some(day))), Some((same_year, Some(same_month), Some(_)))) if year == same_year => {
            let month = if month == same_month {
                String::new()
            } else {
                format!(" {}", MONTHS[month - 1])
            };
            format!("{day}{month} to {}", day_in_words(last))
        }
        _ => format!("{} to {}", day_in_words(first), day_in_words(last)),
    }
}

/// `seven`; above twenty in figures.
pub(crate) fn spelled(number: usize) -> String {
    const WORDS: [&str; 21] = [
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    WORDS
        .get(number)
        .map_or_else(|| grouped(number as u64), |word| (*word).to_owned())
}

/// `one origin`, `three origins`.
pub(crate) fn spelled_out(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", spelled(count), if count == 1 { one } else { many })
}

/// `the United States`: names that English sets an article before.
pub(crate) fn with_article(name: &str) -> String {
    let takes = name.starts_with("United ")
        || name.contains("Republic ")
        || name.ends_with(" Union")
        || name.ends_with(" Federation");
    if takes { format!("the {name}") } else { name.to_owned() }
}

/// A claim always as a claim: `that …`.
pub(crate) fn as_claim(text: &str) -> String {
    if text.starts_with("that ") {
        text.to_owned()
    } else {
        format!("that {text}")
    }
}

/// The words at a place, whole, in quotation marks and on one line.
pub(crate) fn quoted(anchors: &[Anchor]) -> String {
    let pieces: Vec<String> = anchors
        .iter()
        .map(|anchor| anchor.span.exact.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    format!("“{}”", pieces.join(" … "))
}

/// Ends a sentence that may already end with a mark of its own, inside quotation marks or not.
pub(crate) fn ended(sentence: &str) -> String {
    let bare = sentence.trim_end_matches(['”', '"', '’', '»', ')']);
    if bare.ends_with(['.', '!', '?', '…']) {
        sentence.to_owned()
    } else {
        format!("{sentence}.")
    }
}

/// With a capital first letter.
pub(crate) fn capital(words: &str) -> String {
    let mut characters = words.chars();
    characters
        .next()
        .map(|first| first.to_uppercase().chain(characters).collect())
        .unwrap_or_default()
}

/// With a small first letter where its first word is one that only begins a sentence: an article, a pronoun.
pub(crate) fn uncapital(words: &str) -> String {
    let first = words.split_whitespace().next().unwrap_or_default();
    if !matches!(
        first,
        "A" | "An" | "The" | "Its" | "Their" | "His" | "Her" | "Some" | "One" | "Several"
    ) {
        return words.to_owned();
    }
    let mut characters = words.chars();
    characters
        .next()
        .map(|first| first.to_lowercase().chain(characters).collect())
        .unwrap_or_default()
}

/// A day with its month in three letters, for a table: `2 Mar 2026`.
pub(crate) fn short_day(date: &str) -> String {
    match parts(date) {
        Some((year, Some(month), Some(day))) => format!("{day} {} {year}", &MONTHS[month - 1][..3]),
        _ => day_in_words(date),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_no_more_exact_than_they_are_known() {
        assert_eq!(day_in_words("2026-03-02T10:00:00Z"), "2 March 2026");
        assert_eq!(day_in_words("2026-03"), "March 2026");
        assert_eq!(day_in_words("last week"), "last week");
        let date = |first: Option<&str>, last: Option<&str>, precision| Date {
            earliest: first.map(str::to_owned),
            latest: last.map(str::to_owned),
            precision,
            value: None,
            basis: onrecord_document::Basis::default(),
        };
        assert_eq!(
            interval_in_words(&date(Some("2026-03-01"), Some("2026-03-31"), Precision::Month)),
            "March 2026"
        );
        assert_eq!(
            interval_in_words(&date(Some("2026-03-02"), Some("2026-03-05"), Precision::Days)),
            "2 March 2026 to 5 March 2026"
        );
        assert_eq!(
            interval_in_words(&date(Some("2022-02-24"), None, Precision::Day)),
            "from 24 February 2022 on"
        );
    }

    #[test]
    fn figures_say_what_their_words_say() {
        assert_eq!(bound_in_words(Bound::AtLeast, Some(10_000), None), "at least 10,000");
        assert_eq!(bound_in_words(Bound::FewerThan, None, Some(12)), "fewer than 12");
        assert_eq!(bound_in_words(Bound::Vague, Some(24), Some(99)), "24 to 99");
    }

    #[test]
    fn sentences_end_once() {
        assert_eq!(ended("She said: “No.”"), "She said: “No.”");
        assert_eq!(ended("She said: “no”"), "She said: “no”.");
    }
}
