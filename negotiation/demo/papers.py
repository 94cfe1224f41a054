"""Draws the papers of the demo: what a person would have photographed on the kitchen table."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont

from ledger.papers import read_paper
from negotiation.letters.typeface import BOLD, REGULAR, file_of

PAGE, PAPER, INK, FAINT = (850, 1100), "#fbfaf6", "#22242a", "#8a8d94"
LEFT, TOP, LINE = 90, 110, 34
FOOT = "Invented for the demo. No such company, no such debt."


def draw(heading, lines):
    """A sheet with these lines, checked like any other picture that comes in."""
    sheet = Image.new("RGB", PAGE, PAPER)
    pen = ImageDraw.Draw(sheet)
    regular, bold = (ImageFont.truetype(file_of(face), 21) for face in (REGULAR, BOLD))
    pen.text((LEFT, TOP), heading, INK, bold.font_variant(size=30))
    for row, line in enumerate(lines, 2):
        words, dollar, digits = line.partition(": $")
        pen.text((LEFT, TOP + row * LINE), words, INK, regular)
        if dollar:
            pen.text((PAGE[0] - LEFT, TOP + row * LINE), f"${digits}", INK, bold, anchor="ra")
    pen.text((LEFT, PAGE[1] - LEFT), FOOT, FAINT, regular)
    made = BytesIO()
    sheet.quantize(16).save(made, "PNG")
    return read_paper(ContentFile(made.getvalue()))
