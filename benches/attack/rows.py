"""How often ddddocr reads the pictures for an attacker who knows that the letters stand in rows: each row is cut out, or each
letter found, and read on its own.

usage: rows.py FOLDER [PICTURES]        a folder of ANSWER_N.png; as many of them as asked, 300 by default
"""

import sys

import cv2
import ddddocr
import numpy as np

from ocr import ddddocr_reader, interval
from pictures import CLEANUPS, edges, load


def cut(grey, share):
    """What is above a level line and what is below, each with something of the other."""
    at, more = int(grey.shape[0] * share), grey.shape[0] // 12
    return [grey[: at + more], grey[at - more :]]


def levelled(grey):
    """Of some slopes the one is undone that leaves the clearest space between the rows; then what is above it and below."""
    high, wide = grey.shape

    def moved(picture, slope):
        turn = np.float32([[1, 0, 0], [-slope, 1, slope * wide / 2]])
        return cv2.warpAffine(picture, turn, (wide, high), borderMode=cv2.BORDER_REPLICATE)

    def clearest(slope):
        busy = cv2.GaussianBlur(moved(255 - edges(grey), slope).mean(1)[None, :].astype(np.float32), (9, 1), 0)[0]
        lane = busy[high * 3 // 10 : high * 7 // 10]
        return lane.min() / busy.mean(), lane.argmin() + high * 3 // 10, slope

    _, row, slope = min(clearest(slope) for slope in np.linspace(-0.3, 0.3, 13))
    return cut(moved(grey, slope), row / high)


def seam(grey):
    """For every column the height of a path from left to right that crosses as few borders as can be, near the middle."""
    cost = cv2.GaussianBlur(255 - edges(grey), (5, 5), 0).astype(np.float64) + 4
    high, wide = cost.shape
    away = np.abs(np.arange(high) - high / 2) / high
    cost[away > 0.42] = 1e9
    total = cost.copy()
    for column in range(1, wide):
        before = np.pad(total[:, column - 1], 2, constant_values=1e12)
        total[:, column] += np.min([before[at : at + high] + 1.5 * abs(at - 2) for at in range(5)], axis=0)
    path = np.empty(wide, int)
    path[-1] = total[:, -1].argmin()
    for column in range(wide - 1, 0, -1):
        here = path[column]
        steps = range(max(0, here - 2), min(high, here + 3))
        path[column - 1] = min(steps, key=lambda row: total[row, column - 1] + 1.5 * abs(row - here))
    return path


def along_seam(grey):
    """Both rows as they stand on either side of the seam; the rest is paper."""
    path, rows = seam(grey), np.arange(grey.shape[0])[:, None]
    paper = np.uint8(np.median(grey[:, :3]))
    parts = [np.where(rows < path, grey, paper), np.where(rows >= path, grey, paper)]
    return [parts[0][: path.max() + 4], parts[1][max(0, path.min() - 4) :]]


def flattened(grey):
    """The rows on either side of the seam, every column moved so that the seam lies straight."""
    path = cv2.GaussianBlur(seam(grey).astype(np.float32)[None, :], (31, 1), 0)[0].round().astype(int)
    high, wide = grey.shape
    flat = np.full((2 * high, wide), np.uint8(np.median(grey[:, :3])))
    for column in range(wide):
        begin = high - path[column]
        flat[begin : begin + high, column] = grey[:, column]
    half = high * 5 // 8
    return [flat[high - half : high + 4], flat[high - 4 : high + half]]


FINDER = ddddocr.DdddOcr(show_ad=False, det=True, ocr=False)


def found(grey):
    """Every letter that ddddocr's finder of letters finds, in the order in which one reads two rows."""
    boxes = FINDER.detection(cv2.imencode(".png", grey)[1].tobytes())
    boxes = [box for box in boxes if (box[2] - box[0]) * (box[3] - box[1]) > 300]
    if len(boxes) != 6:
        return []
    path = seam(grey)
    lower = lambda box: (box[1] + box[3]) / 2 > path[min((box[0] + box[2]) // 2, grey.shape[1] - 1)]
    boxes.sort(key=lambda box: (lower(box), box[0]))
    return [grey[max(0, y - 3) : Y + 3, max(0, x - 3) : X + 3] for x, y, X, Y in boxes]


LEVELS = (0.5, 0.42, 0.58)
WAYS = {f"cut at {share:.0%}": lambda grey, share=share: cut(grey, share) for share in LEVELS} | {
    "levelled": levelled,
    "along a seam": along_seam,
    "flattened": flattened,
    "letter by letter": found,
}


def main(folder, pictures=300):
    samples = load(folder)[: int(pictures)]
    answers, read = [answer for answer, _ in samples], {}
    readers = {"ddddocr": ddddocr_reader(), "ddddocr, beta": ddddocr_reader(beta=True)}
    print(f"{len(samples)} pictures\n\n| way | solver | clean-up | whole | 95 % |\n|---|---|---|---|---|")
    for way, parted in WAYS.items():
        parts = [parted(picture) for _, picture in samples]
        for solver, reader in readers.items():
            for cleanup, clean in CLEANUPS.items():
                given = ["".join(reader([clean(part) for part in several])) for several in parts]
                tell(way, solver, cleanup, answers, given)
                read[way, solver, cleanup] = given
    for solver in readers:
        for cleanup in CLEANUPS:
            several = zip(*(read[way, solver, cleanup] for way in WAYS))
            six = [next((one for one in given if len(one) == 6), "") for given in several]
            tell("the first that gives six letters", solver, cleanup, answers, six)


def tell(way, solver, cleanup, answers, given):
    hits = sum(a == b for a, b in zip(answers, given))
    print(f"| {way} | {solver} | {cleanup} | {100 * hits / len(answers):.1f} % | {interval(hits, len(answers))} |", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
