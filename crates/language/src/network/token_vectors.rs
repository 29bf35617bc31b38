//! Token vectors: hashed embeddings of a word's features, mixed, then windows of three tokens, layer upon layer.
//!
//! The mixing layer and the first window layer's products depend on the word alone; they are computed once a distinct
//! word, and what a feature adds to the mixing layer once a distinct feature. The later window layers compute two tokens at once from four products in place of six (Winograd's minimal
//! filtering F(2,3), see [`WindowLayer`]). Tokens are paired from the start of their text, so that a vector is the same
//! to the last bit however texts are cut into pieces and put together.

use super::kernel::{self, MaxoutNorm, Panels, Rows, padded};
use super::mixed::{Features, Kept, Shared};
use super::static_vectors::StaticVectors;
use super::weights::{Array, Node, Weights};
use crate::error::LoadError;
use crate::lexicon::identifier::rows;
use crate::tokenizer::Token;
use hashbrown::HashMap;
use std::sync::Arc;

/// A feature that an embedding table reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Feature {
    Orth,
    Lower,
    Norm,
    Prefix,
    Suffix,
    Shape,
    SpaceAfter,
    IsSpace,
}

impl Feature {
    fn named(name: &str) -> Option<Feature> {
        Some(match name {
            "ORTH" => Feature::Orth,
            "LOWER" => Feature::Lower,
            "NORM" => Feature::Norm,
            "PREFIX" => Feature::Prefix,
            "SUFFIX" => Feature::Suffix,
            "SHAPE" => Feature::Shape,
            "SPACY" => Feature::SpaceAfter,
            "IS_SPACE" => Feature::IsSpace,
            _ => return None,
        })
    }

    fn of(self, token: &Token) -> u64 {
        match self {
            Feature::Orth => token.lexeme.orth,
            Feature::Lower => token.lexeme.lower,
            Feature::Norm => token.norm,
            Feature::Prefix => token.lexeme.prefix,
            Feature::Suffix => token.lexeme.suffix,
            Feature::Shape => token.lexeme.shape,
            Feature::SpaceAfter => token.space_after.into(),
            Feature::IsSpace => token.lexeme.is_space.into(),
        }
    }
}

struct Embedding {
    feature: Feature,
    seed: u32,
    rows: u32,
    table: Vec<f32>,
}

/// A window layer after the first, for two tokens at a time. With A, B, C the weights of the token before, the token
/// and the token after, and a..d four tokens in a row, the two middle ones get
/// `(a-c)A + (b+c)(A+B+C)/2 + (c-b)(A-B+C)/2` and `(b+c)(A+B+C)/2 - (c-b)(A-B+C)/2 - (b-d)C`.
struct WindowLayer {
    weights: [Panels; 4],
    layer: MaxoutNorm,
}

/// Layers from tokens to vectors.
pub struct TokenVectors {
    embeddings: Vec<Embedding>,
    vectors: Option<(Arc<StaticVectors>, Panels)>,
    width: usize,
    stride: usize,
    /// The part of the mixing layer that each feature goes through.
    mixer: Vec<Panels>,
    mixer_layer: MaxoutNorm,
    first_parts: Panels,
    first_layer: MaxoutNorm,
    later: Vec<WindowLayer>,
    /// By word: its mixed row, then its products with the three parts of the first window.
    mixed: Kept<Features>,
    /// By feature and key: what the feature adds to the mixing layer.
    contributions: Kept<(u32, u64)>,
}

/// Tokens are computed in pieces of this many at most, which must be even: the pairs of the window layers then fall on
/// the same tokens however a text is cut.
const PIECE: usize = 512;
/// Rows computed together at most.
const TOGETHER: usize = 1024;
/// Pairs whose products are computed together: their rows stay in the nearest cache.
const PAIRS: usize = 24;
/// New words mixed together.
const WORDS: usize = 48;
/// Memory for what features add to the mixing layer, in bytes, a generation.
const CONTRIBUTION_BYTES: usize = 12 << 20;
/// Memory for mixed rows, in bytes, a generation.
const MIXED_BYTES: usize = 32 << 20;

