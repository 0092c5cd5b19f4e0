//! The main flows in a real Chromium, with JavaScript and without. What the pages say is told elsewhere; here they are used.

mod accessibility;
mod concerned;
mod discussion;
mod drafts;
mod editor;
mod embed;
mod flows;
mod keys;
mod narrow;
mod old_addresses;
mod passkeys;
mod screenshots;
mod sharing;
mod thread;
mod window;
mod writing;
