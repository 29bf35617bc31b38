//! The arithmetic with AVX2 and FMA instructions.
//!
//! # Safety
//! Two things are unsafe here, and each is settled in one place:
//! * Calling a function compiled for AVX2 and FMA. The safe functions of this file are called only through
//!   `Level::Avx2`, which `level()` gives only where the processor has both (`is_x86_feature_detected`).
//! * Reading and writing through pointers, in `tile` alone. `tile::<R>` reads `values[r * stride + k]` for `r < R`,
//!   `k < depth`, and `weights[k * 16 .. k * 16 + 16]` for `k < depth`, and writes `out[r * columns .. + 16]` for
//!   `r < R`. `product` calls it for rows `row .. row + R` with `row + R <= count` and for panels `panel < columns / 16`;
//!   `product_at` has asserted that `values` reaches `(count - 1) * stride + depth`, that `out` reaches
//!   `count * columns`, and `Panels` holds exactly `columns * depth` weights with `columns` a multiple of 16. So every
//!   access is inside its slice. Loads and stores are the unaligned ones. `panels_row` reads one row in the same way.
#![allow(unsafe_code)]

use super::{MaxoutNorm, PANEL, Rows, portable};
use std::arch::x86_64::{
    __m256, _mm256_broadcast_ss, _mm256_fmadd_ps, _mm256_loadu_ps, _mm256_setzero_ps, _mm256_storeu_ps,
};

/// Rows of a tile: six rows of two registers leave four for weights and values.
const TILE: usize = 6;

pub fn product(left: Rows, depth: usize, packed: &[f32], columns: usize, out: &mut [f32]) {
    debug_assert_eq!(packed.len(), columns * depth);
    // SAFETY: see the head of the file.
    unsafe {
        if left.count == 1 {
            return row_product(left.values.as_ptr(), depth, packed, columns, out);
        }
        for panel in 0..columns / PANEL {
            let weights = packed.as_ptr().add(panel * PANEL * depth);
            let mut row = 0;
            while row < left.count {
                let values = left.values.as_ptr().add(row * left.stride);
                let target = out.as_mut_ptr().add(row * columns + panel * PANEL);
                let rows = (left.count - row).min(TILE);
                match rows {
                    1 => tile::<1>(values, left.stride, weights, depth, target, columns),
                    2 => tile::<2>(values, left.stride, weights, depth, target, columns),
                    3 => tile::<3>(values, left.stride, weights, depth, target, columns),
                    4 => tile::<4>(values, left.stride, weights, depth, target, columns),
                    5 => tile::<5>(values, left.stride, weights, depth, target, columns),
                    _ => tile::<6>(values, left.stride, weights, depth, target, columns),
                }
                row += rows;
            }
        }
    }
}

#[target_feature(enable = "avx2,fma")]
unsafe fn tile<const R: usize>(
    values: *const f32,
    stride: usize,
    weights: *const f32,
    depth: usize,
    out: *mut f32,
    columns: usize,
) {
    // SAFETY: see the head of the file.
    unsafe {
        let mut sums: [[__m256; 2]; R] = [[_mm256_setzero_ps(); 2]; R];
        for at in 0..depth {
            let low = _mm256_loadu_ps(weights.add(at * PANEL));
            let high = _mm256_loadu_ps(weights.add(at * PANEL + 8));
            for (row, sum) in sums.iter_mut().enumerate() {
                let value = _mm256_broadcast_ss(&*values.add(row * stride + at));
                sum[0] = _mm256_fmadd_ps(value, low, sum[0]);
                sum[1] = _mm256_fmadd_ps(value, high, sum[1]);
            }
        }
        for (row, sum) in sums.iter().enumerate() {
            _mm256_storeu_ps(out.add(row * columns), sum[0]);
            _mm256_storeu_ps(out.add(row * columns + 8), sum[1]);
        }
    }
}

/// One row by all panels, four panels at a time so that eight sums are under way.
#[target_feature(enable = "avx2,fma")]
unsafe fn row_product(values: *const f32, depth: usize, packed: &[f32], columns: usize, out: &mut [f32]) {
    let panels = columns / PANEL;
    let mut panel = 0;
    while panel < panels {
        let together = (panels - panel).min(4);
        // SAFETY: see the head of the file.
        unsafe {
            let weights = packed.as_ptr().add(panel * PANEL * depth);
            let target = out.as_mut_ptr().add(panel * PANEL);
            match together {
                1 => panels_row::<1>(values, weights, depth, target),
                2 => panels_row::<2>(values, weights, depth, target),
                3 => panels_row::<3>(values, weights, depth, target),
                _ => panels_row::<4>(values, weights, depth, target),
            }
        }
        panel += together;
    }
}

#[target_feature(enable = "avx2,fma")]
unsafe fn panels_row<const P: usize>(values: *const f32, weights: *const f32, depth: usize, out: *mut f32) {
    // SAFETY: see the head of the file.
    unsafe {
        let mut sums: [[__m256; 2]; P] = [[_mm256_setzero_ps(); 2]; P];
        for at in 0..depth {
            let value = _mm256_broadcast_ss(&*values.add(at));
            for (panel, sum) in sums.iter_mut().enumerate() {
                let weights = weights.add((panel * depth + at) * PANEL);
                sum[0] = _mm256_fmadd_ps(value, _mm256_loadu_ps(weights), sum[0]);
                sum[1] = _mm256_fmadd_ps(value, _mm256_loadu_ps(weights.add(8)), sum[1]);
            }
        }
        for (panel, sum) in sums.iter().enumerate() {
            _mm256_storeu_ps(out.add(panel * PANEL), sum[0]);
            _mm256_storeu_ps(out.add(panel * PANEL + 8), sum[1]);
        }
    }
}

macro_rules! compiled_for_avx2 {
    ($($name:ident($($argument:ident: $type:ty),*);)*) => { $(
        pub fn $name($($argument: $type),*) {
            #[target_feature(enable = "avx2,fma")]
            fn compiled($($argument: $type),*) {
                portable::$name($($argument),*);
            }
            // SAFETY: see the head of the file: the processor has AVX2 and FMA.
            unsafe { compiled($($argument),*) }
        }
    )* };
}

compiled_for_avx2! {
    maxout_row(layer: &MaxoutNorm, sums: &[f32], out: &mut [f32]);
    window_row(layer: &MaxoutNorm, parts: [&[f32]; 3], centre: &[f32], out: &mut [f32]);
    pair_rows(layer: &MaxoutNorm, products: [&[f32]; 4], centres: &[f32], out: &mut [f32]);
    pair_inputs(rows: &[f32], out: [&mut [f32]; 4]);
    hidden_row(rows: &[&[f32]], bias: &[f32], out: &mut [f32]);
}
