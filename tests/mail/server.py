"""A mail server on the loopback for tests: aiosmtpd as Debian has it.

server.py PORT FOLDER [CERT KEY [USER PASSWORD]]: keeps each mail it takes as a
file of FOLDER. With CERT and KEY it speaks STARTTLS, and takes nothing without;
with USER and PASSWORD it wants both. Refuses whoever is called refused@, and
has no time for later@. Says "ready PORT" when it listens; ends with its input.
"""

import os
import ssl
import sys
import tempfile

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


class Keeper:
    def __init__(self, folder):
        self.folder = folder

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused@"):
            return "550 5.1.1 nobody of that name"
        if address.startswith("later@"):
            return "451 4.7.1 come back later"
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, server, session, envelope):
        head = f"X-From: {envelope.mail_from}\r\nX-To: {envelope.rcpt_tos}\r\n"
        with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as f:
            f.write(head.encode() + envelope.content)
            f.flush()
            os.fsync(f.fileno())
        os.rename(f.name, f.name + ".eml")
        return "250 taken"


def main():
    port, folder, *more = sys.argv[1:]
    how = {}
    if len(more) >= 2:
        how["tls_context"] = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        how["tls_context"].load_cert_chain(more[0], more[1])
        how["require_starttls"] = True
    if len(more) == 4:
        known = (more[2].encode(), more[3].encode())
        how["auth_required"] = True
        how["authenticator"] = lambda server, session, envelope, way, data: AuthResult(
            success=(data.login, data.password) == known, handled=False
        )
    controller = Controller(Keeper(folder), hostname="127.0.0.1", port=int(port), **how)
    controller.start()
    print("ready", controller.server.sockets[0].getsockname()[1], flush=True)
    sys.stdin.read()
    controller.stop()


main()
