//! Parts of speech.

/// A part of speech: the seventeen of Universal Dependencies, whitespace, and none given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[allow(missing_docs, reason = "the tags are those of universaldependencies.org/u/pos")]
pub enum Pos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
    /// A token of whitespace.
    Space,
    /// No part of speech was given.
    #[default]
    Unset,
}

impl Pos {
    /// Every part of speech with its name.
    pub(crate) const ALL: [(Pos, &str); 19] = [
        (Pos::Adj, "ADJ"),
        (Pos::Adp, "ADP"),
        (Pos::Adv, "ADV"),
        (Pos::Aux, "AUX"),
        (Pos::Cconj, "CCONJ"),
        (Pos::Det, "DET"),
        (Pos::Intj, "INTJ"),
        (Pos::Noun, "NOUN"),
        (Pos::Num, "NUM"),
        (Pos::Part, "PART"),
        (Pos::Pron, "PRON"),
        (Pos::Propn, "PROPN"),
        (Pos::Punct, "PUNCT"),
        (Pos::Sconj, "SCONJ"),
        (Pos::Sym, "SYM"),
        (Pos::Verb, "VERB"),
        (Pos::X, "X"),
        (Pos::Space, "SPACE"),
        (Pos::Unset, ""),
    ];

    /// The tag's name, such as `NOUN`; empty where none was given.
    pub fn as_str(self) -> &'static str {
        Pos::ALL[self as usize].1
    }

    /// The part of speech of that name.
    pub fn named(name: &str) -> Option<Pos> {
        Pos::ALL.iter().find(|(_, other)| *other == name).map(|(pos, _)| *pos)
    }
}

#[cfg(test)]
mod tests {
    use super::Pos;

    #[test]
    fn names_stand_in_the_order_of_the_tags() {
        for (index, (pos, name)) in Pos::ALL.into_iter().enumerate() {
            assert_eq!(pos as usize, index);
            assert_eq!(Pos::named(name), Some(pos));
        }
    }
}
