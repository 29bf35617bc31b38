//! Copies of texts, as newspapers make them, and forms that are none: the same words with other names, numbers and dates.

use onrecord_extract::dates::MONTHS;

use crate::random::Random;

use super::Text;
use super::corpora::split;

/// A text of the set and what it is.
#[derive(Clone, Debug)]
pub(super) struct Made {
    pub(super) text: Text,
    /// Number of the text that it goes back to: texts of one family are copies of one another.
    pub(super) family: usize,
    /// Where the base of its family stands in the set.
    pub(super) base: usize,
    pub(super) is_base: bool,
    /// How it was made.
    pub(super) how: &'static str,
}

/// Of ten texts, how many are bases or forms at least, as far as the corpora reach.
const BASES_IN_TEN: usize = 3;

/// Words of a message that is written by a form.
const WORDS_OF_FORM: usize = 200;

/// A set of so many texts: bases, forms made of them, and copies, the same for the same corpora.
pub(super) fn make(bases: &[Text], others: &[String], size: usize) -> Vec<Made> {
    let mut random = Random::seeded();
    let mut chosen: Vec<&Text> = bases.iter().collect();
    random.shuffle(&mut chosen);
    chosen.truncate(size * BASES_IN_TEN / 10);
    let words: Vec<&str> = others
        .iter()
        .flat_map(|sentence| sentence.split_whitespace())
        .filter(|word| word.len() > 4 && word.chars().all(char::is_lowercase))
        .collect();
    let names: Vec<&str> = others
        .iter()
        .flat_map(|sentence| sentence.split_whitespace().skip(1))
        .filter(|word| word.len() > 3 && word.chars().all(char::is_alphabetic) && word.starts_with(char::is_uppercase))
        .collect();
    let mut made: Vec<Made> = chosen
        .iter()
        .enumerate()
        .map(|(family, text)| Made {
            text: (*text).clone(),
            family,
            base: family,
            is_base: true,
            how: "a base",
        })
        .collect();
    let forms = (chosen.len() / 3).min(size / 20);
    for _ in 0..forms {
        let text = chosen[random.below(chosen.len())];
        // Resolutions and messages are forms; a speech is none.
        if text.words.split_whitespace().count() > WORDS_OF_FORM && !text.words.starts_with("Resolution") {
            continue;
        }
        let family = made.len();
        made.push(Made {
            text: form(text, &names, &mut random),
            family,
            base: family,
            is_base: true,
            how: "a form",
        });
    }
    let families = made.len();
    while made.len() < size {
        // Few stories are printed everywhere, most in a few places.
        let share = random.share();
        let base = ((share * share * families as f32) as usize).min(families - 1);
        let (how, words) = copy(&made[base].text.words, others, &words, &mut random);
        let day = made[base].text.day.map(|day| day + random.below(6) as i64);
        made.push(Made {
            text: Text { words, day },
            family: base,
            base,
            is_base: false,
            how,
        });
    }
    made
}

fn copy(text: &str, others: &[String], words: &[&str], random: &mut Random) -> (&'static str, String) {
    let sentences = split(text);
    match random.below(8) {
        0 => ("head and byline changed", headed(&sentences, random)),
        1 => ("shortened", shortened(&sentences, random).join(" ")),
        2 => ("sentences dropped", dropped(&sentences, random).join("\n\n")),
        3 => ("sentences reordered", reordered(&sentences, random).join(" ")),
        4 => ("words replaced", replaced(&sentences, words, 0.25, random).join(" ")),
        5 => ("any words replaced", garbled(&sentences, words, 0.12, random).join(" ")),
        6 => ("mixed with other text", mixed(&sentences, others, random)),
        _ => {
            let sentences = replaced(&shortened(&sentences, random), words, 0.12, random);
            ("shortened and reworded", headed(&reordered(&sentences, random), random))
        }
    }
}

/// Another headline and byline, and a place before the first words.
fn headed(sentences: &[String], random: &mut Random) -> String {
    let desk = ["Staff", "Foreign desk", "Agencies", "Our correspondent"][random.below(4)];
    let place = ["LONDON", "GENEVA", "NAIROBI", "TOKYO"][random.below(4)];
    let headline: Vec<&str> = sentences[sentences.len() / 2].split_whitespace().take(9).collect();
    format!(
        "{}\n\nBy {desk}\n\n{place} — {}",
        headline.join(" "),
        sentences.join("\n\n")
    )
}

