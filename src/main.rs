//! The command line, nothing else.

use std::process::ExitCode;

use clap::Parser;
use weerwoord::cli::{self, Cli};

fn main() -> ExitCode {
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("weerwoord: the runtime could not be started: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(cli::run(Cli::parse())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("weerwoord: {error:#}");
            ExitCode::FAILURE
        }
    }
}
