//! The adapter for spoken Korean and the model it was made for.

use aloud::model::adapter::Adapter;

use super::model;

#[test]
fn the_default_model_is_the_one_that_was_taught_spoken_korean() {
    let path = model();
    let mut bytes = std::fs::read(&path).expect("the model");
    let before = bytes.clone();
    assert!(Adapter::spoken_korean().expect("whole").apply(&mut bytes));
    let changed = bytes.iter().zip(&before).filter(|(new, old)| new != old).count();
    // Of 82 MB the matrices of the decoder have 27.
    assert!((1_000_000..27_000_000).contains(&changed), "{changed} bytes changed");
}