impl TokenVectors {
    /// Takes the layers out of a network file; `vectors` are the pipeline's static ones.
    pub fn new(weights: &Weights, vectors: Option<Arc<StaticVectors>>) -> Result<TokenVectors, LoadError> {
        let malformed = |reason: &str| LoadError::malformed(weights.path(), reason);
        let columns = weights.node("extract_features", 0)?.columns();
        let mut embeddings = Vec::new();
        for node in weights.named("hashembed") {
            embeddings.push((
                node.number("column").unwrap_or_default(),
                embedding(weights, node, columns)?,
            ));
        }
        embeddings.sort_by_key(|(column, _)| *column);
        let embeddings: Vec<Embedding> = embeddings.into_iter().map(|(_, embedding)| embedding).collect();
        let features_at_most = size_of::<Features>() / size_of::<u64>() - 1;
        if embeddings.is_empty() || embeddings.len() > features_at_most {
            let found = format!("{} attributes", embeddings.len());
            return Err(LoadError::unsupported(
                "embed.attrs",
                found,
                format!("1 to {features_at_most}"),
            ));
        }
        let norm = |position: usize| maxout_norm(weights, position);
        let mixer_weights = weights.node("maxout", 0)?.array(weights, "W", 3)?;
        let mixer_layer = norm(0)?;
        let (width, stride) = (mixer_layer.width, mixer_layer.stride());
        let vectors = match weights.named("static_vectors").next() {
            None => None,
            Some(node) => {
                let projection = node.array(weights, "W", 2)?;
                let vectors = vectors.ok_or_else(|| malformed("static vectors are asked for, but there are none"))?;
                if projection.shape != [width, vectors.width()] {
                    return Err(malformed("the layer for static vectors does not fit the vectors"));
                }
                Some((vectors, plain_panels(projection)))
            }
        };
        let blocks = embeddings.len() + usize::from(vectors.is_some());
        if mixer_weights.shape[2] != blocks * width
            || embeddings.iter().any(|e| e.table.len() != e.rows as usize * width)
        {
            return Err(malformed("the embedding tables do not fit the mixing layer"));
        }
        let depth = weights.named("maxout").count() - 1;
        let windows: Vec<&Array> = weights
            .named("maxout")
            .skip(1)
            .map(|node| node.array(weights, "W", 3))
            .collect::<Result<_, _>>()?;
        if depth == 0
            || windows
                .iter()
                .any(|array| array.shape[0] != width || array.shape[2] != 3 * width)
        {
            return Err(malformed("the window layers do not fit the mixing layer"));
        }
        let pads = weights.nodes_with("pad").filter_map(|node| node.number("pad")).max();
        if pads != Some(depth as u64) {
            return Err(LoadError::unsupported(
                "encode",
                "padding other than the depth",
                "window_size = 1",
            ));
        }
        let first_layer = norm(1)?;
        let part = |array: &Array, part: usize, column: usize, at: usize| {
            piece_weight(array, stride, column, part * width + at)
        };
        let first_pieces = first_layer.pieces * stride;
        let first_parts = Panels::new(3 * first_pieces, width, |column, at| {
            part(windows[0], column / first_pieces, column % first_pieces, at)
        });
        let mut later = Vec::new();
        for (position, array) in windows.iter().enumerate().skip(1) {
            let layer = norm(position + 1)?;
            let columns = layer.pieces * stride;
            let panels = |combine: &dyn Fn(f32, f32, f32) -> f32| {
                Panels::new(columns, width, |column, at| {
                    combine(
                        part(array, 0, column, at),
                        part(array, 1, column, at),
                        part(array, 2, column, at),
                    )
                })
            };
            let weights = [
                panels(&|before, _, _| before),
                panels(&|before, here, after| (before + here + after) * 0.5),
                panels(&|before, here, after| (before - here + after) * 0.5),
                panels(&|_, _, after| after),
            ];
            later.push(WindowLayer { weights, layer });
        }
        let mixer_pieces = mixer_layer.pieces * stride;
        let mixer = (0..blocks)
            .map(|block| {
                Panels::new(mixer_pieces, width, |column, at| {
                    piece_weight(mixer_weights, stride, column, block * width + at)
                })
            })
            .collect();
        let contributions = Kept::new(CONTRIBUTION_BYTES / size_of::<f32>() / mixer_pieces);
        let mixed = Kept::new(MIXED_BYTES / size_of::<f32>() / (stride + 3 * first_pieces));
        Ok(TokenVectors {
            embeddings,
            vectors,
            width,
            stride,
            mixer,
            mixer_layer,
            first_parts,
            first_layer,
            later,
            mixed,
            contributions,
        })
    }

