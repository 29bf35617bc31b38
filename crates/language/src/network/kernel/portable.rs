//! The arithmetic in plain Rust. The bodies are always inlined, so that callers with more instructions use them.

use super::{MaxoutNorm, PANEL, Rows};

/// Lanes of a sum along a row.
const LANES: usize = 8;
type Lanes = [f32; LANES];

pub fn product(left: Rows, depth: usize, packed: &[f32], columns: usize, out: &mut [f32]) {
    for (panel, weights) in packed.chunks_exact((depth * PANEL).max(1)).enumerate() {
        for row in 0..left.count {
            let values = &left.values[row * left.stride..][..depth];
            let mut sums = [0.0_f32; PANEL];
            for (value, weights) in values.iter().zip(weights.as_chunks::<PANEL>().0) {
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    *sum = value.mul_add(*weight, *sum);
                }
            }
            out[row * columns + panel * PANEL..][..PANEL].copy_from_slice(&sums);
        }
    }
}

#[inline(always)]
fn lanes(values: &[f32], at: usize) -> Lanes {
    let mut lanes = [0.0; LANES];
    lanes.copy_from_slice(&values[at * LANES..][..LANES]);
    lanes
}

#[inline(always)]
fn each(mut a: Lanes, b: Lanes, operation: impl Fn(f32, f32) -> f32) -> Lanes {
    for (a, b) in a.iter_mut().zip(b) {
        *a = operation(*a, b);
    }
    a
}

#[inline(always)]
fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

#[inline(always)]
fn fold(lanes: Lanes) -> f32 {
    let [a, b, c, d, e, f, g, h] = lanes;
    ((a + e) + (c + g)) + ((b + f) + (d + h))
}

/// Layer normalisation in place: zero mean and unit variance over the true width, then gain and shift.
#[inline(always)]
fn normalise(layer: &MaxoutNorm, row: &mut [f32]) {
    let blocks = row.len() / LANES;
    let width = layer.width as f32;
    let mut sums = [0.0; LANES];
    for at in 0..blocks {
        sums = each(sums, lanes(row, at), |sum, value| sum + value);
    }
    let mean = fold(sums) / width;
    let mut squares = [0.0; LANES];
    for at in 0..blocks {
        squares = each(squares, lanes(row, at), |sum, value| {
            sum + (value - mean) * (value - mean)
        });
    }
    // The padding is zero, so each of its columns has added the square of the mean.
    let padding = (row.len() - layer.width) as f32 * mean * mean;
    let variance = (fold(squares) - padding) / width;
    let factor = 1.0 / (variance + 1e-8).sqrt();
    for at in 0..blocks {
        let scaled = each(lanes(row, at), lanes(&layer.gain, at), |value, gain| {
            (value - mean) * factor * gain
        });
        let shifted = each(scaled, lanes(&layer.shift, at), |value, shift| value + shift);
        row[at * LANES..][..LANES].copy_from_slice(&shifted);
    }
}

#[inline(always)]
fn add(row: &mut [f32], other: &[f32]) {
    for at in 0..row.len() / LANES {
        let sum = each(lanes(row, at), lanes(other, at), |a, b| a + b);
        row[at * LANES..][..LANES].copy_from_slice(&sum);
    }
}

/// `out = max over pieces (sum(piece, block) + bias)`. Each closure is called in one place, so that it is inlined and
/// compiled with the caller's instructions.
#[inline(always)]
fn maxout(bias: &[f32], out: &mut [f32], sum: impl Fn(usize) -> Lanes) {
    let blocks = out.len() / LANES;
    let pieces = bias.len() / out.len().max(1);
    for at in 0..blocks {
        let mut best = [f32::NEG_INFINITY; LANES];
        for piece in 0..pieces {
            let here = piece * blocks + at;
            best = each(best, each(sum(here), lanes(bias, here), |sum, bias| sum + bias), larger);
        }
        out[at * LANES..][..LANES].copy_from_slice(&best);
    }
}

#[inline(always)]
pub fn maxout_row(layer: &MaxoutNorm, sums: &[f32], out: &mut [f32]) {
    maxout(&layer.bias, out, |at| lanes(sums, at));
    normalise(layer, out);
}

#[inline(always)]
pub fn window_row(layer: &MaxoutNorm, parts: [&[f32]; 3], centre: &[f32], out: &mut [f32]) {
    let [before, here, after] = parts;
    maxout(&layer.bias, out, |at| {
        let both = each(lanes(before, at), lanes(here, at), |a, b| a + b);
        each(both, lanes(after, at), |a, b| a + b)
    });
    normalise(layer, out);
    add(out, centre);
}

#[inline(always)]
pub fn pair_rows(layer: &MaxoutNorm, products: [&[f32]; 4], centres: &[f32], out: &mut [f32]) {
    let [a, b, c, d] = products;
    let (first, second) = out.split_at_mut(layer.stride());
    maxout(&layer.bias, first, |at| {
        let both = each(lanes(a, at), lanes(b, at), |a, b| a + b);
        each(both, lanes(c, at), |sum, c| sum + c)
    });
    maxout(&layer.bias, second, |at| {
        let both = each(lanes(b, at), lanes(c, at), |b, c| b - c);
        each(both, lanes(d, at), |sum, d| sum - d)
    });
    normalise(layer, first);
    normalise(layer, second);
    add(out, centres);
}

#[inline(always)]
pub fn pair_inputs(rows: &[f32], out: [&mut [f32]; 4]) {
    let stride = rows.len() / 4;
    let row = |index: usize, at: usize| lanes(&rows[index * stride..][..stride], at);
    let [first, second, third, fourth] = out;
    for at in 0..stride / LANES {
        let (a, b, c, d) = (row(0, at), row(1, at), row(2, at), row(3, at));
        first[at * LANES..][..LANES].copy_from_slice(&each(a, c, |a, c| a - c));
        second[at * LANES..][..LANES].copy_from_slice(&each(b, c, |b, c| b + c));
        third[at * LANES..][..LANES].copy_from_slice(&each(c, b, |c, b| c - b));
        fourth[at * LANES..][..LANES].copy_from_slice(&each(b, d, |b, d| b - d));
    }
}

#[inline(always)]
pub fn hidden_row(rows: &[&[f32]], bias: &[f32], out: &mut [f32]) {
    maxout(bias, out, |at| {
        let mut total = [0.0; LANES];
        for row in rows {
            total = each(total, lanes(row, at), |a, b| a + b);
        }
        total
    });
}
