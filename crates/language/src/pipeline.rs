//! A trained pipeline: text in, [`Annotated`] out.

use crate::annotated::{Annotated, Entity, Row};
use crate::config::{Components, Config, VectorSource, read_meta};
use crate::error::LoadError;
use crate::lemmatizer::Lemmatizer;
use crate::lexicon::Norms;
use crate::names::{Name, Names};
use crate::network::static_vectors::StaticVectors;
use crate::network::tagger::Tagger;
use crate::network::token_vectors::{Scratch, TokenVectors};
use crate::network::weights::Weights;
use crate::parse::edges::Tree;
use crate::parse::entities::EntityRecogniser;
use crate::parse::parser::Parser;
use crate::part_of_speech::Pos;
use crate::ruler::{Attributes, Ruler};
use crate::tokenizer::{Token, Tokenizer};
use rayon::prelude::*;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// A trained spaCy v3 English pipeline. It can be shared between threads.
///
/// What it finds in a text depends on the text alone: not on the texts before it, those read with it, or the number of
/// threads.
pub struct Pipeline {
    name: String,
    version: String,
    tokenizer: Tokenizer,
    shared_vectors: Option<TokenVectors>,
    tagger: Option<(Tagger, Option<TokenVectors>, Vec<Name>)>,
    parser: Option<(Parser, Option<TokenVectors>, Vec<Label>)>,
    recogniser: Option<(EntityRecogniser, Option<TokenVectors>, Vec<Name>)>,
    ruler: Option<Ruler>,
    lemmatizer: Option<Lemmatizer>,
    names: Arc<Names>,
    root: Name,
    scratch: Mutex<Vec<Scratch>>,
}

/// A parser's label: the plain one, and for a raised arc the label of the head it belongs to.
struct Label {
    name: Name,
    plain: String,
    raised_from: Option<String>,
}

/// Texts are read together until they have this many bytes: short ones then share the cost of fetching the weights.
const TOGETHER: usize = 4096;

impl Pipeline {
    /// Reads a pipeline folder, as made by `spacy train` or found in a package.
    ///
    /// # Errors
    /// When a file is missing or damaged, or when the pipeline needs a component or an architecture that is not
    /// supported; the error names it.
    pub fn load(directory: &Path) -> Result<Pipeline, LoadError> {
        let (name, version) = read_meta(&directory.join("meta.json"))?;
        let components = Config::load(&directory.join("config.cfg"))?.components()?;
        let vocabulary = directory.join("vocab");
        let norms = Norms::load(&vocabulary.join("lookups.bin"))?;
        let mut names = Names::new();
        let root = names.intern("ROOT");
        let (tokenizer, networks) = rayon::join(
            || Tokenizer::load(&directory.join("tokenizer"), norms),
            || Networks::load(directory, components, &vocabulary),
        );
        let (tokenizer, networks) = (tokenizer?, networks?);
        let mut intern = |labels: &[String]| labels.iter().map(|label| names.intern(label)).collect::<Vec<_>>();
        let tagger = networks.tagger.map(|(tagger, vectors)| {
            let labels = intern(tagger.labels());
            (tagger, vectors, labels)
        });
        let recogniser = networks.recogniser.map(|(recogniser, vectors)| {
            let labels = intern(recogniser.labels());
            (recogniser, vectors, labels)
        });
        let parser = networks.parser.map(|(parser, vectors)| {
            let labels = parser
                .labels()
                .iter()
                .map(|label| Label::new(label, &mut names))
                .collect();
            (parser, vectors, labels)
        });
        let ruler = match components.attribute_ruler {
            true => Some(Ruler::load(&directory.join("attribute_ruler/patterns"), &mut names)?),
            false => None,
        };
        let lemmatizer = match components.lemmatizer {
            true => Some(Lemmatizer::load(
                &directory.join("lemmatizer/lookups/lookups.bin"),
                &names,
            )?),
            false => None,
        };
        Ok(Pipeline {
            name,
            version,
            tokenizer,
            shared_vectors: networks.shared,
            tagger,
            parser,
            recogniser,
            ruler,
            lemmatizer,
            names: Arc::new(names),
            root,
            scratch: Mutex::default(),
        })
    }

