"""A new machine, from a bare Debian 12 to a board behind TLS, and its backup restored beside it.

    python3 deploy/drill/new_machine.py weerwoord.deb [TREE]

Needs root, debootstrap, and a mirror of Debian (DEBIAN_MIRROR, else deb.debian.org). TREE is a tree
that debootstrap made before, which is copied instead. The tree lives in a temporary folder with
mounts and, once everything is installed, a network of its own: the files of deploy/single are used
as they are, with ports 80 and 443. Only the address of the mail server is added to the settings.

There is no systemd in the tree: the board runs as its unit says, with the same command, user,
environment and mask. Prints each step with its time; the exit code is 1 if one fails, with its
reason. Every process is ended by its own number, and the tree is deleted.
"""

import ctypes
import email
import email.policy
import importlib.util
import os
import re
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

SINGLE = Path(__file__).resolve().parent.parent / "single"
NAME = "blog.example"
READER = "lotte@post.example"
TEXT = "Wie een klacht binnen het uur beantwoordt, houdt het gesprek bij zich."
MIRROR = os.environ.get("DEBIAN_MIRROR", "http://deb.debian.org/debian")
CERTIFICATE = f"/etc/letsencrypt/live/{NAME}"
BACKUP = "/var/backups/weerwoord/drill.backup"
RESTORED = "/var/lib/weerwoord/restored"
# Flags of unshare(2).
NEW_MOUNTS, NEW_NETWORK = 0x00020000, 0x40000000


