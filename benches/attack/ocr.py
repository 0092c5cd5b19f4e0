"""How often programs that anybody can install read the pictures, whole, plain and after clean-ups.

usage: ocr.py FOLDER        a folder of ANSWER_N.png, 300 or more
"""

import math
import subprocess
import sys
import tempfile

import cv2
import ddddocr

from pictures import ALPHABET, CLEANUPS, load


def interval(hits, tries):
    """Wilson's 95 % interval of a share, in per cent."""
    z, share = 1.96, hits / tries
    middle = (share + z * z / (2 * tries)) / (1 + z * z / tries)
    half = z * math.sqrt(share * (1 - share) / tries + z * z / (4 * tries * tries)) / (1 + z * z / tries)
    return f"{100 * (middle - half):.1f}-{100 * (middle + half):.1f}"


def tesseract(pictures, mode):
    """All pictures in one call: tesseract reads a list of files and parts pages by form feeds."""
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for number, picture in enumerate(pictures):
            names.append(f"{folder}/{number}.png")
            cv2.imwrite(names[-1], cv2.copyMakeBorder(picture, 12, 12, 12, 12, cv2.BORDER_REPLICATE))
        listed = f"{folder}/list.txt"
        with open(listed, "w") as file:
            file.write("\n".join(names))
        command = ["tesseract", listed, "-", "--psm", str(mode), "-c", f"tessedit_char_whitelist={ALPHABET}"]
        read = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return ["".join(page.split()).upper() for page in read.split("\f")][: len(pictures)]


def ddddocr_reader(**model):
    reader = ddddocr.DdddOcr(show_ad=False, **model)
    reader.set_ranges(ALPHABET + ALPHABET.lower())

    def read(pictures):
        answers = []
        for picture in pictures:
            found = reader.classification(cv2.imencode(".png", picture)[1].tobytes(), probability=True)
            answers.append(str(found["text"] if isinstance(found, dict) else found).upper())
        return answers

    return read


def main(folder):
    samples = load(folder)
    answers = [answer for answer, _ in samples]
    solvers = {
        "tesseract, line": lambda pictures: tesseract(pictures, 7),
        "tesseract, word": lambda pictures: tesseract(pictures, 8),
        "ddddocr": ddddocr_reader(),
        "ddddocr, beta": ddddocr_reader(beta=True),
    }
    print(f"{len(samples)} pictures\n\n| solver | clean-up | whole | 95 % | characters |\n|---|---|---|---|---|")
    for solver, read in solvers.items():
        for cleanup, clean in CLEANUPS.items():
            given = read([clean(picture) for _, picture in samples])
            hits = sum(a == b for a, b in zip(answers, given))
            right = sum(x == y for a, b in zip(answers, given) for x, y in zip(a, b))
            share = f"{100 * hits / len(samples):.1f} %"
            letters = f"{100 * right / (6 * len(samples)):.0f} %"
            print(f"| {solver} | {cleanup} | {share} | {interval(hits, len(samples))} | {letters} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
