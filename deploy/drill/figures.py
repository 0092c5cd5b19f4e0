"""The figures of docs/scaling.md: what a comment takes on disk, and what one node does, with SQLite and with PostgreSQL.

    python3 deploy/drill/figures.py [--write]

With --write, the table in docs/scaling.md is the one that was just measured. The processor time of the node is counted beside what
it does in a second: the first says less of what else the machine is doing.
"""

import os
import re
import sqlite3
import subprocess
import sys
import time

from parts import ARTICLE, DEPLOY, NODES, SLUG, Browser, Cluster, need

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
        self.figures = {}

    def processor(self):
        fields = open(f"/proc/{self.pid}/stat").read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self):
        status = open(f"/proc/{self.pid}/status").read()
        return [int(re.search(rf"{name}:\s+(\d+)", status)[1]) / 1024 for name in ("VmRSS", "VmHWM")]

    def load(self, what, path, clients, *options):
        """Requests in some seconds: how many, and the processor time of the node for each in microseconds."""
        before = self.processor()
        wrk = ["wrk", "-t2", f"-c{clients}", f"-d{SECONDS}s", "--latency", f"http://127.0.0.1:{NODES + 1}{path}", *options]
        told = subprocess.run([str(part) for part in wrk], check=True, capture_output=True, text=True).stdout
        spent = self.processor() - before
        requests = int(re.search(r"(\d+) requests in", told)[1])
        rate = float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])
        slow = re.search(r"99%\s+(\S+)", told)[1]
        wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
        assert not wrong, told
        cost = spent / requests * 1e6
        print(f"{self.what}: {what}, {clients} connections: {rate:,.0f} a second, 99 % within {slow}, {cost:.0f} µs each", flush=True)
        return requests, rate, cost

    def pages(self, what, key, *headers):
        options = [part for header in ("Accept-Encoding: br, gzip", *headers) for part in ("-H", header)]
        _, rate, cost = self.load(what, f"/articles/{SLUG}", 64, *options)
        self.figures[key] = (rate, cost)

    def measure(self):
        self.pages("page without a session", "reader")
        sessions = []
        for role in "member", "moderator":
            browser = Browser(NODES + 1)
            browser.log_in(f"{role}@blog.example")
            sessions.append("; ".join(f"{name}={value}" for name, value in browser.cookies.items()))
            self.pages(f"page of a {role}", role, f"Cookie: {sessions[-1]}")
        for clients in 16, 64:
            self.figures[clients] = self.posted(clients, *sessions[:1])[1:]
        self.figures["memory"] = self.memory()

    def posted(self, clients, *sessions):
        path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "post.lua")
        time.sleep(1)
        return self.load("comments", "/", clients, "-s", path, "--", *sessions)


def furnish(board):
    """Ten articles, one of them with six comments, and accounts that read them."""
    board.furnish()
    for role in "member", "moderator":
        board.account(f"Een {role}", f"{role}@blog.example", role)
    for number in range(1, 10):
        path = board.folder / f"proef-{number}.md"
        path.write_text(ARTICLE.replace('"proef"', f'"proef-{number}"'))
        board.weerwoord("article", "add", str(path))
    board.node(1)
    for number in range(6):
        assert Browser.visitor(NODES + 1).comment(f"Een van zes, {number}.").status == 303


def rounded(number):
    """Two digits, as such figures deserve."""
    return f"{float(f'{number:.2g}'):,.0f}"


def table(columns):
    """The table of docs/scaling.md."""
    rows = [("| |", [f" {node.what} |" for node in columns]), ("|---|", ["---|" for _ in columns])]
    kinds = {
        "reader": "a page for a reader without a session, from the node's page cache",
        "member": "a page for a member",
        "moderator": "a page for a moderator",
        16: "comments posted and on disk, 16 at a time",
        64: "comments posted and on disk, 64 at a time",
    }
    for key, name in kinds.items():
        rows.append((f"| {name} |", [f" {rounded(node.figures[key][0])} a second |" for node in columns]))
        rows.append(("| its processor time in the node |", [f" {rounded(node.figures[key][1])} µs |" for node in columns]))
    memory = [f" {node.figures['memory'][0]:.0f} MB, {node.figures['memory'][1]:.0f} MB at most |" for node in columns]
    rows.append(("| memory of the node after this load |", memory))
    return "\n".join(name + "".join(cells) for name, cells in rows)


def write(text):
    """Puts the table into docs/scaling.md, in the place of the one before."""
    page = DEPLOY.parent / "docs/scaling.md"
    begin, end = "<!-- figures.py writes this table -->\n\n", "\n\n<!-- end of the table -->"
    before, _, rest = page.read_text().partition(begin)
    _, _, after = rest.partition(end)
    page.write_text(before + begin + text + end + after)


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
    furnish(board)
    in_file = Node(board, "SQLite")
    in_file.measure()
    board.end("node1", 15)
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("DELETE FROM events")
    database.execute("VACUUM")
    size = lambda: database.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()[0]
    fill(board, "SQLite", lambda statement: (database.execute(statement).fetchone() or [None])[0], size)
    database.close()

with Cluster() as board:
    board.postgres()
    furnish(board)
    on_server = Node(board, "PostgreSQL 15 on the same machine")
    on_server.measure()
    log = lambda: int(board.sql("SELECT CAST(pg_current_wal_insert_lsn() - '0/0' AS BIGINT)"))
    before = log()
    requests = on_server.posted(16)[0]
    print(f"PostgreSQL: {(log() - before) / requests:.0f} bytes of write-ahead log a comment")
    board.end("node1", 15)
    board.sql("VACUUM FULL comments")
    fill(board, "PostgreSQL", board.sql, lambda: int(board.sql("SELECT pg_total_relation_size('comments')")))

print(table([in_file, on_server]))
if "--write" in sys.argv:
    write(table([in_file, on_server]))
