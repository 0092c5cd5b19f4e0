"""What the drills are made of: the programs of a board with several nodes, on 127.0.0.1, from the files in deploy/.

Only addresses, ports, folders and names are put in the place of those in the files. Every program is ended by its own number.
"""

import http.client
import json
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

DEPLOY = Path(__file__).resolve().parent.parent
BASE = int(os.environ.get("DRILL_PORTS", "31000"))
NODES, HAPROXY, NGINX = BASE, BASE + 10, BASE + 11
PRIMARY, REPLICAS = BASE + 20, BASE + 21
SERVERS, PATRONI, ETCD = BASE + 30, BASE + 40, BASE + 50
PACKAGES = {"haproxy": "haproxy", "nginx": "nginx", "patroni": "patroni", "etcd": "etcd-server", "psql": "postgresql", "wrk": "wrk"}
SLUG = "proef"
PASSWORD = "een lang wachtwoord"
ARTICLE = """+++
title = "Proef"
author = "sanne@blog.example"
published = 2026-01-01T09:00:00
slug = "proef"
+++

Een artikel om onder te oefenen.
"""


def need(*programs):
    """Installs what is missing, where this machine has apt-get and lets us use it."""
    missing = [PACKAGES[program] for program in programs if not shutil.which(program, path=os.environ["PATH"] + ":/usr/sbin")]
    if missing:
        # What Debian starts by itself would take our place, and stay behind.
        install = "apt-get update -q && apt-get install -y -q --no-install-recommends " + " ".join(missing)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
        subprocess.run(["sh", "-c", install], check=True, env=environment, stdout=subprocess.DEVNULL)


def binary():
    """The board: WEERWOORD, or the release build of this repository."""
    path = Path(os.environ.get("WEERWOORD", DEPLOY.parent / "target/release/weerwoord"))
    if not path.exists():
        sys.exit(f"{path} is not there: `cargo build --release`, or name another in WEERWOORD")
    return str(path)


def tools():
    """The folder of PostgreSQL's own programs."""
    return max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))


