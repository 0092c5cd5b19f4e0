//! Data of an instance under measurement: its folder and its database.

use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::crowd;

/// Folder of an instance, and the address of its database if that is not a file in it.
pub struct Home {
    folder: TempDir,
    database: Option<String>,
}

impl Home {
    /// Creates a folder with an administrator and the articles.
    pub fn furnished() -> Self {
        Self::furnished_on(None)
    }

    /// Does the same with a database on a server, which must be empty.
    pub fn furnished_on(database: Option<String>) -> Self {
        let home = Self { folder: tempfile::tempdir().expect("a folder"), database };
        home.furnish();
        home
    }

    /// Creates an empty folder for another node on the same database.
    pub fn bare_on(database: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self { folder, database: Some(database.to_owned()) }
    }

    /// Returns the folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Returns the command of the program under measurement.
    pub fn program(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_weerwoord"));
        command.env("WEERWOORD_DATA", self.path()).stdout(Stdio::null());
        if let Some(database) = &self.database {
            command.env("WEERWOORD_DATABASE_URL", database);
        }
        command
    }

    /// Adds an article from a text with its head.
    pub fn add_article(&self, text: &str) {
        let file = self.path().join("article.md");
        std::fs::write(&file, text).expect("a file");
        let added = self.program().args(["article", "add"]).arg(&file).status();
        assert!(added.expect("the program").success());
    }

    fn furnish(&self) {
        let init = ["init", "--name", "Sanne Verhoef", "--email", "sanne.verhoef@post.example"];
        assert!(self.program().args(init).status().expect("the program").success());
        let body = "Een klacht op een netwerk is binnen een uur een kop in de krant, een \
             compliment verdampt in stilte.\n\n"
            .repeat(20);
        self.add_article(&format!(
            "+++\ntitle = \"Nu\"\nauthor = \"sanne.verhoef@post.example\"\n\
             published = 2026-01-01\n+++\n{body}"
        ));
        crowd::add_articles(self);
    }
}
