"""A letter in Word, made at the press of what docx.py says is on its sheet.

What was typed is set as text and is nothing else to whoever opens the file.
"""

import zipfile
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor

FACE = "Cambria"  # with Word; a free face of the same widths stands in for it elsewhere
INK, SOFT, LINE = RGBColor(0x1A, 0x1A, 0x1A), RGBColor(0x44, 0x44, 0x44), "999999"
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # a file says when its parts were made; ours say the same always


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet, in inches. `rows` of the head: sender, rule to window, recipient, to the subject."""

    width: float
    height: float
    left: float
    right: float
    rows: tuple[float, float, float, float]

    @property
    def text(self):
        return self.width - self.left - self.right


PAPERS = {
    "letter": Paper(8.5, 11, 1, 1.1, (0.92, 0.83, 1.0, 0.5)),
    "A4": Paper(8.27, 11.69, 0.866, 0.866, (0.92, 0.69, 1.0, 0.95)),
}


def write(words, _content):
    """The file; the same bytes for the same words."""
    document, sheet = Document(), PAPERS[words["paper"]]
    lay_out(document, sheet, words)
    head(document, sheet, words)
    paragraph(document, words["subject"], style="Heading 1")
    references(document, sheet, words["references"])
    for block in words["blocks"]:
        set_block(document, sheet, block)
    close(document, words)
    return {}, saved(document)


# ---- the sheet ---------------------------------------------------------------------------------


def lay_out(document, sheet, words):
    section = document.sections[0]
    section.page_width, section.page_height = Inches(sheet.width), Inches(sheet.height)
    section.left_margin, section.right_margin = Inches(sheet.left), Inches(sheet.right)
    section.top_margin = section.header_distance = Inches(0.5)
    section.bottom_margin = Inches(1)
    section.different_first_page_header_footer = True
    styles(document, words["language"])
    small(section.first_page_header.paragraphs[0])
    running_head(section.header.paragraphs[0], words["running"])
    about = document.core_properties
    about.title, about.author = words["title"], words["author"]
    about.last_modified_by, about.language = about.author, words["language"]
    about.comments, about.revision = "", 1
    about.created = about.modified = datetime.combine(date.fromisoformat(words["on"]), time(), UTC)


def styles(document, language):
    normal, heading = document.styles["Normal"], document.styles["Heading 1"]
    for style, size in ((normal, 11.5), (heading, 13)):
        style.font.name, style.font.size, style.font.color.rgb = FACE, Pt(size), INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for name in [*fonts.attrib]:
            del fonts.attrib[name]
        for name in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{name}"), FACE)
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing = 1.15
    normal.paragraph_format.widow_control = True
    heading.font.bold = True
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(0), Pt(6)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), {"es": "es-US"}.get(language, "en-US"))
    normal.element.get_or_add_rPr().append(spoken)


def running_head(line, text):
    """From the second page on: to whom, which day, which page."""
    line.paragraph_format.space_after = Pt(26)
    add(line, text, 9, SOFT)
    run = line.add_run()
    run.font.size, run.font.color.rgb = Pt(9), SOFT
    for kind, code in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = code or None
        run._r.append(part)


def head(document, sheet, words):
    """The upper third: what must show through the two windows stands in rows of fixed height."""
    table = bare_table(document, 4, 2, (4.0, sheet.text - 4.0))
    for row, height in zip(table.rows, sheet.rows, strict=True):
        row.height, row.height_rule = Inches(height), WD_ROW_HEIGHT_RULE.EXACTLY
    sender, date_ = table.rows[0].cells
    lines(sender, words["sender"])
    lines(date_, words["date"], right=True)
    for cell in (sender, date_):
        border(cell._tc.get_or_add_tcPr(), "tcBorders", ("bottom",))
    recipient, mail = table.rows[2].cells
    recipient.vertical_alignment = mail.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    lines(recipient, words["recipient"])
    lines(mail, words["mail"], right=True)


def references(document, sheet, rows):
    if not rows:
        return
    table = bare_table(document, len(rows), 2, (2.0, sheet.text - 2.0))
    border(table._tbl.tblPr, "tblBorders", ("top", "bottom"))
    for row, (label, value) in zip(table.rows, rows, strict=True):
        lines(row.cells[0], [(label, 10.5)], bold=True)
        lines(row.cells[1], [(value, 10.5)])
    small(document.add_paragraph(), 6)


def set_block(document, sheet, block):
    """One block of the text, with its numbered items or its table below it."""
    text = paragraph(document)
    if block["lead"]:
        add(text, f"{block['lead']} ").bold = True
    add(text, block["text"])
    text.paragraph_format.keep_with_next = bool(block["items"] or block["rows"])
    numbering = new_numbering(document) if block["items"] else None
    for item in block["items"]:
        number(paragraph(document, item, style="List Number"), numbering)
    if block["rows"]:
        figures(document, sheet, block)


def figures(document, sheet, block):
    columns = len(block["head"])
    width = sheet.text / columns
    table = bare_table(document, 0, columns, [width] * columns)
    border(table._tbl.tblPr, "tblBorders", ("top", "bottom", "insideH"))
    for place, cells in enumerate((block["head"], *block["rows"])):
        row = table.add_row()
        for column, (cell, words) in enumerate(zip(row.cells, cells, strict=True)):
            right = column in block["numeric"]
            lines(cell, [(words, 10.5)], right=right, bold=place == 0)
    heading = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(heading)
    small(document.add_paragraph(), 6)


def close(document, words):
    farewell = paragraph(document, words["farewell"])
    farewell.paragraph_format.space_before = Pt(10)
    farewell.paragraph_format.space_after = Pt(44)
    farewell.paragraph_format.keep_with_next = True
    signed = paragraph(document, words["author"])
    if not words["enclosed"]:
        return
    signed.paragraph_format.keep_with_next = True
    for line in words["enclosed"]:
        below = paragraph(document)
        add(below, line, 10, SOFT)
        below.paragraph_format.space_after = Pt(0)


# ---- parts -------------------------------------------------------------------------------------


def add(line, text, size=None, colour=None):
    run = line.add_run(text)  # a line end in it becomes a break
    if size:
        run.font.size = Pt(size)
    if colour:
        run.font.color.rgb = colour
    return run


def paragraph(document, text="", style=None):
    made = document.add_paragraph(style=style)
    if text:
        add(made, text)
    return made


def small(line, points=1):
    """A paragraph that only Word needs, as low as it gets."""
    line.paragraph_format.space_after = Pt(0)
    line.paragraph_format.line_spacing = Pt(points)
    return line


def lines(cell, words, *, right=False, bold=False):
    """One paragraph for each line of a cell: (text, size)."""
    for place, (text, size) in enumerate(words):
        line = cell.add_paragraph() if place else cell.paragraphs[0]
        line.paragraph_format.space_after, line.paragraph_format.line_spacing = Pt(0), 1.1
        if right:
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        add(line, text, size).bold = bold


def bare_table(document, rows, columns, widths):
    table = document.add_table(rows, columns)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Inches(width)
        for cell in column.cells:
            cell.width = Inches(width)
    space = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), "0" if side == "left" else "80")
        edge.set(qn("w:type"), "dxa")
        space.append(edge)
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(space)  # the schema wants them in order
    return table


def border(properties, name, sides):
    borders = OxmlElement(f"w:{name}")
    for side in sides:
        edge = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", LINE)):
            edge.set(qn(f"w:{key}"), value)
        borders.append(edge)
    layout = properties.find(qn("w:tblLayout"))
    if layout is None:
        properties.append(borders)
    else:
        layout.addprevious(borders)


def new_numbering(document):
    """A list that starts at 1 again."""
    numbers = document.part.numbering_part.element
    style = document.styles["List Number"].element
    known = numbers.num_having_numId(style.pPr.numPr.numId.val)
    made = numbers.add_num(known.abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return made.numId


def number(line, numbering):
    properties = line._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbering
    line.paragraph_format.space_after = Pt(3)


def saved(document):
    """The file, with no clock in it."""
    made, same = BytesIO(), BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(same, "w", zipfile.ZIP_DEFLATED) as kept:
        for part in parts.infolist():
            entry = zipfile.ZipInfo(part.filename, LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, parts.read(part))
    return same.getvalue()