    /// The width of a vector.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The distance from one vector to the next in the result.
    pub fn stride(&self) -> usize {
        self.stride
    }

    /// The vectors of all tokens of some texts, one text after the other. A text's vectors do not depend on the others.
    pub fn compute(&self, texts: &[&[Token]], scratch: &mut Scratch) -> Vec<f32> {
        let total: usize = texts.iter().map(|tokens| tokens.len()).sum();
        let mut out = Vec::with_capacity(total * self.stride);
        let (entries, words) = self.entries(texts);
        // Pieces of texts: the range of its tokens in `words`, and the range of the whole text there.
        let mut pieces = Vec::new();
        let mut text_start = 0;
        for tokens in texts {
            let text = text_start..text_start + tokens.len();
            for start in text.clone().step_by(PIECE) {
                pieces.push((start..(start + PIECE).min(text.end), text.clone()));
            }
            text_start = text.end;
        }
        let halo = self.later.len() + 1;
        let mut done = 0;
        while done < pieces.len() {
            let mut rows = 0;
            let together: Vec<_> = pieces[done..]
                .iter()
                .take_while(|(piece, _)| {
                    let fits = rows == 0 || rows + piece.len() + 2 * halo <= TOGETHER;
                    rows += piece.len() + 2 * halo;
                    fits
                })
                .cloned()
                .collect();
            done += together.len();
            self.windows(&together, &words, &entries, scratch, &mut out);
        }
        out
    }

    /// What is known of each distinct word, and which word each token is. Word 0 is the padding beside a text.
    fn entries(&self, texts: &[&[Token]]) -> (Vec<Shared>, Vec<u32>) {
        let mut numbers: HashMap<Features, u32> = HashMap::new();
        let mut distinct: Vec<Features> = Vec::new();
        let words = texts.iter().flat_map(|tokens| tokens.iter()).map(|token| {
            let features = self.features(token);
            *numbers.entry(features).or_insert_with(|| {
                distinct.push(features);
                distinct.len() as u32
            })
        });
        let words: Vec<u32> = words.collect();
        let length = self.stride + self.first_parts.columns();
        let mut entries: Vec<Shared> = Vec::with_capacity(distinct.len() + 1);
        entries.push(std::iter::repeat_n(0.0, length).collect());
        let found = self.mixed.look_up(&distinct);
        let missing: Vec<Features> = distinct
            .iter()
            .zip(&found)
            .filter(|(_, found)| found.is_none())
            .map(|(features, _)| *features)
            .collect();
        let mut new: Vec<(Features, Shared)> = Vec::with_capacity(missing.len());
        for batch in missing.chunks(WORDS) {
            self.mix(batch, &mut new);
        }
        let mut made = new.iter().map(|(_, row)| row.clone());
        entries.extend(found.into_iter().filter_map(|row| row.or_else(|| made.next())));
        self.mixed.keep(new);
        (entries, words)
    }

