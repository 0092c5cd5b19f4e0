"""Tries hugo.html, hugo-script.html and nginx-ssi.conf of this folder: a site built by Hugo behind nginx, and a board, on 127.0.0.1.

    python3 deploy/embed/try.py [target/debug/weerwoord] [--stay]

Only names, addresses, ports and paths are replaced in the files. A reader without a script reads a page, posts from it through the
code, and finds the comment in the HTML of the page. Prints a line for each check; the exit code is 0 if all of them hold. With --stay
the servers stay until Enter is pressed. Hugo and nginx must be installed. Every process is ended by its own number.
"""

import html
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
BASE = int(os.environ.get("TRY_PORTS", "32200"))
# Two hosts, so that the board is a third party in a browser.
BOARD, SITE = f"http://127.0.0.1:{BASE}", f"http://localhost:{BASE + 1}"
PATH = os.environ["PATH"] + ":/usr/sbin"
failed = []


def check(what, holds):
    print(("ok   " if holds else "FAIL ") + what, flush=True)
    if not holds:
        failed.append(what)


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def ask(url, fields=None, headers=()):
    """Returns status, text and address to go on to."""
    data = urllib.parse.urlencode(fields).encode() if fields is not None else None
    request = urllib.request.Request(url, data, dict(headers))
    try:
        answer = urllib.request.build_opener(Stay).open(request, timeout=10)
    except urllib.error.HTTPError as error:
        answer = error
    return answer.status, answer.read().decode(), answer.headers.get("Location", "")


def until(what, holds):
    for _ in range(300):
        try:
            if holds():
                return
        except OSError:
            pass
        time.sleep(0.1)
    sys.exit(f"{what}: not within 30 seconds")


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def build(site):
    """Builds a site with two pages: comments included by the server, and by the script."""
    write(site / "config.toml", f'baseURL = "{SITE}/"\ntitle = "Koffieblog"\nlanguageCode = "nl"\n'
          f'disableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n[params]\nweerwoord = "{BOARD}"\n')
    write(site / "layouts/_default/single.html", """<!DOCTYPE html>
<html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="Over koffie."><title>{{ .Title }}</title><link rel="icon" href="data:,">
<style>:root { color-scheme: light dark } body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1.1rem/1.6 system-ui }</style></head>
<body><main><h1>{{ .Title }}</h1>{{ .Content }}
{{ if eq .Params.way "include" }}{{ partial "comments.html" . }}{{ end }}
{{ if eq .Params.way "script" }}{{ partial "script.html" . }}{{ end }}
{{ if eq .Params.way "frame" }}<iframe src="{{ .Site.Params.weerwoord }}/embed?url={{ .Permalink | urlquery }}" title="Reacties" loading="lazy" width="100%" height="900" style="border: 0"></iframe>{{ end }}
</main></body></html>
""")
    write(site / "layouts/index.html", f"""<!DOCTYPE html>
<html lang="nl"><head><meta charset="utf-8"><title>Koffieblog</title></head><body><main><h1>Koffieblog</h1>
{{{{ range .Site.RegularPages }}}}<p><a href="{{{{ .Permalink }}}}">{{{{ .Title }}}}</a> <span data-weerwoord-count="{{{{ .Permalink }}}}"></span></p>{{{{ end }}}}
<script src="{BOARD}/embed.js" async></script></main></body></html>
""")
    for file, partial in [("hugo.html", "comments.html"), ("hugo-script.html", "script.html")]:
        write(site / "layouts/partials" / partial, (HERE / file).read_text())
    for name, title, way in [("koffie", "Koffie drinken & meer", "include"), ("script", "Met het script", "script"),
                             ("frame", "Met een iframe", "frame"), ("zonder", "Zonder reacties", "none")]:
        text = "Een stuk over koffie, met wat tekst om te lezen.\n\n" * 12
        write(site / f"content/{name}.md", f'+++\ntitle = "{title}"\nway = "{way}"\n+++\n{text}')
    subprocess.run(["hugo", "--quiet", "--source", site], check=True)


