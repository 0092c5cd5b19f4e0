//! `import`.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use clap::Args;
use indicatif::ProgressBar;
use jiff::tz::TimeZone;
use url::Url;

use super::{CLOCK, own_export, reopen, transfer::stopped};
use crate::config::Config;
use crate::import::map::{Bases, Map};
use crate::import::{Format, Place, ReadError, ReadOptions, Source};
use crate::locale::Lang;
use crate::sites::Sites;
use crate::store::Store;
use crate::store::imports::Undone;
use crate::transfer::import::{self, ImportError, ImportOptions, ImportStage, Report, ReportPart};
use crate::transfer::own_export::recognizes;

/// Lines of each list that are printed; `--report` has them all.
const PRINTED: usize = 10;
/// Lines of a list that are read: one more than are printed.
const LINES: i64 = 11;

/// File to import and choices.
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// The file that the other system exported
    #[arg(required_unless_present = "undo")]
    file: Option<PathBuf>,
    /// The system it comes from [default: recognized by its content]
    #[arg(long, value_name = "KIND")]
    from: Option<Format>,
    /// Say what it would do, and do nothing
    #[arg(long)]
    dry_run: bool,
    /// Address of the old site, such as <https://old.example>, for files that do not hold it
    #[arg(long, value_name = "URL")]
    base: Option<Url>,
    /// Table of old addresses and articles here, or of old authors and accounts
    #[arg(long, value_name = "FILE.csv")]
    map: Option<PathBuf>,
    /// Make an article for each address that has none
    #[arg(long)]
    make_articles: bool,
    /// Time zone of times without one [default: the board's]
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    /// Encoding of the file, such as windows-1252 [default: as the file says]
    #[arg(long)]
    encoding: Option<String>,
    /// Folder with the files of the pictures
    #[arg(long, value_name = "FOLDER")]
    media: Option<PathBuf>,
    /// Make accounts of the people who had one there; each asks for a password on first use
    #[arg(long)]
    members: bool,
    /// Keep a tombstone for each removed comment, not only for those that were answered
    #[arg(long)]
    with_removed: bool,
    /// Leave out what cannot be read
    #[arg(long)]
    skip_broken: bool,
    /// Write the whole report to a new file
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Undo the run with this number, while nothing builds on it
    #[arg(long, value_name = "RUN", conflicts_with = "file")]
    undo: Option<i64>,
}

/// Imports a file, or undoes an import.
pub(super) async fn run(args: ImportArgs, config: &Config) -> Result<()> {
    let store = reopen(config).await?;
    let outcome = match (args.undo, &args.file) {
        (Some(run), _) => undo(&store, run).await,
        (None, Some(file)) => import(&store, &args, file, config).await,
        (None, None) => bail!("name the file to import"),
    };
    store.close().await;
    outcome
}

async fn import(store: &Store, args: &ImportArgs, file: &Path, config: &Config) -> Result<()> {
    let source = Source::open(file).map_err(|error| refusal(file, error.into()))?;
    if args.from == Some(Format::Json) || (args.from.is_none() && recognizes(&source)) {
        if let Some(option) = idle_option(args) {
            bail!("{option} does nothing for the export of a board, which comes as it is");
        }
        return own_export::run(store, file, args.dry_run, config).await;
    }
    let lang = config.board.lang;
    if !args.dry_run {
        store.set_sites_of_settings(&config.sites, lang, CLOCK.now()).await?;
    }
    let sites = store.sites().await?.with_settings(&config.sites, lang);
    let options = options(args, config, sites)?;
    if let Some(report) = &args.report
        && report.exists()
    {
        bail!("{} is there already; give a name that is free", report.display());
    }
    let bar = ProgressBar::new_spinner();
    let mut progress = |stage: ImportStage| {
        bar.set_message(match stage {
            ImportStage::Reading(comments) => format!("reading: {comments} comments"),
            ImportStage::Planning => "planning".to_owned(),
            ImportStage::Writing => "writing".to_owned(),
        });
        bar.tick();
    };
    let outcome = tokio::select! {
        outcome = import::import(store, file.to_owned(), &options, CLOCK.now(), &mut progress) => {
            outcome
        }
        () = stopped() => bail!("stopped; the board is as it was"),
    };
    bar.finish_and_clear();
    let mut report = outcome.map_err(|error| refusal(file, error))?;
    print(&mut report, args.dry_run).await?;
    if let Some(path) = &args.report {
        write(&mut report, path).await?;
        println!("The whole report is in {}.", path.display());
    }
    Ok(())
}

