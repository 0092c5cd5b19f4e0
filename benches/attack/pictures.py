"""Labelled pictures and the clean-ups that attackers try on them."""

import pathlib

import cv2
import numpy as np

ALPHABET = "23CEHKMRT"


def load(folder):
    """Pairs of answer and grey picture; the answer is in the name: ANSWER_1.png."""
    files = sorted(pathlib.Path(folder).glob("*.png"))
    return [(file.stem.split("_")[0], cv2.imread(str(file), cv2.IMREAD_GRAYSCALE)) for file in files]


def otsu(grey):
    return cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1]


def close(grey, size=3):
    return cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))


def open_(grey, size=3):
    return cv2.morphologyEx(grey, cv2.MORPH_OPEN, np.ones((size, size), np.uint8))


def enlarge(grey, times=3):
    return cv2.resize(grey, None, fx=times, fy=times, interpolation=cv2.INTER_CUBIC)


def shrink(grey):
    return cv2.resize(grey, None, fx=0.65, fy=0.65, interpolation=cv2.INTER_AREA)


def repair(grey):
    """Turns regions whose surroundings are dark: letters are thin beside a region, so a wide median tells which it is."""
    around = cv2.medianBlur(grey, 41)
    return np.where(around < 128, 255 - grey, grey).astype(np.uint8)


def edges(grey):
    """What changes, whichever way: ink and paper count alike."""
    return 255 - cv2.morphologyEx(cv2.GaussianBlur(grey, (3, 3), 0), cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))


CLEANUPS = {
    "plain": lambda grey: grey,
    "threshold": otsu,
    "closing 3x3": close,
    "opening 3x3": open_,
    "median": lambda grey: cv2.medianBlur(grey, 5),
    "up-scaled": enlarge,
    "down-scaled": shrink,
    "region repair": repair,
    "repair, closing 5x5": lambda grey: close(repair(grey), 5),
    "repair, median": lambda grey: cv2.medianBlur(repair(grey), 7),
    "edges": edges,
}
