"""What passes between the site and the press: orders out, PDFs or refusals back. Pure."""

import struct
from typing import Protocol

READY = b"!"
ORDER = struct.Struct("!IHH")  # bytes of HTML that follow, seconds it may take, pages it may fill
ANSWER = struct.Struct("!cI")  # one of the letters below, and how many bytes follow
DONE, FETCHES, HEAVY, FAILED = b"d", b"f", b"h", b"x"
LARGEST = 20 * 1024 * 1024


class Socket(Protocol):
    """The part of a socket that is used here."""

    def recv_into(self, buffer: memoryview) -> int: ...


class Closed(ConnectionError):
    """The other side is gone."""


def take(socket: Socket, length: int) -> bytes:
    """So many bytes, however they come in."""
    taken = bytearray(length)
    view = memoryview(taken)
    while view:
        count = socket.recv_into(view)
        if not count:
            raise Closed
        view = view[count:]
    return bytes(taken)