/// The first part of a text: 30 to 80 per cent, three sentences at least.
fn shortened(sentences: &[String], random: &mut Random) -> Vec<String> {
    let share = 0.3 + random.share() * 0.5;
    let count = ((sentences.len() as f32 * share) as usize).max(3).min(sentences.len());
    sentences[..count].to_vec()
}

fn dropped(sentences: &[String], random: &mut Random) -> Vec<String> {
    let share = 0.1 + random.share() * 0.4;
    let kept: Vec<String> = sentences.iter().filter(|_| random.share() >= share).cloned().collect();
    if kept.len() < 2 { sentences.to_vec() } else { kept }
}

/// Sentences in another order.
fn reordered(sentences: &[String], random: &mut Random) -> Vec<String> {
    let mut order = sentences.to_vec();
    random.shuffle(&mut order);
    order
}

/// Words that are no names or numbers replaced: a share up to `most` of them.
fn replaced(sentences: &[String], words: &[&str], most: f32, random: &mut Random) -> Vec<String> {
    let share = most * (0.3 + 0.7 * random.share());
    put_in(sentences, random, |word, random| {
        let plain = word.len() > 3 && word.chars().all(|letter| letter.is_lowercase());
        (plain && random.share() < share).then(|| words[random.below(words.len())].to_owned())
    })
}

/// Any words replaced, names and numbers too: a share up to `most` of all.
fn garbled(sentences: &[String], words: &[&str], most: f32, random: &mut Random) -> Vec<String> {
    let share = most * (0.3 + 0.7 * random.share());
    put_in(sentences, random, |_, random| {
        (random.share() < share).then(|| words[random.below(words.len())].to_owned())
    })
}

fn put_in(
    sentences: &[String],
    random: &mut Random,
    mut other: impl FnMut(&str, &mut Random) -> Option<String>,
) -> Vec<String> {
    sentences
        .iter()
        .map(|sentence| {
            sentence
                .split(' ')
                .map(|word| other(word, random).unwrap_or_else(|| word.to_owned()))
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect()
}

/// A run of sentences of the text, half of it at least, with as many of other texts around it.
fn mixed(sentences: &[String], others: &[String], random: &mut Random) -> String {
    let count = (sentences.len() / 2 + random.below(sentences.len() / 2 + 1)).clamp(1, sentences.len());
    let from = random.below(sentences.len() - count + 1);
    let before = count / 2 + 1;
    let after = random.below(count + 2);
    let mut other =
        |count: usize| -> Vec<String> { (0..count).map(|_| others[random.below(others.len())].clone()).collect() };
    let mut all = other(before);
    all.extend_from_slice(&sentences[from..from + count]);
    all.extend(other(after));
    all.join("\n\n")
}

/// The same form filled in otherwise: other numbers, days, months and names; published on another day, mostly months later.
fn form(text: &Text, names: &[&str], random: &mut Random) -> Text {
    let words: Vec<String> = text
        .words
        .split(' ')
        .map(|word| {
            if MONTHS.iter().any(|month| word.starts_with(month)) {
                return MONTHS[random.below(12)].to_owned();
            }
            if word.chars().any(|letter| letter.is_ascii_digit()) {
                return word
                    .chars()
                    .map(|letter| match letter.to_digit(10) {
                        Some(digit) => char::from_digit((digit + 1 + random.below(8) as u32) % 10, 10).unwrap_or('1'),
                        None => letter,
                    })
                    .collect();
            }
            let capital = word.len() > 3 && word.starts_with(char::is_uppercase);
            if capital && random.share() < 0.4 {
                return names[random.below(names.len())].to_owned();
            }
            word.to_owned()
        })
        .collect();
    let later = if random.below(3) == 0 {
        2
    } else {
        60 + random.below(300) as i64
    };
    Text {
        words: words.join(" "),
        day: text.day.map(|day| day + later),
    }
}
