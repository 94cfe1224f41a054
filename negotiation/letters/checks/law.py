"""The laws a text cites, and whether they bind who gets it. Pure.

A citation is compared as "15 usc 1692g(b)"; one that names less or more of the same section is the
same law.
"""

import re
from collections.abc import Iterator

from negotiation.letters.checks.rules import acts
from negotiation.letters.parts import Recipient

Place = tuple[int, int]
CITED = re.compile(
    r"\b(\d{1,2}) ?(u\.? ?s\.? ?c\.?(?: ?a\.?)?|c\.? ?f\.? ?r\.?)"
    r"(?: ?(?:§{1,2}|sec\.|secs\.|section|sections|part|seccion|parte))? ?"
    r"(\d{1,5}(?:\.\d{1,4})?[a-z]{0,2}(?:-\d{1,2}[a-z]?)?)((?: ?\([a-z0-9]{1,4}\)){0,6})"
)
LOOSE = re.compile(r"§{1,2} ?\d[\w.-]{0,15}")


def normal(citation: str) -> str:
    """ "15 U.S.C. § 1692g(b)" as "15 usc 1692g(b)"; what is no citation stays as it is."""
    found = CITED.search(citation.lower())
    return _normal(found) if found else citation.lower()


def _normal(found: re.Match[str]) -> str:
    code = "usc" if "s" in found[2] else "cfr"
    return f"{found[1]} {code} {found[3]}{found[4].replace(' ', '')}"


def unfit(
    folded: str, recipient: Recipient, allowed: frozenset[str]
) -> Iterator[tuple[str, int, int]]:
    """Each citation that should not stand there, by the id of its rule."""
    basis = {normal(each) for each in allowed}
    taken = [found.span() for found in CITED.finditer(folded)]
    for found in CITED.finditer(folded):
        if fault := _fault(_normal(found), recipient, basis):
            yield fault, *found.span()
    for found in LOOSE.finditer(folded):
        if not any(start <= found.start() < end for start, end in taken):
            yield "other_statute", *found.span()
    yield from _named(folded, recipient, basis)


def _named(folded: str, recipient: Recipient, basis: set[str]) -> Iterator[tuple[str, int, int]]:
    """The same for laws called by their name."""
    for act in acts():
        for found in act.says.finditer(folded):
            if recipient not in act.to:
                yield "wrong_statute", *found.span()
            elif not any(law.startswith(act.laws) for law in basis):
                yield "other_statute", *found.span()


def _fault(law: str, recipient: Recipient, basis: set[str]) -> str:
    if not _binds(law, recipient):
        return "wrong_statute"
    return "" if any(_same(law, ours) for ours in basis) else "other_statute"


def _binds(law: str, recipient: Recipient) -> bool:
    """By the act whose beginning fits it best; a law of no act binds as far as we know."""
    fitting = [(len(start), act) for act in acts() for start in act.laws if _begins(law, start)]
    if not fitting:
        return True
    longest = max(length for length, _ in fitting)
    return any(recipient in act.to for length, act in fitting if length == longest)


def _begins(law: str, start: str) -> bool:
    """15 usc 1681 begins 15 usc 1681i, but 15 usc 1681c does not begin 15 usc 1681c-2's rule."""
    return law.startswith(start) and not (start[-1].isdigit() and law[len(start) :][:1].isdigit())


def _same(cited: str, ours: str) -> bool:
    """Whether one is a part of the other: 1692g and 1692g(b), but not 1692g and 1692ga."""
    short, long = sorted((cited, ours), key=len)
    return long.startswith(short) and long[len(short) :][:1] in ("", "(")
