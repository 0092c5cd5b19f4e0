"""One board while everything under it fails: the disk, the log, the lock, the file, the clock, the process, the line to PostgreSQL.
Prints a table: fault, tries, acknowledged, lost, doubled, whether the board healed by itself, and how long /health/live took.

    python3 deploy/drill/faults.py              # all of them
    python3 deploy/drill/faults.py kill clock   # those whose name holds one of these words

A comment is acknowledged when it was answered with 303. It is lost when its text does not stand under the number that the answer
gave, and doubled when it stands there more than once.
"""

import collections
import fcntl
import http.client
import mmap
import os
import random
import signal
import socket
import sqlite3
import statistics
import struct
import subprocess
import sys
import threading
import time

from parts import ARTICLE, NODES, PASSWORD, SLUG, Browser, Cluster, binary, get, together, until

HERE = os.path.dirname(os.path.abspath(__file__))
WRITES, FLUSHES, TRUNCATIONS = 1, 2, 4
EIO, ENOSPC = 5, 28
DAY = 86_400


class Ledger:
    """What was acknowledged, under which number."""

    def __init__(self):
        self.lock, self.known, self.tries, self.met = threading.Lock(), {}, 0, collections.Counter()

    def post(self, browser, text, path=f"/articles/{SLUG}/comments"):
        """Posts once; whether it was acknowledged."""
        with self.lock:
            self.tries += 1
        try:
            answer = browser.send("POST", path, {"name": "Lezer", "email": "lezer@post.example", "body": text, "intent": "post"})
            met = answer.status
        except (OSError, http.client.HTTPException) as error:
            met = type(error).__name__
        with self.lock:
            self.met[met] += 1
            if met != 303:
                return False
            # What waits for a moderator was acknowledged too.
            path, _, number = answer.headers["Location"].partition("#comment-")
            self.known[int(number or path.split("/")[2])] = text
            return True

    def compare(self, rows):
        """Lost and doubled, by the rows that are there."""
        texts = dict(rows)
        counts = collections.Counter(text for _, text in rows)
        lost = [text for number, text in self.known.items() if texts.get(number) != text]
        doubled = [text for text, count in counts.items() if count > 1]
        return len(lost), len(doubled)


class Board(Cluster):
    """One board as a process, on a disk that fails when it is told to."""

    def __enter__(self):
        super().__enter__()
        self.library = self.folder / "failing_disk.so"
        source = os.path.join(HERE, "failing_disk.c")
        subprocess.run(["cc", "-O1", "-shared", "-fPIC", "-o", self.library, source, "-ldl"], check=True)
        path = self.folder / "orders"
        path.write_bytes(bytes(32))
        self.file = open(path, "r+b")
        self.orders = mmap.mmap(self.file.fileno(), 32)
        self.url = f"sqlite://{self.folder}/data0/weerwoord.db"
        self.ledger, self.live = Ledger(), []
        self.watching = None
        return self

    def __exit__(self, *error):
        self.watching = None
        super().__exit__(*error)

    def order(self, place, number):
        self.orders[4 * place : 4 * place + 4] = struct.pack("i", number)

    def number(self, place):
        return struct.unpack("i", self.orders[4 * place : 4 * place + 4])[0]

    def disk(self, kinds=0, at=0, burst=0, errno=EIO):
        self.order(0, 0)
        for place, number in ((1, at), (2, burst), (3, errno), (0, kinds)):
            self.order(place, number)

    def settings(self, number=0, **more):
        return {**super().settings(number), "WEERWOORD_PUBLIC_URL": f"http://127.0.0.1:{NODES}", **more}

    def serve(self, disk=True, log=None, **more):
        if disk:
            more |= {"LD_PRELOAD": str(self.library), "DISK_FAULTS": str(self.folder / "orders")}
        environment = {**os.environ, **self.settings(**more)}
        log = log or open(self.folder / "board.log", "ab")
        self.running["board"] = subprocess.Popen(
            [binary(), "serve"], cwd=self.folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log
        )
        until("the board", lambda: get(NODES, "/health/ready").status == 200)
        if not self.watching:
            self.watching = threading.Thread(target=self.watch, daemon=True)
            self.watching.start()

    def watch(self):
        """Asks twenty times a second whether the board lives, and how long that took."""
        while self.watching:
            began = time.monotonic()
            try:
                if get(NODES, "/health/live").status == 200:
                    self.live.append(time.monotonic() - began)
            except (OSError, http.client.HTTPException):
                pass  # It is being killed.
            time.sleep(0.05)

    def kill(self):
        self.end("board", signal.SIGKILL)

    def heals(self, seconds=20):
        """Whether a comment is taken and the board is ready, without a restart."""
        browser, end = Browser.visitor(NODES), time.monotonic() + seconds
        while time.monotonic() < end:
            self.extra = getattr(self, "extra", 0) + 1
            try:
                if self.ledger.post(browser, f"Het gaat weer, {self.extra}.") and get(NODES, "/health/ready").status == 200:
                    return True
            except (OSError, http.client.HTTPException):
                pass
            time.sleep(0.05)
        return False

    def rows(self):
        if self.url.startswith("sqlite"):
            with sqlite3.connect(self.folder / "data0/weerwoord.db") as database:
                return database.execute("SELECT id, body FROM comments").fetchall()
        return [(int(number), text) for number, _, text in (row.partition("|") for row in self.sql("SELECT id, body FROM comments").splitlines())]

    def together(self, texts):
        """Posts so many at once, each twice: a double click is one comment, and both answers say that it is there."""
        cookies = [Browser.visitor(NODES).cookies for _ in texts]
        twins = list(zip(texts, cookies)) * 2
        together([lambda text=text, cookie=cookie: self.ledger.post(Browser(NODES, cookie), text) for text, cookie in twins])


