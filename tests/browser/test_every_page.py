"""Every page of the demo household, at phone and desk width, light and dark."""

from pathlib import Path

import pytest

AXE = Path(__file__).parents[1] / "vendor/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = {"phone": 390, "desk": 1280}


def violations(page):
    page.evaluate("document.fonts.ready")
    page.evaluate(AXE.read_text())  # through the debugger: the site's CSP stays as it is
    found = page.evaluate(f"axe.run(document, {{runOnly: {RULES}}})")["violations"]
    return [(fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found]
