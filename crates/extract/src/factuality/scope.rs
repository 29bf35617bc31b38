//! A clause as far as a voice answers for it: what stands above a predicate, up to the edge of that voice's words.

use std::ops::Range;

use onrecord_language::{Annotated, Pos};

/// A predicate and the tokens that count for it; what lies outside is as if it were not there.
#[derive(Clone, Debug)]
pub struct Scope<'a> {
    /// The annotation.
    pub annotated: &'a Annotated,
    /// The tokens that count.
    pub within: Range<usize>,
}

/// A word that a predicate depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Governor<'a> {
    /// The word.
    pub token: usize,
    /// The arc's label; of a phrase with a preposition that of the preposition's object.
    pub relation: &'a str,
    /// The preposition between, or nothing.
    pub by: &'a str,
}

impl<'a> Scope<'a> {
    /// The sentence of `token`, the whole of it.
    pub fn sentence(annotated: &'a Annotated, token: usize) -> Scope<'a> {
        Scope {
            annotated,
            within: annotated.sentence_of(token),
        }
    }

    /// The words of one voice, as far as they are the sentence of `token`: what governs them from outside is not theirs.
    pub fn words(annotated: &'a Annotated, token: usize, voice: &Range<usize>) -> Scope<'a> {
        let sentence = annotated.sentence_of(token);
        Scope {
            annotated,
            within: sentence.start.max(voice.start)..sentence.end.min(voice.end),
        }
    }

    /// The children of a token that count; not the "that" which only joins a voice's words to what introduces them.
    pub fn children(&self, token: usize) -> impl Iterator<Item = usize> {
        let (annotated, within) = (self.annotated, self.within.clone());
        let top = self.is_cut(token);
        annotated.children(token).filter(move |&child| {
            within.contains(&child) && !(top && annotated.dep(child) == "mark" && annotated.lower(child) == "that")
        })
    }

    /// Whether the head of a token does not count.
    fn is_cut(&self, token: usize) -> bool {
        !self.within.contains(&self.annotated.head(token))
    }

    /// The head of a token; the token itself at a root and where the head does not count.
    pub fn head(&self, token: usize) -> usize {
        self.above(token).unwrap_or(token)
    }

    /// The label of the arc to the head; `ROOT` where the head does not count.
    pub fn dep(&self, token: usize) -> &'a str {
        if self.is_cut(token) {
            return "ROOT";
        }
        self.annotated.dep(token)
    }

    /// The fine tag.
    pub fn tag(&self, token: usize) -> &'a str {
        self.annotated.tag(token)
    }

