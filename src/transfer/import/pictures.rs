//! Pictures of new articles, taken from the files in a folder.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

use percent_encoding::percent_decode_str;

use super::ImportOptions;
use super::contents::addresses_in;
use crate::error::Result;
use crate::import::record::{About, Article};
use crate::picture::{ALT_MAX, ProcessedImage, Purpose, process};
use crate::store::Store;
use crate::store::imports::{StagedPicture, Staging};

/// Greatest size of a file in bytes, as for a picture that is sent to the board.
const FILE_MAX: u64 = 10 << 20;

/// Finds the files of the pictures that new articles may show, and makes their sizes.
pub(super) async fn plan(
    store: &Store,
    staging: &mut Staging,
    options: &ImportOptions,
    base: Option<&url::Url>,
    origin: Option<i64>,
) -> Result<()> {
    let Some(media) = &options.media else { return Ok(()) };
    find_in_texts(staging, base).await?;
    let mut after = 0;
    loop {
        let pictures = staging.next_pictures(after).await?;
        let Some(last) = pictures.last() else { return Ok(()) };
        after = last.id;
        let keys: Vec<String> = pictures.iter().map(|picture| picture.key.clone()).collect();
        let known = match origin {
            Some(origin) => store.imported(origin, "picture", &keys).await?,
            None => HashMap::new(),
        };
        for picture in pictures {
            if let Some(there) = known.get(&picture.key) {
                staging.set_picture_there(picture.id, *there).await?;
                continue;
            }
            let Some(file) = picture.path.as_deref().and_then(|path| file_of(media, path)) else {
                continue;
            };
            let what = format!("picture {}", picture.key);
            let Some(made) = read(&file).await? else {
                staging.note(&what, About::Picture.code(), &file.display().to_string()).await?;
                continue;
            };
            if let Some(there) = store.picture_of_origin(&made.origin).await? {
                staging.set_picture_there(picture.id, there).await?;
            } else {
                let alt: String = picture.alt.chars().take(ALT_MAX).collect();
                let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
                // The board has no picture without a text alternative.
                let alt = if alt.trim().is_empty() { name.unwrap_or_default() } else { alt };
                staging.set_picture_files(picture.id, &alt, &made).await?;
            }
        }
    }
}

/// Adds the pictures that the texts of new articles show and the file does not list.
async fn find_in_texts(staging: &mut Staging, base: Option<&url::Url>) -> Result<()> {
    let mut after = 0;
    while let Some(new) = staging.next_content(after).await? {
        after = new.id;
        let Some(article) = &new.article else { continue };
        let article: Article = serde_json::from_str(article).map_err(anyhow::Error::new)?;
        for (host, path) in addresses_in(&article, base) {
            let key = format!("{host}{path}");
            let picture = StagedPicture { key, address: Some((host, path)), ..Default::default() };
            staging.add_picture(&picture).await?;
        }
    }
    Ok(())
}

/// Returns the file of an address within a folder: the longest end of its path that exists there.
fn file_of(media: &Path, path: &str) -> Option<PathBuf> {
    let path = path.split('?').next().unwrap_or_default();
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let is_plain = Path::new(&*path)
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::RootDir));
    if !is_plain {
        return None;
    }
    (0..parts.len())
        .map(|skipped| parts.get(skipped..).unwrap_or_default().iter().collect::<PathBuf>())
        .map(|end| media.join(end))
        .find(|file| std::fs::symlink_metadata(file).is_ok_and(|about| about.is_file()))
}

/// Reads a picture and makes its sizes; `None` if it is none that the board takes.
async fn read(file: &Path) -> Result<Option<ProcessedImage>> {
    let file = file.to_owned();
    let made = tokio::task::spawn_blocking(move || {
        let size = std::fs::metadata(&file).ok()?.len();
        let bytes = (size <= FILE_MAX).then(|| std::fs::read(&file).ok())??;
        process(&bytes, Purpose::Article).ok()
    });
    Ok(made.await.map_err(anyhow::Error::new)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_end_of_a_path_that_exists_is_the_file() {
        let media = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(media.path().join("2023/03")).unwrap();
        std::fs::write(media.path().join("2023/03/boom.jpg"), b"x").unwrap();
        std::fs::write(media.path().join("een boom.jpg"), b"y").unwrap();
        let found = |path| file_of(media.path(), path);
        let file = media.path().join("2023/03/boom.jpg");
        assert_eq!(found("/wp-content/uploads/2023/03/boom.jpg"), Some(file));
        assert_eq!(found("/x/een%20boom.jpg?w=1"), Some(media.path().join("een boom.jpg")));
        assert_eq!(found("/2024/boom.jpg"), None);
        assert_eq!(found("/../een%20boom.jpg"), None);
        assert_eq!(found("/%2e%2e/boom.jpg"), None);
    }
}
