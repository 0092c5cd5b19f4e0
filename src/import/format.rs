//! Formats of files: the systems that write them.

/// Format of a file, named after the system that writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// `WordPress` eXtended RSS.
    Wxr,
    /// XML of Disqus.
    Disqus,
    /// SQLite database of Isso.
    Isso,
    /// JSON lines of Remark42.
    Remark42,
    /// JSON of Commento.
    Commento,
    /// JSON of Comentario.
    Comentario,
    /// JSON of Artalk, the format of Artransfer.
    Artrans,
    /// JSON of Waline.
    Waline,
    /// JSON or CSV of members of Ghost.
    Ghost,
    /// JSON lines of Coral, as `mongoexport` writes them, in a tar archive.
    Coral,
    /// Text of Movable Type and `TypePad`.
    Movabletype,
    /// YAML files of Staticman, in a tar archive.
    Staticman,
    /// Export of a board.
    Json,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 13] = [
        Self::Wxr,
        Self::Disqus,
        Self::Isso,
        Self::Remark42,
        Self::Commento,
        Self::Comentario,
        Self::Artrans,
        Self::Waline,
        Self::Ghost,
        Self::Coral,
        Self::Movabletype,
        Self::Staticman,
        Self::Json,
    ];

    /// Returns the stable code, as typed after `--from`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Wxr => "wxr",
            Self::Disqus => "disqus",
            Self::Isso => "isso",
            Self::Remark42 => "remark42",
            Self::Commento => "commento",
            Self::Comentario => "comentario",
            Self::Artrans => "artrans",
            Self::Waline => "waline",
            Self::Ghost => "ghost",
            Self::Coral => "coral",
            Self::Movabletype => "movabletype",
            Self::Staticman => "staticman",
            Self::Json => "json",
        }
    }

    /// Returns the format with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.code() == code)
    }

    /// Returns the name of the system.
    pub fn system(self) -> &'static str {
        match self {
            Self::Wxr => "WordPress",
            Self::Disqus => "Disqus",
            Self::Isso => "Isso",
            Self::Remark42 => "Remark42",
            Self::Commento => "Commento",
            Self::Comentario => "Comentario",
            Self::Artrans => "Artalk",
            Self::Waline => "Waline",
            Self::Ghost => "Ghost",
            Self::Coral => "Coral",
            Self::Movabletype => "Movable Type",
            Self::Staticman => "Staticman",
            Self::Json => "Weerwoord",
        }
    }
}
