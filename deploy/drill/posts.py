"""Three nodes behind HAProxy: 5,000 comments while a node is killed and PostgreSQL goes away. Every 303 is there once, none twice.

    python3 deploy/drill/posts.py             # one PostgreSQL: restarted, then stopped as by a power cut
    python3 deploy/drill/posts.py --patroni   # three under Patroni: the primary killed, pages read from the replicas

A client that gets no 303 sends the same text again with the same cookie, as a person does. Once it has one it looks whether its
comment is on the page it is sent to.
"""

import collections
import http.client
import queue
import signal
import sys
import threading
import time

from parts import HAPROXY, Browser, Cluster, together, until

POSTS = 5_000
CLIENTS = 16
PATIENCE = 150  # seconds until a client gives up on one text


class Crowd:
    """Everybody who posts, and what they met."""

    def __init__(self):
        self.texts = queue.SimpleQueue()
        for number in range(POSTS):
            self.texts.put(f"Oefening {number:04}: wat bevestigd is staat er precies één keer.")
        self.lock = threading.Lock()
        self.failed = False
        self.acknowledged = {}
        self.met = collections.Counter()
        self.unseen = []
        self.last, self.gap = time.monotonic(), 0.0

    def client(self):
        browser = Browser.visitor(HAPROXY)
        try:
            while True:
                text = self.texts.get_nowait()
                self.look(browser, self.post(browser, text), text)
        except queue.Empty:
            pass
        except BaseException:
            self.failed = True
            raise

    def post(self, browser, text):
        answer = self.insist(lambda: browser.comment(text), 303, "POST")
        with self.lock:
            now = time.monotonic()
            self.gap, self.last = max(self.gap, now - self.last), now
            self.acknowledged[text] = answer.headers["Location"]
        return answer.headers["Location"]

    def look(self, browser, place, text):
        path, _, anchor = place.partition("#")
        page = self.insist(lambda: browser.get(path), 200, "GET").text
        if text not in page or f'id="{anchor}"' not in page:
            with self.lock:
                self.unseen.append(text)

    def insist(self, send, wanted, what):
        """Sends until the answer is the one wanted; 502, 503, 504 and a broken connection are reasons to send again."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                answer = send()
                if answer.status == wanted:
                    return answer
                met = str(answer.status)
                assert answer.status in (502, 503, 504), f"{what} was answered with {met}"
            except (OSError, http.client.HTTPException) as error:
                met = type(error).__name__
            with self.lock:
                self.met[f"{what} {met}"] += 1
            time.sleep(0.25)
        sys.exit(f"{what}: not within {PATIENCE} seconds")

    def reaches(self, posts):
        until(f"{posts} posts", lambda: len(self.acknowledged) >= posts or self.failed, 600)
        if self.failed:
            sys.exit("a client gave up")


def tell(what):
    print(f"  {time.monotonic() - began:6.1f} s  {what}", flush=True)


def trouble_with_one_server(board, crowd):
    crowd.reaches(800)
    tell("node 2 is killed")
    board.end("node2", signal.SIGKILL)
    crowd.reaches(1600)
    tell("PostgreSQL is restarted (fast)")
    board.restart_postgres("fast")
    crowd.reaches(2400)
    tell("node 2 is back")
    board.node(2)
    crowd.reaches(3200)
    tell("PostgreSQL is stopped as by a power cut and started (immediate)")
    board.restart_postgres("immediate")
    crowd.reaches(4000)
    tell("node 1 is killed")
    board.end("node1", signal.SIGKILL)


def trouble_with_patroni(board, crowd):
    crowd.reaches(800)
    tell("node 2 is killed")
    board.end("node2", signal.SIGKILL)
    crowd.reaches(1600)
    first = board.leader()
    tell(f"pg{first}, the primary, is killed with its Patroni")
    board.kill_server(first)
    second = until("another primary", board.leader, 120)
    tell(f"pg{second} is the primary")
    crowd.reaches(2800)
    tell(f"node 2 and pg{first} are back")
    board.node(2, **more)
    board.patroni(first)
    board.all_three()
    tell(f"pg{first} follows")
    crowd.reaches(4000)
    tell("three servers again; the primary is killed once more")
    board.kill_server(board.leader())


def whole(board, crowd):
    """What has to hold afterwards."""
    bodies = collections.Counter(board.sql("SELECT body FROM comments").splitlines())
    lost = [text for text in crowd.acknowledged if bodies[text] == 0]
    twice = [text for text, count in bodies.items() if count > 1]
    print(f"{len(crowd.acknowledged)} acknowledged, {len(bodies)} in the database, {len(lost)} lost, {len(twice)} twice")
    print(f"own comment not on the page it led to: {len(crowd.unseen)}; longest time without a 303: {crowd.gap:.1f} s")
    print(f"sent again after: {dict(crowd.met) or 'nothing'}")
    print(f"weerwoord check: {board.weerwoord('check').strip()}")
    return not (lost or twice or crowd.unseen) and len(crowd.acknowledged) == POSTS


with Cluster() as board:
    patroni = "--patroni" in sys.argv
    more = {}
    if patroni:
        board.patroni_of_three()
        more["WEERWOORD_DATABASE_READ_URL"] = board.read_url
    else:
        board.postgres()
        board.haproxy()
    board.furnish()
    for number in 1, 2, 3:
        board.node(number, **more)
    until("three nodes behind HAProxy", lambda: Browser(HAPROXY).get("/health/ready").status == 200)
    time.sleep(3)
    crowd, began = Crowd(), time.monotonic()
    crowd.last = began
    trouble = trouble_with_patroni if patroni else trouble_with_one_server
    together([*[crowd.client] * CLIENTS, lambda: trouble(board, crowd)])
    tell(f"{POSTS} comments by {CLIENTS} clients")
    if patroni:
        until("a primary", board.leader, 120)
    if not whole(board, crowd):
        sys.exit("something acknowledged is not there once, or was not seen")
