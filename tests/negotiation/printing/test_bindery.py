"""Papers of others: printed as plain pages, or refused; nothing they hold is ever run."""

import os
import time
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from debtsite.press.room import PressStopped
from debtsite.press.wire import TooHeavy
from negotiation.letters.pdf import PdfUnavailable
from negotiation.printing import binding
from negotiation.printing.binding import ToBind, Unprintable, cleaned, joined


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


def pdf(*sizes, change=None, **options):
    made, content = pikepdf.new(), BytesIO()
    for size in sizes or [(612, 792)]:
        page = made.add_blank_page(page_size=size)
        page.Contents = made.make_stream(b"0 0 m 100 100 l S")
    if change:
        change(made)
    made.save(content, **options)
    return content.getvalue()


def picture(kind="PNG", size=(300, 200), mode="RGB", colour="red"):
    made = BytesIO()
    Image.new(mode, size, colour).save(made, kind)
    return made.getvalue()


def opened(content):
    return pikepdf.open(BytesIO(content))


def shapes(content):
    with opened(content) as made:
        return [tuple(round(float(side)) for side in page.mediabox[2:]) for page in made.pages]


@pytest.mark.parametrize(
    ("size", "paper", "sheet"),
    [
        ((612, 792), "letter", (612, 792)),
        ((595, 842), "letter", (612, 792)),  # A4 shrinks a little
        ((300, 200), "letter", (792, 612)),  # lies on its side
        ((5000, 9000), "letter", (612, 792)),
        ((612, 792), "a4", (595, 842)),
    ],
)
def test_pages_of_any_size_come_on_our_paper(size, paper, sheet):
    made, pages = cleaned(pdf(size), "application/pdf", paper=paper)
    assert pages == 1
    assert shapes(made) == [sheet]


def test_a_turned_page_is_printed_as_it_is_read():
    def turn(made):
        made.pages[0].Rotate = 90

    made, _pages = cleaned(pdf((612, 792), change=turn), "application/pdf")
    assert shapes(made) == [(792, 612)]


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_gets_a_page(kind):
    made, pages = cleaned(picture(kind), f"image/{kind.lower()}")
    assert (pages, shapes(made)) == (1, [(792, 612)])


def test_what_is_clear_in_a_picture_is_white_on_paper():
    made, _pages = cleaned(picture(mode="RGBA", colour=(0, 0, 0, 0)), "image/png")
    with opened(made) as whole:
        assert set(whole.pages[0].Resources.XObject.Picture.read_bytes()) == {255}


def test_only_what_is_seen_is_kept():
    def arm(made):
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        made.Root.OpenAction = script
        made.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["a", script]))
        made.pages[0].AA = pikepdf.Dictionary(O=script)
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=script
        )
        made.pages[0].Annots = made.make_indirect([link])
        made.attachments["a.exe"] = b"MZ"

    made, _pages = cleaned(pdf(change=arm), "application/pdf")
    plain = opened(made)
    assert not {"/OpenAction", "/Names", "/AF"} & set(plain.Root.keys())
    for word in (b"JavaScript", b"alert", b"EmbeddedFile", b"MZ"):
        with BytesIO() as flat:
            plain.save(
                flat, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable
            )
            assert word not in flat.getvalue()


LOCKED = pikepdf.Encryption(owner="secret", user="secret")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.7 nothing %%EOF", "broken"),
        (b"", "broken"),
        (pdf(encryption=LOCKED), "password"),
        (pdf(*[(9, 9)] * 201), "pages"),
    ],
    ids=["no PDF", "empty", "with a password", "endless"],
)
def test_what_cannot_be_printed_is_refused_by_name(content, why):
    with pytest.raises(Unprintable, match=why):
        cleaned(content, "application/pdf")


def test_a_bomb_stops_the_bindery_alone():
    """A page that unpacks to two gigabytes."""

    def grow(made):
        made.pages[0].Contents = made.make_stream(bytes(400_000_000))

    bomb = pdf((50, 50), change=grow)
    assert len(bomb) < 1_000_000
    bomb = bomb.replace(b"50 50", b"50 51")
    try:
        made, _pages = cleaned(bomb, "application/pdf")
    except Unprintable:
        return
    assert len(made) < 1_000_000


def test_a_picture_of_too_many_pixels_is_refused():
    with pytest.raises(Unprintable):
        cleaned(picture(mode="1", size=(20_000, 20_000), colour=1), "image/png")


def test_nothing_is_left_on_the_desk(data):
    cleaned(pdf(), "application/pdf")
    assert list((data / "bindery").iterdir()) == []


def test_what_a_killed_worker_left_is_cleared_after_an_hour(data):
    with binding.desk() as folder:
        (folder / "statement.pdf").write_bytes(b"private")
        binding.clear_desks()
        assert folder.exists()
        long_ago = time.time() - binding.STALE - 1
        os.utime(folder, (long_ago, long_ago))
        binding.clear_desks()
        assert not folder.exists()


def letters(*counts):
    return [
        ToBind(f"{number}. Midtown", tuple(pdf(*[(612, 792)] * pages) for pages in pieces))
        for number, pieces in enumerate(counts, 1)
    ]


def test_letters_are_joined_in_order_with_a_bookmark_each():
    made, pages = joined(letters((1, 2), (3,)), title="Letters", language="es")
    whole = opened(made)
    assert (pages, len(whole.pages), str(whole.Root.Lang)) == ([3, 3], 6, "es")
    assert str(whole.docinfo["/Title"]) == "Letters"
    with whole.open_outline() as outline:
        assert [item.title for item in outline.root] == ["1. Midtown", "2. Midtown"]


def test_printers_are_told_not_to_shrink_the_page():
    made, _pages = joined(letters((1,)), title="Letters", language="en")
    assert str(opened(made).Root.ViewerPreferences.PrintScaling) == "/None"


def test_on_both_sides_every_piece_begins_on_a_new_sheet():
    made, pages = joined(letters((1, 2), (3,)), title="x", language="en", both_sides=True)
    assert (pages, len(opened(made).pages)) == ([4, 4], 8)


def test_the_same_letters_make_the_same_bytes():
    once = joined(letters((1, 2)), title="Letters", language="en")
    assert once == joined(letters((1, 2)), title="Letters", language="en")


def test_a_paper_that_kills_the_bindery_is_too_large(monkeypatch):
    def die(*_order):
        raise TooHeavy

    monkeypatch.setattr(binding.ROOM, "ask", die)
    with pytest.raises(Unprintable, match="toolarge"):
        cleaned(pdf(), "application/pdf")


def test_a_bindery_that_cannot_be_asked_is_not_the_papers_fault(monkeypatch):
    def closed(*_order):
        raise PressStopped

    monkeypatch.setattr(binding.ROOM, "ask", closed)
    with pytest.raises(PdfUnavailable, match="try again"):
        cleaned(pdf(), "application/pdf")


def test_many_pieces_are_bound_with_few_files_open():
    made, pages = joined(letters(*[(1, 1)] * 60), title="Letters", language="en")
    assert (sum(pages), len(opened(made).pages)) == (120, 120)
