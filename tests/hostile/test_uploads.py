"""Files that pretend, burst or hide: refused in words or made inert, and nobody else notices."""

import struct
import threading
import time
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from debtsite.press.jobs import JOBS
from ledger import pictures  # loading it lets Pillow write HEIC here
from ledger.models import Document
from ledger.papers import NotAPaper, read_paper
from negotiation.printing.binding import Unprintable, cleaned, weighed
from tests.hostile import naughty, pages

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"
HTML = b"<!doctype html><html><script>alert(1)</script></html>"
RIGHT_SIZE = 40 * 1024 * 1024


def uploaded(content, name="paper.pdf"):
    return SimpleUploadedFile(name, content)


def picture(kind="JPEG", size=(40, 30), **options):
    made = BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(made, kind, **options)
    return made.getvalue()


def chunk(kind, content):
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def png(width, height, data=b"", *more, bits=8, colour=2):
    head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    body = [chunk(b"IHDR", head), *more, chunk(b"IDAT", data), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(body)


def jpeg_that_says(width, height):
    """A small picture whose head claims another size."""
    made = bytearray(picture())
    place = made.index(b"\xff\xc0")
    made[place + 5 : place + 9] = struct.pack(">HH", height, width)
    return bytes(made)


def packed(size):
    packer = zlib.compressobj(9)
    return b"".join(
        [*(packer.compress(bytes(2**20)) for _ in range(size // 2**20)), packer.flush()]
    )


BOMBS = {
    "PNG of a gigabyte": lambda: png(20_000, 20_000, packed(1_000 * 2**20)),
    "PNG of 2 billion by 1": lambda: png(2**31 - 1, 1, packed(2**20)),
    "PNG with more data than pixels": lambda: png(9, 9, packed(200 * 2**20)),
    "PNG with a text of 400 MB": lambda: png(
        9, 9, packed(2**20), chunk(b"zTXt", b"a\x00\x00" + packed(400 * 2**20))
    ),
    "PNG with a profile of 400 MB": lambda: png(
        9, 9, packed(2**20), chunk(b"iCCP", b"a\x00\x00" + packed(400 * 2**20))
    ),
    "JPEG that says 65,500 by 65,500": lambda: jpeg_that_says(65_500, 65_500),
    "HEIC that says it is huge": lambda: picture("HEIF").replace(
        struct.pack(">II", 40, 30), struct.pack(">II", 2**31, 2**31)
    ),
}
PRETENDERS = {
    "HTML called .pdf": HTML,
    "SVG": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "GIF that is a script": b"GIF89a/*" + bytes(60) + b"*/=1;alert(1)//",
    "WebP": b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(60),
    "TIFF": b"II*\x00" + bytes(60),
    "MVG": b"push graphic-context\nimage over 0,0 0,0 'https://evil.example/x'",
    "EPS": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) run\n%%EOF",
    "EPS behind a PNG's name": b"\x89PNG%!PS-Adobe-3.0",
    "ZIP": b"PK\x03\x04" + bytes(60),
    "HTML before a PDF": HTML + PDF,
    "program": b"\x7fELF" + bytes(60),
    "nothing but zeros": bytes(1000),
}


@pytest.mark.parametrize("make", BOMBS.values(), ids=list(BOMBS))
def test_a_bomb_is_refused_or_defused_and_takes_no_memory_here(make):
    bomb, before = make(), resident()
    assert len(bomb) < 10 * 2**20
    try:
        paper = read_paper(uploaded(bomb))
    except NotAPaper:
        pass
    else:
        assert len(paper.content) < 10_000
    assert resident() - before < RIGHT_SIZE


def resident():
    if not (status := Path("/proc/self/status")).exists():
        pytest.skip("looks memory up in /proc")
    return int(status.read_text().partition("VmRSS:")[2].split()[0]) * 1024


@pytest.mark.parametrize("content", PRETENDERS.values(), ids=list(PRETENDERS))
def test_a_pretender_is_told_by_its_content(content):
    with pytest.raises(NotAPaper):
        read_paper(uploaded(content))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "HEIF"])
def test_a_picture_that_is_also_something_else_is_a_picture_alone(kind):
    for other in (HTML, PDF, b"PK\x03\x04" + bytes(30), b"<?php system($_GET[0]);"):
        paper = read_paper(uploaded(picture(kind) + other))
        assert other[:12] not in paper.content
        assert paper.content_type.startswith("image/")


def test_a_page_hidden_in_a_pdf_is_sent_as_a_file_and_runs_nowhere(hers, debt):
    """A PDF is kept as it came: it may be proof. So it is never shown as anything else."""
    both = b"%PDF-1.7\n" + HTML + PDF
    address = pages.url_of("ledger:document_create", ["debt_id"], {"debt_id": debt})
    hers.post(address, {"kind": "other", "upload": uploaded(both, "a.html")})
    document = Document.objects.get()
    page = hers.get(
        pages.url_of("ledger:document_file", ["document_id"], {"document_id": document})
    )
    assert page["Content-Type"] == "application/pdf"
    assert page["Content-Disposition"].startswith("attachment;")
    assert page["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in page["Content-Security-Policy"]


@pytest.mark.parametrize("name", naughty.ALL.values(), ids=list(naughty.ALL))
def test_no_file_name_gets_anywhere(hers, debt, settings, tmp_path, name):
    settings.MEDIA_ROOT = tmp_path
    address = pages.url_of("ledger:document_create", ["debt_id"], {"debt_id": debt})
    name = name.encode("utf-8", "replace").decode() + ".pdf"
    hers.post(address, {"kind": "other", "upload": uploaded(PDF, name)})
    for document in Document.objects.all():
        assert Path(document.file.path).parent.parent == tmp_path / "documents"
        assert Path(document.file.path).name == str(document.pk)
        at = pages.url_of("ledger:document_file", ["document_id"], {"document_id": document})
        shown = hers.get(at)["Content-Disposition"]
        assert not {"\r", "\n", "\x00", "/", "\\", "\u202e"} & set(shown)


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize(
    "asked", ["bytes=0-3", "bytes=-1", "bytes=99999999-", "bytes=3-1", "bytes=0-0," * 500, "x"]
)
def test_a_part_of_a_file_is_the_file_or_the_part(hers, debt, known, method, asked):
    at = pages.url_of("ledger:document_file", ["document_id"], known)
    page = getattr(hers, method)(at, headers={"range": asked})
    content = b"".join(page.streaming_content) if page.streaming else page.content
    whole = known["document_id"].size
    assert page.status_code in (200, 206, 416)
    assert len(content) <= whole
    assert int(page["Content-Length"]) == whole or page.status_code != 200


# ---- PDFs of others: opened by the press alone -------------------------------------------------


def pdf(change):
    made, content = pikepdf.new(), BytesIO()
    change(made, made.add_blank_page(page_size=(612, 792)))
    made.save(content)
    return content.getvalue()


def bursts(made, page):
    """398 KiB that become 400 MB, drawn on a page."""
    page.Contents = made.make_stream(bytes(400 * 2**20))


def bursts_twice(made, page):
    inner = zlib.compress(zlib.compress(bytes(300 * 2**20), 9), 9)
    page.Contents = pikepdf.Stream(made, inner)
    page.Contents.Filter = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])


