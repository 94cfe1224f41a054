"""The last page of 10,000 debts by score against the first one."""

from dataclasses import replace

from negotiation import boards
from tests.bench.list import BY_SCORE, COUNT, first_page, workspace_of_many
from tests.bench.sides import ratio

GOAL = 1.5  # at most


def start_of_last_page(workspace):
    """The debt the last page starts after, found as a reader would: page by page."""
    last = ""
    for _page in range(COUNT // boards.PAGE - 1):
        _rows, last = boards.page(workspace, replace(BY_SCORE, after=last))
    return last


def measure():
    workspace = workspace_of_many("bench-last-page")
    wish = replace(BY_SCORE, after=start_of_last_page(workspace))
    return ratio(lambda: boards.page(workspace, wish), lambda: first_page(workspace), turns=30)
