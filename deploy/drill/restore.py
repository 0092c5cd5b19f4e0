"""A backup of a board with 1,000,000 comments while people post, and a restore in which what was erased since stays erased.

    python3 deploy/drill/restore.py [COMMENTS]

Posts are timed before and during the backup. Then a comment is expunged and an account leaves, the board is killed, and the backup is
restored into another folder: `check` is content, every comment that was acknowledged before the backup began is there, and nothing of what
was erased.
"""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time

from parts import NODES, PASSWORD, Browser, Cluster, binary, together

POSTERS, SECONDS = 8, 15
SENTENCES = "Wie een klacht beantwoordt voor er een uur om is, houdt het gesprek bij zich; wie wacht, leest het elders terug. " * 5
ROWS = f"""
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?),
    t(i, body) AS (SELECT i, 'Nummer ' || i || ': ' || substr('{SENTENCES}', 1, 85 + i * 7919 % 400) FROM n)
    INSERT INTO comments (article_id, name, email, email_key, body, html, state, shown_at, posted_at, ordinal)
    SELECT 1, 'Lezer ' || (i % 10000), 'lezer' || (i % 10000) || '@post.example', 'lezer' || (i % 10000) || '@post.example',
        body, '<p>' || body || '</p>', 'visible', 1000000 * i, 1000000 * i, 1000000 + i
    FROM t"""
SECRET = "Het adres van een ander staat in deze reactie."


class Posters:
    """People who post without a pause until they are told to stop."""

    def __init__(self):
        self.times, self.known, self.stopped, self.lock = [], {}, threading.Event(), threading.Lock()

    def post(self, number):
        browser = Browser.visitor(NODES + 1)
        while not self.stopped.is_set():
            text = f"Onder belasting {number}, {time.monotonic_ns()}: wie wacht, leest het elders terug."
            began = time.monotonic()
            answer = browser.comment(text, f"Poster {number}", f"poster{number}@post.example")
            took = (time.monotonic() - began) * 1000
            assert answer.status == 303, answer.text
            with self.lock:
                self.times.append(took)
                self.known[int(answer.headers["Location"].partition("#comment-")[2])] = text

    def during(self, deed):
        """Posts while something is done."""
        def watched():
            try:
                deed()
            finally:
                self.stopped.set()

        together([watched, *(lambda number=number: self.post(number) for number in range(POSTERS))])
        self.times.sort()
        return self

    def told(self, what):
        p99 = self.times[int(len(self.times) * 0.99)]
        print(f"{what}: {len(self.times):,} posts, half within {self.times[len(self.times) // 2]:.1f} ms, 99 % within {p99:.1f} ms", flush=True)
        return p99


def main():
    comments = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with Cluster() as board:
        path = board.folder / "data0" / "weerwoord.db"
        board.url = f"sqlite://{path}"
        board.furnish()
        board.account("Mirjam Bos", "mirjam@blog.example", "member")
        database = sqlite3.connect(path)
        database.execute(ROWS, (comments,))
        database.execute("UPDATE articles SET visible_comments = ?, threads = ? WHERE id = 1", (comments, comments))
        database.commit()
        database.close()
        # Counters and the search index of the rows above.
        subprocess.run([binary(), "check", "--mend"], env={**os.environ, **board.settings()}, stdout=subprocess.DEVNULL)
        board.node(1)

        member, admin = Browser(NODES + 1), Browser(NODES + 1)
        member.log_in("mirjam@blog.example")
        admin.log_in("sanne@blog.example")
        own = member.comment("Van een deelnemer die vertrekt.")
        secret = member.comment(SECRET)
        assert own.status == secret.status == 303
        number = secret.headers["Location"].partition("#comment-")[2]

        before = Posters().during(lambda: time.sleep(SECONDS))
        quiet = before.told("before")
        backup = board.folder / "backup.db"
        began = time.monotonic()
        during = Posters().during(lambda: board.weerwoord("backup", str(backup)))
        took = time.monotonic() - began
        busy = during.told(f"during the backup of {took:.1f} s, {backup.stat().st_size / 1e6:,.0f} MB")
        print(f"99 % during the backup: {busy / quiet:.2f} times those before")

        # The board closed what was idle meanwhile.
        member.connection = admin.connection = None
        erase = {"why": "Bevel 12/34", "reason": "privacy", "sure": "yes"}
        assert admin.send("POST", f"/moderation/comments/{number}/expunge", erase).status == 303
        assert member.send("POST", "/account/leave", {"password": PASSWORD, "sure": "on"}).status == 303
        board.end("node1", signal.SIGKILL)

        # The journal lies in the folder of the node; the backup is all else there is.
        other = board.folder / "other"
        journal = board.folder / "data1" / "erasures.jsonl"
        began = time.monotonic()
        board.url = f"sqlite://{other / 'weerwoord.db'}"
        told = board.weerwoord("restore", str(backup), "--erasures", str(journal), "--data", str(other))
        print(f"restored in {time.monotonic() - began:.1f} s")
        checked = subprocess.run([binary(), "check", "--data", str(other)], env={**os.environ, **board.settings()}, capture_output=True, text=True)
        print(checked.stdout.splitlines()[0])
        assert checked.returncode == 0, checked.stdout[:2000]
        restored = sqlite3.connect(other / "weerwoord.db")
        texts = dict(restored.execute("SELECT id, body FROM comments WHERE id > ?", (comments,)))
        lost = [text for id, text in before.known.items() if texts.get(id) != text]
        assert not lost, f"{len(lost)} comments acknowledged before the backup are not in it"
        assert SECRET not in texts.values(), told
        named = restored.execute("SELECT COUNT(*) FROM comments c JOIN accounts a ON a.id = c.account_id WHERE a.name = 'Mirjam Bos'")
        assert named.fetchone()[0] == 0, told
        print(f"{len(before.known):,} comments acknowledged before the backup are there; what was erased since is not")


main()
