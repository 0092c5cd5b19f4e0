"""Pages from replicas: they are asked, and one that lags is never read for what it lacks.

    python3 deploy/drill/standby.py

Three servers under Patroni, two nodes that read by way of HAProxy's front for replicas. Then replay stands still on one replica while
the other goes on, then on both, then both are killed.
"""

import os
import signal
import sys
import time

from parts import NODES, SERVERS, SLUG, Browser, Cluster

POSTS = 100
MEMBER = "postgres://postgres:change-me-superuser@127.0.0.1:{}/postgres"
PAGE = f"/articles/{SLUG}"


def reads(board, server):
    """How often a server was asked for comments, as it logs them itself."""
    log = (board.folder / f"patroni{server}.log").read_text(errors="replace")
    return sum("FROM comments" in line for line in log.splitlines())


def replay(board, server, how):
    """Lets the process that replays stand still, or go on. `pg_wal_replay_pause()` would not do: Patroni resumes."""
    url = MEMBER.format(SERVERS + server)
    os.kill(int(board.sql("SELECT pid FROM pg_stat_activity WHERE backend_type = 'startup'", url)), how)


def post_and_look(board, why):
    """Posts on one node in turn, and looks at once there and within a tenth of a second on the other."""
    missing, late, worst = 0, 0, 0.0
    for number in range(POSTS):
        here, there = (1, 2) if number % 2 else (2, 1)
        text = f"Lezen van een kopie ({why}), {number:03}."
        writer = Browser.visitor(NODES + here)
        answer = writer.comment(text)
        posted = time.monotonic()
        assert answer.status == 303, answer.status
        place = answer.headers["Location"].partition("#")[0]
        missing += text not in writer.get(place).text
        other = Browser(NODES + there)
        while text not in other.get(place).text and time.monotonic() - posted < 2:
            pass
        took = time.monotonic() - posted
        worst, late = max(worst, took), late + (took > 0.1)
        # And it stays: a page that was kept is shown again.
        missing += text not in other.get(place).text
    asked = {server: reads(board, server) for server in replicas}
    print(f"{why}: {POSTS} comments, {missing} not seen by who wrote them or gone again, on the other node after {worst * 1000:.0f} ms at worst")
    print(f"  asked for comments: {', '.join(f'pg{server} {asked[server] - before[server]} times' for server in replicas)}")
    before.update(asked)
    return missing


with Cluster() as board:
    board.patroni_of_three()
    board.furnish()
    primary = board.leader()
    replicas = [number for number in (1, 2, 3) if number != primary]
    board.sql("ALTER DATABASE board SET log_min_duration_statement = 0", MEMBER.format(SERVERS + primary))
    for number in 1, 2:
        board.node(number, WEERWOORD_DATABASE_READ_URL=board.read_url)
    time.sleep(2)
    before = {number: reads(board, number) for number in replicas}
    wrong = post_and_look(board, "both follow")
    used = sum(before.values())
    replay(board, replicas[0], signal.SIGSTOP)
    wrong += post_and_look(board, f"pg{replicas[0]} stands still")
    replay(board, replicas[1], signal.SIGSTOP)
    wrong += post_and_look(board, "both stand still")
    for number in replicas:
        replay(board, number, signal.SIGCONT)
    time.sleep(1)
    wrong += post_and_look(board, "both follow again")
    for number in replicas:
        board.kill_server(number)
    failed, slowest = 0, 0.0
    for _ in range(20):
        # Where a comment stands is not kept: it is asked for each time.
        began = time.monotonic()
        failed += Browser(NODES + 1).get("/comments/1").status not in (200, 303)
        slowest = max(slowest, time.monotonic() - began)
    print(f"both killed: 20 pages asked for, {failed} failed, the slowest took {slowest:.2f} s")
    if wrong or failed or not used:
        sys.exit("not as it should be")
