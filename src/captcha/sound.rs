//! Audio captcha: silence, a lead-in, then six digits, each by another voice, over babble made of
//! the same voices.
//!
//! It is made to be understood by people with impaired hearing: the babble is soft and steady, and
//! contains no words. A program recognizes such digits as well (`benches/attack/sound.py`), as it
//! does pictures. All sounds have the same length.

use std::io::Cursor;
use std::ops::Range;

use anyhow::{Context, ensure};
use hound::{SampleFormat, WavSpec, WavWriter};
use rand::RngExt;
use rand::rngs::StdRng;

use super::LENGTH;
use super::signal::{self, RATE, seconds};
use super::voices::{Voice, lead, voices};
use crate::locale::Lang;

/// Length of every sound, in samples: thirteen seconds, which leaves time to hear and type six
/// digits, plus one sample.
///
/// The extra sample makes the number of bytes even: an odd number would need a padding byte that
/// not every program expects.
pub const SAMPLES: usize = 13 * RATE as usize + 1;
/// Output format: 8 bits are enough for a sound with babble, at half the size.
const FORMAT: WavSpec = WavSpec {
    channels: 1,
    sample_rate: RATE as u32,
    bits_per_sample: 8,
    sample_format: SampleFormat::Int,
};
/// Silence before the lead-in, in seconds, because players skip the beginning.
const SILENCE: f32 = 0.5;
/// Pause after the lead-in, in seconds.
const PAUSE: f32 = 0.8;
/// Range of playback speed, which changes the pitch too.
const PITCH: Range<f32> = 0.92..1.08;
/// Range of the stretch of a digit after that, at the same pitch.
const STRETCH: Range<f32> = 1.0..1.15;
/// Loudness of a digit, in dB relative to full scale; the whole sound is normalized at the end.
const LOUD: f32 = -20.0;
/// Difference in loudness between digits and babble, in dB.
///
/// People with good hearing understand digits in steady noise down to -9 dB (Smits, Goverts and
/// Festen, 2013); synthetic voices and impaired hearing need far more.
const CLEARANCE: f32 = 10.0;
/// Number of simultaneous fragments in the babble; fewer could be told apart.
const CROWD: usize = 4;
/// Length of a fragment of the babble, in seconds.
const FRAGMENT: Range<f32> = 0.12..0.22;

/// Returns a WAV file of [`SAMPLES`] samples with `answer` spoken.
///
/// Fails if `answer` is not six digits.
pub fn speak(answer: &str, lang: Lang, rng: &mut StdRng) -> anyhow::Result<Vec<u8>> {
    let digits = digits(answer)?;
    let voices = voices(lang);
    let spoken = spoken(&digits, voices, rng);
    let lead_in = lead(lang);
    let begin = seconds(SILENCE) + lead_in.len() + seconds(PAUSE);
    let mut sound = vec![0.0; SAMPLES];
    lay(&mut sound, seconds(SILENCE), lead_in);
    let mut murmur = murmur(SAMPLES - begin + seconds(PAUSE / 2.0), voices, rng);
    signal::set(&mut murmur, LOUD - CLEARANCE);
    signal::faded(&mut murmur, seconds(PAUSE / 2.0));
    lay(&mut sound, begin - seconds(PAUSE / 2.0), &murmur);
    for (digit, start) in spoken.iter().zip(places(&spoken, begin)?) {
        lay(&mut sound, start, digit);
    }
    wav(&sound)
}

/// Mixes a sound into another, from sample `start` on.
fn lay(sound: &mut [f32], start: usize, stretch: &[f32]) {
    for (sample, said) in sound[start..].iter_mut().zip(stretch) {
        *sample += said;
    }
}

