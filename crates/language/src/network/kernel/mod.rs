//! The arithmetic of the networks on plain slices: products and the operations a row at a time.
//!
//! Every result is the same to the last bit on every machine and for every way of cutting a matrix into blocks: an
//! element of a product is one chain of fused multiply-adds over the depth in ascending order, and sums along a row
//! are taken in eight lanes that are folded in a fixed order.

#[cfg(target_arch = "x86_64")]
mod avx2;
mod portable;

/// Columns of a product are computed this many at a time.
pub const PANEL: usize = 16;

/// Rounds up to whole panels.
pub fn padded(columns: usize) -> usize {
    columns.next_multiple_of(PANEL)
}

/// The right side of a product, packed: for each panel of 16 columns, all of its depth in one run of memory.
/// Columns beyond the last are zero.
pub struct Panels {
    depth: usize,
    columns: usize,
    packed: Vec<f32>,
}

impl Panels {
    /// Packs `weight(column, depth)`.
    pub fn new(columns: usize, depth: usize, weight: impl Fn(usize, usize) -> f32) -> Panels {
        let columns_padded = padded(columns);
        let mut packed = vec![0.0; columns_padded * depth];
        for column in 0..columns {
            let panel = column / PANEL * PANEL * depth;
            for at in 0..depth {
                packed[panel + at * PANEL + column % PANEL] = weight(column, at);
            }
        }
        Panels {
            depth,
            columns: columns_padded,
            packed,
        }
    }

    /// The number of columns, padding included.
    pub fn columns(&self) -> usize {
        self.columns
    }
}

/// Which instructions the arithmetic uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
}

fn level() -> Level {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("fma") {
        return Level::Avx2;
    }
    Level::Portable
}

/// A matrix by rows, each `stride` after the one before.
#[derive(Clone, Copy)]
pub struct Rows<'a> {
    pub values: &'a [f32],
    pub stride: usize,
    pub count: usize,
}

/// `out[i] = left[i] · right` for every row; `out` has rows of `right.columns()`.
pub fn product(left: Rows, right: &Panels, out: &mut [f32]) {
    product_at(level(), left, right, out);
}

fn product_at(level: Level, left: Rows, right: &Panels, out: &mut [f32]) {
    if left.count == 0 || right.columns == 0 {
        return;
    }
    assert!(left.stride >= right.depth, "rows of the left side overlap");
    assert!(
        left.values.len() >= (left.count - 1) * left.stride + right.depth,
        "the left side is too short"
    );
    assert!(out.len() >= left.count * right.columns, "the result does not fit");
    match level {
        Level::Portable => portable::product(left, right.depth, &right.packed, right.columns, out),
        #[cfg(target_arch = "x86_64")]
        Level::Avx2 => avx2::product(left, right.depth, &right.packed, right.columns, out),
    }
}

/// A maxout layer's bias and its layer normalisation, for rows of several pieces one after the other.
pub struct MaxoutNorm {
    pub pieces: usize,
    /// The true width of a row.
    pub width: usize,
    /// Bias of each piece, each padded to whole panels.
    pub bias: Vec<f32>,
    pub gain: Vec<f32>,
    pub shift: Vec<f32>,
}

impl MaxoutNorm {
    /// The width of a row, padding included.
    pub fn stride(&self) -> usize {
        self.gain.len()
    }
}

macro_rules! dispatch {
    ($name:ident($($argument:ident: $type:ty),*)) => {
        match level() {
            Level::Portable => portable::$name($($argument),*),
            #[cfg(target_arch = "x86_64")]
            Level::Avx2 => avx2::$name($($argument),*),
        }
    };
}

/// One row of the mixing layer: `out = normalise(max over pieces (sums + bias))`.
pub fn maxout_row(layer: &MaxoutNorm, sums: &[f32], out: &mut [f32]) {
    dispatch!(maxout_row(layer: &MaxoutNorm, sums: &[f32], out: &mut [f32]));
}

/// One row of a window layer whose three parts are known:
/// `out = centre + normalise(max over pieces (before + at + after + bias))`.
pub fn window_row(layer: &MaxoutNorm, parts: [&[f32]; 3], centre: &[f32], out: &mut [f32]) {
    dispatch!(window_row(layer: &MaxoutNorm, parts: [&[f32]; 3], centre: &[f32], out: &mut [f32]));
}

/// Two rows of a window layer from the four products of their window (see `pairs`), each added to its centre.
pub fn pair_rows(layer: &MaxoutNorm, products: [&[f32]; 4], centres: &[f32], out: &mut [f32]) {
    dispatch!(pair_rows(layer: &MaxoutNorm, products: [&[f32]; 4], centres: &[f32], out: &mut [f32]));
}

/// The four combinations of four rows that a pair of windows is computed from: `a-c`, `b+c`, `c-b`, `b-d`.
pub fn pair_inputs(rows: &[f32], out: [&mut [f32]; 4]) {
    dispatch!(pair_inputs(rows: &[f32], out: [&mut [f32]; 4]));
}

