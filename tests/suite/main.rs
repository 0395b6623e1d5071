//! Every integration test of the project, in one binary: it links once instead of once a file.

mod capture;
mod fakemic;
