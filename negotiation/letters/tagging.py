"""Finishes the tags of a letter's PDF where the renderer leaves them half done. Pure.

Running heads come out as tagged text that hangs outside the structure tree, and header cells
without a scope. PDF/UA wants the former to be artifacts, the latter to say row or column.
Works on the PDF's own objects: dictionaries, and streams as lists of operators.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

REFERENCE = re.compile(rb"(\d+) 0 R")
HEADER = {"Type": "/Pagination", "Subtype": "/Header", "Attached": "[/Top]"}

Elements = Mapping[int, dict[str, Any]]  # by object number


def finish(_document: Any, pdf: Any) -> None:
    """Called with the PDF just before it is written."""
    elements = _of_type(pdf, "/StructElem")
    (root,) = _of_type(pdf, "/StructTreeRoot").values()
    read = _reached(root["K"], elements)
    _give_scope(read, elements)
    parents = pdf.objects[_number(root["ParentTree"])]["Nums"]
    for number in elements.keys() - read:
        _make_artifact(elements[number], pdf, parents)


def _of_type(pdf: Any, kind: str) -> Elements:
    things: Any = (thing for thing in pdf.objects if isinstance(thing, dict))
    return {thing.number: thing for thing in things if thing.get("Type") == kind}


def _number(reference: bytes) -> int:
    match = REFERENCE.fullmatch(reference)
    if not match:
        raise ValueError(reference)
    return int(match[1])


def _kids(element: dict[str, Any]) -> list[int]:
    """The elements inside this one; a plain number is marked content, not an element."""
    return [_number(kid) for kid in element.get("K", ()) if isinstance(kid, bytes)]


def _reached(start: Iterable[bytes], elements: Elements) -> set[int]:
    """The numbers of all elements a reader can come by."""
    waiting = [_number(reference) for reference in start]
    found = set()
    while waiting:
        number = waiting.pop()
        if number in elements and number not in found:
            found.add(number)
            waiting += _kids(elements[number])
    return found


def _give_scope(read: set[int], elements: Elements) -> None:
    """A row of nothing but header cells heads the columns; any other header cell heads its row."""
    for number in read:
        if elements[number]["S"] != "/TR":
            continue
        cells = [elements[kid] for kid in _kids(elements[number])]
        heads = [cell for cell in cells if cell["S"] == "/TH"]
        for cell in heads:
            cell["A"]["Scope"] = "/Column" if len(heads) == len(cells) > 1 else "/Row"


def _make_artifact(element: dict[str, Any], pdf: Any, parents: list[Any]) -> None:
    """Take this element's text out of what is read: it stays on the page as a running head."""
    marks = [kid for kid in element["K"] if isinstance(kid, int)]
    if marks:
        page = pdf.objects[_number(element["Pg"])]
        content = pdf.objects[_number(page["Contents"])].stream
        for place, operator in enumerate(content):
            if isinstance(operator, dict) and operator.get("MCID") in marks:
                content[place - 1] = "/Artifact"
                operator.clear()
                operator.update(HEADER)
        owners = parents[2 * page["StructParents"] + 1]
        for mark in marks:
            owners[mark] = "null"
    element.clear()
