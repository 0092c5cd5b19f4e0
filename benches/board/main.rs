//! Benchmarks of the server, compared with a limit measured in the same run.
//!
//! Run `make bench`, or `cargo bench --bench board -- reading` for one part.
//!
//! Servers are separate processes: the program as it is deployed, and a bare axum route that sends
//! the same bytes with the same headers. The sides alternate, and the result is the median of five
//! rounds. Ratios are comparable between machines; microseconds and rates are not. A result outside
//! its bound is marked, and the run fails.

mod client;
mod crowd;
mod home;
mod postgres;
mod reading;
mod rendering;
mod server;
mod sharing;
mod starting;
mod writing;

use std::process::ExitCode;

/// Number of rounds for each side; odd, so that the median is one of them.
const ROUNDS: usize = 5;

fn main() -> ExitCode {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    if let [role, folder] = &arguments[..]
        && role == server::BARE
    {
        return server::be_bare(folder);
    }
    if let [role, folder] = &arguments[..]
        && role == writing::ROW_BY_ROW
    {
        return writing::be_row_by_row(folder);
    }
    let is_wanted =
        |part: &str| arguments.is_empty() || arguments.iter().any(|wanted| wanted == part);
    let mut bounds = Bounds::default();
    if is_wanted("reading") {
        reading::measure(&mut bounds);
    }
    if is_wanted("rendering") {
        rendering::measure(&mut bounds);
    }
    if is_wanted("writing") {
        writing::measure(&mut bounds);
    }
    if is_wanted("sharing") {
        sharing::measure(&mut bounds);
    }
    if is_wanted("starting") {
        starting::measure(&mut bounds);
    }
    bounds.verdict()
}

/// Results outside their bounds.
#[derive(Default)]
struct Bounds {
    missed: Vec<String>,
}

impl Bounds {
    /// Checks that a result is at least `bound`.
    fn at_least(&mut self, what: &str, is: f64, bound: f64, more: &str) {
        self.tell(what, is, is >= bound, &format!("at least {bound}"), more);
    }

    /// Checks that a result is at most `bound`.
    fn at_most(&mut self, what: &str, is: f64, bound: f64, more: &str) {
        self.tell(what, is, is <= bound, &format!("at most {bound}"), more);
    }

    fn tell(&mut self, what: &str, is: f64, holds: bool, bound: &str, more: &str) {
        let mark = if holds { "" } else { "  MISSED" };
        println!("{what:<44} {is:>8.3}  ({bound}){mark}  {more}");
        if !holds {
            self.missed.push(what.to_owned());
        }
    }

    fn verdict(self) -> ExitCode {
        if self.missed.is_empty() {
            return ExitCode::SUCCESS;
        }
        println!("missed: {}", self.missed.join("; "));
        ExitCode::FAILURE
    }
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
