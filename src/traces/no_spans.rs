//! Spans without the feature `opentelemetry`: empty types, which cost nothing.

use std::future::{Ready, ready};

use anyhow::Result;
use axum::http::{HeaderMap, Method};
use tracing_subscriber::layer::Identity;

/// Exporter of nothing.
#[derive(Debug)]
pub struct Exporter;

/// Span of no trace.
#[derive(Clone, Debug)]
pub struct Span;

/// Transaction without a span.
#[derive(Debug)]
pub struct Group;

/// Stopwatch that does not run.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch;

/// Returns false: no spans are exported.
pub const fn are_on() -> bool {
    false
}

/// Does nothing.
pub fn answered(_: Option<&'static str>, _: u16, _: bool) {}

impl Exporter {
    /// Returns `None`.
    pub fn from_env() -> Result<Option<Self>> {
        Ok(None)
    }

    /// Returns a layer that does nothing.
    pub fn layer(&self) -> Identity {
        Identity::new()
    }

    /// Does nothing.
    pub fn shut_down(self) -> Ready<()> {
        ready(())
    }
}

impl Span {
    /// Creates nothing.
    pub fn request(_: &Method, _: Option<&HeaderMap>) -> Self {
        Self
    }

    /// Creates nothing.
    pub fn read(_: &'static str, _: &str) -> Self {
        Self
    }

    /// Creates nothing.
    pub fn write(_: &'static str) -> Self {
        Self
    }

    /// Creates nothing.
    pub fn job(_: &'static str) -> Self {
        Self
    }

    /// Creates nothing.
    pub fn current() -> Self {
        Self
    }

    /// Returns the future itself.
    pub fn around<F: Future>(self, future: F) -> F {
        future
    }

    /// Does nothing.
    pub fn waited(&self, _: Stopwatch) {}

    /// Does nothing.
    pub fn committed(&self, _: Stopwatch) {}

    /// Does nothing.
    pub fn did(&self, _: usize) {}

    /// Does nothing.
    pub fn ended(&self, _: bool) {}
}

impl Group {
    /// Creates nothing.
    pub fn begin() -> Self {
        Self
    }

    /// Does nothing.
    pub fn writer(&mut self) {}

    /// Does nothing.
    pub fn statements(&mut self, _: usize) {}

    /// Does nothing.
    pub fn ended(self, _: bool, _: Stopwatch) {}
}

impl Stopwatch {
    /// Starts nothing.
    pub fn start() -> Self {
        Self
    }
}
