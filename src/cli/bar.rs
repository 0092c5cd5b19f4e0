//! A bar that shows how far long work is, on a terminal; elsewhere nothing.

use indicatif::{ProgressBar, ProgressStyle};

/// The bar of the stage that the work is in.
#[derive(Default)]
pub(super) struct Bar(Option<(&'static str, ProgressBar)>);

impl Bar {
    /// Shows how far a stage is.
    pub(super) fn show(&mut self, stage: &'static str, done: u64, total: u64) {
        if self.0.as_ref().is_none_or(|(shown, _)| *shown != stage) {
            self.ends();
            let style = ProgressStyle::with_template(
                "{msg:<9} {wide_bar} {human_pos} of {human_len} rows, {eta} to go",
            );
            let bar = ProgressBar::new(total).with_message(stage);
            self.0 = Some((stage, style.map_or(bar.clone(), |style| bar.with_style(style))));
        }
        if let Some((_, bar)) = &self.0 {
            bar.set_position(done);
        }
    }

    /// Takes the bar away.
    pub(super) fn ends(&mut self) {
        if let Some((_, bar)) = self.0.take() {
            bar.finish_and_clear();
        }
    }
}
