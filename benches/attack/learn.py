"""How well small networks read the pictures that were trained on some thousand labelled ones, on a processor, for ten minutes.

usage: learn.py TRAIN TEST [SECONDS] [SEEDS] [KIND]        folders of ANSWER_N.png; CPU-seconds a seed, 600 by default; 3 seeds;
                                                           "places" (learns where each letter stands, the default) or "line"
"""

import statistics
import sys
import time

import cv2
import numpy as np
import torch
from torch import nn
from torch.nn import functional

from pictures import ALPHABET, edges, load

LENGTH, WIDTH, HEIGHT = 6, 136, 96


def tensors(folder):
    """Two channels a picture: its greys, and where they change."""
    samples = load(folder)
    small = lambda grey: cv2.resize(grey, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA).astype(np.float32) / 255 - 0.5
    pictures = np.stack([[small(grey), small(edges(grey))] for _, grey in samples])
    labels = [[ALPHABET.index(letter) for letter in answer] for answer, _ in samples]
    return torch.from_numpy(pictures), torch.tensor(labels)


class Line(nn.Module):
    """Five layers, then one row of columns read from left to right; answers by position through CTC: the usual way for a line."""

    def __init__(self):
        super().__init__()
        layers, channels = [], 2
        for width, pool in ((32, 2), (64, 2), (96, (2, 1)), (128, (2, 1)), (128, (3, 1))):
            layers += [nn.Conv2d(channels, width, 3, padding=1), nn.BatchNorm2d(width), nn.ReLU(), nn.MaxPool2d(pool)]
            channels = width
        self.look = nn.Sequential(*layers)
        self.read = nn.GRU(128, 96, bidirectional=True, batch_first=True)
        self.tell = nn.Linear(192, len(ALPHABET) + 1)

    def forward(self, pictures):
        columns = self.look(pictures).mean(2).transpose(1, 2)
        return self.tell(self.read(columns)[0]).log_softmax(2)

    def loss(self, pictures, labels):
        scores = self(pictures)
        lengths = torch.full((len(scores),), scores.shape[1])
        return functional.ctc_loss(scores.transpose(0, 1), labels + 1, lengths, torch.full((len(scores),), LENGTH))

    def answers(self, pictures):
        """The best symbol of every column, repeats and blanks taken out, and how sure the columns are together."""
        scores, rows = self(pictures).max(2)
        answers = [[b - 1 for a, b in zip([0] + row, row) if b != a and b] for row in rows.tolist()]
        return list(zip(answers, scores.sum(1).tolist()))


def block(before, after, dilation=1):
    look = nn.Conv2d(before, after, 3, padding=dilation, dilation=dilation)
    return nn.Sequential(look, nn.BatchNorm2d(after), nn.ReLU())


class Places(nn.Module):
    """Learns for the first to the sixth letter where to look, whatever the layout, and tells what is there."""

    def __init__(self):
        super().__init__()
        looking = [block(4, 32), nn.MaxPool2d(2), block(32, 64), nn.MaxPool2d(2), block(64, 96), block(96, 128), nn.MaxPool2d(2)]
        self.look = nn.Sequential(*looking, block(128, 128))
        around = [block(130, 96), block(96, 96, dilation=2), block(96, 96, dilation=4)]
        self.around = nn.Sequential(*around, nn.Conv2d(96, LENGTH, 1))
        self.tell = nn.Sequential(nn.Dropout(0.2), nn.Linear(128, len(ALPHABET)))

    def forward(self, pictures):
        seen = self.look(torch.cat([pictures, coordinates(pictures)], 1))
        where = self.around(torch.cat([seen, coordinates(seen)], 1)).flatten(2).softmax(2)
        return self.tell(where @ seen.flatten(2).transpose(1, 2))

    def loss(self, pictures, labels):
        return functional.cross_entropy(self(pictures).flatten(0, 1), labels.flatten())

    def answers(self, pictures):
        """The likeliest six, and the logarithm of how likely they are together."""
        scores, answers = self(pictures).log_softmax(2).max(2)
        return list(zip(answers.tolist(), scores.sum(1).tolist()))


