"""Ten members and ten editors send the worst pictures there are at once: what the node takes of memory, and how soon
`/health/live` answers meanwhile.

    pip install pillow
    python3 deploy/drill/pictures.py [target/release/weerwoord]

Every kind comes just below what is taken and, once more, far above it. Fails where the memory is over the limit of
deploy/weerwoord.service less 150 MB. Who is told that the board is busy tries again, as a person does, until it is done.
"""

import http.client
import io
import multiprocessing
import re
import struct
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import uuid
import zlib
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent
BINARY = sys.argv[1] if len(sys.argv) > 1 else str(HERE.parent.parent / "target/release/weerwoord")
UNIT = (HERE.parent / "weerwoord.service").read_text()
LIMIT = int(re.search(r"MemoryMax=(\d+)M", UNIT)[1]) - 150
MALLOC = dict(re.findall(r"\b(MALLOC_\w+)=(\S+)", UNIT))
PORT = 39_413
PASSWORD = "vier woorden naast elkaar"
PEOPLE = 10


def png(width, height, depth, colour, samples):
    """A PNG of noise in few bytes: every row the same."""
    row = b"\0" + bytes((7 * n) % 251 for n in range(width * samples * depth // 8))
    packer = zlib.compressobj(6)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    chunk = lambda kind, body: struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def made(width, height, kind, grain=4, **options):
    picture = Image.effect_noise((width // grain, height // grain), 40).resize((width, height)).convert("RGB")
    file = io.BytesIO()
    more = {}
    if options.pop("moves", False):
        more = {"save_all": True, "append_images": [picture.rotate(90).resize((width, height))], "duration": 100}
    picture.save(file, kind, **more, **options)
    return file.getvalue()


def pictures():
    """Each kind just below what is taken, then beyond."""
    yield "PNG, 16 bits, seen through", png(4096, 4090, 16, 6, 4)
    yield "PNG, 16 bits, tall", png(3300, 5000, 16, 6, 4)
    yield "PNG, 8 bits, seen through", png(5790, 5790, 8, 6, 4)
    yield "PNG, 8 bits", png(6320, 6320, 8, 2, 3)
    yield "JPEG", made(6320, 6320, "JPEG", quality=60)
    yield "JPEG in passes", made(3800, 3800, "JPEG", quality=60, progressive=True, subsampling=0)
    yield "JPEG in passes, halved colours", made(4700, 4700, "JPEG", quality=60, progressive=True, subsampling=2)
    yield "GIF that moves", made(4000, 4000, "GIF", grain=500, moves=True)
    yield "WebP that moves", made(3300, 3300, "WEBP", moves=True, quality=50, method=0)
    yield "WebP without loss", made(4000, 4000, "WEBP", grain=64, lossless=True, quality=0, method=0)
    yield "PNG, 16 bits, too large", png(6300, 6300, 16, 6, 4)
    yield "JPEG in passes, too large", made(6300, 6300, "JPEG", quality=40, progressive=True, subsampling=0)


class Person:
    def __init__(self, email):
        self.cookie = ""
        status, _, headers = self.asks("POST", "/login", urllib.parse.urlencode({"email": email, "password": PASSWORD}),
                                       {"content-type": "application/x-www-form-urlencoded"})
        assert status == 303, (email, status)
        self.cookie = "; ".join(line.split(";")[0] for name, line in headers if name.lower() == "set-cookie")

    def asks(self, method, path, body=None, headers=None):
        line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=400)
        line.request(method, path, body, {"cookie": self.cookie, "sec-fetch-site": "same-origin", **(headers or {})})
        answer = line.getresponse()
        text = answer.read()
        line.close()
        return answer.status, text, answer.getheaders()

    def sends(self, path, name, file):
        border = uuid.uuid4().hex
        field = f'--{border}\r\nContent-Disposition: form-data; name="alt"\r\n\r\n{name}\r\n' if path.startswith("/desk") else ""
        head = f'{field}--{border}\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n'
        body = head.encode() + file + f"\r\n--{border}--\r\n".encode()
        return self.asks("POST", path, body, {"content-type": f"multipart/form-data; boundary={border}"})[0]


def memory(pid):
    status = open(f"/proc/{pid}/status").read()
    return [int(re.search(rf"{name}:\s+(\d+)", status)[1]) / 1024 for name in ("VmRSS", "VmHWM")]


def live(stop, told):
    """Runs in a process of its own: threads that send files would keep it waiting."""
    times = []
    while not stop.is_set():
        start = time.monotonic()
        line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        line.request("GET", "/health/live")
        assert line.getresponse().status == 200
        line.close()
        times.append(time.monotonic() - start)
        time.sleep(0.01)
    told.put(times)


def main():
    with tempfile.TemporaryDirectory() as folder:
        settings = {"WEERWOORD_DATA": folder, "WEERWOORD_LISTEN": f"127.0.0.1:{PORT}", "WEERWOORD_LIMITS": "off",
                    "WEERWOORD_CAPTCHA": "off", **MALLOC}
        run = lambda *words, **more: subprocess.run([BINARY, *words], env=settings, check=True, capture_output=True, **more)
        run("migrate")
        for role in ("member", "editor"):
            for number in range(PEOPLE):
                run("account", "add", "--name", f"{role} {number}", "--email", f"{role}{number}@post.example",
                    "--role", role, "--password-stdin", input=PASSWORD.encode())
        node = subprocess.Popen([BINARY, "serve"], env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            time.sleep(2)
            members = [Person(f"member{number}@post.example") for number in range(PEOPLE)]
            editors = [Person(f"editor{number}@post.example") for number in range(PEOPLE)]
            print(f"before: {memory(node.pid)[0]:.0f} MB", flush=True)
            stop, answers = multiprocessing.Event(), multiprocessing.Queue()
            watching = multiprocessing.Process(target=live, args=(stop, answers))
            watching.start()
            for name, file in pictures():
                told = []

                def one(person, path):
                    for _ in range(200):
                        try:
                            status = person.sends(path, name, file)
                        except OSError:
                            status = 0  # the line was cut before all of it was sent
                        told.append(status)
                        if status not in (0, 503):
                            return
                        time.sleep(0.5)

                everybody = [(person, "/account/picture") for person in members]
                everybody += [(person, "/desk/pictures") for person in editors]
                threads = [threading.Thread(target=one, args=who) for who in everybody]
                start = time.monotonic()
                [thread.start() for thread in threads]
                [thread.join() for thread in threads]
                counts = ", ".join(f"{told.count(status)} × {status}" for status in sorted(set(told)))
                now, most = memory(node.pid)
                print(f"{name} ({len(file) / 1e6:.1f} MB): {counts}; {time.monotonic() - start:.1f} s; "
                      f"memory {now:.0f} MB, at most {most:.0f} MB", flush=True)
            stop.set()
            times = sorted(answers.get())
            watching.join()
            last = times[len(times) * 99 // 100] * 1000
            most = memory(node.pid)[1]
            print(f"/health/live: {len(times)} answers, p99 {last:.1f} ms, slowest {times[-1] * 1000:.1f} ms")
            print(f"memory at most {most:.0f} MB, of {LIMIT} MB that it may take")
            sys.exit(0 if most <= LIMIT else 1)
        finally:
            node.terminate()
            node.wait()


main()
