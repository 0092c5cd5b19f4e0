"""Imports that are killed in the middle: the board is as it was, byte for byte in its export.

    python3 deploy/drill/killed_imports.py [--postgres] [KILLS [COMMENTS]]

A file of WordPress is imported into one board to learn how long that takes, and then into another,
which serves meanwhile and is killed 20 times (KILLS) with SIGKILL, at moments spread over that
time. After each kill the export is compared with the one before. In the end the import runs to its
end, once more to find nothing new, and `check` is content.
"""

import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

from parts import NODES, SERVERS, Browser, Cluster, binary

WORDS = "de het een lezer kop tekst artikel vind dat goed maar niet altijd soms werkt ons".split()
PER_ARTICLE = 200
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Oud</title><link>https://old.example</link><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_blog_url>https://old.example</wp:base_blog_url>
"""
ITEM = """<item><title>Stuk {number}</title><link>https://old.example/stuk-{number}/</link>
<dc:creator>red</dc:creator><content:encoded><![CDATA[<p>{text}</p>]]></content:encoded>
<wp:post_id>{id}</wp:post_id><wp:post_date_gmt>{time}</wp:post_date_gmt>
<wp:post_name>stuk-{number}</wp:post_name><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type>
"""
COMMENT = """<wp:comment><wp:comment_id>{id}</wp:comment_id>
<wp:comment_author>Lezer {reader}</wp:comment_author>
<wp:comment_author_email>lezer{reader}@post.example</wp:comment_author_email>
<wp:comment_date_gmt>{time}</wp:comment_date_gmt>
<wp:comment_content><![CDATA[{text}]]></wp:comment_content>
<wp:comment_approved>1</wp:comment_approved><wp:comment_type>comment</wp:comment_type>
<wp:comment_parent>{parent}</wp:comment_parent></wp:comment>
"""


def write_file(path, comments):
    """Writes an export of WordPress with so many comments."""
    chance = random.Random(7)
    begin = datetime(2020, 1, 1, tzinfo=UTC)

    def text():
        return " ".join(chance.choices(WORDS, k=chance.randint(5, 60)))

    with open(path, "w", encoding="utf-8") as file:
        file.write(HEAD)
        for number in range(comments):
            time_there = f"{begin + timedelta(seconds=61 * number):%Y-%m-%d %H:%M:%S}"
            article, place = divmod(number, PER_ARTICLE)
            if place == 0:
                file.write("</item>\n" if number else "")
                values = {"number": article, "id": 10_000_000 + article, "time": time_there}
                file.write(ITEM.format(text=text(), **values))
            # Every second one answers the one before it.
            parent = number if place % 2 else 0
            values = {"id": number + 1, "reader": number % 977, "parent": parent}
            file.write(COMMENT.format(text=text(), time=time_there, **values))
        file.write("</item>\n</channel></rss>\n")


class Board(Cluster):
    """A board that imports."""

    def exported(self):
        path = self.folder / "export.jsonl"
        path.unlink(missing_ok=True)
        self.weerwoord("export", str(path))
        return path.read_bytes()

    def killed_after(self, seconds, path):
        """Starts an import and kills it; ends the drill if it was done by then."""
        self.start("import", [binary(), "import", path], **self.settings())
        time.sleep(seconds)
        running = self.running["import"].poll() is None
        self.end("import", signal.SIGKILL)
        if not running:
            sys.exit(f"the import ended within {seconds:.1f} s; give a larger number of comments")

    def on(self, database, is_postgres):
        """Makes a new board, and goes on with that."""
        if is_postgres:
            server = f"postgres://postgres@127.0.0.1:{SERVERS + 1}"
            self.sql(f"CREATE DATABASE {database}", f"{server}/postgres")
            self.url = f"{server}/{database}"
        else:
            self.url = f"sqlite://{self.folder / database}.db"
        self.furnish()


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--postgres"]
    is_postgres = "--postgres" in sys.argv
    kills, comments = [*map(int, arguments), *(20, 50_000)[len(arguments) :]]
    with Board() as board:
        if is_postgres:
            board.postgres()
        path, small = board.folder / "old.xml", board.folder / "small.xml"
        write_file(path, comments)
        write_file(small, 100)

        board.on("timed", is_postgres)
        began = time.monotonic()
        board.weerwoord("import", str(path))
        took = time.monotonic() - began
        print(f"{comments:,} comments are imported in {took:.1f} s", flush=True)

        board.on("killed", is_postgres)
        # Something to damage: the first comments of the same site.
        board.weerwoord("import", str(small))
        board.node(1)
        before = board.exported()
        for kill in range(kills):
            # Not in the last tenth, in which a quicker run than the first may be done.
            seconds = took * 0.9 * (kill + 0.5) / kills
            board.killed_after(seconds, path)
            after = board.exported()
            assert after == before, f"killed after {seconds:.1f} s, the export differs"
            page = Browser(NODES + 1).get("/articles/stuk-0")
            assert page.status == 200, page.text
        print(f"killed {kills} times: the export is the same {len(before):,} bytes each time")

        board.weerwoord("import", str(path))
        whole = board.exported()
        assert whole.count(b'"type":"comment"') == comments, "not every comment came"
        board.weerwoord("import", str(path))
        assert board.exported() == whole, "the same file again changed the board"
        try:
            print(board.weerwoord("check").splitlines()[0])
        except subprocess.CalledProcessError as failed:
            sys.exit(failed.stdout[:2000])


main()
