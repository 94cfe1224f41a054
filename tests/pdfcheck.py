"""Checks a PDF for what PDF/UA-1 and good paper ask and a program can see; finds text on a page.

The numbers are those of the Matterhorn protocol.
"""

import io
import re
from dataclasses import dataclass, field

import pikepdf
import pypdfium2

from negotiation.letters.envelope import Box

US_LETTER = [0, 0, 612, 792]
A4 = [0, 0, 595, 842]
FILES = ("/FontFile", "/FontFile2", "/FontFile3")
PAINTING = re.compile(r"T[jJ]|['\"]|Do|sh|[SsFfBb]|[fBb]\*")
STANDARD = re.compile(
    r"Document|Part|Art|Sect|Div|BlockQuote|Caption|TOCI?|Index|NonStruct|Private|P|H[1-6]?|L|LI"
    r"|Lbl|LBody|Table|TR|TH|TD|THead|TBody|TFoot|Span|Quote|Note|Reference|BibEntry|Code|Link"
    r"|Annot|Figure|Formula|Form"
)
PARENTS = {
    "TH": {"TR"},
    "TD": {"TR"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "LI": {"L"},
    "Lbl": {"LI"},
    "LBody": {"LI"},
}


def opened(pdf):
    return pikepdf.open(io.BytesIO(pdf))


def faults(pdf, paper=US_LETTER):
    """Everything wrong with this PDF, in words; an empty list is what a test wants."""
    with opened(pdf) as document:
        tree = Structure.of(document)
        return [
            *map(str, document.check_pdf_syntax()),
            *_metadata_faults(document),
            *(fault for page in document.pages for fault in _page_faults(page, tree, paper)),
            *tree.faults,
        ]


def _metadata_faults(document):
    root = document.Root
    xmp = bytes(root.Metadata.read_bytes()).decode() if "/Metadata" in root else ""
    needed = {
        "01-005 structure tree": "/StructTreeRoot" in root,
        "06-001 marked": root.get("/MarkInfo", {}).get("/Marked") is True,
        "06-002 PDF/UA part": re.search(r"pdfuaid:part\D{0,3}1", xmp),
        "06-003 title": "dc:title" in xmp,
        "07-001 title shown": root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is True,
        "11-006 language": re.match(r"[a-z]{2}(-|$)", str(root.get("/Lang", ""))),
        "26-002 not encrypted": "/Encrypt" not in document.trailer,
    }
    return [f"missing: {name}" for name, there in needed.items() if not there]


def _page_faults(page, tree, paper):
    if [round(float(side)) for side in page.mediabox] != paper:
        yield "not US Letter" if paper == US_LETTER else "not A4"
    if "/StructParents" not in page:
        yield "page without StructParents"
    for name, font in (page.resources.get("/Font") or {}).items():
        inner = font.DescendantFonts[0] if font.get("/Subtype") == "/Type0" else font
        if not any(file in inner.get("/FontDescriptor", {}) for file in FILES):
            yield f"font {name} is not embedded"
        if "/ToUnicode" not in font:
            yield f"font {name} cannot be copied as text"
    loose, used = _marks(page)
    if loose:
        yield f"01-003 {loose} painting operators neither tagged nor artifact"
    if lost := used - tree.marks.get(page.objgen, set()):
        yield f"01-005 {len(lost)} marks missing from the structure tree"


def _marks(page):
    """How much is painted outside any mark, and which marks the page uses."""
    open_marks, loose, used = [], 0, set()
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            mark = operands[1].get("/MCID") if name == "BDC" else None
            used |= set() if mark is None else {int(mark)}
            open_marks.append(mark is not None or str(operands[0]) == "/Artifact")
        elif name == "EMC":
            open_marks.pop()
        elif PAINTING.fullmatch(name):
            loose += not any(open_marks)
    return loose, used


@dataclass
class Structure:
    """The structure tree: its elements in reading order, as (type, element), and its faults."""

    elements: list = field(default_factory=list)
    marks: dict = field(default_factory=dict)
    faults: list = field(default_factory=list)
    _heading: int = 0

    @classmethod
    def of(cls, document):
        tree = cls()
        if "/StructTreeRoot" in document.Root:
            tree._walk(document.Root.StructTreeRoot, page=None, parent="")
        return tree

    def of_type(self, kind):
        return [element for name, element in self.elements if name == kind]

    def _walk(self, element, page, parent):
        if not hasattr(element, "keys"):
            self.marks.setdefault(page, set()).add(int(element))
            return
        if element.get("/Type") == "/OBJR":
            return
        page = element.Pg.objgen if "/Pg" in element else page
        if element.get("/Type") == "/MCR":
            self.marks.setdefault(page, set()).add(int(element.MCID))
            return
        if kind := str(element.get("/S", ""))[1:]:
            self.elements.append((kind, element))
            self.faults += self._faults_of(kind, element, parent)
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            self._walk(kid, page, kind or parent)

    def _faults_of(self, kind, element, parent):
        if not STANDARD.fullmatch(kind):
            yield f"02-001 {kind} is no structure type"
        if parent not in PARENTS.get(kind, {parent}):
            yield f"09 {kind} inside {parent}"
        if kind == "Figure" and "/Alt" not in element:
            yield "13-004 figure without alternative text"
        if kind == "TH" and "/Scope" not in element.get("/A", {}):
            yield "15-003 header cell without scope"
        if re.fullmatch(r"H[1-6]", kind):
            level = int(kind[1])
            if level > self._heading + 1:
                yield f"14-003 heading level jumps to {level}"
            self._heading = level


def pages(pdf):
    """The text of each page, as a reader would copy it."""
    document = pypdfium2.PdfDocument(pdf)
    return [_clean(page.get_textpage().get_text_bounded()) for page in document]


def text(pdf):
    return "\n".join(pages(pdf))


def _clean(copied):
    return copied.replace("\r\n", "\n").replace("\ufffe", "-")


def box(pdf, wanted, *, page=0):
    """Where the first line that reads so stands on its page, in inches from the upper left."""
    sheet = pypdfium2.PdfDocument(pdf)[page]
    words = sheet.get_textpage()
    found = words.search(wanted, match_case=True).get_next()
    assert found, f"{wanted!r} is not on page {page + 1}"
    first, count = found
    sides = [words.get_charbox(index) for index in range(first, first + count)]
    left, bottom, right, top = (pick(side) for pick, side in zip(
        (min, min, max, max), zip(*(side for side in sides if side[2] > side[0]), strict=True),
        strict=True,
    ))  # fmt: skip
    height = sheet.get_height()
    return Box(left / 72, (height - top) / 72, right / 72, (height - bottom) / 72)


def words_in(pdf, area, *, page=0):
    """The text that stands inside this area of a page, given in inches."""
    sheet = pypdfium2.PdfDocument(pdf)[page]
    height = sheet.get_height()
    words = sheet.get_textpage().get_text_bounded(
        left=area.left * 72,
        bottom=height - area.bottom * 72,
        right=area.right * 72,
        top=height - area.top * 72,
    )
    return _clean(words)