def goes_in_circles(made, page):
    form = made.make_stream(b"/Again Do")
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = [0, 0, 9, 9]
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Again=form))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Again=form))
    page.Contents = made.make_stream(b"/Again Do")


HOSTILE = {
    "bursts": bursts,
    "bursts twice": bursts_twice,
    "goes in circles": goes_in_circles,
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=list(HOSTILE))
def test_a_hostile_pdf_costs_the_site_nothing(change, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    content, before = pdf(change), resident()
    for open_ in (lambda: cleaned(content, "application/pdf")[0], lambda: weighed(content)):
        try:
            made = open_()
        except Unprintable:
            continue
        assert len(made) < 2**20
    assert resident() - before < RIGHT_SIZE
    assert not [*tmp_path.glob("bindery/*")]


NESTED = b"[" * 200_000
BROKEN = {
    "no end": PDF[:20],
    "a table that points nowhere": PDF.replace(b"%%EOF", b"startxref\n99999999\n%%EOF"),
    "a circle of tables": b"%PDF-1.7\nxref\n0 0\ntrailer<</Prev 9>>\nstartxref\n9\n%%EOF",
    "nested without end": b"%PDF-1.7\n1 0 obj\n" + NESTED + b"\ntrailer<</Root 1 0 R>>\n%%EOF",
    "a page tree that is its own": b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Count 9/Kids[2 0 R]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=list(BROKEN))
def test_a_broken_pdf_is_refused_by_name(content, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    with pytest.raises(Unprintable):
        cleaned(content, "application/pdf")


def test_others_are_served_beside_a_bomb():
    bomb, refused = png(7_000, 7_000, packed(140 * 2**20)), []

    def explode():
        with suppress(NotAPaper):
            read_paper(uploaded(bomb))
        refused.append(time.monotonic())

    thread = threading.Thread(target=explode)
    thread.start()
    for _ in range(3):
        assert read_paper(uploaded(picture())).content_type == "image/jpeg"
    served = time.monotonic()
    thread.join()
    assert pictures.OPENED_PIXELS > 7_000 * 7_000  # or it is refused before it is any work
    assert len(refused) == 1
    if JOBS["picture"].places > 1:
        assert served - refused[0] < 10
