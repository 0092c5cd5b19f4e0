//! What can be done to a stretch of sound: another pitch, another length. Samples are from -1 to 1; which
//! stretch and how much is for others to say.

use std::f32::consts::TAU;

/// Samples a second, of recordings and of what is made of them: enough to tell digits apart, a quarter of what music takes.
pub const RATE: u16 = 11_025;
/// A window of [`stretched`], in samples: 29 ms, two periods of the lowest voice.
const WINDOW: usize = 320;
/// How far the windows of the result are apart.
const HOP: usize = WINDOW / 2;
/// How far to either side a window is looked for that continues the last: one period of a voice of 110 Hz.
const SEARCH: usize = 50;

/// So many samples or parts of samples as a number to reckon with; exact, as no sound here is longer than a minute.
#[expect(clippy::cast_precision_loss, reason = "far below two to the power 24")]
pub fn as_f32(count: usize) -> f32 {
    count as f32
}

/// So many whole samples; less than none is none.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sounds last seconds, and `as` ends at zero"
)]
pub fn whole(count: f32) -> usize {
    count as usize
}

/// The samples in so many seconds.
pub fn seconds(time: f32) -> usize {
    whole(time * f32::from(RATE))
}

/// Root mean square.
pub fn loudness(samples: &[f32]) -> f32 {
    (samples.iter().map(|sample| sample * sample).sum::<f32>() / as_f32(samples.len().max(1)))
        .sqrt()
}

/// Made as loud as asked, in dB under full scale.
pub fn set(samples: &mut [f32], loud: f32) {
    let gain = ratio(loud) / loudness(samples).max(1e-3);
    for sample in samples {
        *sample *= gain;
    }
}

/// A ratio of amplitudes in decibel.
#[cfg(test)]
pub fn decibel(ratio: f32) -> f32 {
    20.0 * ratio.log10()
}

/// A number of decibel as a ratio of amplitudes.
pub fn ratio(decibel: f32) -> f32 {
    10.0_f32.powf(decibel / 20.0)
}

/// Played so many times as fast, which raises the pitch as much and takes less long.
pub fn faster(samples: &[f32], by: f32) -> Vec<f32> {
    let at = |index: usize, off: usize| {
        (index + off).checked_sub(1).and_then(|index| samples.get(index)).copied().unwrap_or(0.0)
    };
    (0..whole(as_f32(samples.len()) / by))
        .map(|step| {
            let place = as_f32(step) * by;
            let index = whole(place);
            let past = place - as_f32(index);
            // The curve through four neighbours (Catmull and Rom); straight lines would dull consonants.
            let [a, b, c, d] = [0, 1, 2, 3].map(|off| at(index, off));
            b + 0.5
                * past
                * (c - a
                    + past * (2.0 * a - 5.0 * b + 4.0 * c - d + past * (3.0 * (b - c) + d - a)))
        })
        .collect()
}

/// Made so many times as long at the same pitch: windows laid closer or further apart, each taken where it continues the last best
/// (WSOLA: Verhelst and Roelands, 1993).
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
            // The first window begins at full height, as nothing lies under its first half.
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

/// Where in a range a window begins that is most like the one at `model`.
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

/// Softer towards both ends over so many samples, so that a stretch cut out of another does not click.
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

    /// A tone of 220 Hz and one second.
    fn tone() -> Vec<f32> {
        (0..seconds(1.0)).map(|at| (TAU * 220.0 * as_f32(at) / f32::from(RATE)).sin()).collect()
    }

    /// How often a tone passes zero upwards: its frequency, times its seconds.
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
