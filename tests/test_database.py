"""A database that cannot be reached: said at once, in one line, without its password."""

import os
import subprocess
import sys

import pytest

NOBODY = "postgres://ann:hush@127.0.0.1:1/debts"  # nothing ever listens on port 1


@pytest.fixture
def manage(tmp_path):
    def manage(*command, url):
        environ = os.environ | {"DATA_DIR": str(tmp_path), "DATABASE_URL": url, "DEMO": "1"}
        return subprocess.run(
            [sys.executable, "manage.py", *command],
            env=environ,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return manage


@pytest.mark.parametrize("command", ["demo", "migrate"])
def test_a_command_says_what_to_do_and_ends(manage, command):
    done = manage(command, url=NOBODY)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith("The database cannot be reached: connection failed: ")
    assert "Start the database, or correct DATABASE_URL." in done.stderr
    assert "hush" not in done.stderr


def test_the_doctor_names_it_and_goes_on(manage):
    done = manage("doctor", url=NOBODY)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("BROKEN  database    cannot be reached: connection failed: ")
    assert "hush" not in done.stdout
    assert "ok      python" in done.stdout


@pytest.mark.parametrize("file", ["missing/folder/debts.sqlite3", "no_database"])
def test_a_file_that_cannot_be_opened_is_named(manage, tmp_path, file):
    (tmp_path / "no_database").write_text("something else " * 100)
    done = manage("migrate", url=f"sqlite:///{tmp_path}/{file}")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert f"able to write to {tmp_path}/{file}" in done.stderr