def calls(board, kinds, errno, steps):
    """Each n-th call fails once, while eight post."""
    board.serve()
    for at in steps:
        failed = board.number(5)
        board.disk(kinds, at, 1, errno)
        board.together([f"Oproep {kinds} {errno} {at} {who}." for who in range(8)])
        for more in range(200):
            if board.number(5) > failed:
                break
            board.ledger.post(Browser.visitor(NODES), f"Daarna {kinds} {errno} {at} {more}.")
    board.disk()
    return board.heals()


def writes_that_fail(board):
    return calls(board, WRITES, EIO, range(1, 161))


def no_room_for_a_write(board):
    return calls(board, WRITES, ENOSPC, range(1, 161))


def flushes_that_fail(board):
    return calls(board, FLUSHES, EIO, list(range(1, 9)) * 4)


def a_disk_away_for_seconds(board):
    """Nothing can be written for a while; the board says that it is not ready, and comes back by itself."""
    board.serve()
    healed = True
    for errno in (EIO, ENOSPC) * 3:
        board.disk(WRITES | FLUSHES | TRUNCATIONS, 1, 2**31 - 1, errno)
        board.together([f"Schijf weg {errno} {time.monotonic()} {who}." for who in range(8)])
        until("not ready", lambda: get(NODES, "/health/ready").status == 503)
        time.sleep(1)
        board.disk()
        healed &= board.heals()
    return healed


def a_full_disk(board):
    """Three megabytes free; another process holds the lock for 3.5 s while twelve post and a picture of 8 MB comes in between."""
    data = board.folder / "data0"
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", data], check=True)
    try:
        subprocess.run(["cp", "-a", *[str(path) for path in board.folder.glob("whole/*")], data], check=True)
        board.serve(disk=False)
        editor = Browser.visitor(NODES)
        editor.log_in("sanne@blog.example")
        healed, filler = True, data / "filler"
        for turn in range(4):
            space = os.statvfs(data)
            with open(filler, "wb") as file:
                file.write(bytes(max(space.f_bavail * space.f_frsize - 3_000_000, 0)))
            lock = sqlite3.connect(data / "weerwoord.db", isolation_level=None, timeout=20)
            lock.execute("BEGIN IMMEDIATE")
            workers = [lambda who=who: board.ledger.post(Browser.visitor(NODES), f"Volle schijf {turn} {who}.") for who in range(12)]
            threads = [threading.Thread(target=work) for work in workers[:6]]
            threads.append(threading.Thread(target=upload, args=(editor,)))
            threads += [threading.Thread(target=work) for work in workers[6:]]
            for thread in threads:
                thread.start()
                time.sleep(0.05)
            time.sleep(3.5)
            lock.execute("ROLLBACK")
            lock.close()
            for thread in threads:
                thread.join()
            filler.unlink()
            healed &= board.heals()
        board.end("board", signal.SIGTERM)
        subprocess.run(["cp", "-a", str(data) + "/.", board.folder / "after"], check=True)
    finally:
        if "board" in board.running:
            board.end("board", signal.SIGKILL)
        subprocess.run(["umount", data], check=True)
        subprocess.run(["cp", "-a", str(board.folder / "after") + "/.", data], check=False)
    return healed