/// Returns the first option that is given and has no meaning for the export of a board.
fn idle_option(args: &ImportArgs) -> Option<&'static str> {
    let given = [
        ("--base", args.base.is_some()),
        ("--map", args.map.is_some()),
        ("--make-articles", args.make_articles),
        ("--zone", args.zone.is_some()),
        ("--encoding", args.encoding.is_some()),
        ("--media", args.media.is_some()),
        ("--members", args.members),
        ("--with-removed", args.with_removed),
        ("--skip-broken", args.skip_broken),
        ("--report", args.report.is_some()),
    ];
    given.into_iter().find(|(_, is_given)| *is_given).map(|(option, _)| option)
}

fn options(args: &ImportArgs, config: &Config, sites: Sites) -> Result<ImportOptions> {
    let zone = match &args.zone {
        Some(zone) => TimeZone::get(zone)
            .map_err(|_| anyhow!("--zone {zone}: there is no such zone; an example is UTC"))?,
        None => config.board.timezone.clone(),
    };
    let public_url = Url::parse(&config.public_url).context("the public URL is no address")?;
    let map = match &args.map {
        Some(path) => {
            let table =
                File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
            let bases = Bases { old: args.base.as_ref(), board: &public_url };
            Map::read(table, bases).map_err(|error| refusal(path, error.into()))?
        }
        None => Map::default(),
    };
    if let Some(media) = &args.media
        && !media.is_dir()
    {
        bail!("{} is no folder; name the one with the files of the pictures", media.display());
    }
    Ok(ImportOptions {
        format: args.from,
        read: ReadOptions {
            base: args.base.clone(),
            zone,
            encoding: args.encoding.clone(),
            skip_broken: args.skip_broken,
        },
        dry_run: args.dry_run,
        make_articles: args.make_articles,
        members: args.members,
        with_removed: args.with_removed,
        map,
        media: args.media.clone(),
        account: None,
        public_url,
        sites,
        anonymous: config.board.lang.say("import-anonymous"),
        folder: config.data.clone(),
    })
}

/// Returns the error of a command with the file, the place, what is wrong and what to do.
pub(super) fn refusal(file: &Path, error: ImportError) -> anyhow::Error {
    let file = file.display();
    match error {
        ImportError::File(ReadError { place, problem }) => {
            let problem = Lang::En.tell(&problem);
            match place {
                Place::File => anyhow!("{file}: {problem}"),
                Place::Byte(byte) => anyhow!("{file}, byte {byte}: {problem}"),
                Place::Line(line) => anyhow!("{file}, line {line}: {problem}"),
            }
        }
        ImportError::Board(crate::error::Error::Busy) => anyhow!(
            "the board was changed meanwhile, or is busy; nothing was imported, so run the same \
             command again"
        ),
        ImportError::Board(error) => anyhow::Error::new(error).context("nothing was imported"),
    }
}

/// Prints a report.
async fn print(report: &mut Report, dry_run: bool) -> Result<()> {
    let t = Lang::En;
    for line in report.counts.summary(t) {
        println!("{line}");
    }
    let counts = report.counts.clone();
    for list in counts.lists() {
        println!("\n{}", t.say(list.label));
        let lines = report.lines(list.kind, list.code, 0, LINES).await?;
        for (_, line) in lines.iter().take(PRINTED) {
            println!("  {}", line.told(t));
        }
        if lines.len() > PRINTED {
            println!("  {}", t.say("import-more"));
        }
    }
    println!();
    match (report.run, dry_run) {
        (Some(run), _) => {
            println!("{}", t.with("import-done", &[("run", run.into())]));
        }
        (None, true) => println!("{}", t.say("import-dry-run")),
        (None, false) => println!("{}", t.say("import-nothing")),
    }
    Ok(())
}

/// Writes the whole report to a new file.
async fn write(report: &mut Report, path: &Path) -> Result<()> {
    let file =
        File::create_new(path).with_context(|| format!("{} could not be made", path.display()))?;
    let mut file = BufWriter::new(file);
    let mut at = Some(ReportPart::Summary);
    while let Some(part) = at {
        let (text, next) = report.text(Lang::En, part).await?;
        file.write_all(text.as_bytes())?;
        at = next;
    }
    Ok(file.flush()?)
}

async fn undo(store: &Store, run: i64) -> Result<()> {
    let t = Lang::En;
    match store.undo_import(run, None, CLOCK.now()).await? {
        Undone::Done => println!("{}", t.with("import-undone", &[("run", run.into())])),
        Undone::Unknown => bail!("there is no import {run}, or it was undone before"),
        Undone::Built(upon) => bail!("{}", t.say(import::obstacle(upon))),
    }
    Ok(())
}
