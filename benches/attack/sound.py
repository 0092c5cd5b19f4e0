#!/usr/bin/env python3
"""Attacks spoken codes, to see how often a program that nobody spent a week on gets one right.

usage: sound.py FOLDER [--sheet OUT.png]        `run` makes the folder and knows what it takes

FOLDER holds 600 or more sounds named ANSWER_NUMBER.wav. 300 of them are guessed, the others are learnt from. Three ways are tried:

  peaks     the six loudest places are cut out and each is classified
  pauses    the sound is cut where it is softest, the six longest pieces are classified
  sliding   a window slides over the sound; where digits are is learnt along with what they sound like: labelled
            sounds are aligned with their answers, the classifier is trained on that, and so on for some rounds

and, before all that, whether length, size or the bytes themselves tell anything. The sounds are made for people, so expect
most codes to be heard; of the sliding window the share is printed that is right when only the surest of four is submitted.
"""

import argparse
import collections
import hashlib
import pathlib
import sys
import wave

import numpy
from scipy.fft import dct
from scipy.ndimage import gaussian_filter1d
from scipy.signal import find_peaks, stft
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

DIGITS = 6
FRAME = 0.01  # seconds
WINDOW = 50  # frames: as long as most digits
NOTHING = 10  # the class of windows in which no digit is said
GUESS = 300  # sounds; the others are learnt from
ROUNDS = 3  # of aligning and training


def read(path):
    """A sound as numbers from -1 to 1, and its rate."""
    with wave.open(str(path)) as file:
        raw, width, rate = file.readframes(file.getnframes()), file.getsampwidth(), file.getframerate()
    if width == 1:
        return (numpy.frombuffer(raw, numpy.uint8).astype(float) - 128) / 128, rate
    return numpy.frombuffer(raw, "<i2") / 32768, rate