def nginx(folder, root):
    """Starts nginx with the file of this folder, as whoever runs this."""
    text = (HERE / "nginx-ssi.conf").read_text()
    for old, new in [("listen 80;", f"listen 127.0.0.1:{BASE + 1};"), ("server_name blog.example;", "server_name localhost;"),
                     ("/var/www/blog", str(root)), ("https://board.example", BOARD), ("Host board.example", f"Host 127.0.0.1:{BASE}"),
                     ("proxy_ssl_server_name on;", ""), ("/var/cache/nginx/weerwoord", f"{folder}/cache")]:
        assert old in text, old
        text = text.replace(old, new)
    temp = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
    write(folder / "nginx.conf", f"daemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\nhttp {{\n"
          f"types {{ text/html html; }}\naccess_log off;\n{temp}{text}}}\n")
    program = shutil.which("nginx", path=PATH)
    return subprocess.Popen([program, "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"])


def code_of(database):
    """Returns the answer of the newest code, as only the database can."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as rows:
        return rows.execute("SELECT answer FROM challenges WHERE NOT solved ORDER BY id DESC LIMIT 1").fetchone()[0]


def hidden(page):
    return {name: html.unescape(value)
            for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)}


def story(database):
    page = f"{SITE}/koffie/"
    status, text, _ = ask(page)
    check("the page has the comments in its own HTML", status == 200 and "Er zijn nog geen reacties" in text)
    check("nothing of SSI is left", "<!--#" not in text)
    form = hidden(text)
    check("the form names the page and its title", form == {"url": page, "title": "Koffie drinken & meer"})
    action = re.search(r'action="([^"]+)"', text)[1].split("#")[0]
    typed = {"name": "Mirjam", "email": "mirjam@post.example", "body": "Zonder script geschreven."}
    foreign = {"Origin": SITE, "Sec-Fetch-Site": "cross-site"}
    status, text, _ = ask(action, {**form, **typed}, foreign)
    check("the board asks for the code", status == 200 and "Nog één stap" in text and typed["body"] in text)
    picture = html.unescape(re.search(r'src="(/captcha.png[^"]+)"', text)[1])
    urllib.request.urlopen(BOARD + picture).read()
    time.sleep(3.2)  # what is answered sooner was not read
    own = {"Origin": BOARD, "Sec-Fetch-Site": "same-origin"}
    status, text, to = ask(action, {**hidden(text), **typed, "captcha": code_of(database)}, own)
    check("the comment is posted and leads back: " + to, status == 303 and to == f"{page}#comment-1")
    until("the comment in the page", lambda: "Zonder script geschreven." in ask(page)[1])
    status, text, _ = ask(page)
    check("the comment stands in the HTML of the page", 'id="comment-1"' in text and "Er is 1 reactie" in text)
    status, text, _ = ask(action, {**form, **typed}, {"Origin": "http://kwaad.example", "Sec-Fetch-Site": "cross-site"})
    check("another site may not post", status == 403)
    status, text, _ = ask(f"{SITE}/weerwoord?url={urllib.parse.quote(page)}")
    check("readers do not reach the fragment by itself", status == 404)
    status, text, _ = ask(f"{BOARD}/embed/fragment?url=http://elders.example/")
    check("another site gets a sentence for its operator", status == 404 and "http://elders.example" in text)


def main():
    program = next((it for it in sys.argv[1:] if not it.startswith("-")), "target/debug/weerwoord")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.chmod(folder, 0o755)
        data = folder / "data"
        settings = {**os.environ, "WEERWOORD_DATA": str(data), "WEERWOORD_LISTEN": BOARD.split("//")[1],
                    "WEERWOORD_PUBLIC_URL": BOARD, "WEERWOORD_SITES": SITE}
        build(folder / "site")
        running = []
        try:
            log = open(folder / "board.log", "w")
            running.append(subprocess.Popen([program, "serve"], env=settings, stdout=log, stderr=log))
            until("the board", lambda: ask(f"{BOARD}/health/ready")[0] == 200)
            running.append(nginx(folder, folder / "site/public"))
            until("nginx", lambda: ask(f"{SITE}/zonder/")[0] == 200)
            story(data / "weerwoord.db")
            if "--stay" in sys.argv:
                input(f"{SITE}/koffie/ {data} - Enter ends\n")
            running[0].terminate()
            running[0].wait()
            time.sleep(31)  # the fragment is stale now
            check("while the board is away, the comments stay", "Zonder script geschreven." in ask(f"{SITE}/koffie/")[1])
        finally:
            for process in running:
                process.terminate()
                process.wait()
    sys.exit(1 if failed else 0)


main()
