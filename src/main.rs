//! The command line, nothing else.

use std::process::ExitCode;

use clap::Parser;
use weerwoord::cli::{self, Cli};

fn main() -> ExitCode {
    // What blocks is hashing passwords and drawing codes: more threads than these would hold memory and wait for a core.
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(8)
        .build()
    {
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
            ExitCode::from(cli::exit_code(&error))
        }
    }
}
