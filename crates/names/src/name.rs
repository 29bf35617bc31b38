//! A name, prepared to be compared: its words, what each is, and the keys by which they meet.

use crate::script::Script;
use crate::similarity::alike;
use crate::tables::{Form, TABLES, Tables};
use crate::words::{Word, cut};
use crate::{hangul, latin, sound};

/// Whose name it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Schema {
    /// A person's.
    Person,
    /// That of a company, an authority, a group.
    Organisation,
    /// A ship's or an aircraft's.
    Vessel,
    /// It is not known whose.
    #[default]
    Unknown,
}

/// What a word of a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A name proper.
    Word,
    /// One letter that stands for a name.
    Initial,
    /// A number, in digits, in words or Roman.
    Number,
    /// What somebody is called before the name.
    Title,
    /// A small word between names.
    Particle,
    /// A word that many organisations have.
    Common,
    /// A state or a city.
    Place,
    /// "Servant of", the first half of many names.
    Servant,
}

/// A word of a name.
#[derive(Debug, Clone)]
pub struct Token {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// In small Latin letters.
    pub(crate) latin: String,
    /// How it sounds.
    pub(crate) sound: String,
    /// Its consonants.
    pub(crate) skeleton: String,
    /// In the letters of its own script; empty for Latin ones.
    pub(crate) plain: Vec<char>,
    /// Its key as a Korean or Chinese syllable; empty for others.
    pub(crate) syllable: String,
    pub(crate) kind: Kind,
    pub(crate) weight: f32,
    /// The number's value, or the group of words that mean one thing.
    pub(crate) group: u32,
    /// Given names that it can stand for.
    pub(crate) names: [u16; 3],
    /// The letters that are in it, a bit each.
    pub(crate) letters: u32,
    pub(crate) script: Script,
    /// Whether it tells descent ("bin").
    pub(crate) descent: bool,
    pub(crate) capitals: bool,
    /// Three letters at most in an organisation's name: no spelling but the same is the same.
    pub(crate) short_of_organisation: bool,
}

impl Token {
    /// What kind of word it is.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// In small Latin letters.
    #[must_use]
    pub fn latin(&self) -> &str {
        &self.latin
    }

    /// How it sounds, roughly: transliterations of one name have one key.
    #[must_use]
    pub fn sound(&self) -> &str {
        &self.sound
    }

    /// The consonants of how it sounds.
    #[must_use]
    pub fn skeleton(&self) -> &str {
        &self.skeleton
    }

    /// The script that it is written in.
    #[must_use]
    pub const fn script(&self) -> Script {
        self.script
    }

    /// How much it tells, 0 to 1.
    #[must_use]
    pub const fn weight(&self) -> f32 {
        self.weight
    }

    pub(crate) fn is_content(&self) -> bool {
        !matches!(self.kind, Kind::Title | Kind::Particle)
    }
}

/// Which table of syllables a name is read with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Syllables {
    None,
    Korean,
    Chinese,
}

/// A name, prepared to be compared.
#[derive(Debug, Clone)]
pub struct Name {
    text: String,
    pub(crate) schema: Schema,
    pub(crate) tokens: Vec<Token>,
    pub(crate) forms: Vec<Form>,
    pub(crate) syllables: Syllables,
    /// The one script it is written in, when it is not the Latin one and there is no other.
    pub(crate) script: Option<Script>,
    /// A small and a capital letter are told apart in it, so that capitals mean something.
    pub(crate) mixed_case: bool,
}

impl Name {
    /// Prepares a name; any text will do.
    #[must_use]
    pub fn new(text: &str, schema: Schema) -> Self {
        let tables = &*TABLES;
        let ordered = if schema == Schema::Person {
            family_last(text)
        } else {
            None
        };
        let source = ordered.as_deref().unwrap_or(text);
        let mut words = cut(source, schema != Schema::Person);
        if schema == Schema::Person {
            words = split_syllables(words, tables);
        }
        let mixed_case = source.chars().any(char::is_lowercase);
        let mut tokens: Vec<Token> = words.iter().map(token).collect();
        let forms = take_forms(&mut tokens, schema, mixed_case, tables);
        let may = schema == Schema::Person || schema == Schema::Unknown && forms.is_empty();
        let syllables = if may {
            syllables_of(&tokens, tables)
        } else {
            Syllables::None
        };
        if syllables == Syllables::None {
            name_kinds(&mut tokens, schema, tables);
            if schema != Schema::Person {
                join_numbers(&mut tokens);
                for token in &mut tokens {
                    token.short_of_organisation = token.kind == Kind::Word
                        && (token.latin.len() < 4 || token.capitals && mixed_case && token.latin.len() < 5);
                }
            }
        } else {
            join_given(&mut tokens, syllables, tables);
        }
        if tokens.iter().all(|token| !token.is_content()) {
            for token in &mut tokens {
                (token.kind, token.weight) = (Kind::Word, 1.0);
            }
        }
        let mut scripts = tokens.iter().map(|token| token.script);
        let script = scripts
            .next()
            .filter(|first| *first != Script::Latin && scripts.all(|script| script == *first));
        Self {
            text: source.to_owned(),
            schema,
            tokens,
            forms,
            syllables,
            script,
            mixed_case,
        }
    }