    fn features(&self, token: &Token) -> Features {
        let mut features = Features::default();
        for (place, embedding) in features.iter_mut().zip(&self.embeddings) {
            *place = embedding.feature.of(token);
        }
        if let Some((vectors, _)) = &self.vectors {
            features[self.embeddings.len()] = vectors.row(token.lexeme.orth).map_or(0, |row| u64::from(row) + 1);
        }
        features
    }

    /// Mixes words, and multiplies them with the three parts of the first window.
    fn mix(&self, words: &[Features], new: &mut Vec<(Features, Shared)>) {
        let sums_width = self.mixer_layer.pieces * self.stride;
        let mut sums = vec![0.0_f32; words.len() * sums_width];
        for block in 0..self.mixer.len() {
            let contributions = self.contributions(block, words);
            for (sums, contribution) in sums.chunks_exact_mut(sums_width).zip(contributions) {
                for (sum, value) in sums.iter_mut().zip(&*contribution) {
                    *sum += value;
                }
            }
        }
        let mut mixed = vec![0.0; words.len() * self.stride];
        for (sums, out) in sums.chunks_exact(sums_width).zip(mixed.chunks_exact_mut(self.stride)) {
            kernel::maxout_row(&self.mixer_layer, sums, out);
        }
        let columns = self.first_parts.columns();
        let mut parts = vec![0.0; words.len() * columns];
        let left = Rows {
            values: &mixed,
            stride: self.stride,
            count: words.len(),
        };
        kernel::product(left, &self.first_parts, &mut parts);
        for ((word, mixed), parts) in words
            .iter()
            .zip(mixed.chunks_exact(self.stride))
            .zip(parts.chunks_exact(columns))
        {
            new.push((*word, mixed.iter().chain(parts).copied().collect()));
        }
    }

    /// What one feature of each word adds to the mixing layer.
    fn contributions(&self, block: usize, words: &[Features]) -> Vec<Shared> {
        let keys: Vec<(u32, u64)> = words.iter().map(|word| (block as u32, word[block])).collect();
        let mut found = self.contributions.look_up(&keys);
        let mut missing: Vec<u64> = keys
            .iter()
            .zip(&found)
            .filter(|(_, found)| found.is_none())
            .map(|((_, key), _)| *key)
            .collect();
        missing.sort_unstable();
        missing.dedup();
        let mut embedded = vec![0.0_f32; missing.len() * self.width];
        for (key, row) in missing.iter().zip(embedded.chunks_exact_mut(self.width)) {
            self.embed(block, *key, row);
        }
        let panels = &self.mixer[block];
        let mut products = vec![0.0; missing.len() * panels.columns()];
        let left = Rows {
            values: &embedded,
            stride: self.width,
            count: missing.len(),
        };
        kernel::product(left, panels, &mut products);
        let new: Vec<((u32, u64), Shared)> = missing
            .iter()
            .zip(products.chunks_exact(panels.columns()))
            .map(|(key, row)| ((block as u32, *key), row.into()))
            .collect();
        for ((_, key), found) in keys.iter().zip(&mut found) {
            if found.is_none() {
                let made = missing.binary_search(key).ok().and_then(|place| new.get(place));
                *found = made.map(|(_, row)| row.clone());
            }
        }
        self.contributions.keep(new);
        found.into_iter().flatten().collect()
    }

    /// The embedding of one feature: the sum of four rows of its table, or the word's static vector, narrowed.
    fn embed(&self, block: usize, key: u64, out: &mut [f32]) {
        if let Some(embedding) = self.embeddings.get(block) {
            for index in rows(key, embedding.seed, embedding.rows) {
                let values = &embedding.table[index as usize * self.width..][..self.width];
                for (sum, value) in out.iter_mut().zip(values) {
                    *sum += value;
                }
            }
        } else if let (Some((vectors, projection)), Some(row)) = (&self.vectors, key.checked_sub(1)) {
            let values = vectors.values(row as u32);
            let mut projected = vec![0.0; projection.columns()];
            kernel::product(
                Rows {
                    values,
                    stride: values.len(),
                    count: 1,
                },
                projection,
                &mut projected,
            );
            out.copy_from_slice(&projected[..self.width]);
        }
    }

