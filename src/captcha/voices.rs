//! Recordings of spoken digits, embedded in the binary, by language and voice.
//!
//! `assets/voices/README.md` gives their sources and explains how to add more.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use anyhow::{Context, ensure};
use hound::{SampleFormat, WavReader, WavSpec};
use rust_embed::Embed;

use super::signal::RATE;
use crate::locale::Lang;

/// Format of every recording: mono, 16 bits.
const FORMAT: WavSpec = WavSpec {
    channels: 1,
    sample_rate: RATE as u32,
    bits_per_sample: 16,
    sample_format: SampleFormat::Int,
};

/// Length of a recording, in samples: long enough to cut fragments from, and short enough that the
/// six longest fit in one sound at the largest stretch.
const LENGTH: RangeInclusive<usize> = 2_000..=8_000;

#[derive(Embed)]
#[folder = "assets/voices/"]
struct Files;

/// Speaker: the digits 0 to 9 as samples from -1 to 1, all at the same loudness.
pub struct Voice {
    digits: [Vec<f32>; 10],
}

impl Voice {
    /// Returns the recording of a digit; an empty slice above 9.
    pub fn says(&self, digit: u8) -> &[f32] {
        self.digits.get(usize::from(digit)).map_or(&[], Vec::as_slice)
    }
}

/// Voices of each language, decoded once; about 3 MB.
static VOICES: LazyLock<[Vec<Voice>; 2]> = LazyLock::new(|| {
    [Lang::Nl, Lang::En].map(|lang| {
        decode(lang).expect("the recordings in the binary are whole: a test decodes them all")
    })
});

/// Lead-in before the digits, in each language.
static LEADS: LazyLock<[Vec<f32>; 2]> = LazyLock::new(|| {
    [Lang::Nl, Lang::En].map(|lang| {
        lead_of(lang).expect("the recordings in the binary are whole: a test decodes them all")
    })
});

/// Returns the lead-in before the digits in this language.
pub fn lead(lang: Lang) -> &'static [f32] {
    match lang {
        Lang::Nl | Lang::NlFormal => &LEADS[0],
        Lang::En => &LEADS[1],
    }
}

fn lead_of(lang: Lang) -> anyhow::Result<Vec<f32>> {
    let path = format!("{}/lead.wav", lang.code());
    let file = Files::get(&path).with_context(|| format!("{path} is not there"))?;
    samples(&file.data).with_context(|| format!("{path} cannot be used"))
}

/// Returns the voices of this language, always in the same order.
pub fn voices(lang: Lang) -> &'static [Voice] {
    match lang {
        Lang::Nl | Lang::NlFormal => &VOICES[0],
        Lang::En => &VOICES[1],
    }
}

fn decode(lang: Lang) -> anyhow::Result<Vec<Voice>> {
    let mut folders: BTreeMap<String, [Vec<f32>; 10]> = BTreeMap::new();
    for path in Files::iter() {
        let Some((folder, digit)) =
            path.strip_prefix(&format!("{}/", lang.code())).and_then(|rest| rest.split_once('/'))
        else {
            continue;
        };
        let digit: usize = digit
            .trim_end_matches(".wav")
            .parse()
            .with_context(|| format!("{path} is not named after a digit"))?;
        let file = Files::get(&path).with_context(|| format!("{path} is not there"))?;
        let samples = samples(&file.data).with_context(|| format!("{path} cannot be used"))?;
        let digits = folders.entry(folder.to_owned()).or_default();
        *digits.get_mut(digit).with_context(|| format!("{path} is not one of ten digits"))? =
            samples;
    }
    for (folder, digits) in &folders {
        ensure!(
            digits.iter().all(|samples| LENGTH.contains(&samples.len())),
            "{folder} lacks a digit, or one is too short or long"
        );
    }
    ensure!(folders.len() > 1, "one voice is not enough to take turns");
    Ok(folders.into_values().map(|digits| Voice { digits }).collect())
}

fn samples(file: &[u8]) -> anyhow::Result<Vec<f32>> {
    let reader = WavReader::new(Cursor::new(file))?;
    ensure!(reader.spec() == FORMAT, "it is not mono, 16 bits, {RATE} Hz");
    Ok(reader
        .into_samples::<i16>()
        .map(|sample| sample.map(|sample| f32::from(sample) / 32_768.0))
        .collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::super::signal::{decibel, loudness};
    use super::*;

    #[test]
    fn both_languages_have_voices_enough() {
        for lang in [Lang::Nl, Lang::En] {
            let voices = decode(lang).unwrap();
            assert!(voices.len() >= 6, "{} voices in {}", voices.len(), lang.code());
        }
    }

    #[test]
    fn recordings_are_as_loud_as_the_readme_asks() {
        for voice in voices(Lang::Nl).iter().chain(voices(Lang::En)) {
            for digit in 0..10 {
                let said = voice.says(digit);
                let loud = decibel(loudness(said));
                assert!((-22.0..-18.0).contains(&loud), "{digit} is at {loud} dB");
                assert!(said.iter().all(|sample| sample.abs() < 0.99), "{digit} is clipped");
            }
            assert!(voice.says(10).is_empty());
        }
    }

    #[test]
    fn another_format_is_refused() {
        let mut file = Cursor::new(Vec::new());
        let mut writer =
            hound::WavWriter::new(&mut file, WavSpec { sample_rate: 8_000, ..FORMAT }).unwrap();
        writer.write_sample(1_i16).unwrap();
        writer.finalize().unwrap();
        assert!(samples(file.get_ref()).is_err());
        assert!(samples(b"no recording").is_err());
    }
}