def tried():
    """Returns deploy/single/try.py, whose browser is used here, set to the usual ports."""
    # The module has the name of a keyword.
    found = importlib.util.spec_from_file_location("single_try", SINGLE / "try.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    module.HTTP, module.HTTPS, module.ORIGIN = 80, 443, f"https://{NAME}"
    return module


TRY = tried()


class Failure(Exception):
    """A step that failed."""


def expect(holds, what, seen=""):
    """Fails the step if something does not hold."""
    if not holds:
        raise Failure(f"{what} (seen: {seen})" if seen != "" else what)


def notice(page):
    """Returns the text of the message on a page."""
    found = re.search(r'role="alert".*?</div>', page, re.DOTALL)
    return re.sub(r"<[^>]+>", " ", found[0]) if found else page[:200]


def unshare(flags):
    """Gives this process namespaces of its own; they end with it."""
    if ctypes.CDLL(None, use_errno=True).unshare(flags) != 0:
        raise Failure(f"unshare: {os.strerror(ctypes.get_errno())}; run it as root")


def run(*command, **more):
    """Runs a command and returns its output; fails the step with it if the command fails."""
    command = [str(part) for part in command]
    done = subprocess.run(command, capture_output=True, text=True, check=False, **more)
    if done.returncode != 0:
        said = (done.stdout + done.stderr)[-2000:]
        raise Failure(f"{' '.join(command)}: exit code {done.returncode}\n{said}")
    return done.stdout


class Machine:
    """The tree, and what runs in it."""

    def __init__(self, package, bare):
        self.package, self.bare, self.running, self.cookies = package, bare, {}, {}
        self.step_number = 0

    def __enter__(self):
        unshare(NEW_MOUNTS)
        run("mount", "--make-rprivate", "/")
        self.folder = Path(tempfile.mkdtemp(prefix="weerwoord-machine-"))
        self.folder.chmod(0o755)
        self.tree = self.folder / "tree"
        return self

    def __exit__(self, kind, *_):
        for name in list(self.running):
            self.end(name)
        for mounted in ("proc", "dev"):
            subprocess.run(["umount", "-R", self.tree / mounted], stderr=subprocess.DEVNULL)
        still = Path("/proc/mounts").read_text(encoding="utf-8").count(str(self.tree))
        if still:
            print(f"{self.tree} is left: something is still mounted there")
        else:
            shutil.rmtree(self.folder)

    def step(self, what, deed):
        """Does one step, and prints its time."""
        began = time.monotonic()
        self.step_number += 1
        try:
            told = deed()
        except (Failure, OSError, SystemExit, subprocess.SubprocessError) as failure:
            print(f"FAILED  {what}: {failure}", flush=True)
            self.logs()
            sys.exit(1)
        took = time.monotonic() - began
        more = f": {told}" if told else ""
        print(f"{took:7.1f} s  {self.step_number:2}. {what}{more}", flush=True)

    def logs(self):
        """Prints the end of the log of everything that runs."""
        for log in sorted(self.folder.glob("*.log")):
            print(f"--- {log.name}\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}")

    def inside(self, *command, user="root", **more):
        """Runs a command in the tree."""
        return run(*self.entered(user), *command, env=self.environment(), **more)

    def entered(self, user):
        return ["chroot", f"--userspec={user}:{user}", "--groups=", self.tree]

    def environment(self, **more):
        path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        quiet = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
        proxies = {name: value for name, value in os.environ.items() if name.endswith("_proxy")}
        return {"PATH": path, "HOME": "/root", **quiet, **proxies, **more}

    def board(self, *arguments, **more):
        """Runs a command of the board, as its user."""
        return self.inside("weerwoord", *arguments, user="weerwoord", umask=0o077, **more)

    def start(self, name, *command, user="root", umask=0o022, **environment):
        with open(self.folder / f"{name}.log", "ab") as log:
            self.running[name] = subprocess.Popen(
                [*map(str, self.entered(user)), *map(str, command)],
                env=self.environment(**environment),
                umask=umask,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def end(self, name):
        """Stops one process and waits for it; returns its exit code."""
        process = self.running.pop(name)
        process.send_signal(signal.SIGTERM)
        try:
            return process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()

    # From nothing to a program that can be started.

    def bootstrap(self):
        if self.bare:
            run("cp", "-a", self.bare, self.tree)
        else:
            run("debootstrap", "--variant=minbase", "bookworm", self.tree, MIRROR)
        run("mount", "-t", "proc", "proc", self.tree / "proc")
        run("mount", "--rbind", "/dev", self.tree / "dev")
        # No service is started by its package: there is no service manager.
        policy = self.tree / "usr/sbin/policy-rc.d"
        policy.write_text("#!/bin/sh\nexit 101\n", encoding="utf-8")
        policy.chmod(0o755)
        shutil.copy("/etc/resolv.conf", self.tree / "etc/resolv.conf")
        release = (self.tree / "etc/debian_version").read_text(encoding="utf-8").strip()
        expect(release.startswith("12."), "the tree is Debian 12", release)
        return f"Debian {release}"

    def install(self):
        shutil.copy(self.package, self.tree / "root/weerwoord.deb")
        self.inside("apt-get", "update", "-q")
        get = ["apt-get", "install", "-y", "-q", "--no-install-recommends"]
        self.inside(*get, "/root/weerwoord.deb", "nginx-light", "openssl")
        for path, owner, mode in (
            ("/etc/weerwoord/weerwoord.toml", "root:weerwoord", "640"),
            ("/var/lib/weerwoord", "weerwoord:weerwoord", "700"),
            ("/var/backups/weerwoord", "weerwoord:weerwoord", "700"),
        ):
            seen = self.inside("stat", "-c", "%U:%G %a", path).strip()
            expect(seen == f"{owner} {mode}", f"{path} is {owner} {mode}", seen)
        return self.board("--version").strip()

    def install_mail_server(self):
        get = ["apt-get", "install", "-y", "-q", "--no-install-recommends"]
        self.inside(*get, "python3-aiosmtpd")

    def apart(self):
        """Leaves the network of this machine: from here on nothing reaches anything outside."""
        unshare(NEW_NETWORK)
        run("ip", "link", "set", "lo", "up")

    def mail_server(self):
        listen = ["-n", "-l", "127.0.0.1:25", "-c", "aiosmtpd.handlers.Mailbox", "/srv/mail"]
        self.start("mail", "python3", "-m", "aiosmtpd", *listen)
        TRY.until("the mail server", lambda: TRY.socket.create_connection(("127.0.0.1", 25), 1))

    def settings(self):
        path = self.tree / "etc/weerwoord/weerwoord.toml"
        mail = f'smtp_url = "smtp://127.0.0.1:25?from=redactie@{NAME}"\n'
        path.write_text(path.read_text(encoding="utf-8") + mail, encoding="utf-8")
        told = self.board("config")
        expect(f"https://{NAME}" in told and "/etc/weerwoord/weerwoord.toml" in told, told)

    def certificate(self):
        (self.tree / CERTIFICATE[1:]).mkdir(parents=True)
        make = ["openssl", "req", "-x509", "-newkey", "ec", "-nodes", "-days", "2"]
        curve = ["-pkeyopt", "ec_paramgen_curve:prime256v1"]
        names = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
        files = ["-keyout", f"{CERTIFICATE}/privkey.pem", "-out", f"{CERTIFICATE}/fullchain.pem"]
        self.inside(*make, *curve, *names, *files)
        trusted = self.tree / CERTIFICATE[1:] / "fullchain.pem"
        self.context = ssl.create_default_context(cafile=str(trusted))

    def administrator(self):
        who = ["--name", "Sanne Verhoef", "--email", TRY.EMAIL, "--password-stdin"]
        self.board("init", *who, input=TRY.PASSWORD)

    def unit(self):
        """Returns command, user, mask and environment of the unit that the package installed."""
        for folder in ("usr/lib/systemd/system", "lib/systemd/system"):
            if (path := self.tree / folder / "weerwoord.service").exists():
                break
        unit = path.read_text(encoding="utf-8")
        line = {key: value for key, value in re.findall(r"^(\w+)=(.*)$", unit, re.MULTILINE)}
        variables = dict(pair.split("=", 1) for pair in line["Environment"].split())
        return line["ExecStart"].split(), line["User"], int(line["UMask"], 8), variables

    def serve(self, name="board", port=3000, more=()):
        command, user, umask, variables = self.unit()
        self.start(name, *command, *more, user=user, umask=umask, **variables)

        def ready():
            expect(self.running[name].poll() is None, "the board ended")
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/health/ready")
            return connection.getresponse().status == 200

        TRY.until("the board", ready)

    def proxy(self):
        shutil.copy(SINGLE / "nginx.conf", self.tree / "etc/nginx/conf.d/weerwoord.conf")
        # The welcome page of the package listens on the same port.
        (self.tree / "etc/nginx/sites-enabled/default").unlink()
        self.inside("nginx", "-t")
        self.start("nginx", "nginx", "-g", "daemon off;")
        TRY.until("nginx", lambda: TRY.Browser(self.context).get("/").status == 200)

    # A first day.

    def log_in(self):
        self.sanne = TRY.Browser(self.context)
        form = TRY.Fields(self.sanne.get("/login").text, "/login").fields
        answer = self.sanne.post("/login", form | {"email": TRY.EMAIL, "password": TRY.PASSWORD})
        expect(answer.status == 303, "303 after logging in", answer.status)
        expect("__Host-weerwoord_session" in self.sanne.cookies, "a cookie of the session")

    def picture(self):
        file = TRY.noise(1160)
        expect(4_000_000 < len(file) < 4_100_000, "a picture of 4 MB", len(file))
        answer = self.sanne.upload("Ruis", file)
        target = answer.headers.get("Location", "")
        found = re.fullmatch(r"/desk/pictures/(\d+)\?done=added", target)
        expect(found, "303 to the new picture", f"{answer.status} {target}")
        self.picture_id = found[1]
        return f"{len(file):,} bytes"

    def publish(self):
        form = TRY.Fields(self.sanne.get("/desk/articles/new").text, "/desk/articles/new").fields
        body = f"Het eerste artikel.\n\n![Ruis](/pictures/{self.picture_id})\n\nTot zover."
        # The administrator is the first account.
        typed = {"title": "De eerste dag", "body": body, "author": "1", "comments": "open"}
        typed |= {"picture": self.picture_id, "intent": "publish"}
        expect(typed.keys() <= form.keys() | {"intent"}, "the form has its fields", form.keys())
        answer = self.sanne.post("/desk/articles/new", typed)
        target = answer.headers.get("Location", "")
        expect(answer.status == 303 and "done=published" in target, "published", answer.status)
        page = TRY.Browser(self.context).get("/articles/de-eerste-dag")
        expect(page.status == 200, "readers see the article", page.status)
        sources = set(re.findall(r'src="(/pictures/[^"]+)"', page.text))
        expect(sources, "the article shows its picture")
        for source in sources:
            shown = TRY.Browser(self.context).get(source)
            expect(shown.status == 200 and shown.body, f"{source} is served", shown.status)

    def comment(self):
        """Sends a comment as a reader who cannot read the code: a link in an e-mail proves them."""
        self.lotte = TRY.Browser(self.context)
        path = "/articles/de-eerste-dag"
        form = TRY.Fields(self.lotte.get(path).text, f"{path}/comments").fields
        typed = {"name": "Lotte", "email": READER, "body": TEXT, "intent": "confirm"}
        expect(typed.keys() <= form.keys() | {"intent"}, "the form has its fields", form.keys())
        answer = self.lotte.post(f"{path}/comments", typed)
        held = answer.status == 303 and "/held" in answer.headers["Location"]
        expect(held, "303 to the page of a held comment", f"{answer.status} {notice(answer.text)}")
        expect(TEXT not in TRY.Browser(self.context).get(path).text, "it is not shown yet")

    def mail(self):
        """Waits for the e-mail, and presses the button of the page that it links to."""
        letter = TRY.until("the e-mail", self.letter)
        expect(letter["To"] == READER, "the e-mail is for the reader", letter["To"])
        text = letter.get_body(("plain",)).get_content()
        link = urlsplit(re.search(rf"https://{re.escape(NAME)}/confirm/\S+", text)[0]).path
        form = TRY.Fields(self.lotte.get(link).text, link).fields
        answer = self.lotte.post(link, form)
        expect(answer.status == 303, "303 after the button", answer.status)
        shown = TRY.Browser(self.context).get("/articles/de-eerste-dag")
        expect(TEXT in shown.text, "the comment is shown")
        return letter["Subject"]

    def letter(self):
        for path in (self.tree / "srv/mail/new").glob("*"):
            return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)

    # The backup, and another board of it.

    def back_up(self):
        self.board("backup", BACKUP)
        return f"{(self.tree / BACKUP[1:]).stat().st_size:,} bytes"

    def restore(self):
        self.board("--data", RESTORED, "restore", BACKUP)

    def compare(self):
        """Compares the boards before the second runs: a board that runs has work of its own."""
        exports = []
        for name, data in (("first", "/var/lib/weerwoord"), ("second", RESTORED)):
            self.board("--data", data, "check")
            self.board("--data", data, "export", f"/var/lib/weerwoord/{name}.jsonl")
            exports.append(self.tree / f"var/lib/weerwoord/{name}.jsonl")
        # The first line says when the export was made.
        first, second = (path.read_text(encoding="utf-8").splitlines()[1:] for path in exports)
        differing = [line for line in second if line not in set(first)]
        differing += [line for line in first if line not in set(second)]
        expect(first == second, "both boards export the same", differing[:3])
        return f"{len(first)} rows"

    def serve_restored(self):
        listen = ["--data", RESTORED, "--listen", "127.0.0.1:3001"]
        self.serve("restored", 3001, listen)
        connection = HTTPConnection("127.0.0.1", 3001, timeout=20)
        connection.request("GET", "/articles/de-eerste-dag", headers={"Host": NAME})
        answer = TRY.Response(connection.getresponse())
        expect(answer.status == 200 and TEXT in answer.text, "the comment is there", answer.status)

    def stop(self):
        for name in ("restored", "board"):
            code = self.end(name)
            expect(code == 0, f"{name} ends with exit code 0", code)


def main():
    arguments = sys.argv[1:]
    if not 1 <= len(arguments) <= 2 or os.getuid() != 0:
        sys.exit(__doc__)
    package = Path(arguments[0]).resolve()
    bare = Path(arguments[1]).resolve() if len(arguments) == 2 else None
    began = time.monotonic()
    with Machine(package, bare) as machine:
        for what, deed in (
            ("copy a bare Debian 12" if bare else "debootstrap", machine.bootstrap),
            (f"install {package.name}, nginx and openssl", machine.install),
            ("install a mail server", machine.install_mail_server),
            ("a network of its own", machine.apart),
            ("start the mail server", machine.mail_server),
            ("settings", machine.settings),
            ("a certificate", machine.certificate),
            ("init: the administrator", machine.administrator),
            ("start the board as its unit does", machine.serve),
            ("start nginx", machine.proxy),
            ("log in over https", machine.log_in),
            ("upload a picture", machine.picture),
            ("publish an article with it", machine.publish),
            ("comment through the form", machine.comment),
            ("receive the e-mail, and confirm the comment", machine.mail),
            ("backup", machine.back_up),
            ("restore into another folder", machine.restore),
            ("check and export both", machine.compare),
            ("serve the restored board", machine.serve_restored),
            ("stop both", machine.stop),
        ):
            machine.step(what, deed)
    print(f"{time.monotonic() - began:7.1f} s      in all")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    main()