    /// Runs the window layers over pieces of texts, each with as many rows beside it as there are layers: the tokens
    /// that stand there, or padding beyond the ends of the text.
    fn windows(&self, pieces: &[Piece], words: &[u32], entries: &[Shared], scratch: &mut Scratch, out: &mut Vec<f32>) {
        let stride = self.stride;
        let layers = self.later.len() + 1;
        let rows: usize = pieces.iter().map(|(piece, _)| piece.len() + 2 * layers).sum();
        let Scratch {
            current,
            next,
            inputs,
            products,
        } = scratch;
        // One row more: the last pair may reach over the end.
        current.resize((rows + 1) * stride, 0.0);
        next.resize((rows + 1) * stride, 0.0);
        let mut base = 0;
        for (piece, text) in pieces {
            let entry = |row: usize| {
                let token = (piece.start + row)
                    .checked_sub(layers)
                    .filter(|token| text.contains(token));
                &*entries[token.map_or(0, |token| words[token] as usize)]
            };
            for row in 1..piece.len() + 2 * layers - 1 {
                let columns = self.first_layer.pieces * stride;
                let (before, here, after) = (entry(row - 1), entry(row), entry(row + 1));
                let parts = [
                    &before[stride..][..columns],
                    &here[stride + columns..][..columns],
                    &after[stride + 2 * columns..][..columns],
                ];
                let out = &mut current[(base + row) * stride..][..stride];
                kernel::window_row(&self.first_layer, parts, &here[..stride], out);
            }
            base += piece.len() + 2 * layers;
        }
        for (position, layer) in self.later.iter().enumerate() {
            let mut pairs = Vec::with_capacity(rows / 2 + pieces.len());
            let mut base = 0;
            for (piece, _) in pieces {
                let end = base + piece.len() + 2 * layers;
                pairs.extend((base + position + 2..end - position - 2).step_by(2));
                base = end;
            }
            for pairs in pairs.chunks(PAIRS) {
                layer.run(pairs, stride, current, next, inputs, products);
            }
            std::mem::swap(current, next);
        }
        let mut base = 0;
        for (piece, _) in pieces {
            out.extend_from_slice(&current[(base + layers) * stride..][..piece.len() * stride]);
            base += piece.len() + 2 * layers;
        }
    }
}

/// Tokens of a piece of a text, and those of the text.
type Piece = (std::ops::Range<usize>, std::ops::Range<usize>);

/// Memory that is used again from one call to the next.
#[derive(Default)]
pub struct Scratch {
    current: Vec<f32>,
    next: Vec<f32>,
    inputs: [Vec<f32>; 4],
    products: [Vec<f32>; 4],
}

impl WindowLayer {
    fn run(
        &self,
        pairs: &[usize],
        stride: usize,
        current: &[f32],
        next: &mut [f32],
        inputs: &mut [Vec<f32>; 4],
        products: &mut [Vec<f32>; 4],
    ) {
        let columns = self.layer.pieces * stride;
        for ((inputs, products), weights) in inputs.iter_mut().zip(&mut *products).zip(&self.weights) {
            inputs.resize(PAIRS * stride, 0.0);
            products.resize(PAIRS * weights.columns(), 0.0);
        }
        for (index, row) in pairs.iter().enumerate() {
            let at = index * stride..(index + 1) * stride;
            let out = inputs.each_mut().map(|inputs| &mut inputs[at.clone()]);
            kernel::pair_inputs(&current[(row - 1) * stride..][..4 * stride], out);
        }
        for ((inputs, products), weights) in inputs.iter().zip(&mut *products).zip(&self.weights) {
            kernel::product(
                Rows {
                    values: inputs,
                    stride,
                    count: pairs.len(),
                },
                weights,
                products,
            );
        }
        for (index, row) in pairs.iter().enumerate() {
            let at = index * columns..(index + 1) * columns;
            let products = products.each_ref().map(|products| &products[at.clone()]);
            let both = row * stride..(row + 2) * stride;
            kernel::pair_rows(&self.layer, products, &current[both.clone()], &mut next[both]);
        }
    }
}