    /// The text it was prepared from; of a person, with the family name put last where a comma parts it off.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its words.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Whose name it was said to be.
    #[must_use]
    pub const fn schema(&self) -> Schema {
        self.schema
    }

    pub(crate) fn written<'a>(&'a self, token: &'a Token) -> &'a str {
        self.text.get(token.start..token.end).unwrap_or(&token.latin)
    }
}

/// "Family, Given" as "Given Family".
fn family_last(text: &str) -> Option<String> {
    let (family, given) = text.split_once(',')?;
    let given = given.trim();
    let last = given.trim_end_matches('.').to_lowercase();
    if given.is_empty() || given.contains(',') || matches!(last.as_str(), "jr" | "sr" | "ii" | "iii" | "iv") {
        return None;
    }
    Some(format!("{given} {}", family.trim()))
}

fn token(word: &Word) -> Token {
    let latin = latin::latin(&word.text, word.script);
    let sound = sound::key(&latin);
    Token {
        start: word.start,
        end: word.end,
        skeleton: sound::skeleton(&sound),
        plain: latin::plain(&word.text, word.script),
        syllable: String::new(),
        kind: Kind::Word,
        weight: 1.0,
        group: 0,
        names: given(&latin),
        letters: letters(&latin),
        script: word.script,
        descent: false,
        capitals: word.dotted || word.text.chars().all(char::is_uppercase),
        short_of_organisation: false,
        latin,
        sound,
    }
}

fn given(latin: &str) -> [u16; 3] {
    let mut names = [0; 3];
    if let Some(groups) = TABLES.given.get(latin) {
        for (name, group) in names.iter_mut().zip(groups) {
            *name = *group;
        }
    }
    names
}

fn letters(latin: &str) -> u32 {
    latin.bytes().fold(0, |bits, letter| bits | 1 << (letter & 31))
}

/// Takes a name of a person in Korean or Chinese characters apart: the family name, then the given one.
fn split_syllables(words: Vec<Word>, tables: &Tables) -> Vec<Word> {
    let [word] = words.as_slice() else { return words };
    let length = word.text.chars().count();
    let doubles = match word.script {
        Script::Hangul => &tables.korean_double,
        Script::Han => &tables.chinese_double,
        _ => return words,
    };
    if !(2..=4).contains(&length) {
        return words;
    }
    let start_two: String = word.text.chars().take(2).collect();
    let double = length > 2
        && match word.script {
            Script::Hangul => doubles.contains(&latin::latin(&start_two, Script::Hangul).as_str()) || length == 4,
            _ => doubles.contains(&start_two.as_str()) || length == 4,
        };
    let cut = word
        .text
        .char_indices()
        .nth(if double { 2 } else { 1 })
        .map_or(0, |(at, _)| at);
    let (family, given) = word.text.split_at(cut);
    let middle = word.start + family.len();
    vec![
        Word {
            text: family.to_owned(),
            end: middle,
            ..word.clone()
        },
        Word {
            text: given.to_owned(),
            start: middle,
            ..word.clone()
        },
    ]
}

/// Whether the words can be a Korean or a Chinese name.
fn syllables_of(tokens: &[Token], tables: &Tables) -> Syllables {
    let [first, .., last] = tokens else {
        return Syllables::None;
    };
    if tokens.len() > 3 {
        return Syllables::None;
    }
    if tokens.iter().all(|token| token.script == Script::Hangul) {
        return Syllables::Korean;
    }
    if tokens.iter().all(|token| token.script == Script::Han) {
        return Syllables::Chinese;
    }
    let all = |test: &dyn Fn(&Token) -> bool| tokens.iter().all(|token| token.script == Script::Latin && test(token));
    let korean = |token: &Token| tables.korean.contains_key(token.latin.as_str());
    if (korean(first) || korean(last))
        && all(&|token| korean(token) || token.latin.len() > 1 && hangul::is_korean(&token.latin, 2))
    {
        return Syllables::Korean;
    }
    let chinese = |token: &Token| tables.chinese.contains_key(token.latin.as_str());
    if (chinese(first) || chinese(last))
        && all(&|token| chinese(token) || token.latin.len() > 1 && sound::is_chinese(&token.latin, 2))
    {
        return Syllables::Chinese;
    }
    Syllables::None
}

