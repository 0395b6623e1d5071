//! The one matrix product that everything here needs.

/// `rows × inner` times `inner × columns`, both row by row; added to `out` (`rows × columns`).
///
/// # Panics
/// When a slice is shorter than its shape says.
pub fn add_product(
    left: &[f32],
    right: &[f32],
    out: &mut [f32],
    (rows, inner, columns): (usize, usize, usize),
) {
    assert!(left.len() >= rows * inner && right.len() >= inner * columns);
    assert!(out.len() >= rows * columns);
    if rows == 0 {
        return;
    }
    let (inner_step, column_step) = (inner as isize, columns as isize);
    // `matrixmultiply` takes pointers; the shapes were checked against the slices above, and `out`
    // is borrowed exclusively.
    #[allow(unsafe_code)]
    unsafe {
        matrixmultiply::sgemm(
            rows,
            inner,
            columns,
            1.0,
            left.as_ptr(),
            inner_step,
            1,
            right.as_ptr(),
            column_step,
            1,
            1.0,
            out.as_mut_ptr(),
            column_step,
            1,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::add_product;

    #[test]
    fn a_product_is_added() {
        let mut out = [1.0, 0.0, 0.0, 1.0];
        add_product(&[1.0, 2.0, 3.0, 4.0], &[1.0, 0.0, 0.0, 1.0], &mut out, (2, 2, 2));
        assert_eq!(out, [2.0, 2.0, 3.0, 5.0]);
    }
}
