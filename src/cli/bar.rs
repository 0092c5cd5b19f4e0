//! Progress bar for long operations; it shows only on a terminal.

use indicatif::{ProgressBar, ProgressStyle};

/// Progress bar of the current stage.
#[derive(Default)]
pub(super) struct Bar(Option<(&'static str, ProgressBar)>);

impl Bar {
    /// Shows the progress of a stage, in rows; a new stage gets a new bar.
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

    /// Removes the bar.
    pub(super) fn ends(&mut self) {
        if let Some((_, bar)) = self.0.take() {
            bar.finish_and_clear();
        }
    }
}
