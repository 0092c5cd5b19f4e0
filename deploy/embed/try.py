"""Tries files of this folder on 127.0.0.1, with a board: hugo.html, hugo-script.html and nginx-ssi.conf in a site built by Hugo
behind nginx; Caddyfile and varnish.vcl with a page written by hand; jekyll.html in a site built by Jekyll.

    python3 deploy/embed/try.py [target/debug/weerwoord] [--stay]

Only names, addresses, ports and paths are replaced in the files. A reader without a script reads a page, posts from it through the
code, and finds the comment in the HTML of the page. Prints a line for each check; the exit code is 0 if all of them hold. With --stay
the servers stay until Enter is pressed. Hugo and nginx must be installed; what needs Caddy, Varnish or Jekyll is skipped without
them. All of them are packages of Debian 12. Every process is ended by its own number.
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
BOARD, SITE, CADDY, VARNISH = f"http://127.0.0.1:{BASE}", *(f"http://localhost:{BASE + n}" for n in (1, 2, 3))
PATH = os.environ["PATH"] + ":/usr/sbin"
TITLE = "Koffie drinken & meer"
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
    for name, title, way in [("koffie", TITLE, "include"), ("script", "Met het script", "script"),
                             ("frame", "Met een iframe", "frame"), ("zonder", "Zonder reacties", "none")]:
        text = "Een stuk over koffie, met wat tekst om te lezen.\n\n" * 12
        write(site / f"content/{name}.md", f'+++\ntitle = "{title}"\nway = "{way}"\n+++\n{text}')
    subprocess.run(["hugo", "--quiet", "--source", site], check=True)


def recipe(file, *replaced):
    """Returns a file of this folder, with names, addresses, ports and paths of this machine."""
    text = (HERE / file).read_text()
    for old, new in replaced:
        assert old in text, old
        text = text.replace(old, new)
    return text


def by_hand(root, include):
    """Writes a page with the line of a recipe that includes the comments."""
    write(root / "koffie/index.html", f"""<!DOCTYPE html>
<html lang="nl"><head><meta charset="utf-8"><title>Koffie</title></head><body><main><h1>Koffie</h1>
{include}
</main></body></html>
""")


def query(site):
    return urllib.parse.urlencode({"url": f"{site}/koffie/", "title": TITLE})


def nginx(folder, root):
    """Starts nginx with the file of this folder, as whoever runs this."""
    text = recipe("nginx-ssi.conf", ("listen 80;", f"listen 127.0.0.1:{BASE + 1};"), ("/var/www/blog", str(root)),
                  ("server_name blog.example;", "server_name localhost;"), ("Host board.example", f"Host 127.0.0.1:{BASE}"),
                  ("https://board.example", BOARD), ("proxy_ssl_server_name on;", ""),
                  ("/var/cache/nginx/weerwoord", f"{folder}/cache"))
    temp = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
    write(folder / "nginx.conf", f"daemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\nhttp {{\n"
          f"types {{ text/html html; }}\naccess_log off;\n{temp}{text}}}\n")
    program = shutil.which("nginx", path=PATH)
    return [subprocess.Popen([program, "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"])]


def caddy(folder, program):
    by_hand(folder / "root", f'<% httpInclude "/weerwoord?{query(CADDY)}" %>')
    text = recipe("Caddyfile", ("blog.example {", f"{CADDY} {{\n\tbind 127.0.0.1"), ("/var/www/blog", f"{folder}/root"),
                  ("https://board.example", BOARD), ("Host board.example", f"Host 127.0.0.1:{BASE}"))
    write(folder / "Caddyfile", f"{{\n\tadmin off\n}}\n{text}")
    own = {**os.environ, "XDG_DATA_HOME": f"{folder}/data", "XDG_CONFIG_HOME": f"{folder}/config"}
    log = open(folder / "log", "w")
    return [subprocess.Popen([program, "run", "--config", folder / "Caddyfile", "--adapter", "caddyfile"], env=own, stderr=log)]


def varnish(folder, program):
    by_hand(folder / "root", f'<esi:include src="/weerwoord?{html.escape(query(VARNISH))}"/>')
    write(folder / "default.vcl", recipe(
        "varnish.vcl", ('"8080"', f'"{BASE + 4}"'), ('"3000"', f'"{BASE}"'), ("https://board.example", BOARD),
        ('"board.example"', f'"127.0.0.1:{BASE}"')))
    log = open(folder / "log", "w")
    site = [sys.executable, "-m", "http.server", str(BASE + 4), "--bind", "127.0.0.1", "--directory", folder / "root"]
    cache = [program, "-F", "-n", folder / "work", "-j", "none", "-a", f"127.0.0.1:{BASE + 3}", "-T", "none", "-s", "malloc,32m",
             "-f", folder / "default.vcl"]
    return [subprocess.Popen(it, stdout=log, stderr=log) for it in (site, cache)]


def jekyll(folder, program):
    """Builds a page with the script, and follows the link of a reader without a script."""
    write(folder / "_config.yml", f"url: {SITE}\nweerwoord: {BOARD}\n")
    write(folder / "_includes/comments.html", (HERE / "jekyll.html").read_text())
    write(folder / "koffie.html", f"---\ntitle: {TITLE}\npermalink: /jekyll/\n---\n{{% include comments.html %}}\n")
    subprocess.run([program, "build", "--quiet", "--source", folder, "--destination", folder / "_site"], check=True)
    text = (folder / "_site/jekyll/index.html").read_text()
    named = f'data-page="{SITE}/jekyll/" data-title="{html.escape(TITLE)}"'
    check("Jekyll: the script has the page and its title", f'src="{BOARD}/embed.js"' in text and named in text)
    status, text, _ = ask(html.unescape(re.search(r'<noscript><p><a href="([^"]+)"', text)[1]))
    form = hidden(text)
    check("Jekyll: the link leads to the form of the page", status == 200 and (form.get("url"), form.get("title"))
          == (f"{SITE}/jekyll/", TITLE))


def code_of(database):
    """Returns the answer of the newest code, as only the database can."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as rows:
        return rows.execute("SELECT answer FROM challenges WHERE NOT solved ORDER BY id DESC LIMIT 1").fetchone()[0]


