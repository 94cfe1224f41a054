"""A command that reads a file, as it is run at a terminal."""

import json

from django.core.management import call_command


def saying(command, tmp_path, capsys):
    """What the command prints and says about a file with this in it, and how it ends."""

    def said(content, *options, name="debts.json"):
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content))
        code = 0
        try:
            call_command(command, str(path), *options)
        except SystemExit as ended:
            code = ended.code
        return code, *capsys.readouterr()

    return said