fn embedding(weights: &Weights, node: &Node, columns: &[String]) -> Result<Embedding, LoadError> {
    let malformed = |reason: &str| LoadError::malformed(weights.path(), reason);
    let column = node.number("column").and_then(|column| usize::try_from(column).ok());
    let name = column
        .and_then(|column| columns.get(column))
        .ok_or_else(|| malformed("an embedding without a column"))?;
    let feature = Feature::named(name).ok_or_else(|| {
        LoadError::unsupported(
            "embed.attrs",
            name,
            "ORTH, LOWER, NORM, PREFIX, SUFFIX, SHAPE, SPACY, IS_SPACE",
        )
    })?;
    let seed = node
        .number("seed")
        .and_then(|seed| u32::try_from(seed).ok())
        .ok_or_else(|| malformed("no seed"))?;
    let table = node.array(weights, "E", 2)?;
    let rows = u32::try_from(table.shape[0])
        .ok()
        .filter(|rows| *rows > 0)
        .ok_or_else(|| malformed("an empty table"))?;
    Ok(Embedding {
        feature,
        seed,
        rows,
        table: table.values.clone(),
    })
}

/// The bias of the `position`-th maxout layer with the layer normalisation after it.
fn maxout_norm(weights: &Weights, position: usize) -> Result<MaxoutNorm, LoadError> {
    let maxout = weights.node("maxout", position)?;
    let norm = weights.node("layernorm", position)?;
    let (bias, gain, shift) = (
        maxout.array(weights, "b", 2)?,
        norm.array(weights, "G", 1)?,
        norm.array(weights, "b", 1)?,
    );
    let (width, pieces) = (bias.shape[0], bias.shape[1]);
    let shape = &maxout.array(weights, "W", 3)?.shape;
    if gain.shape != [width] || shift.shape != [width] || width == 0 || pieces == 0 || shape[..2] != [width, pieces] {
        return Err(LoadError::malformed(
            weights.path(),
            "a layer normalisation does not fit its layer",
        ));
    }
    let stride = padded(width);
    let pad = |values: &mut dyn Iterator<Item = f32>| values.chain(std::iter::repeat_n(0.0, stride - width)).collect();
    let bias = (0..pieces)
        .flat_map(|piece| -> Vec<f32> { pad(&mut (0..width).map(|at| bias.values[at * pieces + piece])) })
        .collect();
    let (gain, shift) = (
        pad(&mut gain.values.iter().copied()),
        pad(&mut shift.values.iter().copied()),
    );
    Ok(MaxoutNorm {
        pieces,
        width,
        bias,
        gain,
        shift,
    })
}

/// The weight of a maxout layer for a column of pieces one after the other, each padded to `stride`.
fn piece_weight(array: &Array, stride: usize, column: usize, at: usize) -> f32 {
    let (width, pieces, depth) = (array.shape[0], array.shape[1], array.shape[2]);
    let (piece, out) = (column / stride, column % stride);
    if out < width {
        array.values[(out * pieces + piece) * depth + at]
    } else {
        0.0
    }
}

/// A matrix of (columns, depth) as panels.
pub fn plain_panels(array: &Array) -> Panels {
    Panels::new(array.shape[0], array.shape[1], |column, at| {
        array.values[column * array.shape[1] + at]
    })
}
