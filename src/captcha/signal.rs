//! Signal processing of sounds: pitch, length, loudness.
//!
//! Samples are from -1 to 1.

use std::f32::consts::TAU;

/// Sample rate in hertz, of recordings and of output: enough to tell digits apart, a quarter of
/// that of music.
pub const RATE: u16 = 11_025;
/// Window length of [`stretched`], in samples: 29 ms, two periods of the lowest voice.
const WINDOW: usize = 320;
/// Distance between two windows in the output, in samples.
const HOP: usize = WINDOW / 2;
/// Maximum shift in either direction of a window that continues the last one, in samples: half a
/// period of a voice of 110 Hz.
const SEARCH: usize = 50;

/// Converts a count to a float.
///
/// This is exact, because no sound is longer than a minute.
#[expect(clippy::cast_precision_loss, reason = "far below two to the power 24")]
pub fn as_f32(count: usize) -> f32 {
    count as f32
}

/// Converts to a whole number of samples, rounded towards zero; a negative number becomes 0.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sounds last seconds, and `as` ends at zero"
)]
pub fn whole(count: f32) -> usize {
    count as usize
}

/// Returns the number of samples in `time` seconds.
pub fn seconds(time: f32) -> usize {
    whole(time * f32::from(RATE))
}

/// Returns the root mean square.
pub fn loudness(samples: &[f32]) -> f32 {
    (samples.iter().map(|sample| sample * sample).sum::<f32>() / as_f32(samples.len().max(1)))
        .sqrt()
}

/// Scales samples to a loudness of `loud` dB relative to full scale.
pub fn set(samples: &mut [f32], loud: f32) {
    let gain = ratio(loud) / loudness(samples).max(1e-3);
    for sample in samples {
        *sample *= gain;
    }
}

/// Returns a ratio of amplitudes in decibels.
#[cfg(test)]
pub fn decibel(ratio: f32) -> f32 {
    20.0 * ratio.log10()
}

/// Returns a number of decibels as a ratio of amplitudes.
pub fn ratio(decibel: f32) -> f32 {
    10.0_f32.powf(decibel / 20.0)
}

/// Resamples a sound to play `by` times as fast, which raises its pitch and shortens it by the same
/// factor.
pub fn faster(samples: &[f32], by: f32) -> Vec<f32> {
    let at = |index: usize, off: usize| {
        (index + off).checked_sub(1).and_then(|index| samples.get(index)).copied().unwrap_or(0.0)
    };
    (0..whole(as_f32(samples.len()) / by))
        .map(|step| {
            let place = as_f32(step) * by;
            let index = whole(place);
            let past = place - as_f32(index);
            // Catmull-Rom spline through four neighbours; linear interpolation would dull the
            // consonants.
            let [a, b, c, d] = [0, 1, 2, 3].map(|off| at(index, off));
            b + 0.5
                * past
                * (c - a
                    + past * (2.0 * a - 5.0 * b + 4.0 * c - d + past * (3.0 * (b - c) + d - a)))
        })
        .collect()
}

/// Makes a sound `by` times as long at the same pitch.
///
/// Windows are laid closer together or further apart, each taken from where it continues the last
/// one best (WSOLA: Verhelst and Roelands, 1993). A sound shorter than two windows is resampled
/// instead, which changes its pitch.
pub fn stretched(samples: &[f32], by: f32) -> Vec<f32> {
    let mut result = vec![0.0; whole(as_f32(samples.len()) * by)];
    if samples.len() < 2 * WINDOW {
        return faster(samples, 1.0 / by);
    }
    let last = samples.len() - WINDOW;
    let mut from = 0;
    for start in (0..result.len()).step_by(HOP) {
        if start > 0 {
            let wanted = whole(as_f32(start) / by).min(last);
            let follows = (from + HOP).min(last);
            from = most_alike(
                samples,
                follows,
                wanted.saturating_sub(SEARCH)..=(wanted + SEARCH).min(last),
            );
        }
        for (step, out) in result[start..].iter_mut().take(WINDOW).enumerate() {
            // The first window begins at full amplitude, because no window overlaps its first half.
            let weight = if start == 0 && step < HOP {
                1.0
            } else {
                0.5 - 0.5 * (TAU * as_f32(step) / as_f32(WINDOW)).cos()
            };
            *out += weight * samples[from + step];
        }
    }
    result
}

/// Returns the position in a range at which a window begins that is most similar to the one at
/// `model`.
fn most_alike(samples: &[f32], model: usize, range: std::ops::RangeInclusive<usize>) -> usize {
    let model = &samples[model..model + HOP];
    let likeness = |start: usize| {
        let window = &samples[start..start + HOP];
        let product: f32 = model.iter().zip(window).map(|(a, b)| a * b).sum();
        product / (loudness(window) + 1e-6)
    };
    let first = *range.start();
    range
        .map(|start| (start, likeness(start)))
        .fold((first, f32::MIN), |best, next| if next.1 > best.1 { next } else { best })
        .0
}

/// Fades a sound in and out over so many samples, so that a fragment does not click.
pub fn faded(samples: &mut [f32], over: usize) {
    let over = over.min(samples.len() / 2);
    let end = samples.len();
    for step in 0..over {
        let weight = as_f32(step) / as_f32(over);
        samples[step] *= weight;
        samples[end - 1 - step] *= weight;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a tone of 220 Hz that lasts one second.
    fn tone() -> Vec<f32> {
        (0..seconds(1.0)).map(|at| (TAU * 220.0 * as_f32(at) / f32::from(RATE)).sin()).collect()
    }

    /// Returns the number of upward zero crossings: the frequency times the duration in seconds.
    fn periods(samples: &[f32]) -> usize {
        samples.windows(2).filter(|pair| pair[0] < 0.0 && pair[1] >= 0.0).count()
    }

    #[test]
    fn faster_is_higher_and_stretched_is_not() {
        let fast = faster(&tone(), 1.1);
        assert_eq!(fast.len(), seconds(1.0 / 1.1));
        assert!((218..=221).contains(&periods(&fast)), "{}", periods(&fast));
        let long = stretched(&tone(), 1.1);
        assert_eq!(long.len(), seconds(1.1));
        assert!((238..=243).contains(&periods(&long)), "{}", periods(&long));
        assert!((decibel(loudness(&long) / loudness(&tone()))).abs() < 0.5);
    }

    #[test]
    fn next_to_nothing_can_be_changed_too() {
        assert!(faster(&[], 1.1).is_empty());
        assert!(stretched(&[], 1.1).is_empty());
        faded(&mut [0.5], 40);
    }
}
