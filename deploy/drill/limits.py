"""Limits count over all nodes: of 30 comments sent at once from one address to three nodes in turn, 12 are accepted.

    python3 deploy/drill/limits.py
"""

import collections
import sys

from parts import NODES, Browser, Cluster, together

SENT, ACCEPTED = 30, 12

with Cluster() as board:
    board.postgres()
    board.furnish()
    for number in 1, 2, 3:
        board.node(number, WEERWOORD_LIMITS="on")
    answers = []

    def sends(number):
        browser = Browser.visitor(NODES + 1 + number % 3)
        answers.append(browser.comment(f"Van één adres, {number:02}.", email=f"lezer{number}@post.example").status)

    together([lambda number=number: sends(number) for number in range(SENT)])
    count = collections.Counter(answers)
    kept = int(board.sql("SELECT COUNT(*) FROM comments"))
    print(f"{SENT} comments from one address over three nodes: {dict(count)}; {kept} kept")
    if count[303] != ACCEPTED or kept != ACCEPTED:
        sys.exit(f"{ACCEPTED} should have been accepted")
