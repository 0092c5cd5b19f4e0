//! What the board costs, against a limit measured in the same run: `make bench`, or `cargo bench --bench board -- reading` for one part.
//!
//! Servers are processes of their own: the board as it is run, and a bare axum route that gives out the same bytes with the same
//! headers. Sides alternate, and what is told is the median of five rounds. Ratios travel from one machine to another; microseconds
//! and rates are those of this one. What misses its bound is marked, and the run fails.

mod client;
mod reading;
mod rendering;
mod server;
mod starting;
mod writing;

use std::process::ExitCode;

/// Rounds of each side; odd, so that there is one in the middle.
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
    if is_wanted("starting") {
        starting::measure(&mut bounds);
    }
    bounds.verdict()
}

/// What was measured, against what it should be.
#[derive(Default)]
struct Bounds {
    missed: Vec<String>,
}

impl Bounds {
    /// It should be at least this.
    fn at_least(&mut self, what: &str, is: f64, bound: f64, more: &str) {
        self.tell(what, is, is >= bound, &format!("at least {bound}"), more);
    }

    /// It should be at most this.
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