def hidden(page):
    return {name: html.unescape(value)
            for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)}


def story(name, site, database, body):
    """A reader without a script reads a page, posts, and finds the comment in it. Returns where the form posts, and the form."""
    page = f"{site}/koffie/"
    status, text, _ = ask(page)
    check(f"{name}: the page has the comments in its own HTML", status == 200 and "Er zijn nog geen reacties" in text)
    check(f"{name}: nothing of the include is left", not re.search("<!--#|<%|<esi:", text))
    form = hidden(text)
    check(f"{name}: the form names the page and its title", form == {"url": page, "title": TITLE})
    action = re.search(r'action="([^"]+)"', text)[1].split("#")[0]
    typed = {"name": "Mirjam", "email": "mirjam@post.example", "body": body}
    foreign = {"Origin": site, "Sec-Fetch-Site": "cross-site"}
    status, text, _ = ask(action, {**form, **typed}, foreign)
    check(f"{name}: the board asks for the code", status == 200 and "Nog één stap" in text and "Zonder script" in text)
    picture = html.unescape(re.search(r'src="(/captcha.png[^"]+)"', text)[1])
    urllib.request.urlopen(BOARD + picture).read()
    time.sleep(3.2)  # what is answered sooner was not read
    own = {"Origin": BOARD, "Sec-Fetch-Site": "same-origin"}
    status, text, to = ask(action, {**hidden(text), **typed, "captcha": code_of(database)}, own)
    check(f"{name}: the comment is posted and leads back: {to}", status == 303 and to.startswith(f"{page}#comment-"))
    until("the comment in the page", lambda: "Zonder script" in ask(page)[1])
    status, text, _ = ask(page)
    there = f'id="{to.split("#")[1]}"' in text and "Er is 1 reactie" in text and html.escape(body, quote=False) in text
    check(f"{name}: the comment stands in the HTML of the page as it was written", status == 200 and there)
    status, text, _ = ask(f"{site}/weerwoord?{query(site)}")
    check(f"{name}: readers do not reach the fragment by itself", status == 404)
    return action, {**form, **typed}


def refusals(action, form):
    status, text, _ = ask(action, form, {"Origin": "http://kwaad.example", "Sec-Fetch-Site": "cross-site"})
    check("another site may not post", status == 403)
    status, text, _ = ask(f"{BOARD}/embed/fragment?url=http://elders.example/")
    check("another site gets a sentence for its operator", status == 404 and "http://elders.example" in text)


def installed(name, program):
    there = shutil.which(program, path=PATH)
    if not there:
        print(f"skip {name}: {program} is not installed", flush=True)
    return there


def main():
    program = next((it for it in sys.argv[1:] if not it.startswith("-")), "target/debug/weerwoord")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.chmod(folder, 0o755)
        data = folder / "data"
        database = data / "weerwoord.db"
        settings = {**os.environ, "WEERWOORD_DATA": str(data), "WEERWOORD_LISTEN": BOARD.split("//")[1],
                    "WEERWOORD_PUBLIC_URL": BOARD, "WEERWOORD_SITES": f"{SITE},{CADDY},{VARNISH}",
                    "WEERWOORD_LIMITS": "off"}  # more than one network would write in a minute
        build(folder / "site")
        running = []
        try:
            log = open(folder / "board.log", "w")
            running.append(subprocess.Popen([program, "serve"], env=settings, stdout=log, stderr=log))
            until("the board", lambda: ask(f"{BOARD}/health/ready")[0] == 200)
            running += nginx(folder / "nginx", folder / "site/public")
            until("nginx", lambda: ask(f"{SITE}/zonder/")[0] == 200)
            # Marks of includes, which must come through as text.
            body = "Zonder script: {{now}} <% now %> <!--# echo --> <esi:include src='/'/>"
            refusals(*story("nginx", SITE, database, body))
            tried = [SITE]
            for name, needed, site, start in [("Caddy", "caddy", CADDY, caddy), ("Varnish", "varnishd", VARNISH, varnish)]:
                if there := installed(name, needed):
                    running += start(folder / needed, there)
                    until(name, lambda: ask(f"{site}/koffie/")[0] == 200)
                    story(name, site, database, body)
                    tried.append(site)
            if VARNISH in tried:
                sent = urllib.request.urlopen(f"{VARNISH}/koffie/").headers
                check("Varnish: no browser is told that the page is unchanged", not sent["ETag"] and not sent["Last-Modified"])
            if there := installed("Jekyll", "jekyll"):
                jekyll(folder / "jekyll", there)
            if "--stay" in sys.argv:
                input(f"{' '.join(f'{it}/koffie/' for it in tried)} {data} - Enter ends\n")
            running[0].terminate()
            running[0].wait()
            time.sleep(31)  # the fragment is stale now
            for site in tried:
                status, text, _ = ask(f"{site}/koffie/")
                kept = f'href="{BOARD}/embed?' if site == CADDY else "Zonder script"
                what = "a link to the comments stands there" if site == CADDY else "the comments stay"
                check(f"while the board is away, {what}: {site}", status == 200 and kept in text)
        finally:
            for process in running:
                process.terminate()
                process.wait()
    sys.exit(1 if failed else 0)


main()
