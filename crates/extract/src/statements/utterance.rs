//! A statement while it is being read: positions in tokens, before spans and ids.

use std::ops::Range;

use crate::reading::Tokens;
use crate::record::{Act, Evidence, Flag, Form};

/// Where the source of an utterance stands and who it is.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The words, in one or several pieces.
    pub tokens: Vec<Tokens>,
    /// Positions of actors in the index.
    pub speakers: Vec<usize>,
    /// How many they are, where that can be counted.
    pub signatories: Option<u32>,
}

/// A statement in the making.
#[derive(Clone, Debug)]
pub struct Utterance {
    /// The block of the cue (of the content where there is none).
    pub block: usize,
    /// The token that decides: the verb, noun or preposition of the cue.
    pub head: Option<usize>,
    /// The cue.
    pub cue: Option<Range<usize>>,
    /// Who speaks.
    pub source: Source,
    /// What is said.
    pub content: Vec<Tokens>,
    /// The syntactic head of the content, where it is one phrase.
    pub content_head: Option<usize>,
    /// What the speaker does.
    pub act: Act,
    /// How it is reported.
    pub form: Form,
    /// Where its words begin and end in its block is settled: no quotation widens them there.
    pub settled: bool,
    /// The document's own voice.
    pub narrator: bool,
    /// The rule.
    pub rule: &'static str,
    /// To whom.
    pub audience: Option<Tokens>,
    /// Where.
    pub venue: Option<Tokens>,
    /// The evidence.
    pub evidence: Option<Evidence>,
    /// The words by which the speaker calls it a breach.
    pub breach: Option<Tokens>,
    /// The content names no single act.
    pub blanket: bool,
    /// Told as not said, or as what might be said.
    pub unsaid: bool,
    /// The utterance whose speaker passes this one on, as a position in the list.
    pub nested_in: Option<usize>,
    /// What to look at twice.
    pub flags: Vec<Flag>,
}

impl Utterance {
    /// An utterance of one block with nothing known but its content.
    pub fn new(block: usize, content: Vec<Tokens>, act: Act, rule: &'static str) -> Self {
        Utterance {
            block,
            head: None,
            cue: None,
            source: Source::default(),
            content,
            content_head: None,
            act,
            form: Form::Indirect,
            settled: false,
            narrator: false,
            rule,
            audience: None,
            venue: None,
            evidence: None,
            breach: None,
            blanket: false,
            unsaid: false,
            nested_in: None,
            flags: Vec::new(),
        }
    }

    /// Whether a token is part of the content.
    pub fn says(&self, block: usize, token: usize) -> bool {
        self.content.iter().any(|piece| piece.holds(block, token))
    }

    /// The pieces of the content that stand in the utterance's own block.
    pub fn own_pieces(&self) -> Vec<Range<usize>> {
        self.content
            .iter()
            .filter(|piece| piece.block == self.block)
            .map(Tokens::range)
            .collect()
    }

    /// Whether this utterance cites `inner` and says nothing but what `inner` says.
    pub fn passes_on(&self, inner: &Utterance) -> bool {
        self.rule == "statement.verb-cites"
            && self.block == inner.block
            && self.content == inner.content
            && self.head < inner.head
    }

    /// Whether a word of the source fits.
    pub fn has_in_source(&self, fits: impl Fn(usize) -> bool) -> bool {
        self.source.tokens.iter().flat_map(Tokens::range).any(fits)
    }

    /// The number of tokens of the content.
    pub fn length(&self) -> usize {
        self.content.iter().map(|piece| piece.end - piece.start).sum()
    }
}

/// Lets every speaker who cites another do what the other does.
pub fn take_over_cited_acts(utterances: &mut [Utterance]) {
    for at in 0..utterances.len() {
        if let Some(parent) = utterances[at].nested_in
            && utterances[parent].passes_on(&utterances[at])
        {
            utterances[parent].act = utterances[at].act;
        }
    }
}