    /// The token in lower case.
    pub fn lower(&self, token: usize) -> &'a str {
        self.annotated.lower(token)
    }

    /// The dictionary form.
    pub fn lemma(&self, token: usize) -> &'a str {
        self.annotated.lemma(token)
    }

    /// The head of a token, where there is one that counts.
    pub fn above(&self, token: usize) -> Option<usize> {
        let head = self.annotated.head(token);
        (head != token && self.within.contains(&head)).then_some(head)
    }

    /// What `token` depends on, a preposition between them skipped.
    pub fn governor(&self, token: usize) -> Option<Governor<'a>> {
        let a = self.annotated;
        let head = self.above(token)?;
        let relation = self.dep(token);
        if matches!(relation, "pobj" | "pcomp")
            && let Some(above) = self.above(head)
        {
            return Some(Governor {
                token: above,
                relation,
                by: a.lower(head),
            });
        }
        Some(Governor {
            token: head,
            relation,
            by: "",
        })
    }

    /// The word whose place in the tree `token` shares: the first of those joined by "and", where it has no subject and no
    /// auxiliary of its own.
    pub fn shared(&self, token: usize) -> usize {
        let mut first = token;
        for _ in 0..8 {
            if self.dep(first) != "conj" {
                break;
            }
            let Some(head) = self.above(first) else { break };
            first = head;
        }
        first
    }

    /// What governs `token` and what governs that, up to `most` steps; joined words stand where the first of them stands.
    pub fn chain(&self, token: usize, most: usize) -> Vec<Governor<'a>> {
        let mut chain: Vec<Governor<'a>> = Vec::with_capacity(most);
        let mut at = token;
        while chain.len() < most {
            let Some(governor) = self.governor(self.shared(at)) else {
                break;
            };
            // A damaged tree may run in a circle.
            if governor.token == token || chain.iter().any(|known| known.token == governor.token) {
                break;
            }
            chain.push(governor);
            at = governor.token;
        }
        chain
    }

    /// Auxiliaries and tag of a predicate as one word ("will have VBN"); of a joined verb without auxiliaries those before the first.
    pub fn tense(&self, token: usize) -> String {
        let a = self.annotated;
        let mut carrier = token;
        let has_own = |verb: usize| {
            self.children(verb)
                .any(|child| matches!(a.dep(child), "aux" | "auxpass" | "nsubj" | "nsubjpass"))
        };
        for _ in 0..8 {
            if self.dep(carrier) != "conj" || has_own(carrier) || matches!(a.tag(carrier), "VBD" | "VBZ" | "VBP") {
                break;
            }
            let Some(head) = self.above(carrier) else { break };
            carrier = head;
        }
        let mut words = String::new();
        for child in self.children(carrier) {
            if matches!(a.dep(child), "aux" | "auxpass" | "cop") && child < carrier {
                words.push_str(auxiliary(a, child));
                words.push(' ');
            }
        }
        words.push_str(a.tag(token));
        words
    }

    /// Whether words beside the predicate negate it ("not", "never", "no longer", "no missiles were supplied").
    pub fn negated(&self, token: usize) -> bool {
        let a = self.annotated;
        self.children(token).any(|child| {
            let word = a.lower(child);
            a.dep(child) == "neg"
                || matches!(
                    word,
                    "never" | "neither" | "nor" | "hardly" | "none" | "nobody" | "nothing"
                )
                || (matches!(a.dep(child), "det" | "predet") && word == "no")
                || (matches!(a.dep(child), "nsubj" | "nsubjpass" | "dobj" | "attr" | "expl")
                    && self
                        .children(child)
                        .any(|below| matches!(a.lower(below), "no" | "neither") && below < child))
        })
    }

    /// The word that opens the clause of a predicate ("if", "whether", "when"), or nothing.
    pub fn opening(&self, token: usize) -> &'a str {
        let a = self.annotated;
        self.children(token)
            .find(|&child| a.dep(child) == "mark" || (a.dep(child) == "advmod" && a.tag(child) == "WRB"))
            .map_or("", |child| a.lower(child))
    }

    /// Whether a predicate is a verb.
    pub fn is_verb(&self, token: usize) -> bool {
        matches!(self.annotated.pos(token), Pos::Verb | Pos::Aux)
    }

    /// Whether the token stands between quotation marks within the scope.
    pub fn quoted(&self, token: usize) -> bool {
        let a = self.annotated;
        let marks = (self.within.start..token)
            .filter(|&at| matches!(a.token(at), "\"" | "“" | "”" | "``" | "''"))
            .count();
        marks % 2 == 1
    }
}

/// An auxiliary in its full form.
fn auxiliary(a: &Annotated, token: usize) -> &str {
    match a.lower(token) {
        "'ll" | "’ll" | "wo" => "will",
        "ca" => "can",
        "'ve" | "’ve" | "has" | "having" => "have",
        "'re" | "’re" | "are" | "am" | "'m" | "’m" | "is" => "be",
        "were" => "was",
        "does" => "do",
        "'s" | "’s" => match a.lemma(token) {
            "have" => "have",
            _ => "be",
        },
        "'d" | "’d" => match a.lemma(token) {
            "have" => "had",
            _ => "would",
        },
        other => other,
    }
}
