//! Pages for who runs the publication.

mod numbers;

pub(super) use numbers::numbers;
