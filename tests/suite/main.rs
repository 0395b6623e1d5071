//! Every integration test of the project, in one binary: it links once instead of once a file.

mod capture;
mod coverage;
mod doctor;
mod fakemic;
#[cfg(target_os = "linux")]
mod faults;
mod fuzz;
mod history;
mod init;
mod interview;
mod live;
mod model_pull;
mod questions;
mod review;
mod words;
