"""Tries nginx.conf, Caddyfile and weerwoord.toml of this folder: a new board behind each proxy, with TLS, on 127.0.0.1.

    python3 deploy/single/try.py [target/debug/weerwoord] [nginx] [caddy]

Only names, addresses, ports, paths and the certificate are replaced in the files. A proxy that is not installed is installed with
apt-get where that is possible, and skipped otherwise. Prints a line for each check; the exit code is 0 if all of them hold. Every
process is ended by its own number.
"""

import http.client
import json
import os
import re
import secrets
import shutil
import signal
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

SINGLE = Path(__file__).resolve().parent
BASE = int(os.environ.get("TRY_PORTS", "32100"))
BOARD, HTTP, HTTPS = BASE, BASE + 1, BASE + 2
NAME = "blog.example"
ORIGIN = f"https://{NAME}:{HTTPS}"
EMAIL = f"sanne@{NAME}"
PASSWORD = "vier woorden naast elkaar"
SEARCHED = os.environ["PATH"] + ":/usr/sbin"


def installed(program):
    """Returns the path of a program, after installing it if possible; None if it is missing."""
    if not shutil.which(program, path=SEARCHED) and os.getuid() == 0 and shutil.which("apt-get"):
        # With this run level Debian does not start the service of the package.
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
        install = f"apt-get update -q && apt-get install -y -q --no-install-recommends {program}"
        subprocess.run(["sh", "-c", install], env=environment, stdout=subprocess.DEVNULL)
    return shutil.which(program, path=SEARCHED)


def until(what, holds, seconds=60):
    """Waits until something holds, and returns it; ends the script if it does not in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if found := holds():
                return found
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(0.1)
    sys.exit(f"{what}: not within {seconds} seconds")


def noise(side):
    """Returns a PNG of random pixels, three bytes for each: it cannot be compressed."""
    rows = b"".join(b"\0" + secrets.token_bytes(3 * side) for _ in range(side))

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b"")


class Fields(HTMLParser):
    """The fields of the form on a page that is sent to one path."""

    def __init__(self, page, action):
        super().__init__()
        self.action, self.inside, self.fields = action, False, {}
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            self.inside = (attributes.get("action") or "").partition("#")[0] == self.action
        elif self.inside and tag in ("input", "textarea", "select") and "name" in attributes:
            self.fields[attributes["name"]] = attributes.get("value") or ""

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False


class Response:
    def __init__(self, response):
        self.status, self.headers, self.body = response.status, response.headers, response.read()
        self.text = self.body.decode("utf-8", "replace")


class Connection(http.client.HTTPSConnection):
    """A connection to the proxy on 127.0.0.1 under the name of the board, with its certificate checked."""

    def __init__(self, context, source):
        super().__init__(NAME, HTTPS, context=context, timeout=120)
        self.context, self.source = context, source

    def connect(self):
        plain = socket.create_connection(("127.0.0.1", HTTPS), self.timeout, (self.source, 0))
        self.sock = self.context.wrap_socket(plain, server_hostname=NAME)


class Browser:
    """A reader with cookies, and a new connection for each request."""

    def __init__(self, context, source="127.0.0.1"):
        self.context, self.source, self.cookies = context, source, {}

    def send(self, method, path, body=None, kind=None, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if kind:
            headers |= {"Content-Type": kind, "Origin": headers.get("Origin", ORIGIN)}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = Connection(self.context, self.source)
        try:
            try:
                connection.request(method, path, body, headers)
                received = connection.getresponse()
            except (BrokenPipeError, ConnectionResetError, ssl.SSLEOFError):
                # The server responded without reading all, and the response may have arrived.
                received = http.client.HTTPResponse(connection.sock, method=method)
                received.begin()
            response = Response(received)
        finally:
            connection.close()
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return response

    def get(self, path):
        return self.send("GET", path)

    def post(self, path, form, **headers):
        return self.send("POST", path, urlencode(form), "application/x-www-form-urlencoded", **headers)

    def upload(self, alt, file):
        """Sends a picture to the editors' desk."""
        mark = secrets.token_hex(16)
        head = 'Content-Disposition: form-data; name='
        parts = f'--{mark}\r\n{head}"alt"\r\n\r\n{alt}\r\n--{mark}\r\n{head}"file"; filename="foto.png"\r\nContent-Type: image/png\r\n\r\n'
        body = parts.encode() + file + f"\r\n--{mark}--\r\n".encode()
        return self.send("POST", "/desk/pictures", body, f"multipart/form-data; boundary={mark}")