/// Puts the two syllables of a given name together, and gives all words their keys.
fn join_given(tokens: &mut Vec<Token>, syllables: Syllables, tables: &Tables) {
    let known = |token: &Token| match syllables {
        Syllables::Korean => tables.korean.contains_key(token.latin.as_str()),
        _ => tables.chinese.contains_key(token.latin.as_str()),
    };
    if let [first, second, third] = tokens.as_slice() {
        let from = if known(first) || first.script != Script::Latin || !known(third) {
            1
        } else {
            0
        };
        let (one, other) = if from == 1 { (second, third) } else { (first, second) };
        let mut joined = one.clone();
        joined.latin.push_str(&other.latin);
        joined.sound = sound::key(&joined.latin);
        joined.skeleton = sound::skeleton(&joined.sound);
        joined.plain.extend(&other.plain);
        joined.end = other.end;
        joined.letters = letters(&joined.latin);
        tokens.splice(from..from + 2, [joined]);
    }
    for token in tokens {
        match syllables {
            Syllables::Korean => {
                token.syllable = hangul::key(&token.latin);
                token.group = tables
                    .korean
                    .get(token.latin.as_str())
                    .copied()
                    .unwrap_or_default()
                    .into();
            }
            _ => token.syllable = sound::chinese(&token.latin),
        }
    }
}

/// Takes the legal forms off both ends.
fn take_forms(tokens: &mut Vec<Token>, schema: Schema, mixed_case: bool, tables: &Tables) -> Vec<Form> {
    let mut forms = Vec::new();
    match schema {
        Schema::Vessel => return forms,
        Schema::Person => {
            let last = tokens.last();
            let is_form = tokens.len() > 2
                && mixed_case
                && last.is_some_and(|last| {
                    last.capitals && last.latin.len() > 1 && tables.forms.contains_key(last.latin.as_str())
                });
            if is_form {
                tokens.pop();
            }
            return forms;
        }
        Schema::Organisation | Schema::Unknown => {}
    }
    while let Some((length, form)) = misspelt_form_at_end(tokens, tables).or_else(|| form_at_end(tokens, tables)) {
        tokens.truncate(tokens.len() - length);
        forms.push(form);
    }
    while let Some((length, form)) = form_at_start(tokens, tables) {
        tokens.drain(..length);
        forms.push(form);
    }
    forms
}

fn form_at_end(tokens: &[Token], tables: &Tables) -> Option<(usize, Form)> {
    let longest = tokens.len().saturating_sub(1).min(6);
    (1..=longest).rev().find_map(|length| {
        let tail = &tokens[tokens.len() - length..];
        let phrases = tables.forms.get(tail[0].latin.as_str())?;
        phrases
            .iter()
            .find(|(words, _)| is_phrase(tail, words))
            .map(|(_, form)| (length, *form))
    })
}

fn form_at_start(tokens: &[Token], tables: &Tables) -> Option<(usize, Form)> {
    let phrases = tables.forms.get(tokens.first()?.latin.as_str())?;
    let found = phrases
        .iter()
        .find(|(words, _)| words.len() < tokens.len() && is_phrase(&tokens[..words.len()], words));
    found.map(|(words, form)| (words.len(), *form))
}

/// A form of several words with a slip of the pen in it.
fn misspelt_form_at_end(tokens: &[Token], tables: &Tables) -> Option<(usize, Form)> {
    let last = tokens.last()?;
    let phrases = tables.long_forms.get(last.latin.as_str())?;
    phrases.iter().find_map(|(words, form)| {
        let tail = tokens.get(tokens.len().checked_sub(words.len()).filter(|start| *start > 0)?..)?;
        let (one, other): (String, String) = (tail.iter().map(|token| token.latin.as_str()).collect(), words.concat());
        (alike(one.as_bytes(), other.as_bytes()) >= 0.9).then_some((words.len(), *form))
    })
}

fn is_phrase(tokens: &[Token], words: &[&str]) -> bool {
    tokens.len() == words.len() && tokens.iter().zip(words).all(|(token, word)| token.latin == *word)
}

