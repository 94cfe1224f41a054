"""Sealed text: AES-256-GCM, bound to the one place it belongs to.

What is sealed for a row opens in that row alone: copied to another row, column or workspace, or
changed by a single bit, it is refused. No file, database or clock is touched here; ledger/keys.py
keeps the keys and ledger/sealed_field.py the column.
"""

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12  # drawn anew each time; a key seals far fewer than 2**32 texts
VERSION = "sealed1"


class CannotOpen(Exception):
    """It was sealed with another key, for another place, or it was changed since."""


def new_key():
    return os.urandom(KEY_BYTES)


def encrypt(key, data, about, *, nonce=None):
    """The bytes sealed: nonce, text and tag. Only tests give a nonce."""
    nonce = nonce or os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, data, about)


def decrypt(key, sealed, about):
    nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        return AESGCM(key).decrypt(nonce, rest, about)
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("It does not open with this key in this place.") from error


def place(*parts):
    """Where something belongs, as bytes that no other list of parts makes."""
    return json.dumps([str(part) for part in parts]).encode()


def seal(key_id, key, text, parts):
    """The text as it may be stored anywhere: version, the key's id, and what was sealed."""
    sealed = encrypt(key, text.encode(), place(VERSION, key_id, *parts))
    return f"{VERSION}:{key_id}:{packed(sealed)}"


def unseal(key, token, parts):
    key_id = key_id_of(token)
    sealed = unpacked(token.rpartition(":")[2])
    return decrypt(key, sealed, place(VERSION, key_id, *parts)).decode()


def is_sealed(text):
    return text.startswith(f"{VERSION}:")


def key_id_of(token):
    """Which key it was sealed with."""
    version, _, rest = token.partition(":")
    key_id, _, sealed = rest.partition(":")
    if version != VERSION or not key_id or not sealed:
        raise CannotOpen("This is no sealed text.")
    return key_id


def packed(data):
    return urlsafe_b64encode(data).decode()


def unpacked(text):
    try:
        return urlsafe_b64decode(text.encode("ascii"))
    except ValueError as error:
        raise CannotOpen("This is no sealed text.") from error
