//! A tree over tokens: where subtrees begin and end, sentences, and arcs lowered to the heads their labels name.

/// Heads and labels of a text, with the edges of every subtree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// The head of every token; itself at a root.
    pub heads: Vec<u32>,
    /// The move that attached each token; nothing at a root.
    pub attached_by: Vec<Option<u16>>,
    /// The first token of every subtree.
    pub left: Vec<u32>,
    /// The last token of every subtree.
    pub right: Vec<u32>,
    /// Whether a sentence begins at a token.
    pub starts: Vec<bool>,
}

/// Passes over the text that the edges may take to settle.
const PASSES: usize = 12;

impl Tree {
    /// A tree from heads (nothing: a root) and the moves that attached the tokens.
    pub fn new(heads: Vec<(Option<u32>, u16)>) -> Tree {
        let count = heads.len();
        let mut tree = Tree {
            heads: (0..)
                .zip(&heads)
                .map(|(index, (head, _))| head.unwrap_or(index))
                .collect(),
            attached_by: heads.iter().map(|(head, chosen)| head.map(|_| *chosen)).collect(),
            left: Vec::new(),
            right: Vec::new(),
            starts: vec![false; count],
        };
        tree.set_edges();
        tree
    }

    /// The same tree without sentence starts but the first: nothing is known of sentences where there is no parser.
    pub fn without_sentences(mut self) -> Tree {
        self.starts.fill(false);
        self
    }

    /// Computes edges and sentence starts from the heads.
    pub fn set_edges(&mut self) {
        let count = self.heads.len();
        self.left = (0..count as u32).collect();
        self.right = self.left.clone();
        for _ in 0..PASSES {
            for index in 0..count {
                self.widen(index);
            }
            for index in (0..count).rev() {
                self.widen(index);
            }
            if self.pieces_are_closed() {
                break;
            }
        }
        self.starts.fill(false);
        for index in 0..count {
            if self.heads[index] as usize == index {
                self.starts[self.left[index] as usize] = true;
            }
        }
    }

    fn widen(&mut self, index: usize) {
        let head = self.heads[index] as usize;
        self.left[head] = self.left[head].min(self.left[index]);
        self.right[head] = self.right[head].max(self.right[index]);
    }

    /// Whether no token has its head outside the piece it is in, when the text is cut where roots begin.
    fn pieces_are_closed(&self) -> bool {
        let count = self.heads.len();
        let mut starts = vec![false; count];
        for index in 0..count {
            if self.heads[index] as usize == index {
                starts[self.left[index] as usize] = true;
            }
        }
        let mut begin = 0;
        for (index, starts) in starts.into_iter().enumerate() {
            if (index > 0 && starts) || index + 1 == count {
                let closed = |head: &u32| (begin..=index).contains(&(*head as usize));
                if !self.heads[begin..index].iter().all(closed) {
                    return false;
                }
                begin = index;
            }
        }
        true
    }

    /// Lowers arcs that were raised to make the tree projective: `label(move)` gives the label to keep and that of the
    /// head looked for below the present head, breadth first. Edges and sentences are those before the lowering until
    /// the end.
    pub fn lower<'l>(&mut self, is_space: impl Fn(usize) -> bool, label: impl Fn(u16) -> (&'l str, Option<&'l str>)) {
        let mut lowered = false;
        // A token that was lowered carries its plain label from then on, whatever the rest of its move's label says.
        for index in 0..self.heads.len() {
            let Some((_, Some(wanted))) = self.attached_by[index].map(&label) else {
                continue;
            };
            lowered = true;
            let carries = |child: usize| {
                self.attached_by[child].map(&label).is_some_and(|(plain, raised)| {
                    let whole_is_plain = raised.is_none() || child < index;
                    whole_is_plain && plain == wanted
                })
            };
            let mut level = vec![self.heads[index] as usize];
            let mut found = None;
            while found.is_none() && !level.is_empty() {
                let mut below = Vec::new();
                'level: for head in level {
                    let (left, right) = (self.left[head] as usize, self.right[head] as usize);
                    for child in left..=right {
                        if child == head || self.heads[child] as usize != head || child == index || is_space(child) {
                            continue;
                        }
                        if carries(child) {
                            found = Some(child);
                            break 'level;
                        }
                        below.push(child);
                    }
                }
                level = below;
            }
            if let Some(head) = found {
                self.heads[index] = head as u32;
            }
        }
        if lowered {
            self.set_edges();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_reach_over_the_whole_subtree_and_roots_begin_sentences() {
        // the ship sank . Nobody spoke
        let heads = [Some(1), Some(2), None, Some(2), Some(5), None];
        let tree = Tree::new(heads.into_iter().map(|head| (head, 0)).collect());
        assert_eq!((tree.left[2], tree.right[2]), (0, 3));
        assert_eq!((tree.left[1], tree.right[1]), (0, 1));
        assert_eq!(tree.starts, [true, false, false, false, true, false]);
    }

    #[test]
    fn a_raised_arc_is_lowered_to_the_head_its_label_names() {
        let labels = ["ROOT", "dobj", "prep||dobj", "punct"];
        let label = |chosen: u16| match labels[chosen as usize].split_once("||") {
            Some((plain, wanted)) => (plain, Some(wanted)),
            None => (labels[chosen as usize], None),
        };
        let heads = [(None, 0), (Some(0), 1), (Some(0), 2), (Some(0), 3)];
        let mut tree = Tree::new(heads.into_iter().collect());
        tree.lower(|_| false, label);
        assert_eq!(tree.heads, [0, 0, 1, 0]);
        assert_eq!((tree.left[1], tree.right[1]), (1, 2));
    }

    #[test]
    fn an_arc_without_such_a_head_stays() {
        let label = |chosen: u16| {
            if chosen == 1 {
                ("prep", Some("dobj"))
            } else {
                ("punct", None)
            }
        };
        let mut tree = Tree::new(vec![(None, 0), (Some(0), 1), (Some(0), 2)]);
        tree.lower(|_| false, label);
        assert_eq!(tree.heads, [0, 0, 0]);
    }
}
