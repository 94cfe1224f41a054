"""What is sent in place of a form: never a fault of ours, and never taken for one."""

import json

import pytest

from ledger.models import Event
from tests.hostile import pages
from tests.test_tenancy import untouched

LARGE = 10 * 1024 * 1024
LINE = "multipart/form-data; boundary=X"
PART = b'--X\r\nContent-Disposition: form-data; name="nickname"\r\n\r\n'
BODIES = {
    "nothing": (b"", "application/x-www-form-urlencoded"),
    "JSON": (json.dumps({"nickname": "x", "kind": {"$gt": ""}}).encode(), "application/json"),
    "deep JSON": (b"[" * 100_000 + b"]" * 100_000, "application/json"),
    "XML": (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "text/xml"),
    "no type": (b"nickname=x", ""),
    "a strange type": (b"nickname=x", "application/x-www-form-urlencoded; charset=utf-7"),
    "an unknown charset": (b"nickname=x", "application/x-www-form-urlencoded; charset=nope"),
    "no UTF-8": (b"nickname=%FF%FE%ED%A0%80&kind=\xff\xfe", "application/x-www-form-urlencoded"),
    "no boundary": (PART + b"x\r\n--X--", "multipart/form-data"),
    "a long boundary": (b"--" + b"X" * 500, "multipart/form-data; boundary=" + "X" * 500),
    "cut off": (PART + b"x", LINE),
    "no end of a head": (b"--X\r\nContent-Disposition: form-data; name=", LINE),
    "a large head": (b"--X\r\n" + b"A: " + b"x" * 100_000 + b"\r\n\r\nx\r\n--X--", LINE),
    "not base64": (
        b'--X\r\nContent-Disposition: form-data; name="a"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n!!!!!\r\n--X--\r\n",
        LINE,
    ),
    "a file for a text": (
        b'--X\r\nContent-Disposition: form-data; name="nickname"; filename="../../a\x00.pdf"\r\n'
        b"Content-Type: application/pdf\r\n\r\n%PDF-1.7 %%EOF\r\n--X--\r\n",
        LINE,
    ),
    "a text for a file": (
        b'--X\r\nContent-Disposition: form-data; name="upload"\r\n\r\nx\r\n--X--\r\n',
        LINE,
    ),
}
TOO_MUCH = {
    "10,000 fields": (b"&".join(b"f%d=x" % n for n in range(10_000)), 413),
    "one field of 10 MB": (b"nickname=" + b"x" * LARGE, 413),
    "a name of 10 MB": (b"x" * LARGE + b"=1", 413),
}


def test_no_body_breaks_a_page(hers, known):
    for number, (name, address) in enumerate(pages.addresses(known)):
        for what in pages.some([*BODIES], number):
            content, content_type = BODIES[what]
            answer = hers.generic("POST", address, content, content_type=content_type)
            assert answer.status_code < 500, (name, what)


@pytest.mark.parametrize("sent", TOO_MUCH.values(), ids=list(TOO_MUCH))
def test_too_much_is_answered_and_changes_nothing(hers, known, sent):
    content, status = sent
    before = untouched()
    for name in ("ledger:debt_create", "ledger:creditor_create"):
        address = pages.url_of(name, ["workspace_id"], known)
        answer = hers.generic(
            "POST", address, content, content_type="application/x-www-form-urlencoded"
        )
        assert answer.status_code == status
        assert "<h1" in answer.text
    assert untouched() == before


def test_a_hundred_files_are_not_taken_in(hers, known):
    part = (
        b'--X\r\nContent-Disposition: form-data; name="f"; filename="a.pdf"\r\n'
        b"\r\n%PDF-1.7 %%EOF\r\n"
    )
    address = pages.url_of("ledger:document_create", ["debt_id"], known)
    answer = hers.generic("POST", address, part * 100 + b"--X--\r\n", content_type=LINE)
    assert answer.status_code == 413


@pytest.mark.parametrize("field", ["nickname", "kind", "form_key", "csrfmiddlewaretoken", "upload"])
@pytest.mark.parametrize("times", [2, 50])
def test_a_field_that_comes_more_than_once_is_one_field(hers, known, field, times):
    address = pages.url_of("ledger:debt_create", ["workspace_id"], known)
    before = Event.objects.count()
    answer = hers.post(address, {field: ["x"] * times})
    assert answer.status_code == 200
    assert Event.objects.count() == before