class Trial:
    """A board, the proxies in front of it, and the folder of both; all processes end and the folder is deleted at the end."""

    def __init__(self, binary):
        self.binary, self.running, self.failed, self.proxy = binary, {}, 0, "board"

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="weerwoord-try-"))
        # The workers of nginx run as another user.
        self.folder.chmod(0o755)
        return self

    def __exit__(self, kind, *_):
        for name in list(self.running):
            self.end(name)
        if kind or self.failed:
            print(f"the logs are in {self.folder}")
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, name, command, **environment):
        with open(self.folder / f"{name}.log", "ab") as log:
            self.running[name] = subprocess.Popen(
                [str(part) for part in command], cwd=self.folder, env=clean(**environment), stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    def end(self, name):
        """Stops one process and waits for it."""
        process = self.running.pop(name)
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def check(self, what, holds, seen=""):
        print(f"{'ok    ' if holds else 'FAILED'}  {self.proxy}: {what}" + (f" (seen: {seen})" if seen and not holds else ""), flush=True)
        self.failed += not holds

    def written(self, name, replaced):
        """Writes one of the files in this folder with parts of it replaced, and returns its path."""
        text = (SINGLE / name).read_text()
        for old, new in replaced.items():
            assert old in text, f"{name} does not contain {old!r}"
            text = text.replace(old, new)
        path = self.folder / f"try-{name}"
        path.write_text(text)
        return path

    def certificate(self):
        """Makes a self-signed certificate, and returns a TLS context that trusts no other."""
        self.cert, self.key = self.folder / "cert.pem", self.folder / "key.pem"
        make = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
        names = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
        subprocess.run([*make, *names, "-keyout", self.key, "-out", self.cert], check=True, capture_output=True)
        context = ssl.create_default_context(cafile=str(self.cert))
        context.set_alpn_protocols(["http/1.1"])
        return context

    # The programs.

    def board(self):
        """Makes a board with weerwoord.toml, and runs it."""
        replaced = {
            '"/var/lib/weerwoord"': f'"{self.folder}/data"',
            '"/var/backups/weerwoord"': f'"{self.folder}/backups"',
            f'"https://{NAME}"': f'"{ORIGIN}"',
            '"127.0.0.1:3000"': f'"127.0.0.1:{BOARD}"',
        }
        self.settings = self.written("weerwoord.toml", replaced)
        init = [self.binary, "--config", self.settings, "init", "--name", "Sanne Verhoef", "--email", EMAIL, "--password-stdin"]
        made = subprocess.run(init, input=PASSWORD, env=clean(), cwd=self.folder, capture_output=True, text=True)
        self.check("init makes a board with the settings of weerwoord.toml", made.returncode == 0, made.stderr)
        if made.returncode != 0:
            sys.exit(1)
        self.start("board", [self.binary, "--config", self.settings, "serve"])

        def ready():
            connection = http.client.HTTPConnection("127.0.0.1", BOARD, timeout=5)
            connection.request("GET", "/health/ready")
            return connection.getresponse().status == 200

        until("the board", ready)

    def nginx(self, program):
        """Starts nginx with nginx.conf, in a configuration with the settings of Debian that matter here."""
        (self.folder / "www").mkdir()
        replaced = {
            "    listen 80;\n    listen [::]:80;\n": f"    listen 127.0.0.1:{HTTP};\n",
            "    listen 443 ssl http2;\n    listen [::]:443 ssl http2;\n": f"    listen 127.0.0.1:{HTTPS} ssl http2;\n",
            f"/etc/letsencrypt/live/{NAME}/fullchain.pem": str(self.cert),
            f"/etc/letsencrypt/live/{NAME}/privkey.pem": str(self.key),
            "https://$server_name$request_uri": f"https://$server_name:{HTTPS}$request_uri",
            "/var/www/html;": f"{self.folder}/www;",
            "127.0.0.1:3000": f"127.0.0.1:{BOARD}",
        }
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        temporary = " ".join(f"{kind}_temp_path {self.folder}/nginx-{kind};" for kind in kinds)
        main = f"""
            daemon off; pid {self.folder}/nginx.pid; worker_processes 1;
            events {{ worker_connections 256; }}
            http {{
                ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3; gzip on; access_log {self.folder}/nginx-access.log;
                {temporary}
                include {self.written("nginx.conf", replaced)};
            }}"""
        path = self.folder / "nginx-main.conf"
        path.write_text(main)
        self.start("nginx", [program, "-e", self.folder / "nginx.log", "-c", path])

    def caddy(self, program):
        """Starts Caddy with Caddyfile, with the certificate of this trial instead of one that Caddy requests."""
        settings = f"{{\n\tadmin off\n\thttp_port {HTTP}\n\thttps_port {HTTPS}\n\tskip_install_trust\n}}\n"
        replaced = {
            f"{NAME} {{\n": f"{NAME} {{\n\tbind 127.0.0.1\n\ttls {self.cert} {self.key}\n",
            "127.0.0.1:3000": f"127.0.0.1:{BOARD}",
        }
        path = self.written("Caddyfile", replaced)
        path.write_text(settings + path.read_text())
        home = str(self.folder / "caddy")
        command = [program, "run", "--config", path, "--adapter", "caddyfile"]
        self.start("caddy", command, HOME=home, XDG_DATA_HOME=home, XDG_CONFIG_HOME=home)

    # The checks.

    def through(self, proxy, context):
        """Checks everything through the proxy that runs."""
        self.proxy = proxy
        until(proxy, lambda: socket.create_connection(("127.0.0.1", HTTPS), 1).close() is None)
        self.redirect(proxy)
        self.tls()
        sanne = self.log_in(context)
        self.pictures(sanne)
        self.addresses(context)

    def plain(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", HTTP, timeout=20)
        connection.request("GET", path, headers={"Host": NAME})
        try:
            return Response(connection.getresponse())
        finally:
            connection.close()

    def redirect(self, proxy):
        path = "/search?q=twee+woorden"
        response = self.plain(path)
        target = response.headers.get("Location", "")
        # Caddy assumes that readers reach it on port 443, whatever its own port is.
        holds = response.status in (301, 308) and target in (ORIGIN + path, f"https://{NAME}{path}")
        self.check("http redirects to https with path and query", holds, f"{response.status} {target}")
        if proxy == "nginx":
            challenge = "/.well-known/acme-challenge/"
            (self.folder / f"www{challenge}").mkdir(parents=True)
            (self.folder / f"www{challenge}token").write_text("the answer")
            response = self.plain(challenge + "token")
            self.check("the challenge for the certificate is served over http", response.text == "the answer", response.status)

    def tls(self):
        context = ssl.create_default_context(cafile=str(self.cert))
        context.set_alpn_protocols(["h2", "http/1.1"])
        with socket.create_connection(("127.0.0.1", HTTPS), 20) as plain, context.wrap_socket(plain, server_hostname=NAME) as secure:
            seen = f"{secure.version()} {secure.selected_alpn_protocol()}"
        self.check("https offers TLS 1.3 and HTTP/2", seen == "TLSv1.3 h2", seen)
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        with socket.create_connection(("127.0.0.1", HTTPS), 20) as plain, context.wrap_socket(plain, server_hostname=NAME) as secure:
            cipher = secure.cipher()[0]
        self.check("https offers TLS 1.2, with forward secrecy", cipher.startswith("ECDHE-"), cipher)

    def log_in(self, context):
        """Logs in as the administrator, and returns that browser."""
        front = Browser(context).get("/")
        hsts = front.headers.get("Strict-Transport-Security", "")
        self.check("https serves the front page with HSTS", front.status == 200 and "max-age=63072000" in hsts, f"{front.status} {hsts}")
        sanne = Browser(context)
        form = Fields(sanne.get("/login").text, "/login").fields
        self.check("the log-in form has its fields", {"email", "password"} <= form.keys(), form)
        form |= {"email": EMAIL, "password": PASSWORD}
        response = sanne.post("/login", form, Origin="https://other.example")
        refused = response.status == 403 and not any("session" in name for name in sanne.cookies)
        self.check("a form from another origin is refused with 403", refused, response.status)
        response = sanne.post("/login", form)
        logged_in = response.status == 303 and "__Host-weerwoord_session" in sanne.cookies
        self.check("a form from the right origin passes: the administrator logs in", logged_in, f"{response.status} {sanne.cookies.keys()}")
        return sanne

    def pictures(self, sanne):
        form = Fields(sanne.get("/desk/pictures").text, "/desk/pictures").fields
        self.check("the form for pictures has its fields", {"alt", "file"} <= form.keys(), form)
        picture = noise(1160)
        assert 4_000_000 < len(picture) < 4_100_000, len(picture)
        response = sanne.upload("Ruis", picture)
        target = response.headers.get("Location", "")
        taken = response.status == 303 and re.fullmatch(r"/desk/pictures/\d+\?done=added", target)
        self.check("a picture of 4 MB is accepted", taken and sanne.get(target).status == 200, f"{response.status} {target}")
        typed = "Een getypte beschrijving"
        response = sanne.upload(typed, bytes(10_700_000))
        kept = response.status == 413 and typed in response.text
        self.check("one of 10.7 MB is refused by the board, on a page that keeps the typed text", kept, response.status)
        response = sanne.upload(typed, bytes(12_000_000))
        # nginx has a limit of its own; Caddy passes everything to the board.
        by_board = self.proxy == "caddy"
        refused = response.status == 413 and (typed in response.text) == by_board
        what = f"one of 12 MB is refused by {'the board' if by_board else 'the proxy'} with 413"
        self.check(what, refused, f"{response.status} {response.text[:200]}")

    def addresses(self, context):
        """Tries wrong passwords from two addresses that claim to be others: the log of the board tells them apart by a hash."""

        def network(source, claimed):
            seen = len(self.refused())
            browser = Browser(context, source)
            headers = {"X-Forwarded-For": claimed, "X-Real-IP": claimed, "Forwarded": f"for={claimed}"}
            response = browser.post("/login", {"email": EMAIL, "password": "niet dit wachtwoord"}, **headers)
            assert response.status == 422, response.status
            return until("the log of the board", lambda: self.refused()[seen:])[0]["network"]

        first, again = network("127.0.0.2", "203.0.113.7"), network("127.0.0.2", "198.51.100.9")
        other = network("127.0.0.3", "203.0.113.7")
        self.check("an address that a client claims in X-Forwarded-For is not believed", first == again, (first, again))
        self.check("the board sees the address of each client, not that of the proxy", first != other, (first, other))

    def refused(self):
        """Returns the lines of the board's log about wrong passwords."""
        lines = (self.folder / "board.log").read_text().splitlines(keepends=True)
        entries = [json.loads(line) for line in lines if line.startswith("{") and line.endswith("\n")]
        return [entry for entry in entries if entry.get("target") == "weerwoord::security" and entry.get("refused") == "password"]


def clean(**more):
    """Returns the environment without settings of a board."""
    return {name: value for name, value in os.environ.items() if not name.startswith("WEERWOORD_")} | more


def main():
    arguments = sys.argv[1:]
    proxies = [argument for argument in arguments if argument in ("nginx", "caddy")] or ["nginx", "caddy"]
    paths = [argument for argument in arguments if argument not in ("nginx", "caddy")]
    binary = Path(paths[0] if paths else SINGLE.parent.parent / "target/debug/weerwoord").resolve()
    if not binary.exists():
        sys.exit(f"{binary} does not exist: `cargo build`, or name another program")
    tried = 0
    with Trial(binary) as trial:
        context = trial.certificate()
        trial.board()
        for proxy in proxies:
            program = installed(proxy)
            if not program:
                print(f"skipped {proxy}: it is not installed")
                continue
            getattr(trial, proxy)(program)
            trial.through(proxy, context)
            trial.end(proxy)
            tried += 1
    print(f"{trial.failed} of the checks failed" if trial.failed else "all checks hold")
    sys.exit(1 if trial.failed or not tried else 0)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    main()
