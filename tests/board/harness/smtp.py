"""A mail server for the stories, in one of several moods:

accept, refuse (550 at RCPT), later (451 at RCPT), refuse-text and later-text (554 and 451 after the text), refuse-sender (550 at
MAIL), refuse-log-in (535), want-log-in (530 at RCPT), hang and drop (after the text), silent (no greeting), closed (ends each
connection at once), slow (hangs for recipients that begin with "slow", refuses those that begin with "nobody").

Prints its port, then a line of JSON for each message it accepted. Ends when its standard input is closed.
"""

import asyncio
import json
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Desk:
    def __init__(self, mood):
        self.mood = mood

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.mood == "refuse-sender":
            return "550 5.7.1 sender not allowed"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.mood == "refuse" or self.mood == "slow" and address.startswith("nobody"):
            return f"550 5.1.1 <{address}>: no such mailbox"
        if self.mood == "later":
            return "451 come back later"
        if self.mood == "want-log-in":
            return "530 5.7.0 authentication required"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.mood == "hang" or self.mood == "slow" and envelope.rcpt_tos[0].startswith("slow"):
            await asyncio.sleep(3600)
        if self.mood == "drop":
            server.transport.abort()
            return "421 gone"
        if self.mood == "refuse-text":
            return "554 5.7.1 this looks like spam"
        if self.mood == "later-text":
            return "451 4.3.0 try again later"
        told = {"to": envelope.rcpt_tos, "from": envelope.mail_from, "text": envelope.content.hex()}
        print(json.dumps(told), flush=True)
        return "250 OK"


class Silent(asyncio.Protocol):
    def __init__(self, ends):
        self.ends = ends

    def connection_made(self, transport):
        if self.ends:
            transport.close()


def connection(mood, loop):
    if mood in ("silent", "closed"):
        return Silent(mood == "closed")
    check = (lambda *_: AuthResult(success=mood != "refuse-log-in", handled=False)) if "log-in" in mood else None
    return SMTP(Desk(mood), hostname="post.example", loop=loop, authenticator=check, auth_require_tls=False)


async def main(mood, port):
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: connection(mood, loop), "127.0.0.1", port)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
