"""What passes between the site and the press: orders out, what was made or a refusal back. Pure."""

import json
import struct
from typing import Any, Protocol

READY = b"!"
ORDER = struct.Struct("!II")  # bytes of its words, as JSON, and of its content
ANSWER = struct.Struct("!cII")  # one of the letters below, and the same of what comes back
DONE, LAST, REFUSED, HEAVY = b"d", b"l", b"r", b"h"  # LAST: done, and this hand goes home
MOST_WORDS = 4 * 1024 * 1024


class Refused(RuntimeError):
    """The job says no to what it was given; its text is a word to answer by, or the reason."""


class TooHeavy(RuntimeError):
    """It takes more time, memory or paper than it was given."""


class Closed(ConnectionError):
    """The other side is gone, or does not keep to what was agreed."""


class Socket(Protocol):
    """The part of a socket that is used here."""

    def recv_into(self, buffer: memoryview) -> int: ...


def order(words: dict[str, Any], content: bytes) -> bytes:
    said = json.dumps(words).encode()
    return ORDER.pack(len(said), len(content)) + said + content


def answer(kind: bytes, words: Any, content: bytes = b"") -> bytes:
    said = json.dumps(words).encode()
    return ANSWER.pack(kind, len(said), len(content)) + said + content


def take_order(socket: Socket) -> tuple[dict[str, Any], bytes]:
    said, length = ORDER.unpack(take(socket, ORDER.size))
    return json.loads(take(socket, said)), take(socket, length)


def take_answer(socket: Socket, *, most: int) -> tuple[bytes, Any, bytes]:
    """What a hand says. Whoever got the better of it says no more than this, either."""
    kind, said, length = ANSWER.unpack(take(socket, ANSWER.size))
    if said > MOST_WORDS or length > most:
        raise Closed
    words, content = take(socket, said), take(socket, length)
    try:
        return kind, json.loads(words), content
    except (ValueError, RecursionError) as error:
        raise Closed from error


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
