"""Addresses that nobody wrote by accident: not found, or answered as if nothing was asked."""

import pytest

from tests.hostile import naughty, pages
from tests.test_tenancy import WITH_ROWS

NO_IDS = ("0", "-1", "1e9", "null", "..%2f..%2fetc%2fpasswd", "%00", "%ED%A0%80", "a" * 5000,
          "00000000-0000-0000-0000-00000000000g", "{7*7}", "%0d%0aSet-Cookie:x")  # fmt: skip
NUMBERS = ("-1", "0", "99999999999999999999999", "1e9", "NaN", "", "١٢", "0x1F", "1_0", "last")
# what some page asks for after the question mark
ASKED = (
    "page before show to call letter state states open q sort kind stage language year on first"
    " amount owed next day view filter year month debt creditor extra monthly order cash"
).split()
BYTES = ("%00", "%FF%FE", "%ED%A0%80", "%0d%0aX:y", "%C0%AF", "%", "%zz", "a=b=c&&&=&;", "%u0041")


def asked(value):
    return "&".join(f"{name}={value}" for name in ASKED)


def test_what_is_no_id_is_not_found(hers, known):
    for number, (name, params) in enumerate(WITH_ROWS):
        for value in pages.some(NO_IDS, number):
            address = pages.url_of(name, params, known)
            for row in known.values():
                address = address.replace(str(row.pk), value)
            assert hers.get(address).status_code == 404, (name, address)


def test_no_question_breaks_a_page(hers, known):
    for number, (name, address) in enumerate(pages.addresses(known)):
        for value in pages.some([*NUMBERS, *BYTES], number):
            page = hers.get(f"{address}?{asked(value)}")
            assert page.status_code < 500, (name, value)
            if pages.is_page(page):
                assert [*pages.active(page)] == []


def test_no_words_in_a_question_break_a_page(hers, known):
    asking = ("board", "plan", "calendar", "activity", "letter_create")
    asking = [one for one in pages.addresses(known) if one[0].partition(":")[2] in asking]
    for number, words in enumerate(naughty.ALL.values()):
        question = pages.urlencode(dict.fromkeys(ASKED, words), errors="surrogatepass")
        for _name, address in pages.some(asking, number, each=2):
            page = hers.get(f"{address}?{question}")
            assert page.status_code < 500, words
            assert [*pages.active(page)] == []


@pytest.mark.parametrize(
    "path",
    ["/%00", "/%FF", "/..%2f..%2fetc/passwd", "/static/..%2f..%2fpyproject.toml", "/%ED%A0%80/",
     "//evil.example/", "/\\evil.example", "/static/%00.css", "/" + "a/" * 3000, "/%E2%80%AE"],
)  # fmt: skip
def test_a_strange_path_is_not_found(hers, db, path):
    assert hers.get(path).status_code in (301, 302, 400, 404)


ELSEWHERE = (
    "//evil.example",
    "https://evil.example",
    "/\\evil.example",
    "javascript:alert('evil')",
    "https:evil.example",
    "/%0d%0aSet-Cookie:evil=1",
    " //evil.example",
)


def test_nobody_is_sent_elsewhere(hers, known):
    for number, (name, address) in enumerate(pages.addresses(known)):
        for to in pages.some(ELSEWHERE, number, each=1):
            for answer in (hers.get(address, {"next": to}), hers.post(address, {"next": to})):
                assert "evil" not in answer.headers.get("Location", "").partition("?")[0], name
