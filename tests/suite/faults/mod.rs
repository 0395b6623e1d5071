//! What must not cost a take: failing devices and disks, signals, lack of memory, two programs in
//! one folder. All with the real program and a fake microphone.

mod device;
mod disk;
mod escapes;
mod growth;
mod memory;
mod network;
mod paths;
mod privacy;
mod pull;
mod signals;
mod terminal;
mod together;
mod weights;

use std::process::Command;

/// `command` run by another program, which gets `arguments` first: `prlimit`, `unshare`.
fn through(program: &str, arguments: &[&str], command: &Command) -> Command {
    let mut outer = Command::new(program);
    outer.args(arguments).arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => outer.env(name, value),
            None => outer.env_remove(name),
        };
    }
    outer.stdin(std::process::Stdio::null());
    outer
}

/// Whether a program of the system is there; says what is skipped without it.
fn is_installed(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok();
    if !found {
        eprintln!("SKIPPED: the program `{program}` is not installed");
    }
    found
}
