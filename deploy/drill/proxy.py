"""nginx as a cache in front: a member and a reader without a session on one page at once, while comments are posted.

    python3 deploy/drill/proxy.py
"""

import sys
import threading
import time

from parts import HAPROXY, NGINX, SLUG, Browser, Cluster, together, until

PAGES = 1_000
NAME = "Mila de Lid"


class Readers:
    def __init__(self):
        self.lock = threading.Lock()
        self.wrong, self.cached, self.posted = [], {"member": {}, "anonymous": {}, "poster": {}}, 0
        self.done = threading.Event()

    def reads(self, who, browser):
        for number in range(PAGES):
            # Every fourth time from a list, which is kept apart.
            answer = browser.get("/" if number % 4 == 3 else f"/articles/{SLUG}")
            self.sees(who, answer)
            # Long enough for what is kept to go out of date.
            time.sleep(0.035)

    def sees(self, who, answer):
        control = answer.headers["Cache-Control"]
        # Every page greets who is logged in by name, and offers the others to log in.
        named, offered = NAME in answer.text, 'href="/login"' in answer.text
        right = answer.status == 200 and (named, offered) == ((True, False) if who == "member" else (False, True))
        right &= control.startswith("private, no-store" if who == "member" else "public")
        right &= who == "member" or "Set-Cookie" not in answer.headers
        with self.lock:
            state = answer.headers["X-Cache"] or "-"
            self.cached[who][state] = self.cached[who].get(state, 0) + 1
            if not right or (who == "member" and state != "BYPASS"):
                self.wrong.append((who, answer.status, state, control))

    def posts(self):
        """Posts until the readers are done, and looks each time whether the comment is where it was sent to."""
        browser = Browser.visitor(NGINX)
        while not self.done.is_set():
            text = f"Voor de cache langs, {self.posted:04}."
            answer = browser.comment(text)
            assert answer.status == 303, answer.text
            page = browser.get(answer.headers["Location"].partition("#")[0])
            self.sees("poster", page)
            if text not in page.text:
                self.wrong.append(("poster", "does not see", text, ""))
            self.posted += 1
            self.done.wait(0.05)

    def read_all(self, *readers):
        together([lambda who=who, browser=browser: self.reads(who, browser) for who, browser in readers])
        self.done.set()


with Cluster() as board:
    board.postgres()
    board.haproxy()
    board.nginx()
    board.furnish()
    board.account(NAME, "mila@blog.example", "member")
    for number in 1, 2, 3:
        board.node(number)
    until("a page through nginx and HAProxy", lambda: Browser(NGINX).get("/").status == 200)
    member = Browser(NGINX)
    member.log_in("mila@blog.example")
    readers = Readers()
    others = [("anonymous", Browser(NGINX)) for _ in range(3)]
    together([readers.posts, lambda: readers.read_all(("member", member), *others)])
    print(f"{PAGES} pages of a member and {len(others)} times {PAGES} of readers without a session, {readers.posted} comments meanwhile")
    for who, states in readers.cached.items():
        print(f"  {who}: {states}")
    print(f"  answers that were somebody else's, or marked as such: {len(readers.wrong)}")
    if readers.wrong or not readers.cached["anonymous"].get("HIT"):
        sys.exit(f"not as it should be: {readers.wrong[:5]}")