    /// The pipeline's name in its `meta.json`, with the language: `en_core_web_sm`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The pipeline's version in its `meta.json`.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Everything the pipeline finds in a text. Of a text beyond 4 GiB only what comes before is read.
    pub fn annotate(&self, text: &str) -> Annotated {
        self.group(&[text])
            .pop()
            .unwrap_or_else(|| Annotated::empty(self.names.clone()))
    }

    /// The same for many texts, in their order, on all cores.
    pub fn annotate_batch(&self, texts: &[&str]) -> Vec<Annotated> {
        let mut groups: Vec<Range<usize>> = Vec::new();
        let mut bytes = TOGETHER;
        for (index, text) in texts.iter().enumerate() {
            match groups.last_mut() {
                Some(last) if bytes + text.len() <= TOGETHER => last.end = index + 1,
                _ => {
                    groups.push(index..index + 1);
                    bytes = 0;
                }
            }
            bytes += text.len();
        }
        groups
            .into_par_iter()
            .flat_map_iter(|group| self.group(&texts[group]))
            .collect()
    }

    fn group(&self, texts: &[&str]) -> Vec<Annotated> {
        let texts: Vec<&str> = texts
            .iter()
            .map(|text| &text[..text.floor_char_boundary(u32::MAX as usize)])
            .collect();
        let tokens: Vec<Vec<Token>> = texts.iter().map(|text| self.tokenizer.tokens(text)).collect();
        let slices: Vec<&[Token]> = tokens.iter().map(Vec::as_slice).collect();
        let mut scratch = self
            .scratch
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop()
            .unwrap_or_default();
        let mut compute = |vectors: &TokenVectors| Vectors::new(vectors, &slices, &mut scratch);
        let shared = self.shared_vectors.as_ref().map(&mut compute);
        let mut own = |vectors: &Option<TokenVectors>| vectors.as_ref().map(&mut compute);
        let for_tagger = self.tagger.as_ref().and_then(|(_, vectors, _)| own(vectors));
        let for_parser = self.parser.as_ref().and_then(|(_, vectors, _)| own(vectors));
        let for_recogniser = self.recogniser.as_ref().and_then(|(_, vectors, _)| own(vectors));
        self.scratch
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(scratch);

        let mut first = 0;
        let mut annotated = Vec::with_capacity(texts.len());
        for (text, tokens) in texts.iter().zip(&tokens) {
            let range = first..first + tokens.len();
            first = range.end;
            let vectors = |own: &'_ Option<Vectors>| -> (Range<usize>, usize) {
                let stride = own.as_ref().or(shared.as_ref()).map_or(1, |vectors| vectors.stride);
                (range.start * stride..range.end * stride, stride)
            };
            let pick = |own| -> Option<&Vectors> { Option::or(Option::as_ref(own), shared.as_ref()) };
            let tags = self
                .tagger
                .as_ref()
                .zip(pick(&for_tagger))
                .map(|((tagger, _, labels), all)| {
                    let (range, stride) = vectors(&for_tagger);
                    let tags = tagger.tags(&all.values[range], stride);
                    tags.into_iter().map(|tag| labels[usize::from(tag)]).collect::<Vec<_>>()
                });
            let tree = self
                .parser
                .as_ref()
                .zip(pick(&for_parser))
                .map(|((parser, _, labels), all)| {
                    let (range, stride) = vectors(&for_parser);
                    let mut tree = parser.parse(&all.values[range], stride);
                    let label = |chosen: u16| labels[usize::from(chosen)].parts();
                    tree.lower(|token| tokens[token].lexeme.is_space, label);
                    tree
                });
            let entities = self
                .recogniser
                .as_ref()
                .zip(pick(&for_recogniser))
                .map(|((recogniser, _, labels), all)| {
                    let (range, stride) = vectors(&for_recogniser);
                    let starts = tree.as_ref().map_or(&[][..], |tree| &tree.starts);
                    let found = recogniser.find(
                        &all.values[range],
                        stride,
                        |token| tokens[token].lexeme.is_space,
                        starts,
                    );
                    let named = |(range, chosen): (Range<usize>, u16)| Entity {
                        start: range.start,
                        end: range.end,
                        label: labels[usize::from(chosen)],
                    };
                    found.into_iter().map(named).collect::<Vec<_>>()
                });
            annotated.push(self.assemble(text, tokens, tags, tree, entities.unwrap_or_default()));
        }
        annotated
    }

    /// Whether the lemmatiser's tables hold a lower-case word, or what its endings leave; nothing is known without tables.
    pub fn knows(&self, lower: &str) -> bool {
        self.lemmatizer
            .as_ref()
            .is_some_and(|lemmatizer| lemmatizer.knows(lower))
    }

    /// Puts the parts together, then lets the ruler and the lemmatiser add theirs.
    fn assemble(
        &self,
        text: &str,
        tokens: &[Token],
        tags: Option<Vec<Name>>,
        tree: Option<Tree>,
        entities: Vec<Entity>,
    ) -> Annotated {
        let mut words = String::with_capacity(2 * text.len());
        let mut lowers = Vec::with_capacity(tokens.len());
        for token in tokens {
            let from = words.len() as u32;
            push_lower(&text[token.start as usize..token.end as usize], &mut words);
            lowers.push((from, words.len() as u32));
        }
        let label = |index: usize| match tree.as_ref().map(|tree| (tree.attached_by[index], &self.parser)) {
            Some((Some(chosen), Some((_, _, labels)))) => labels[usize::from(chosen)].name,
            Some((None, _)) => self.root,
            _ => Names::EMPTY,
        };
        let mut attributes: Vec<Attributes> = (0..tokens.len())
            .map(|index| Attributes {
                tag: tags.as_ref().map_or(Names::EMPTY, |tags| tags[index]),
                label: label(index),
                pos: Pos::Unset,
                morph: Names::EMPTY,
                lemma: None,
                is_space: tokens[index].lexeme.is_space,
            })
            .collect();
        if let Some(ruler) = &self.ruler {
            let lower = |index: usize| &words[lowers[index].0 as usize..lowers[index].1 as usize];
            ruler.apply(&mut attributes, lower);
        }
        let tree =
            tree.unwrap_or_else(|| Tree::new((0..tokens.len()).map(|_| (None, 0)).collect()).without_sentences());
        let mut rows: Vec<Row> = Vec::with_capacity(tokens.len());
        let mut sentences: Vec<Range<usize>> = Vec::new();
        let (mut characters, mut counted) = (0_u32, 0_usize);
        for (index, (token, attributes)) in tokens.iter().zip(&attributes).enumerate() {
            let (first, end) = (token.start as usize, token.end as usize);
            characters += text[counted..first].chars().count() as u32;
            let start = characters;
            characters += text[first..end].chars().count() as u32;
            counted = end;
            if index == 0 || tree.starts[index] {
                sentences.push(index..index + 1);
            }
            let sentence = sentences.len() - 1;
            sentences[sentence].end = index + 1;
            let lower = lowers[index];
            let from = words.len() as u32;
            let lemma = match (attributes.lemma, &self.lemmatizer) {
                (Some(lemma), _) => {
                    words.push_str(self.names.text(lemma));
                    (from, words.len() as u32)
                }
                (None, Some(lemmatizer)) => {
                    let lowered = words[lower.0 as usize..lower.1 as usize].to_owned();
                    lemmatizer.lemma(
                        &text[first..end],
                        &lowered,
                        attributes.pos,
                        attributes.morph,
                        &mut words,
                    );
                    (from, words.len() as u32)
                }
                (None, None) => (from, from),
            };
            rows.push(Row {
                start,
                end: characters,
                first_byte: token.start,
                end_byte: token.end,
                lower,
                lemma,
                head: tree.heads[index],
                left: tree.left[index],
                right: tree.right[index],
                sentence: sentence as u32,
                tag: attributes.tag,
                morph: attributes.morph,
                label: attributes.label,
                entity: Names::EMPTY,
                pos: attributes.pos,
                space_after: token.space_after,
                is_space: attributes.is_space,
                is_punct: token.lexeme.is_punct,
            });
        }
        for entity in &entities {
            for row in &mut rows[entity.tokens()] {
                row.entity = entity.label;
            }
        }
        let (child_starts, children) = children(&tree.heads);
        let names = self.names.clone();
        Annotated {
            text: text.to_owned(),
            rows,
            words,
            entities,
            sentences,
            children,
            child_starts,
            names,
        }
    }
}

