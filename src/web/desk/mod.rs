//! Pages for who runs the publication.

mod numbers;
pub(super) mod pictures;

pub(super) use numbers::numbers;
