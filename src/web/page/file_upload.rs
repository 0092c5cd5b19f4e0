//! Form with files of any kind, which are written to a folder while they arrive.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use axum::body::Bytes;
use axum::extract::Request;
use tokio::sync::mpsc;

use super::unsent::{Copied, FormCopy, TypedParts};
use super::upload::{FIELDS_MAX, Stopped, kind_of, patiently};
use crate::error::{Error, Result};

/// Number of chunks that wait to be written at most.
const WAITING: usize = 16;

/// Number of characters of a file name that are kept: with four bytes each they are a valid name.
const NAME_MAX: usize = 60;

/// Fields and files of a form.
#[derive(Debug, Default)]
pub struct FileUpload {
    fields: HashMap<String, String>,
    files: HashMap<String, SavedFile>,
    /// True if the form or a file is larger than the limit; the file is then incomplete.
    pub too_large: bool,
}

/// File of a form that was written to a folder.
#[derive(Clone, Debug)]
pub struct SavedFile {
    /// Name it had on the sender's machine, without a path.
    pub name: String,
    /// Path.
    pub path: PathBuf,
}

impl FileUpload {
    /// Writes the files of a form to a folder, each under the name of its field.
    ///
    /// # Errors
    ///
    /// [`Error::Slow`] if it arrived too slowly, [`Error::Invalid`] if it is no such form,
    /// [`Error::Internal`] if the disk is full.
    pub async fn receive(request: Request, folder: &Path, most: usize) -> Result<Self> {
        let boundary = multer::parse_boundary(kind_of(&request))
            .map_err(|_| Error::Invalid("error-form".into()))?;
        let copy = FormCopy::of(&request);
        let mut form = multer::Multipart::new(patiently(request.into_body(), most), boundary);
        let (mut upload, mut typed, mut room) =
            (Self::default(), TypedParts::default(), FIELDS_MAX);
        let received = upload.take_parts(&mut form, folder, most, &mut typed, &mut room).await;
        copy.keep(Copied::Parts(typed));
        match received {
            Ok(()) => Ok(upload),
            Err(Part::Broken(error)) => upload.broken_off(error),
            Err(Part::Disk(error)) => Err(anyhow::Error::new(error).context("an upload").into()),
        }
    }

    /// Returns the value of a field without spaces around it, empty if there is none.
    pub fn text(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", |value| value.trim())
    }

    /// Returns the file of a field, if one was chosen.
    pub fn file(&self, name: &str) -> Option<&SavedFile> {
        self.files.get(name)
    }

    async fn take_parts(
        &mut self,
        form: &mut multer::Multipart<'_>,
        folder: &Path,
        most: usize,
        typed: &mut TypedParts,
        room: &mut usize,
    ) -> Result<(), Part> {
        while let Some(mut field) = form.next_field().await? {
            let name = field.name().unwrap_or_default().to_owned();
            let Some(file_name) = field.file_name().map(last_part) else {
                let mut bytes = Vec::new();
                while let Some(chunk) = field.chunk().await? {
                    if bytes.len() + chunk.len() > *room {
                        self.too_large = true;
                        return Ok(());
                    }
                    bytes.extend_from_slice(&chunk);
                }
                *room -= bytes.len();
                let text = String::from_utf8_lossy(&bytes).replace('\0', "\u{FFFD}");
                typed.fields.push((name.clone(), text.clone()));
                self.fields.entry(name).or_insert(text);
                continue;
            };
            // The name of a field is one of the form, but anybody can send another.
            if !name.bytes().all(|byte| byte.is_ascii_lowercase()) || self.files.contains_key(&name)
            {
                return Err(Part::Broken(multer::Error::IncompleteFieldData { field_name: None }));
            }
            let path = folder.join(&name);
            let length = write(&mut field, &path, most).await?;
            match length {
                None => {
                    self.too_large = true;
                    return Ok(());
                }
                // A browser sends an empty file if none was chosen.
                Some(0) if file_name.is_empty() => {}
                Some(_) => {
                    typed.file = Some(name.clone());
                    self.files.insert(name, SavedFile { name: file_name, path });
                }
            }
        }
        Ok(())
    }

    fn broken_off(mut self, error: multer::Error) -> Result<Self> {
        if let multer::Error::StreamReadFailed(cause) = error
            && let Ok(stopped) = cause.downcast::<Stopped>()
        {
            return match *stopped {
                Stopped::TooLong => {
                    self.too_large = true;
                    Ok(self)
                }
                Stopped::Broken(error) => Err(error),
            };
        }
        Err(Error::Invalid("error-form".into()))
    }
}

/// Reason for which a form was not received.
enum Part {
    Broken(multer::Error),
    Disk(io::Error),
}

impl From<multer::Error> for Part {
    fn from(error: multer::Error) -> Self {
        Self::Broken(error)
    }
}

/// Writes a file while it arrives; returns its length, or `None` if it is longer than `most`.
async fn write(
    field: &mut multer::Field<'_>,
    path: &Path,
    most: usize,
) -> Result<Option<usize>, Part> {
    let (sender, mut received) = mpsc::channel::<Bytes>(WAITING);
    let path = path.to_owned();
    let writing = tokio::task::spawn_blocking(move || {
        let mut file = File::create_new(path)?;
        while let Some(chunk) = received.blocking_recv() {
            file.write_all(&chunk)?;
        }
        Ok(())
    });
    let mut length = 0;
    while let Some(chunk) = field.chunk().await? {
        length += chunk.len();
        if length > most || sender.send(chunk).await.is_err() {
            break;
        }
    }
    drop(sender);
    writing.await.map_err(io::Error::other).flatten().map_err(Part::Disk)?;
    Ok((length <= most).then_some(length))
}

/// Returns the last part of a file name, which some browsers send with its path.
fn last_part(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|character| !character.is_control()).take(NAME_MAX).collect()
}
