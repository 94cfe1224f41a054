"""100 letters at a press of two hands against the documented call, start included, by the clock.

Both run after whatever else the machine does, as hands at the press do.
"""

import json
import subprocess
import sys
from statistics import median
from time import perf_counter

from debtsite.press.limits import NICE
from tests.bench import paper

GOAL = 4.0  # at least
LETTERS = 100
TURNS = 3
BEGIN = f"import json, os, sys; os.nice({NICE}); pages = json.load(sys.stdin)"
OURS = """
from concurrent.futures import ThreadPoolExecutor
from negotiation.letters.pdf import to_pdf
with ThreadPoolExecutor(2) as askers:
    made = list(askers.map(to_pdf, pages))
"""
THEIRS = """
import weasyprint
from weasyprint.text.fonts import FontConfiguration
made = []
for page in pages:
    fonts = FontConfiguration()
    styles = weasyprint.CSS(filename="static/css/letter.css", font_config=fonts)
    made.append(weasyprint.HTML(string=page).write_pdf(
        stylesheets=[styles], font_config=fonts, pdf_variant="pdf/ua-1"))
"""


def seconds(script, pages):
    """From starting Python to the last letter."""
    start = perf_counter()
    code = (
        f"import json, sys; pages = json.load(sys.stdin)\n{script}\nassert len(made) == len(pages)"
    )
    subprocess.run([sys.executable, "-c", code], input=json.dumps(pages), text=True, check=True)
    return perf_counter() - start


def measure():
    paper.tell()
    pages = paper.pages(LETTERS)
    return median(seconds(THEIRS, pages) / seconds(OURS, pages) for _ in range(TURNS))