def until(what, holds, seconds=60):
    """Waits until something holds; ends the drill when it doesn't in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if found := holds():
                return found
        except (OSError, http.client.HTTPException, subprocess.CalledProcessError, ValueError):
            pass
        time.sleep(0.05)
    sys.exit(f"{what}: not within {seconds} seconds")


class Cluster:
    """The programs of one drill and the folder they work in; all are ended and the folder goes when it is left."""

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="weerwoord-drill-"))
        self.folder.chmod(0o755)
        self.running = {}
        self.url = None
        return self

    def __exit__(self, kind, *_):
        for name in list(self.running):
            self.end(name, signal.SIGTERM)
        # A server whose Patroni was killed is nobody's child any more.
        for pidfile in self.folder.glob("*/data/postmaster.pid"):
            try:
                os.kill(int(pidfile.read_text().split()[0]), signal.SIGQUIT)
            except (OSError, ValueError):
                pass
        if kind or os.environ.get("DRILL_KEEP"):
            print(f"what was logged is in {self.folder}")
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, name, command, user=None, **environment):
        log = open(self.folder / f"{name}.log", "ab")
        environment = {**os.environ, **environment}
        if user and os.getuid() != 0:
            user = None
        self.running[name] = subprocess.Popen(
            [str(part) for part in command], cwd=self.folder, env=environment, user=user, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )

    def end(self, name, how):
        """Sends a signal to one program and waits for it."""
        program = self.running.pop(name)
        program.send_signal(how)
        try:
            program.wait(30)
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()

    def owned(self, name):
        """A folder of the user that PostgreSQL runs as: it refuses to run as root."""
        path = self.folder / name
        path.mkdir(mode=0o700, exist_ok=True)
        if os.getuid() == 0:
            os.chown(path, pwd.getpwnam("postgres").pw_uid, -1)
        return path

    def written(self, name, replaced):
        """One of the files in deploy/ with other addresses."""
        text = (DEPLOY / name).read_text()
        for old, new in replaced.items():
            assert old in text, f"{name} says nothing of {old}"
            text = text.replace(old, new)
        path = self.folder / f"{secrets.token_hex(4)}-{name}"
        path.write_text(text)
        return path

    # The programs.

    def postgres(self):
        """One server without Patroni."""
        need("psql")
        data = self.owned("server") / "data"
        initdb = [tools() / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8"]
        subprocess.run(initdb, check=True, user="postgres" if os.getuid() == 0 else None, stdout=subprocess.DEVNULL, cwd=self.folder)
        self.restart_postgres(None)
        self.url = f"postgres://postgres@127.0.0.1:{SERVERS + 1}/board"
        self.sql("CREATE DATABASE board", self.url.replace("/board", "/postgres"))

    def restart_postgres(self, how):
        """`fast` lets nobody finish, `immediate` doesn't even write down what is in memory: recovery reads it from the log."""
        options = f"-h 127.0.0.1 -p {SERVERS + 1} -c unix_socket_directories= -c max_connections=200"
        deed = ["start"] if how is None else ["restart", "-m", how]
        command = [tools() / "pg_ctl", "-D", self.folder / "server/data", "-w", "-l", self.folder / "server/log", "-o", options, *deed]
        user = "postgres" if os.getuid() == 0 else None
        subprocess.run(command, check=True, user=user, cwd=self.folder, stdout=subprocess.DEVNULL)

    def etcd(self):
        need("etcd")
        client, peer = f"http://127.0.0.1:{ETCD}", f"http://127.0.0.1:{ETCD + 1}"
        addresses = ["--listen-client-urls", client, "--advertise-client-urls", client]
        peers = ["--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer, "--initial-cluster", f"default={peer}"]
        self.start("etcd", ["etcd", "--data-dir", self.folder / "etcd-data", *addresses, *peers])

    def patroni(self, number):
        """One of three servers, after deploy/patroni.yml."""
        need("patroni", "psql")
        path = self.written(
            "patroni.yml",
            {
                "name: pg1": f"name: pg{number}",
                "10.0.0.21:8008": f"127.0.0.1:{PATRONI + number}",
                "10.0.0.21:5432": f"127.0.0.1:{SERVERS + number}",
                "10.0.0.31:2379,10.0.0.32:2379,10.0.0.33:2379": f"127.0.0.1:{ETCD}",
                "10.0.0.0/24": "127.0.0.1/32",
                "/var/lib/postgresql/15/weerwoord": str(self.owned(f"pg{number}") / "data"),
                "/usr/lib/postgresql/15/bin": str(tools()),
                "/var/lib/postgresql/.pgpass-patroni": str(self.folder / f"pg{number}/pgpass"),
            },
        )
        self.start(f"patroni{number}", [shutil.which("patroni"), path], user="postgres")

    def patroni_of_three(self):
        self.etcd()
        for number in 1, 2, 3:
            self.patroni(number)
            until("the first server", lambda: self.leader())
        self.all_three()
        self.haproxy()
        # The nodes come as somebody without privileges.
        self.url = f"postgres://postgres:change-me-superuser@127.0.0.1:{PRIMARY}/postgres"
        until("the primary behind HAProxy", lambda: self.sql("SELECT pg_is_in_recovery()") == "f")
        self.sql("CREATE ROLE board LOGIN PASSWORD 'board'")
        self.sql("CREATE DATABASE board OWNER board")
        self.url = f"postgres://board:board@127.0.0.1:{PRIMARY}/board"
        self.read_url = f"postgres://board:board@127.0.0.1:{REPLICAS}/board"

    def all_three(self):
        """Waits until two replicas follow a primary and one of them is waited for by commits."""

        def whole():
            members = self.members()
            streaming = [member for member in members if member["state"] in ("running", "streaming") and member["role"] != "leader"]
            waited_for = [member for member in members if member["role"] == "sync_standby"]
            return len(streaming) == 2 and len(waited_for) == 1 and self.leader()

        until("two replicas, one of them synchronous", whole, 120)

    def members(self):
        for number in 1, 2, 3:
            try:
                return json.loads(get(PATRONI + number, "/cluster").body)["members"]
            except (OSError, http.client.HTTPException, ValueError):
                continue
        return []

    def leader(self):
        """The number of the primary, 0 when there is none."""
        for number in 1, 2, 3:
            try:
                if get(PATRONI + number, "/primary").status == 200:
                    return number
            except (OSError, http.client.HTTPException):
                continue
        return 0

    def kill_server(self, number):
        """Ends a server and its Patroni as a power cut does."""
        postmaster = int((self.folder / f"pg{number}/data/postmaster.pid").read_text().split()[0])
        self.running[f"patroni{number}"].send_signal(signal.SIGKILL)
        os.kill(postmaster, signal.SIGKILL)
        self.running.pop(f"patroni{number}").wait()

    def haproxy(self):
        """HAProxy after deploy/haproxy.cfg."""
        need("haproxy")
        replaced = {
            "10.0.0.10:8080": f"127.0.0.1:{HAPROXY}",
            "10.0.0.10:5000": f"127.0.0.1:{PRIMARY}",
            "10.0.0.10:5001": f"127.0.0.1:{REPLICAS}",
        }
        for number in 1, 2, 3:
            replaced[f"10.0.0.1{number}:3000"] = f"127.0.0.1:{NODES + number}"
            replaced[f"10.0.0.2{number}:5432 check port 8008"] = f"127.0.0.1:{SERVERS + number} check port {PATRONI + number}"
        self.start("haproxy", ["/usr/sbin/haproxy", "-db", "-f", self.written("haproxy.cfg", replaced)])
        until("HAProxy", lambda: reachable(HAPROXY))
        # Until it has looked twice HAProxy takes every server for a fit one.
        time.sleep(4)

    def nginx(self):
        """nginx after deploy/nginx-cache.conf; the answer says whether it was in the cache, which only the drill wants to know."""
        need("nginx")
        replaced = {
            "listen 80;": f"listen 127.0.0.1:{NGINX};",
            "10.0.0.10:8080": f"127.0.0.1:{HAPROXY}",
            "/var/cache/nginx/weerwoord": str(self.folder / "nginx-cache"),
        }
        main = f"""
            daemon off; pid {self.folder}/nginx.pid; error_log {self.folder}/nginx-error.log; worker_processes 1;
            events {{ worker_connections 1024; }}
            http {{
                access_log off; add_header X-Cache $upstream_cache_status always;
                client_body_temp_path {self.folder}/nginx-body; proxy_temp_path {self.folder}/nginx-proxy;
                fastcgi_temp_path {self.folder}/nginx-f; uwsgi_temp_path {self.folder}/nginx-u; scgi_temp_path {self.folder}/nginx-s;
                include {self.written("nginx-cache.conf", replaced)};
            }}"""
        path = self.folder / "nginx.conf"
        path.write_text(main)
        self.start("nginx", ["/usr/sbin/nginx", "-c", path])
        until("nginx", lambda: reachable(NGINX))

    # The board.

    def settings(self, number=0, **more):
        return {
            "WEERWOORD_DATABASE_URL": self.url,
            "WEERWOORD_DATA": str(self.folder / f"data{number}"),
            "WEERWOORD_LISTEN": f"127.0.0.1:{NODES + number}",
            "WEERWOORD_PUBLIC_URL": f"http://127.0.0.1:{HAPROXY}",
            "WEERWOORD_TRUSTED_PROXIES": "127.0.0.1",
            "WEERWOORD_CAPTCHA": "off",
            "WEERWOORD_LIMITS": "off",
            **more,
        }

    def weerwoord(self, *arguments, **options):
        """One command of the board."""
        environment = {**os.environ, **self.settings()}
        return subprocess.run([binary(), *arguments], check=True, env=environment, capture_output=True, text=True, **options).stdout

    def furnish(self):
        """Tables, an editor and an article."""
        self.weerwoord("migrate")
        self.account("Sanne Verhoef", "sanne@blog.example", "admin")
        path = self.folder / "proef.md"
        path.write_text(ARTICLE)
        self.weerwoord("article", "add", str(path))

    def account(self, name, email, role):
        account = ["--name", name, "--email", email, "--role", role, "--password-stdin"]
        self.weerwoord("account", "add", *account, input=PASSWORD)

    def node(self, number, **more):
        self.start(f"node{number}", [binary(), "serve"], **self.settings(number, **more))
        until(f"node {number}", lambda: get(NODES + number, "/health/ready").status == 200)

    def sql(self, statement, url=None):
        command = ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", url or self.url, "-c", statement]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


class Answer:
    def __init__(self, response, body):
        self.status, self.headers, self.body = response.status, response.headers, body
        self.text = body.decode("utf-8", "replace")


class Browser:
    """One reader: cookies, and a connection that is kept."""

    def __init__(self, port, cookies=None):
        self.port, self.cookies, self.connection = port, dict(cookies or {}), None

    @classmethod
    def visitor(cls, port):
        """One who was asked for a code once. What the cookie holds is the browser's own secret; the board keeps a hash."""
        return cls(port, {"weerwoord_visitor": secrets.token_hex(32)})

    def send(self, method, path, form=None, timeout=40):
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
            self.connection.connect()
            self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}
        if form is not None:
            form = urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.connection.request(method, path, form, headers)
            response = self.connection.getresponse()
            answer = Answer(response, response.read())
        except (OSError, http.client.HTTPException):
            self.connection.close()
            self.connection = None
            raise
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def get(self, path):
        return self.send("GET", path)

    def comment(self, text, name="Lezer", email="lezer@post.example"):
        form = {"name": name, "email": email, "body": text, "intent": "post"}
        return self.send("POST", f"/articles/{SLUG}/comments", form)

    def log_in(self, email):
        answer = self.send("POST", "/login", {"email": email, "password": PASSWORD})
        assert answer.status == 303, answer.text


def get(port, path):
    browser = Browser(port)
    try:
        return browser.send("GET", path, timeout=5)
    finally:
        if browser.connection:
            browser.connection.close()


def reachable(port):
    with socket.create_connection(("127.0.0.1", port), 1):
        return True


def together(workers):
    """Runs functions at once, each in a thread; what one raises ends the drill."""
    failed = []

    def run(work):
        try:
            work()
        except BaseException as error:  # told below
            failed.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        sys.exit(f"{len(failed)} of {len(threads)} failed, the first with {failed[0]!r}")