impl Annotated {
    fn empty(names: Arc<Names>) -> Annotated {
        Annotated {
            text: String::new(),
            rows: Vec::new(),
            words: String::new(),
            entities: Vec::new(),
            sentences: Vec::new(),
            children: Vec::new(),
            child_starts: vec![0],
            names,
        }
    }
}

impl Label {
    fn new(label: &str, names: &mut Names) -> Label {
        let (plain, raised_from) = match label.split_once("||") {
            Some((plain, from)) => (plain, Some(from.to_owned())),
            None => (label, None),
        };
        Label {
            name: names.intern(plain),
            plain: plain.to_owned(),
            raised_from,
        }
    }

    fn parts(&self) -> (&str, Option<&str>) {
        (&self.plain, self.raised_from.as_deref())
    }
}

/// The token vectors of some texts, one after the other.
struct Vectors {
    values: Vec<f32>,
    stride: usize,
}

impl Vectors {
    fn new(layers: &TokenVectors, texts: &[&[Token]], scratch: &mut Scratch) -> Vectors {
        Vectors {
            values: layers.compute(texts, scratch),
            stride: layers.stride(),
        }
    }
}

/// The trained components, before their labels are numbered.
struct Networks {
    shared: Option<TokenVectors>,
    tagger: Option<(Tagger, Option<TokenVectors>)>,
    parser: Option<(Parser, Option<TokenVectors>)>,
    recogniser: Option<(EntityRecogniser, Option<TokenVectors>)>,
}

