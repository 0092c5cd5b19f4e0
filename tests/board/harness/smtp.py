"""A mail server for the stories: it accepts, refuses, hangs, or hangs up after the text before it answers.

Prints its port, then a line of JSON for each message it accepted. Ends when its standard input is closed.
"""

import asyncio
import json
import sys

from aiosmtpd.smtp import SMTP


class Desk:
    def __init__(self, mood):
        self.mood = mood

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.mood == "refuse":
            return "550 no such mailbox"
        if self.mood == "later":
            return "451 come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.mood == "hang":
            await asyncio.sleep(3600)
        if self.mood == "drop":
            server.transport.abort()
            return "421 gone"
        told = {"to": envelope.rcpt_tos, "from": envelope.mail_from, "text": envelope.content.hex()}
        print(json.dumps(told), flush=True)
        return "250 OK"


async def main(mood, port):
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Desk(mood), hostname="post.example", loop=loop), "127.0.0.1", port)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
