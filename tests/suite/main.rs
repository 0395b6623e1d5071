//! Every integration test of the project, in one binary: it links once instead of once a file.
mod init;
mod model_pull;
mod questions;

mod coverage;
