//! The main flows in a real Chromium, with JavaScript and without. What the pages say is told elsewhere; here they are used.

mod concerned;
mod flows;
mod passkeys;
mod window;
mod writing;
