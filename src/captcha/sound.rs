//! The sound of a code: its digits, each by another voice at another pitch and speed, above the murmur of the same voices saying
//! nothing. Every sound is as long as every other, so that neither its length nor its size tells anything.
//!
//! A person hears words and lets the rest be; a program that looks for where it is loud finds the murmur too, which swells between
//! digits and gives way under them. `benches/attack/sound.py` measures how often a simple one gets a code; whoever changes a number
//! here runs it.

use std::io::Cursor;
use std::ops::Range;

use anyhow::{Context, ensure};
use hound::{SampleFormat, WavSpec, WavWriter};
use rand::RngExt;
use rand::rngs::StdRng;

use super::LENGTH;
use super::signal::{self, RATE, as_f32, loudness, ratio, seconds, whole};
use super::voices::{Voice, voices};
use crate::locale::Lang;

/// How long every sound is, in samples: nine seconds, so that six digits have room to be heard and typed one by one; and one sample,
/// as a file with an odd number of bytes needs one more that not every program expects.
pub const SAMPLES: usize = 9 * RATE as usize + 1;
/// What is written: 8 bits are enough under a murmur, and half the bytes.
const FORMAT: WavSpec = WavSpec {
    channels: 1,
    sample_rate: RATE as u32,
    bits_per_sample: 8,
    sample_format: SampleFormat::Int,
};
/// How much slower or faster than recorded a voice is played, its pitch with it.
const PITCH: Range<f32> = 0.8..1.22;
/// How much longer or shorter a digit then becomes at that pitch.
const STRETCH: Range<f32> = 0.85..1.25;
/// How many parts of the spectrum of a voice are raised or lowered.
const BENDS: usize = 3;
/// Where they are, in Hz.
const BEND_AT: Range<f32> = 300.0..3_500.0;
/// By how much they are raised, in dB.
const BEND: Range<f32> = -12.0..12.0;
/// How many echoes a digit has.
const ECHOES: usize = 2;
/// When an echo comes, in seconds.
const ECHO_AFTER: Range<f32> = 0.01..0.07;
/// How loud an echo is, as a share.
const ECHO: Range<f32> = 0.2..0.5;
/// How loud the usual digit is, in dB under full scale; the whole is made as loud as fits at the end.
const USUAL: f32 = -20.0;
/// How far apart in loudness digits are, in dB.
const GAIN: Range<f32> = -3.0..3.0;
/// How far a digit is above the murmur under it, in dB. Good ears follow digits in steady noise down to -9 dB (Smits, Goverts and
/// Festen, 2013); a voice made by a program, among voices, and ears that are not so good need far more.
const CLEARANCE: Range<f32> = 4.0..6.0;
/// How loud the murmur is between digits, in dB against the usual digit: now and then as loud, or loudness would tell where they are.
const SWELL: Range<f32> = -5.0..1.0;
/// Where one swell of the murmur begins after the last, in seconds.
const SWELLS: Range<f32> = 0.15..0.5;
/// The least silence between digits, in seconds.
const GAP: f32 = 0.25;
/// How many fragments sound at once in the murmur: fewer can be told apart, more become a hiss that is easily filtered out.
const CROWD: usize = 3;
/// How long a fragment of the murmur is, in seconds.
const FRAGMENT: Range<f32> = 0.18..0.38;
/// How far apart in loudness fragments are, in dB.
const FRAGMENT_GAIN: Range<f32> = -6.0..6.0;
/// How often a fragment is played backwards: not always, as programs learn what backwards sounds like.
const BACKWARDS: f64 = 0.5;
/// How much slower or faster than recorded a fragment is played: much as digits are, or pitch would tell them apart.
const FRAGMENT_PITCH: Range<f32> = 0.8..1.25;