def upload(editor):
    """A picture that no compression makes smaller, as large as may be."""
    import zlib

    width, height = 1700, 1600
    rows = b"".join(b"\0" + os.urandom(3 * width) for _ in range(height))

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    png = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b"")
    border = "grens"
    body = (
        f'--{border}\r\nContent-Disposition: form-data; name="alt"\r\n\r\nRuis\r\n'
        f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="ruis.png"\r\nContent-Type: image/png\r\n\r\n'
    ).encode() + png + f"\r\n--{border}--\r\n".encode()
    connection = http.client.HTTPConnection("127.0.0.1", NODES, timeout=120)
    cookies = "; ".join(f"{name}={value}" for name, value in editor.cookies.items())
    headers = {"Cookie": cookies, "Content-Type": f"multipart/form-data; boundary={border}"}
    try:
        connection.request("POST", "/desk/pictures", body, headers)
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        pass


def kills(board, times):
    """Killed while all kinds of things are done, again and again."""
    for turn in range(times):
        board.serve(disk=False)
        stop = threading.Event()

        def work(who, turn=turn, stop=stop):
            browser, number = Browser.visitor(NODES), 0
            while not stop.is_set():
                number += 1
                text = f"Ronde {turn}, lezer {who}, reactie {number}."
                if not board.ledger.post(browser, text):
                    return
                try:
                    if number % 3 == 0:
                        browser.send("POST", f"/comments/{random.randint(1, 200)}/useful", {})
                    if number % 5 == 0:
                        form = {"reason": "insult", "explanation": "Dit is niet aardig."}
                        browser.send("POST", f"/comments/{random.randint(1, 200)}/report", form)
                except (OSError, http.client.HTTPException):
                    return

        threads = [threading.Thread(target=work, args=(who,)) for who in range(6)]
        for thread in threads:
            thread.start()
        time.sleep(random.uniform(0.02, 0.25))
        board.kill()
        stop.set()
        for thread in threads:
            thread.join()
    board.serve(disk=False)
    return board.heals()


def killed_200_times(board):
    return kills(board, 200)


def a_log_nobody_reads(board):
    reader, writer = os.pipe()
    fcntl.fcntl(writer, 1031, 4096)  # F_SETPIPE_SZ
    board.serve(log=os.fdopen(writer, "wb"), RUST_LOG="debug")
    for turn in range(60):
        board.together([f"Log vol {turn} {who}." for who in range(4)])
    return board.heals()


def a_log_that_is_closed(board):
    reader, writer = os.pipe()
    board.serve(log=os.fdopen(writer, "wb"), RUST_LOG="debug")
    os.close(reader)
    for turn in range(60):
        board.together([f"Log dicht {turn} {who}." for who in range(4)])
    return board.heals()


def a_log_on_a_full_disk(board):
    board.serve(log=open("/dev/full", "wb"), RUST_LOG="debug")
    for turn in range(60):
        board.together([f"Log op een volle schijf {turn} {who}." for who in range(4)])
    return board.heals()


def a_lock_held_by_another(board):
    board.serve()
    for turn in range(3):
        lock = sqlite3.connect(board.folder / "data0/weerwoord.db", isolation_level=None, timeout=20)
        lock.execute("BEGIN IMMEDIATE")
        board.together([f"Op slot {turn} {who}." for who in range(8)])
        lock.execute("ROLLBACK")
        lock.close()
    met = set(board.ledger.met) - {303, 503}
    return board.heals() and not met


def a_file_taken_away(board):
    """Moved away and put back; then replaced by another, which is refused until the first is back."""
    board.serve()
    path, away = board.folder / "data0/weerwoord.db", board.folder / "away.db"
    healed = True
    for turn in range(4):
        os.rename(path, away)
        if turn % 2:
            path.write_bytes(b"")
        before = len(board.ledger.known)
        board.together([f"Weg {turn} {who}." for who in range(8)])
        healed &= len(board.ledger.known) == before and get(NODES, "/health/ready").status == 503
        os.replace(away, path)
        healed &= board.heals()
    return healed


def a_clock_a_day_ahead(board):
    """A day ahead for a while, with every limit on; set right, guests post and log in at once. The limits are as wide as they go."""
    wide = ",".join(f"{name}=1000/1h" for name in ("comment", "comment_all") )
    board.serve(WEERWOORD_LIMITS="on", WEERWOORD_RATES=wide)
    for turn in range(3):
        board.order(6, DAY)
        board.together([f"Morgen {turn} {who}." for who in range(8)])
        board.order(6, 0)
        before = len(board.ledger.known)
        board.together([f"Vandaag {turn} {who}." for who in range(8)])
        if len(board.ledger.known) - before == 0 and board.ledger.met[429]:
            return False
    return board.heals()


