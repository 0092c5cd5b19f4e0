"""The figures of docs/scaling.md: what a comment takes on disk, and what one node does, with SQLite and with PostgreSQL.

    python3 deploy/drill/figures.py

The processor time of the node is counted beside what it does in a second: the first says less of what else the machine is doing.
"""

import os
import re
import sqlite3
import subprocess
import time

from parts import NODES, SLUG, Browser, Cluster, need

COMMENTS = 100_000
SECONDS = 5
TICKS = os.sysconf("SC_CLK_TCK")
# Texts of 100 to 499 characters, 300 on average, as written and as HTML.
SENTENCES = "Wie een klacht beantwoordt voor er een uur om is, houdt het gesprek bij zich; wie wacht, leest het elders terug. " * 5
ROWS = f"""
    WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < {COMMENTS}),
    t(i, body) AS (SELECT i, 'Nummer ' || i || ': ' || substr('{SENTENCES}', 1, 85 + CAST(i * 7919 % 400 AS INTEGER)) FROM n)
    INSERT INTO comments (article_id, name, email, email_key, body, html, state, shown_at, posted_at, network, ordinal)
    SELECT 1, 'Lezer ' || (i % 10000), 'lezer' || (i % 10000) || '@post.example', 'lezer' || (i % 10000) || '@post.example',
        body, '<p>' || body || '</p>', 'visible', 1000000 * i, 1000000 * i, '192.0.2.' || (i % 250), 1000000 + i
    FROM t"""
COUNTED = f"UPDATE articles SET visible_comments = {COMMENTS}, threads = {COMMENTS} WHERE id = 1"


class Node:
    """One node under load."""

    def __init__(self, board, what):
        self.board, self.what, self.pid = board, what, board.running["node1"].pid

    def processor(self):
        fields = open(f"/proc/{self.pid}/stat").read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self):
        status = open(f"/proc/{self.pid}/status").read()
        return [int(re.search(rf"{name}:\s+(\d+)", status)[1]) / 1024 for name in ("VmRSS", "VmHWM")]

    def load(self, what, path, clients, *options):
        before = self.processor()
        wrk = ["wrk", "-t2", f"-c{clients}", f"-d{SECONDS}s", "--latency", *options, f"http://127.0.0.1:{NODES + 1}{path}"]
        told = subprocess.run([str(part) for part in wrk], check=True, capture_output=True, text=True).stdout
        spent = self.processor() - before
        requests = int(re.search(r"(\d+) requests in", told)[1])
        rate = float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])
        slow = re.search(r"99%\s+(\S+)", told)[1]
        wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
        now, most = self.memory()
        print(
            f"{self.what}: {what}, {clients} connections: {rate:,.0f} a second, 99 % within {slow}, "
            f"{spent / requests * 1e6:.0f} µs of the node's processor each; {wrong[1] if wrong else 'none'} failed; "
            f"memory {now:.0f} MB, at most {most:.0f} MB",
            flush=True,
        )
        return requests

    def measure(self):
        page = f"/articles/{SLUG}"
        self.load("page without a session", page, 64, "-H", "Accept-Encoding: br, gzip")
        member = Browser(NODES + 1)
        member.log_in("sanne@blog.example")
        cookies = "; ".join(f"{name}={value}" for name, value in member.cookies.items())
        self.load("page of a member", page, 64, "-H", f"Cookie: {cookies}", "-H", "Accept-Encoding: br, gzip")
        for clients in 16, 64:
            self.posted(clients)

    def posted(self, clients):
        path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "post.lua")
        time.sleep(1)
        return self.load("comments", "/", clients, "-s", path)


def fill(board, what, run, size):
    """100,000 comments; how much larger the database is for each."""
    before = size()
    run(ROWS)
    run(COUNTED)
    after = size()
    length = run("SELECT CAST(AVG(LENGTH(body)) AS INTEGER) FROM comments")
    print(f"{what}: {(after - before) / COMMENTS:.0f} bytes a comment of {length} characters, indexes included", flush=True)


need("psql", "wrk")

with Cluster() as board:
    path = board.folder / "data0" / "weerwoord.db"
    board.url = f"sqlite://{path}"
    board.furnish()
    board.node(1)
    for number in range(6):
        assert Browser.visitor(NODES + 1).comment(f"Een van zes, {number}.").status == 303
    Node(board, "SQLite").measure()
    board.end("node1", 15)
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("DELETE FROM events")
    database.execute("VACUUM")
    size = lambda: database.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()[0]
    fill(board, "SQLite", lambda statement: (database.execute(statement).fetchone() or [None])[0], size)
    database.close()

with Cluster() as board:
    board.postgres()
    board.furnish()
    board.node(1)
    for number in range(6):
        assert Browser.visitor(NODES + 1).comment(f"Een van zes, {number}.").status == 303
    node = Node(board, "PostgreSQL")
    node.measure()
    log = lambda: int(board.sql("SELECT CAST(pg_current_wal_insert_lsn() - '0/0' AS BIGINT)"))
    before = log()
    requests = node.posted(16)
    print(f"PostgreSQL: {(log() - before) / requests:.0f} bytes of write-ahead log a comment")
    board.end("node1", 15)
    board.sql("VACUUM FULL comments")
    fill(board, "PostgreSQL", board.sql, lambda: int(board.sql("SELECT pg_total_relation_size('comments')")))
