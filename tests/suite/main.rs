//! Every integration test of the project, in one binary: it links once instead of once a file.
mod model_pull;
mod questions;

mod coverage;