impl Networks {
    fn load(directory: &Path, components: Components, vocabulary: &Path) -> Result<Networks, LoadError> {
        let weights = |name: &str| Weights::load(&directory.join(name).join("model"));
        let read = |wanted: bool, name: &str| if wanted { weights(name).map(Some) } else { Ok(None) };
        let shared_weights = read(components.tok2vec, "tok2vec")?;
        let tagger = read(components.tagger.is_some(), "tagger")?;
        let parser = read(components.parser.is_some(), "parser")?;
        let recogniser = read(components.ner.is_some(), "ner")?;
        let all = [&shared_weights, &tagger, &parser, &recogniser];
        let uses_vectors = all
            .into_iter()
            .flatten()
            .any(|weights| weights.named("static_vectors").next().is_some());
        let vectors = if uses_vectors {
            Some(Arc::new(StaticVectors::load(vocabulary)?))
        } else {
            None
        };
        let shared = match &shared_weights {
            Some(weights) => Some(TokenVectors::new(weights, vectors.clone())?),
            None => None,
        };
        let own = |source: Option<VectorSource>, weights: &Weights| match source {
            Some(VectorSource::Own) => TokenVectors::new(weights, vectors.clone()).map(Some),
            _ => Ok(None),
        };
        let width = |own: &Option<TokenVectors>| own.as_ref().or(shared.as_ref()).map_or(0, TokenVectors::width);
        let tagger = match &tagger {
            Some(weights) => {
                let own = own(components.tagger, weights)?;
                Some((Tagger::load(&directory.join("tagger"), weights, width(&own))?, own))
            }
            None => None,
        };
        let parser = match &parser {
            Some(weights) => {
                let own = own(components.parser, weights)?;
                Some((Parser::load(&directory.join("parser"), weights, width(&own))?, own))
            }
            None => None,
        };
        let recogniser = match &recogniser {
            Some(weights) => {
                let own = own(components.ner, weights)?;
                Some((
                    EntityRecogniser::load(&directory.join("ner"), weights, width(&own))?,
                    own,
                ))
            }
            None => None,
        };
        Ok(Networks {
            shared,
            tagger,
            parser,
            recogniser,
        })
    }
}

fn push_lower(word: &str, out: &mut String) {
    if word.is_ascii() {
        let from = out.len();
        out.push_str(word);
        out[from..].make_ascii_lowercase();
    } else {
        out.push_str(&word.to_lowercase());
    }
}

/// The children of every token, head by head and from left to right, with where those of each head begin.
fn children(heads: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; heads.len() + 1];
    let arcs = || (0_u32..).zip(heads).filter(|(token, head)| token != *head);
    for (_, head) in arcs() {
        starts[*head as usize + 1] += 1;
    }
    for index in 1..starts.len() {
        starts[index] += starts[index - 1];
    }
    let mut next = starts.clone();
    let mut children = vec![0; arcs().count()];
    for (token, head) in arcs() {
        let place = &mut next[*head as usize];
        children[*place as usize] = token;
        *place += 1;
    }
    (starts, children)
}
