"""A print file of many letters: what they share is there once, and each looks as it does alone."""

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from negotiation.letters.compose import to_html
from negotiation.letters.pdf import to_pdf
from negotiation.printing.binding import ToBind, joined
from negotiation.printing.sharing import share_painting, stretches
from tests.negotiation.letters.sample import SIXTY_LINES, letter
from tests.negotiation.printing.test_bindery import opened, pdf


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def several(count=6):
    """Letters of two kinds, some with signs that the others lack."""
    for number in range(count):
        own = {"sender_name": f"Person {number} {'ÀÉÎÕÜ'[: number % 3]}"}
        long = {"free_text": SIXTY_LINES} if number == 1 else {}
        yield to_pdf(to_html(letter("L2" if number % 2 else "L5", "en", **own, **long)))


def as_joined(letters):
    return joined([ToBind("L", (each,)) for each in letters], title="x", language="en")[0]


def pictures(content):
    return [sheet.render(scale=1).to_pil() for sheet in pypdfium2.PdfDocument(content)]


def fonts_in(content):
    with opened(content) as made:
        return {
            font.DescendantFonts[0].FontDescriptor.FontFile2.objgen
            for page in made.pages
            for font in page.resources.Font.values()
        }


def test_each_letter_looks_as_it_does_alone_and_reads_the_same():
    letters = list(several())
    made = as_joined(letters)
    alone = [picture for each in letters for picture in pictures(each)]
    for mine, other in zip(pictures(made), alone, strict=True):
        assert ImageChops.difference(mine, other).getbbox() is None
    said = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made)]
    assert said == [
        page.get_textpage().get_text_range()
        for each in letters
        for page in pypdfium2.PdfDocument(each)
    ]


def test_what_they_share_is_there_once():
    letters = list(several())
    made = as_joined(letters)
    assert len(set().union(*([str(one) for one in fonts_in(each)] for each in letters))) > 1
    assert len(fonts_in(made)) == 2  # regular and bold
    with opened(made) as document:
        contents = [page.obj.Contents for page in document.pages]
        shared = [each for each in contents if isinstance(each, pikepdf.Array)]
        parts = [part.objgen for each in shared for part in each]
    assert len(set(parts)) < len(parts)
    assert len(made) < sum(map(len, letters)) / 2


def test_a_page_of_others_stays_as_it_is():
    paper = pdf()
    made = as_joined([paper, paper, *several(2)])
    with opened(made) as document:
        assert document.pages[0].Contents.read_bytes() == b"0 0 m 100 100 l S"


class Page:
    def __init__(self, content):
        self.content = content
        self.Contents = self

    def read_bytes(self):
        return self.content


def test_the_stretches_of_a_page_come_together_as_they_were():
    same = b"/P BDC\n" + b"(words) Tj\n" * 60 + b"EMC"
    own = [b"/P BDC\n%d\nEMC" % number for number in range(3)]
    pages = [b"\n".join([each, same, each, same, b"end"]) for each in own]
    assert b"\n".join(stretches(pages[0])) == pages[0]
    cut = [Page(content) for content in pages]
    share_painting(cut, bytes)
    assert [b"\n".join(page.Contents) for page in cut] == pages
    assert len({id(part) for page in cut for part in page.Contents}) < 3 * 3