/// A WAV of [`SAMPLES`] in which `answer`, six digits, is spoken.
pub fn speak(answer: &str, lang: Lang, rng: &mut StdRng) -> anyhow::Result<Vec<u8>> {
    let digits = digits(answer)?;
    let voices = voices(lang);
    let spoken = spoken(&digits, voices, rng);
    let places = lay_out(&spoken, rng);
    // The murmur is drawn from all digits, whatever the answer is: what it lacks would tell what the answer has.
    let mut sound = murmur(voices, rng);
    let level = levels(&sound, &spoken, &places, rng);
    for (sample, level) in sound.iter_mut().zip(level) {
        *sample *= level;
    }
    for (digit, start) in spoken.iter().zip(places) {
        for (sample, said) in sound[start..].iter_mut().zip(digit) {
            *sample += said;
        }
    }
    wav(&sound)
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

/// Each digit by another voice than the one before it, as it will sound.
fn spoken(digits: &[u8], voices: &[Voice], rng: &mut StdRng) -> Vec<Vec<f32>> {
    let mut last = voices.len();
    digits
        .iter()
        .map(|digit| {
            last = another(last, voices.len(), rng);
            let mut said = signal::faster(voices[last].says(*digit), rng.random_range(PITCH));
            said = signal::stretched(&said, rng.random_range(STRETCH));
            colour(&mut said, rng);
            for _ in 0..ECHOES {
                signal::echoed(
                    &mut said,
                    seconds(rng.random_range(ECHO_AFTER)),
                    rng.random_range(ECHO),
                );
            }
            signal::faded(&mut said, seconds(0.005));
            signal::set(&mut said, USUAL + rng.random_range(GAIN));
            said
        })
        .collect()
}

/// One of so many, but not the last one.
fn another(last: usize, of: usize, rng: &mut StdRng) -> usize {
    if last >= of { rng.random_range(0..of) } else { (last + rng.random_range(1..of)) % of }
}

/// A telephone, a thick door, a bathroom: filters that people hear through.
fn colour(samples: &mut [f32], rng: &mut StdRng) {
    if rng.random() {
        signal::duller(samples, rng.random_range(1_500.0..4_500.0));
    } else {
        signal::thinner(samples, rng.random_range(60.0..500.0));
    }
    for _ in 0..BENDS {
        signal::bent(samples, rng.random_range(BEND_AT), rng.random_range(BEND));
    }
}

/// Where each digit begins: the time that is free is shared out by chance before, between and after them.
fn lay_out(spoken: &[Vec<f32>], rng: &mut StdRng) -> Vec<usize> {
    let gap = seconds(GAP);
    let taken: usize = spoken.iter().map(|digit| digit.len() + gap).sum::<usize>() + gap;
    let free = as_f32(SAMPLES.saturating_sub(taken));
    let shares: Vec<f32> = (0..=spoken.len()).map(|_| rng.random_range(0.2..1.0)).collect();
    let total: f32 = shares.iter().sum();
    let mut start = 0;
    spoken
        .iter()
        .zip(shares)
        .map(|(digit, share)| {
            let place = start + gap + whole(free * share / total);
            start = place + digit.len();
            place
        })
        .collect()
}

/// Pieces of recordings from start to end, several at once, backwards or at another pitch: speech, but no words.
fn murmur(voices: &[Voice], rng: &mut StdRng) -> Vec<f32> {
    let mut sound = vec![0.0; SAMPLES];
    for _ in 0..CROWD {
        // Everybody has begun before the sound does, or all would begin at once.
        let mut end = 0;
        while end < SAMPLES {
            let piece = fragment(voices, rng);
            let overlap = piece.len() / 4;
            let begin = end.saturating_sub(overlap);
            let skip = if end == 0 { rng.random_range(0..piece.len() / 2) } else { 0 };
            for (sample, said) in sound[begin..].iter_mut().zip(&piece[skip..]) {
                *sample += said;
            }
            end = begin + piece.len() - skip;
        }
    }
    sound
}

/// A piece of a recording that is no word any more.
fn fragment(voices: &[Voice], rng: &mut StdRng) -> Vec<f32> {
    let said = voices[rng.random_range(0..voices.len())].says(rng.random_range(0..10));
    let backwards = rng.random_bool(BACKWARDS);
    // Half a word is not taken for a word; backwards none is.
    let most = if backwards { said.len() } else { said.len() * 3 / 5 };
    let length = seconds(rng.random_range(FRAGMENT)).min(most);
    let start = rng.random_range(0..=said.len() - length);
    let mut piece = signal::faster(&said[start..start + length], rng.random_range(FRAGMENT_PITCH));
    if backwards {
        piece.reverse();
    }
    colour(&mut piece, rng);
    let over = piece.len() / 4;
    signal::faded(&mut piece, over);
    signal::set(&mut piece, USUAL + rng.random_range(FRAGMENT_GAIN));
    piece
}

/// By how much to multiply each sample of the murmur: under a digit as its clearance asks, elsewhere swelling and falling.
fn levels(murmur: &[f32], spoken: &[Vec<f32>], places: &[usize], rng: &mut StdRng) -> Vec<f32> {
    let usual = loudness(murmur).max(1e-3);
    let mut points = Vec::new();
    let mut busy = 0;
    for (digit, &start) in spoken.iter().zip(places) {
        swell(busy, start, usual, &mut points, rng);
        let end = start + digit.len();
        let under = loudness(&murmur[start..end]).max(usual / 4.0);
        let level = loudness(digit) / ratio(rng.random_range(CLEARANCE)) / under;
        points.extend([(start, level), (end, level)]);
        busy = end;
    }
    swell(busy, SAMPLES, usual, &mut points, rng);
    between(&points)
}

/// Points of the curve of loudness from one place to another.
fn swell(from: usize, to: usize, usual: f32, points: &mut Vec<(usize, f32)>, rng: &mut StdRng) {
    let margin = seconds(0.04);
    let mut at = if from == 0 { 0 } else { from + margin };
    while at + margin <= to {
        points.push((at, ratio(USUAL + rng.random_range(SWELL)) / usual));
        at += seconds(rng.random_range(SWELLS));
    }
}

/// A level for every sample: straight lines from point to point.
fn between(points: &[(usize, f32)]) -> Vec<f32> {
    let mut levels = Vec::with_capacity(SAMPLES);
    for pair in points.windows(2) {
        let ((from, low), (to, high)) = (pair[0], pair[1]);
        levels.extend(
            (from..to).map(|at| low + (high - low) * as_f32(at - from) / as_f32(to - from)),
        );
    }
    let last = points.last().map_or(0.0, |(_, level)| *level);
    levels.resize(SAMPLES, last);
    levels
}

/// The file, as loud as fits.
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

    use super::super::signal::decibel;
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
    fn digits_keep_apart_and_stand_out_from_a_murmur_that_never_stops() {
        for chance in 0..20 {
            let mut rng = StdRng::seed_from_u64(chance);
            let voices = voices(Lang::Nl);
            let spoken = spoken(&[8, 0, 8, 9, 2, 8], voices, &mut rng);
            let places = lay_out(&spoken, &mut rng);
            let mut sound = murmur(voices, &mut rng);
            let levels = levels(&sound, &spoken, &places, &mut rng);
            sound.iter_mut().zip(levels).for_each(|(sample, level)| *sample *= level);
            let mut free = 0;
            for (digit, start) in spoken.iter().zip(places) {
                assert!(start >= free + seconds(GAP) - 1);
                free = start + digit.len();
                let above = decibel(loudness(digit) / loudness(&sound[start..free]));
                assert!((3.5..=6.5).contains(&above), "{above} dB");
            }
            assert!(free + seconds(GAP) <= SAMPLES);
            assert!(sound.chunks_exact(seconds(0.25)).all(|part| loudness(part) > ratio(-40.0)));
        }
    }
}