/// `out = max over pieces (sum of rows + bias)`: the hidden layer of a transition network.
pub fn hidden_row(rows: &[&[f32]], bias: &[f32], out: &mut [f32]) {
    dispatch!(hidden_row(rows: &[&[f32]], bias: &[f32], out: &mut [f32]));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(count: usize, seed: u32) -> Vec<f32> {
        let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(12345);
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / 8_388_608.0 - 1.0
        };
        (0..count).map(|_| next()).collect()
    }

    fn by_definition(left: Rows, right: &[f32], depth: usize, columns: usize) -> Vec<f32> {
        let mut out = Vec::new();
        for row in 0..left.count {
            for column in 0..columns {
                let terms = (0..depth).map(|at| (left.values[row * left.stride + at], right[column * depth + at]));
                out.push(terms.fold(0.0_f32, |sum, (a, b)| a.mul_add(b, sum)));
            }
        }
        out
    }

    #[test]
    fn a_product_is_the_plain_sum_to_the_last_bit_at_every_size() {
        for rows in [1, 2, 3, 5, 6, 7, 12, 13, 29] {
            for (columns, depth) in [(16, 1), (48, 96), (112, 64), (32, 7), (16, 300)] {
                let stride = depth + 3;
                let (left, right) = (numbers(rows * stride, 1), numbers(columns * depth, 2));
                let left = Rows {
                    values: &left,
                    stride,
                    count: rows,
                };
                let panels = Panels::new(columns, depth, |column, at| right[column * depth + at]);
                let expected = by_definition(left, &right, depth, columns);
                for level in [Level::Portable, level()] {
                    let mut out = vec![f32::NAN; rows * columns];
                    product_at(level, left, &panels, &mut out);
                    assert_eq!(out, expected, "{level:?} {rows} {columns} {depth}");
                }
            }
        }
    }

    #[test]
    fn columns_beyond_the_last_are_zero() {
        let panels = Panels::new(5, 2, |_, _| 1.0);
        let mut out = vec![f32::NAN; 16];
        product(
            Rows {
                values: &[2.0, 3.0],
                stride: 2,
                count: 1,
            },
            &panels,
            &mut out,
        );
        assert_eq!(out[..5], [5.0; 5]);
        assert_eq!(out[5..], [0.0; 11]);
    }

    #[test]
    #[should_panic(expected = "too short")]
    fn a_left_side_that_is_too_short_is_caught_before_the_kernel() {
        let panels = Panels::new(16, 8, |_, _| 0.0);
        product(
            Rows {
                values: &[0.0; 15],
                stride: 8,
                count: 2,
            },
            &panels,
            &mut [0.0; 32],
        );
    }

    fn layer(width: usize) -> MaxoutNorm {
        let stride = padded(width);
        let pad = |values: Vec<f32>| {
            (0..stride)
                .map(|at| if at < width { values[at] } else { 0.0 })
                .collect::<Vec<_>>()
        };
        let bias = (0..3).flat_map(|piece| pad(numbers(width, 10 + piece))).collect();
        MaxoutNorm {
            pieces: 3,
            width,
            bias,
            gain: pad(numbers(width, 20)),
            shift: pad(numbers(width, 21)),
        }
    }

    #[test]
    fn rows_are_the_same_with_and_without_vector_instructions() {
        for width in [96, 16, 40] {
            let layer = layer(width);
            let stride = layer.stride();
            let sums: Vec<Vec<f32>> = (0..4).map(|seed| numbers(3 * stride, 30 + seed)).collect();
            let centres = numbers(2 * stride, 40);
            let products = [&sums[0][..], &sums[1], &sums[2], &sums[3]];
            let mut outs = vec![vec![0.0; 2 * stride]; 6];
            portable::pair_rows(&layer, products, &centres, &mut outs[0]);
            pair_rows(&layer, products, &centres, &mut outs[1]);
            portable::window_row(
                &layer,
                [products[0], products[1], products[2]],
                &centres,
                &mut outs[2][..stride],
            );
            window_row(
                &layer,
                [products[0], products[1], products[2]],
                &centres,
                &mut outs[3][..stride],
            );
            portable::maxout_row(&layer, products[0], &mut outs[4][..stride]);
            maxout_row(&layer, products[0], &mut outs[5][..stride]);
            assert_eq!(outs[0], outs[1]);
            assert_eq!(outs[2], outs[3]);
            assert_eq!(outs[4], outs[5]);
        }
    }

    #[test]
    fn normalised_rows_have_the_mean_and_variance_asked_for() {
        let mut layer = layer(40);
        layer.gain[..40].fill(2.0);
        layer.shift[..40].fill(0.5);
        let mut out = vec![0.0; layer.stride()];
        let mut sums = numbers(3 * layer.stride(), 3);
        // A product leaves zero in the padding.
        sums.chunks_exact_mut(layer.stride())
            .for_each(|piece| piece[40..].fill(0.0));
        maxout_row(&layer, &sums, &mut out);
        let mean = out[..40].iter().sum::<f32>() / 40.0;
        let variance = out[..40].iter().map(|value| (value - mean).powi(2)).sum::<f32>() / 40.0;
        assert!(
            (mean - 0.5).abs() < 1e-5 && (variance - 4.0).abs() < 1e-4,
            "{mean} {variance}"
        );
    }
}