/// What each word is.
fn name_kinds(tokens: &mut [Token], schema: Schema, tables: &Tables) {
    let person = schema == Schema::Person;
    let count = tokens.len();
    for at in 0..count {
        let (before, rest) = tokens.split_at_mut(at);
        let Some((token, after)) = rest.split_first_mut() else {
            continue;
        };
        if person {
            plain_digits(token);
        }
        let word = token.latin.as_str();
        let particle = tables.particles.get(word);
        if person
            && token.latin.len() == 1
            && token.script != Script::Arabic
            && token.script != Script::Han
            && token.script != Script::Hangul
        {
            (token.kind, token.weight) = (Kind::Initial, 0.35);
        } else if let Some(&descent) =
            particle.filter(|descent| count > 1 && (at + 1 < count || token.latin.len() > 3) && (at > 0 || !**descent))
        {
            (token.kind, token.weight, token.descent) = (Kind::Particle, 0.0, descent);
        } else if is_vowelless_descent(token) && at > 0 && at + 1 < count {
            (token.kind, token.weight, token.descent) = (Kind::Particle, 0.0, true);
        } else if person && tables.servant.contains_key(word) && at + 1 < count {
            (token.kind, token.weight, token.group) = (Kind::Servant, 0.3, 1);
        } else if let Some(&also) = tables
            .titles
            .get(word)
            .filter(|_| schema != Schema::Organisation && count > 1)
        {
            let also = also && person;
            token.weight = if also { 0.5 } else { 0.1 };
            token.kind = if also { Kind::Word } else { Kind::Title };
        } else if let Some(value) = number(word, at, schema, tables) {
            (token.kind, token.group) = (Kind::Number, value);
        } else if !person {
            let pair = after.first().and_then(|next| {
                tables
                    .place_pairs
                    .iter()
                    .find(|((one, other), _)| *one == word && *other == next.latin)
            });
            let second = before.last().and_then(|last| {
                tables
                    .place_pairs
                    .iter()
                    .find(|((one, other), _)| *one == last.latin && *other == word)
            });
            if let Some((_, &group)) = pair.or(second) {
                (token.kind, token.weight, token.group) = (Kind::Place, 0.6, group.into());
            } else if let Some(&group) = tables.places.get(word) {
                (token.kind, token.weight, token.group) = (Kind::Place, 0.9, group.into());
            } else if let Some(&group) = tables.organisation.get(word) {
                (token.kind, token.weight, token.group) = (Kind::Common, 0.5, group.into());
            }
        }
    }
}

/// "بن": the particle as it is written without vowels.
fn is_vowelless_descent(token: &Token) -> bool {
    token.script == Script::Arabic && matches!(token.latin.as_str(), "bn" | "abn")
}

/// In a person's name, digits among letters are letters that were made hard to find.
fn plain_digits(token: &mut Token) {
    let digits = token.latin.bytes().filter(u8::is_ascii_digit).count();
    if digits == 0 || digits == token.latin.len() {
        return;
    }
    token.latin = token
        .latin
        .chars()
        .map(|letter| match letter {
            '0' => 'o',
            '1' => 'i',
            '3' => 'e',
            '4' => 'a',
            '5' => 's',
            '7' => 't',
            '8' => 'b',
            '9' => 'g',
            other => other,
        })
        .collect();
    token.sound = sound::key(&token.latin);
    token.skeleton = sound::skeleton(&token.sound);
    token.letters = letters(&token.latin);
}

/// The value of a number, one more than it, so that none is nought.
fn number(word: &str, at: usize, schema: Schema, tables: &Tables) -> Option<u32> {
    if word.bytes().all(|letter| letter.is_ascii_digit()) {
        return word
            .trim_start_matches('0')
            .parse::<u32>()
            .ok()
            .or(Some(0))
            .map(|value| value.saturating_add(1));
    }
    if schema == Schema::Person {
        return None;
    }
    if let Some(&value) = tables.numbers.get(word) {
        return Some(value + 1);
    }
    if at == 0 {
        None
    } else {
        roman(word).map(|value| value + 1)
    }
}

/// Roman numerals to 39.
fn roman(word: &str) -> Option<u32> {
    if word.len() > 6 || word.is_empty() || !word.bytes().all(|letter| matches!(letter, b'i' | b'v' | b'x')) {
        return None;
    }
    let tens = word.bytes().take_while(|letter| *letter == b'x').count();
    let ones = match &word[tens..] {
        "" => 0,
        "i" => 1,
        "ii" => 2,
        "iii" => 3,
        "iv" => 4,
        "v" => 5,
        "vi" => 6,
        "vii" => 7,
        "viii" => 8,
        "ix" => 9,
        _ => return None,
    };
    (tens < 4).then(|| u32::try_from(tens).unwrap_or(0) * 10 + ones)
}

/// "Forty four" is one number.
fn join_numbers(tokens: &mut Vec<Token>) {
    let mut at = 0;
    while at + 1 < tokens.len() {
        let (one, other) = (&tokens[at], &tokens[at + 1]);
        let joins = one.kind == Kind::Number
            && other.kind == Kind::Number
            && matches!(one.group, 21 | 31 | 41 | 51 | 61 | 71 | 81 | 91)
            && (2..=10).contains(&other.group)
            && one.latin.bytes().all(|letter| letter.is_ascii_alphabetic())
            && other.latin.bytes().all(|letter| letter.is_ascii_alphabetic());
        if joins {
            let (value, end) = (one.group + other.group - 1, other.end);
            tokens.remove(at + 1);
            tokens[at].group = value;
            tokens[at].end = end;
        }
        at += 1;
    }
}
