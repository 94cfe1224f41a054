import random
from contextlib import suppress
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from ledger.papers import NotAPaper, read_paper
from ledger.pictures import KEPT_PIXELS  # loading it also lets Pillow write HEIC here

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"
HTML = b"<!doctype html><script>alert(1)</script>"


def upload(content, name="paper.pdf", content_type="application/pdf"):
    return SimpleUploadedFile(name, content, content_type)


def picture(kind, size=(60, 40), mode="RGB", **options):
    made = BytesIO()
    Image.effect_noise(size, 60).convert(mode).save(made, kind, **options)
    return made.getvalue()


def opened(paper):
    return Image.open(BytesIO(paper.content))


def test_a_pdf_is_kept_as_it_is():
    paper = read_paper(upload(PDF))
    assert (paper.content, paper.content_type) == (PDF, "application/pdf")


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("HEIF", "image/jpeg")],
)
def test_a_picture_is_told_by_its_content_and_drawn_anew(kind, content_type):
    paper = read_paper(upload(picture(kind), "statement.pdf", "text/html"))
    assert paper.content_type == content_type
    assert opened(paper).size == (60, 40)


@pytest.mark.parametrize(
    "content",
    [
        HTML,
        b"",
        b"\x00" * 100,
        b"GIF89a" + b"\x00" * 100,
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"PK\x03\x04" + b"\x00" * 100,
        b"MZ" + b"\x00" * 100,
        HTML + PDF,  # a PDF somewhere inside is not a PDF
        b"%PDF-1.7\n" + HTML,  # begins like one, and never ends
        b"\xff\xd8",
        b"RIFF\x00\x00\x00\x00WEBPVP8 ",
        b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 100,
    ],
)
def test_the_right_name_does_not_help_the_wrong_content(content):
    with pytest.raises(NotAPaper):
        read_paper(upload(content, "statement.pdf", "application/pdf"))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "HEIF"])
def test_a_page_hidden_in_a_picture_is_gone(kind):
    paper = read_paper(upload(picture(kind) + HTML))
    assert b"<script>" not in paper.content


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "HEIF"])
def test_where_a_picture_was_taken_is_not_kept(kind):
    tags = Image.Exif()
    tags[0x010E] = "KITCHEN TABLE"
    tags[0x8825] = {1: "N", 2: (43.0, 9.0, 0.0)}
    given = picture(kind, exif=tags)
    assert b"KITCHEN" in given

    paper = read_paper(upload(given))

    assert b"KITCHEN" not in paper.content
    assert not opened(paper).getexif()


def test_a_picture_taken_sideways_stands_upright():
    tags = Image.Exif()
    tags[0x0112] = 6
    assert opened(read_paper(upload(picture("JPEG", exif=tags)))).size == (40, 60)


def test_comments_and_colour_profiles_are_not_kept():
    given = picture("JPEG", comment=b"SECRET", icc_profile=b"SECRET PROFILE")
    assert b"SECRET" not in read_paper(upload(given)).content


def test_see_through_stays_see_through_and_paper_white_stays_white():
    assert opened(read_paper(upload(picture("PNG", mode="RGBA")))).mode == "RGBA"
    white = BytesIO()
    Image.new("CMYK", (9, 9), (0, 0, 0, 0)).save(white, "JPEG")
    assert opened(read_paper(upload(white.getvalue()))).getpixel((0, 0)) == (255, 255, 255)


def test_a_scan_of_many_greys_keeps_its_shades():
    grey = BytesIO()
    Image.new("I;16", (9, 9), 100 * 256).save(grey, "PNG")
    assert opened(read_paper(upload(grey.getvalue()))).getpixel((0, 0)) == (100, 100, 100)


def test_a_bomb_is_refused_before_it_is_drawn():
    bomb = BytesIO()
    Image.new("1", (50_000, 50_000)).save(bomb, "PNG")
    assert len(bomb.getvalue()) < 1_000_000
    with pytest.raises(NotAPaper):
        read_paper(upload(bomb.getvalue()))


def test_more_pixels_than_a_phone_takes_are_refused():
    big = BytesIO()
    Image.new("1", (8_000, 7_000)).save(big, "PNG")
    with pytest.raises(NotAPaper, match="too many pixels"):
        read_paper(upload(big.getvalue()))


def test_a_large_picture_is_kept_smaller():
    large = BytesIO()
    Image.new("L", (6_000, 4_000)).save(large, "JPEG")
    width, height = opened(read_paper(upload(large.getvalue()))).size
    assert width * height <= KEPT_PIXELS
    assert width / height == pytest.approx(1.5, abs=0.01)


def test_a_file_over_the_limit_is_refused_unread(settings):
    settings.DOCUMENT_MAX_BYTES = 1000
    file = upload(PDF + b" " * 1000 + b"%%EOF")
    with pytest.raises(NotAPaper, match="too large"):
        read_paper(file)
    assert file.tell() == 0


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "HEIF"])
@pytest.mark.parametrize("part", [0.11, 0.5, 0.9])
def test_a_part_of_a_picture_is_none(kind, part):
    # the press draws letters too, and who does that would draw what is left of a picture
    whole = picture(kind, size=(300, 200))
    with pytest.raises(NotAPaper, match="could not read this picture"):
        read_paper(upload(whole[: int(len(whole) * part)]))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "HEIF"])
def test_a_broken_picture_is_a_refusal_never_a_crash(kind):
    dice, given = random.Random(kind), picture(kind)
    for _ in range(150):
        broken = bytearray(given)
        for _ in range(dice.choice([1, 4, 12])):
            broken[dice.randrange(12, min(len(broken), dice.choice([80, len(broken)])))] = (
                dice.randrange(256)
            )
        if dice.random() < 0.2:
            del broken[dice.randrange(len(broken)) :]
        with suppress(NotAPaper):
            read_paper(upload(bytes(broken)))
