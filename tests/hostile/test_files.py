"""Files for the commands that answer from one: too large, or no CSV and no JSON at all."""

import pytest

from negotiation import console
from tests.negotiation.terminal import saying

HEAD = "name,balance,apr,minimum\n"
ROW = "card,100,20,10\n"
FILES = {
    "too many debts": HEAD + ROW * 5_001,
    "too large": HEAD + ROW + "x" * console.MOST,
    "a cell without end": HEAD + '"' + "x" * 200_000 + '",1,1,1\n',
    "a head without end": "x" * 200_000 + ",balance\n1,1\n",
    "a quote that is never closed": HEAD + '"card,100,20,10\n' * 9_000,
    "NUL": HEAD + "card\x00,100,\x00,10\n",
    "deep": '{"debts":' + "[" * 100_000,
    "a number without end": HEAD + f"card,{'9' * 5_000},20,10\n",
    "a formula for a number": HEAD + "card,=1+1,20,10\n",
}


@pytest.mark.parametrize("command", ["payoff", "plan"])
@pytest.mark.parametrize("written", FILES.values(), ids=list(FILES))
def test_a_hostile_file_is_answered_in_one_line(tmp_path, capsys, command, written):
    code, out, wrong = saying(command, tmp_path, capsys)(written, "--json")
    assert (code, out) == (console.WRONG, "")
    assert wrong.count("\n") == 1
    assert len(wrong) < 600


def test_a_file_of_many_debts_is_read(tmp_path, capsys):
    many = HEAD + "".join(f"card {number},100,20,10\n" for number in range(60))
    code, _out, wrong = saying("payoff", tmp_path, capsys)(many, "--json")
    assert (code, wrong) == (0, "")
