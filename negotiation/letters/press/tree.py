"""A letter's HTML as a tree, by the parser that is quick where HTML is as regular as ours.

Whatever is not a plain letter gets None and goes the long way round.
"""

import re
from xml.etree.ElementTree import Element, ParseError, XMLParser

TAGS = frozenset(
    "article b body br caption div em h1 h2 h3 head html i li meta ol p section span strong table"
    " tbody td tfoot th thead title tr ul wbr".split()
)
ATTRIBUTES = frozenset(
    "charset class colspan content data-addressee data-page lang name rowspan scope".split()
)
DOCTYPE = re.compile(r"\s*<!doctype html>", re.IGNORECASE)
VOID = re.compile(r"<((?:br|meta|wbr)\b[^<>]*?)/?>")
BETWEEN = ("html", "head", "meta", "title")  # spaces after these mean nothing


def plain_tree(html: str) -> Element | None:
    """The tree of a plain letter: regular HTML, and no tag or attribute no letter has."""
    start = DOCTYPE.match(html)
    if not start or html.find("<!", start.end()) >= 0 or html.find("<?") >= 0:
        return None
    parser = XMLParser()  # noqa: S314 - no declarations, so no entities that could grow
    try:
        parser.feed(VOID.sub(r"<\1/>", html[start.end() :]))
        root = parser.close()
    except ParseError:
        return None
    return root if _is_plain(root) else None


def _is_plain(root: Element) -> bool:
    if root.tag != "html":
        return False
    for element in root.iter():
        if element.tag not in TAGS or not ATTRIBUTES.issuperset(element.keys()):
            return False
        if element.tag in BETWEEN:
            element.tail = None
    root.text = None
    head = root.find("head")
    if head is not None:
        head.text = None
    return True