def coordinates(like):
    """Two channels that say where one is, from left to right and from top to bottom."""
    many, _, high, wide = like.shape
    across = torch.linspace(-1, 1, wide).expand(many, 1, high, wide)
    return torch.cat([across, torch.linspace(-1, 1, high)[:, None].expand(many, 1, high, wide)], 1)


KINDS = {"line": Line, "places": Places}


def shifted(pictures):
    """The same, moved, stretched and with ink and paper exchanged at random: cheap new samples."""
    many = len(pictures)
    turn = torch.zeros(many, 2, 3)
    turn[:, 0, 0] = 1 + (torch.rand(many) - 0.5) * 0.16
    turn[:, 1, 1] = 1 + (torch.rand(many) - 0.5) * 0.16
    turn[:, 0, 1] = (torch.rand(many) - 0.5) * 0.2
    turn[:, :, 2] = (torch.rand(many, 2) - 0.5) * 0.12
    grid = functional.affine_grid(turn, pictures.shape, align_corners=False)
    moved = functional.grid_sample(pictures, grid, padding_mode="border", align_corners=False)
    flip = torch.where(torch.rand(many) < 0.5, -1.0, 1.0)
    moved[:, 0] *= flip[:, None, None]
    return moved


def measure(model, pictures, labels):
    """Shares of whole codes and of characters read, and of what is submitted when only the surest of four is."""
    model.eval()
    with torch.no_grad():
        read = [answer for part in pictures.split(100) for answer in model.answers(part)]
    wanted = labels.tolist()
    right = [answer == code for (answer, _), code in zip(read, wanted)]
    letters = sum(x == y for (a, _), b in zip(read, wanted) for x, y in zip(a, b)) / (LENGTH * len(wanted))
    fours = [range(first, first + 4) for first in range(0, len(read) - 3, 4)]
    surest = [max(four, key=lambda one: read[one][1]) for four in fours]
    return sum(right) / len(right), letters, sum(right[one] for one in surest) / len(surest)


def train(kind, seed, pictures, labels, seconds):
    torch.manual_seed(seed)
    model, batch = KINDS[kind](), 50
    # How many steps fit is measured first, so that the rate of learning can fall to nothing just in time.
    optimiser = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=1e-2)
    start, step, spent = time.process_time(), 0, 0.0
    while spent < seconds:
        model.train()
        for group in optimiser.param_groups:
            group["lr"] = 2e-3 * 0.5 * (1 + np.cos(np.pi * spent / seconds))
        which = torch.randint(len(pictures), (batch,))
        loss = model.loss(shifted(pictures[which]), labels[which])
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimiser.step()
        step, spent = step + 1, time.process_time() - start
        if step % 200 == 0:
            print(f"  seed {seed}, step {step}, {spent:.0f} s, loss {loss.item():.2f}", file=sys.stderr, flush=True)
    return model


def main(train_folder, test_folder, seconds=600, seeds=3, kind="places"):
    pictures, labels = tensors(train_folder)
    test_pictures, test_labels = tensors(test_folder)
    print(f"{len(pictures)} pictures to learn from, {len(test_pictures)} to read, {seconds} CPU-seconds a seed, {kind}")
    shares, submitted = [], []
    for seed in range(1, int(seeds) + 1):
        model = train(kind, seed, pictures, labels, float(seconds))
        whole, letters, surest = measure(model, test_pictures, test_labels)
        shares.append(whole)
        submitted.append(surest)
        weights = sum(weight.numel() for weight in model.parameters())
        print(
            f"seed {seed}, {weights} weights: whole {100 * whole:.1f} %, characters {100 * letters:.0f} %, "
            f"surest of four {100 * surest:.1f} %",
            flush=True,
        )
    print(f"median: whole {100 * statistics.median(shares):.1f} %, surest of four {100 * statistics.median(submitted):.1f} %")


if __name__ == "__main__":
    main(*sys.argv[1:])