class Line:
    """A line to PostgreSQL that loses the answer to a COMMIT now and then."""

    def __init__(self, port, to):
        self.to, self.breaks, self.broken = to, False, 0
        self.listener = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            server = socket.create_connection(("127.0.0.1", self.to))
            state = {"commits": False}
            threading.Thread(target=self.ask, args=(client, server, state), daemon=True).start()
            threading.Thread(target=self.answer, args=(client, server, state), daemon=True).start()

    def ask(self, client, server, state):
        try:
            while asked := client.recv(65_536):
                state["commits"] = asked.startswith(b"Q") and asked.endswith(b"COMMIT\0")
                server.sendall(asked)
        except OSError:
            pass
        hang_up(client, server)

    def answer(self, client, server, state):
        try:
            while answered := server.recv(65_536):
                if state["commits"] and self.breaks:
                    self.breaks, self.broken = False, self.broken + 1
                    break
                client.sendall(answered)
        except OSError:
            pass
        hang_up(client, server)


def hang_up(*sockets):
    """Ends connections for both sides, also where a thread waits for what comes next."""
    for one in sockets:
        try:
            one.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def postgres_answers_that_are_lost(board):
    line = Line(NODES + 5, int(board.url.split(":")[-1].split("/")[0]))
    own = board.url.replace(board.url.split(":")[-1].split("/")[0], str(NODES + 5))
    board.serve(disk=False, WEERWOORD_DATABASE_URL=own)
    for turn in range(60):
        line.breaks = True
        board.together([f"Antwoord weg {turn} {who}." for who in range(4)])
    print(f"  (the answers of {line.broken} commits were lost)")
    return board.heals()


def postgres_killed_nodes(board):
    return kills(board, 60)


def postgres_restarts(board):
    board.serve(disk=False)
    for how in ("fast", "immediate") * 2:
        stop = threading.Thread(target=board.restart_postgres, args=(how,))
        stop.start()
        for turn in range(12):
            board.together([f"Herstart {how} {time.monotonic()} {who}." for who in range(4)])
        stop.join()
    return board.heals()


FAULTS = [
    (1, "a full disk", a_full_disk),
    (1, "no room for the n-th write, n = 1…160", no_room_for_a_write),
    (2, "the n-th write fails, n = 1…160", writes_that_fail),
    (2, "the n-th flush fails, n = 1…8", flushes_that_fail),
    (2, "the disk is away for a second", a_disk_away_for_seconds),
    (8, "the clock is a day ahead", a_clock_a_day_ahead),
    (9, "a log that nobody reads", a_log_nobody_reads),
    (9, "a log that is closed", a_log_that_is_closed),
    (9, "a log on a full disk", a_log_on_a_full_disk),
    (10, "a lock held by another process", a_lock_held_by_another),
    (11, "the file moved away or replaced", a_file_taken_away),
    (0, "killed 200 times", killed_200_times),
    (12, "PostgreSQL: answers to COMMIT lost", postgres_answers_that_are_lost),
    (8, "PostgreSQL: the clock is a day ahead", a_clock_a_day_ahead),
    (0, "PostgreSQL: node killed 60 times", postgres_killed_nodes),
    (0, "PostgreSQL: restarted under load", postgres_restarts),
]


def drill(name, fault):
    with Board() as board:
        if name.startswith("PostgreSQL"):
            board.postgres()
        board.furnish()
        if fault is a_full_disk:
            os.rename(board.folder / "data0", board.folder / "whole")
            (board.folder / "data0").mkdir()
        healed = fault(board)
        lost, doubled = board.ledger.compare(board.rows())
        if "board" in board.running:
            board.end("board", signal.SIGTERM)
        checked = "Everything is as it should be" in board.weerwoord("check")
        live = sorted(board.live) or [0]
        p99 = live[int(len(live) * 0.99)] * 1000
        good = not lost and not doubled and healed and checked
        print(
            f"| {name} | {board.ledger.tries} | {len(board.ledger.known)} | {lost} | {doubled} | {'yes' if healed else 'NO'} |"
            f" {'yes' if checked else 'NO'} | {statistics.median(live) * 1000:.1f} | {p99:.1f} |",
            flush=True,
        )
        return good


def main():
    words = sys.argv[1:]
    print("| fault | tries | acknowledged | lost | doubled | heals | check | live, median ms | p99 |\n|---|---|---|---|---|---|---|---|---|")
    wanted = [(name, fault) for _, name, fault in FAULTS if not words or any(word in name for word in words)]
    return all([drill(name, fault) for name, fault in wanted])


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
