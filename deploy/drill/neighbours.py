"""Two nodes on one PostgreSQL: how long after the 303 from one is a comment on the page that the other keeps?

    python3 deploy/drill/neighbours.py
"""

import sys
import time

from parts import NODES, SLUG, Browser, Cluster

TIMES = 50
BOUND = 0.100

with Cluster() as board:
    board.postgres()
    board.furnish()
    board.node(1)
    board.node(2)
    writer, reader = Browser.visitor(NODES + 1), Browser(NODES + 2)
    page = f"/articles/{SLUG}"
    waits = []
    for number in range(TIMES):
        text = f"Bij de buren {number:02}."
        # Asked for twice, so that it is a kept page that has to go.
        before = [reader.get(page).text for _ in range(2)]
        assert text not in before[1]
        answer = writer.comment(text)
        posted = time.monotonic()
        assert answer.status == 303, answer.text
        while text not in reader.get(page).text:
            if time.monotonic() - posted > 5:
                sys.exit(f"{text} is not on the other node's page after five seconds")
        waits.append((time.monotonic() - posted) * 1000)
    waits.sort()
    print(f"{TIMES} comments, on the other node's page after: median {waits[TIMES // 2]:.1f} ms, worst {waits[-1]:.1f} ms")
    if waits[-1] > BOUND * 1000:
        sys.exit(f"the worst is over {BOUND * 1000:.0f} ms")