fn digits(answer: &str) -> anyhow::Result<Vec<u8>> {
    let digits: Vec<u8> = answer
        .chars()
        .map(|digit| digit.to_digit(10).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()
        .context("a code to speak has a character that is no digit")?;
    ensure!(digits.len() == LENGTH, "a code to speak has {} digits", digits.len());
    Ok(digits)
}

/// Returns the processed recording of each digit, each by another voice than the one before it.
fn spoken(digits: &[u8], voices: &[Voice], rng: &mut StdRng) -> Vec<Vec<f32>> {
    let mut last = voices.len();
    digits
        .iter()
        .map(|digit| {
            last = another(last, voices.len(), rng);
            let mut said = signal::faster(voices[last].says(*digit), rng.random_range(PITCH));
            said = signal::stretched(&said, rng.random_range(STRETCH));
            signal::faded(&mut said, seconds(0.005));
            signal::set(&mut said, LOUD);
            said
        })
        .collect()
}

/// Returns a random index below `of`, other than the last one.
fn another(last: usize, of: usize, rng: &mut StdRng) -> usize {
    if last >= of { rng.random_range(0..of) } else { (last + rng.random_range(1..of)) % of }
}

/// Returns the start of each digit: as far apart as the time allows, for people who type while
/// listening.
fn places(spoken: &[Vec<f32>], begin: usize) -> anyhow::Result<Vec<usize>> {
    let taken: usize = begin + spoken.iter().map(Vec::len).sum::<usize>();
    let free = SAMPLES.checked_sub(taken).context("six digits take longer than a sound")?;
    let gap = free / spoken.len().max(1);
    let mut next = begin;
    let place = |digit: &Vec<f32>| {
        let place = next;
        next += digit.len() + gap;
        place
    };
    Ok(spoken.iter().map(place).collect())
}

/// Returns babble: fragments of recordings in sequence, several at once, half of them backwards, so
/// that it sounds like speech without words.
///
/// The fragments are drawn from all digits, independently of the answer, because missing ones would
/// reveal it.
fn murmur(length: usize, voices: &[Voice], rng: &mut StdRng) -> Vec<f32> {
    let mut sound = vec![0.0; length];
    for _ in 0..CROWD {
        let mut end = 0;
        while end < length {
            let piece = fragment(voices, rng);
            let begin = end - end.min(piece.len() / 4);
            lay(&mut sound, begin, &piece);
            end = begin + piece.len();
        }
    }
    sound
}

/// Returns a fragment of a recording, too short to be understood.
fn fragment(voices: &[Voice], rng: &mut StdRng) -> Vec<f32> {
    let said = voices[rng.random_range(0..voices.len())].says(rng.random_range(0..10));
    let length = seconds(rng.random_range(FRAGMENT)).min(said.len() / 2);
    let start = rng.random_range(0..=said.len() - length);
    let mut piece = said[start..start + length].to_vec();
    if rng.random() {
        piece.reverse();
    }
    let over = piece.len() / 4;
    signal::faded(&mut piece, over);
    signal::set(&mut piece, LOUD);
    piece
}

/// Returns the WAV file, normalized to full scale.
fn wav(sound: &[f32]) -> anyhow::Result<Vec<u8>> {
    let peak = sound.iter().fold(1e-3, |peak: f32, sample| peak.max(sample.abs()));
    let mut file = Cursor::new(Vec::with_capacity(SAMPLES + 64));
    let mut writer = WavWriter::new(&mut file, FORMAT)?;
    for sample in sound {
        #[expect(clippy::cast_possible_truncation, reason = "between -127 and 127")]
        writer.write_sample((sample / peak * 127.0).round() as i8)?;
    }
    writer.finalize().context("the sound of a code could not be written")?;
    Ok(file.into_inner())
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::super::signal::{decibel, loudness, ratio};
    use super::*;

    fn sound(answer: &str, lang: Lang, chance: u64) -> Vec<u8> {
        speak(answer, lang, &mut StdRng::seed_from_u64(chance)).unwrap()
    }

    #[test]
    fn every_code_in_either_language_is_as_long_and_as_large() {
        for lang in [Lang::Nl, Lang::En] {
            for (chance, answer) in ["012345", "678901", "888888", "111111"].into_iter().enumerate()
            {
                let file = sound(answer, lang, chance as u64);
                assert_eq!(file.len(), SAMPLES + 44, "{answer}");
                let reader = hound::WavReader::new(Cursor::new(file)).unwrap();
                assert_eq!(reader.spec(), FORMAT);
                assert_eq!(reader.duration() as usize, SAMPLES);
            }
        }
    }

    #[test]
    fn the_same_chance_speaks_the_same_and_another_never_does() {
        assert_eq!(sound("012345", Lang::Nl, 1), sound("012345", Lang::Nl, 1));
        assert_ne!(sound("012345", Lang::Nl, 1), sound("012345", Lang::Nl, 2));
        assert_ne!(sound("012345", Lang::Nl, 1), sound("012345", Lang::En, 1));
    }

    #[test]
    fn what_is_not_six_digits_is_an_error() {
        for answer in ["", "12345", "1234567", "12345x", "12 456", "١٢٣٤٥٦"] {
            assert!(speak(answer, Lang::Nl, &mut StdRng::seed_from_u64(1)).is_err(), "{answer}");
        }
    }

    #[test]
    fn no_voice_speaks_twice_in_a_row() {
        let mut rng = StdRng::seed_from_u64(1);
        for last in 0..6 {
            assert!((0..100).all(|_| another(last, 6, &mut rng) != last));
        }
    }

    #[test]
    fn a_code_begins_with_silence_and_words_and_its_digits_stand_out() {
        for lang in [Lang::Nl, Lang::En] {
            for chance in 0..20 {
                let mut rng = StdRng::seed_from_u64(chance);
                let spoken = spoken(&[8, 0, 8, 9, 2, 8], voices(lang), &mut rng);
                let begin = seconds(SILENCE + PAUSE) + lead(lang).len();
                let mut free = begin;
                for (digit, start) in spoken.iter().zip(places(&spoken, begin).unwrap()) {
                    assert!(start == begin || start >= free + seconds(0.6), "{start} {free}");
                    free = start + digit.len();
                }
                assert!(free <= SAMPLES);
                let mut noise = murmur(SAMPLES, voices(lang), &mut rng);
                signal::set(&mut noise, LOUD - CLEARANCE);
                // The loudness is steady: no word is louder than the rest.
                for part in noise[seconds(0.2)..].chunks_exact(seconds(0.25)) {
                    let above = decibel(loudness(part) / ratio(LOUD - CLEARANCE));
                    assert!((-6.0..=5.0).contains(&above), "{above} dB");
                }
            }
            let file = sound("808928", lang, 1);
            assert!(file[44..44 + seconds(SILENCE)].iter().all(|sample| *sample == 128));
        }
    }
}