def mel_bank(rate, bins, bands=26):
    """Triangles as far apart as people hear pitches apart."""
    mel = numpy.linspace(0, 2595 * numpy.log10(1 + rate / 2 / 700), bands + 2)
    edges = 700 * (10 ** (mel / 2595) - 1)
    at = numpy.linspace(0, rate / 2, bins)
    rise = (at - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    fall = (edges[2:, None] - at) / (edges[2:] - edges[1:-1])[:, None]
    return numpy.clip(numpy.minimum(rise, fall), 0, None)


def spectrum(sound, rate):
    """Logarithmic mel bands, a row every 10 ms."""
    step = int(FRAME * rate)
    _, _, bins = stft(sound, rate, nperseg=256, noverlap=256 - step)
    return numpy.log(mel_bank(rate, bins.shape[0]) @ numpy.abs(bins) ** 2 + 1e-9).T


class Clip:
    """One sound: its answer, its spectrum, how loud it is by frame."""

    def __init__(self, path):
        self.answer = [int(digit) for digit in path.name.split("_")[0]]
        sound, rate = read(path)
        self.bands = spectrum(sound, rate)
        # Without what is the same all along: a filter over a whole sound would be.
        self.bands -= self.bands.mean(axis=0)
        power = numpy.exp(self.bands).sum(axis=1)
        self.energy = gaussian_filter1d(power, 4)

    def windows(self, middles):
        """What classifiers see of windows around these frames: bands and cepstra over time, coarsened."""
        padded = numpy.pad(self.bands, ((WINDOW, WINDOW), (0, 0)), mode="edge")
        cut = numpy.stack([padded[at + WINDOW // 2 : at + WINDOW // 2 + WINDOW] for at in middles])
        cut = cut.reshape(len(middles), WINDOW // 5, 5, -1).mean(axis=2)
        cepstra = dct(cut, axis=2, norm="ortho")[:, :, :13]
        change = numpy.diff(cepstra, axis=1)
        return numpy.concatenate([part.reshape(len(middles), -1) for part in (cut, cepstra, change)], axis=1)


def peaks(clip):
    """The middles of the six loudest places that are far enough apart."""
    smooth = gaussian_filter1d(clip.energy, 10)
    found, _ = find_peaks(smooth, distance=40)
    best = sorted(found, key=lambda at: -smooth[at])[:DIGITS]
    best += [len(smooth) * (2 * n + 1) // (2 * DIGITS) for n in range(DIGITS - len(best))]
    return sorted(best)


def pauses(clip):
    """The middles of the six longest pieces above the threshold that leaves six pieces or more."""
    smooth = gaussian_filter1d(clip.energy, 6)
    best = []
    for share in range(30, 80, 5):
        loud = numpy.concatenate([[0], smooth > numpy.percentile(smooth, share), [0]])
        edges = numpy.flatnonzero(numpy.diff(loud.astype(int)))
        pieces = sorted(zip(edges[::2], edges[1::2]), key=lambda piece: piece[0] - piece[1])[:DIGITS]
        shortest = min((end - start for start, end in pieces), default=0)
        if len(pieces) == DIGITS and shortest > 15:
            best = pieces
            break
        best = max(best, pieces, key=len)
    middles = [(start + end) // 2 for start, end in best]
    middles += [len(smooth) * (2 * n + 1) // (2 * DIGITS) for n in range(DIGITS - len(middles))]
    return sorted(middles)


def classifiers():
    """What is tried on pieces cut out."""
    return {
        "SVM": make_pipeline(StandardScaler(), PCA(60, random_state=1), SVC(C=10)),
        "k-NN": make_pipeline(StandardScaler(), PCA(30, random_state=1), KNeighborsClassifier(7, weights="distance")),
        "forest": RandomForestClassifier(300, random_state=1, n_jobs=2),
    }


def score(guesses, clips):
    """Codes guessed whole, and digits guessed, each as a share."""
    right = numpy.array([guess == clip.answer for guess, clip in zip(guesses, clips)])
    digits = numpy.array([[a == b for a, b in zip(guess, clip.answer)] for guess, clip in zip(guesses, clips)])
    return right.mean(), digits.mean()


def surest_of_four(guesses, sureness, clips):
    """Codes guessed whole among those of every four of which the guesser is surest, as a share."""
    fours = [range(first, first + 4) for first in range(0, len(clips) - 3, 4)]
    surest = [max(four, key=lambda one: sureness[one]) for four in fours]
    return numpy.mean([guesses[one] == clips[one].answer for one in surest])


def cut_and_classify(cut, learn, guess):
    """The rates of each classifier behind one way of cutting."""
    seen = numpy.concatenate([clip.windows(cut(clip)) for clip in learn])
    labels = numpy.concatenate([clip.answer for clip in learn])
    asked = numpy.concatenate([clip.windows(cut(clip)) for clip in guess])
    for name, model in classifiers().items():
        told = model.fit(seen, labels).predict(asked).reshape(-1, DIGITS).tolist()
        yield name, *score(told, guess)


def path_through(scores, least=35):
    """The best six middles for scores by digit in the answer (6 x frames), in order and at least so many frames apart."""
    frames = scores.shape[1]
    best, back = numpy.full((DIGITS, frames), -numpy.inf), numpy.zeros((DIGITS, frames), int)
    best[0] = scores[0]
    for n in range(1, DIGITS):
        running = numpy.maximum.accumulate(best[n - 1])
        since = numpy.zeros(frames, int)
        for at in range(1, frames):
            since[at] = at if best[n - 1, at] >= running[at] else since[at - 1]
        best[n, least:] = running[:-least] + scores[n, least:]
        back[n, least:] = since[:-least]
    at, found = int(numpy.argmax(best[-1])), []
    for n in reversed(range(DIGITS)):
        found.append(at)
        at = back[n, at]
    return found[::-1]


def sliding(learn, guess, start, seed=1):
    """Where digits are is learnt along with what they sound like; yields the rates after each round."""
    chance = numpy.random.default_rng(seed)
    step = 2
    grid = {id(clip): numpy.arange(WINDOW // 4, len(clip.energy) - WINDOW // 4, step) for clip in learn + guess}
    views = {id(clip): clip.windows(grid[id(clip)]) for clip in learn + guess}
    places = {id(clip): [int(numpy.abs(grid[id(clip)] - at).argmin()) for at in start(clip)] for clip in learn}
    for _ in range(ROUNDS):
        seen, labels = [], []
        for clip in learn:
            here, view = places[id(clip)], views[id(clip)]
            for at, digit in zip(here, clip.answer):
                for off in (-2, 0, 2):
                    seen.append(view[min(max(at + off, 0), len(view) - 1)])
                    labels.append(digit)
            far = [at for at in range(len(view)) if min(abs(at - other) for other in here) > 8]
            for at in chance.choice(far, 18):
                seen.append(view[at])
                labels.append(NOTHING)
        model = make_pipeline(StandardScaler(), PCA(80, random_state=1), LogisticRegression(C=0.1, max_iter=500))
        model.fit(numpy.array(seen), labels)
        told, sureness = [], []
        for clip in guess:
            logs = model.predict_log_proba(views[id(clip)])
            gain = (logs[:, :NOTHING] - logs[:, NOTHING:]).T
            found = path_through(numpy.repeat(gain.max(axis=0)[None], DIGITS, axis=0), 35 // step)
            told.append([int(gain[:, at].argmax()) for at in found])
            sureness.append(sum(numpy.sort(logs[at, :NOTHING])[-1] for at in found))
        yield *score(told, guess), surest_of_four(told, sureness, guess)
        for clip in learn:
            logs = model.predict_log_proba(views[id(clip)])
            gain = (logs[:, :NOTHING] - logs[:, NOTHING:]).T
            places[id(clip)] = path_through(gain[clip.answer], 35 // step)


def sheet(paths, out):
    """Spectra of twenty sounds, to look at."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(10, 2, figsize=(18, 24), layout="constrained")
    for path, place in zip(paths, axes.flat):
        sound, rate = read(path)
        place.specgram(sound, NFFT=256, Fs=rate, noverlap=192, cmap="magma", vmin=-110)
        place.set_title(path.name, fontsize=8)
        place.tick_params(labelsize=6)
    figure.savefig(out, dpi=70)


def main():
    asked = argparse.ArgumentParser(description="How often a simple program guesses spoken codes.")
    asked.add_argument("folder", type=pathlib.Path)
    asked.add_argument("--sheet", metavar="OUT.png", help="also draw the spectra of twenty of them")
    asked = asked.parse_args()
    paths = sorted(asked.folder.glob("*_*.wav"), key=lambda path: int(path.stem.split("_")[1]))
    if len(paths) < 2 * GUESS:
        sys.exit(f"{len(paths)} sounds are too few: {2 * GUESS} are needed")
    if asked.sheet:
        sheet(paths[:20], asked.sheet)

    sizes = collections.Counter(path.stat().st_size for path in paths)
    lengths = collections.Counter(len(read(path)[0]) for path in paths)
    hashes = {hashlib.sha256(path.read_bytes()).digest() for path in paths}
    print(f"{len(paths)} sounds: sizes {dict(sizes)}, lengths {dict(lengths)}, {len(hashes)} different")

    clips = [Clip(path) for path in paths]
    numpy.random.default_rng(1).shuffle(clips)
    learn, guess = clips[GUESS:], clips[:GUESS]
    for cut in (peaks, pauses):
        for name, whole, digits in cut_and_classify(cut, learn, guess):
            print(f"{cut.__name__:8} {name:8} {whole:6.1%} of codes, {digits:6.1%} of digits", flush=True)
    for cut in (peaks, pauses):
        for number, (whole, digits, surest) in enumerate(sliding(learn, guess, cut), 1):
            name = f"sliding  {cut.__name__} {number}"
            print(f"{name} {whole:6.1%} of codes, {digits:6.1%} of digits, surest of four {surest:6.1%}", flush=True)
    sys.exit(0 if len(sizes) == len(lengths) == 1 and len(hashes) == len(paths) else 1)


if __name__ == "__main__":
    main()
