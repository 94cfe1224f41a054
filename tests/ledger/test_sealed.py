"""Sealed text: the published answers, and everything that must not open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger import sealed
from ledger.sealed import CannotOpen

KEY = bytes(range(32))
HERE = ("w1", "ledger.debt", "account_number", "d1")


# NIST SP 800-38D's proposal by McGrew and Viega, test cases 13, 14 and 16: AES-256
@pytest.mark.parametrize(
    ("key", "nonce", "data", "about", "answer"),
    [
        ("00" * 32, "00" * 12, "", "", "530f8afbc74536b9a963b4f1c4cb738b"),
        (
            "00" * 32,
            "00" * 12,
            "00" * 16,
            "",
            "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919",
        ),
        (
            "feffe9928665731c6d6a8f9467308308" * 2,
            "cafebabefacedbaddecaf888",
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
            "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
            "feedfacedeadbeeffeedfacedeadbeefabaddad2",
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
            "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
            "76fc6ece0f4e1768cddf8853bb2d551b",
        ),
    ],
)
def test_the_published_answers_come_out(key, nonce, data, about, answer):
    key, nonce, data, about, answer = map(bytes.fromhex, (key, nonce, data, about, answer))
    made = sealed.encrypt(key, data, about, nonce=nonce)
    assert made == nonce + answer
    assert sealed.decrypt(key, made, about) == data


@given(st.text(max_size=60), st.lists(st.text(max_size=8), min_size=1, max_size=5))
def test_what_is_sealed_opens_in_its_place(text, parts):
    assert sealed.unseal(KEY, sealed.seal("k1", KEY, text, parts), parts) == text


def test_the_same_text_is_never_sealed_alike_and_shows_nothing():
    one, other = (sealed.seal("k1", KEY, "8837-4471", HERE) for _ in range(2))
    assert one != other
    assert "4471" not in one
    assert sealed.key_id_of(one) == "k1"
    assert sealed.is_sealed(one)
    assert not sealed.is_sealed("8837-4471")


@pytest.mark.parametrize("part", range(4))
def test_it_opens_in_no_other_workspace_table_column_or_row(part):
    elsewhere = [*HERE]
    elsewhere[part] += "x"
    token = sealed.seal("k1", KEY, "8837-4471", HERE)
    with pytest.raises(CannotOpen):
        sealed.unseal(KEY, token, elsewhere)


def test_parts_that_read_alike_are_not_the_same_place():
    assert sealed.place("a", "b c") != sealed.place("a b", "c")
    assert sealed.place("ab", "") != sealed.place("a", "b")


def test_another_key_does_not_open_it():
    token = sealed.seal("k1", KEY, "8837-4471", HERE)
    with pytest.raises(CannotOpen):
        sealed.unseal(sealed.new_key(), token, HERE)
    with pytest.raises(CannotOpen):  # nor the same key under another name
        sealed.unseal(KEY, token.replace(":k1:", ":k2:"), HERE)


def test_one_changed_bit_anywhere_is_refused():
    version, key_id, packed = sealed.seal("k1", KEY, "8837-4471", HERE).split(":")
    whole = sealed.unpacked(packed)
    for place in range(len(whole) * 8):
        changed = bytearray(whole)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises(CannotOpen):
            sealed.unseal(KEY, f"{version}:{key_id}:{sealed.packed(bytes(changed))}", HERE)


@pytest.mark.parametrize(
    "token", ["", "4471", "sealed1:", "sealed1:k1", "sealed1:k1:", "sealed2:k1:AAAA", "sealed1::A"]
)
def test_what_is_no_sealed_text_is_said_to_be_none(token):
    with pytest.raises(CannotOpen):
        sealed.key_id_of(token)


@pytest.mark.parametrize("end", ["A", "AAAA", "é", "!!!!"])
def test_what_is_too_short_or_garbled_is_refused_and_no_crash(end):
    with pytest.raises(CannotOpen):
        sealed.unseal(KEY, f"sealed1:k1:{end}", HERE)
