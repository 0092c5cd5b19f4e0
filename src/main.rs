//! Entry point: starts the runtime and runs the command line.

use std::process::ExitCode;

use clap::Parser;
use weerwoord::cli::{self, Cli};

fn main() -> ExitCode {
    // Blocking tasks hash passwords and draw captchas: more threads would only hold memory while
    // they wait for a core.
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
